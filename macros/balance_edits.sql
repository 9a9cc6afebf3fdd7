{#- The columns of a cell by which an edit may filter its selectors or bind its instances. A new one is added
    here and in the model cells; the register of edits can then name it. -#}
{% macro cell_attributes() %}
    {{ return(["annex", "activity", "legal_basis_id", "affair_id", "fiscal_year", "period", "inspection_id", "is_planned"]) }}
{% endmacro %}

{#- A filter is attribute=value; an empty one lets every cell pass. -#}
{% macro passes_filter(filter, cells) -%}
    case split_part({{ filter }}, '=', 1)
        when '' then true
        {%- for attribute in cell_attributes() %}
        when '{{ attribute }}'
            then cast({{ cells }}.{{ attribute }} as string) = split_part({{ filter }}, '=', 2)
        {%- endfor %}
        else false
    end
{%- endmacro %}

{#- The values on which total and parts of one instance agree, such as 1/2021 for an edit that is bound on
    annex and fiscal_year. A cell without a value there becomes ?, which no other instance shares. -#}
{% macro instance_key(bound_on, cells) -%}
    concat_ws(
        '/'
        {%- for attribute in cell_attributes() %},
        case
            when concat(' ', {{ bound_on }}, ' ') like '% {{ attribute }} %'
                then coalesce(cast({{ cells }}.{{ attribute }} as string), '?')
        end
        {%- endfor %}
    )
{%- endmacro %}

{#- Whether an edit is in force for publications of a fiscal year. -#}
{% macro applies_in(terms, fiscal_year) -%}
    ({{ fiscal_year }} >= {{ terms }}.valid_from and {{ fiscal_year }} <= coalesce({{ terms }}.valid_to, {{ fiscal_year }}))
{%- endmacro %}

{#- What one member contributes to its edit before its weight is applied. A dash is no figure and adds nothing;
    a lost cell makes the contribution unknown. -#}
{% macro member_contribution(counting, value, cell_status) -%}
    case
        when {{ counting }} = 'rows' then 1
        when {{ cell_status }} = 'not_applicable' then 0
        when {{ counting }} = 'nonzero' then case when {{ value }} <> 0 then 1 when {{ value }} = 0 then 0 end
        else {{ value }}
    end
{%- endmacro %}
