{#- By publication and edit that a test names: how many of its figures are lost and stay so, and the first of them. -#}
{% macro lost_cells_by_edit(result, most) %}
    {%- set found = {} -%}
    {%- for row in run_query(
        "select * from (select members.publication_id, members.edit_id, cells.row_label, cells.column_label, cells.source_line,
            count(*) over (partition by members.publication_id, members.edit_id) as lost_count,
            row_number() over (partition by members.publication_id, members.edit_id
                order by cells.source_line is null, cells.source_line, cells.cell_id) as place
        from " ~ built_table('unknown_members') ~ " as members
        inner join " ~ built_table('resolved_cells') ~ " as cells
            on members.publication_id = cells.publication_id and members.cell_id = cells.cell_id
        inner join (select distinct publication_id, edit_id from (" ~ result.node.compiled_code ~ "\n) as rows_of_it) as failing
            on members.publication_id = failing.publication_id and members.edit_id = failing.edit_id
        where cells.cell_status = 'lost' and cells.value is null) as lost where place = 1 limit " ~ most
    ).rows -%}
        {%- do found.update({(row['publication_id'], row['edit_id']): '; ' ~ row['lost_count'] ~ ' lost, '
            ~ ('the first ' if row['lost_count'] > 1 else '') ~ row['row_label'] ~ ', ' ~ row['column_label']
            ~ (' at line ' ~ row['source_line'] if row['source_line'] is not none else '')}) -%}
    {%- endfor -%}
    {{ return(found) }}
{% endmacro %}

{#- What to do where the print itself is so; said once, whatever the number of edits. -#}
{% macro summarize_declaring(messages) %}
    {%- set differing, unknown = [], [] -%}
    {%- for message in messages if not message.startswith('seeds/registers/known_differences.csv: ') -%}
        {%- do (unknown if ', difference unknown; ' in message else differing).append(message) -%}
    {%- endfor -%}
    {%- if differing -%}
        {%- do summary_line('  Where the print really differs, declare it in seeds/registers/known_differences.csv, exactly and with'
            ~ ' its reason.') -%}
    {%- endif -%}
    {%- if unknown -%}
        {%- do summary_line('  Where the print shows no figure either, declare the edit in seeds/registers/known_differences.csv with'
            ~ ' an empty difference.') -%}
    {%- endif -%}
{% endmacro %}
