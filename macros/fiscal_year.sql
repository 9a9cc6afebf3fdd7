{#- The fiscal year runs from April to March and is named after the year in which it begins. -#}

{% macro fiscal_year_of(day) -%}
    (extract(year from {{ day }}) - case when extract(month from {{ day }}) < 4 then 1 else 0 end)
{%- endmacro %}

{% macro fiscal_year_start(fiscal_year) -%}
    cast(concat(cast({{ fiscal_year }} as string), '-04-01') as date)
{%- endmacro %}

{#- First day of a month of the fiscal year; month 0 is April. -#}
{% macro month_of_fiscal_year(fiscal_year, month_no) -%}
    cast(
        concat(
            cast({{ fiscal_year }} + case when {{ month_no }} < 9 then 0 else 1 end as string),
            '-',
            lpad(cast(case when {{ month_no }} < 9 then {{ month_no }} + 4 else {{ month_no }} - 8 end as string), 2, '0'),
            '-01'
        ) as date
    )
{%- endmacro %}

{#- The numbers of the months, for month_of_fiscal_year. -#}
{% macro months_of_any_fiscal_year() -%}
    select *
    from
        (
            values {% for month_no in range(12) %}({{ month_no }}){{ ', ' if not loop.last }}{% endfor %}
        ) as months (month_no)
{%- endmacro %}

{#- An affair that began after the first month of a fiscal year has counts for a part of that year only. -#}
{% macro is_part_year(started_month, fiscal_year) -%}
    (
        {{ started_month }} > {{ fiscal_year_start(fiscal_year) }}
        and {{ started_month }} < {{ fiscal_year_start(fiscal_year ~ " + 1") }}
    )
{%- endmacro %}

{#- Whether a figure is of the year that its publication is about, or of one before that the table prints again. -#}
{% macro period_of(fiscal_year, publication_year) -%}
    case when {{ fiscal_year }} = {{ publication_year }} then 'current' else 'earlier' end
{%- endmacro %}

{#- Label of a fiscal year as the publication heads its columns: 2021 is R03. 令和元年度 began in 平成31年4月. -#}
{% macro fiscal_year_label(fiscal_year) -%}
    case
        when {{ fiscal_year }} >= 2019
            then concat('R', lpad(cast({{ fiscal_year }} - 2018 as string), 2, '0'))
        when {{ fiscal_year }} < 2019
            then concat('H', lpad(cast({{ fiscal_year }} - 1988 as string), 2, '0'))
    end
{%- endmacro %}

{#- The same year in a Japanese sentence: 2019 is 令和元年度. -#}
{% macro fiscal_year_label_ja(fiscal_year) -%}
    case
        when {{ fiscal_year }} = 2019 then '令和元年度'
        when {{ fiscal_year }} > 2019 then concat('令和', cast({{ fiscal_year }} - 2018 as string), '年度')
        when {{ fiscal_year }} = 1989 then '平成元年度'
        when {{ fiscal_year }} < 2019 then concat('平成', cast({{ fiscal_year }} - 1988 as string), '年度')
    end
{%- endmacro %}
