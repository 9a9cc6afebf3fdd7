with source as (

    select * from {{ ref('acknowledged_anomalies') }}

),

final as (

    select
        -- keys
        publication_id,

        -- labels
        anomaly,
        cell_ids,
        reason

    from source

)

select * from final
