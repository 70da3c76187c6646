"""What the Open XML SDK finds wrong with a file, where its validator is at hand."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

_VALIDATOR = "ooxml-validator"
needs_the_sdk = pytest.mark.skipif(
    shutil.which(_VALIDATOR) is None,
    reason=f"{_VALIDATOR} is not on the path: npm install --global @xarsh/{_VALIDATOR}",
)


def faults(content: bytes, ending: str, folder: Path) -> list[dict[str, Any]]:
    """Return what the validator says against a file, written into a folder; ``ending`` is ``docx`` or ``xlsx``."""
    file = folder / f"file.{ending}"
    file.write_bytes(content)
    said = subprocess.run([_VALIDATOR, str(file)], capture_output=True, text=True, check=False)
    assert said.stdout, said.stderr
    return json.loads(said.stdout)["errors"]
