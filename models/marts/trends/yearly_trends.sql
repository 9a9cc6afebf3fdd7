{{ behind_the_gate() }}

with yearly_counts as (

    select * from {{ ref('int_yearly_counts') }}

),

totals as (

    select
        publisher_code,
        fiscal_year,
        sum(case_count) as total_count

    from yearly_counts
    group by publisher_code, fiscal_year

),

paired as (

    select
        yearly_counts.publisher_code,
        yearly_counts.affair_id,
        yearly_counts.activity,
        yearly_counts.fiscal_year,
        yearly_counts.publication_id,
        yearly_counts.case_count,
        yearly_counts.cell_status,
        yearly_counts.started_month,
        previous.case_count as previous_count,
        previous_totals.total_count as previous_total,
        {{ is_part_year('yearly_counts.started_month', 'yearly_counts.fiscal_year') }} as is_part_year,
        yearly_counts.started_month <= {{ fiscal_year_start('(yearly_counts.fiscal_year - 1)') }}
            as ran_both_full_years

    from yearly_counts
    left join yearly_counts as previous
        on
            yearly_counts.publisher_code = previous.publisher_code
            and yearly_counts.affair_id = previous.affair_id
            and yearly_counts.fiscal_year = previous.fiscal_year + 1
    left join totals as previous_totals
        on
            yearly_counts.publisher_code = previous_totals.publisher_code
            and yearly_counts.fiscal_year = previous_totals.fiscal_year + 1

),

{# An affair without a count in the previous year has no change of its own, but all that it counts adds to the
   total: so the contributions of a year add up to the growth of the total. #}
final as (

    select
        publisher_code,
        affair_id,
        activity,
        fiscal_year,
        {{ fiscal_year_label('fiscal_year') }} as fiscal_year_label,
        case_count,
        cell_status,
        previous_count,
        case_count - previous_count as change,
        cast(case_count - previous_count as double) / nullif(previous_count, 0) as change_ratio,
        cast(coalesce(case_count, 0) - coalesce(previous_count, 0) as double) / nullif(previous_total, 0)
            as contribution,
        is_part_year,
        coalesce(
            ran_both_full_years and case_count is not null and previous_count is not null, false
        ) as is_like_for_like,
        publication_id

    from paired

)

select * from final
