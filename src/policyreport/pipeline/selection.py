"""Which reports are made, in which formats."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from policyreport.diagnostics import ErrorKind, Message, Problem, did_you_mean, raise_any
from policyreport.document.report_type import ReportKind
from policyreport.renderers import FORMATS

_FOR_PRINT = frozenset({"pdf", "docx", "hwpx"})
"""Formats whose type is ours to set; people set the others larger themselves."""


@dataclass(frozen=True, slots=True)
class Variant:
    """A format, ordinary or in large print."""

    form: str
    large_print: bool = False

    def file_name(self, stem: str) -> str:
        """Return what its file is called: ``briefing.pdf``, ``briefing-large.pdf``."""
        return f"{stem}{'-large' if self.large_print else ''}.{self.form}"


def variants(forms: Iterable[str], *, large_print: bool) -> Iterator[Variant]:
    """Yield the ordinary variant of each format, and where asked for the one in large print, if it can have one."""
    for form in forms:
        yield Variant(form)
        if large_print and form in _FOR_PRINT:
            yield Variant(form, large_print=True)


def in_order(chosen: Iterable[Variant]) -> tuple[Variant, ...]:
    """Return variants, each once, in the order of the formats, so that it does not matter when one was asked for."""
    order = list(FORMATS)
    return tuple(sorted(set(chosen), key=lambda variant: (order.index(variant.form), variant.large_print)))


@dataclass(frozen=True, slots=True)
class Selected:
    """A report kind, and the variants of it that are to be made."""

    report: ReportKind
    variants: tuple[Variant, ...]

    @property
    def formats(self) -> tuple[str, ...]:
        """The formats, each once."""
        return tuple(dict.fromkeys(variant.form for variant in self.variants))

    @property
    def files(self) -> tuple[str, ...]:
        """The names of the files, one for each variant; others are told by records or a template."""
        report = self.report
        return (
            ()
            if report.editions or report.file_name
            else tuple(variant.file_name(report.stem) for variant in self.variants)
        )


def selected(
    kinds: Mapping[str, ReportKind], reports: Sequence[str], formats: Sequence[str], *, large_print: bool = False
) -> list[Selected]:
    """Return the reports asked for, in the formats asked for; every report in its own formats where none is named.

    A format that is asked for is made of every report that has a template for it, also of one that does not list it.
    Raises ``PolicyReportError``
    for names that do not exist (exit codes 2 and 3), for two files of one name (3), and where large print is asked for
    of formats only that have none (2).
    """
    problems = [*_unknown(reports, kinds, "--report"), *_unknown(formats, FORMATS, "--format")]
    raise_any(problems or list(_unknown_formats(kinds.values())))
    chosen = [
        Selected(kind, tuple(_variants(kind, formats, large_print=large_print)))
        for name, kind in kinds.items()
        if (not reports or name in reports) and (name in reports or _forms(kind, formats))
    ]
    raise_any([_drawn_otherwise(s.report) for s in chosen if not s.variants])
    raise_any([*_same_names(chosen), *(_none_large(chosen) if large_print else ())])
    return chosen


def with_existing(
    selection: Sequence[Selected], existing: Iterable[tuple[str, Variant]], kinds: Mapping[str, ReportKind]
) -> list[Selected]:
    """Return a selection with what the set already holds, so that a set is always whole and of one making.

    ``existing`` names report kinds and variants; those that no longer exist are passed over. Raises
    ``PolicyReportError`` where two files would have one name (exit code 3).
    """
    of = {s.report.kind: set(s.variants) for s in selection}
    for kind, variant in existing:
        if kind in kinds and variant.form in FORMATS and kinds[kind].can_be(variant.form):
            of.setdefault(kind, set()).add(variant)
    chosen = [Selected(kind, in_order(of[name])) for name, kind in kinds.items() if name in of]
    raise_any(list(_same_names(chosen)))
    return chosen


def _forms(kind: ReportKind, formats: Sequence[str]) -> tuple[str, ...]:
    names = formats or tuple(form.text for form in kind.formats)
    return tuple(dict.fromkeys(form for form in names if kind.can_be(form)))


def _variants(kind: ReportKind, formats: Sequence[str], *, large_print: bool) -> Iterator[Variant]:
    """Yield the variants of a kind; one whose look was drawn has none in large print."""
    every = variants(_forms(kind, formats), large_print=large_print)
    return (variant for variant in every if not (variant.large_print and kind.drawn_as(variant.form)))


def _drawn_otherwise(kind: ReportKind) -> Problem:
    forms = [drawn.form for drawn in kind.drawn]
    what = Message(
        f"'{kind.kind}' was drawn for {', '.join(forms)} alone", f"'{kind.kind}'은(는) {', '.join(forms)}로만 나옵니다"
    )
    return Problem(ErrorKind.USAGE, "usage.drawn", what, field="--format", hint=did_you_mean("", forms))


def _none_large(chosen: Iterable[Selected]) -> Iterator[Problem]:
    if not any(variant.large_print for s in chosen for variant in s.variants):
        what = Message("none of these reports is made in large print", "이 가운데 큰 글자로 내는 보고서가 없습니다")
        hint = Message("ask for pdf or docx too", "pdf나 docx도 고르십시오")
        yield Problem(ErrorKind.USAGE, "usage.no-large-print", what, field="--large-print", hint=hint)


def _unknown(request: Iterable[str], known: Iterable[str], option: str) -> Iterator[Problem]:
    names = list(known)
    for name in request:
        if name not in names:
            what = Message(f"there is no '{name}'", f"'{name}'은(는) 없습니다")
            yield Problem(ErrorKind.USAGE, "usage.unknown-name", what, field=option, hint=did_you_mean(name, names))


def _unknown_formats(kinds: Iterable[ReportKind]) -> Iterator[Problem]:
    for kind in kinds:
        for form in kind.formats:
            if form.text not in FORMATS:
                what = Message(f"there is no format '{form.text}'", f"'{form.text}' 형식은 없습니다")
                hint = did_you_mean(form.text, FORMATS)
                yield Problem(ErrorKind.DATA, "report.unknown-format", what, form.place, "formats", hint)


def _same_names(chosen: Iterable[Selected]) -> Iterator[Problem]:
    names = Counter(file.casefold() for s in chosen for file in s.files)
    for name, count in names.items():
        if count > 1:
            what = Message(
                f"{count} reports would be written to '{name}'",
                f"보고서 {count}개의 파일 이름이 '{name}'(으)로 같습니다",
            )
            hint = Message("give each report.yaml its own 'stem'", "report.yaml마다 다른 stem을 쓰십시오")
            yield Problem(ErrorKind.DATA, "report.same-name", what, field="stem", hint=hint)
