-- At least one publication is loaded: some printed number is there, and not only a row in a register.
-- No claim about all rows can fail where there are none, and an empty set would take the published tables' place.

with cells as (

    select * from {{ ref('cells') }}

)

select
    'no publication is loaded: the disclosures have no row; restore them, or add a publication with jukinet ingest'
        as message
from cells
having count(*) = 0
