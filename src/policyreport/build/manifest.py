"""What a published set is made of: its files, and for each printed number what it stands on and where it is printed."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from policyreport.build.edition import Edition
from policyreport.document.rendered import Rendered
from policyreport.document.tightening import Change
from policyreport.model import Fact, Facts, Source
from policyreport.project import Project, Settings

MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Output:
    """One file of a set: its name, the report kind and edition, what was rendered, and how it was made to fit."""

    name: str
    report: str
    edition: Edition
    rendered: Rendered
    tightened: tuple[Change, ...] = ()

    @property
    def form(self) -> str:
        """The format."""
        return self.edition.form


def manifest(
    project: Project, settings: Settings, facts: Facts, outputs: Sequence[Output], *, draft: bool = False
) -> bytes:
    """Return the manifest of a set as UTF-8 JSON, the same for the same inputs on any day and in any folder.

    ``numbers`` holds every printed fact, and every fact that one of them was derived from, with the places of its
    value in the data, its sources, and where each file prints it. A file in large print says so, and one that had to be
    made to fit tells how.
    """
    printed = _printed(outputs)
    said = {
        "policyreport": version("policyreport"),
        "project": settings.name,
        "title": settings.title,
        "quarter": str(facts.report.quarter),
        "as_of": facts.report.as_of.isoformat(),
        **({"draft": True} if draft else {}),
        "files": [_file(output) for output in outputs],
        "inputs": [_input(project, path) for path in _inputs(project)],
        "numbers": [_number(facts[fact], printed[fact]) for fact in _needed(facts, printed)],
        "sources": [_source(source) for source in facts.known.sources],
    }
    return (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode()


def held(folder: Path) -> list[tuple[str, Edition]]:
    """Return the report kinds and editions of the files that a published set holds; none where there is no set."""
    try:
        said = json.loads((folder / MANIFEST).read_bytes())
        return [
            (f["report"], Edition(f["format"], large_print=f.get("large_print") is True))
            for f in said["files"]
            if (folder / f["name"]).is_file()
        ]
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return []


def _printed(outputs: Iterable[Output]) -> Mapping[str, list[dict[str, str]]]:
    printed: defaultdict[str, list[dict[str, str]]] = defaultdict(list)
    for output in outputs:
        for placed in output.rendered.placements:
            printed[placed.fact].append({"file": output.name, "where": placed.where, "text": placed.text})
    return printed


def _needed(facts: Facts, printed: Iterable[str]) -> list[str]:
    needed: dict[str, None] = {}
    waiting = sorted(printed)
    while waiting:
        fact = waiting.pop(0)
        if fact not in needed:
            needed[fact] = None
            waiting.extend(facts[fact].derived_from)
    return sorted(needed)


def _number(fact: Fact, printed: list[dict[str, str]]) -> dict[str, object]:
    said: dict[str, object] = {
        "fact": fact.id,
        "value": None if fact.value is None else f"{fact.value.normalize():f}",
        "unit": fact.unit,
        "rule": fact.rule,
        "bound": fact.bound,
        "as_of": fact.as_of,
        "missing": fact.missing,
        "sources": list(fact.sources),
        "stands_at": [str(place) for place in fact.places],
        "derived_from": list(fact.derived_from),
        "printed": printed,
    }
    return {name: value for name, value in said.items() if value not in ("", None, []) or name == "value"}


def _file(output: Output) -> dict[str, object]:
    content = output.rendered.content
    return {
        "name": output.name,
        "report": output.report,
        "format": output.form,
        **({"large_print": True} if output.edition.large_print else {}),
        "sha256": hashlib.sha256(content).hexdigest(),
        "bytes": len(content),
        "extent": output.rendered.extent,
        **({"tightened": output.tightened} if output.tightened else {}),
    }


def _inputs(project: Project) -> Iterator[Path]:
    for folder in (project.data, project.templates):
        yield from sorted(
            (p for p in folder.rglob("*") if p.is_file() and not _is_hidden(p, folder)), key=project.relative
        )


def _is_hidden(path: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(folder).parts)


def _input(project: Project, path: Path) -> dict[str, str]:
    with path.open("rb") as file:
        return {"path": project.relative(path), "sha256": hashlib.file_digest(file, "sha256").hexdigest()}


def _source(source: Source) -> dict[str, object]:
    return {**source.model_dump(mode="json", exclude_none=True)}
