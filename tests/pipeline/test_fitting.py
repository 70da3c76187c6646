"""A report fits the pages that it may have, or says what does not."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from tests.document.specimens import META
from tests.templating.writing import kind

from policyreport.diagnostics import ErrorKind, Message, PolicyReportError, Problem, SourceLocation
from policyreport.document.nodes import (
    Block,
    Box,
    Column,
    Document,
    DocumentBlock,
    Heading,
    Items,
    Paragraph,
    Row,
    Table,
    Text,
)
from policyreport.document.output import Rendered
from policyreport.document.report_type import ReportKind
from policyreport.document.theme import Change, Theme
from policyreport.leak_check.layers import Layer, layers
from policyreport.pipeline import page_fitting
from policyreport.pipeline.build import build
from policyreport.pipeline.options import BuildOptions
from policyreport.pipeline.page_fitting import FittedFile, fit_to_pages, what_changed
from policyreport.project import Project

from .conftest import published

FORCED = BuildOptions(force=True)
DOCUMENT = Document(META, ())
STEPS: tuple[Change, ...] = ({"sizes": {"body": 9}}, {"leading": 1.3}, {"page": {"top": 20}})


@pytest.fixture(autouse=True)
def seen(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> list[Theme]:
    """The themes in which a document was rendered that is a page shorter after each change."""
    themes: list[Theme] = []

    def render(_document: Document, theme: Theme) -> Rendered:
        themes.append(theme)
        pages = 4 - (theme.sizes.body == 9) - (theme.leading == 1.3) - (theme.page.top == 20)
        return Rendered(b"", (), pages, tuple(f"항목 {page}" for page in range(1, pages + 1)))

    if "project" not in request.fixturenames:
        monkeypatch.setattr(page_fitting, "FORMATS", {"pdf": render, "xlsx": render})
    return themes


def made(most: int | None, form: str = "pdf", steps: tuple[Change, ...] = STEPS) -> tuple[int | None, int]:
    """Return the pages of a document that may have so many, and by how many steps it came to them."""
    report = replace(kind(), max_pages=most, tighten=steps, strict_pages=True)
    result = fit_to_pages(DOCUMENT, report, Theme(), form)
    return result.rendered.extent, len(result.tightened)


def refused(most: int, steps: tuple[Change, ...] = STEPS) -> Problem:
    with pytest.raises(PolicyReportError) as caught:
        made(most, steps=steps)
    (problem,) = caught.value.problems
    return problem


@pytest.mark.parametrize(("most", "steps"), [(None, 0), (5, 0), (4, 0), (3, 1), (2, 2), (1, 3)])
def test_no_more_steps_are_taken_than_are_needed(most: int | None, steps: int):
    assert made(most) == (4 - steps, steps)


def test_each_step_is_laid_over_those_before_it(seen: list[Theme]):
    made(1)
    assert [(theme.sizes.body, theme.leading, theme.page.top) for theme in seen] == [
        (10, 1.55, 29),
        (9, 1.55, 29),
        (9, 1.3, 29),
        (9, 1.3, 20),
    ]


def test_only_a_format_with_pages_has_a_limit_of_them():
    assert made(1, "xlsx") == (4, 0)


def test_where_no_step_is_enough_the_first_item_too_many_is_named():
    problem = refused(1, STEPS[:2])
    assert (problem.kind, problem.code, problem.field) == (ErrorKind.RENDER, "render.too-many-pages", "max_pages")
    assert "2 pages" in problem.what.en
    assert "'항목 2'" in problem.what.en
    assert "'항목 2'" in problem.what.ko


def test_without_steps_a_limit_can_still_be_broken():
    assert "after 0 step(s)" in refused(3, ()).what.en


def test_parts_are_left_out_one_after_another_when_all_steps_are_taken(monkeypatch: pytest.MonkeyPatch):
    def render(document: Document, theme: Theme) -> Rendered:
        return Rendered(b"", (), len(document.blocks) - (theme.leading == 1.3), ())

    monkeypatch.setattr(page_fitting, "FORMATS", {"pdf": render})
    parts = tuple(block for name in "가나다라" for block in (Heading(1, (Text(name),)), Paragraph((Text("글"),))))
    report = replace(kind(), max_pages=4, tighten=({"leading": 1.3},), leave_out=("없음", "라", "나*", "가"))
    made = fit_to_pages(Document(META, parts), report, Theme(), "pdf")
    assert (made.tightened, made.left_out, made.beyond) == (({"leading": 1.3},), ("라", "나"), None)


def paged(monkeypatch: pytest.MonkeyPatch, heights: dict[str, int] | None = None) -> None:
    """Lay documents out on pages of ten lines: a row, an item or a heading takes one, what has a height its own."""

    def lines(block: DocumentBlock) -> int:
        match block:
            case Table():
                return len(block.rows)
            case Items():
                return len(block.items)
            case Paragraph((Text(text),)):
                return (heights or {}).get(text, 1)
            case Box():
                return sum(map(lines, block.blocks))
            case _:
                return 1

    def render(document: Document, theme: Theme) -> Rendered:
        height = sum(map(lines, document.blocks)) - 2 * (theme.leading == 1.3)
        return Rendered(b"", (), -(-height // 10), (), last_page=(height % 10 or 10) / 10)

    def flow(document: Document, theme: Theme) -> Rendered:
        return Rendered(f"{theme.leading} {len(document.blocks)}".encode(), ())

    monkeypatch.setattr(page_fitting, "FORMATS", {"pdf": render, "docx": flow, "txt": flow})


def chapter(name: str, *blocks: Block) -> tuple[Block, ...]:
    return (Heading(1, (Text(name),)), *blocks)


def table(caption: str, rows: int) -> Table:
    body = tuple(Row(((Text(f"{number}"),),)) for number in range(1, rows + 1))
    return Table((Column((Text("칸"),)),), (*body, Row(((Text("합계"),),), "total")), (Text(caption),))


ONE_PAGE = replace(kind(), max_pages=1)


def fitted(*blocks: DocumentBlock, report: ReportKind = ONE_PAGE) -> FittedFile:
    return fit_to_pages(Document(META, blocks), report, Theme(), "pdf")


def test_a_part_that_fits_again_after_a_larger_one_was_left_out_is_put_back(monkeypatch: pytest.MonkeyPatch):
    paged(monkeypatch, {"긴 글": 20})
    small, large = chapter("짧은 장", Paragraph((Text("글"),))), chapter("긴 장", Paragraph((Text("긴 글"),)))
    made = fitted(*small, *large, report=replace(ONE_PAGE, leave_out=("짧은 장", "긴 장")))
    assert (made.left_out, made.rendered.extent) == (("긴 장",), 1)


def test_no_step_of_tightening_stays_that_what_is_left_does_not_need(monkeypatch: pytest.MonkeyPatch):
    paged(monkeypatch, {"긴 글": 20})
    parts = (*chapter("가", *[Paragraph((Text("글"),))] * 8), *chapter("나", Paragraph((Text("긴 글"),))))
    made = fitted(*parts, report=replace(ONE_PAGE, tighten=({"leading": 1.3},), leave_out=("나",)))
    assert (made.left_out, made.tightened) == (("나",), ())


def test_when_all_that_is_named_is_gone_tables_lose_rows_and_then_the_last_chapters_go(monkeypatch: pytest.MonkeyPatch):
    paged(monkeypatch)
    parts = (*chapter("가", table("사업", 40)), *chapter("나", Paragraph((Text("글"),))), *chapter("다"))
    rows = fitted(*parts[:2])
    assert (rows.rendered.extent, rows.left_out) == (1, ("사업 중 33줄(합계는 전체 기준)",))
    both = fitted(*parts)
    assert (both.rendered.extent, both.left_out) == (1, ("사업 중 35줄(합계는 전체 기준)", "다"))
    assert both.beyond is None


def test_what_is_to_be_kept_stays_and_other_things_go_for_it(monkeypatch: pytest.MonkeyPatch):
    paged(monkeypatch)
    parts = (*chapter("가", table("사업", 6)), *chapter("나", table("담당 부서", 2)))
    assert fitted(*parts).left_out == ("나",)
    made = fitted(*parts, report=replace(ONE_PAGE, keep=("담당*",)))
    assert (made.left_out, made.rendered.extent) == (("사업 중 3줄(합계는 전체 기준)",), 1)
    assert fitted(*parts, report=replace(ONE_PAGE, keep=("담당 부서", "사업"))).beyond == (1, "")


@pytest.mark.parametrize(("paragraphs", "pages", "steps"), [(12, 1, 1), (14, 2, 0), (18, 2, 0), (10, 1, 0)])
def test_a_last_page_that_is_hardly_begun_is_saved_where_tightening_can(
    monkeypatch: pytest.MonkeyPatch, paragraphs: int, pages: int, steps: int
):
    paged(monkeypatch)
    report = replace(ONE_PAGE, max_pages=2, tighten=({"leading": 1.3},))
    made = fitted(*[Paragraph((Text("글"),))] * paragraphs, report=report)
    assert (made.rendered.extent, len(made.tightened)) == (pages, steps)


def test_what_word_lays_out_is_tightened_and_cut_as_the_pdf_is_and_plain_text_has_all(monkeypatch: pytest.MonkeyPatch):
    paged(monkeypatch, {"긴 글": 20})
    blocks = (*chapter("가", Paragraph((Text("글"),))), *chapter("나", Paragraph((Text("긴 글"),))))
    report = replace(ONE_PAGE, tighten=({"leading": 1.3},), leave_out=("나",))
    word, text = (fit_to_pages(Document(META, blocks), report, Theme(), form) for form in ("docx", "txt"))
    assert (word.left_out, word.beyond, word.rendered.content) == (("나",), None, b"1.55 3")
    assert (text.left_out, text.rendered.content) == ((), b"1.55 4")


def test_what_no_pdf_can_be_made_of_is_made_by_the_others_as_it_is(monkeypatch: pytest.MonkeyPatch):
    def refuse(_document: Document, _theme: Theme) -> Rendered:
        raise PolicyReportError([Problem(ErrorKind.RENDER, "pdf.too-high", Message("high", "높음"))])

    paged(monkeypatch)
    monkeypatch.setitem(page_fitting.FORMATS, "pdf", refuse)
    made = fit_to_pages(Document(META, chapter("가")), ONE_PAGE, Theme(), "docx")
    assert made.rendered.content == b"1.55 1"
    with pytest.raises(PolicyReportError):
        fit_to_pages(Document(META, chapter("가")), ONE_PAGE, Theme(), "pdf")


def test_with_strict_pages_nothing_goes_that_is_not_named(monkeypatch: pytest.MonkeyPatch):
    paged(monkeypatch)
    with pytest.raises(PolicyReportError):
        fitted(*chapter("가", table("사업", 40)), report=replace(ONE_PAGE, leave_out=("없음",), strict_pages=True))


def test_what_is_too_long_even_without_all_that_may_go_stays_whole(monkeypatch: pytest.MonkeyPatch):
    paged(monkeypatch, {"긴 글": 30})
    made = fitted(Paragraph((Text("긴 글"),)), *chapter("가", Paragraph((Text("글"),))))
    assert (made.left_out, made.beyond) == ((), (3, ""))


def test_a_change_is_told_in_the_words_of_its_file():
    assert (
        what_changed({"sizes": {"body": 9.5, "note": 8}, "leading": 1.4})
        == "sizes › body 9.5, sizes › note 8, leading 1.4"
    )


LADDER = """\
tighten:
  - sizes: {body: 9.5}
  - {sizes: {table: 5, body: 5, note: 5}, leading: 1.2, page: {top: 20, bottom: 20, side: 20}}
"""


def limited(project: Project, pages: int, ladder: str = LADDER) -> None:
    path = project.templates / "briefing" / "report.yaml"
    path.write_text(path.read_text("utf-8") + f"max_pages: {pages}\n{ladder}", encoding="utf-8")


def test_what_was_done_is_in_the_manifest_and_among_the_notes(project: Project):
    pages = build(project, reports=["briefing"]).outputs[0].extent
    limited(project, pages - 1)
    again = build(project, reports=["briefing"])
    assert again.outputs[0].extent < pages
    file, *_ = json.loads((again.folder / "manifest.json").read_text("utf-8"))["files"]
    assert file["tightened"][0] == {"sizes": {"body": 9.5}}
    (note,) = [note for note in again.notes if note.where == SourceLocation("briefing.pdf")]
    assert (note.code, note.where) == ("render.tightened", SourceLocation("briefing.pdf"))
    assert "sizes › body 9.5" in note.what.ko


def test_a_report_that_cannot_fit_has_the_pages_that_it_has_and_a_warning(project: Project):
    limited(project, 1, 'keep: ["*"]\n')
    for built in (build(project, reports=["briefing"]), build(project, reports=["briefing"], options=FORCED)):
        assert built.outputs[0].extent > 1
        (warning,) = [one for one in built.warnings if one.code == "render.too-many-pages"]
        assert (warning.where, warning.kind) == (SourceLocation("briefing.pdf"), ErrorKind.RENDER)
        assert "strict_pages" in warning.hint.ko


def test_what_is_left_out_is_named_at_the_end_in_the_manifest_and_by_a_note(project: Project):
    first = build(project, reports=["briefing"]).outputs[0].extent
    limited(project, first - 1, 'leave_out: ["없는 제목", "Ⅱ. *"]\n')
    for built in (build(project, reports=["briefing"]), build(project, reports=["briefing"], options=FORCED)):
        pdf, hwpx = [one for one in built.notes if one.code == "render.left-out"]
        assert "Ⅱ. 당분기 추진실적" in pdf.what.ko
        assert hwpx.what == pdf.what
        files = json.loads((built.folder / "manifest.json").read_text("utf-8"))["files"]
        assert [file.get("left_out") for file in files] == [["Ⅱ. 당분기 추진실적"], ["Ⅱ. 당분기 추진실적"], None]
    pdf = layers("briefing.pdf", (built.folder / "briefing.pdf").read_bytes())
    words = "".join("".join(layer.words for layer in pdf if isinstance(layer, Layer)).split())
    assert "지면에맞추어싣지않음:Ⅱ.당분기추진실적" in words


def test_with_strict_pages_a_report_that_cannot_fit_is_named_and_nothing_is_written(project: Project):
    limited(project, 1, "strict_pages: true\n")
    with pytest.raises(PolicyReportError) as caught:
        build(project)
    assert (caught.value.exit_code, caught.value.problems[0].where) == (
        ErrorKind.RENDER,
        SourceLocation("briefing.pdf"),
    )
    assert published(project.out) == []


def test_large_print_has_no_limit_of_pages(project: Project):
    pages = build(project, reports=["briefing"]).outputs[0].extent
    limited(project, pages, "")
    usual, large, *_ = build(project, reports=["briefing"], options=BuildOptions(large_print=True)).outputs
    assert usual.extent == pages < large.extent
