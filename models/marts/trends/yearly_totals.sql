{{ behind_the_gate() }}

with yearly_trends as (

    select * from {{ ref('yearly_trends') }}

),

summed as (

    select
        publisher_code,
        fiscal_year,
        fiscal_year_label,
        {{ known_sum() }} as case_count,
        {{ known_sum("activity = 'use'") }} as use_count,
        {{ known_sum("activity = 'provision'") }} as provision_count,
        cast(sum(case when is_part_year then 1 else 0 end) as integer) as part_year_affair_count,
        cast(sum(case when is_like_for_like then 1 else 0 end) as integer) as like_for_like_affair_count,
        cast(sum(case when is_like_for_like then case_count end) as bigint) as like_for_like_count,
        cast(sum(case when is_like_for_like then previous_count end) as bigint) as like_for_like_previous_count

    from yearly_trends
    group by publisher_code, fiscal_year, fiscal_year_label

),

final as (

    select
        summed.publisher_code,
        summed.fiscal_year,
        summed.fiscal_year_label,
        summed.case_count,
        summed.use_count,
        summed.provision_count,
        summed.case_count - previous.case_count as change,
        cast(summed.case_count - previous.case_count as double) / nullif(previous.case_count, 0) as change_ratio,
        summed.part_year_affair_count,
        summed.like_for_like_affair_count,
        summed.like_for_like_count,
        summed.like_for_like_previous_count,
        cast(summed.like_for_like_count - summed.like_for_like_previous_count as double)
        / nullif(summed.like_for_like_previous_count, 0) as like_for_like_change_ratio

    from summed
    left join summed as previous
        on
            summed.publisher_code = previous.publisher_code
            and summed.fiscal_year = previous.fiscal_year + 1

)

select * from final
