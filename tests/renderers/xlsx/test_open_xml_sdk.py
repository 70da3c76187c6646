from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tests.renderers.open_xml_sdk import faults, needs_the_sdk
from tests.renderers.xlsx.specimens import chapter, columns, document, everything, text

from policyreport.document.nodes import Reference, Row, Table
from policyreport.document.theme import Theme
from policyreport.renderers.xlsx import render


@needs_the_sdk
def test_the_open_xml_sdk_finds_no_fault(tmp_path: Path):
    assert faults(render(everything(), Theme()).content, "xlsx", tmp_path) == []


@needs_the_sdk
def test_the_open_xml_sdk_finds_no_fault_with_an_empty_document(tmp_path: Path):
    assert faults(render(document(), Theme()).content, "xlsx", tmp_path) == []


@needs_the_sdk
def test_the_open_xml_sdk_finds_no_fault_with_an_identity_and_references(tmp_path: Path):
    leading = columns("시책"), (Row(((Reference("program.p1", text("사업")),),), name="program.p1"),)
    made = document(*chapter("시책", Table(*leading)))
    identified = replace(made, meta=replace(made.meta, identity="v1:5f2c"))
    assert faults(render(identified, Theme()).content, "xlsx", tmp_path) == []
