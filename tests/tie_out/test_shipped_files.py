"""Every number of every file of both sets is read back where it was printed, by readers that wrote none of them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest
from tests.young_farmers import REPOSITORY, young_farmers

from policyreport.document.output import Placement
from policyreport.pipeline.build import build
from policyreport.pipeline.options import BuildOptions
from policyreport.project import open_project
from policyreport.tie_out import open_places, untied


def real_set(folder: Path) -> None:
    for name in ("data", "templates"):
        shutil.copytree(REPOSITORY / name, folder / name)


@pytest.fixture(scope="module", params=[young_farmers, real_set], ids=["office", "observer"])
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("set")
    request.param(folder)
    return build(open_project(folder), options=BuildOptions(large_print=True)).folder


def printed(built: Path) -> Mapping[str, Mapping[Placement, Decimal | None]]:
    found: dict[str, dict[Placement, Decimal | None]] = {}
    listed = json.loads((built / "manifest.json").read_bytes())
    for number in listed["numbers"]:
        value = None if number["value"] is None else Decimal(number["value"])
        for one in number.get("printed", ()):
            found.setdefault(one["file"], {})[Placement(number["fact"], one["text"], one["where"])] = value
    assert found.keys() == {one["name"] for one in listed["files"]}
    return found


def test_every_number_of_every_file_is_read_back(built: Path):
    for name, placed in printed(built).items():
        places = open_places(name, (built / name).read_bytes())
        assert places is not None
        assert (name, list(untied(places, placed))) == (name, [])


def test_a_number_that_is_another_is_found_at_each_of_its_places(built: Path):
    for name, placed in printed(built).items():
        places = open_places(name, (built / name).read_bytes())
        assert places is not None
        others = {replaced: None for one in placed if (replaced := one.__class__(one.fact, "9,876,543", one.where))}
        assert len(list(untied(places, others))) == len(others) > 0


@pytest.mark.parametrize("name", ["a.pdf", "a.docx", "a.hwpx", "a.xlsx", "a.html", "a"])
def test_a_file_that_is_damaged_or_of_another_kind_is_not_read(name: str):
    assert open_places(name, b"PK\x03\x04 no such file") is None
