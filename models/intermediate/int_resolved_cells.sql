with cells as (

    select * from {{ ref('cells') }}

),

deduced_cells as (

    select * from {{ ref('deduced_cells') }}

),

{# A count below zero cannot be: the edits contradict each other, and the cell stays lost. #}
final as (

    select
        cells.publication_id,
        cells.cell_id,
        cells.seed_name,
        cells.table_name,
        cells.role,
        cells.row_label,
        cells.column_label,
        {%- for attribute in cell_attributes() %}
        cells.{{ attribute }},
        {%- endfor %}
        cells.month,
        coalesce(cells.value, deduced_cells.case_count) as value,
        case when deduced_cells.cell_id is not null then 'derived' else cells.cell_status end as cell_status,
        cells.source_line,
        deduced_cells.edit_id as deduced_from_edit_id

    from cells
    left join deduced_cells
        on
            cells.publication_id = deduced_cells.publication_id
            and cells.cell_id = deduced_cells.cell_id
            and deduced_cells.is_possible

)

select * from final
