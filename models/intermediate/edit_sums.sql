{#- What the known figures of each edit add up to. It gives what edit_members and cells would, but reads each
    figure once and not once per edit: no edit tells the months of a line apart, and few ask for the affair, so that
    cells are added up to groups before they meet the edits. -#}
{%- set of_affair = ['annex', 'activity', 'legal_basis_id', 'affair_id', 'fiscal_year', 'period'] -%}
{%- set affair_tables = {'annual_cells': of_affair, 'monthly_lines': of_affair} -%}
{%- set earlier_affairs = {'earlier_annual_cells': ['annex', 'affair_id', 'fiscal_year']} -%}
{%- set lists = {'user_cells': ['fiscal_year', 'period'], 'office_cells': ['inspection_id']} -%}
{%- set single_figures = {
    'total_cells': ['annex', 'activity', 'legal_basis_id', 'fiscal_year', 'period'],
    'statement_cells': ['annex', 'inspection_id', 'fiscal_year', 'period'],
    'training_cells': [],
    'inspection_cells': ['inspection_id', 'is_planned', 'fiscal_year'],
    'earlier_total_cells': ['annex', 'fiscal_year'],
} -%}

with {{ cell_tables() }},

monthly_lines as (

    select
        *,
        'monthly' as table_name,
        'month' as role,
        'current' as period
    from {{ ref('int_monthly_lines') }}

),

terms as (

    select * from {{ ref('balance_edit_terms') }}

),

edits as (

    select distinct
        edit_no,
        edit_group,
        binds_annex,
        binds_affair_id,
        binds_fiscal_year,
        only_with_parts,
        valid_from,
        valid_to
    from terms

),

affairs as (

    select * from {{ ref('stg_affair_register') }}

),

affair_groups as (

    {{ union_groups(affair_tables, numbered=true) }}

    union all

    {{ union_groups(earlier_affairs, numbered=true) }}

),

other_groups as (

    {{ union_groups(affair_tables, added_up=true) }}

    union all

    {{ union_groups(lists, added_up=true, lacks_affairs=true) }}

    union all

    {{ union_groups(single_figures, lacks_affairs=true) }}

),

{# Numbers in place of names: the sums of the affairs are the bulk of the work. What an affair and a year do not say,
   no edit about affairs is bound on; the check of the register sees to that. #}
affair_members as (

    select
        groups.publication_no,
        terms.edit_no,
        case when terms.binds_affair_id then groups.affair_no end as affair_no,
        case when terms.binds_annex then groups.annex end as annex,
        case when terms.binds_fiscal_year then groups.fiscal_year end as fiscal_year,
        terms.weight,
        terms.side = 'total' as is_total,
        case when terms.side = 'total' then groups.fiscal_year end as total_fiscal_year,
        case when terms.side = 'total' then groups.source_line end as source_line,
        groups.row_count,
        {{ contribution('terms.counting') }} as contribution

    from affair_groups as groups
    inner join terms on groups.table_name = terms.table_name and groups.role = terms.role
    where
        terms.asks_for_affair
        and {{ passes_filters('terms', 'groups') }}

),

other_members as (

    select
        groups.publication_id,
        terms.edit_no,
        {{ instance_key('terms', 'groups') }} as instance_key,
        terms.weight,
        terms.side = 'total' as is_total,
        case when terms.side = 'total' then groups.row_label end as total_label,
        case when terms.side = 'total' then groups.column_label end as total_column,
        case when terms.side = 'total' then groups.source_line end as source_line,
        groups.row_count,
        {{ contribution('terms.counting') }} as contribution

    from other_groups as groups
    inner join terms on groups.table_name = terms.table_name and groups.role = terms.role
    where
        (groups.lacks_affairs or not terms.asks_for_affair)
        and {{ passes_filters('terms', 'groups') }}

),

affair_sums as (

    select
        publication_no,
        edit_no,
        affair_no,
        annex,
        fiscal_year,
        {{ edit_sums() }},
        max(total_fiscal_year) as total_fiscal_year,
        max(source_line) as source_line

    from affair_members
    group by publication_no, edit_no, affair_no, annex, fiscal_year

),

other_sums as (

    select
        publication_id,
        edit_no,
        instance_key,
        {{ edit_sums() }},
        max(total_label) as total_label,
        max(total_column) as total_column,
        max(source_line) as source_line

    from other_members
    group by publication_id, edit_no, instance_key

),

{# A figure of an affair is labelled by number: its texts come from the register when the edits are shown. #}
named_affair_sums as (

    select
        publications.publication_id,
        edits.edit_group,
        concat_ws(
            '/',
            case when edits.binds_annex then coalesce(cast(affair_sums.annex as string), '?') end,
            case when edits.binds_affair_id then coalesce(affairs.affair_id, '?') end,
            case when edits.binds_fiscal_year then coalesce(cast(affair_sums.fiscal_year as string), '?') end
        ) as instance_key,
        affair_sums.member_count,
        affair_sums.total_count,
        affair_sums.printed,
        affair_sums.known_parts,
        affair_sums.affair_no as total_affair_no,
        affair_sums.total_fiscal_year,
        cast(null as string) as total_label,
        cast(null as string) as total_column,
        affair_sums.source_line

    from affair_sums
    inner join edits on affair_sums.edit_no = edits.edit_no
    inner join publications
        on
            affair_sums.publication_no = publications.publication_no
            and {{ applies_in('edits', 'publications.fiscal_year') }}
    left join affairs on affair_sums.affair_no = affairs.affair_no
    where {{ has_its_parts('edits', 'affair_sums') }}

),

named_other_sums as (

    select
        other_sums.publication_id,
        edits.edit_group,
        other_sums.instance_key,
        other_sums.member_count,
        other_sums.total_count,
        other_sums.printed,
        other_sums.known_parts,
        cast(null as integer) as total_affair_no,
        cast(null as integer) as total_fiscal_year,
        other_sums.total_label,
        other_sums.total_column,
        other_sums.source_line

    from other_sums
    inner join edits on other_sums.edit_no = edits.edit_no
    inner join publications
        on
            other_sums.publication_id = publications.publication_id
            and {{ applies_in('edits', 'publications.fiscal_year') }}
    where {{ has_its_parts('edits', 'other_sums') }}

),

named as (

    select * from named_affair_sums
    union all
    select * from named_other_sums

),

final as (

    select
        publication_id,
        {{ edit_id('edit_group', 'instance_key') }} as edit_id,
        edit_group,
        total_affair_no,
        total_fiscal_year,
        total_label,
        total_column,
        cast(member_count as integer) as member_count,
        cast(total_count as integer) as total_count,
        cast(printed as bigint) as printed,
        cast(known_parts as bigint) as known_parts,
        source_line

    from named

)

select * from final
