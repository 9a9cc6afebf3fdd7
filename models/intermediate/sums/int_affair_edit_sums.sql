{#- What the known figures of the edits about single affairs add up to. They are the bulk of the work, so that numbers
    stand for names. What an affair and a year do not say, no edit about affairs is bound on; the check of the register
    sees to that. -#}
with groups as (

    select * from {{ ref('int_affair_groups') }}

),

publications as (

    select * from {{ ref('stg_publication_register') }}

),

terms as (

    select * from {{ ref('balance_edit_terms') }}
    where asks_for_affair

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

members as (

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

    from groups
    inner join terms on groups.table_name = terms.table_name and groups.role = terms.role
    where {{ passes_filters('terms', 'groups') }}

),

sums as (

    select
        publication_no,
        edit_no,
        affair_no,
        annex,
        fiscal_year,
        {{ sums_of_members() }},
        max(total_fiscal_year) as total_fiscal_year,
        max(source_line) as source_line

    from members
    group by publication_no, edit_no, affair_no, annex, fiscal_year

),

{# A figure of an affair is labelled by number: its texts come from the register when the edits are shown. #}
final as (

    select
        publications.publication_id,
        edits.edit_group,
        concat_ws(
            '/',
            case when edits.binds_annex then coalesce(cast(sums.annex as string), '?') end,
            case when edits.binds_affair_id then coalesce(affairs.affair_id, '?') end,
            case when edits.binds_fiscal_year then coalesce(cast(sums.fiscal_year as string), '?') end
        ) as instance_key,
        sums.member_count,
        sums.total_count,
        sums.printed,
        sums.known_parts,
        sums.affair_no as total_affair_no,
        sums.total_fiscal_year,
        cast(null as string) as total_label,
        cast(null as string) as total_column,
        sums.source_line

    from sums
    inner join edits on sums.edit_no = edits.edit_no
    inner join publications
        on
            sums.publication_no = publications.publication_no
            and {{ applies_in('edits', 'publications.fiscal_year') }}
    left join affairs on sums.affair_no = affairs.affair_no
    where {{ has_its_parts('edits', 'sums') }}

)

select * from final
