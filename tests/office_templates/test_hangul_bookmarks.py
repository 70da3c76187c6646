"""The first number of each fact that a template of 한글 prints has a bookmark before it, with the fact's id."""

from __future__ import annotations

import pytest
from lxml import etree
from tests.templating.writing import facts

from policyreport.document.output import Rendered
from policyreport.document.report_type import DrawnTemplate
from policyreport.document.theme import Theme
from policyreport.leak_check import Layer, layers
from policyreport.leak_check.search import as_name
from policyreport.office_templates import fill

from .drawing import META
from .drawing_in_hangul import FILE, HP, Change, drawn, filled, section

COUNT = "{{ count.measures }}"
FACT, READS = "count.measures", "2개"
TABLE = [["지표", "값"], ["{%tr for i in outcomes %}", ""], ["{{ i.title }}", "{{ i.actual }}"], ["{%tr endfor %}", ""]]
OWN = '<hp:ctrl><hp:bookmark name="count.measures"/></hp:ctrl>'
FIELD = (
    '<hp:ctrl><hp:fieldBegin id="77" type="HYPERLINK" name="" editable="0" dirty="0" zorder="-1" fieldid="627600491">'
    '<hp:parameters cnt="1" name=""><hp:stringParam name="Command">https\\://a.kr;1;0;0;</hp:stringParam>'
    "</hp:parameters></hp:fieldBegin></hp:ctrl><hp:t>{}</hp:t>"
    '<hp:ctrl><hp:fieldEnd beginIDRef="77" fieldid="627600491"/></hp:ctrl>'
)


def bookmarks(file: Rendered) -> list[tuple[str, str]]:
    """Return the name of each bookmark, and the text of the run after it."""
    return [(mark.get("name", ""), _after(mark)) for mark in section(file).iter(f"{HP}bookmark")]


def _after(mark: etree._Element) -> str:
    run = next(mark.iterancestors(f"{HP}run")).getnext()
    return "" if run is None else "".join(run.itertext())


def instead_of(text: str, xml: str) -> Change:
    """Return what puts XML in the place of a text of a template."""
    return lambda written: written.replace(f"<hp:t>{text}</hp:t>", xml)


def test_the_first_number_of_each_fact_has_a_bookmark():
    file = filled(f"모두 {COUNT}, 다시 {COUNT}임", TABLE, COUNT)

    assert bookmarks(file) == [(FACT, READS), ("indicator.rate", "28.0%")]


def test_the_run_of_a_bookmark_has_the_letters_of_its_number():
    (mark,) = section(filled(COUNT)).iter(f"{HP}bookmark")
    run = next(mark.iterancestors(f"{HP}run"))

    assert run.attrib == run.getnext().attrib


def test_a_bookmark_of_the_template_keeps_its_name_for_itself():
    file = filled("자리", COUNT, change=instead_of("자리", f"{OWN}<hp:t>자리</hp:t>"))

    assert [name for name, _ in bookmarks(file)] == [FACT]
    assert bookmarks(file) != [(FACT, READS)]


def test_a_number_in_a_field_has_none_and_the_next_has_it():
    file = filled("자리", f"다음 {COUNT}", change=instead_of("자리", FIELD.format(COUNT)))

    (mark,) = section(file).iter(f"{HP}bookmark")
    paragraph = next(mark.iterancestors(f"{HP}p"))
    assert "".join(paragraph.itertext()) == f"다음 {READS}"


@pytest.mark.parametrize("place", ["header", "footer"])
def test_a_number_on_every_page_has_none(place: str):
    run = f'<hp:run charPrIDRef="0"><hp:t>{COUNT}</hp:t></hp:run>'
    listed = f'<hp:subList><hp:p paraPrIDRef="0" styleIDRef="0">{run}</hp:p></hp:subList>'
    control = f'<hp:ctrl><hp:{place} id="9" applyPageType="BOTH">{listed}</hp:{place}></hp:ctrl>'
    file = filled("자리", change=instead_of("자리", f"{control}<hp:t>자리</hp:t>"))

    assert READS in "".join(section(file).itertext())
    assert not bookmarks(file)


def test_a_theme_can_leave_the_bookmarks_out():
    file = fill(DrawnTemplate("hwpx", FILE, drawn(COUNT)), facts(), META, Theme(number_ids=False))

    assert not bookmarks(file)


def test_the_check_for_leaks_reads_the_names():
    read = [one for one in layers("a.hwpx", filled(COUNT).content) if isinstance(one, Layer)]

    assert any(FACT in as_name(layer.words) for layer in read)
