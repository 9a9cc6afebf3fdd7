{#- The likeliest explanations of each error; the cells of one explanation stand together. An error is what
    suspect_cells calls a component: broken edits that hang together. Rows that all differ from the seal are shown however many. -#}
{% macro summarize_suspects(built, shown=3, shown_errors=5) %}
    {%- set where = ' in the table suspect_cells of ' ~ (target.path or 'this build') -%}
    {%- set errors, accused = [], [] -%}
    {%- for row in run_query(
        "select * from " ~ built_table('suspect_cells') ~ " order by publication_id, component, priority, hypothesis_id, cell_id"
    ).rows -%}
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
        {%- set left = [] -%}
        {%- for cells in error.explanations -%}
            {%- do accused.extend(cells | selectattr('cell_id')) -%}
            {%- if loop.index > shown and cells | rejectattr('seal_remark') | list -%}
                {%- do left.append(cells) -%}
            {%- elif cells[0]['cell_id'] -%}
                {%- set start = '  suspect ' ~ loop.index ~ ', ' ~ cells[0]['likelihood'] ~ ': ' -%}
                {%- for row in cells -%}
                    {%- do summary_line((start if loop.first else '    together with ') ~ suspected_place(row) ~ ' ' ~ row['message']) -%}
                {%- endfor -%}
            {%- else -%}
                {%- do summary_line('  ' ~ cells[0]['message']) -%}
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
    {%- if errors and 'seal_breaks' in built -%}
        {%- do summarize_what_the_seal_says(accused) -%}
    {%- endif -%}
{% endmacro %}

{#- Where a suspect stands: its row, its file, or the cell that has neither. -#}
{% macro suspected_place(row) %}
    {%- if row['seed_row'] -%}
        {{ return(row['seed_file'] ~ ':' ~ row['seed_row']) }}
    {%- elif row['seed_file'] -%}
        {{ return(row['seed_file']) }}
    {%- endif -%}
    {{ return('no row' if row['source_line'] is none and not row['cell_id'].startswith('rows/') else row['cell_id']) }}
{% endmacro %}

{#- Several errors can look like one elsewhere, which the figures alone then accuse; and where somebody has read all rows of the
    publications with suspects against the print, and none has changed since, it may be the edit that is wrong. -#}
{% macro summarize_what_the_seal_says(accused) %}
    {%- set breaks = run_query("select distinct publication_id, change from " ~ built_table('seal_breaks')).rows -%}
    {%- set changed = breaks | selectattr('change', 'in', ['not in the seal', 'missing']) | map(attribute='publication_id') | list -%}
    {%- if accused | selectattr('publication_id', 'in', changed) | list and not accused | selectattr('seal_remark') | list -%}
        {%- do summary_line('  None of these rows differs from the seal: look at those that do first') -%}
    {%- elif not breaks -%}
        {%- set unread = run_query(
            "select count(*) as row_count from " ~ built_table('suspect_cells') ~ " as suspects inner join "
            ~ built_table('stg_publication_register') ~ " as publications"
            ~ " on suspects.publication_id = publications.publication_id where publications.seal is null"
        ).rows[0] -%}
        {%- if not unread['row_count'] -%}
            {%- do summary_line('  Every row is as it was sealed: look first at the edit, if it is new, and at what changed in the registers') -%}
        {%- endif -%}
    {%- endif -%}
{% endmacro %}
