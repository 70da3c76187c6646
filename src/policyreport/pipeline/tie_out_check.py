"""Each file that was made is opened again by programs that did not write it, and what it says is held against facts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import nullcontext
from decimal import Decimal
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from policyreport.diagnostics import ErrorKind, Message, Problem, SourceLocation, raise_any
from policyreport.document.nodes import Chart
from policyreport.document.number_format import MISSING
from policyreport.document.output import Placement, Rendered
from policyreport.model import Fact
from policyreport.provenance.wording import place_in_words, plain
from policyreport.stages import stage
from policyreport.tie_out import Untied, disagreeing, open_places
from policyreport.tie_out.places import Places
from policyreport.tie_out.readings import reads_as

if TYPE_CHECKING:
    from policyreport.tie_out.chart_values import DrawnDifference

_LISTED = 12
"""Numbers of a file that are named where it says otherwise; what goes wrong once mostly goes wrong everywhere."""
_LONGEST = 60
_WITH_CHARTS = (".xlsx", ".docx")


class TiedNumbers(NamedTuple):
    """How many numbers a file says as their facts have them, and how many are worked out only when it is opened."""

    agreeing: int
    unread: int = 0


def tie_out(  # noqa: PLR0913 - a file, what it should say, and what it is
    name: str,
    made: Rendered,
    facts: Mapping[str, Fact],
    charts: Sequence[Chart] = (),
    *,
    own_charts: bool = True,
    announced: bool = True,
) -> TiedNumbers:
    """Return how many numbers of a finished file stand at their places as their facts have them.

    Where its charts are its own, not those of a drawn template, they have to say what their tables say. ``charts`` are
    those that were laid out on its pages: their marks have to be as long as the values ask.

    Raises ``PolicyReportError`` (exit code 5) with the numbers and charts that do not, or where the file cannot be read
    back.
    """
    said = Message(f"tie out {name}", f"{name} 수치 대조")
    with stage(said) if announced else nullcontext():
        raise_any(list(islice(_misread(name, made.placements, facts), _LISTED)))
        places = open_places(name, made.content)
        if places is None:
            raise_any([_unreadable(name)])
            return TiedNumbers(0)
        unread: list[Placement] = []
        otherwise = disagreeing(places, _with_values(made.placements, facts), unread.append)
        found = list(islice(otherwise, _LISTED + 1))
        raise_any([_differs(name, one, facts.get(one.placed.fact)) for one in found[:_LISTED]])
        if own_charts and name.endswith(_WITH_CHARTS):
            raise_any(list(_chart_problems(name, made.content, places)))
        if charts:
            raise_any(list(islice(_drawn_problems(name, places, charts), _LISTED)))
        return TiedNumbers(len(made.placements) - len(unread), len(unread))


def _misread(name: str, placements: Sequence[Placement], facts: Mapping[str, Fact]) -> Iterator[Problem]:
    """Yield the problems of numbers that read otherwise than their facts, which read the same in every file then."""
    for placed in placements:
        fact = facts.get(placed.fact)
        if fact is None or fact.value is None:
            continue
        if not reads_as(placed.text, fact.value, kept_short=fact.short_of is not None):
            at, value = place_in_words(placed.where), plain(fact.value) + fact.unit
            what = Message(
                f"'{placed.text}' is printed for what has the value {value}",
                f"값이 {value}인 수치를 '{placed.text}'(으)로 실었습니다",
            )
            where = SourceLocation(name, cell=at.ko, english=at.en)
            yield Problem(ErrorKind.RENDER, "tie-out.reads-otherwise", what, where, placed.fact, _HINT)


def _chart_problems(name: str, content: bytes, places: Places) -> Iterator[Problem]:
    from policyreport.tie_out.charts import chart_differences  # noqa: PLC0415 - for Office files alone

    for one in islice(chart_differences(content, places), _LISTED):
        kept, there = one.kept or MISSING, one.there or MISSING
        what = Message(
            f"the chart keeps '{kept}' for {one.cell}, where '{there}' stands",
            f"차트는 {one.cell}의 값을 '{kept}'(으)로 지니고 있는데 그 칸에는 '{there}'이(가) 있습니다",
        )
        at = place_in_words(f"chart {one.chart} series {one.series}")
        where = SourceLocation(name, cell=at.ko, english=at.en)
        yield Problem(ErrorKind.RENDER, "tie-out.chart-differs", what, where, hint=_HINT)


def _drawn_problems(name: str, places: Places, charts: Sequence[Chart]) -> Iterator[Problem]:
    """Yield the problems of marks that are drawn on pages otherwise than their values ask."""
    from policyreport.tie_out.drawn_charts import drawn_differences  # noqa: PLC0415 - for PDFs alone, as pdfium
    from policyreport.tie_out.pdf import PdfPlaces  # noqa: PLC0415

    for one in drawn_differences(places.figures(), charts) if isinstance(places, PdfPlaces) else ():
        at = place_in_words(f"page {one.page}") if one.page else Message("", "")
        where = SourceLocation(name, cell=f"{at.ko} {one.chart}".strip(), english=f"{at.en} {one.chart}".strip())
        yield Problem(ErrorKind.RENDER, "tie-out.chart-differs", _drawn_otherwise(one), where, hint=_HINT)


def _drawn_otherwise(one: DrawnDifference) -> Message:
    mark, due, drawn = one.mark, f"{one.due:.1f}", f"{one.drawn:.1f}"
    match one.kind:
        case "length":
            return Message(
                f"what is drawn for '{mark}' is {drawn} points long or high, where its value asks for {due}",
                f"'{mark}'의 값대로면 {due}pt여야 할 길이(높이)가 {drawn}pt로 그려졌습니다",
            )
        case "place":
            return Message(
                f"what is drawn for '{mark}' stands {drawn} points from the left, where it belongs at {due}",
                f"'{mark}'은(는) 왼쪽에서 {due}pt인 자리여야 하는데 {drawn}pt에 그려졌습니다",
            )
        case "colour":
            return Message(
                f"what is drawn for '{mark}' has not the colour that the legend shows for its series",
                f"'{mark}'의 색이 범례에 있는 그 계열의 색이 아닙니다",
            )
        case "count":
            of, of_row = (f" of '{mark}'", f"의 '{mark}'") if mark else ("", "")
            return Message(
                f"the chart should draw {one.due:.0f} marks{of}, but draws {one.drawn:.0f}",
                f"차트{of_row}에 막대나 점 {one.due:.0f}개가 있어야 하는데 {one.drawn:.0f}개가 그려졌습니다",
            )
        case "absent":
            return Message("the chart is not drawn on any page", "차트가 어느 쪽에도 그려지지 않았습니다")


def _with_values(
    placements: Sequence[Placement], facts: Mapping[str, Fact]
) -> Iterator[tuple[Placement, Decimal | None]]:
    for placed in placements:
        fact = facts.get(placed.fact)
        yield placed, fact.value if fact else None


def _unreadable(name: str) -> Problem:
    what = Message("the file that was made cannot be read back", "만든 파일을 다시 읽을 수 없습니다")
    return Problem(ErrorKind.RENDER, "tie-out.unreadable", what, SourceLocation(name), hint=_HINT)


def _differs(name: str, one: Untied, fact: Fact | None) -> Problem:
    """Return the problem of a number that a file does not say as its fact has it."""
    at = place_in_words(one.placed.where)
    due, found = one.placed.text, one.found
    if fact and fact.value is not None and (value := plain(fact.value) + fact.unit) != due:
        due = f"{due} ({value})"
    if found is None:
        what = Message(
            f"'{due}' should stand here, but the file has no such place", f"'{due}'이(가) 있어야 할 자리가 없습니다"
        )
    else:
        there = found if len(found) <= _LONGEST else f"{found[:_LONGEST]}…"
        what = Message(
            f"'{due}' should stand here, but '{there}' does", f"'{due}'이(가) 있어야 하는데 '{there}'이(가) 있습니다"
        )
    where = SourceLocation(name, cell=at.ko, english=at.en)
    return Problem(ErrorKind.RENDER, "tie-out.number-differs", what, where, one.placed.fact, _HINT)


_HINT = Message(
    "this is a fault of the program or of a drawn template, not of the data: nothing was published. Look at the place "
    "in the template; else report this message. --no-tie-out builds without the comparison",
    "자료가 아니라 프로그램이나 그려 만든 템플릿의 잘못이라 아무것도 내지 않았습니다. 템플릿의 그 자리를 보시고, 거기 "
    "잘못이 없으면 이 문장을 알려 주십시오. 대조하지 않고 만들려면 --no-tie-out",
)
