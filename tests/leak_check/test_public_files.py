"""What is made for readers tells them nothing that they may not know; what is made for others is refused."""

from __future__ import annotations

import csv
from io import StringIO

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests.made_up import made_up

from policyreport.model import Dataset
from policyreport.model.dataset import COLLECTIONS

from .planted import file_for, found, kinds, planted, withheld_from

WHOLE = made_up(programs=10, quarters=2, seed=11)
LISTS = [name for name, each in COLLECTIONS.items() if each.is_list and name not in ("strategies", "quarters")]
FILES = sorted((name, form.text) for name, kind in kinds().items() for form in kind.formats)
LIGHT = [(name, form) for name, form in FILES if form in ("txt", "csv")]
TELLING = [("briefing", "pdf"), ("briefing", "txt"), ("handout", "docx"), ("handout", "hwpx"), ("matrix", "xlsx")]

SEVERAL = settings(max_examples=5, phases=(Phase.reuse, Phase.generate), suppress_health_check=[HealthCheck.too_slow])
"""Each example makes five files, so that there are few, and none is made smaller."""


@pytest.mark.parametrize(("name", "form"), FILES)
def test_a_file_made_for_its_readers_is_clean(name: str, form: str) -> None:
    assert found(f"{name}.{form}", file_for(planted(), name, form, "public")) == []


@pytest.mark.parametrize(("name", "form"), TELLING)
def test_a_file_made_for_the_office_is_refused_to_the_public(name: str, form: str) -> None:
    assert found(f"{name}.{form}", file_for(planted(), name, form, "internal")) != []


def test_a_file_for_the_council_is_refused_to_the_public_but_not_to_the_council() -> None:
    actions = [
        action.model_copy(update={"audience": "council", "title": f"협의회 안건 {action.id}"})
        for action in WHOLE.actions
    ]
    whole = WHOLE.model_copy(update={"actions": tuple(actions)})
    handout = file_for(whole, "handout", "txt", "council")
    assert found("handout.txt", handout, withheld_from(whole, "council")) == []
    assert found("handout.txt", handout, withheld_from(whole, "public")) != []


def test_where_readers_may_know_all_no_file_is_refused() -> None:
    assert found("a", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", withheld_from(planted(), "internal")) == []


@SEVERAL
@given(st.data())
def test_whatever_is_internal_no_public_file_tells_it(data: st.DataObject) -> None:
    whole = some_internal(data)
    held = withheld_from(whole)
    for name, form in LIGHT:
        assert found(f"{name}.{form}", file_for(whole, name, form, "public"), held) == []


@SEVERAL
@given(st.data())
def test_the_titles_of_internal_programmes_are_in_no_public_table(data: st.DataObject) -> None:
    whole = some_internal(data)
    table = file_for(whole, "matrix", "csv", "public").decode("utf-8-sig")
    told = {cell for row in csv.reader(StringIO(table)) for cell in row}
    assert told.isdisjoint(program.title for program in whole.programs if program.audience == "internal")


def some_internal(data: st.DataObject) -> Dataset:
    changed: dict[str, object] = {}
    for name in LISTS:
        records = getattr(WHOLE, name)
        chosen = data.draw(st.sets(st.integers(0, len(records) - 1), max_size=4), label=name)
        changed[name] = tuple(
            record.model_copy(update={"audience": "internal"}) if position in chosen else record
            for position, record in enumerate(records)
        )
    return WHOLE.model_copy(update=changed)
