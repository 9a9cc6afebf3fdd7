{{ behind_the_gate() }}

with training_cells as (

    select * from {{ ref('resolved_cells') }}
    where table_name = 'training'

),

codes as (

    select * from {{ ref('stg_code_register') }}

),

attendance as (

    select
        publication_id,
        row_label as session_id,
        column_label as audience,
        cast(value as integer) as attendee_count,
        cell_status,
        source_line

    from training_cells

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
