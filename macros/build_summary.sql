{#- The few lines that end a build: what was loaded, what balances, what was derived, what looks odd, and where
    the tables are; or, where a test failed, what exactly is wrong. -#}
{% macro build_summary(results) %}
    {%- if execute and flags.WHICH == 'build' -%}
        {%- set failures = [] -%}
        {%- set built = [] -%}
        {%- for result in results -%}
            {%- if result.status in ['fail', 'error'] -%}
                {%- do failures.append(result) -%}
            {%- elif result.status == 'success' -%}
                {%- do built.append(result.node.name) -%}
            {%- endif -%}
        {%- endfor -%}
        {%- if failures -%}
            {%- do summarize_failures(failures, built) -%}
        {%- elif 'published_files' in built -%}
            {%- do summarize_warehouse() -%}
        {%- endif -%}
    {%- endif -%}
{% endmacro %}

{#- A table of this build; ref() would have to be declared by the hook, which belongs to no model. -#}
{% macro built_table(name) %}
    {{ return(api.Relation.create(schema=target.schema, identifier=name)) }}
{% endmacro %}

{#- Where the tables are published, as published_files.yml has it; Spark's leave those of DuckDB alone. -#}
{% macro published_directory() %}
    {{ return(env_var('JUKINET_PUBLISHED', '') or ('target/spark/published' if target.type == 'spark' else 'published')) }}
{% endmacro %}

{% macro summary_line(text='') %}
    {%- do print(text) -%}
{% endmacro %}

{#- Of a test that finds millions of rows, some are enough. -#}
{% macro summarize_failures(failures, built, sorted_rows=10000) %}
    {%- do summary_line() -%}
    {%- set refused = failures | selectattr('node.name', 'equalto', 'assert_tables_were_published') | list -%}
    {%- if 'published_files' in built and not refused -%}
        {%- do summary_line('PUBLISHED, but a check failed.') -%}
    {%- else -%}
        {%- do summary_line('NOT PUBLISHED: ' ~ published_directory() ~ ' is as it was.') -%}
    {%- endif -%}
    {%- for result in failures | sort(attribute='node.name') if result.node.resource_type == 'test' and result.status == 'fail' -%}
        {%- set rows = run_query(
            'select * from (' ~ result.node.compiled_code ~ '\n) as failing_rows limit ' ~ sorted_rows
        ) -%}
        {%- do summary_line(result.node.name ~ ': ' ~ result.failures) -%}
        {#- Sorted here: an engine hands over the rows of a test in any order. -#}
        {%- set messages = [] -%}
        {%- set is_gate = result.node.name == 'assert_every_balance_edit_holds_or_is_declared' -%}
        {%- set lost = lost_cells_by_edit(result, sorted_rows) if is_gate and 'resolved_cells' in built else {} -%}
        {%- for row in rows.rows -%}
            {%- set message = row['message'] if 'message' in rows.column_names else row.values() | join(', ') -%}
            {%- do messages.append(message ~ (lost.get((row['publication_id'], row['edit_id']), '') if is_gate else '')) -%}
        {%- endfor -%}
        {%- for message in (messages | sort)[:20] -%}
            {%- do summary_line('  ' ~ message) -%}
        {%- endfor -%}
        {%- if result.failures > 20 -%}
            {%- do summary_line('  and ' ~ (result.failures - 20) ~ ' more') -%}
        {%- endif -%}
        {#- A build that leaves them out may have those of an earlier one. -#}
        {%- if is_gate and 'suspect_cells' in built -%}
            {%- do summarize_suspects(built) -%}
        {%- endif -%}
        {%- if is_gate -%}
            {%- do summarize_declaring(messages) -%}
        {%- endif -%}
    {%- endfor -%}
    {%- for result in failures if not (result.node.resource_type == 'test' and result.status == 'fail') -%}
        {%- do summary_line(result.node.name ~ ': ' ~ one_line(result.message or 'failed')) -%}
    {%- endfor -%}
{% endmacro %}

{#- A message on one line, without what Spark says after it: a plan, a stack of Java; and without DuckDB's advice on memory, as
    of its settings the project has but one. -#}
{% macro one_line(message) %}
    {%- set said = namespace(lines=[], is_done=false) -%}
    {%- for line in message.split('\n') | map('trim') | select -%}
        {%- set said.is_done = said.is_done or line.startswith('JVM stacktrace') or line.startswith('at ')
            or line.startswith('Possible solutions:') -%}
        {%- if not said.is_done -%}
            {%- do said.lines.append(line) -%}
        {%- endif -%}
        {%- set said.is_done = said.is_done or 'SQLSTATE: ' in line -%}
    {%- endfor -%}
    {%- if 'Out of Memory Error: ' in message -%}
        {%- do said.lines.append('Allow more by JUKINET_MEMORY_LIMIT, or build on a larger machine.') -%}
    {%- endif -%}
    {{ return(said.lines | join(' ')) }}
{% endmacro %}

{#- The likeliest explanations of each error; the cells of one explanation stand together. An error is what
    suspect_cells calls a component: broken edits that hang together. -#}
{% macro summarize_suspects(built, shown=3, shown_errors=5) %}
    {%- set rows = run_query(
        "select * from " ~ built_table('suspect_cells') ~ " order by publication_id, component, rank, hypothesis_id, cell_id"
    ).rows -%}
    {%- set unsealed = rows_not_in_the_seal() if 'seal_breaks' in built else [] -%}
    {%- set where = ' in the table suspect_cells of ' ~ (target.path or 'this build') -%}
    {%- set errors = [] -%}
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
        {%- set changed, sealed, left = [], [], [] -%}
        {%- for cells in error.explanations -%}
            {%- set marks = [] -%}
            {%- for row in cells -%}
                {%- do marks.append(' (this row differs from the seal)' if differs_from_the_seal(row, unsealed) else '') -%}
            {%- endfor -%}
            {%- do (changed if marks | join else sealed).append((cells, marks)) -%}
        {%- endfor -%}
        {%- for cells, marks in changed + sealed -%}
            {%- set number = loop.index -%}
            {%- if number > shown and not marks | join -%}
                {%- do left.append(cells) -%}
            {%- elif cells[0]['cell_id'] -%}
                {%- for row in cells -%}
                    {%- do summary_line((
                        '  suspect ' ~ number ~ ', ' ~ likelihood_in_words(row, error.explanations) ~ ': '
                        if loop.first else '    together with '
                    ) ~ changed_cell(row) ~ marks[loop.index0]) -%}
                {%- endfor -%}
            {%- else -%}
                {%- do summary_line('  suspect: ' ~ cells[0]['verdict'] ~ ', ' ~ cells[0]['reason']) -%}
            {%- endif -%}
        {%- endfor -%}
        {%- if left -%}
            {%- do summary_line('  and ' ~ left | length ~ ' more' ~ where) -%}
        {%- endif -%}
    {%- endfor -%}
    {%- if errors | length > shown_errors -%}
        {%- do summary_line('  and ' ~ (errors | length - shown_errors) ~ ' more errors' ~ where) -%}
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

{#- What the verdict and the rank of an explanation mean. -#}
{% macro likelihood_in_words(row, explanations) %}
    {%- set count = explanations | length -%}
    {%- set together = ', several errors at once' if row['verdict'] == 'multiple' else '' -%}
    {%- if row['verdict'] == 'ranked' -%}
        {{ return('likeliest' if row['rank'] == 1 else 'less likely') }}
    {%- elif count == 1 -%}
        {{ return('the only explanation found' ~ together) }}
    {%- endif -%}
    {%- set equals = [] -%}
    {%- for cells in explanations if cells[0]['rank'] == row['rank'] -%}
        {%- do equals.append(cells) -%}
    {%- endfor -%}
    {%- if equals | length > 1 -%}
        {{ return('one of ' ~ equals | length ~ ' equally likely' ~ together) }}
    {%- endif -%}
    {{ return('one of ' ~ count ~ ', none much likelier' ~ together) }}
{% endmacro %}

{#- A suspect's place in seed and print, and what would mend it. -#}
{% macro changed_cell(row) %}
    {%- set place = (row['seed_file'] ~ ':' ~ row['seed_row']) if row['seed_file'] else
        'no row' if row['source_line'] is none else row['cell_id'] -%}
    {%- set line = ' (line ' ~ row['source_line'] ~ ' of ' ~ row['publication_id'] ~ ')' if row['source_line'] else '' -%}
    {%- set printed = row['printed'] if row['printed'] is not none else 'nothing' -%}
    {{ return(place ~ line ~ ' ' ~ row['row_label'] ~ ', ' ~ row['column_label'] ~ ': ' ~ printed ~ ' -> ' ~ row['proposed']
        ~ ', ' ~ row['reason']) }}
{% endmacro %}

{#- Rows of sealed publications that their seal does not have: publication, seed and the fields of the row. -#}
{% macro rows_not_in_the_seal() %}
    {%- set found = [] -%}
    {%- for row in run_query(
        "select publication_id, seed_name, row_text from " ~ built_table('seal_breaks') ~ " where change = 'not in the seal'"
    ).rows -%}
        {%- do found.append((row['publication_id'], row['seed_name'], row['row_text'].split('|'))) -%}
    {%- endfor -%}
    {{ return(found) }}
{% endmacro %}

{#- Whether a suspect's row is such a row: the source line is the last field of each, and the years that share a line
    are told apart by the year that ends the cell's name. -#}
{% macro differs_from_the_seal(row, unsealed) %}
    {%- set year = (row['cell_id'] or '').split('/')[-1] -%}
    {%- set differing = [] -%}
    {%- for publication_id, seed_name, fields in unsealed
        if publication_id == row['publication_id']
        and (row['seed_file'] or '').endswith('/' ~ seed_name ~ '.csv')
        and fields[-1] == row['source_line'] | string
        and (row['printed'] if row['printed'] is not none else '') | string in fields[:-1]
        and (year | length != 4 or not year.isdigit() or year in fields) -%}
        {%- do differing.append(fields) -%}
    {%- endfor -%}
    {{ return(differing | length > 0) }}
{% endmacro %}

{#- Of which publication a line speaks, where several are loaded. -#}
{% macro in_publication(row, publications) %}
    {{ return(' in ' ~ row['publication_id'] if publications | length > 1 else '') }}
{% endmacro %}

{% macro summarize_warehouse(shown=10) %}
    {%- set publications = run_query(
        "select publication_id, publisher_name_en, fiscal_year_label, is_sealed from " ~ built_table('publications') ~ " order by 1"
    ) -%}
    {%- set figures = run_query(
        "select
            (select count(*) from " ~ built_table('resolved_cells') ~ " where cell_status = 'printed' and table_name <> 'earlier_edition') as printed_count,
            (select count(*) from " ~ built_table('derived_cells') ~ ") as derived_count,
            (select count(*) from " ~ built_table('anomalies') ~ " where anomaly = 'exchange' and not acknowledged) as exchange_count,
            (select count(*) from " ~ built_table('anomalies') ~ " where anomaly = 'jump' and not acknowledged) as jump_count,
            count(case when status = 'balanced' then 1 end) as balanced_count,
            count(case when status = 'broken' then 1 end) as broken_count,
            count(case when status = 'not_evaluable' then 1 end) as not_evaluable_count,
            count(case when status = 'accepted' then 1 end) as accepted_count,
            count(case when is_verified then 1 end) as verified_count
        from " ~ built_table('reconciliation')
    ).rows[0] -%}
    {%- set derived = run_query(
        "select publication_id, cell_id, case_count, confirmed_by_edit_id from " ~ built_table('derived_cells') ~ "
        order by publication_id, cell_id limit " ~ shown
    ) -%}
    {%- set exchanges = run_query(
        "select publication_id, cell_ids, description from " ~ built_table('anomalies') ~ "
        where anomaly = 'exchange' and not acknowledged order by publication_id, cell_ids limit " ~ shown
    ) -%}
    {%- do summary_line() -%}
    {%- if publications | length <= 5 -%}
        {%- for row in publications.rows -%}
            {%- do summary_line('Loaded       ' ~ row['publication_id'] ~ ', ' ~ row['publisher_name_en'] ~ ', '
                ~ row['fiscal_year_label'] ~ ('' if row['is_sealed'] else ' (not sealed)')) -%}
        {%- endfor -%}
    {%- else -%}
        {%- do summary_line('Loaded       ' ~ publications | length ~ ' publications') -%}
    {%- endif -%}
    {%- do summary_line('Cells        ' ~ figures['printed_count'] ~ ' printed, ' ~ figures['derived_count'] ~ ' derived') -%}
    {%- do summary_line('Edits        ' ~ figures['balanced_count'] ~ ' balanced, ' ~ figures['broken_count'] ~ ' broken, '
        ~ figures['not_evaluable_count'] ~ ' not evaluable, ' ~ figures['accepted_count'] ~ ' accepted; '
        ~ figures['verified_count'] ~ ' verify, the others were spent on a derived cell') -%}
    {%- for row in derived.rows -%}
        {%- do summary_line('Derived      ' ~ row['cell_id'] ~ ' = ' ~ row['case_count'] ~ in_publication(row, publications)
            ~ (', confirmed by ' ~ row['confirmed_by_edit_id'] if row['confirmed_by_edit_id'] else ', not confirmed')) -%}
    {%- endfor -%}
    {%- if figures['derived_count'] > shown -%}
        {%- do summary_line('Derived      and ' ~ (figures['derived_count'] - shown) ~ ' more in the table derived_cells') -%}
    {%- endif -%}
    {%- for row in exchanges.rows -%}
        {%- do summary_line('Looks odd    ' ~ row['description'] ~ ' (' ~ row['cell_ids'] ~ in_publication(row, publications) ~ ')') -%}
    {%- endfor -%}
    {%- if figures['exchange_count'] > shown -%}
        {%- do summary_line('Looks odd    and ' ~ (figures['exchange_count'] - shown) ~ ' more that look exchanged; see the table anomalies') -%}
    {%- endif -%}
    {%- if figures['jump_count'] -%}
        {%- do summary_line('Looks odd    ' ~ figures['jump_count'] ~ ' figures changed more than ' ~ var('jump_factor') ~ '-fold; see the table anomalies') -%}
    {%- endif -%}
    {%- do summary_line('Tables       ' ~ published_directory() ~ '/*.parquet, *.csv and jukinet.xlsx') -%}
{% endmacro %}
