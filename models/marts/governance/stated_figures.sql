{{ behind_the_gate() }}

with statements as (

    select * from {{ ref('stg_printed_statements') }}

),

final as (

    select
        publication_id,
        statement,
        subject,
        value,
        since,
        source_line

    from statements

)

select * from final
