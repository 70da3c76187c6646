"""The list of names is what templates can use: nothing is left out, each name works, and each has its meaning."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import cast

import pytest
from tests.made_up import made_up
from tests.templating.writing import kind

from policyreport.diagnostics import PolicyReportError
from policyreport.document.nodes import Meta
from policyreport.facts import derive, newest_quarter
from policyreport.inputs import load
from policyreport.model import Dataset, Facts
from policyreport.office_templates import _DOCUMENT
from policyreport.office_templates.engine import _HELPERS
from policyreport.pipeline.name_reference import find_sections, name_sections, specimen_groups
from policyreport.pipeline.specimen import specimen
from policyreport.project import open_project
from policyreport.project.settings import Settings
from policyreport.templating import compose
from policyreport.templating.environment import Sandbox
from policyreport.templating.functions import TemplateFunctions
from policyreport.templating.name_list import FUNCTION, LIST, PICTURE, RECORD, NameGroup, kind_of
from policyreport.templating.name_meanings import ATTRIBUTES, DOCUMENT, FILTERS, FUNCTIONS, RECIPIENT, TESTS
from policyreport.templating.placeholders import Placeholders
from policyreport.templating.template_context import _PRINTABLE, template_names
from policyreport.templating.undefined_names import UndefinedCollector, collecting_undefined
from policyreport.templating.view import _DATE, _FIGURE, _LOOP, View

REPOSITORY = Path(__file__).parents[2]
REAL = load(open_project(REPOSITORY)).dataset
SETTINGS = Settings(name="names", title="이름", organisation="가상부", licence="공공누리", mark="가상")
GROUPS = specimen_groups()
ENTRIES = [(group, entry) for group in GROUPS.values() for entry in group.entries]
USAGES = {
    **FUNCTIONS,
    **FILTERS,
    **TESTS,
    **{f"{of}.{n}": u for of, each in ATTRIBUTES.items() for n, u in each.items()},
}
NOT_USABLE = {
    ("Indicator", "formula"),
    ("Indicator", "weight"),
    ("QuarterReport", "quarter"),
    ("Observation", "dimensions"),
}
"""What views hold and no template can print, compare or follow: none of these is listed."""


def use(group: NameGroup, written: str, sort: object) -> str:
    """Return a template that really uses a name: it prints it, loops over it, or asks for it."""
    match sort:
        case _ if sort is LIST:
            return group.written_in_loops(f"{{% for any in {written} %}}{{% endfor %}}")
        case _ if sort is RECORD:
            return group.written_in_loops(f"{{% if {written} %}}있음{{% endif %}}")
        case _ if sort is PICTURE:
            return group.written_in_loops(f"{{% if {written} %}}{{{{ {written}.alt }}}}{{% endif %}}")
        case _ if sort is FUNCTION:
            return group.written_in_loops(f'{{% for any in {written}("region") %}}{{% endfor %}}')
        case _:
            return group.written_in_loops(f"{{{{ {written} }}}}")


def test_each_name_can_be_used_in_a_template():
    body = "\n\n".join(use(group, entry.written, entry.kind) for group, entry in ENTRIES)
    assert compose(kind(body), specimen(), SETTINGS).blocks


@pytest.mark.parametrize("name", USAGES)
def test_each_function_filter_and_test_can_be_used_as_the_list_shows(name: str):
    assert compose(kind(f"가\n\n{USAGES[name].sample}\n"), specimen(), SETTINGS).blocks


def test_each_name_has_its_meaning_in_both_languages():
    where = "src/policyreport/templating/name_meanings.py"
    without = [f"{g.key}.{e.name}" for g, e in ENTRIES if e.meaning is None or not all(e.meaning)]
    assert without == [], f"no meaning yet, or in one language alone: add it in {where}"
    said = [usage.meaning for usage in USAGES.values()] + [*DOCUMENT.values(), *RECIPIENT.values()]
    assert all(message.en and message.ko for message in said)


def test_a_meaning_is_in_the_language_it_is_for():
    assert [
        e.name for _, e in ENTRIES if e.meaning and not any("가" <= letter <= "힣" for letter in e.meaning.ko)
    ] == []


def test_every_function_filter_and_test_is_listed():
    placeholders = Placeholders()
    functions = TemplateFunctions(placeholders).functions()
    undefined = collecting_undefined(UndefinedCollector(lambda _: None, ()))
    sandbox = Sandbox({}, placeholders, undefined, functions)
    assert set(FUNCTIONS) == set(functions)
    assert set(FILTERS) == set(sandbox.chosen)
    assert set(TESTS) == {name for name in sandbox.tests if name.isalpha()}
    assert {name for name, usage in FUNCTIONS.items() if usage.drawn} == set(_HELPERS)
    assert {of: set(each) for of, each in ATTRIBUTES.items()} == {
        "loop": set(_LOOP),
        "date": set(_DATE),
        "number": set(_FIGURE),
    }
    assert set(DOCUMENT) == set(_DOCUMENT) <= set(Meta.__dataclass_fields__)
    assert set(RECIPIENT) == set(_PRINTABLE)


def facts_of(dataset: Dataset) -> Facts:
    return derive(dataset, newest_quarter(dataset), "internal", [])


def views_of(facts: Facts) -> Iterator[View]:
    """Yield every view that a template can reach, each shape of it once."""
    queue: deque[object] = deque(template_names(facts).values())
    known: set[object] = set()
    while queue:
        value = queue.popleft()
        if isinstance(value, list | tuple):
            queue.extend(value[:50])
        elif callable(value):
            queue.extend(
                row for name in facts.known.dimensions for row in cast("Callable[[str], list[View]]", value)(name)
            )
        elif isinstance(value, View) and id(value) not in known:
            known.add(id(value))
            yield value
            queue.extend(value.get(name) for name in value.names())


def unlisted(facts: Facts) -> set[tuple[str, str]]:
    """Return what views have and the list has not, by the kind of record and the name."""
    shapes = [({entry.name for entry in group.entries}, group.record) for group in GROUPS.values() if group.key]
    lacking: set[tuple[str, str]] = set()
    for view in views_of(facts):
        names = {name for name in view.names() if (view.record, name) not in NOT_USABLE}
        of_record = [listed for listed, record in shapes if record == view.record and (record or names <= listed)]
        listed = min(of_record, key=len, default=set())
        lacking |= {(view.record or "+".join(sorted(names)), name) for name in names - listed}
    return lacking


@pytest.mark.parametrize("facts", [specimen(), facts_of(made_up(6, 7, 3)), facts_of(REAL)], ids=["all", "made", "real"])
def test_every_name_that_a_template_reaches_is_listed(facts: Facts):
    assert set(template_names(facts)) == {entry.name for entry in GROUPS[""].entries}
    assert {(of, name) for of, name in unlisted(facts) if name not in facts.known.dimensions} == set()


def test_what_is_not_listed_cannot_be_used():
    found = [view for view in views_of(specimen()) if view.record]
    for record, name in NOT_USABLE:
        values = [view.get(name) for view in found if view.record == record]
        assert values
        assert {kind_of(value) for value in values} == {None}


def test_each_name_that_leads_on_leads_to_a_group():
    assert {e.leads_to for _, e in ENTRIES if e.leads_to} <= set(GROUPS)
    assert all(bool(e.leads_to) for _, e in ENTRIES if e.kind in (RECORD, LIST, FUNCTION) and e.name != "dimensions")


@pytest.mark.parametrize(
    ("asked", "key"),
    [
        ("programs", "programs"),
        ("program", "programs"),
        ("지원사업", "programs"),
        ("programs.budget", "budgets"),
        ("programs.money", "programs.money"),
        ("outcomes", "indicators"),
        ("indicators.history", "indicators.history"),
        ("filters", "filters"),
        ("loop", "loop"),
    ],
)
def test_what_is_asked_for_is_found(asked: str, key: str):
    (section,) = find_sections(asked, name_sections())
    assert section.key == key


def test_a_word_finds_the_names_that_mean_it():
    found = find_sections("집행률", name_sections())
    assert {"budget_total", "budgets", "programs.money"} <= {section.key for section in found}
    assert all("집행률" in row.meaning.ko for section in found for row in section.rows)


def test_what_is_not_there_is_told_with_the_nearest_name():
    with pytest.raises(PolicyReportError) as caught:
        find_sections("programs.monye", name_sections())
    (problem,) = caught.value.problems
    assert (problem.code, caught.value.exit_code) == ("names.unknown", 2)
    assert problem.hint is not None
    assert "'money'" in problem.hint.en


def test_examples_are_the_projects_own():
    sections = {section.key: section for section in name_sections(open_project(REPOSITORY), "2025Q2")}
    titles = {row.name: row.example for row in sections["programs"].rows}
    assert titles["title"] is not None
    assert titles["title"].ko == "온디바이스 AI 챌린지"
    assert titles["call_opens"] is None
    top = {row.name: row.example for row in sections[""].rows}
    assert top["programs"] is not None
    assert top["programs"].en.startswith("6: ")
    assert top["budgets"] is None


def test_the_page_of_the_documentation_is_as_the_code_says_it():
    spec = spec_from_file_location("write_names_page", REPOSITORY / ".ci" / "write_names_page.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    behind = "the names are behind the code; write them: python .ci/write_names_page.py"
    assert module.PAGE.read_text(encoding="utf-8") == module.page(), behind
