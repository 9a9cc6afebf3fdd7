{#- What has changed in a transcription since it was sealed. Balance edits cannot see every change; the seal does. -#}
{%- set disclosures = disclosure_seeds() -%}

with publications as (

    select * from {{ ref('stg_publication_register') }}
    where seal is not null

),

sealed_rows as (

    select * from {{ ref('stg_sealed_rows') }}

),

current_rows as (

    {% for seed in disclosures -%}
    select
        seed.publication_id,
        '{{ seed }}' as seed_name,
        {{ row_text(seed) }} as row_text
    from {{ disclosure(seed) }} as seed
    inner join publications on seed.publication_id = publications.publication_id
    {%- if not loop.last %}

    union all
    {% endif %}
    {% endfor %}
),

sealed_counts as (

    select publication_id, seed_name, row_text, count(*) as row_count
    from sealed_rows
    group by publication_id, seed_name, row_text

),

current_counts as (

    select publication_id, seed_name, row_text, count(*) as row_count
    from current_rows
    group by publication_id, seed_name, row_text

),

digests as (

    select
        publication_id,
        {{ sha256_text(join_text("concat(seed_name, '|', row_text)", "\n", "seed_name, row_text")) }} as digest
    from sealed_rows
    group by publication_id

),

compared as (

    select
        coalesce(sealed_counts.publication_id, current_counts.publication_id) as publication_id,
        coalesce(sealed_counts.seed_name, current_counts.seed_name) as seed_name,
        coalesce(sealed_counts.row_text, current_counts.row_text) as row_text,
        coalesce(current_counts.row_count, 0) - coalesce(sealed_counts.row_count, 0) as surplus

    from sealed_counts
    full outer join current_counts
        on
            sealed_counts.publication_id = current_counts.publication_id
            and sealed_counts.seed_name = current_counts.seed_name
            and sealed_counts.row_text = current_counts.row_text

),

final as (

    select
        publication_id,
        seed_name,
        case when surplus > 0 then 'not in the seal' else 'missing' end as change,
        row_text
    from compared
    where surplus <> 0

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
