{#- Annual figures without their texts: they are many, are read more than once, and what an affair says of itself can be
    looked up by its number. -#}
with annual_counts as (

    select * from {{ ref('int_annual_counts') }}

),

final as (

    select
        publication_no,
        annex,
        affair_no,
        fiscal_year,
        period,
        case_count as value,
        cell_status,
        source_line

    from annual_counts

)

select * from final
