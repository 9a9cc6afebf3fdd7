{#- What has changed in a transcription since it was sealed. Balance edits cannot see every change; the seal does. -#}

with publications as (

    select * from {{ ref('stg_publication_register') }}
    where seal is not null

),

sealed_rows as (

    select * from {{ ref('stg_sealed_rows') }}

),

changed_rows as (

    select * from {{ ref('int_changed_rows') }}

),

digests as (

    select
        publication_id,
        {{ sha256_text(join_text("concat(seed_name, '|', row_text)", "\n", "seed_name, row_text")) }} as digest
    from sealed_rows
    group by publication_id

),

final as (

    select publication_id, seed_name, change, row_text
    from changed_rows

    union all

    select
        publications.publication_id,
        'sealed_rows' as seed_name,
        'digest differs from the register' as change,
        publications.seal as row_text
    from publications
    left join digests on publications.publication_id = digests.publication_id
    where publications.seal is distinct from digests.digest

)

select * from final
