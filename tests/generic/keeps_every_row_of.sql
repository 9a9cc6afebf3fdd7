{#- Each publication has as many rows here as in the model that is published: a join that drops or doubles rows is red. -#}
{% test keeps_every_row_of(model, source) %}

with counted as (

    select publication_id, 0 as found, 1 as expected from {{ source }}

    union all

    select publication_id, 1 as found, 0 as expected from {{ model }}

)

select
    publication_id,
    concat(
        '{{ model.identifier }}: ', cast(sum(found) as string), ' rows of ',
        coalesce(publication_id, 'no publication'), ', ', cast(sum(expected) as string), ' are transcribed'
    ) as message

from counted
group by publication_id
having sum(found) <> sum(expected)

{% endtest %}
