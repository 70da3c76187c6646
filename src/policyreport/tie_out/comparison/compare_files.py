"""Comparing two files of one kind part by part."""

from __future__ import annotations

import csv
import lzma
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pathlib import PurePath
from typing import Any

from policyreport.tie_out.comparison.package import (
    Package,
    added_parts,
    changed_parts,
    gone_parts,
    is_alongside,
    is_read,
    is_resaved,
    repeated_parts,
    with_part,
)
from policyreport.tie_out.comparison.units import Change, Inventory, compare

PART = "part"
_EMBEDDED = "word/embeddings/"
_MOST_PARTS = 40
"""Changed parts of a package that are each compared alone."""
_READERS: Mapping[str, tuple[str, str]] = {
    ".docx": ("word", "word_inventory"),
    ".xlsx": ("workbook", "workbook_inventory"),
    ".hwpx": ("hwpx", "hwpx_inventory"),
    ".csv": ("lines", "csv_inventory"),
    ".txt": ("lines", "text_inventory"),
    ".json": ("lines", "manifest_inventory"),
}
"""The module here and the function that reads a kind of file: only that is imported, with its libraries."""
_PACKAGES = {".docx", ".xlsx", ".hwpx"}
_UNREADABLE = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, csv.Error),
    *(LookupError, ValueError, EOFError, OSError, NotImplementedError, RuntimeError),
    *(TypeError, AttributeError, ArithmeticError, RecursionError),  # of what readers make of damaged files
)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a copy has otherwise, and whether another program wrote it anew."""

    changes: tuple[Change, ...]
    resaved: bool = False


def compare_files(name: str, issued: bytes, copy: bytes) -> Comparison | None:
    """Return what a copy of a file has otherwise, part by part; None for a kind that is not read, or a damaged file."""
    kind = PurePath(name).suffix.lower()
    try:
        if kind == ".pdf":
            return Comparison(tuple(_pdf("pdf_changes")(issued, copy)))
        if kind in _PACKAGES:
            return _compare_packages(kind, issued, copy)
        if kind in _READERS:
            changes = compare(_inventory(kind, issued), _inventory(kind, copy), resaved=False)
            return Comparison(tuple(changes))
    except _UNREADABLE:
        return None
    except Exception as error:  # pypdf and lxml have errors of their own for what anyone may have made
        if type(error).__module__.partition(".")[0] not in {"pypdf", "pypdfium2", "lxml"}:
            raise
    return None


def texts_of(name: str, content: bytes) -> list[str]:
    """Return all that a file says, each text alone, in no certain order; nothing where it cannot be read."""
    kind = PurePath(name).suffix.lower()
    try:
        if kind == ".pdf":
            return _pdf("pdf_texts")(content)
        return [] if kind not in _READERS else list(filter(None, _inventory(kind, content).texts()))
    except _UNREADABLE:
        return []
    except Exception as error:  # as above
        if type(error).__module__.partition(".")[0] not in {"pypdf", "pypdfium2", "lxml"}:
            raise
    return []


def _pdf(name: str) -> Callable[..., Any]:
    return getattr(import_module("policyreport.tie_out.comparison.pdf"), name)


def _inventory(kind: str, content: bytes) -> Inventory:
    module, reader = _READERS[kind]
    read: Callable[..., Inventory] = getattr(import_module(f"policyreport.tie_out.comparison.{module}"), reader)
    return read(Package(content) if kind in _PACKAGES else content)


def _compare_packages(kind: str, issued: bytes, copy: bytes) -> Comparison:
    before, after = Package(issued), Package(copy)
    differing = changed_parts(before, after)
    resaved = is_resaved(before, after, differing)
    old = _inventory(kind, issued)
    changes = list(compare(old, _inventory(kind, copy), resaved=resaved))
    if not resaved:
        compared = [name for name in differing if not (is_alongside(name) or name.startswith(_EMBEDDED))]
        told_of_one = len(differing) == 1 and bool(changes)
        explained = partial(_is_told, kind, old, [*changes], (before, after))
        changes += [
            Change(name, PART, "", "") for name in compared[:_MOST_PARTS] if not (told_of_one or explained(name))
        ]
    changes += _embedded(before, after, differing)
    added = [name for name, acts in added_parts(before, after) if acts or not (resaved or is_read(name))]
    changes += [Change(name, PART, None, "") for name in added]
    changes += [Change(name, PART, "", None) for name in gone_parts(before, after) if not (resaved or changes)]
    changes += (Change(name, "repeated part", "", "") for name in repeated_parts(after))
    return Comparison(tuple(changes), resaved)


def _embedded(before: Package, after: Package, differing: list[str]) -> Iterator[Change]:
    """Yield what the workbooks behind charts have otherwise."""
    for name in differing:
        if name.startswith(_EMBEDDED) and name.endswith(".xlsx"):
            found = compare_files(name, before.read(name), after.read(name))
            for change in found.changes if found else ():
                yield change._replace(where=f"{name} › {change.where}")
            if found is None:
                yield Change(name, PART, "", "")


def _is_told(kind: str, old: Inventory, told: list[Change], packages: tuple[Package, Package], name: str) -> bool:
    """Tell whether something that is told comes of a part: of it alone, or of it together with others."""
    before, after = packages
    alone = _inventory(kind, with_part(before, name, after.read(name)))
    if next(compare(old, alone, resaved=False), None) is not None:
        return True
    without = _inventory(kind, with_part(after, name, before.read(name)))
    return list(compare(old, without, resaved=False)) != told
