"""The counts as SDMX-CSV 2.0: one observation per row, annual and monthly, with the status of each.

The format is that of the SDMX technical working group (sdmx-twg/sdmx-csv, Data Message Field Guide, version 2.0.0 of
application/vnd.sdmx.data+csv): the first three columns name structure and action, then dimensions, measure and
attributes, by their identifiers. No structure definition is registered anywhere; datapackage.json describes the
columns.

Dimensions: FREQ (A or M of CL_FREQ), REF_AREA (six-digit local government code), PUBLICATION (two publications may
print the same year), ACTIVITY, AFFAIR. TIME_PERIOD is 2021-05 for a month; for a fiscal year it is the reporting year
2021-A1, which REPORTING_YEAR_START_DAY lets begin on 1 April (SDMX Technical Notes, reporting time periods).

OBS_STATUS is of CL_OBS_STATUS 2.2 (SDMX cross-domain code lists):

- printed: A, normal value.
- derived: I, imputed value (CCSA definition: filled in by the one who received the data). Balance edits force it.
- implied_zero: I as well. The zero is not printed; the annual figure leaves nothing else.
- not_applicable: M, missing value, data cannot exist. The print has a dash.
- lost: L, missing value, data exist but were not collected. The figure was printed and did not survive extraction.
  O (missing value) is for reasons that are not told apart, and Q for figures that were withheld.

CELL_STATUS keeps the finer distinction. OBS_VALUE is empty for M and L.
"""

from __future__ import annotations

from pathlib import Path

from jukinet.warehouse import Warehouse

FILE = "counts.sdmx.csv"
STRUCTURE_ID = "JUKINET:DF_COUNTS(1.0.0)"
OBS_STATUS = {"printed": "A", "derived": "I", "implied_zero": "I", "not_applicable": "M", "lost": "L"}

# Column, type in Table Schema, description; datapackage.json tells them to readers.
COLUMNS = (
    ("STRUCTURE", "string", "Kind of structure: always dataflow."),
    ("STRUCTURE_ID", "string", "Identifier of the dataflow."),
    ("ACTION", "string", "I, for information."),
    ("FREQ", "string", "A annual, M monthly (CL_FREQ)."),
    ("REF_AREA", "string", "Six-digit local government code of the publisher."),
    ("PUBLICATION", "string", "Publication that gives the figure."),
    ("ACTIVITY", "string", "use (by the governor) or provision (to another body)."),
    ("AFFAIR", "string", "Stable slug of the affair."),
    ("TIME_PERIOD", "string", "Month 2021-05, or fiscal year as the reporting year 2021-A1."),
    ("OBS_VALUE", "integer", "Look-ups; empty where there is no figure."),
    ("OBS_STATUS", "string", "Status of the observation (CL_OBS_STATUS 2.2): A, I, M or L."),
    ("UNIT_MEASURE", "string", "LOOKUPS: look-ups, not persons."),
    ("REPORTING_YEAR_START_DAY", "string", "First day of the reporting year; empty for months."),
    ("CELL_STATUS", "string", "printed, derived, implied_zero, not_applicable or lost."),
    ("SOURCE_LINE", "integer", "Line or row of the file that was read, from 1."),
)
KEY = ("FREQ", "REF_AREA", "PUBLICATION", "ACTIVITY", "AFFAIR", "TIME_PERIOD")


def write_sdmx(warehouse: Warehouse, path: Path) -> None:
    """Write annual_counts and monthly_counts as SDMX-CSV 2.0 (UTF-8, LF, sorted by its dimensions).

    Raises KeyError where a cell has a status that OBS_STATUS does not know.
    """
    known = ", ".join(f"'{status}'" for status in OBS_STATUS)
    unknown = warehouse.sql(
        f"select distinct cell_status from (select cell_status from annual_counts "
        f"union all select cell_status from monthly_counts) where cell_status not in ({known})"
    )
    if not unknown.is_empty():
        raise KeyError(f"jukinet/sdmx.py: OBS_STATUS has no code for {', '.join(unknown['cell_status'])}; add it")
    statuses = " ".join(f"when '{status}' then '{code}'" for status, code in OBS_STATUS.items())
    # What is equal in all rows is added to sorted ones: many wide rows would not fit into a small memory.
    query = f"""
        with counts as (
            select publication_id, activity, affair_id, case_count, cell_status, source_line,
                'A' as freq, concat(fiscal_year, '-A1') as time_period
            from annual_counts
            union all
            select publication_id, activity, affair_id, case_count, cell_status, source_line,
                'M', strftime(month, '%Y-%m')
            from monthly_counts
        ),
        sorted as (
            select
                freq as FREQ,
                publisher_code as REF_AREA,
                publication_id as PUBLICATION,
                activity as ACTIVITY,
                affair_id as AFFAIR,
                time_period as TIME_PERIOD,
                case_count, cell_status, source_line
            from counts
            inner join publications using (publication_id)
            order by {", ".join(KEY)}
        )
        select
            'dataflow' as STRUCTURE,
            '{STRUCTURE_ID}' as STRUCTURE_ID,
            'I' as ACTION,
            {", ".join(KEY)},
            case_count as OBS_VALUE,
            case cell_status {statuses} end as OBS_STATUS,
            'LOOKUPS' as UNIT_MEASURE,
            case FREQ when 'A' then '--04-01' end as REPORTING_YEAR_START_DAY,
            cell_status as CELL_STATUS,
            source_line as SOURCE_LINE
        from sorted
    """
    warehouse.write_csv(query, path)
