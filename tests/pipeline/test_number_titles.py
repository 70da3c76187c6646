"""Word files say in words what their numbers are called."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

from lxml import etree
from tests.young_farmers import young_farmers

from policyreport.pipeline.build import build
from policyreport.pipeline.options import BuildOptions
from policyreport.project import open_project

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def test_a_number_of_a_word_file_bears_its_id_and_what_why_calls_it(tmp_path: Path):
    young_farmers(tmp_path)
    folder = build(open_project(tmp_path), reports=["press"], options=BuildOptions()).folder
    root = etree.fromstring(ZipFile(folder / "press.docx").read("word/document.xml"))
    named = {
        one.find(f"{_W}tag").get(f"{_W}val"): one.find(f"{_W}alias").get(f"{_W}val")
        for one in root.iter(f"{_W}sdtPr")
        if one.find(f"{_W}tag") is not None
    }

    assert named["indicator.settled"] == "신규 정착 청년농업인 값"
    assert named["indicator.settled.target"] == "신규 정착 청년농업인 목표"
