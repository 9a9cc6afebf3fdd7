"""Who may look: authenticated users, and look-ups per user."""

from __future__ import annotations

from statistics import median

import altair as alt
import polars as pl
from altair.typing import ChartType

from jukinet.charts.columns import known_sum, number_text
from jukinet.charts.source import highest_of, open_source, sum_of
from jukinet.charts.text import Lang, brief, number, percent, quantity, say, sentences, wrap
from jukinet.charts.theme import BLUE, GREY, PAPER, by_row, finish, logarithmic, note, powers_of_ten, tip
from jukinet.warehouse import Warehouse


def authenticated_users(warehouse: Warehouse, publication_id: str | None = None, lang: Lang = "ja") -> ChartType:
    """Authenticated users by division, in persons; a division whose figure is lost has no bar.

    Reads authenticated_users (division_name, bureau_name, user_count, cell_status).
    """
    source = open_source(warehouse, publication_id, lang)
    users = source.table("authenticated_users").select(
        pl.col(source.localized("division_name")).alias("name"),
        pl.col(source.localized("bureau_name")).fill_null("–").alias("bureau"),
        "user_count",
        "source_line",
        is_derived=(pl.col("cell_status") == "derived").fill_null(False),
        is_lost=(pl.col("cell_status") == "lost").fill_null(False),
    )
    users = users.sort("user_count", "name", descending=[True, False], nulls_last=True)
    has_lost = users["is_lost"].any()
    known = users.filter(pl.col("user_count").is_not_null())
    if not sum_of(known["user_count"]):
        return note(source, "users_unknown" if has_lost else "users_none")
    # What a part is of an unknown sum is unknown too.
    total = None if has_lost else sum_of(known["user_count"])
    base = alt.Chart(known.with_columns(text=number_text("user_count"), share=pl.col("user_count") / total))
    y = by_row("name:N", users["name"].to_list())
    x = alt.X(
        "user_count:Q",
        title=say("users_axis", lang),
        axis=alt.Axis(format=",d", tickMinStep=1, tickCount=5),
        scale=alt.Scale(domain=[0, int(users["user_count"][0]) * 1.1], nice=False),
    )
    bars = base.mark_bar(stroke=BLUE, strokeWidth=0.8).encode(
        y=y,
        x=x,
        fill=alt.when("datum.is_derived").then(alt.value(PAPER)).otherwise(alt.value(BLUE)),
        tooltip=[
            tip("bureau:N", "bureau", lang),
            tip("name:N", "division", lang),
            tip("user_count:Q", "users_axis", lang, ",d"),
            *([] if total is None else [tip("share:Q", "share", lang, ".1%")]),
            tip("source_line:Q", "source_line", lang),
        ],
    )
    texts = base.mark_text(align="left", dx=5).encode(y=y, x=x, text="text:N")
    absent = users.filter(pl.col("user_count").is_null()).select(
        "name", text=pl.when("is_lost").then(pl.lit(say("lost_sign", lang))).otherwise(pl.lit("–"))
    )
    signs = alt.Chart(absent).mark_text(align="left", dx=5, color=GREY).encode(y=y, x=alt.value(0), text="text:N")
    chart = alt.layer(bars, texts, *([] if absent.is_empty() else [signs]))
    largest = known.row(0, named=True)
    title = say(
        "users_title" if total else "users_title_unknown",
        lang,
        name=largest["name"],
        users=brief(largest["user_count"], "users", lang),
        total=quantity(total, "users", lang),
        share=percent(largest["user_count"] / total) if total else "",
    )
    subtitle = [say("users_subtitle", lang)]
    subtitle += [say("derived_hollow", lang)] if known["is_derived"].any() else []
    subtitle += [say("lost_mark_users", lang)] if has_lost else []
    return finish(source, chart.properties(width=500, height=alt.Step(19)), title, sentences(subtitle, lang))


def _divisions_together(owners: list[list[str]]) -> list[set[str]]:
    """Join divisions that own an affair together: their look-ups cannot be told apart."""
    groups: list[set[str]] = []
    for divisions in owners:
        joined = set(divisions)
        apart = []
        for group in groups:
            if group & joined:
                joined |= group
            else:
                apart.append(group)
        groups = [*apart, joined]
    return groups


def lookups_by_division(warehouse: Warehouse, publication_id: str | None = None) -> pl.DataFrame:
    """The year's look-ups of each division, or group of divisions with a common affair, beside its users.

    Reads affairs (division_ids), annual_counts (case_count, cell_status) and authenticated_users (user_count,
    cell_status). Returns division_ids (list), case_count (look-ups; null where one of them is lost), user_count
    (persons; null where a division prints none, or where one of them is lost), per_user, and is_lost where a lost
    figure leaves that unknown.
    """
    source = open_source(warehouse, publication_id, "ja")
    owned = (
        source.table("annual_counts")
        .filter(pl.col("fiscal_year") == source.fiscal_year)
        .join(source.table("affairs").select("affair_id", "division_ids"), on="affair_id", how="left")
        .with_columns(pl.col("division_ids").fill_null("").str.split(" "))
    )
    printed_users = source.table("authenticated_users")
    users = dict(printed_users.select("division_id", "user_count").iter_rows())
    lost_users = set(printed_users.filter(pl.col("cell_status") == "lost")["division_id"].to_list())
    rows = []
    for group in _divisions_together(owned["division_ids"].to_list()):
        count = owned.filter(pl.col("division_ids").list.first().is_in(sorted(group))).select(known_sum()).item()
        has_users = all(users.get(division) for division in group)
        user_count = sum(users[division] for division in group) if has_users else None
        rows.append(
            {
                "division_ids": sorted(group),
                "case_count": count,
                "user_count": user_count,
                "per_user": count / user_count if user_count and count is not None else None,
                "is_lost": count is None or not lost_users.isdisjoint(group),
            }
        )
    schema: dict[str, pl.DataType | type[pl.DataType]] = {
        "division_ids": pl.List(pl.String),
        "case_count": pl.Int64,
        "user_count": pl.Int64,
        "per_user": pl.Float64,
        "is_lost": pl.Boolean,
    }
    return pl.DataFrame(rows, schema=schema).sort("per_user", "division_ids", descending=[True, False], nulls_last=True)


def lookups_per_user(warehouse: Warehouse, publication_id: str | None = None, lang: Lang = "ja") -> ChartType:
    """Look-ups per authenticated user by division; divisions with a common affair stand together.

    Reads affairs (division_ids), annual_counts (case_count) and authenticated_users (user_count); look-ups per person.
    """
    source = open_source(warehouse, publication_id, lang)
    groups = lookups_by_division(warehouse, source.publication_id)
    counted = groups.filter(pl.col("per_user").is_not_null())
    if counted.is_empty():
        return note(source, "per_user_none")
    users = source.table("authenticated_users")
    names = dict(users.select("division_id", source.localized("division_name")).iter_rows())
    rows = []
    for group in counted.iter_rows(named=True):
        name = say("list_separator", lang).join(names[division] for division in group["division_ids"])
        is_joint = len(group["division_ids"]) > 1
        name = say("joint_label", lang, names=name) if is_joint else name
        kind = say("joint_divisions" if is_joint else "single_division", lang)
        label = "\n".join(wrap(name, 44))
        text = (
            number(group["per_user"])
            if group["per_user"] >= 10 or not group["per_user"]
            else f"{group['per_user']:.1f}"
        )
        rows.append({**group, "name": name, "label": label, "is_joint": is_joint, "kind": kind, "text": text})
    drawn = pl.DataFrame(rows).drop("division_ids")
    base = alt.Chart(drawn)
    y = by_row("label:N", drawn["label"].to_list(), grid=True, padding=10)
    highest = highest_of(drawn["per_user"])
    x = alt.X(
        "per_user:Q",
        title=say("per_user_axis", lang),
        scale=logarithmic(highest * 4),
        axis=alt.Axis(format=",d", values=powers_of_ten(highest * 2)),
    )
    domain = [say("single_division", lang), say("joint_divisions", lang)]
    points = base.mark_point(size=110, opacity=1, strokeWidth=2.2, stroke=BLUE).encode(
        y=y,
        x=x,
        fill=alt.Fill(
            "kind:N",
            title=None,
            scale=alt.Scale(domain=domain, range=[BLUE, PAPER]),
            legend=alt.Legend(symbolType="circle", symbolStrokeColor=BLUE) if drawn["is_joint"].any() else None,
        ),
        tooltip=[
            tip("name:N", "division", lang),
            tip("case_count:Q", "lookups", lang, ",d"),
            tip("user_count:Q", "users_axis", lang, ",d"),
            tip("per_user:Q", "per_user_tooltip", lang, ",.1f"),
        ],
    )
    texts = base.mark_text(align="left", dx=11).encode(y=y, x=x, text="text:N")
    subtitle = [say("per_user_subtitle", lang)]
    with_affair = {division for group in groups["division_ids"].to_list() for division in group}
    idle = users.filter(~pl.col("division_id").is_in(sorted(with_affair))).height
    if idle:
        subtitle.append(say("per_user_no_affair", lang, divisions=quantity(idle, "divisions", lang)))
    if lost := groups.filter("is_lost")["division_ids"].list.len().to_list():
        subtitle.append(say("per_user_lost", lang, divisions=quantity(sum(lost), "divisions", lang)))
    without_users = sum_of(groups.filter(pl.col("user_count").is_null() & ~pl.col("is_lost"))["case_count"])
    if without_users:
        subtitle.append(say("per_user_no_user", lang, count=quantity(without_users, "lookups", lang)))
    middle = median(row["per_user"] for row in rows)
    title = say("per_user_title", lang, name=rows[0]["name"], most=rows[0]["text"], median=number(middle))
    chart = (points + texts).properties(width=450, height=alt.Step(25))
    return finish(source, chart, title, sentences(subtitle, lang))
