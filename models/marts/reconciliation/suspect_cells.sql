with suspects as (

    select * from {{ ref('int_suspects') }}

),

final as (

    select
        publication_id,
        cell_id,
        source_line,
        seed_file,
        seed_row,
        row_label,
        column_label,
        printed,
        proposed,
        component,
        hypothesis_id,
        hypothesis,
        verdict,
        rank,
        score,
        reason,
        edit_ids,
        seal_remark,
        priority,
        likelihood,
        message

    from suspects

)

select * from final
