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

{#- A year as a column is headed, R01 or H31, in a Japanese sentence; null for another heading. -#}
{% macro era_year_ja(label) -%}
    case
        when {{ label }} = 'R01' then '令和元年度'
        when {{ label }} like 'R__' then concat('令和', trim(leading '0' from substr({{ label }}, 2)), '年度')
        when {{ label }} like 'H__' then concat('平成', trim(leading '0' from substr({{ label }}, 2)), '年度')
    end
{%- endmacro %}
