with source as (

    select * from {{ ref('publication_register') }}

),

final as (

    select
        -- keys
        publication_id,
        publisher_code,

        -- labels
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
