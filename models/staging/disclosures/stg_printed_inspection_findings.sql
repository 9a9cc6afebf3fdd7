with source as (

    select * from {{ disclosure('printed_inspection_findings') }}

),

final as (

    select
        -- keys
        publication_id,
        inspection_id,
        finding_no,

        -- labels
        area,
        register_concerned,
        defect,
        remedy,
        severity,

        -- source
        source_line

    from source

)

select * from final
