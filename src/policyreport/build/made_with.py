"""With what a set was made: versions of programs, and the fonts."""

from __future__ import annotations

import json
import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from policyreport.build.inputs import sha256_of_file

_LIBRARIES = (
    "policyreport",
    "jinja2",
    "lxml",
    "markdown-it-py",
    "openpyxl",
    "pydantic",
    "python-docx",
    "python-hwpx",
    "pyyaml",
    "reportlab",
    "rl-accel",
)
_FONTS = Path(__file__).parents[1] / "fonts"


def made_with() -> str:
    """Return the versions of Python and the libraries, and the SHA-256 of each shipped font, as JSON."""
    versions = {name: found for name in _LIBRARIES if (found := _version(name))}
    fonts = {path.name: sha256_of_file(path) for path in sorted(_FONTS.glob("*.ttf"))}
    return json.dumps({"python": platform.python_version(), **versions, "fonts": fonts})


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return ""
