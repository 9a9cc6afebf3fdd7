"""The floor's queries that make ids and descriptions, each text once and by number.

They are enums in DuckDB, which joins and copies their numbers, and writes Parquet's texts as a dictionary.
"""

NAMES = """
create temp macro year_label(year) as
    case when year >= 2019 then format('R{{:02}}', year - 2018) else format('H{{:02}}', year - 1988) end;

create temp table register as
select edit_group, description, total_selector, coalesce(bound_on, '') as bound_on
from read_csv('{balance_edits}', header = true, all_varchar = true);

create temp table figures as
select figure_no, any_value(annex) as annex, any_value(affair_no) as affair_no, any_value(fiscal_year) as fiscal_year
from annual
group by figure_no;

-- What an edit is bound on, by number.
create temp table ids as
with years as (
    select annex, fiscal_year from figures
    union
    select annex, fiscal_year from totals where table_name = 'annual'
),
keys as (
    select '' as bound_on, 0 as key_no, '' as key
    union all
    select 'annex affair_id fiscal_year', figure_no, concat('/', annex, '/', affair_id, '/', fiscal_year)
    from figures
    inner join affairs using (affair_no)
    union all
    select 'annex affair_id fiscal_year', -annex * 10000 - fiscal_year, concat('/', annex, '/?/', fiscal_year)
    from years
    union all
    select 'annex fiscal_year', annex * 10000 + fiscal_year, concat('/', annex, '/', fiscal_year) from years
    union all
    select distinct 'annex', annex, concat('/', annex) from sections where annex is not null
    union all
    select 'affair_id', affair_no, concat('/', affair_id) from affairs
    union all
    select 'legal_basis_id', basis_no, concat('/', legal_basis_id) from bases
    union all
    select 'activity', (activity = 'use')::integer, concat('/', activity) from sections group by activity
    union all
    select 'inspection_id', subject_no, concat('/', subject) from subjects
)
select edit_group, key_no, concat(edit_group, key) as edit_id
from register
inner join keys using (bound_on);

-- What the total of an edit is called, by number; 0 is a total that is not printed.
create temp table descriptions as
with years as (
    select distinct total_no, -total_no // 10000 as place_no, fiscal_year from totals
),
labels as (
    select
        'annual/affair' as selector, figure_no as label_no,
        concat(': ', affair_label, ', ', year_label(fiscal_year)) as label
    from figures
    inner join affairs using (affair_no)
    union all
    select 'annual/affair', affair_no, concat(': ', affair_label) from affairs
    union all
    select
        concat(table_name, '/', role), total_no,
        concat(': ', section, ' ', printed_role, ', ', year_label(fiscal_year))
    from years
    inner join places using (place_no)
    union all
    select concat('statement/', statement), subject_no, concat(': ', statement, ', ', subject)
    from (select distinct statement, subject_no from statements)
    inner join subjects using (subject_no)
    union all
    select concat('inspections/', kind), subject_no, concat(': ', subject, ', offices')
    from (select distinct kind, subject_no from inspections)
    inner join subjects using (subject_no)
)
select edit_group, label_no, concat(description, label) as description
from register
inner join labels on contains(total_selector, selector)
union all
select edit_group, 0, description from register;

create type edit_id as enum (select distinct edit_id from ids);
create type edit_group as enum (select edit_group from register);
create type description as enum (select distinct description from descriptions);
create type publication_id as enum (select publication_id from publications);
create type status as enum ('balanced', 'broken', 'not_evaluable');
"""
