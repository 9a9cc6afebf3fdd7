{{ behind_the_gate() }}

with attendance as (

    select * from {{ ref('stg_printed_training_attendance') }}

),

codes as (

    select * from {{ ref('stg_code_register') }}

),

final as (

    select
        attendance.publication_id,
        attendance.session_id,
        {{ code_names('attendance', 'audience') }},
        attendance.attendee_count,
        attendance.cell_status,
        attendance.source_line

    from attendance
    {{ join_code_names('attendance', {'audience': 'audience'}) }}

)

select * from final
