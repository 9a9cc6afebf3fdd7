{#- Japanese era years. Eras begin inside a calendar year, but a label such as H31.4 or R01.5 always names
    year and month, so that adding the era's base year is exact. -#}

{% macro era_base_year(era) -%}
    case {{ era }}
        when 'M' then 1867
        when 'T' then 1911
        when 'S' then 1925
        when 'H' then 1988
        when 'R' then 2018
    end
{%- endmacro %}

{#- First day of the month that a label such as H15.10 names; H15.10 is October, not January. -#}
{% macro era_month(label) -%}
    cast(
        concat(
            cast(
                {{ era_base_year("substr(" ~ label ~ ", 1, 1)") }}
                + cast(split_part(substr({{ label }}, 2), '.', 1) as integer) as string
            ),
            '-',
            lpad(split_part({{ label }}, '.', 2), 2, '0'),
            '-01'
        ) as date
    )
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

{#- A year as a column is headed, R01 or H31, in a Japanese sentence; null for another heading. -#}
{% macro era_year_ja(label) -%}
    case
        when {{ label }} = 'R01' then '令和元年度'
        when {{ label }} like 'R__' then concat('令和', trim(leading '0' from substr({{ label }}, 2)), '年度')
        when {{ label }} like 'H__' then concat('平成', trim(leading '0' from substr({{ label }}, 2)), '年度')
    end
{%- endmacro %}
