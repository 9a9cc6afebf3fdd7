{#- The columns of a cell by which an edit may filter its selectors or bind its instances, with their types. A new one is
    added here and in the tables of cells that have it; the register of edits can then name it. -#}
{% macro cell_attribute_types() %}
    {{ return({
        'annex': 'integer',
        'activity': 'string',
        'legal_basis_id': 'string',
        'affair_id': 'string',
        'fiscal_year': 'integer',
        'period': 'string',
        'inspection_id': 'string',
        'is_planned': 'boolean',
    }) }}
{% endmacro %}

{% macro cell_attributes() %}
    {{ return(cell_attribute_types().keys() | list) }}
{% endmacro %}

{#- The tables of cells, `int_` and the name, each with the attributes that it has. -#}
{% macro cell_tables() %}
    {{ return({
        'annual_cells': ['annex', 'activity', 'legal_basis_id', 'affair_id', 'fiscal_year', 'period'],
        'monthly_cells': ['annex', 'activity', 'legal_basis_id', 'affair_id', 'month', 'fiscal_year', 'period'],
        'total_cells': ['annex', 'activity', 'legal_basis_id', 'fiscal_year', 'period'],
        'statement_cells': ['annex', 'inspection_id', 'fiscal_year', 'period'],
        'user_cells': ['fiscal_year', 'period'],
        'training_cells': [],
        'inspection_cells': ['inspection_id', 'is_planned', 'fiscal_year'],
        'office_cells': ['inspection_id'],
        'earlier_annual_cells': ['annex', 'affair_id', 'fiscal_year'],
        'moved_cells': ['annex', 'affair_id', 'fiscal_year'],
        'earlier_total_cells': ['annex', 'fiscal_year'],
    }) }}
{% endmacro %}
