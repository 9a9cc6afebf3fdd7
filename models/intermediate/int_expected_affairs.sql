{#- The affairs that an annex lists, which it must print figures of, and those that the register of names or the edition
    before has beside them, which it may. -#}
with printed_affairs as (

    select * from {{ ref('stg_printed_affairs') }}

),

names as (

    select * from {{ ref('stg_printed_affair_names') }}

),

publications as (

    select * from {{ ref('stg_publication_register') }}

),

earlier_editions as (

    select * from {{ ref('int_earlier_editions') }}

),

listed_affairs as (

    select
        printed_affairs.publication_id,
        printed_affairs.annex,
        printed_affairs.affair_name,
        names.affair_id

    from printed_affairs
    inner join publications on printed_affairs.publication_id = publications.publication_id
    left join names
        on
            publications.names_as_in = names.publication_id
            and names.section = concat('annex', cast(printed_affairs.annex as string))
            and printed_affairs.affair_name = names.affair_name

),

named_publications as (

    select
        publication_id,
        names_as_in,
        true as is_own
    from publications

    union all

    select
        earlier_editions.publication_id,
        publications.names_as_in,
        false as is_own
    from earlier_editions
    inner join publications on earlier_editions.earlier_publication_id = publications.publication_id

),

annexes as (

    select distinct
        publication_id,
        annex
    from {{ ref('stg_printed_annual_counts') }}

),

unlisted_affairs as (

    select
        annexes.publication_id,
        annexes.annex,
        coalesce(
            min(case when named_publications.is_own then names.affair_name end), min(names.affair_name)
        ) as affair_name,
        names.affair_id

    from annexes
    inner join named_publications on annexes.publication_id = named_publications.publication_id
    inner join names
        on
            named_publications.names_as_in = names.publication_id
            and names.section = concat('annex', cast(annexes.annex as string))
    where
        not exists (
            select 1
            from listed_affairs
            where
                annexes.publication_id = listed_affairs.publication_id
                and names.affair_id = listed_affairs.affair_id
        )
    group by annexes.publication_id, annexes.annex, names.affair_id

),

final as (

    select
        *,
        false as may_be_absent
    from listed_affairs

    union all

    select
        *,
        true as may_be_absent
    from unlisted_affairs

)

select * from final
