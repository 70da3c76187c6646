"""The records of a YAML file are built while the rest of it is read: what comes of it is the same, in less memory."""

from __future__ import annotations

import re
import tracemalloc

import pytest

from policyreport.diagnostics import PolicyReportError
from policyreport.inputs import yaml_syntax
from policyreport.inputs.raw_data import RawData
from policyreport.inputs.yaml_file import read_yaml_text

FILE = "data/a.yaml"
LISTS = """\
programs:
- {id: a, title: 가, measures: [m1, m2]}
- id: b
  title: 나
  contact:
    name: 다
- 글
- [x, y]
- id: c
  id: d
events: [{id: e}, {id: f}, {id: g}]
other: [{id: h}, {id: i}]
policy: {title: 정책}
"""
WRITTEN_TWICE = LISTS + "programs:\n- {id: e}\n- {id: f}\n- {id: g}\n"
ODD = LISTS + "budgets:\n- id: a\n  note: 해외 #투자\n- {id: !x b}\n- ~\n- {<<: c, zero: 가\u200b나}\n- {id: R&D}\n"
REPEATED = LISTS + "risks:\n- &one {id: a}\n- *one\n- *one\n"
EMPTY = "programs: []\nevents: ~\n"


def read_whole(text: str, monkeypatch: pytest.MonkeyPatch) -> RawData:
    with monkeypatch.context() as patch:
        patch.setattr(yaml_syntax, "_MAY_REPEAT", re.compile(""))
        return read_yaml_text(text, FILE)


@pytest.mark.parametrize("text", [LISTS, WRITTEN_TWICE, ODD, REPEATED, EMPTY])
def test_it_says_the_same_as_when_it_is_read_whole(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    found, whole = read_yaml_text(text, FILE), read_whole(text, monkeypatch)
    assert found.content == whole.content
    assert dict(found.places) == dict(whole.places)
    assert PolicyReportError(found.problems).problems == PolicyReportError(whole.problems).problems
    assert found.warnings == whole.warnings


@pytest.mark.parametrize("end", ["- {id: z\n", "- 'open\n", "\t- x\n", "- &a [*a]\n", "--- \nx: 1\n"])
def test_a_fault_far_below_is_told_alone(end: str, monkeypatch: pytest.MonkeyPatch) -> None:
    text = ODD + "measures:\n- {id: a}\n- {id: b}\n" + end
    with pytest.raises(PolicyReportError) as found:
        read_yaml_text(text, FILE)
    with pytest.raises(PolicyReportError) as whole:
        read_whole(text, monkeypatch)
    assert found.value.problems == whole.value.problems


def test_too_many_values_are_refused_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_syntax, "most_values", lambda _text: 20)
    with pytest.raises(PolicyReportError) as caught:
        read_yaml_text(LISTS, FILE)
    assert [problem.code for problem in caught.value.problems] == ["yaml.too-many-values"]


def test_the_nodes_of_a_long_list_are_not_held(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "observations:\n" + "".join(f"- {{indicator: i{i}, quarter: 2025Q1, value: {i}}}\n" for i in range(3_000))

    def peak() -> int:
        tracemalloc.start()
        read_yaml_text(text, FILE)
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    in_pieces = peak()
    monkeypatch.setattr(yaml_syntax, "_MAY_REPEAT", re.compile(""))
    assert in_pieces * 2 < peak()
