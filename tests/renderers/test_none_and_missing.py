"""None is a number; what is missing is not known. No format may print the one as the other."""

from __future__ import annotations

from typing import get_args

import pytest
from tests.document.specimens import META
from tests.renderers.pdf.charts.specimens import LAMPS, chart, number, said

from policyreport.document.nodes import ChartKind, Document, Row
from policyreport.document.theme import Theme
from policyreport.renderers import FORMATS

KINDS = sorted(set(get_args(ChartKind)) - {"timeline"})


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("kind", KINDS)
def test_none_reads_0_and_what_is_missing_does_not_in_every_chart_of_every_format(kind: ChartKind, form: str) -> None:
    heads = ["이름", *(LAMPS[:3] if kind == "status" else ["하나", "둘", "셋"])]
    known = Row((said("가"), number("some", "4"), number("none", "0"), number("none of them", "0")))
    partly = Row((said("나"), number("more", "7"), number("missing", None), number("missing too", None)))
    made = FORMATS[form](Document(META, (chart(kind, heads, [known, partly]),)), Theme())
    told = {(placement.fact, placement.text) for placement in made.placements}
    assert {("some", "4"), ("more", "7")} <= told
    assert {text for fact, text in told if fact.startswith("none")} <= {"0"}
    assert {text for fact, text in told if fact.startswith("missing")} <= {"-", ""}
