"""What a file holds beside its tables does no harm, and all that is wrong with it is told at once."""

from __future__ import annotations

from ingest.prints import TABLES_ONLY, to_html

TEXT = TABLES_ONLY.read_text(encoding="utf-8")


def test_scripts_in_html_are_no_text(project):
    page = to_html(TEXT).replace(
        b"<body>", b"<body><script>document.write('<table><tr><td>9</td></tr></table>')</script>"
    )
    before = project.disclosures(without="source_line")
    result = project.run(project.write("p.html", page), "--replace")
    assert result.exit_code == 0, result.output
    assert project.disclosures(without="source_line") == before


def test_every_problem_is_listed_at_once(project):
    text = TEXT.replace("\t60,177", "\t60,1777").replace("\t42,894", "\t4289a").replace("小計\t\t78,962", "小計\t\t")
    result = project.run(project.write("p.txt", text), "--replace")
    assert result.exit_code == 1
    for line in ("line 283", "line 284", "line 456"):
        assert f"{line}: " in result.output
