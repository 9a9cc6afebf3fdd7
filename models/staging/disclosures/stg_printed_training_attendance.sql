with source as (

    select * from {{ disclosure('printed_training_attendance') }}

),

final as (

    select
        -- keys
        publication_id,
        session_id,

        -- labels
        audience,

        -- figures
        attendee_count,

        -- source
        cell_status,
        source_line

    from source

)

select * from final
