-- A figure that is lost in one edition and derived there is the one that the next edition prints of the same year. The edit
-- between the two editions cannot tell: it is spent on the lost figure, and holds whatever the next edition prints.
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
        cast(printed.case_count as string)
    ) as message
from deduced_cells as lost
inner join earlier_editions on lost.publication_id = earlier_editions.earlier_publication_id
inner join deduced_cells as printed
    on
        earlier_editions.publication_id = printed.publication_id
        and printed.cell_id = replace(lost.cell_id, 'annual/', 'earlier_edition/')
where
    lost.cell_id like 'annual/%'
    and lost.case_count <> printed.case_count
