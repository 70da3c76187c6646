"""What the charts of Word files and workbooks keep is what their tables say; each way to differ is found."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from tests.small_example import make_example

from policyreport.diagnostics import PolicyReportError
from policyreport.document.output import Rendered
from policyreport.pipeline.build import build
from policyreport.pipeline.tie_out_check import tie_out
from policyreport.project import open_project
from policyreport.tie_out import open_places
from policyreport.tie_out.charts import ChartDifference, chart_differences

FORMS = ("docx", "xlsx")
CHARTS = {"docx": "word/charts/", "xlsx": "xl/charts/"}
CHART = r"/charts/chart\d+\.xml"
_KEPT = re.compile(rb"(<(?:c:)?numCache>.*?<(?:c:)?v>)(-?[\d.]+)", re.DOTALL)
_AREA = re.compile(rb"(<(?:c:)?val>.*?<(?:c:)?f>[^<]*?!\$?)([A-Z]+)(\$?\d+:\$?)[A-Z]+", re.DOTALL)
_NAME = re.compile(rb"(<(?:c:)?cat>.*?<(?:c:)?v>)[^<]+", re.DOTALL)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The briefing in each format that has charts of its own."""
    folder = tmp_path_factory.mktemp("example")
    make_example(folder)
    built = build(open_project(folder), reports=["briefing"], formats=FORMS).folder
    return {form: Path(built / f"briefing.{form}").read_bytes() for form in FORMS}


def found(form: str, content: bytes) -> list[ChartDifference]:
    places = open_places(f"a.{form}", content)
    assert places
    return list(chart_differences(content, places))


def spoilt(content: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """Return a package whose first part of a name, a regular expression, that can be changed is changed."""
    written, is_done = BytesIO(), False
    with zipfile.ZipFile(BytesIO(content)) as before, zipfile.ZipFile(written, "w") as after:
        for name in before.namelist():
            data = before.read(name)
            new = change(data) if re.search(part, name) and not is_done else data
            is_done = is_done or new != data
            after.writestr(name, new)
    assert is_done
    return written.getvalue()


@pytest.mark.parametrize("form", FORMS)
def test_the_charts_of_a_file_as_it_was_made_say_what_their_tables_say(made: dict[str, bytes], form: str):
    names = zipfile.ZipFile(BytesIO(made[form])).namelist()
    assert [name for name in names if re.search(CHART, name)]
    assert found(form, made[form]) == []


@pytest.mark.parametrize("form", FORMS)
def test_a_value_that_a_chart_keeps_otherwise_is_found(made: dict[str, bytes], form: str):
    content = spoilt(made[form], CHART, lambda xml: _KEPT.sub(rb"\g<1>98765", xml, count=1))
    (one,) = found(form, content)
    assert one.kept == "98765"
    assert one.there != "98765"


@pytest.mark.parametrize("form", FORMS)
def test_a_name_that_a_chart_keeps_otherwise_is_found(made: dict[str, bytes], form: str):
    content = spoilt(made[form], CHART, lambda xml: _NAME.sub("\\g<1>다른 사업".encode(), xml, count=1))
    assert "다른 사업" in {one.kept for one in found(form, content)}


@pytest.mark.parametrize("form", FORMS)
def test_a_chart_fed_with_another_series_is_found(made: dict[str, bytes], form: str):
    content = spoilt(made[form], CHART, lambda xml: _AREA.sub(rb"\g<1>Z\g<3>Z", xml, count=1))
    assert found(form, content)


@pytest.mark.parametrize("form", FORMS)
def test_it_stops_the_build_unless_a_template_was_drawn_with_it(made: dict[str, bytes], form: str):
    content = spoilt(made[form], CHART, lambda xml: _KEPT.sub(rb"\g<1>98765", xml, count=1))
    with pytest.raises(PolicyReportError) as caught:
        tie_out(f"a.{form}", Rendered(content, ()), {})
    assert [problem.code for problem in caught.value.problems] == ["tie-out.chart-differs"]
    assert "'98765'" in caught.value.problems[0].what.en
    tie_out(f"a.{form}", Rendered(content, ()), {}, own_charts=False)


def test_a_cell_that_is_another_than_its_chart_keeps_is_found(made: dict[str, bytes]):
    def other(xml: bytes) -> bytes:
        return re.sub(rb"(<c [^>]*>\s*(?:<f>[^<]*</f>)?<v>)(\d+)(</v>)", rb"\g<1>98765\g<3>", xml)

    content = spoilt_all(made["xlsx"], other)
    assert "98765" in {one.there for one in found("xlsx", content)}


def spoilt_all(content: bytes, change: Callable[[bytes], bytes]) -> bytes:
    """Return a workbook all of whose sheets are changed."""
    written = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as before, zipfile.ZipFile(written, "w") as after:
        for name in before.namelist():
            data = before.read(name)
            after.writestr(name, change(data) if "worksheets/sheet" in name else data)
    return written.getvalue()
