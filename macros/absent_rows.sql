{#- Tables of the print of which a publication has no row. It may print none; where a file was not landed, the figures of some
    tables stand in no sum that would miss them. -#}
{% macro summarize_absent_rows(built) %}
    {%- set absent = [] -%}
    {%- for seed in disclosure_seeds() if 'stg_publication_register' in built and 'stg_' ~ seed in built -%}
        {%- do absent.append(
            "select '" ~ seed ~ "' as seed_name, publication_id from " ~ built_table('stg_publication_register') ~ " as publications
            where not exists (
                select 1 from " ~ built_table('stg_' ~ seed) ~ " as printed
                where printed.publication_id = publications.publication_id
            )"
        ) -%}
    {%- endfor -%}
    {%- set found = run_query(
        "select seed_name, count(*) as publication_count, min(publication_id) as first_publication from ("
        ~ absent | join(' union all ') ~ ") as absent group by seed_name order by seed_name"
    ).rows if absent else [] -%}
    {%- for row in found -%}
        {%- set others = row['publication_count'] - 1 -%}
        {%- do summary_line('No rows      ' ~ row['seed_name'] ~ ' has none of ' ~ row['first_publication']
            ~ (' and ' ~ others ~ ' more' if others else '')) -%}
    {%- endfor -%}
{% endmacro %}
