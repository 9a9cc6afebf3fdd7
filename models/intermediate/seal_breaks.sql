{#- What has changed in a transcription since it was sealed. Balance edits cannot see every change; the seal does. -#}

with publications as (

    select * from {{ ref('stg_publication_register') }}
    where seal is not null

),

sealed_rows as (

    select * from {{ ref('stg_sealed_rows') }}

),

compared as (

    {% for seed in disclosure_seeds() -%}
    select
        seed.publication_id,
        '{{ seed }}' as seed_name,
        {{ row_text(seed) }} as row_text,
        1 as surplus
    from {{ disclosure(seed) }} as seed
    inner join publications on seed.publication_id = publications.publication_id

    union all

    {% endfor -%}
    select publication_id, seed_name, row_text, -1 as surplus
    from sealed_rows

),

changed as (

    select publication_id, seed_name, row_text, sum(surplus) as surplus
    from compared
    group by publication_id, seed_name, row_text
    having sum(surplus) <> 0

),

digests as (

    select
        publication_id,
        {{ sha256_text(join_text("concat(seed_name, '|', row_text)", "\n", "seed_name, row_text")) }} as digest
    from sealed_rows
    group by publication_id

),

final as (

    select
        publication_id,
        seed_name,
        case when surplus > 0 then 'not in the seal' else 'missing' end as change,
        row_text
    from changed

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
