with publications as (

    select * from {{ ref('stg_publication_register') }}

),

users as (

    select * from {{ ref('stg_printed_authenticated_users') }}

),

final as (

    select
        users.publication_id,
        concat('users/', users.division_name) as cell_id,
        'printed_authenticated_users' as seed_name,
        'users' as table_name,
        'division' as role,
        users.division_name as row_label,
        'users' as column_label,
        publications.fiscal_year,
        'current' as period,
        users.user_count as value,
        users.cell_status,
        users.source_line

    from users
    inner join publications on users.publication_id = publications.publication_id

)

select * from final
