from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from policyreport.diagnostics import PolicyReportError, Problem
from policyreport.inputs.open_data import Imported, imported
from policyreport.inputs.raw_data import Value
from policyreport.inputs.yaml_file import read_yaml_text

Take = Callable[..., Imported]


def records(taken: Imported, collection: str) -> list[dict[str, Value]]:
    """Return the records of a collection, as the YAML text is read back."""
    found = read_yaml_text(taken.yaml_text, "x.yaml").content.get(collection, [])
    assert isinstance(found, list)
    return [record for record in found if isinstance(record, dict)]


@pytest.fixture
def take(tmp_path: Path) -> Take:
    """Return what takes over an answer: a JSON value, or the text of the file."""

    def taken(kind: str, answer: object, programs: Mapping[str, str] | None = None) -> Imported:
        path = tmp_path / "answer.json"
        path.write_text(answer if isinstance(answer, str) else json.dumps(answer), encoding="utf-8")
        return imported(kind, path, programs)

    return taken


@pytest.fixture
def refused(take: Take) -> Callable[[str, object], list[Problem]]:
    """Return what gives the problems of an answer that is not taken over."""

    def problems(kind: str, answer: object) -> list[Problem]:
        with pytest.raises(PolicyReportError) as caught:
            take(kind, answer)
        return list(caught.value.problems)

    return problems
