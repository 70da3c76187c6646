from __future__ import annotations

import tempfile
from datetime import date
from decimal import Decimal
from pathlib import Path

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from policyreport.inputs import load
from policyreport.inputs.files import clean_text
from policyreport.model import (
    Dataset,
    Event,
    Indicator,
    Measure,
    Observation,
    Policy,
    Quarter,
    QuarterReport,
    Source,
    Strategy,
)
from policyreport.project import Project

texts = st.text(st.characters(exclude_categories=["Cs"])).map(lambda text: clean_text(text).text).filter(str.strip)
numbers = st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**9), max_value=10**9)
days = st.dates(date(2024, 7, 1), date(2024, 9, 30))
QUARTER = Quarter(2024, 3)


@st.composite
def datasets(draw: st.DrawFn) -> Dataset:
    said = texts
    policy = Policy(
        id="p",
        title=draw(said),
        purpose=draw(said),
        lead=draw(said),
        began=draw(days),
        keywords=tuple(draw(st.lists(texts))),
        sources=("s",),
    )
    report = QuarterReport(
        quarter=QUARTER, as_of=date(2024, 9, 30), headline=draw(said), gaps=tuple(draw(st.lists(texts)))
    )
    return Dataset(
        policy=policy,
        strategies=(Strategy(id="t", title=draw(said), goal=draw(said), sources=("s",)),),
        measures=(Measure(id="m", title="가", strategy="t", content=draw(said), instrument="rnd", sources=()),),
        indicators=(Indicator(id="i", title=draw(said), unit=draw(said), role="output", definition=draw(said)),),
        observations=(
            Observation(indicator="i", quarter=QUARTER, value=draw(numbers), as_of="2024", source="s"),
            Observation(
                indicator="i",
                quarter=QUARTER,
                value=Decimal(1),
                as_of="2024-08",
                source="s",
                used=False,
                reason=draw(said),
            ),
        ),
        events=(Event(id="e", date=draw(days), title=draw(said), detail=draw(st.none() | texts), sources=("s",)),),
        sources=(Source(id="s", title=draw(said), publisher=draw(said), kind="press"),),
        quarters=(report,),
    )


@settings(deadline=None)
@given(datasets())
def test_a_data_set_that_is_written_down_is_read_as_the_same(dataset: Dataset) -> None:
    with tempfile.TemporaryDirectory() as folder:
        project = Project(Path(folder).resolve())
        project.data.mkdir()
        written = yaml.safe_dump(dataset.model_dump(mode="json"), allow_unicode=True)
        (project.data / "all.yaml").write_text(written, encoding="utf-8")
        loaded = load(project)
    assert loaded.dataset == dataset
    assert loaded.warnings == ()
