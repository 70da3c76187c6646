"""Ids that no page shows are read by the check all the same: they are made of the ids of records."""

from __future__ import annotations

from decimal import Decimal

import pytest
from tests.renderers.pdf.specimens import META

from policyreport.document.nodes import Document, Heading, Meta, Number, Paragraph, Text
from policyreport.document.theme import Theme
from policyreport.leak_check import Layer, layers
from policyreport.leak_check.search import as_name
from policyreport.renderers import FORMATS


def document(meta: Meta = META) -> Document:
    number = Number("budget.b-secret-program.current", Decimal(5), "백만원", source="S1")
    blocks = (Heading(1, (Text("예산"),)), Paragraph((Text("예산은 "), number)), Paragraph((number,)))
    return Document(meta, blocks, titles={number.fact: "숨긴 사업 예산현액"})


@pytest.mark.parametrize("form", ["pdf", "docx", "xlsx", "hwpx"])
def test_the_id_of_a_number_is_found_in_the_file(form: str):
    content = FORMATS[form](document(), Theme()).content
    read = [layer for layer in layers(f"a.{form}", content) if isinstance(layer, Layer)]

    assert any("b-secret-program" in as_name(layer.words) for layer in read)


def test_the_title_of_a_number_is_found_in_a_word_file():
    content = FORMATS["docx"](document(), Theme()).content

    assert any("숨긴 사업" in layer.words for layer in layers("a.docx", content) if isinstance(layer, Layer))


@pytest.mark.parametrize("form", ["pdf", "docx", "xlsx", "hwpx"])
def test_a_theme_without_ids_makes_files_without_them(form: str):
    content = FORMATS[form](document(), Theme(number_ids=False)).content
    read = [layer for layer in layers(f"a.{form}", content) if isinstance(layer, Layer)]

    assert not any("secret" in layer.words or "숨긴 사업" in layer.words for layer in read)
