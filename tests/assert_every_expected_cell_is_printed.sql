-- Every total of a registered section is there, and every listed affair in every year of its table.
-- A row that is left out whole breaks no sum where it is zero, and can make another cell look wrong where it is not.
-- Months may be left out: the annual figure says what they amount to.
-- It waits for the suspects: the missing row is one of them, and others are wrong beside it.
-- depends_on: {{ ref('suspect_cells') }}

with expected_cells as (

    select * from {{ ref('int_expected_cells') }}
    where not may_be_absent

),

cells as (

    select * from {{ ref('cells') }}

)

select
    expected_cells.publication_id,
    expected_cells.cell_id,
    concat(
        expected_cells.publication_id, ': ', expected_cells.cell_id, ' (', expected_cells.row_label, ', ',
        expected_cells.column_label, ') is not transcribed: add its row to seeds/disclosures/', case
            when expected_cells.role = 'affair' then 'printed_annual_counts' else 'printed_totals'
        end, '.csv, or, where the print has none, correct the row that names its section, affair or year'
    ) as message
from expected_cells
left join cells
    on expected_cells.publication_id = cells.publication_id and expected_cells.cell_id = cells.cell_id
where cells.cell_id is null
