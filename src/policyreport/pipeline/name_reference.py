"""What templates can use, as users look it up: every name, function, filter and test, with examples from a project."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from policyreport.diagnostics import ErrorKind, Message, PolicyReportError, Problem, did_you_mean
from policyreport.facts import derive, newest_quarter
from policyreport.inputs import load
from policyreport.model import Dataset, Facts
from policyreport.model.base import Audience
from policyreport.model.dataset import COLLECTIONS
from policyreport.pipeline.options import parse_quarter
from policyreport.pipeline.specimen import specimen
from policyreport.project import Project
from policyreport.project.snapshot import input_snapshot
from policyreport.templating.name_list import (
    FUNCTION,
    RECORD,
    TEXT,
    Examples,
    NameEntry,
    NameGroup,
    group_named,
    name_groups,
)
from policyreport.templating.name_meanings import (
    ATTRIBUTES,
    DOCUMENT,
    FILTERS,
    FUNCTIONS,
    RECIPIENT,
    TESTS,
    Usage,
    meaning_of,
)
from policyreport.templating.template_context import template_names

_BY_DIMENSION = "programs.dimensions"
"""The group whose names are the project's own dimensions."""

_VALUE = Message("value", "값")
_FILTER, _TEST = Message("filter", "필터"), Message("test", "검사")
_MARKDOWN_ALONE = Message("function, Markdown alone", "함수(Markdown만)")
_NONE = Message("", "")


@dataclass(frozen=True, slots=True)
class NameRow:
    """One name as it is listed: ``written`` in a template, with an example, and the section that tells what it has.

    ``example`` is None where the value is missing, and empty where there is nothing to show.
    """

    name: str
    written: str
    kind: Message
    meaning: Message
    example: Message | None = _NONE
    leads_to: str = ""


@dataclass(frozen=True, slots=True)
class NameSection:
    """Names that belong together; ``key`` is what users ask for, and ``usage`` how a template reaches one of them."""

    key: str
    title: Message
    usage: str
    rows: Sequence[NameRow]


@cache
def specimen_groups() -> Mapping[str, NameGroup]:
    """Return the groups of names that there are in any project."""
    facts = specimen()
    return name_groups(template_names(facts), tuple(facts.known.dimensions))


def name_sections(project: Project | None = None, quarter: str = "") -> Sequence[NameSection]:
    """Return every section: the names at the top first, then what each of them has, then functions, filters and tests.

    Examples are those of a project's quarter, the newest where none is named; there are none without a project. What is
    for the office alone is among them, for it is the office that reads them.
    """
    facts = _facts(project, quarter) if project else None
    groups = specimen_groups()
    if facts is not None:
        groups = {**groups, _BY_DIMENSION: _own_dimensions(groups[_BY_DIMENSION], facts)}
    examples = Examples(groups, template_names(facts), tuple(facts.known.dimensions)) if facts else None
    own = [_section(group, groups, examples) for group in groups.values() if group.entries]
    return [own[0], *_of_documents(), *own[1:], *_of_values(), *_calls()]


_INTERNAL: Audience = "internal"


def _facts(project: Project, quarter: str) -> Facts:
    with input_snapshot(project) as snapshot:
        dataset: Dataset = load(snapshot).dataset
    return derive(dataset, parse_quarter(quarter) if quarter else newest_quarter(dataset), _INTERNAL, [])


def _own_dimensions(group: NameGroup, facts: Facts) -> NameGroup:
    of = facts.known.dimensions.items()
    entries = [
        NameEntry(
            name, f"{group.written}.{name}", TEXT, Message(f"its member: {one.title}", f"{one.title} 구분의 항목")
        )
        for name, one in of
    ]
    return replace(group, entries=entries)


def _section(group: NameGroup, groups: Mapping[str, NameGroup], examples: Examples | None) -> NameSection:
    rows = [
        NameRow(
            entry.name,
            entry.written,
            entry.kind,
            entry.meaning or _NONE,
            examples.of(group, entry) if examples else _NONE,
            entry.leads_to,
        )
        for entry in group.entries
    ]
    if not group.key:
        return NameSection("", Message("what every template can name", "어느 템플릿에나 있는 이름"), "", rows)
    parent = groups[group.parent]
    title = meaning_of(group.parent, parent.record, group.name) or _NONE
    shown = next((row for name in _TELLING for row in rows if row.name == name), rows[0])
    printed = f"{{{{ {shown.written} }}}}"
    return NameSection(group.key, title, group.written_in_loops(f" {printed} ") if group.loops else printed, rows)


_TELLING = ("title", "name", "label", "value", "current")
"""The names by which an example of a use tells most."""


def _of_documents() -> Iterator[NameSection]:
    """Yield what only some templates can name: the document itself, and the record of an edition."""
    documents = [NameRow(name, f"document.{name}", TEXT, meaning) for name, meaning in DOCUMENT.items()]
    title = Message("what drawn templates can name besides", "Word·Excel·한글로 그린 템플릿에 더 있는 이름")
    yield NameSection("document", title, "{{ document.title }}", documents)
    records = [
        NameRow(
            of.singular,
            of.singular,
            RECORD,
            Message(f"the record of the edition (for: {name})", f"그 부의 {of.title}(for: {name})"),
            _NONE,
            name,
        )
        for name, of in COLLECTIONS.items()
        if of.singular
    ]
    recipients = [NameRow(name, f"recipient.{name}", TEXT, meaning) for name, meaning in RECIPIENT.items()]
    title = Message(
        "what a report with an edition for each can name besides", "부마다 내는 보고서(for:)에 더 있는 이름"
    )
    yield NameSection("editions", title, "{{ program.title }}", [*records, *recipients])


_VALUES = {
    "loop": Message("what a loop has, within {% for %}", "반복({% for %}) 안에 있는 것"),
    "date": Message("what every date has", "날짜마다 있는 것"),
    "number": Message("what every number has", "수치마다 있는 것"),
}


def _of_values() -> Iterator[NameSection]:
    for key, usages in ATTRIBUTES.items():
        sample = next(iter(usages.values())).sample
        rows = [
            NameRow(name, f"loop.{name}" if key == "loop" else f".{name}", _VALUE, one.meaning, _sample(one))
            for name, one in usages.items()
        ]
        yield NameSection(key, _VALUES[key], sample, rows)


def _calls() -> Iterator[NameSection]:
    tables = (
        ("functions", Message("functions", "함수"), FUNCTIONS, FUNCTION),
        ("filters", Message("filters", "필터"), FILTERS, _FILTER),
        ("tests", Message("tests", "검사"), TESTS, _TEST),
    )
    for key, title, usages, kind in tables:
        rows = [
            NameRow(name, name, kind if one.drawn else _MARKDOWN_ALONE, one.meaning, _sample(one))
            for name, one in usages.items()
        ]
        yield NameSection(key, title, "", rows)


def _sample(usage: Usage) -> Message:
    line = " ".join(usage.sample.split("\n"))
    return Message(line, line)


def find_sections(asked: str, sections: Sequence[NameSection]) -> Sequence[NameSection]:
    """Return the sections that are asked for: by name, by a path such as ``programs.money``, or by a word.

    A word finds all names that hold it, in themselves or in what they mean; the last part of a path those of what the
    rest leads to. ``PolicyReportError`` (exit code 2) where nothing is found.
    """
    word = asked.strip()
    by_key = {section.key: section for section in sections}
    owner, _, name = word.rpartition(".")
    group, of = (group_named(path, specimen_groups()) for path in (word, owner))
    if word and (key := group.key if group else word) in by_key:
        return [by_key[key]]
    among = [by_key[of.key]] if owner and of and of.key in by_key else sections
    wanted = name if owner else word
    found = [replace(section, rows=rows) for section in among if (rows := [*_holding(wanted, section.rows)])]
    if not found:
        raise PolicyReportError([_unknown(word, wanted, among)])
    return found


def _holding(word: str, rows: Iterable[NameRow]) -> Iterator[NameRow]:
    said = word.lower()
    for row in rows:
        if said and (said in row.name or said in row.meaning.ko or said in row.meaning.en.lower()):
            yield row


def _unknown(asked: str, name: str, sections: Sequence[NameSection]) -> Problem:
    what = Message(f"there is no name '{asked}'", f"'{asked}'(이)라는 이름은 없습니다")
    known = [*(section.key for section in sections), *(row.name for section in sections for row in section.rows)]
    hint = did_you_mean(name, filter(None, known))
    owner = f" {sections[0].key}" if len(sections) == 1 else ""
    see = Message(f"; all names: policyreport names{owner}", f" 모든 이름: policyreport names{owner}")
    return Problem(ErrorKind.USAGE, "names.unknown", what, hint=Message(hint.en + see.en, hint.ko + see.ko))


def names_page(sections: Iterable[NameSection], *, korean: bool = True) -> str:
    """Return all sections as Markdown tables, for the documentation."""
    return "\n".join(_page(section, korean=korean) for section in sections)


def _page(section: NameSection, *, korean: bool) -> str:
    def say(message: Message) -> str:
        return (message.ko if korean else message.en).replace("|", "\\|")

    heads = ("이름", "종류", "뜻") if korean else ("name", "kind", "meaning")
    has_examples = any(row.example and row.example.en for row in section.rows)
    lines = [f"## {say(section.title)}" + (f" (`{section.key}`)" if section.key else ""), ""]
    lines += [f"`{section.usage}`", ""] if section.usage else []
    lines += [
        f"| {' | '.join(heads)} |" + (" 예 |" if has_examples else ""),
        "|---|---|---|" + ("---|" if has_examples else ""),
    ]
    for row in section.rows:
        known = ("", section.key, row.name, f"{section.key}.{row.name}")
        leads = "" if row.leads_to in known else f" → `{row.leads_to}`"
        name = f"`{row.written}`{leads}"
        lines.append(
            f"| {name} | {say(row.kind)} | {say(row.meaning)} |"
            + (f" `{say(row.example or _NONE)}` |" if has_examples else "")
        )
    return "\n".join([*lines, ""])
