with source as (

    select * from {{ ref('printed_sections') }}

),

final as (

    select
        -- keys
        publication_id,
        section,
        annex,
        legal_basis_id,

        -- labels
        table_name,
        activity

    from source

)

select * from final
