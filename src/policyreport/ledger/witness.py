"""What says beside the sets of an output folder which ledger is theirs: ``.ledger.json``, outside of what is issued.

It bears the ledger's id, the number that the ledger had come to, the number of each set's newest issue, and the
manifest (SHA-256) of each set that stands without a number. It is
written after the ledger, so that it may be behind it and is never ahead of it, except where the ledger is an older
copy. Where there is none, as with the folders of earlier versions, the sets themselves are asked.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from policyreport.diagnostics import ErrorKind, Message, PolicyReportError, Problem
from policyreport.ledger.identity import LedgerIdentity
from policyreport.ledger.issues import IssueStore
from policyreport.ledger.sqlite import ledger_place
from policyreport.ledger.unissued import UnissuedStore

WITNESS = ".ledger.json"
"""The name of the file in the output folder."""

EDITED_SUFFIX = "-edited"
"""How the name of the folder ends in which a set's changed files are kept."""

MANIFEST = "manifest.json"
_BEGUN = f"{WITNESS}-"
"""How the name begins under which it is written."""

_ADOPT = Message(
    "bring the right one back from a backup; where there is none, see what would be taken up from the sets that stand: "
    "policyreport ledger adopt",
    "맞는 대장을 백업에서 되돌리십시오. 없으면 policyreport ledger adopt로 지금 있는 판을 등록하십시오",
)


@dataclass(frozen=True, slots=True)
class Witness:
    """What is written down of the ledger that belongs to an output folder."""

    ledger: str
    number: int
    issues: Mapping[str, int]
    unissued: Mapping[str, str] = field(default_factory=dict[str, str])


def read_witness(out: Path) -> Witness | None:
    """Return what is written down of an output folder's ledger; None where nothing is that can be read."""
    path = out / WITNESS
    try:
        found: Any = None if path.is_symlink() else json.loads(path.read_bytes())
        issues = {str(name): int(number) for name, number in found["issues"].items()}
        unissued = {str(name): str(manifest) for name, manifest in found.get("unissued", {}).items()}
        return Witness(str(found["ledger"]), int(found["number"]), issues, unissued)
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return None


def write_witness(out: Path, identity: LedgerIdentity, issues: IssueStore, unissued: UnissuedStore) -> None:
    """Write down which ledger it is now, where that is not written yet.

    What the disk refuses is passed over: what stands there is then behind the ledger, which is allowed.
    """
    now = Witness(identity.ledger, identity.number, issues.numbers(), unissued.manifests())
    if read_witness(out) == now:
        return
    begun = out / f"{_BEGUN}{os.getpid()}"
    with suppress(OSError):
        try:
            with begun.open("wb") as file:
                file.write(json.dumps(asdict(now), ensure_ascii=False, indent=1).encode())
                file.flush()
                os.fsync(file.fileno())
            begun.replace(out / WITNESS)
        finally:
            begun.unlink(missing_ok=True)


def clear_begun_witnesses(out: Path) -> None:
    """Remove what runs that died had begun to write."""
    for path in out.glob(f"{_BEGUN}*"):
        path.unlink(missing_ok=True)


def _published_sets(out: Path) -> list[Path]:
    """Return the folders of the sets that stand in an output folder."""
    folders = sorted(path.parent for path in out.glob(f"*/{MANIFEST}")) if out.is_dir() else []
    return [each for each in folders if not each.name.startswith(".") and not each.name.endswith(EDITED_SUFFIX)]


def issued_sets(out: Path, witness: Witness | None) -> list[Path]:
    """Return the folders of the sets that stand, without those that were built and never issued."""
    return [each for each in _published_sets(out) if not _is_never_issued(each, witness)]


def _is_never_issued(folder: Path, witness: Witness | None) -> bool:
    if witness is None or folder.name in witness.issues or folder.name not in witness.unissued:
        return False
    try:
        manifest = (folder / MANIFEST).read_bytes()
    except OSError:
        return False
    return hashlib.sha256(manifest).hexdigest() == witness.unissued[folder.name]


def require_no_link(path: Path) -> None:
    """Raise ``PolicyReportError`` SECURITY for a ledger that is a link: what it leads to may be any project's."""
    if path.is_symlink():
        what = Message("the ledger is a link", "발행 대장이 링크입니다")
        hint = Message(
            "put the file itself in the link's place", "링크를 지우고 그 자리에 발행 대장 파일 자체를 두십시오"
        )
        raise PolicyReportError([Problem(ErrorKind.SECURITY, "ledger.link", what, ledger_place(path), hint=hint)])


def require_nothing_issued(path: Path) -> None:
    """Raise ``PolicyReportError`` OUTPUT where sets stand that the ledger which is not there should know."""
    standing = issued_sets(path.parent, read_witness(path.parent))
    if standing:
        names = ", ".join(each.name for each in standing)
        what = Message(
            f"the ledger is missing, which should know what stands: {names}",
            f"발행한 것({names})이 있는데 발행 대장이 없습니다",
        )
        raise PolicyReportError([Problem(ErrorKind.OUTPUT, "ledger.missing", what, ledger_place(path), hint=_ADOPT)])


def require_own(
    path: Path, witness: Witness | None, identity: LedgerIdentity, issues: IssueStore, unissued: UnissuedStore
) -> None:
    """Raise ``PolicyReportError`` OUTPUT where the ledger is another one's, or an older copy, beside sets that stand.

    ``witness`` was read before the ledger was asked who it is, for both may be a step further meanwhile.
    """
    named = LedgerIdentity(witness.ledger, witness.number) if witness else None
    if named and named.ledger == identity.ledger and named.number <= identity.number:
        return
    standing = issued_sets(path.parent, witness)
    if standing and named and named.ledger == identity.ledger:
        raise PolicyReportError([_older(path)])
    strangers = standing if named else [each for each in standing if not _knows(issues, unissued, each)]
    if strangers:
        raise PolicyReportError([_foreign(path, ", ".join(each.name for each in strangers))])


def _knows(issues: IssueStore, unissued: UnissuedStore, folder: Path) -> bool:
    """Tell whether a ledger knows a set, or an earlier one whose files a person has changed since."""
    try:
        manifest = (folder / MANIFEST).read_bytes()
    except OSError:
        return issues.numbers().get(folder.name, 0) > 0
    key = hashlib.sha256(manifest).hexdigest()
    if issues.has_manifest(folder.name, key) or unissued.has_manifest(folder.name, key):
        return True
    return issues.numbers().get(folder.name, 0) > 0 and not is_as_listed(folder, manifest)


def is_as_listed(folder: Path, manifest: bytes) -> bool:
    """Tell whether the files of a set are as its manifest lists them."""
    try:
        return all(hashlib.sha256((folder / name).read_bytes()).hexdigest() == key for name, key in listed(manifest))
    except (OSError, ValueError):
        return False


def listed(manifest: bytes) -> list[tuple[str, str]]:
    """Return the files that a manifest lists, with their SHA-256; raises ``ValueError`` for what is no manifest."""
    try:
        whole = json.loads(manifest)
        parts = (part for kind in whole.get("editions", ()) for part in kind["listed_in"])
        return [(str(file["name"]), str(file["sha256"])) for file in (*whole["files"], *parts)]
    except (LookupError, TypeError, AttributeError) as error:
        raise ValueError(str(error)) from error


def _older(path: Path) -> Problem:
    what = Message(
        "the ledger is an older copy: it does not know all that was issued and sent since",
        "발행 대장이 예전 사본입니다. 그 뒤에 발행하고 보낸 것을 모릅니다",
    )
    return Problem(ErrorKind.OUTPUT, "ledger.older", what, ledger_place(path), hint=_ADOPT)


def _foreign(path: Path, names: str) -> Problem:
    what = Message(
        f"it is not the ledger of what stands here: {names}", f"이곳에 있는 것({names})을 발행한 대장이 아닙니다"
    )
    return Problem(ErrorKind.OUTPUT, "ledger.foreign", what, ledger_place(path), hint=_ADOPT)
