-- What one figure gives to the edits is what it gives among others: a dash adds up as 0 and a lost figure to nothing known,
-- and neither they nor a printed 0 count as an affair with look-ups.
-- No edit of the register counts such affairs one by one, so that fixed examples stand here.
-- depends_on: {{ ref('stg_publication_register') }}

with figures as (

    select 5 as value, 'printed' as cell_status, 5 as gives, 1 as counts
    union all
    select 0 as value, 'printed' as cell_status, 0 as gives, 0 as counts
    union all
    select cast(null as integer) as value, 'not_applicable' as cell_status, 0 as gives, 0 as counts
    union all
    select cast(null as integer) as value, 'lost' as cell_status, cast(null as integer) as gives, 0 as counts

),

alone as (

    select
        cell_status,
        value,
        gives,
        counts,
        {{ sums_of_one_cell('value') }}
    from figures

),

together as (

    select
        {{ sums_of_cells('value') }}
    from figures

)

select concat('one figure, ', cell_status, ' ', coalesce(cast(value as string), 'nothing')) as message
from alone
where
    row_count is distinct from 1
    or value_sum is distinct from gives
    or nonzero_count is distinct from counts

union all

select 'figures together' as message
from together
where
    row_count is distinct from 4
    or value_sum is distinct from 5
    or nonzero_count is distinct from 1
