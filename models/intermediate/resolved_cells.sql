{#- Read by every mart: stored, so that the tables of cells are put under one another once. -#}
select * from {{ ref('int_resolved_cells') }}
