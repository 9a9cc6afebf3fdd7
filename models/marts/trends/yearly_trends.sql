{{ behind_the_gate() }}

with printed_counts as (

    select * from {{ ref('int_yearly_counts') }}

),

affairs as (

    select * from {{ ref('stg_affair_register') }}

),

printed_years as (

    select
        publisher_code,
        fiscal_year,
        max(publication_id) as publication_id

    from printed_counts
    group by publisher_code, fiscal_year

),

{# An affair that a year no longer lists leaves the total: without a row its contribution would be missing. #}
ended_counts as (

    select
        printed_counts.publisher_code,
        printed_years.publication_id,
        printed_counts.affair_id,
        printed_counts.activity,
        printed_years.fiscal_year,
        cast(null as bigint) as case_count,
        'not_applicable' as cell_status,
        printed_counts.started_month

    from printed_counts
    inner join printed_years
        on
            printed_counts.publisher_code = printed_years.publisher_code
            and printed_counts.fiscal_year + 1 = printed_years.fiscal_year
    left join printed_counts as same_affair
        on
            printed_counts.publisher_code = same_affair.publisher_code
            and printed_counts.affair_id = same_affair.affair_id
            and printed_counts.fiscal_year + 1 = same_affair.fiscal_year
    where same_affair.affair_id is null and printed_counts.case_count is not null

),

yearly_counts as (

    select
        publisher_code,
        publication_id,
        affair_id,
        activity,
        fiscal_year,
        case_count,
        cell_status,
        started_month
    from printed_counts

    union all

    select * from ended_counts

),

totals as (

    select
        publisher_code,
        fiscal_year,
        {{ known_sum() }} as total_count

    from yearly_counts
    group by publisher_code, fiscal_year

),

paired as (

    select
        yearly_counts.*,
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

{# An affair without a count in one of the two years has no change of its own, but what it counts enters or leaves
   the total: so the contributions of a year add up to the growth of the total. A lost count does neither, and leaves
   the total of its year, on which the next year's contributions rest, unknown. #}
final as (

    select
        paired.publisher_code,
        paired.affair_id,
        affairs.affair_name,
        affairs.affair_name_en,
        paired.activity,
        paired.fiscal_year,
        {{ fiscal_year_label('paired.fiscal_year') }} as fiscal_year_label,
        paired.case_count,
        paired.cell_status,
        paired.previous_count,
        paired.case_count - paired.previous_count as change,
        cast(paired.case_count - paired.previous_count as double) / nullif(paired.previous_count, 0) as change_ratio,
        case
            when paired.cell_status <> 'lost'
                then
                    cast(coalesce(paired.case_count, 0) - coalesce(paired.previous_count, 0) as double)
                    / nullif(paired.previous_total, 0)
        end as contribution,
        paired.is_part_year,
        coalesce(
            paired.ran_both_full_years and paired.case_count is not null and paired.previous_count is not null, false
        ) as is_like_for_like,
        paired.publication_id

    from paired
    left join affairs on paired.affair_id = affairs.affair_id

)

select * from final
