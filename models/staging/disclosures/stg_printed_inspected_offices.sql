with source as (

    select * from {{ disclosure('printed_inspected_offices') }}

),

final as (

    select
        -- keys
        publication_id,
        inspection_id,
        office_no,

        -- labels
        office_name,

        -- source
        source_line

    from source

)

select * from final
