with source as (

    select * from {{ disclosure('printed_training_sessions') }}

),

final as (

    select
        -- keys
        publication_id,
        session_id,
        session_no,

        -- labels
        session_kind,
        form,
        lecturer,
        topic,

        -- times
        fiscal_year,
        first_month,
        last_month,

        -- flags
        is_planned,

        -- source
        source_line

    from source

)

select * from final
