-- A figure that is lost in one edition and derived there is the one that the next edition prints of the same year. The edit
-- between the two editions cannot tell: it is spent on the lost figure, and holds whatever the next edition prints.
-- Where it is declared to differ it is spent on nothing, and the gate compares it with what is derived.
-- It waits for the suspects, so that they are built and shown beside it.
-- depends_on: {{ ref('reconciliation') }}
-- depends_on: {{ ref('suspect_cells') }}

with deduced_cells as (

    select * from {{ ref('deduced_cells') }}

),

earlier_editions as (

    select * from {{ ref('int_earlier_editions') }}

)

select
    concat(
        lost.cell_id, ': lost in ', lost.publication_id, ', where it follows from ', lost.edit_id, ' as ',
        cast(lost.case_count as string), '; ', earlier_editions.publication_id, ' prints ',
        cast(printed.case_count as string), ': compare both prints, and where the figure was restated, declare ',
        cast(printed.case_count - lost.case_count as string), ' for ', printed.edit_id, ' of ',
        earlier_editions.publication_id, ' in seeds/registers/known_differences.csv'
    ) as message
from deduced_cells as lost
inner join earlier_editions on lost.publication_id = earlier_editions.earlier_publication_id
inner join deduced_cells as printed
    on
        earlier_editions.publication_id = printed.publication_id
        and printed.cell_id = {{ earlier_edition_cell_id('lost.cell_id') }}
where
    lost.cell_id like 'annual/%'
    and lost.case_count <> printed.case_count
