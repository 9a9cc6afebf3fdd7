{#- The likeliest explanations of each error; the cells of one explanation stand together. An error is what
    suspect_cells calls a component: broken edits that hang together. -#}
{% macro summarize_suspects(built, shown=3, shown_errors=5) %}
    {%- set rows = run_query(
        "select * from " ~ built_table('suspect_cells') ~ " order by publication_id, component, rank, hypothesis_id, cell_id"
    ).rows -%}
    {%- set breaks = rows_unlike_the_seal() if 'seal_breaks' in built else [] -%}
    {%- set where = ' in the table suspect_cells of ' ~ (target.path or 'this build') -%}
    {%- set errors, accused = [], [] -%}
    {%- for row in rows -%}
        {%- set error = (row['publication_id'], row['component']) -%}
        {%- if not errors or errors[-1].error != error -%}
            {%- do errors.append({'error': error, 'explanations': []}) -%}
        {%- endif -%}
        {%- set explanations = errors[-1].explanations -%}
        {%- if not explanations or explanations[-1][0]['hypothesis_id'] != row['hypothesis_id'] -%}
            {%- do explanations.append([]) -%}
        {%- endif -%}
        {%- do explanations[-1].append(row) -%}
    {%- endfor -%}
    {%- for error in errors[:shown_errors] -%}
        {%- if errors | length > 1 -%}
            {%- do summary_line('  error ' ~ loop.index ~ ' of ' ~ errors | length ~ ' ['
                ~ error.explanations[0][0]['edit_ids'] ~ ']') -%}
        {%- endif -%}
        {#- Whoever has sealed a row has read it against the print: one that is another now is looked at first. -#}
        {%- set changed, partly, sealed, left = [], [], [], [] -%}
        {%- for cells in error.explanations -%}
            {%- set marks = [] -%}
            {%- for row in cells -%}
                {%- do marks.append(unlike_the_seal(row, breaks)) -%}
                {%- if row['cell_id'] -%}
                    {%- do accused.append((row['publication_id'], marks[-1])) -%}
                {%- endif -%}
            {%- endfor -%}
            {%- do (changed if marks | select | list | length == cells | length else partly if marks | join else sealed).append(
                (cells, marks)
            ) -%}
        {%- endfor -%}
        {%- set ordered = changed + partly + sealed -%}
        {%- set ranks = ordered | map('first') | map('first') | map(attribute='rank') | list -%}
        {%- set by = ' by the figures alone' if ranks != ranks | sort else '' -%}
        {%- for cells, marks in ordered -%}
            {%- set number = loop.index -%}
            {%- if number > shown and not (cells, marks) in changed -%}
                {%- do left.append(cells) -%}
            {%- elif cells[0]['cell_id'] -%}
                {%- for row in cells -%}
                    {%- do summary_line((
                        '  suspect ' ~ number ~ ', ' ~ likelihood_in_words(row, error.explanations) ~ by ~ ': '
                        if loop.first else '    together with '
                    ) ~ changed_cell(row) ~ marks[loop.index0]) -%}
                {%- endfor -%}
            {%- else -%}
                {%- do summary_line('  ' ~ ('' if cells[0]['hypothesis'] == 'missing_rows' else 'suspect: ' ~ cells[0]['verdict'] ~ ', ')
                    ~ cells[0]['reason']) -%}
            {%- endif -%}
        {%- endfor -%}
        {%- if left -%}
            {%- do summary_line('  and ' ~ left | length ~ ' more' ~ where) -%}
        {%- endif -%}
    {%- endfor -%}
    {%- if errors | length > shown_errors -%}
        {%- set others = errors | length - shown_errors -%}
        {%- do summary_line('  and ' ~ others ~ (' more errors' if others > 1 else ' more error') ~ where) -%}
    {%- endif -%}
    {#- Several errors can look like one elsewhere, which the figures alone then accuse. -#}
    {%- set publications = accused | map('first') | list -%}
    {%- if not accused | selectattr(1) | list and breaks | map('first') | select('in', publications) | list -%}
        {%- do summary_line('  None of these rows differs from the seal: look at those that do first') -%}
    {%- endif -%}
    {%- if errors and 'seal_breaks' in built and every_row_is_as_sealed() -%}
        {%- do summary_line('  Every row is as it was sealed: look at the edit first, if it is new') -%}
    {%- endif -%}
{% endmacro %}

{#- Whether somebody has read all rows of the publications with suspects against the print, and none has changed since. -#}
{% macro every_row_is_as_sealed() %}
    {%- set changed = run_query("select count(*) as row_count from " ~ built_table('seal_breaks')).rows[0] -%}
    {%- set unread = run_query(
        "select count(*) as row_count from " ~ built_table('suspect_cells') ~ " as suspects inner join "
        ~ built_table('stg_publication_register') ~ " as publications"
        ~ " on suspects.publication_id = publications.publication_id where publications.seal is null"
    ).rows[0] -%}
    {{ return(changed['row_count'] == 0 and unread['row_count'] == 0) }}
{% endmacro %}

{#- What the scores of an error's explanations say of one. `near` are those of which none leads, as `localize` has it. -#}
{% macro likelihood_in_words(row, explanations, lead=4) %}
    {%- set together = ', several errors at once' if row['verdict'] == 'multiple' else '' -%}
    {%- if explanations | length == 1 -%}
        {{ return('the only explanation found' ~ together) }}
    {%- endif -%}
    {%- set near, ranks = [], [] -%}
    {%- for cells in explanations if lead * cells[0]['score'] > explanations[0][0]['score'] -%}
        {%- do near.append(cells[0]['hypothesis_id']) -%}
        {%- do ranks.append(cells[0]['rank']) -%}
    {%- endfor -%}
    {%- if row['hypothesis_id'] not in near -%}
        {{ return('less likely' ~ together) }}
    {%- elif near | length == 1 -%}
        {{ return('likeliest' ~ together) }}
    {%- endif -%}
    {{ return('one of ' ~ near | length ~ (' equally likely' if ranks | unique | list | length == 1 else ', none much likelier')
        ~ together) }}
{% endmacro %}

{#- A suspect's place in seed and print, and what would mend it. -#}
{% macro changed_cell(row) %}
    {%- set place = (row['seed_file'] ~ ':' ~ row['seed_row']) if row['seed_row'] else row['seed_file'] or (
        'no row' if row['source_line'] is none and not row['cell_id'].startswith('rows/') else row['cell_id']) -%}
    {%- set line = ' (line ' ~ row['source_line'] ~ ' of ' ~ row['publication_id'] ~ ')' if row['source_line'] else '' -%}
    {%- set printed = row['printed'] if row['printed'] is not none else 'nothing' -%}
    {{ return(place ~ line ~ ' ' ~ row['row_label'] ~ ', ' ~ row['column_label'] ~ ': ' ~ printed ~ ' -> ' ~ row['proposed']
        ~ ', ' ~ row['reason']) }}
{% endmacro %}

{#- Rows of sealed publications that their seal does not have, or that only the seal has: publication, seed, what is wrong and
    the fields of the row. -#}
{% macro rows_unlike_the_seal() %}
    {%- set found = [] -%}
    {%- for row in run_query(
        "select publication_id, seed_name, change, row_text from " ~ built_table('seal_breaks')
        ~ " where change in ('not in the seal', 'missing')"
    ).rows -%}
        {%- do found.append((row['publication_id'], row['seed_name'], row['change'], row['row_text'].split('|'))) -%}
    {%- endfor -%}
    {{ return(found) }}
{% endmacro %}

{#- The names of the affair of a line in its monthly table, which may not be the one that the annex has for it. -#}
{% macro names_of_the_line(row) %}
    {{ return(run_query(
        "select names.affair_name from " ~ built_table('stg_printed_affair_names') ~ " as names inner join "
        ~ built_table('stg_publication_register') ~ " as publications on names.publication_id = publications.names_as_in"
        ~ " where publications.publication_id = " ~ dbt.string_literal(row['publication_id'])
        ~ " and concat('monthly/', names.section, '/', names.affair_id) = " ~ dbt.string_literal(row['cell_id'])
    ).columns[0].values() | list) }}
{% endmacro %}

{#- The remark that a suspect's row is such a row, or nothing. The source line is the last field of each, and the years that
    share a line are told apart by the year that ends the cell's name; a row that is missing has the figure that is proposed,
    and the label where its table prints that, one of a list what the list is of, and one for all months of an affair a name
    that the affair has in its monthly table. -#}
{% macro unlike_the_seal(row, breaks) %}
    {%- set cell_id = row['cell_id'] or '' -%}
    {%- set place = cell_id.split('/')[-1] -%}
    {%- set is_missing = row['source_line'] is none and row['printed'] is none -%}
    {%- set is_unforeseen = cell_id.startswith('rows/') -%}
    {%- set is_all_months = cell_id.startswith('monthly/') and cell_id.split('/') | length == 3 and place != 'subtotal' -%}
    {%- set is_list = is_unforeseen and not is_missing -%}
    {%- set is_short = is_list and row['proposed'] > row['printed'] -%}
    {%- set is_year = place.isdigit() -%}
    {%- set printed = (row['printed'] if row['printed'] is not none else '') | string -%}
    {%- set names = names_of_the_line(row) if is_all_months else [] -%}
    {%- set found = [] -%}
    {%- for publication_id, seed_name, change, fields in breaks if publication_id == row['publication_id'] -%}
        {%- if is_list -%}
            {%- do found.append(
                change == ('missing' if is_short else 'not in the seal') and place in fields
                and (row['seed_file'] or '').endswith('/' ~ seed_name ~ '.csv')
            ) -%}
        {%- elif is_all_months -%}
            {%- do found.append(
                change == 'missing' and seed_name == 'printed_monthly_counts' and cell_id.split('/')[1] in fields
                and names | select('in', fields) | list
            ) -%}
        {%- elif change == 'missing' and is_missing -%}
            {%- set is_labelled = row['row_label'] in fields or row['row_label'] == fields[1] ~ ' ' ~ fields[2] -%}
            {%- do found.append(
                row['proposed'] | string in fields and (
                    (row['seed_file'] or seed_name ~ '.csv').endswith(seed_name ~ '.csv') if is_unforeseen
                    else place ~ '-01' in fields or (place in fields and is_labelled)
                )
            ) -%}
        {%- elif change == 'not in the seal' and (row['seed_file'] or '').endswith('/' ~ seed_name ~ '.csv') -%}
            {%- do found.append(
                fields[-1] == row['source_line'] | string and printed in fields[:-1] and (not is_year or place in fields)
            ) -%}
        {%- endif -%}
    {%- endfor -%}
    {{ return('' if not found | select | list else ' (the seal has more rows)' if is_short else ' (the seal has fewer rows)' if is_list
        else ' (the seal has such rows)' if is_all_months else ' (the seal has this row)' if is_missing
        else ' (this row differs from the seal)') }}
{% endmacro %}
