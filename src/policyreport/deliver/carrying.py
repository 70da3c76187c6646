"""Delivery without mail: into a folder, or by a command of the office's own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from policyreport.deliver.handing_over import Answer
from policyreport.deliver.parcels import Parcel
from policyreport.deliver.published_set import PublishedSet
from policyreport.deliver.secret import PASSWORD
from policyreport.errors import PolicyReportError
from policyreport.project import Project
from policyreport.publish import MANIFEST, holding, put_in_place, staging

_TRY_AGAIN = 75
"""The exit code by which a program says that its fault may pass (EX_TEMPFAIL of sysexits)."""


def into_folder(project: Project, published: PublishedSet, parcel: Parcel) -> Answer:
    """Put the files into the recipient's folder as a folder of the quarter's name, whole or not at all.

    Beside them stands a manifest of them alone. A folder that is not there, such as that of a drive that is not
    connected, is not made.
    """
    folder = Path(project.root, parcel.recipient.deliver.folder or "")
    if not _reachable(folder):
        return Answer("failed", "no-folder", passing=True)
    try:
        with holding(folder), staging(folder / published.name) as staged:
            for file in parcel.files:
                staged.add(file.name, file.content())
            staged.add(MANIFEST, _listed(published, parcel))
            put_in_place(staged, None)
    except PolicyReportError as refusal:
        return Answer("failed", refusal.problems[0].code, passing=True)
    return Answer("sent")


def _reachable(folder: Path) -> bool:
    """Tell whether a folder is there, or the one above it, in which a group's member has its own."""
    return folder.is_dir() or folder.parent.is_dir()


def _listed(published: PublishedSet, parcel: Parcel) -> bytes:
    files = [{"name": file.name, "sha256": file.sha256} for file in parcel.files]
    said = {"quarter": published.name, "set": published.manifest, "files": files}
    return (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode()


def by_command(published: PublishedSet, parcel: Parcel) -> Answer:
    """Run the recipient's command with the paths of copies of the files, and with all about them as JSON on its input.

    No shell reads it. It is given no password of ours, and the copies are removed when it has ended; one that takes too
    long is killed, and whether it delivered is unknown.
    """
    way = parcel.recipient.deliver
    with tempfile.TemporaryDirectory(prefix="policyreport-", ignore_cleanup_errors=True) as folder:
        paths = [Path(folder, file.name) for file in parcel.files]
        try:
            for path, file in zip(paths, parcel.files, strict=True):
                path.parent.mkdir(exist_ok=True)
                path.write_bytes(file.content())
        except PolicyReportError as refusal:
            return Answer("failed", refusal.problems[0].code, passing=True)
        words = [*(way.command or ()), *map(str, paths)]
        return _ran(words, _told(published, parcel, paths), way.seconds)


def _ran(words: list[str], told: bytes, seconds: int) -> Answer:
    environment = {name: value for name, value in os.environ.items() if name != PASSWORD}
    nowhere = subprocess.DEVNULL
    try:
        running = subprocess.Popen(  # noqa: S603 - the office's own command, in a list and without a shell
            words, stdin=subprocess.PIPE, stdout=nowhere, stderr=nowhere, env=environment, start_new_session=True
        )
    except (OSError, ValueError):
        return Answer("failed", "no-command", passing=True)
    with running:
        try:
            running.communicate(told, timeout=seconds)
        except subprocess.TimeoutExpired:
            _kill(running)
            return Answer("unknown", "timeout")
    return _ended(running.returncode)


def _ended(code: int) -> Answer:
    if code == 0:
        return Answer("sent", "exit 0")
    return Answer("unknown" if code < 0 else "failed", f"exit {code}", passing=code == _TRY_AGAIN)


def _kill(running: subprocess.Popen[bytes]) -> None:
    """End a command and what it has started."""
    if sys.platform == "win32":
        running.kill()
    else:
        os.killpg(running.pid, signal.SIGKILL)


def _told(published: PublishedSet, parcel: Parcel, paths: list[Path]) -> bytes:
    recipient = parcel.recipient
    said = {
        "quarter": published.name,
        "manifest": published.manifest,
        "message_id": parcel.message_id,
        "recipient": recipient.model_dump(include={"id", "name", "organisation", "address", "greeting", "audience"}),
        "files": [
            {"path": str(path), "sha256": file.sha256, "report": file.report, "format": file.form}
            for path, file in zip(paths, parcel.files, strict=True)
        ],
    }
    return json.dumps(said, ensure_ascii=False).encode()
