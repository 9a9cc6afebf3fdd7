-- The registers agree with each other: an affair and a section are of the activity of their legal basis, a legal basis is
-- named after its article, paragraph and item, an affair as some annex prints it, and each publication has its publisher.
-- Edits bind on these columns, and marts join by them: what contradicts itself here would stand in the wrong sum, or be
-- left out without a word.

with continued_affairs as (

    select * from {{ ref('stg_continued_affairs') }}

),

affairs as (

    select * from {{ ref('stg_affair_register') }}

),

legal_bases as (

    select * from {{ ref('stg_legal_basis_register') }}

),

sections as (

    select * from {{ ref('stg_printed_sections') }}

),

publications as (

    select * from {{ ref('stg_publication_register') }}

),

publishers as (

    select * from {{ ref('stg_publisher_register') }}

),

recipients as (

    select * from {{ ref('stg_recipient_register') }}

),

{# What annexes print of an affair: a later edition may word it anew, and append the recipient of what is provided. #}
annex_names as (

    select
        affairs.affair_id,
        affairs.affair_name,
        recipients.recipient_name,
        max(names.affair_name) as printed_name,
        max(
            case
                when names.affair_name in (
                    affairs.affair_name,
                    concat(affairs.affair_name, ' (', coalesce(recipients.recipient_name, ''), 'への提供)')
                ) then 1
                else 0
            end
        ) as is_printed

    from {{ ref('stg_printed_affair_names') }} as names
    inner join affairs on names.affair_id = affairs.affair_id
    left join recipients on affairs.recipient_id = recipients.recipient_id
    where names.section like 'annex%'
    group by affairs.affair_id, affairs.affair_name, recipients.recipient_name

)

select
    concat(
        'seeds/registers/affair_register.csv: ', affairs.affair_id, ' is ', affairs.activity, ', but its legal basis is of ',
        coalesce(legal_bases.activity, 'no register'), ': correct the one or the other'
    ) as message
from affairs
left join legal_bases on affairs.legal_basis_id = legal_bases.legal_basis_id
where affairs.activity is distinct from legal_bases.activity

union all

select
    concat(
        'seeds/registers/printed_sections.csv: ', sections.section, ' of ', sections.publication_id, ' is ',
        coalesce(sections.activity, 'nothing'), ', but its legal basis is of ', legal_bases.activity,
        ': correct the one or the other'
    ) as message
from sections
inner join legal_bases on sections.legal_basis_id = legal_bases.legal_basis_id
where sections.activity is distinct from legal_bases.activity

union all

select
    concat(
        'seeds/registers/affair_register.csv: ', affair_id, ' is called ', concat_ws(' to ', affair_name, recipient_name),
        ', but in print ', printed_name, ': take its name and recipient as an annex prints them'
    ) as message
from annex_names
where is_printed = 0

union all

select
    concat(
        'seeds/registers/legal_basis_register.csv: ', legal_basis_id,
        ' does not name its article, paragraph and item: correct the id or these columns'
    ) as message
from legal_bases
where
    legal_basis_id <> concat_ws(
        '-', 'act', article, cast(paragraph as string), cast(item as string)
    )

union all

select
    concat(
        'seeds/registers/legal_basis_register.csv: ', legal_basis_name, ' is not the article, paragraph and item of ',
        legal_basis_id, ': correct the name or these columns'
    ) as message
from legal_bases
where
    legal_basis_name not like concat(
        '%第', split_part(article, '-', 1), '条',
        case when article like '%-%' then concat('の', replace(split_part(article, '-', 2), '.', 'の')) else '' end,
        '第', cast(paragraph as string), '項',
        case when item is null then '' else concat('第', cast(item as string), '号') end, '%'
    )

union all

select
    concat(
        'seeds/registers/continued_affairs.csv: ', continued_affairs.affair_id, ' cannot go on as ',
        continued_affairs.continued_as, case
            when next_affairs.affair_id is not null
                then concat(', which itself goes on as ', next_affairs.continued_as, ': write the last id')
            else ', which is not of the same activity and recipient: correct or remove the row'
        end
    ) as message
from continued_affairs
inner join affairs as old_affairs on continued_affairs.affair_id = old_affairs.affair_id
inner join affairs as new_affairs on continued_affairs.continued_as = new_affairs.affair_id
left join continued_affairs as next_affairs on continued_affairs.continued_as = next_affairs.affair_id
where
    next_affairs.affair_id is not null
    or old_affairs.activity <> new_affairs.activity
    or old_affairs.recipient_id is distinct from new_affairs.recipient_id

union all

select
    concat(
        'seeds/registers/publication_register.csv: ', publications.publication_id, ' has the publisher ',
        publications.publisher_code, ', which is in no register: correct it, or register it in publisher_register.csv'
    ) as message
from publications
left join publishers on publications.publisher_code = publishers.publisher_code
where publishers.publisher_code is null
