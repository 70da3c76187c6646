"""The whole of one publication: check, lock, stage, swap, tidy."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from policyreport.errors import raise_any
from policyreport.publish.folder import open_folder, require_replaceable
from policyreport.publish.lock import locked
from policyreport.publish.names import check_names
from policyreport.publish.problems import writing
from policyreport.publish.soundness import check_soundness
from policyreport.publish.staging import clear_leftovers, remove, stage, staging_folder
from policyreport.publish.swap import restore_interrupted, swap_in


def publish(out: Path, name: str, files: Mapping[str, bytes]) -> Path:
    """Make ``files`` the whole content of the folder ``out/name``, and return that folder.

    All or nothing: whatever stops it, a reader finds the old set or the new one. Raises ``PolicyReportError``: DATA for
    names that are no safe file names, RENDER for files that are not sound, SECURITY for an ``out`` that leads
    elsewhere, LOCKED while another build publishes there, OUTPUT for what the disk refuses; the old set then stands
    as it was.
    """
    raise_any([*check_names(out, name, files), *check_soundness(out, name, files)])
    with writing(out.name):
        open_folder(out)
        with locked(out):
            clear_leftovers(out)
            restore_interrupted(out)
            _replace(out / name, files)
    return out / name


def _replace(target: Path, files: Mapping[str, bytes]) -> None:
    require_replaceable(target)
    staging = staging_folder(target.parent, target.name, os.getpid())
    try:
        stage(staging, target, files)
        swap_in(staging, target)
    finally:
        remove(staging)
