{{ behind_the_gate() }}

with users as (

    select * from {{ ref('stg_printed_authenticated_users') }}

),

divisions as (

    select * from {{ ref('stg_division_register') }}

),

final as (

    select
        users.publication_id,
        divisions.division_id,
        divisions.division_name,
        divisions.division_name_en,
        divisions.bureau_name,
        divisions.bureau_name_en,
        users.user_count,
        users.source_line

    from users
    inner join divisions on users.division_name = divisions.division_name

)

select * from final
