from __future__ import annotations

import gc
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from policyreport.diagnostics import PolicyReportError
from policyreport.document.nodes import Document, Heading, Lamp, Meta, Paragraph, Strong, Text
from policyreport.document.output import Rendered
from policyreport.document.theme import Theme
from policyreport.renderers.xlsx import render

SCRIPT = """
import hashlib
from datetime import date
from policyreport.document.nodes import Document, Heading, Lamp, Meta, Paragraph, Strong, Text
from policyreport.document.theme import Theme
from policyreport.renderers.xlsx import render
meta = Meta("k", "제목", "", "", "2025Q2", date(2025, 6, 30), "부", "", ("가", "나"), "", "ko")
blocks = (Heading(1, (Text("장"),)), Paragraph((Text("글"), Strong((Text("굵게"),)), Lamp("good", "완료"))))
print(hashlib.sha256(render(Document(meta, blocks), Theme()).content).hexdigest())
"""


@pytest.fixture(scope="module")
def archive(rendered: Callable[..., Rendered], chapter: Callable[[str], Heading]):
    return ZipFile(BytesIO(rendered(chapter("총괄표"), Paragraph((Text("글"),))).content))


def test_the_same_document_gives_the_same_bytes(rendered: Callable[..., Rendered], chapter: Callable[[str], Heading]):
    blocks = (chapter("총괄표"), Paragraph((Strong((Text("굵게"),)), Lamp("good", "완료"))))
    assert rendered(*blocks).content == rendered(*blocks).content


def test_the_bytes_hang_on_no_hash_seed_and_no_folder(tmp_path: Path):
    path = os.pathsep.join(sys.path)
    made = {
        subprocess.run(
            [sys.executable, "-c", SCRIPT],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": path},
            cwd=tmp_path,
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(made) == 1


def test_the_properties_say_what_the_document_says_of_itself(archive: ZipFile, meta: Meta):
    said = load_workbook(BytesIO(archive.fp.getvalue())).properties
    assert (said.title, said.subject, said.description) == (meta.title, meta.subtitle, meta.summary)
    assert (said.keywords, said.language) == ("AI, 스타트업", "ko")
    assert (said.creator, said.lastModifiedBy) == (meta.organisation, meta.organisation)


def test_the_workbook_is_dated_by_what_it_holds_for(archive: ZipFile):
    said = load_workbook(BytesIO(archive.fp.getvalue())).properties
    assert (said.created, said.modified) == (datetime.fromisoformat("2025-06-30"),) * 2


def test_nothing_tells_what_made_it(archive: ZipFile):
    parts = b"".join(archive.read(name) for name in archive.namelist())
    assert b"openpyxl" not in parts.lower()


def test_the_columns_are_counted_in_the_themes_font(archive: ZipFile):
    styles = archive.read("xl/styles.xml").decode()
    assert "맑은 고딕" in styles
    assert "Calibri" not in styles


def test_the_search_for_garbage_goes_on_after_a_document_that_is_refused(rendered: Callable[..., Rendered]):
    with pytest.raises(PolicyReportError):
        rendered(Heading(1, (Text("A/B"),)))
    assert gc.isenabled()


def test_a_title_of_two_lines_is_one_in_the_properties(meta: Meta):
    titled = render(Document(replace(meta, title="총괄표\n2025년"), ()), Theme())
    assert load_workbook(BytesIO(titled.content)).properties.title == "총괄표 2025년"
