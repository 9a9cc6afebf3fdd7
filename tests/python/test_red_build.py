"""What a red build keeps back, and which differences may be declared; what makes it red is in bad_input/."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import Project, copy_project
from documents import indented

pytestmark = pytest.mark.long

DECLARE = "140007-2021,summary_lines_add_up/use,{},The print is wrong by one.,open\n"


def test_a_wrong_declaration_is_told_and_nothing_behind_the_red_gate_is_built(project: Project) -> None:
    project.replace("disclosures/printed_totals", ",1143082,", ",1143083,")
    balanced = "140007-2021,stated_users_equal_total,1,The print is wrong by one.,open\n"
    project.declare(balanced, balanced.replace("stated_users_equal_total", "stated_users"), DECLARE.format("2"))
    result = project.run("dbt", "build")
    assert result.returncode == 1
    assert (
        "known_differences.csv: 140007-2021 declares 1 for stated_users_equal_total, which balances now"
        in result.stdout
    )
    assert "known_differences.csv: 140007-2021 declares 1 for stated_users, which is no edit" in result.stdout
    assert (
        "known_differences.csv: 140007-2021 declares 2 for summary_lines_add_up/use, which differs by another amount"
        in result.stdout
    )
    for mart in ("affairs", "annual_counts", "monthly_counts", "yearly_trends", "inspections", "published_files"):
        assert any("SKIP" in line and f"main.{mart} " in line for line in result.stdout.splitlines()), mart


def test_who_declared_too_much_is_not_asked_to_declare_more(project: Project) -> None:
    project.declare("140007-2021,stated_users_equal_total,1,The print is wrong by one.,open\n")
    result = project.run("jukinet", "build")
    assert result.returncode == 1
    assert "stated_users_equal_total, which balances now: correct or remove the declaration" in result.stdout
    assert "Where the print" not in result.stdout


def test_a_difference_declared_to_the_digit_is_accepted_and_a_total_that_the_print_lacks(project: Project) -> None:
    project.replace("disclosures/printed_totals", ",1143082,", ",1143083,")
    project.replace("disclosures/printed_statements", "140007-2021,cases,annex2,94416,printed,,84\n", "")
    project.declare(
        "140007-2021,everything_together,1,The print is wrong by one.,open\n",
        "140007-2021,stated_cases_equal_annex_total/2,,The prose does not say how many.,open\n",
        DECLARE.format("1"),
    )
    sealing = project.run("jukinet", "seal", "140007-2021")
    assert "rows: 1 new, 2 gone" in sealing.stdout
    result = project.run("jukinet", "build")
    assert result.returncode == 0, result.stdout
    assert "76 balanced, 0 broken, 0 not evaluable, 3 accepted; 70 verify, 6 spent on a derived cell\n" in result.stdout


OTHER_NUMBER = "statement/cases,annual/total[period=current],sum,annex,false,2021,,9"


def test_a_register_of_edits_that_does_not_mean_what_it_says_is_red(project: Project) -> None:
    register = "registers/balance_edits"
    project.replace(register, "monthly/subtotal,monthly/month,", "monthly/subtotal,monthly/moon,")
    project.replace(register, "annex fiscal_year,false,2021,,6", "annex fiscal_year,false,2021,,7")
    project.replace(register, "monthly/subtotal,sum,legal_basis_id,", "monthly/subtotal,sum,,")
    project.replace(register, "users/total,users/division,", "users/total,users/division + users/division,")
    # A publication may have a number of its own, which is the one that counts.
    project.replace(register, "statement/cases,annual/total[period=current],sum,annex,false,2021,,2", OTHER_NUMBER)
    with (project.root / "seeds/registers/edit_instances.csv").open("a", encoding="utf-8", newline="") as file:
        file.write("140007-2021,stated_cases_equal_annex_total,2\n140007-2021,summary_lines_add_up,3\n")
    result = project.run("dbt", "--quiet", "build")
    assert result.returncode == 1
    for text in (
        "seeds/registers/balance_edits.csv: months_add_up_to_subtotal selects nothing by monthly/moon",
        "affairs_add_up_to_annual_total gives 6 edits, expected 7: "
        "seeds/registers/edit_instances.csv for this publication, "
        "or seeds/registers/balance_edits.csv, column instances, for all",
        "140007-2021: subtotal_equals_summary_line has 5 totals",
        "140007-2021: division_users_add_up names a cell twice",
        "140007-2021: summary_lines_add_up gives 2 edits, expected 3: seeds/registers/edit_instances.csv\n",
    ):
        assert text in result.stdout
    assert "stated_cases_equal_annex_total gives" not in result.stdout


def test_too_few_rounds_of_deduction_are_red(project: Project) -> None:
    result = project.run("dbt", "--quiet", "build", "--vars", "{deduction_rounds: 0}")
    assert result.returncode == 1
    edit = "months_add_up_to_annual_count/passports"
    forced = f"monthly/3(1)/passports/2021-04 still follows from {edit}: raise the variable deduction_rounds"
    assert forced in result.stdout


def test_an_edit_that_lost_figures_leave_open_names_them_and_its_remedy(project: Project) -> None:
    for figure in (",42894,printed,284", ",60452,printed,285"):
        project.replace("disclosures/printed_monthly_counts", figure, ",,lost," + figure[-3:])
    project.replace("disclosures/printed_totals", ",1143082,", ",1143802,")
    project.run("jukinet", "seal", "140007-2021")
    lines = project.run("jukinet", "build").stdout.splitlines()
    taxes = "地方税法等による地方税等の賦課徴収又は調査に関する事務"
    (edit,) = (line for line in lines if "[months_add_up_to_annual_count/local-taxes]" in line)
    assert edit.endswith(f"; line 198 of 140007-2021; 2 lost, the first {taxes}, 2021-05 at line 284")
    (section,) = (line for line in lines if "[months_add_up_to_subtotal/act-30-15-1-1]" in line)
    assert f"; 2 lost, the first {taxes}, 2021-05 at line 284" in section
    register = "seeds/registers/known_differences.csv"
    assert lines[-2:] == [
        f"  Where the print really differs, declare it in {register}, exactly and with its reason.",
        f"  Where the print shows no figure either, declare the edit in {register} with an empty difference.",
    ]
    project.replace("disclosures/printed_totals", ",1143802,", ",1143082,")
    project.run("jukinet", "seal", "140007-2021")
    said = project.run("jukinet", "build").stdout.splitlines()
    assert [line for line in said if line.startswith("  Where ")] == lines[-1:]


def test_a_broken_seal_is_told_by_file_and_row_with_its_remedy_and_without_the_lines_of_dbt(project: Project) -> None:
    project.replace("disclosures/printed_training_attendance", ",693,", ",639,")
    remedy = "restore the row, or, where the print is so, run `jukinet seal 140007-2021`."
    result = project.run("jukinet", "build")
    assert result.returncode == 1
    assert result.stdout.splitlines() == [
        "",
        "NOT PUBLISHED: published is as it was.",
        "assert_sealed_rows_are_unchanged: 1",
        "  seeds/disclosures/printed_training_attendance.csv:2 (line 10 of 140007-2021): "
        "attendee_count was 693, is 639",
        f"  Compare each with the print: {remedy}",
    ]


def test_a_seal_tells_rows_that_are_new_gone_or_changed(project: Project) -> None:
    """Rows of one printed line are told apart by what else they share."""
    project.replace("disclosures/printed_annual_counts", ",837068,", ",837069,")
    project.replace(
        "disclosures/printed_annual_counts",
        "140007-2021,2,4,特別母子福祉資金に係る債権の管理に関する事務,2019,0,printed,224\n",
        "",
    )
    lines = project.run("jukinet", "seal", "140007-2021", "--dry-run").stdout.splitlines()
    told = [line for line in lines if line.startswith("seeds/")]
    assert [line.split(": ", 1)[1] for line in told] == [
        "case_count was 837068, is 837069",
        "the row that stood here is gone: "
        "140007-2021|2|4|特別母子福祉資金に係る債権の管理に関する事務|2019|0|printed|224",
    ]
    row = int(told[0].split(":")[1].split(" ")[0])
    seed = (project.root / "seeds/disclosures/printed_annual_counts.csv").read_text(encoding="utf-8")
    assert ",837069," in seed.splitlines()[row - 1]
    assert lines[-1].startswith("140007-2021 would be sealed: rows: 1 new, 2 gone, ")


def test_models_that_are_run_without_their_tests_replace_nothing_while_an_edit_or_a_seal_is_broken(
    project: Project,
) -> None:
    before = project.published_digests()
    project.replace("disclosures/printed_training_attendance", ",693,", ",639,")
    seal = "rows that are not as they were sealed: 2, the first 140007-2021, printed_t"
    said = "published is as it was, for there are "
    remedy = " (table seal_breaks); build by jukinet build or dbt build, which say what is wrong"
    project.run("dbt", "--quiet", "seed")
    run = project.run("dbt", "run")
    assert run.returncode == 1
    assert f"{said}{seal}raining_attendance{remedy}\n" in run.stdout
    project.replace("disclosures/printed_training_attendance", ",639,", ",693,")
    project.replace("disclosures/printed_totals", ",1143082,", ",1143083,")
    result = project.run("dbt", "--quiet", "build", "--exclude", "test_type:data")
    assert result.returncode == 1
    edits = "edits that are neither balanced nor accepted: 2, the first 140007-2021, everything_together"
    (line,) = (line for line in result.stdout.splitlines() if line.startswith("published_files: "))
    assert line.endswith(f"{said}{edits} (table reconciliation), and {seal}otals{remedy}")
    assert "NOT PUBLISHED: published is as it was.\n" in result.stdout
    assert project.published_digests() == before


def test_a_mart_that_loses_or_doubles_rows_is_red(project: Project) -> None:
    """The publication is not sealed, so that a finding of an unknown inspection has nothing else against it."""
    _damage_model(project, "marts/counts/monthly_counts", "    left join monthly_cells", "    inner join monthly_cells")
    _damage_model(project, "marts/counts/annual_counts", "and annual_counts.fiscal_year = ", "and 2021 = ")
    for mart, rows, line in (
        ("authenticated_users", "user_cells", 95),
        ("inspected_offices", "listed_offices", 48),
        ("inspections", "inspections", 177),
        ("stated_figures", "statements", 112),
        ("training_attendance", "attendance", 28),
        ("training_sessions", "sessions", 28),
    ):
        end = "\n\n)\n\nselect * from final"
        _damage_model(project, f"marts/governance/{mart}", end, f"\n    where {rows}.source_line <> {line}{end}")
    project.replace("disclosures/printed_inspection_findings", "2021-external-audit,6,system", "2021-audit,6,system")
    project.replace("disclosures/printed_training_attendance", "2021-1,prefectural_staff,693", "2021-1,,693")
    project.unseal()

    result = project.run("dbt", "--quiet", "build")
    assert result.returncode == 1
    for text in (
        "annual_counts, 140007-2021, act-30-15-1-1, 2019: ",
        "monthly_counts, 140007-2021, act-30-15-1-1, 2021: ",
        "authenticated_users: 25 rows of 140007-2021, 27 are transcribed",
        "inspected_offices: 41 rows of 140007-2021, 54 are transcribed",
        "inspection_findings: 5 rows of 140007-2021, 6 are transcribed",
        "inspections: 6 rows of 140007-2021, 7 are transcribed",
        "stated_figures: 9 rows of 140007-2021, 10 are transcribed",
        "training_attendance: 6 rows of 140007-2021, 7 are transcribed",
        "training_sessions: 4 rows of 140007-2021, 5 are transcribed",
        "training_attendance: 1 row for publication_id 140007-2021, session_id 2021-1, audience missing",
    ):
        assert text in result.stdout


def _damage_model(project: Project, model: str, old: str, new: str) -> None:
    path = project.root / "models" / f"{model}.sql"
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
    path.write_text(text.replace(old, new), encoding="utf-8", newline="\n")


def test_the_edit_that_the_document_adds_holds_and_is_one(project: Project) -> None:
    """The row that docs/reconciliation.md shows, as it stands there, and what it says of a slip in it."""
    ((row,),) = indented("docs/reconciliation.md", "stated_cases_equal_grand_totals,")
    with (project.root / "seeds/registers/balance_edits.csv").open("a", encoding="utf-8", newline="") as file:
        file.write(f"{row}\n")
    assert project.run("jukinet", "check", "--sort").returncode == 0
    result = project.run("jukinet", "build")
    assert result.returncode == 0, result.stdout
    assert "80 balanced, 0 broken" in result.stdout
    wrong = row.replace("grand_total - statement", "grand_total + statement").removesuffix("1") + "2"
    project.replace("registers/balance_edits", row, wrong)
    printed = project.run("jukinet", "build").stdout
    assert "[stated_cases_equal_grand_totals]: printed 12, computed 2502730, difference -2502718" in printed
    instances = "stated_cases_equal_grand_totals gives 1 edit, expected 2"
    assert (
        f"{instances}: seeds/registers/edit_instances.csv for this publication, or seeds/registers/balance_" in printed
    )
    assert (
        "  Every row is as it was sealed: look first at the edit, if it is new, and at what changed in the registers\n"
        in printed
    )


def test_a_build_that_leaves_out_the_suspects_says_the_rest(tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    project.replace("disclosures/printed_totals", ",1143082,", ",1143083,")
    result = project.run("dbt", "build", "--exclude", "int_searched_cells+")
    assert "everything_together]: printed 1143083" in result.stdout
    assert "does not exist" not in result.stdout
    assert "suspect" not in result.stdout.partition("NOT PUBLISHED")[2]
