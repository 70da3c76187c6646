"""Delivery without mail: into a folder, or by a command of the office's own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from contextlib import ExitStack, suppress
from pathlib import Path

from policyreport.delivery.context import DeliveryContext
from policyreport.delivery.plan import DeliveryPlan, PublishedSet
from policyreport.delivery.smtp import Answer
from policyreport.diagnostics import PolicyReportError
from policyreport.project.environment import for_foreign_commands
from policyreport.publish import MANIFEST, holding, put_in_place, staging

_TRY_AGAIN = 75
"""The exit code by which a program says that its fault may pass (EX_TEMPFAIL of sysexits)."""


def into_folder(context: DeliveryContext, plan: DeliveryPlan) -> Answer:
    """Put the files into the recipient's folder as one named after the project and the quarter, whole or not at all.

    Beside them stands a manifest of them alone. A folder that is not there, such as that of a drive that is not
    connected, is not made.
    """
    folder = Path(context.project.root, plan.recipient.deliver.folder or "")
    if not _reachable(folder):
        return Answer("failed", "no-folder", passing=True)
    try:
        with holding(folder, own_ledger=False), staging(folder / context.folder_name) as staged:
            for file in plan.files:
                staged.add(file.name, file.content())
            staged.add(MANIFEST, _manifest(context.published, plan))
            put_in_place(staged, None)
    except PolicyReportError as refusal:
        return Answer("failed", refusal.problems[0].code, passing=True)
    return Answer("sent")


def _reachable(folder: Path) -> bool:
    """Tell whether a folder is there, or the one above it, in which a group's member has its own."""
    with suppress(PermissionError):
        return folder.is_dir() or folder.parent.is_dir()
    return False


def _manifest(published: PublishedSet, plan: DeliveryPlan) -> bytes:
    files = [{"name": file.name, "sha256": file.sha256} for file in plan.files]
    content = {"quarter": published.name, "set": published.manifest, "files": files}
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def by_command(context: DeliveryContext, plan: DeliveryPlan) -> Answer:
    """Run the recipient's command with the paths of copies of the files, and with all about them as JSON on its input.

    No shell reads it. It is given no secret of ours, and the copies are removed when it has ended; one that takes too
    long is killed, and whether it delivered is unknown. Where no copies can be made, it is not run.
    """
    way = plan.recipient.deliver
    with ExitStack() as until_it_ended:
        try:
            temporary = tempfile.TemporaryDirectory(prefix="policyreport-", ignore_cleanup_errors=True)
            paths = _copied(plan, Path(until_it_ended.enter_context(temporary)))
        except PolicyReportError as refusal:
            return Answer("failed", refusal.problems[0].code, passing=True)
        except OSError:
            return Answer("failed", "no-copies", passing=True)
        words = [*(way.command or ()), *map(str, paths)]
        environment = for_foreign_commands(context.settings, os.environ)
        return _run(words, _description(context.published, plan, paths), environment, way.seconds)


def _copied(plan: DeliveryPlan, folder: Path) -> list[Path]:
    paths = [folder / file.name for file in plan.files]
    for path, file in zip(paths, plan.files, strict=True):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(file.content())
    return paths


def _run(words: list[str], content: bytes, environment: Mapping[str, str], seconds: int) -> Answer:
    nowhere = subprocess.DEVNULL
    try:
        running = subprocess.Popen(  # noqa: S603 - the office's own command, in a list and without a shell
            words, stdin=subprocess.PIPE, stdout=nowhere, stderr=nowhere, env=environment, start_new_session=True
        )
    except (OSError, ValueError):
        return Answer("failed", "no-command", passing=True)
    with running:
        try:
            running.communicate(content, timeout=seconds)
        except subprocess.TimeoutExpired:
            _kill(running)
            return Answer("unknown", "timeout")
    code = running.returncode
    if code == 0:
        return Answer("sent", "exit 0")
    return Answer("unknown" if code < 0 else "failed", f"exit {code}", passing=code == _TRY_AGAIN)


def _kill(running: subprocess.Popen[bytes]) -> None:
    """End a command and what it has started."""
    if sys.platform == "win32":
        running.kill()
    else:
        with suppress(ProcessLookupError):
            os.killpg(running.pid, signal.SIGKILL)


def _description(published: PublishedSet, plan: DeliveryPlan, paths: list[Path]) -> bytes:
    content = {
        "quarter": published.name,
        "manifest": published.manifest,
        "message_id": plan.message_id,
        "recipient": plan.told,
        "files": [
            {"path": str(path), "sha256": file.sha256, "report": file.report, "format": file.form}
            for path, file in zip(paths, plan.files, strict=True)
        ],
    }
    return json.dumps(content, ensure_ascii=False).encode()
