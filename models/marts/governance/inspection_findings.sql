{{ behind_the_gate() }}

with findings as (

    select * from {{ ref('stg_printed_inspection_findings') }}

),

inspections as (

    select * from {{ ref('stg_printed_inspections') }}

),

codes as (

    select * from {{ ref('stg_code_register') }}

),

final as (

    select
        findings.publication_id,
        findings.inspection_id,
        findings.finding_no,
        inspections.fiscal_year,
        {{ code_names('findings', 'area') }},
        {{ code_names('findings', 'register_concerned') }},
        {{ code_names('findings', 'defect') }},
        {{ code_names('findings', 'remedy') }},
        {{ code_names('findings', 'severity') }},
        inspections.is_planned,
        findings.source_line

    from findings
    inner join inspections
        on
            findings.publication_id = inspections.publication_id
            and findings.inspection_id = inspections.inspection_id
    {{ join_code_names('findings', {
        'area': 'finding_area', 'register_concerned': 'register_concerned', 'defect': 'defect',
        'remedy': 'remedy', 'severity': 'severity'
    }) }}

)

select * from final
