with annual_cells as (

    select * from {{ ref('int_annual_cells') }}

),

monthly_cells as (

    select * from {{ ref('int_monthly_cells') }}

),

total_cells as (

    select * from {{ ref('int_total_cells') }}

),

statement_cells as (

    select * from {{ ref('int_statement_cells') }}

),

user_cells as (

    select * from {{ ref('int_user_cells') }}

),

training_cells as (

    select * from {{ ref('int_training_cells') }}

),

inspection_cells as (

    select * from {{ ref('int_inspection_cells') }}

),

office_cells as (

    select * from {{ ref('int_office_cells') }}

),

earlier_annual_cells as (

    select * from {{ ref('int_earlier_annual_cells') }}

),

earlier_total_cells as (

    select * from {{ ref('int_earlier_total_cells') }}

),

final as (

    {{ union_cells(cell_tables()) }}

)

select * from final
