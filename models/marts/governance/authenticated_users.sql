{{ behind_the_gate() }}

with users as (

    select * from {{ ref('stg_printed_authenticated_users') }}

),

user_cells as (

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
        users.publication_id,
        divisions.division_id,
        divisions.division_name,
        divisions.division_name_en,
        divisions.bureau_name,
        divisions.bureau_name_en,
        cast(user_cells.value as integer) as user_count,
        user_cells.cell_status,
        users.source_line

    from users
    inner join user_cells
        on users.publication_id = user_cells.publication_id and users.division_name = user_cells.row_label
    inner join publications on users.publication_id = publications.publication_id
    inner join divisions
        on
            users.division_name = divisions.division_name
            and publications.names_publisher_code = divisions.publisher_code

)

select * from final
