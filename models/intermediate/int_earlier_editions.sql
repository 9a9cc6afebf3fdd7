with publications as (

    select * from {{ ref('stg_publication_register') }}

),

in_order as (

    select
        publication_id,
        publication_no,
        lag(publication_id) over (partition by publisher_code order by fiscal_year) as earlier_publication_id,
        lag(publication_no) over (partition by publisher_code order by fiscal_year) as earlier_publication_no

    from publications

),

final as (

    select * from in_order
    where earlier_publication_id is not null

)

select * from final
