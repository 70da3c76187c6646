from __future__ import annotations

from pathlib import Path

from tests.render.open_xml_sdk import faults, needs_the_sdk
from tests.render.xlsx.specimens import document, everything

from policyreport.document.theme import Theme
from policyreport.render.xlsx import render


@needs_the_sdk
def test_the_open_xml_sdk_finds_no_fault(tmp_path: Path):
    assert faults(render(everything(), Theme()).content, "xlsx", tmp_path) == []


@needs_the_sdk
def test_the_open_xml_sdk_finds_no_fault_with_an_empty_document(tmp_path: Path):
    assert faults(render(document(), Theme()).content, "xlsx", tmp_path) == []
