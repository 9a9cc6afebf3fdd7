{#- The register of how many edits a publication gives is tested, and nothing may be published before. -#}
-- depends_on: {{ ref('stg_edit_instances') }}

with edit_balances as (

    select * from {{ ref('edit_balances') }}

),

edits as (

    select * from {{ ref('stg_balance_edits') }}

),

known_differences as (

    select * from {{ ref('stg_known_differences') }}

),

affairs as (

    select * from {{ ref('stg_affair_register') }}

),

recipients as (

    select * from {{ ref('stg_recipient_register') }}

),

statements as (

    select * from {{ ref('stg_code_register') }}
    where code_list = 'statement'

),

inspection_kinds as (

    select * from {{ ref('stg_code_register') }}
    where code_list = 'inspection_kind'

),

{# Affairs of one name are told apart by whom they provide for. #}
affair_labels as (

    select
        affairs.affair_no,
        concat_ws(' → ', affairs.affair_name, recipients.recipient_name) as affair_label

    from affairs
    left join recipients on affairs.recipient_id = recipients.recipient_id

),

{# The total of an edit about an affair is named by the register, every other one by its printed labels. #}
labelled as (

    select
        edit_balances.*,
        coalesce(edit_balances.total_label, affair_labels.affair_label) as label,
        coalesce(
            statements.code_name,
            {{ inspection_label_ja('edit_balances.total_label', 'inspected.code_name') }},
            {{ total_label_ja('edit_balances.total_label') }},
            affair_labels.affair_label
        ) as label_ja,
        case
            when edit_balances.total_fiscal_year is null then edit_balances.total_column
            else {{ fiscal_year_label('edit_balances.total_fiscal_year') }}
        end as column_label,
        case
            when edit_balances.total_fiscal_year is null
                then coalesce(
                    {{ era_year_ja('edit_balances.total_column') }},
                    {{ inspection_label_ja('edit_balances.total_column', 'stated.code_name') }},
                    {{ total_label_ja('edit_balances.total_column') }}
                )
            else {{ fiscal_year_label_ja('edit_balances.total_fiscal_year') }}
        end as column_label_ja

    from edit_balances
    left join affair_labels on edit_balances.total_affair_no = affair_labels.affair_no
    left join statements on edit_balances.total_label = statements.code
    left join inspection_kinds as inspected
        on {{ inspection_kind_of('edit_balances.total_label') }} = inspected.code
    left join inspection_kinds as stated
        on {{ inspection_kind_of('edit_balances.total_column') }} = stated.code

),

final as (

    select
        labelled.publication_id,
        labelled.edit_id,
        labelled.edit_group,
        concat_ws(', ', concat_ws(': ', edits.description, labelled.label), labelled.column_label) as description,
        concat_ws('、', concat_ws('：', edits.description_ja, labelled.label_ja), labelled.column_label_ja)
            as description_ja,
        labelled.printed,
        labelled.computed,
        labelled.difference,
        case
            when
                labelled.status <> 'balanced'
                and known_differences.edit_id is not null
                and (
                    labelled.difference = known_differences.difference
                    or (labelled.difference is null and known_differences.difference is null)
                )
                then 'accepted'
            else labelled.status
        end as status,
        labelled.status = 'balanced' and not labelled.is_spent as is_verified,
        labelled.is_spent,
        labelled.member_count,
        labelled.derived_count,
        labelled.source_line,
        known_differences.reason as known_reason,
        known_differences.status as known_status

    from labelled
    inner join edits on labelled.edit_group = edits.edit_group
    left join known_differences
        on
            labelled.publication_id = known_differences.publication_id
            and labelled.edit_id = known_differences.edit_id

)

select * from final
