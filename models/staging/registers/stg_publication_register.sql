with source as (

    select * from {{ ref('publication_register') }}

),

final as (

    select
        -- keys
        publication_id,
        publisher_code,
        cast(row_number() over (order by publication_id) as integer) as publication_no,

        -- labels
        coalesce(names_as_in, publication_id) as names_as_in,
        left(coalesce(names_as_in, publication_id), 6) as names_publisher_code,
        title,

        -- times
        fiscal_year,
        as_of_date,

        -- source
        source_file,
        source_sha256,
        seal

    from source

)

select * from final
