with publications as (

    select * from {{ ref('stg_publication_register') }}

),

final as (

    select
        later.publication_id,
        later.publication_no,
        max(earlier.publication_id) as earlier_publication_id,
        max(earlier.publication_no) as earlier_publication_no

    from publications as later
    inner join publications as earlier
        on
            later.publisher_code = earlier.publisher_code
            and later.fiscal_year > earlier.fiscal_year
    group by later.publication_id, later.publication_no

)

select * from final
