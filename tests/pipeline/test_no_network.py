"""A build asks nothing of any network."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from .small_project import small, standing

FORMATS = {"brief": "pdf, docx, hwpx, txt", "table": "xlsx, csv"}
BUILD = ["-m", "policyreport", "build", "--large-print"]
BUILD_WITHOUT_SOCKETS = """
import os, sys
def refuse(event, _arguments):
    if event.startswith("socket."):
        os.write(2, f"a build wanted {event}".encode())
        os._exit(1)
sys.addaudithook(refuse)
from policyreport.cli import main
raise SystemExit(main(["build", "--large-print"]))
"""


def test_no_socket_is_made(tmp_path: Path):
    project = small(tmp_path, **FORMATS)
    subprocess.run([sys.executable, "-c", BUILD_WITHOUT_SOCKETS], cwd=tmp_path, check=True)
    assert "brief.pdf" in standing(project)


@pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace")
def test_no_library_connects_to_anything_either(tmp_path: Path):
    project, calls = small(tmp_path / "project", **FORMATS), tmp_path / "calls"
    traced = ["strace", "-f", "-qq", "-e", "trace=connect,sendto,sendmsg", "-e", "signal=none", "-o", str(calls)]
    subprocess.run([*traced, sys.executable, *BUILD], cwd=project.root, check=True)
    assert "brief.pdf" in standing(project)
    assert calls.read_text("utf-8") == ""
