"""The views of the Spark peer: tables with numbers in place of texts. The registers are small; they are numbered by
Polars, as in that peer, and handed to Spark.

A number and a fiscal year are one number, `number * 10000 + year`, which is negative for a place, so that none is that
of an affair.
"""

from __future__ import annotations

VIEWS = {
    "annual": """
        select
            number, earlier_number, cast(line_no * 10000 + counts.fiscal_year as bigint) as label_no, counts.annex,
            affair_no, basis_no, counts.fiscal_year, counts.fiscal_year = own_year as is_own,
            case when cell_status = 'not_applicable' then 0 else case_count end as figure
        from printed_annual_counts as counts
        inner join publications on counts.publication_id = publications.publication_id
        inner join rows_of_annexes as names
            on publications.names_as_in = names.names_as_in
            and counts.annex = names.annex
            and counts.affair_name = names.affair_name
    """,
    "totals": """
        select
            number, earlier_number, cast(-place_no * 10000 - counts.fiscal_year as bigint) as label_no, place_no,
            table_name, places.role, annex, activity, basis_no, counts.fiscal_year,
            counts.fiscal_year = own_year as is_own,
            case when cell_status = 'not_applicable' then 0 else value end as figure
        from printed_totals as counts
        inner join publications on counts.publication_id = publications.publication_id
        inner join places
            on publications.names_as_in = places.names_as_in
            and counts.section = places.section
            and counts.role = places.printed_role
    """,
    "stated": """
        select
            number, names_as_in, statement, subject,
            case when cell_status = 'not_applicable' then 0 else value end as figure
        from printed_statements as counts
        inner join publications on counts.publication_id = publications.publication_id
    """,
    "inspected": """
        select
            number, own_year, inspection_id as subject, inspection_kind as kind, is_planned,
            cast(case when cell_status = 'not_applicable' then 0 else office_count end as bigint) as figure
        from printed_inspections as counts
        inner join publications on counts.publication_id = publications.publication_id
    """,
    "listed": """
        select number, subject, members
        from (
            select publication_id, inspection_id as subject, count(*) as members
            from printed_inspected_offices
            group by publication_id, inspection_id
        ) as counts
        inner join publications on counts.publication_id = publications.publication_id
    """,
    "users": """
        select number, cast(case when cell_status = 'not_applicable' then 0 else user_count end as bigint) as figure
        from printed_authenticated_users as counts
        inner join publications on counts.publication_id = publications.publication_id
    """,
    # A lost month is what the annual figure leaves, unless that is less than nothing.
    "months": """
        with lines as (
            select number, affair_no, basis_no, coalesce(known, 0) as known, members, lost
            from (
                select
                    publication_id, section, affair_name, sum(case_count) as known, count(*) as members,
                    count(*) - count(case_count) as lost
                from printed_monthly_counts
                group by publication_id, section, affair_name
            ) as grouped
            inner join publications on grouped.publication_id = publications.publication_id
            inner join names
                on publications.names_as_in = names.names_as_in
                and grouped.section = names.section
                and grouped.affair_name = names.affair_name
        )
        select
            coalesce(lines.number, own.number) as number,
            coalesce(lines.affair_no, own.affair_no) as affair_no,
            lines.basis_no, lines.members, own.label_no, own.figure as printed,
            case
                when coalesce(lost, 0) = 0 then coalesce(known, 0)
                when lost = 1 and own.figure >= known then own.figure
            end as computed,
            case when lost = 1 and own.figure >= known then 1 else 0 end as derived
        from lines
        full join (select * from annual where is_own) as own
            on lines.number = own.number and lines.affair_no = own.affair_no
    """,
}

NUMBERED = {
    "statements": """
        select number, statement, subject_no, cast(subject_no as bigint) as label_no, annex, figure
        from stated
        inner join subjects on stated.subject = subjects.subject
        left join sections on stated.names_as_in = sections.names_as_in and stated.subject = sections.section
    """,
    "inspections": """
        select number, own_year, subject_no, cast(subject_no as bigint) as label_no, kind, is_planned, figure
        from inspected
        inner join subjects using (subject)
    """,
    "offices": "select number, subject_no, members from listed inner join subjects using (subject)",
}
"""Views that need the numbers of the subjects."""

CACHED = ("annual", "totals", "stated", "inspected", "listed", "months")
"""What is read more than once."""

PRINTED = """
    select 'figure' as kind, null as text, null as subject, label_no, annex, affair_no as place, fiscal_year
    from annual
    group by label_no, annex, affair_no, fiscal_year
    union all
    select 'total', null, null, label_no, null, place_no, fiscal_year from totals
    group by label_no, place_no, fiscal_year
    union all
    select 'statement', statement, subject, null, null, null, null from stated group by statement, subject
    union all
    select 'inspection', kind, subject, null, null, null, null from inspected group by kind, subject
    union all
    select 'office', null, subject, null, null, null, null from listed group by subject
"""
"""All that names are made of."""
