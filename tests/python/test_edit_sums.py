"""The sums that reconciliation works on are those of the members that localization works on."""

from __future__ import annotations

import duckdb

from conftest import Project

DIFFERENT = """
    with of_members as (
        select
            publication_id,
            edit_id,
            count(*) as member_count,
            count(case when side = 'total' then 1 end) as total_count,
            sum(
                case when side = 'total' then case when cell_status = 'not_applicable' then 0 else value end end
            ) as printed,
            coalesce(sum(
                case when side = 'part' then
                    weight * case counting when 'rows' then 1 when 'nonzero' then (value <> 0)::integer else value end
                end
            ), 0) as known_parts
        from edit_members
        inner join cells using (publication_id, cell_id)
        group by publication_id, edit_id
    )
    select coalesce(edit_sums.edit_id, of_members.edit_id)
    from edit_sums
    full join of_members using (publication_id, edit_id)
    where edit_sums.member_count is distinct from of_members.member_count
        or edit_sums.total_count is distinct from of_members.total_count
        or edit_sums.printed is distinct from of_members.printed
        or edit_sums.known_parts is distinct from of_members.known_parts
"""


def test_every_edit_sums_its_members(built_project: Project) -> None:
    with duckdb.connect(str(built_project.root / "target" / "jukinet.duckdb"), read_only=True) as connection:
        counted = connection.execute("select count(*) from edit_sums").fetchall()
        assert counted[0][0] > 0
        assert connection.execute(DIFFERENT).fetchall() == []
