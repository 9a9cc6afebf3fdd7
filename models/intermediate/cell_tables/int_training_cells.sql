with training as (

    select * from {{ ref('stg_printed_training_attendance') }}

),

final as (

    select
        publication_id,
        concat('training/', session_id, '/', audience) as cell_id,
        'printed_training_attendance' as seed_name,
        'training' as table_name,
        'attendees' as role,
        session_id as row_label,
        audience as column_label,
        attendee_count as value,
        cell_status,
        source_line

    from training

)

select * from final
