"""What the tests of publishing share: an output folder, and sets of files that are sound."""

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\nstartxref\n9\n%%EOF\n"


def package_of(text: str) -> bytes:
    """Return a zip package with one stored part that holds the text, of no day."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as package:
        package.writestr(zipfile.ZipInfo("document.xml"), text)
    return content.getvalue()


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


@pytest.fixture
def edition() -> Callable[[str], dict[str, bytes]]:
    """A set of four sound files, each of which says which edition it is of."""

    def make(text: str) -> dict[str, bytes]:
        return {
            "briefing.pdf": PDF.replace(b"<<>>", f"<<{text}>>".encode()),
            "handout.docx": package_of(text),
            "matrix.xlsx": package_of(text * 2),
            "manifest.json": json.dumps({"edition": text}).encode(),
        }

    return make


@pytest.fixture
def stored() -> Callable[[Path], dict[str, bytes]]:
    """Reads a folder back as names and contents."""
    return lambda folder: {path.name: path.read_bytes() for path in folder.iterdir()}
