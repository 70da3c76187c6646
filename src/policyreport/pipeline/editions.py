"""The editions of a report kind: one for each record of a collection, their names checked before any is made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from policyreport.diagnostics import ErrorKind, Message, PolicyReportError, Problem, SourceLocation, raise_any
from policyreport.document.report_type import PerRecord, ReportKind
from policyreport.pipeline.file_names import file_stem, unusable_name
from policyreport.pipeline.selection import Selected, Variant
from policyreport.publish.staging import folded
from policyreport.templating import plain_line
from policyreport.templating.template_context import TemplateContext

_RECIPIENTS = "recipients"
_HINT = Message(
    "change 'name' in report.yaml, or what the record says", "report.yaml의 name이나 이 기록의 내용을 고치십시오"
)

PlacesOf = Mapping[tuple[str, str], SourceLocation]
"""Where records stand, by their collections and ids."""


@dataclass(frozen=True, slots=True)
class Edition:
    """A report for one record: the kind and the record's id, its files' name without ending, and the record's place.

    ``label`` is how problems name it: a recipient's files may have a name that problems do not tell.
    """

    report: str
    record: str
    stem: str
    place: SourceLocation | None
    label: str

    def file_name(self, variant: Variant, folder: str) -> str:
        """Return what its file is called in the set: ``field/음식점 자료.pdf``."""
        return f"{folder}/{variant.file_name(self.stem)}"


def editions(chosen: Selected, context: TemplateContext, places: PlacesOf) -> tuple[Edition, ...]:
    """Return the editions of a kind, in the order of their records; none for a kind that makes one document.

    Raises ``PolicyReportError`` (exit codes 3, 4, 6 and 7) with the problems of all their names.
    """
    report = chosen.report
    if report.editions is None:
        return ()
    made, problems = _named(report, report.editions, context, places)
    raise_any(problems)
    raise_any([problem for one in made for problem in _unsafe(one, chosen)])
    return tuple(made)


def require_own_names(chosen: Iterable[tuple[Selected, tuple[Edition, ...]]]) -> None:
    """Raise ``PolicyReportError`` (exit code 3) where two editions would have files of one name on some system."""
    first: dict[str, Edition] = {}
    problems: list[Problem] = []
    for selected, made in chosen:
        for edition in made:
            names = [folded(edition.file_name(v, selected.report.stem)) for v in selected.variants]
            earlier = next((first[name] for name in names if name in first), None)
            first |= dict.fromkeys(names, edition)
            problems += [_twice(earlier, edition)] if earlier else []
    raise_any(problems)


def _named(
    report: ReportKind, per: PerRecord, context: TemplateContext, places: PlacesOf
) -> tuple[list[Edition], list[Problem]]:
    made: list[Edition] = []
    problems: dict[Problem, None] = {}
    for record in context.records(per.collection):
        try:
            stem = file_stem(plain_line(report, per.name, context.names_for(per, record)))
        except PolicyReportError as error:
            problems |= dict.fromkeys(error.problems)
        else:
            place = places.get((per.collection, record))
            label = f"{per.singular} {record}" if per.collection == _RECIPIENTS else stem
            made.append(Edition(report.kind, record, stem, place, label))
    return made, list(problems)


def _unsafe(edition: Edition, chosen: Selected) -> Iterator[Problem]:
    names = (variant.file_name(edition.stem) for variant in chosen.variants)
    refused = next(filter(None, (unusable_name(name, edition.stem) for name in names)), None)
    if refused:
        what, hint = refused
        named = Message(f"'{edition.record}': {what.en}", f"'{edition.record}': {what.ko}")
        yield Problem(ErrorKind.DATA, "editions.name", named, edition.place, "name", hint or _HINT)


def _twice(earlier: Edition, later: Edition) -> Problem:
    place = str(earlier.place or earlier.report)
    what = Message(
        f"the editions for '{earlier.record}' ({place}) and '{later.record}' would have files of the same name",
        f"'{earlier.record}'({place})와(과) '{later.record}'의 파일 이름이 같습니다",
    )
    hint = Message(
        "let 'name' in report.yaml say what tells them apart, such as the id; capitals do not",
        "report.yaml의 name에 식별자처럼 서로 다른 것을 넣으십시오. 대소문자만 다르면 같은 이름입니다",
    )
    return Problem(ErrorKind.DATA, "editions.same-name", what, later.place, "name", hint)
