{{ behind_the_gate() }}

with annual_counts as (

    select * from {{ ref('annual_counts') }}

),

reconciliation as (

    select * from {{ ref('reconciliation') }}

),

derived_cells as (

    select * from {{ ref('derived_cells') }}

),

acknowledged_anomalies as (

    select * from {{ ref('stg_acknowledged_anomalies') }}

),

publications as (

    select * from {{ ref('stg_publication_register') }}

),

earlier_editions as (

    select * from {{ ref('int_earlier_editions') }}

),

continued_affairs as (

    select * from {{ ref('stg_continued_affairs') }}

),

{# Logarithms, because a count that doubles is as uneven at 100 as at 100,000; plus one, because of zeros. #}
series as (

    select
        publication_id,
        annex,
        affair_id,
        fiscal_year,
        cell_id,
        case_count,
        source_line,
        ln(case_count + 1) as log_count,
        lag(case_count) over series_in_time as previous_count,
        lag(cell_id) over series_in_time as previous_cell_id,
        lag(ln(case_count + 1)) over series_in_time as previous_log,
        lead(ln(case_count + 1)) over series_in_time as next_log

    from annual_counts
    window series_in_time as (partition by publication_id, annex, affair_id order by fiscal_year)

),

{# The first and last year have one neighbour only: there an exchange looks like any change of level. #}
uneven as (

    select
        *,
        {{ unevenness('log_count') }} as cost

    from series
    where {{ unevenness('log_count') }} >= ln({{ var('exchange_factor') }})

),

{# Two figures of one column change places: every sum stays as it is, but both series change their course. #}
exchanges as (

    select
        first_cell.publication_id,
        first_cell.fiscal_year,
        first_cell.cell_id as first_cell_id,
        second_cell.cell_id as second_cell_id,
        first_cell.case_count as first_count,
        second_cell.case_count as second_count,
        first_cell.source_line,
        first_cell.cost - {{ unevenness('second_cell.log_count', 'first_cell.') }} as first_gain,
        second_cell.cost - {{ unevenness('first_cell.log_count', 'second_cell.') }} as second_gain

    from uneven as first_cell
    inner join uneven as second_cell
        on
            first_cell.publication_id = second_cell.publication_id
            and first_cell.annex = second_cell.annex
            and first_cell.fiscal_year = second_cell.fiscal_year
            and first_cell.affair_id < second_cell.affair_id

),

jumps as (

    select
        series.publication_id,
        coalesce(continued_affairs.continued_as, series.affair_id) as counted_as,
        series.fiscal_year,
        series.cell_id,
        series.previous_cell_id,
        series.case_count,
        series.previous_count,
        series.source_line,
        case
            when series.fiscal_year <> publications.fiscal_year then 'this edition prints no months of that year'
            when reconciliation.is_verified
                then concat('the printed months confirm ', {{ with_separators('series.case_count') }})
            when derived_cells.cell_id is not null
                then concat({{ with_separators('series.case_count') }}, ' is itself derived from the printed months')
            when reconciliation.is_spent
                then concat(
                    'the months do not confirm ', {{ with_separators('series.case_count') }},
                    ': one of them is derived from this very figure'
                )
            when reconciliation.member_count > 1 and reconciliation.difference is null
                then concat(
                    'the months do not confirm ', {{ with_separators('series.case_count') }}, ': some of them are lost'
                )
            when reconciliation.member_count > 1 and reconciliation.difference <> 0
                then concat(
                    'the months do not confirm ', {{ with_separators('series.case_count') }},
                    ': they give ', {{ with_separators('reconciliation.computed') }}, ', a declared difference'
                )
            else concat('no printed months confirm ', {{ with_separators('series.case_count') }})
        end as evidence,
        case
            when series.fiscal_year <> publications.fiscal_year then 'この公表物にその年度の月別件数はない'
            when reconciliation.is_verified
                then concat({{ with_separators('series.case_count') }}, '件は月別件数の計と一致する')
            when derived_cells.cell_id is not null
                then concat({{ with_separators('series.case_count') }}, '件自体が月別件数から導出されている')
            when reconciliation.is_spent
                then concat(
                    {{ with_separators('series.case_count') }},
                    '件から月別件数の一つが導出されているため、月別件数は裏付けにならない'
                )
            when reconciliation.member_count > 1 and reconciliation.difference is null
                then concat(
                    '月別件数に欠損値があり、', {{ with_separators('series.case_count') }}, '件は裏付けられない'
                )
            when reconciliation.member_count > 1 and reconciliation.difference <> 0
                then concat(
                    {{ with_separators('series.case_count') }}, '件に対し、月別件数の計は',
                    {{ with_separators('reconciliation.computed') }}, '件で、その差異は登録済み'
                )
            else concat({{ with_separators('series.case_count') }}, '件を裏付ける月別件数は公表されていない')
        end as evidence_ja

    from series
    inner join publications on series.publication_id = publications.publication_id
    left join continued_affairs on series.affair_id = continued_affairs.affair_id
    left join reconciliation
        on
            series.publication_id = reconciliation.publication_id
            and reconciliation.edit_id = concat('months_add_up_to_annual_count/', series.affair_id)
    left join derived_cells
        on
            series.publication_id = derived_cells.publication_id
            and series.cell_id = derived_cells.cell_id
            and reconciliation.edit_id = derived_cells.edit_id
    where
        series.case_count > 0
        and series.previous_count > 0
        and (
            series.case_count > series.previous_count * {{ var('jump_factor') }}
            or series.previous_count > series.case_count * {{ var('jump_factor') }}
        )

),

{# What the edition before has told of the same figures, under whichever id, where it had their months. #}
told_before as (

    select
        earlier_editions.publication_id,
        jumps.counted_as,
        jumps.fiscal_year,
        jumps.case_count,
        jumps.previous_count

    from jumps
    inner join earlier_editions on jumps.publication_id = earlier_editions.earlier_publication_id

),

new_jumps as (

    select *
    from jumps
    where
        not exists (
            select 1
            from told_before
            where
                told_before.publication_id = jumps.publication_id
                and told_before.counted_as = jumps.counted_as
                and told_before.fiscal_year = jumps.fiscal_year
                and told_before.case_count = jumps.case_count
                and told_before.previous_count = jumps.previous_count
        )

),

found as (

    select
        publication_id,
        'exchange' as anomaly,
        concat(first_cell_id, ' ', second_cell_id) as cell_ids,
        fiscal_year,
        concat(
            'In ', {{ fiscal_year_label('fiscal_year') }}, ' ', {{ with_separators('first_count') }}, ' and ',
            {{ with_separators('second_count') }},
            ' look exchanged: each would fit the course of the other affair far better'
        ) as description,
        concat(
            {{ fiscal_year_label_ja('fiscal_year') }}, 'の', {{ with_separators('first_count') }}, '件と',
            {{ with_separators('second_count') }}, '件は入れ替わっている疑いがある'
        ) as description_ja,
        exp(first_gain + second_gain) as magnitude,
        source_line
    from exchanges
    where
        first_gain >= ln({{ var('exchange_factor') }})
        and second_gain >= ln({{ var('exchange_factor') }})

    union all

    select
        publication_id,
        'jump' as anomaly,
        concat(previous_cell_id, ' ', cell_id) as cell_ids,
        fiscal_year,
        concat(
            'From ', {{ with_separators('previous_count') }}, ' to ', {{ with_separators('case_count') }},
            ' in ', {{ fiscal_year_label('fiscal_year') }}, '; ', evidence
        ) as description,
        concat(
            {{ fiscal_year_label_ja('fiscal_year') }}, 'に', {{ with_separators('previous_count') }}, '件から',
            {{ with_separators('case_count') }}, '件へ変化。', evidence_ja
        ) as description_ja,
        greatest(cast(case_count as double) / previous_count, cast(previous_count as double) / case_count)
            as magnitude,
        source_line
    from new_jumps

),

final as (

    select
        found.publication_id,
        found.anomaly,
        found.cell_ids,
        found.fiscal_year,
        found.description,
        found.description_ja,
        found.magnitude,
        acknowledged_anomalies.reason is not null as acknowledged,
        acknowledged_anomalies.reason as acknowledged_reason,
        found.source_line

    from found
    left join acknowledged_anomalies
        on
            found.publication_id = acknowledged_anomalies.publication_id
            and found.anomaly = acknowledged_anomalies.anomaly
            and found.cell_ids = acknowledged_anomalies.cell_ids

)

select * from final
