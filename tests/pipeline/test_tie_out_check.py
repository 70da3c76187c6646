"""What a build made is read back before it is published, and a number that is another stops the set."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from policyreport.cli import main
from policyreport.diagnostics import ErrorKind, PolicyReportError
from policyreport.document.nodes import Document
from policyreport.document.output import Placement, Rendered
from policyreport.document.theme import Theme
from policyreport.pipeline import tie_out_check
from policyreport.pipeline.build import Built, build
from policyreport.pipeline.options import BuildOptions
from policyreport.project import Project
from policyreport.renderers import FORMATS
from policyreport.tie_out import open_places, untied

from .conftest import published
from .small_project import print_otherwise, small, write_kind

UNPROVEN = BuildOptions(tie_out=False)
PER_FIELD = 'for: fields\nname: "{{ field.id }}"\n'
Render = Callable[[Document, Theme], Rendered]


@pytest.fixture
def one(tmp_path: Path) -> Project:
    return small(tmp_path, brief="docx, txt")


def numbers_of(built: Built) -> int:
    return sum(len(output.placements) for output in built.outputs)


def otherwise(render: Render) -> Render:
    """Return a renderer that writes the first number of each file as another one than it says it did."""

    def spoilt(document: Document, theme: Theme) -> Rendered:
        made = render(document, theme)
        text = made.placements[0].text
        return replace(made, content=made.content.replace(text.encode(), b"9" + text.encode()))

    return spoilt


def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the names of the files that are read back from now on."""
    names: list[str] = []

    def noted(name: str, content: bytes) -> object:
        names.append(name)
        return open_places(name, content)

    monkeypatch.setattr(tie_out_check, "open_places", noted)
    return names


def test_a_build_tells_at_its_end_that_all_numbers_agree(one: Project, capsys: pytest.CaptureFixture[str]):
    assert main(["build", "--project", str(one.root)]) == 0
    assert "\nall 2 numbers agree with what they stand on\n" in capsys.readouterr().out
    assert numbers_of(build(one, options=BuildOptions(force=True))) == 2


def test_a_number_that_is_another_in_the_file_stops_the_set(one: Project, monkeypatch: pytest.MonkeyPatch):
    build(one)
    before = published(one.out)
    print_otherwise(one)
    monkeypatch.setitem(FORMATS, "txt", otherwise(FORMATS["txt"]))
    with pytest.raises(PolicyReportError) as caught:
        build(one)
    problem = caught.value.problems[0]
    assert (problem.code, caught.value.exit_code) == ("tie-out.number-differs", ErrorKind.RENDER)
    assert problem.where
    assert problem.where.text(korean=False).startswith("brief.txt › line ")
    assert problem.field.startswith("indicator.")
    assert "should stand here, but '" in problem.what.en
    assert published(one.out) == before


def test_without_the_comparison_nothing_is_read_back_and_nothing_claimed(
    one: Project, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    names = opened(monkeypatch)
    assert main(["build", "--no-tie-out", "--project", str(one.root)]) == 0
    assert "agree" not in capsys.readouterr().out
    assert names == []


def test_what_was_made_without_it_is_read_back_by_the_next_build(one: Project, monkeypatch: pytest.MonkeyPatch):
    before = build(one, options=UNPROVEN)
    names = opened(monkeypatch)
    after = build(one)
    assert before.tied is None
    assert (after.tied and after.tied.agreeing, sorted(names)) == (2, ["brief.docx", "brief.txt", "table.csv"])
    assert not after.changed


def test_what_did_not_change_is_not_read_again_and_counts_all_the_same(one: Project, monkeypatch: pytest.MonkeyPatch):
    build(one)
    names = opened(monkeypatch)
    build(one)
    body = one.templates / "table" / "body.md.j2"
    body.write_text(body.read_text("utf-8").replace("| 내용 |", "| 지원 내용 |"), "utf-8")
    built = build(one)
    assert names == ["table.csv"]
    assert built.tied
    assert built.tied.agreeing == 2


@pytest.mark.parametrize("jobs", [1, 2])
def test_editions_are_read_back_where_they_are_made(one: Project, monkeypatch: pytest.MonkeyPatch, jobs: int):
    write_kind(one.root, "field", "txt", "# {{ field.title }}\n\n{{ count.measures }}\n", PER_FIELD)
    built = build(one, reports=["field"], options=BuildOptions(jobs=jobs))
    assert built.tied
    assert built.tied.agreeing == len(built.outputs) > 1
    monkeypatch.setitem(FORMATS, "txt", otherwise(FORMATS["txt"]))
    with pytest.raises(PolicyReportError) as caught:
        build(one, reports=["field"], options=BuildOptions(force=True))
    assert "tie-out.number-differs" in {problem.code for problem in caught.value.problems}


def line(text: str, *due: str) -> list[str]:
    """Return which numbers a line of text does not say."""
    places = open_places("a.txt", text.encode())
    assert places
    return [
        one.placed.text for one in untied(places, {Placement(f"f{n}", t, "line 1"): None for n, t in enumerate(due)})
    ]


def test_a_part_of_another_number_is_not_the_number():
    assert line("모두 5개사", "5개사") == []
    assert line("모두 15개사", "5개사") == ["5개사"]
    assert line("모두 3,005개사", "5개사") == ["5개사"]
    assert line("모두 1,214.5", "1,214") == ["1,214"]
    assert line("1.2%p 늘어", "1.2%") == ["1.2%"]
    assert line("1.2%p 늘어", "1.2%p") == []
    assert line("1, 2, 3", "2") == []


def test_what_is_missing_reads_so_in_words_beside_the_name_of_a_bar():
    assert line("상점 디지털 전환율 (실적 자료 없음)", "-") == []
    assert line("상점 디지털 전환율 (실적 12%)", "-") == ["-"]


def test_a_number_that_stands_twice_has_to_be_there_twice():
    assert line("3개 가운데 3개", "3개", "3개") == []
    assert line("3개 가운데 4개", "3개", "3개") == ["3개"]
