with publications as (

    select * from {{ ref('stg_publication_register') }}

),

{# A second publication of the same year is no earlier one. #}
in_order as (

    select
        publication_id,
        publication_no,
        max(publication_id) over earlier_years as earlier_publication_id,
        max(publication_no) over earlier_years as earlier_publication_no

    from publications
    window
        earlier_years as (
            partition by publisher_code
            order by fiscal_year
            range between unbounded preceding and 1 preceding
        )

),

final as (

    select * from in_order
    where earlier_publication_id is not null

)

select * from final
