with source as (

    select * from {{ ref('legal_basis_register') }}

),

final as (

    select
        -- keys
        legal_basis_id,
        annex,

        -- labels
        legal_basis_name,
        legal_basis_name_en,
        activity,
        article,
        paragraph,
        item

    from source

)

select * from final
