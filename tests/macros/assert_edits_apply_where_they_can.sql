-- An edit holds for publications of its first year, of its last and of those between, and of no other; one that holds only
-- where it has parts needs a total for them too. A publication that prints less would be told of sums that it does not print.
-- Each publication of the repository is of a year in which every edit applies, so that fixed examples stand here.
-- depends_on: {{ ref('stg_publication_register') }}

with examples as (

    select 2021 as valid_from, cast(null as integer) as valid_to, 2020 as fiscal_year, false as applies
    union all
    select 2021 as valid_from, cast(null as integer) as valid_to, 2021 as fiscal_year, true as applies
    union all
    select 2021 as valid_from, cast(null as integer) as valid_to, 2040 as fiscal_year, true as applies
    union all
    select 2021 as valid_from, 2022 as valid_to, 2022 as fiscal_year, true as applies
    union all
    select 2021 as valid_from, 2022 as valid_to, 2023 as fiscal_year, false as applies

),

sides as (

    select true as only_with_parts, 1 as total_count, 3 as member_count, true as is_edit
    union all
    select true as only_with_parts, 1 as total_count, 1 as member_count, false as is_edit
    union all
    select true as only_with_parts, 0 as total_count, 2 as member_count, false as is_edit
    union all
    select false as only_with_parts, 1 as total_count, 1 as member_count, true as is_edit
    union all
    select false as only_with_parts, 0 as total_count, 2 as member_count, true as is_edit

)

select concat('an edit from ', cast(examples.valid_from as string), ' in ', cast(examples.fiscal_year as string)) as message
from examples
where {{ applies_in('examples', 'examples.fiscal_year') }} is distinct from examples.applies

union all

select concat('an edit with ', cast(sides.total_count as string), ' totals of ', cast(sides.member_count as string)) as message
from sides
where {{ has_its_parts('sides', 'sides') }} is distinct from sides.is_edit
