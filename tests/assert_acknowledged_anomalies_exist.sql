-- Every acknowledged anomaly is one that the warehouse finds.
-- A mistyped or outdated row would look like an answer to something, and be none.
-- The register and the findings are compared by name, as known differences are.

with acknowledged_anomalies as (

    select * from {{ ref('stg_acknowledged_anomalies') }}

),

anomalies as (

    select * from {{ ref('anomalies') }}

)

select
    acknowledged_anomalies.publication_id,
    concat(
        'seeds/registers/acknowledged_anomalies.csv: there is no ', acknowledged_anomalies.anomaly, ' of ', acknowledged_anomalies.cell_ids,
        ' in ', acknowledged_anomalies.publication_id, '; take the cells as the table anomalies names them'
    ) as message
from acknowledged_anomalies
left join anomalies
    on
        acknowledged_anomalies.publication_id = anomalies.publication_id
        and acknowledged_anomalies.anomaly = anomalies.anomaly
        and acknowledged_anomalies.cell_ids = anomalies.cell_ids
where anomalies.publication_id is null
