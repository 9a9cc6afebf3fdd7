from pathlib import Path

EMPTY = """
    select
        '' as publication_id, '' as cell_id, 0 as source_line, '' as seed_file, 0 as seed_row, '' as row_label,
        '' as column_label, 0 as component, 0 as hypothesis_id, '' as hypothesis, 0::bigint as printed,
        0::bigint as proposed, '' as verdict, 0 as rank, 0.0::double as score, '' as reason, '' as edit_ids,
        '' as seal_remark, 0 as priority, '' as likelihood, '' as message
    where false
"""


def model(dbt, session):
    cells = dbt.ref("int_searched_cells")
    if not cells.limit(1).fetchall():
        return session.sql(EMPTY)
    members = dbt.ref("int_searched_members")
    terms = dbt.ref("balance_edit_terms")

    from jukinet.suspect_words import in_words
    from jukinet.suspects import find_suspects

    # What is landed stands in no seed, even where the seeds have a publication of that name.
    root = None if dbt.config.meta_get("landing") else Path.cwd()
    searched = cells.pl()
    found = find_suspects(searched, members.pl(), terms.pl(), root)
    chosen = f"publication_id in ({str(searched['publication_id'].unique().to_list())[1:-1]})"
    changed = dbt.ref("int_changed_rows").filter(chosen)
    editions = dbt.ref("stg_publication_register").filter(chosen)
    names = dbt.ref("stg_printed_affair_names")
    return in_words(found, changed.pl(), editions.pl(), names.pl()).to_arrow()
