"""Files that a declared input names: found inside the project, or refused."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path as FilePath
from pathlib import PureWindowsPath

from policyreport.errors import Kind, PolicyReportError, Words, did_you_mean
from policyreport.load.folders import is_hidden
from policyreport.load.input_declaration import Declared


def declared_file(declared: Declared, name: str, folder: FilePath, field: str) -> FilePath:
    """Return the file of a name that starts at a folder; ``PolicyReportError`` for one that is not in it, or hidden.

    A name is found in whatever form of Unicode the disk has it. Links count as where they lead.
    """
    root = declared.project.root
    path = FilePath(os.path.normpath(folder / name))
    if PureWindowsPath(name).anchor or not path.is_relative_to(folder) or is_hidden(path, folder):
        raise _outside(declared, field)
    found = _found(root, path)
    if not _leads_into(found, root):
        raise _outside(declared, field)
    if not found.is_file():
        raise _missing(declared, name, found, field)
    return found


def _found(root: FilePath, path: FilePath) -> FilePath:
    """Return the path as the disk writes it; what is not there stays as it was asked for."""
    found = root
    for part in path.relative_to(root).parts:
        found = found / part if (found / part).exists() else _sibling(found, part)
    return found


def _sibling(folder: FilePath, name: str) -> FilePath:
    wanted = unicodedata.normalize("NFC", name)
    same = (p for p in _entries(folder) if unicodedata.normalize("NFC", p.name) == wanted)
    return next(same, folder / name)


def _entries(folder: FilePath) -> list[FilePath]:
    return sorted(folder.iterdir()) if folder.is_dir() else []


def _leads_into(path: FilePath, root: FilePath) -> bool:
    try:
        return path.resolve().is_relative_to(root)
    except (OSError, RuntimeError):
        return False


def _outside(declared: Declared, field: str) -> PolicyReportError:
    what = Words("this file is outside the project's data, or hidden", "프로젝트의 자료 밖에 있거나 숨은 파일입니다")
    hint = Words("put the file under data/ and name it from there", "파일을 data/ 아래에 두고 그 이름을 적으십시오")
    return declared.refusal("file.outside", what, hint, field, kind=Kind.SECURITY)


def _missing(declared: Declared, name: str, path: FilePath, field: str) -> PolicyReportError:
    what = Words(f"there is no file '{name}'", f"'{name}' 파일이 없습니다")
    beside = [unicodedata.normalize("NFC", p.name) for p in _entries(path.parent) if p.is_file()]
    return declared.refusal("file.missing", what, did_you_mean(path.name, beside), field)
