"""A theme can ask that PDFs bear what their numbers stand on."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from tests.young_farmers import young_farmers

from policyreport.pipeline.build import build
from policyreport.pipeline.options import BuildOptions
from policyreport.project import open_project


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a built set whose theme asks for it."""
    office = tmp_path_factory.mktemp("office")
    young_farmers(office)
    theme = office / "templates" / "house" / "theme.yaml"
    theme.write_text(f"{theme.read_text('utf-8')}\npdf: {{attach_manifest: true}}\n", encoding="utf-8")
    return build(open_project(office), reports=["press"], options=BuildOptions()).folder


def test_a_pdf_bears_the_part_of_the_manifest_that_tells_of_it(folder: Path):
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    with pikepdf.open(BytesIO((folder / "press.pdf").read_bytes())) as pdf:
        told = json.loads(pdf.attachments["manifest.json"].get_file().read_bytes())

    of_file = {
        number["fact"]: number
        for number in manifest["numbers"]
        if any(one["file"] == "press.pdf" for one in number.get("printed", ()))
    }
    assert {number["fact"] for number in told["numbers"]} == of_file.keys()
    for number in told["numbers"]:
        full = of_file[number["fact"]]
        assert (number["value"], number["rule"]) == (full["value"], full["rule"])
        assert set(number.get("derived_from", ())) <= of_file.keys()
    named = {source for number in told["numbers"] for source in number.get("sources", ())}
    assert {source["id"] for source in told["sources"]} == named


def test_it_tells_nothing_of_the_office_s_files(folder: Path):
    with pikepdf.open(BytesIO((folder / "press.pdf").read_bytes())) as pdf:
        text = pdf.attachments["manifest.json"].get_file().read_bytes().decode()

    assert "data/" not in text
    assert "audience" not in text
