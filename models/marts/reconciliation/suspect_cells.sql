with suspects as (

    select * from {{ ref('int_suspects') }}

),

cells as (

    select * from {{ ref('cells') }}

),

missing_rows as (

    select distinct
        publication_id,
        cell_id,
        row_label,
        column_label
    from {{ ref('int_missing_rows') }}

),

final as (

    select
        suspects.publication_id,
        suspects.cell_id,
        cells.source_line,
        suspects.seed_file,
        suspects.seed_row,
        coalesce(cells.row_label, missing_rows.row_label) as row_label,
        coalesce(cells.column_label, missing_rows.column_label) as column_label,
        suspects.printed,
        suspects.proposed,
        suspects.component,
        suspects.hypothesis_id,
        suspects.hypothesis,
        suspects.verdict,
        suspects.rank,
        suspects.score,
        suspects.reason,
        suspects.edit_ids

    from suspects
    left join cells
        on suspects.publication_id = cells.publication_id and suspects.cell_id = cells.cell_id
    left join missing_rows
        on suspects.publication_id = missing_rows.publication_id and suspects.cell_id = missing_rows.cell_id

)

select * from final
