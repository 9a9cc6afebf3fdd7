{{ behind_the_gate() }}

with user_cells as (

    select * from {{ ref('resolved_cells') }}
    where table_name = 'users' and role = 'division'

),

divisions as (

    select * from {{ ref('stg_division_register') }}

),

publications as (

    select * from {{ ref('stg_publication_register') }}

),

final as (

    select
        user_cells.publication_id,
        divisions.division_id,
        divisions.division_name,
        divisions.division_name_en,
        divisions.bureau_name,
        divisions.bureau_name_en,
        cast(user_cells.value as integer) as user_count,
        user_cells.cell_status,
        user_cells.source_line

    from user_cells
    inner join publications on user_cells.publication_id = publications.publication_id
    inner join divisions
        on
            user_cells.row_label = divisions.division_name
            and publications.names_publisher_code = divisions.publisher_code

)

select * from final
