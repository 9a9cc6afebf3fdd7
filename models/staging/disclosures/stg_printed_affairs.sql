with source as (

    select * from {{ disclosure('printed_affairs') }}

),

final as (

    select
        -- keys
        publication_id,
        annex,
        row_no,

        -- labels
        affair_name,
        division_names,
        started_label,

        -- source
        source_line

    from source

)

select * from final
