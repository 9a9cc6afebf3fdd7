with source as (

    select * from {{ ref('publication_register') }}

),

final as (

    select
        -- keys
        source.publication_id,
        source.publisher_code,
        cast(row_number() over (order by source.publication_id) as integer) as publication_no,

        -- labels
        coalesce(source.names_as_in, source.publication_id) as names_as_in,
        coalesce(named.publisher_code, source.publisher_code) as names_publisher_code,
        source.title,

        -- times
        source.fiscal_year,
        source.as_of_date,

        -- source
        source.source_file,
        source.source_sha256,
        source.seal

    from source
    left join source as named on source.names_as_in = named.publication_id

)

select * from final
