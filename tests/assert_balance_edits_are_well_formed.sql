-- The register of edits means what it says: each instance has one total, no cell stands in it twice, every
-- selector finds cells, each publication gets as many instances as the register expects, and what is added up is what
-- the members are: reconciliation reads the sums, localization the members.
-- An edit that silently selects nothing would be green for ever.

with edits as (

    select * from {{ ref('stg_balance_edits') }}

),

terms as (

    select * from {{ ref('balance_edit_terms') }}

),

{# Many rows of which each reader asks a few columns: one CTE of all would be copied with all of theirs. #}
cells as (

    select * from {{ ref('cells') }}

),

annual_cells as (

    select * from {{ ref('cells') }}
    where table_name = 'annual'

),

publications as (

    select * from {{ ref('stg_publication_register') }}

),

edit_instances as (

    select * from {{ ref('stg_edit_instances') }}

),

edit_sums as (

    select * from {{ ref('edit_sums') }}

),

{# A total that the print does not have, declared. #}
unevaluable as (

    select * from {{ ref('stg_known_differences') }}
    where difference is null

),

listed_affairs as (

    select publication_id, count(*) as affair_count
    from {{ ref('stg_printed_affairs') }}
    group by publication_id

),

{# Found anew: an edition that the models overlook must be expected here. #}
editions_before as (

    select
        later.publication_id,
        max(earlier.publication_id) as earlier_publication_id
    from publications as later
    inner join publications as earlier
        on
            later.publisher_code = earlier.publisher_code
            and later.fiscal_year > earlier.fiscal_year
    group by later.publication_id

),

{# Figures of affairs, and annual totals, that the edition before has printed too. #}
reprinted as (

    select
        later.publication_id,
        count(*) as figure_count
    from annual_cells as later
    inner join editions_before as earlier_edition on later.publication_id = earlier_edition.publication_id
    inner join annual_cells as earlier
        on
            earlier_edition.earlier_publication_id = earlier.publication_id
            and later.cell_id = earlier.cell_id
    group by later.publication_id

    union all

    {# Of an affair that was printed under other ids alone. #}
    select
        publication_id,
        1 as figure_count
    from {{ ref('int_moved_cells') }}
    group by publication_id, affair_id, fiscal_year
    having count(*) = max(earlier_id_count)

),

reprinted_figures as (

    select
        publication_id,
        sum(figure_count) as figure_count
    from reprinted
    group by publication_id

),

instances as (

    select
        publication_id,
        edit_group,
        edit_id,
        sum(case when side = 'total' then 1 else 0 end) as total_count,
        count(*) as member_count
    from {{ ref('edit_members') }}
    group by publication_id, edit_group, edit_id

),

{# A cell can be named twice only where two selectors of an edit look into the same place. #}
repeated_members as (

    select
        publication_id,
        edit_id
    from {{ ref('edit_members') }}
    where
        edit_group in (
            select terms.edit_group
            from terms
            group by terms.edit_group, terms.table_name, terms.role
            having count(*) > 1
        )
    group by publication_id, edit_id, cell_id
    having count(*) > 1

),

produced as (

    select publication_id, edit_group, count(*) as instance_count
    from instances
    group by publication_id, edit_group

),

expected as (

    select
        publications.publication_id,
        edits.edit_group,
        coalesce(
            own_instances.instances,
            named_instances.instances,
            edits.instances,
            case when edits.only_with_parts then coalesce(reprinted_figures.figure_count, 0) else listed_affairs.affair_count end
        ) as instance_count,
        case
            when coalesce(own_instances.instances, named_instances.instances) is not null
                then ': seeds/registers/edit_instances.csv'
            when edits.instances is not null
                then
                    concat(
                        ': seeds/registers/edit_instances.csv for this publication, ',
                        'or seeds/registers/balance_edits.csv, column instances, for all'
                    )
            when not edits.only_with_parts
                then
                    concat(
                        ', one for each listed affair, as the column instances of seeds/registers/balance_edits.csv is ',
                        'empty'
                    )
            else ''
        end as place
    from publications
    inner join edits on {{ applies_in('edits', 'publications.fiscal_year') }}
    left join listed_affairs on publications.publication_id = listed_affairs.publication_id
    left join reprinted_figures on publications.publication_id = reprinted_figures.publication_id
    left join edit_instances as own_instances
        on
            publications.publication_id = own_instances.publication_id
            and edits.edit_group = own_instances.edit_group
    left join edit_instances as named_instances
        on
            publications.names_as_in = named_instances.publication_id
            and edits.edit_group = named_instances.edit_group

),

{# Where no publication is expected to give an edit, its selectors may find nothing. #}
asked_for as (

    select distinct edit_group
    from expected
    where instance_count > 0

)

select
    concat(
        instances.publication_id, ': ', instances.edit_id, ' has ', cast(instances.total_count as string), ' totals'
    ) as message
from instances
left join unevaluable
    on instances.publication_id = unevaluable.publication_id and instances.edit_id = unevaluable.edit_id
where instances.total_count > 1 or (instances.total_count = 0 and unevaluable.edit_id is null)

union all

select distinct concat(publication_id, ': ', edit_id, ' names a cell twice') as message
from repeated_members

union all

select
    concat(
        'seeds/registers/balance_edits.csv: ', terms.edit_group, ' selects nothing by ', terms.selector,
        ': correct the selector, or, where rows are missing, add them'
    ) as message
from terms
inner join asked_for on terms.edit_group = asked_for.edit_group
left join cells
    on
        terms.table_name = cells.table_name
        and terms.role = cells.role
        and {{ passes_filters('terms', 'cells') }}
where cells.cell_id is null

union all

{# Nothing would be added up, and that would be green. #}
select
    concat(
        publications.publication_id, ': no edit of seeds/registers/balance_edits.csv applies to fiscal year ',
        cast(publications.fiscal_year as string),
        ': write it, or an earlier one, into the column valid_from of those that hold for this print'
    ) as message
from publications
left join edits on {{ applies_in('edits', 'publications.fiscal_year') }}
where edits.edit_group is null

union all

{# The mart `anomalies` asks it what the months say of a jump. #}
select
    concat(
        'seeds/registers/balance_edits.csv: months_add_up_to_annual_count is not there, and is asked for by its name: ',
        'keep it'
    ) as message
from (select max(case when edit_group = 'months_add_up_to_annual_count' then 1 else 0 end) as is_there from edits) as found
where is_there = 0

union all

select
    concat(
        expected.publication_id, ': ', expected.edit_group, ' gives ',
        cast(coalesce(produced.instance_count, 0) as string),
        case when produced.instance_count = 1 then ' edit, expected ' else ' edits, expected ' end,
        coalesce(cast(expected.instance_count as string), 'another number (printed_affairs lists none)'),
        expected.place
    ) as message
from expected
left join produced
    on expected.publication_id = produced.publication_id and expected.edit_group = produced.edit_group
where expected.instance_count is distinct from coalesce(produced.instance_count, 0)

union all

select
    concat(
        coalesce(instances.publication_id, edit_sums.publication_id), ': ',
        coalesce(instances.edit_id, edit_sums.edit_id), ' adds up ',
        cast(coalesce(edit_sums.member_count, 0) as string), ' cells, but has ',
        cast(coalesce(instances.member_count, 0) as string), ' members'
    ) as message
from instances
full outer join edit_sums
    on instances.publication_id = edit_sums.publication_id and instances.edit_id = edit_sums.edit_id
where instances.member_count is distinct from edit_sums.member_count
