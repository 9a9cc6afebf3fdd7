{#- Rows that only the seeds or only the sealed copy have, of the publications that are sealed. -#}

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

final as (

    select
        publication_id,
        seed_name,
        case when sum(surplus) > 0 then 'not in the seal' else 'missing' end as change,
        row_text
    from compared
    group by publication_id, seed_name, row_text
    having sum(surplus) <> 0

)

select * from final
