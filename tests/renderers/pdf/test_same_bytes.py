"""The same document gives the same bytes, whatever day, folder, zone, language or hash seed it is rendered under."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from policyreport.document.nodes import Paragraph
from policyreport.document.theme import Theme
from policyreport.renderers.pdf import render

from .kitchen_sink import KITCHEN_SINK
from .specimens import rendered, said

IN_A_CHILD = """
import hashlib, time
time.time = lambda: 4_000_000_000.0
from policyreport.document.theme import Theme
from policyreport.renderers.pdf import render
from tests.renderers.pdf.kitchen_sink import KITCHEN_SINK
print(hashlib.sha256(render(KITCHEN_SINK, Theme()).content).hexdigest())
"""
REPOSITORY = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def content() -> bytes:
    return render(KITCHEN_SINK, Theme()).content


def test_two_renderings_are_the_same_bytes(content: bytes):
    assert render(KITCHEN_SINK, Theme()).content == content


def test_what_was_rendered_before_leaves_no_trace(content: bytes):
    rendered(Paragraph(said("다른 글자들을 먼저 쓴 문서 漢字 ①②③")))
    assert render(KITCHEN_SINK, Theme()).content == content


@pytest.mark.parametrize(
    ("seed", "zone", "language"), [("1", "Asia/Seoul", "ko_KR.UTF-8"), ("77", "America/Lima", "C")]
)
def test_another_process_renders_the_same_bytes(content: bytes, tmp_path: Path, seed: str, zone: str, language: str):
    ways = os.pathsep.join([str(REPOSITORY), os.environ.get("PYTHONPATH", "")])
    surroundings = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": language, "PYTHONPATH": ways}
    command = [sys.executable, "-c", IN_A_CHILD]
    done = subprocess.run(command, cwd=tmp_path, env=surroundings, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == hashlib.sha256(content).hexdigest()
