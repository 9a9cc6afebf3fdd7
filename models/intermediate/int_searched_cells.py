def model(dbt, session):
    broken = dbt.ref("int_broken_edits").filter("not is_declared")
    publications = sorted({row[0] for row in broken.fetchall()})
    # As a list of texts the choice reaches the files; as a join it would be made after all cells are read.
    chosen = f"publication_id in ({str(publications)[1:-1]})" if publications else "1 = 0"
    cells = dbt.ref("int_resolved_cells").filter(chosen).project("*")
    if not publications:
        return cells.project("*, false as may_be_absent, false as is_missing")

    from jukinet.suspects import searched_cells

    expected = dbt.ref("int_expected_cells").filter(chosen).project("*")
    declared = dbt.ref("stg_known_differences").filter(chosen).project("*")
    return searched_cells(session, cells, expected, declared)
