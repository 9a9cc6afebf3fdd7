def model(dbt, session):
    broken = dbt.ref("int_broken_edits").filter("not is_declared")
    publications = sorted({row[0] for row in broken.fetchall()})
    # As a list of texts the choice reaches the files; as a join it would be made after all cells are read.
    chosen = f"publication_id in ({str(publications)[1:-1]})" if publications else "1 = 0"
    chosen_cells = dbt.ref("int_resolved_cells").filter(chosen).project("*, false as is_missing")
    if not publications:
        return chosen_cells
    expected = dbt.ref("int_expected_cells").filter(chosen).project("* exclude (may_be_absent), true as is_missing")
    # The query knows the cells by the variable's name.
    return expected.query(
        "chosen_expected",
        """
        with printed as materialized (from chosen_cells)
        from printed
        union all by name
        (
            select distinct on (publication_id, cell_id) *
            from chosen_expected
            anti join printed using (publication_id, cell_id)
            order by publication_id, cell_id, row_label
        )
        """,
    )
