"""Whether the marks of a PDF's charts, read from its pages, are as long and stand as high as their values ask."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from policyreport.document.nodes import Chart
from policyreport.tie_out.chart_values import DrawnDifference, chart_name
from policyreport.tie_out.drawn_figures import Figure
from policyreport.tie_out.drawn_plots import column_differences, line_differences, panel_differences
from policyreport.tie_out.drawn_rows import bar_differences, bullet_differences, status_differences
from policyreport.tie_out.drawn_timeline import timeline_differences

_CHECKS: Mapping[str, Callable[[Chart, Sequence[Figure]], Iterator[DrawnDifference]]] = {
    "line": line_differences,
    "column": column_differences,
    "panels": panel_differences,
    "bar": bar_differences,
    "bullet": bullet_differences,
    "status": status_differences,
    "timeline": timeline_differences,
}
"""What is compared of a kind of chart. A heat table has tints and no lengths."""


def drawn_differences(figures: Iterable[Figure], charts: Sequence[Chart]) -> Iterator[DrawnDifference]:
    """Yield the marks of charts that are not drawn as their values ask.

    ``charts`` are those of the document from which the file was made, in order, and ``figures`` those of the file. The
    two are brought together by the words that describe them.
    """
    parts = _parts_by_chart(list(figures), charts)
    for number, chart in enumerate(charts):
        check = _CHECKS.get(chart.kind)
        if check is None:
            continue
        if mine := parts.get(number):
            yield from check(chart, mine)
        else:
            yield DrawnDifference(0, chart_name(chart), "", "absent")


def _parts_by_chart(figures: Sequence[Figure], charts: Sequence[Chart]) -> dict[int, list[Figure]]:
    """Return the parts of which each chart consists, by its number; one that goes on on the next page has several.

    Of charts that are described alike, a part belongs to the chart of the part before where it follows that on the next
    page and has the same box.
    """
    alike: dict[str, list[int]] = defaultdict(list)
    for number, chart in enumerate(charts):
        alike[chart.alt].append(number)
    parts: dict[str, list[list[Figure]]] = defaultdict(list)
    for before, figure in pairwise([None, *figures]):
        if figure is None:
            continue
        mine = parts[figure.alt]
        goes_on = before is not None and before.page + 1 == figure.page and before[1:3] == figure[1:3]
        if mine and (goes_on or len(alike[figure.alt]) == 1):
            mine[-1].append(figure)
        else:
            mine.append([figure])
    for alt, numbers in alike.items():
        if len(parts[alt]) != len(numbers) == sum(map(len, parts[alt])):
            parts[alt] = [[figure] for group in parts[alt] for figure in group]
    return {number: group for alt, numbers in alike.items() for number, group in zip(numbers, parts[alt], strict=False)}
