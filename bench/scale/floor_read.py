"""The floor's queries up to the edits: registers, tables read once, and months with what was lost filled in.

Texts become numbers where they are read. A number of a row or a place together with a fiscal year is one number too:
`number * 10000 + year`, which is negative for a place, so that none is that of an affair.
"""

REGISTERS = """
create temp table publications as
with register as (
    select row_number() over (order by publication_id)::integer as number, *
    from read_csv('{publication_register}', header = true, all_varchar = true)
)
select
    register.number, register.publication_id, register.fiscal_year::integer as fiscal_year, register.names_as_in,
    earlier.number as earlier_number
from register
left join register as earlier
    on register.publisher_code = earlier.publisher_code
    and register.fiscal_year::integer = earlier.fiscal_year::integer + 1;

create temp table bases as
select row_number() over (order by legal_basis_id)::integer as basis_no, legal_basis_id
from read_csv('{legal_basis_register}', header = true, all_varchar = true);

create temp table affairs as
select
    row_number() over (order by affair_id)::integer as affair_no, affair_id, basis_no,
    concat_ws(' → ', affair_name, recipient_name) as affair_label
from read_csv('{affair_register}', header = true, all_varchar = true)
inner join bases using (legal_basis_id)
left join read_csv('{recipient_register}', header = true, all_varchar = true) using (recipient_id);

create temp table sections as
select publication_id as names_as_in, section, table_name, activity, annex::integer as annex, basis_no
from read_csv('{printed_sections}', header = true, all_varchar = true)
left join bases using (legal_basis_id);

-- Every section with each kind of total that it may print.
create temp table places as
select
    row_number() over (order by names_as_in, section, printed_role)::integer as place_no, *,
    case when printed_role = 'line' and annex is null then 'line_without_detail' else printed_role end as role
from sections
cross join (select unnest(['line', 'subtotal', 'total', 'grand_total']) as printed_role);

create temp table names as
select publication_id as names_as_in, section, printed.affair_name, affair_no, basis_no
from read_csv('{printed_affair_names}', header = true, all_varchar = true) as printed
inner join affairs using (affair_id);

create temp table rows_of_annexes as
select
    dense_rank() over (order by section, affair_no)::integer as line_no, names_as_in,
    replace(section, 'annex', '')::integer as annex, affair_name, affair_no, basis_no
from names
where section like 'annex%';
"""

READ = """
create temp table lines as
with grouped as (
    select
        publication_id, section, affair_name, sum(case_count)::bigint as known, count(*) as members,
        count(*) - count(case_count) as lost
    from read_parquet('{printed_monthly_counts}', hive_partitioning = false)
    group by publication_id, section, affair_name
)
select publications.number, names.affair_no, names.basis_no, coalesce(known, 0) as known, members, lost
from grouped
inner join publications using (publication_id)
inner join names using (names_as_in, section, affair_name);

create temp table annual as
select
    publications.number, earlier_number, names.line_no * 10000 + counts.fiscal_year as figure_no, names.annex,
    names.affair_no, names.basis_no, counts.fiscal_year, counts.fiscal_year = publications.fiscal_year as is_current,
    case when cell_status = 'not_applicable' then 0 else case_count end as figure
from read_parquet('{printed_annual_counts}', hive_partitioning = false) as counts
inner join publications using (publication_id)
inner join rows_of_annexes as names using (names_as_in, annex, affair_name);

create temp table totals as
select
    publications.number, earlier_number, -places.place_no * 10000 - counts.fiscal_year as total_no,
    places.table_name, places.role, places.annex, places.activity, places.basis_no, counts.fiscal_year,
    counts.fiscal_year = publications.fiscal_year as is_current,
    case when cell_status = 'not_applicable' then 0 else value end as figure
from read_parquet('{printed_totals}', hive_partitioning = false) as counts
inner join publications using (publication_id)
inner join places
    on publications.names_as_in = places.names_as_in
    and counts.section = places.section
    and counts.role = places.printed_role;

create temp table stated as
select
    publication_id, statement, subject, case when cell_status = 'not_applicable' then 0 else value end as figure
from read_parquet('{printed_statements}', hive_partitioning = false);

create temp table inspected as
select
    publication_id, inspection_id as subject, inspection_kind as kind, is_planned,
    case when cell_status = 'not_applicable' then 0 else office_count end as figure
from read_parquet('{printed_inspections}', hive_partitioning = false);

create temp table listed as
select publication_id, inspection_id as subject, count(*) as listed
from read_parquet('{printed_inspected_offices}', hive_partitioning = false)
group by publication_id, inspection_id;

create temp table users as
select
    publications.number, case when count(*) = count(figure) then sum(figure)::bigint end as figure, count(*) as members
from (
    select publication_id, case when cell_status = 'not_applicable' then 0 else user_count end as figure
    from read_parquet('{printed_authenticated_users}', hive_partitioning = false)
)
inner join publications using (publication_id)
group by publications.number;
"""

GROUP = """
create temp table subjects as
select row_number() over (order by subject)::integer as subject_no, subject
from (select subject from stated union select subject from inspected union select subject from listed);

create temp table statements as
select publications.number, statement, subject_no, sections.annex, figure
from stated
inner join publications using (publication_id)
inner join subjects using (subject)
left join sections on publications.names_as_in = sections.names_as_in and subject = sections.section;

create temp table inspections as
select publications.number, publications.fiscal_year, subject_no, kind, is_planned, figure
from inspected
inner join publications using (publication_id)
inner join subjects using (subject);

create temp table offices as
select publications.number, subject_no, listed
from listed
inner join publications using (publication_id)
inner join subjects using (subject);

create temp table annual_sums as
select
    number, annex, basis_no, fiscal_year, is_current,
    sum(figure)::bigint as figure, count(*) - count(figure) as lost, count(*) as members,
    count(case when figure <> 0 then 1 end) as nonzero
from annual
group by number, annex, basis_no, fiscal_year, is_current;

-- A lost month is what the annual figure leaves, unless that is less than nothing.
create temp table months as
select
    coalesce(lines.number, annual.number) as number,
    coalesce(lines.affair_no, annual.affair_no) as affair_no,
    coalesce(lines.basis_no, annual.basis_no) as basis_no,
    annual.figure_no,
    annual.figure as printed,
    coalesce(lost = 1 and annual.figure >= known, false)::integer as derived,
    case when coalesce(lost, 0) = 0 then coalesce(known, 0) when derived = 1 then annual.figure end as computed,
    lines.members as line_members,
    coalesce(lines.members, 0) + (annual.number is not null)::integer as members
from lines
full join (select * from annual where is_current) as annual
    on lines.number = annual.number and lines.affair_no = annual.affair_no;
"""
