"""Whether a build would make what stands already: told from bytes alone, before anything is read or imported."""

from __future__ import annotations

import hashlib
import json
import os
import platform
import sys
from collections.abc import Iterator, Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from policyreport.ledger import has_ledger, open_ledger
from policyreport.ledger.blobs import sha256, sha256_of_file
from policyreport.ledger.issues import Issue
from policyreport.ledger.unissued import UnissuedSet
from policyreport.project import Project
from policyreport.project.snapshot import InputSnapshot
from policyreport.publish.edited_files import not_as_made

_PACKAGE = Path(__file__).parents[1]


def toolchain_fingerprint() -> str:
    """Return a SHA-256 that is another one once policyreport, Python or an installed library is.

    It looks at the names, sizes and times of files alone, so that it takes a few milliseconds; it therefore means
    nothing on another machine.
    """
    names = [sys.version, *_libraries(), *_files(_PACKAGE)]
    return hashlib.sha256("\0".join(names).encode("utf-8", "surrogateescape")).hexdigest()


def _libraries() -> Iterator[str]:
    """Yield the names of what is installed, which have their versions in them."""
    for folder in filter(os.path.isdir, sys.path):
        with os.scandir(folder) as found:
            yield from sorted(each.name for each in found if each.name.endswith((".dist-info", ".egg-info")))


def _files(folder: Path | str) -> Iterator[str]:
    with os.scandir(folder) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    for entry in entries:
        if entry.is_dir():
            yield from () if entry.name == "__pycache__" else _files(entry.path)
        else:
            seen = entry.stat()
            yield f"{entry.name} {seen.st_size} {seen.st_mtime_ns}"


_LIBRARIES = (
    "policyreport",
    "et-xmlfile",
    "fonttools",
    "jinja2",
    "lxml",
    "markdown-it-py",
    "markupsafe",
    "mdurl",
    "openpyxl",
    "pillow",
    "pydantic",
    "pypdfium2",
    "python-docx",
    "pyyaml",
    "reportlab",
    "rl-accel",
)
_FONTS = Path(__file__).parents[1] / "fonts"


def toolchain_versions() -> str:
    """Return the versions of Python and the libraries, and the SHA-256 of each shipped font, as JSON."""
    versions = toolchain_libraries()
    fonts = {path.name: sha256_of_file(path) for path in sorted(_FONTS.glob("*.ttf"))}
    return json.dumps({"python": platform.python_version(), **versions, "fonts": fonts})


def toolchain_libraries() -> dict[str, str]:
    """Return the versions of the libraries that can change a byte of a document, by their names."""
    return {name: found for name in _LIBRARIES if (found := _version(name))}


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return ""


def inputs_fingerprint(inputs: Mapping[str, str], programs: str) -> str:
    """Return a SHA-256 of all that a build stands on: ``inputs`` by their paths, and the programs that make it."""
    return sha256(json.dumps([programs, *inputs.items()]).encode())


def up_to_date_set(project: InputSnapshot, request: str) -> UnissuedSet | Issue | None:
    """Return the set that a build would make again, byte for byte, where it stands in its place; None otherwise."""
    if not has_ledger(project.out):
        return None
    with open_ledger(project.out) as ledger:
        before = ledger.cache.record(request)
        if before is None or before.stamp != inputs_fingerprint(project.hashes(), toolchain_fingerprint()):
            return None
        standing = ledger.standing(before.set_name)
        is_same = standing is not None and standing.manifest == before.manifest
        return standing if standing and is_same and is_in_place(project, standing) else None


def is_in_place(project: Project, known: UnissuedSet | Issue) -> bool:
    """Tell whether a set is in its place: each of its files as it was made, and nothing beside them."""
    try:
        return not not_as_made(project.out / known.set_name, known)
    except OSError:
        return False
