"""The floor's queries up to the edits: registers, tables read once, and months with what was lost filled in."""

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

create temp table affairs as
select row_number() over (order by affair_id)::integer as affair_no, affair_id, activity, legal_basis_id
from read_csv('{affair_register}', header = true, all_varchar = true);

create temp table sections as
select publication_id as names_as_in, section, table_name, activity, annex::integer as annex, legal_basis_id
from read_csv('{printed_sections}', header = true, all_varchar = true);

create temp table names as
select publication_id as names_as_in, section, affair_name, affair_no, legal_basis_id
from read_csv('{printed_affair_names}', header = true, all_varchar = true)
inner join affairs using (affair_id);
"""

READ = """
create temp table lines as
with grouped as (
    select publication_id, section, affair_name, sum(case_count)::bigint as known, count(*) - count(case_count) as lost
    from read_parquet('{printed_monthly_counts}', hive_partitioning = false)
    group by publication_id, section, affair_name
)
select publications.number, names.affair_no, names.legal_basis_id, coalesce(known, 0) as known, lost
from grouped
inner join publications using (publication_id)
inner join names using (names_as_in, section, affair_name);

create temp table annual as
select
    publications.number, annex, names.affair_no, names.legal_basis_id, counts.fiscal_year,
    counts.fiscal_year = publications.fiscal_year as is_current,
    case when cell_status = 'not_applicable' then 0 else case_count end as figure
from read_parquet('{printed_annual_counts}', hive_partitioning = false) as counts
inner join publications using (publication_id)
inner join names
    on publications.names_as_in = names.names_as_in
    and names.section = concat('annex', annex)
    and counts.affair_name = names.affair_name;

create temp table totals as
select
    publications.number, sections.table_name, sections.annex, sections.activity, sections.legal_basis_id,
    case when role = 'line' and sections.annex is null then 'line_without_detail' else role end as role,
    counts.fiscal_year, counts.fiscal_year = publications.fiscal_year as is_current, value as figure
from read_parquet('{printed_totals}', hive_partitioning = false) as counts
inner join publications using (publication_id)
inner join sections using (names_as_in, section);

create temp table statements as
select
    publications.number, statement, subject, sections.annex, value as figure
from read_parquet('{printed_statements}', hive_partitioning = false)
inner join publications using (publication_id)
left join sections on publications.names_as_in = sections.names_as_in and subject = sections.section;

create temp table inspections as
select
    publications.number, publications.fiscal_year, inspection_id, inspection_kind as kind, is_planned,
    case when cell_status = 'not_applicable' then 0 else office_count end as figure
from read_parquet('{printed_inspections}', hive_partitioning = false)
inner join publications using (publication_id);

create temp table offices as
select publications.number, inspection_id, count(*) as listed
from read_parquet('{printed_inspected_offices}', hive_partitioning = false)
inner join publications using (publication_id)
group by publications.number, inspection_id;

create temp table users as
select publications.number, case when count(*) = count(user_count) then sum(user_count)::bigint end as figure
from read_parquet('{printed_authenticated_users}', hive_partitioning = false)
inner join publications using (publication_id)
group by publications.number;
"""

GROUP = """
create temp table annual_sums as
select
    number, annex, legal_basis_id, fiscal_year, is_current,
    sum(figure)::bigint as figure, count(*) - count(figure) as lost, count(*) as row_count,
    count(case when figure <> 0 then 1 end) as nonzero
from annual
group by number, annex, legal_basis_id, fiscal_year, is_current;

-- Millions of edits share a few thousand names.
create temp table edition_ids as
select annex, affair_no, fiscal_year, concat('editions_agree/', annex, '/', affair_id, '/', fiscal_year) as edit_id
from (select distinct annex, affair_no, fiscal_year from annual)
inner join affairs using (affair_no);

-- A lost month is what the annual figure leaves, unless that is less than nothing.
create temp table months as
select
    coalesce(lines.number, annual.number) as number,
    coalesce(lines.affair_no, annual.affair_no) as affair_no,
    coalesce(lines.legal_basis_id, annual.legal_basis_id) as legal_basis_id,
    lines.number is not null as is_printed,
    annual.figure as printed,
    case
        when coalesce(lost, 0) = 0 then coalesce(known, 0)
        when lost = 1 and annual.figure >= known then annual.figure
    end as computed
from lines
full join (select * from annual where is_current) as annual
    on lines.number = annual.number and lines.affair_no = annual.affair_no;
"""
