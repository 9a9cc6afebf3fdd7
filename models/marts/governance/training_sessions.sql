{#- Reads the cells and not training_attendance: where a test of that is red, this would not be built, and its own tests
    would be silent. -#}
{{ behind_the_gate() }}

with sessions as (

    select * from {{ ref('stg_printed_training_sessions') }}

),

training_cells as (

    select * from {{ ref('resolved_cells') }}
    where table_name = 'training'

),

codes as (

    select * from {{ ref('stg_code_register') }}

),

audiences as (

    select
        publication_id,
        row_label as session_id,
        {{ join_text('column_label', ' ', 'column_label') }} as audiences,
        {# A plan prints audiences without numbers: no number stays no number. #}
        case when count(value) = count(*) then cast(sum(value) as integer) end as attendee_count,
        case
            when max(case when cell_status = 'lost' then 1 else 0 end) = 1 then 'lost'
            when count(value) < count(*) then 'not_applicable'
            when max(case when cell_status = 'derived' then 1 else 0 end) = 1 then 'derived'
            else 'printed'
        end as cell_status

    from training_cells
    group by publication_id, row_label

),

final as (

    select
        sessions.publication_id,
        sessions.session_id,
        sessions.fiscal_year,
        sessions.session_no,
        sessions.is_planned,
        {{ code_names('sessions', 'session_kind') }},
        sessions.first_month,
        sessions.last_month,
        {{ code_names('sessions', 'form') }},
        {{ code_names('sessions', 'lecturer') }},
        {{ code_names('sessions', 'topic') }},
        audiences.audiences,
        audiences.attendee_count,
        coalesce(audiences.cell_status, 'not_applicable') as cell_status,
        sessions.source_line

    from sessions
    left join audiences
        on sessions.publication_id = audiences.publication_id and sessions.session_id = audiences.session_id
    {{ join_code_names('sessions', {
        'session_kind': 'session_kind', 'form': 'training_form', 'lecturer': 'lecturer', 'topic': 'training_topic'
    }) }}

)

select * from final
