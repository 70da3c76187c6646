"""Which reports are made, in which formats."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from policyreport.document.report import ReportKind
from policyreport.errors import Kind, Problem, Words, did_you_mean, raise_any
from policyreport.render import FORMATS


@dataclass(frozen=True, slots=True)
class Selected:
    """A report kind, and those of its formats that are to be made."""

    report: ReportKind
    formats: tuple[str, ...]


def selected(kinds: Mapping[str, ReportKind], reports: Sequence[str], formats: Sequence[str]) -> list[Selected]:
    """Return the reports asked for, in the formats asked for; every report in its own formats where none is named.

    A format that is asked for is made of every report, also of one that does not list it. Raises ``PolicyReportError``
    for names that do not exist (exit codes 2 and 3) and for two files of one name.
    """
    problems = [*_unknown(reports, kinds, "--report"), *_unknown(formats, FORMATS, "--format")]
    raise_any(problems or list(_unknown_formats(kinds.values())))
    chosen = [
        Selected(kind, tuple(dict.fromkeys(formats)) or tuple(f.text for f in kind.formats))
        for name, kind in kinds.items()
        if not reports or name in reports
    ]
    raise_any(list(_same_names(chosen)))
    return chosen


def with_held(
    selection: Sequence[Selected], held: Iterable[tuple[str, str]], kinds: Mapping[str, ReportKind]
) -> list[Selected]:
    """Return a selection with what the set already holds, so that a set is always whole and of one making.

    ``held`` names report kinds and formats; those that no longer exist are passed over. Raises ``PolicyReportError``
    where two files would have one name (exit code 3).
    """
    wanted = {s.report.kind: dict.fromkeys(s.formats) for s in selection}
    for kind, form in held:
        if kind in kinds and form in FORMATS:
            wanted.setdefault(kind, {})[form] = None
    chosen = [Selected(kind, tuple(wanted[name])) for name, kind in kinds.items() if name in wanted]
    raise_any(list(_same_names(chosen)))
    return chosen


def _unknown(asked: Iterable[str], known: Iterable[str], option: str) -> Iterator[Problem]:
    names = list(known)
    for name in asked:
        if name not in names:
            what = Words(f"there is no '{name}'", f"'{name}'은(는) 없습니다")
            yield Problem(Kind.USAGE, "usage.unknown-name", what, field=option, hint=did_you_mean(name, names))


def _unknown_formats(kinds: Iterable[ReportKind]) -> Iterator[Problem]:
    for kind in kinds:
        for form in kind.formats:
            if form.text not in FORMATS:
                what = Words(f"there is no format '{form.text}'", f"'{form.text}' 형식은 없습니다")
                hint = did_you_mean(form.text, FORMATS)
                yield Problem(Kind.DATA, "report.unknown-format", what, form.place, "formats", hint)


def _same_names(chosen: Iterable[Selected]) -> Iterator[Problem]:
    names = Counter(f"{s.report.stem}.{form}".casefold() for s in chosen for form in s.formats)
    for name, count in names.items():
        if count > 1:
            what = Words(
                f"{count} reports would be written to '{name}'",
                f"보고서 {count}개의 파일 이름이 '{name}'(으)로 같습니다",
            )
            hint = Words("give each report.yaml its own 'stem'", "report.yaml마다 다른 stem을 쓰십시오")
            yield Problem(Kind.DATA, "report.same-name", what, field="stem", hint=hint)
