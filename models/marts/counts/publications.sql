{{ behind_the_gate() }}

with publications as (

    select * from {{ ref('stg_publication_register') }}

),

publishers as (

    select * from {{ ref('stg_publisher_register') }}

),

final as (

    select
        publications.publication_id,
        publications.publisher_code,
        publishers.publisher_name,
        publishers.publisher_name_en,
        publications.fiscal_year,
        {{ fiscal_year_label('publications.fiscal_year') }} as fiscal_year_label,
        publications.as_of_date,
        publications.title,
        publications.source_file,
        publications.source_sha256,
        publications.seal is not null as is_sealed

    from publications
    inner join publishers on publications.publisher_code = publishers.publisher_code

)

select * from final
