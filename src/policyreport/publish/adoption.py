"""Taking up what stands in an output folder into a ledger that does not know it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from policyreport.diagnostics import ErrorKind, Message, PolicyReportError, Problem, SourceLocation
from policyreport.ledger import Ledger
from policyreport.ledger.blobs import sha256
from policyreport.ledger.inspection import DamagedContent
from policyreport.ledger.issues import Issue, IssuedFile
from policyreport.ledger.witness import MANIFEST, Witness, issued_sets, listed
from policyreport.project import Project
from policyreport.publish.staging import writing
from policyreport.publish.verify import identity_in


@dataclass(frozen=True, slots=True)
class Adoption:
    """A set that stands and is to become an issue: its files, and those of its inputs that are still what they were."""

    issue: Issue
    files: Mapping[str, bytes]
    inputs: Mapping[str, bytes]

    @property
    def lost_inputs(self) -> int:
        """How many of its inputs were changed since, so that it cannot be made again."""
        return len(self.issue.inputs) - len(self.inputs)


def adoptions(project: Project, ledger: Ledger | None, witness: Witness | None, now: datetime) -> list[Adoption]:
    """Return the sets that stand and that a ledger does not know, as the issues that they would be.

    What was built and never issued is none of them. Their numbers go on from what the ledger knows, or the witness of
    the one before. Raises ``PolicyReportError``
    OUTPUT for a set whose files are not as its manifest lists them.
    """
    found, problems = list[Adoption](), list[Problem]()
    for folder in issued_sets(project.out, witness):
        try:
            with writing(f"{project.out.name}/{folder.name}"):
                manifest = (folder / MANIFEST).read_bytes()
                key = sha256(manifest)
                if not (ledger and _knows(ledger, folder.name, key)):
                    found.append(_adoption(project, folder, manifest, _number(folder.name, key, ledger, witness), now))
        except PolicyReportError as error:
            problems += error.problems
    if problems:
        raise PolicyReportError(problems)
    return found


def adopt(
    ledger: Ledger, adopted: Iterable[Adoption], restored: Iterable[bytes], witness: Witness | None, at: str
) -> None:
    """Write sets down as issues, keep again what was lost, and make the ledger that of the output folder."""
    with ledger.transaction():
        for content in restored:
            ledger.blobs.restore(content)
        for each in adopted:
            for content in (*each.files.values(), *each.inputs.values()):
                ledger.blobs.store(content)
            ledger.issues.write_pending(each.issue)
            ledger.issues.confirm(each.issue.set_name, each.issue.number)
        ledger.mark_adopted(at, witness.number if witness else 0)
    ledger.write_witness()


def restorable(project: Project, lost: Iterable[DamagedContent]) -> Mapping[str, bytes]:
    """Return what a ledger lost and the project's files still hold: by the SHA-256 of each."""
    found = dict[str, bytes]()
    for each in lost:
        for path in (project.out / each.issue.set_name / each.name, project.root / each.name):
            content = _read(path)
            if content is not None and sha256(content) == each.sha256:
                found[each.sha256] = content
    return found


def _knows(ledger: Ledger, set_name: str, manifest: str) -> bool:
    return ledger.issues.has_manifest(set_name, manifest) or ledger.unissued.has_manifest(set_name, manifest)


def _number(set_name: str, manifest: str, ledger: Ledger | None, witness: Witness | None) -> int:
    """Return which issue of its set it is: the one that was written down beside it, or the next one."""
    newest = ledger.issues.numbers().get(set_name, 0) if ledger else 0
    if witness is None:
        return newest + 1
    had_no_number = witness.unissued.get(set_name) == manifest
    return max(newest + 1, witness.issues.get(set_name, 0 if had_no_number else 1) + had_no_number)


def _adoption(project: Project, folder: Path, manifest: bytes, number: int, now: datetime) -> Adoption:
    place = f"{project.out.name}/{folder.name}"
    files = {MANIFEST: manifest}
    for name, key in _listed_with_editions(folder, manifest, f"{place}/{MANIFEST}"):
        content = _read(folder / name)
        if content is None or sha256(content) != key:
            raise PolicyReportError([_edited(f"{place}/{name}")])
        files[name] = content
    inputs = {str(one["path"]): str(one["sha256"]) for one in json.loads(manifest).get("inputs", ())}
    contents = {path: _read(project.root / path) for path in inputs if _is_inside(project, path)}
    known = {path: held for path, held in contents.items() if held is not None and sha256(held) == inputs[path]}
    written = datetime.fromtimestamp((folder / MANIFEST).stat().st_mtime, UTC)
    issue = Issue(
        folder.name,
        number,
        sha256(manifest),
        min(written, now).isoformat(timespec="seconds"),
        files={name: IssuedFile(sha256(content), identity_in(name, content)) for name, content in files.items()},
        inputs=inputs,
        adopted_at=now.isoformat(timespec="seconds"),
    )
    return Adoption(issue, files, known)


def _listed_with_editions(folder: Path, manifest: bytes, place: str) -> Iterator[tuple[str, str]]:
    """Yield the files of a set and their SHA-256, also those that its lists of editions name."""
    try:
        lists = {part["name"] for kind in json.loads(manifest).get("editions", ()) for part in kind["listed_in"]}
        for name, key in listed(manifest):
            yield name, key
            if name in lists:
                lines = map(json.loads, (folder / name).read_bytes().splitlines())
                yield from ((str(line["name"]), str(line["sha256"])) for line in lines)
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise PolicyReportError([_edited(place)]) from error


def _is_inside(project: Project, path: str) -> bool:
    return (project.root / path).resolve().is_relative_to(project.root.resolve())


def _read(path: Path) -> bytes | None:
    """Return what a file holds; None where there is none, or a link."""
    try:
        return None if path.is_symlink() or not path.is_file() else path.read_bytes()
    except OSError:
        return None


def _edited(place: str) -> Problem:
    what = Message(
        "it is not as its set's manifest lists it, so that the set cannot be taken up",
        "manifest.json에 적힌 그대로가 아니어서 이 판을 등록할 수 없습니다",
    )
    hint = Message(
        "put the file back as it was issued, or move the set's folder out of out/, and try again",
        "발행한 그대로의 파일을 되돌려 놓거나, 그 판의 폴더를 out/ 밖으로 옮긴 다음 다시 하십시오",
    )
    return Problem(ErrorKind.OUTPUT, "ledger.edited-set", what, SourceLocation(place), hint=hint)
