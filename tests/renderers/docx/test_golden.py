"""The XML of a small document in full, as a person can review it."""

from collections.abc import Callable

import pytest
from lxml import etree

from policyreport.document.theme import Theme
from policyreport.renderers.docx import render
from policyreport.renderers.docx.sample import SPECIMEN

from .test_soundness import unpacked

PARTS = ("document", "footnotes", "header1", "footer1")
FILE = unpacked(render(SPECIMEN, Theme()).content)


def pretty(part: bytes) -> str:
    tree = etree.fromstring(part)
    etree.indent(tree, " ")
    return etree.tostring(tree, encoding="unicode") + "\n"


@pytest.mark.parametrize("part", PARTS)
def test_the_specimen_is_written_as_it_was_reviewed(part: str, golden: Callable[[str, str], None]):
    golden(f"{part}.xml", pretty(FILE[f"word/{part}.xml"]))
