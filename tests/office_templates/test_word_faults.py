"""Every fault of a template is told in one run, with its place, its tag and what may have been meant."""

from __future__ import annotations

import pytest
from docx.document import Document as WordDocument

from policyreport.diagnostics import ErrorKind

from .drawing import FILE, add_table, problems, refused, told


def test_all_faults_of_a_template_are_told_at_once_with_their_places():
    def header(document: WordDocument) -> None:
        document.sections[0].header.paragraphs[0].text = "{{ polisy.title }}"

    table = [["가", "나"], ["다", "{{ m.titel }} {{ outcomes[0].actaul }}"]]
    found = problems("가", "{{ policy.titel }}", table, "{{ count.measures | bar }}", header)
    assert {(str(p.where), p.field, p.hint.en.partition(" (all names")[0]) for p in found if p.hint} == {
        (f"{FILE} › 문단 2", "{{ policy.titel }}", "did you mean 'title'?"),
        (f"{FILE} › 문단 3", "{{ count.measures | bar }}", "did you mean 'bare'?"),
        (f"{FILE} › 머리글", "{{ polisy.title }}", "did you mean 'policy'?"),
        (f"{FILE} › 표 1, 행 2, 열 2", "{{ outcomes[0].actaul }}", "did you mean 'actual'?"),
        (
            f"{FILE} › 표 1, 행 2, 열 2",
            "{{ m.titel }}",
            next(p.hint.en.partition(" (all names")[0] for p in found if p.hint and "m.t" in p.field),
        ),
    }
    assert {p.kind for p in found} == {ErrorKind.TEMPLATE}


def test_a_wrong_name_in_a_branch_that_is_not_taken_is_found():
    assert told("{% if council %}{{ policy.titel }}{% endif %}") == {"문단 1": "template.unknown-name"}


def test_a_wrong_name_of_what_a_loop_goes_through_is_found():
    table = [["{%tr for m in measures %}"], ["{{ m.titel }}"], ["{%tr endfor %}"]]
    assert told(table) == {"표 1, 행 2, 열 1": "template.unknown-name"}


def test_names_of_a_list_without_members_are_not_judged():
    assert refused("{%p for r in risks %}", "{{ r.what }}", "{%p endfor %}") == []


UNCLOSED = [
    ("{% for m in measures %}{{ m.title }}", {"문단 1": "template.unclosed"}),
    ("{% if policy %}가", {"문단 1": "template.unclosed"}),
    ("{% endfor %}", {"문단 1": "template.unopened"}),
    ("{% else %}", {"문단 1": "template.unopened"}),
    ("{% if policy %}{% for m in measures %}{% endif %}", {"문단 1": "template.unclosed"}),
    ("{{ policy.title }", {"문단 1": "template.tag-not-closed"}),
    ("{ policy.title }}", {"문단 1": "template.tag-not-closed"}),
    ("{% if policy }가", {"문단 1": "template.tag-not-closed"}),
    ("{{ policy. }}", {"문단 1": "template.syntax"}),
    ("{% for m measures %}{% endfor %}", {"문단 1": "template.syntax"}),
    ("{% endfor m %}", {"문단 1": "template.syntax"}),
    ("{% fro m in measures %}", {"문단 1": "template.unknown-statement"}),
    ("{% macro x() %}", {"문단 1": "template.unknown-statement"}),
    ("{% include 'x' %}", {"문단 1": "template.unknown-statement"}),
    ("{% raw %}", {"문단 1": "template.unknown-statement"}),
    ("{%- if policy -%}", {"문단 1": "template.unclosed"}),
    ("{%+ if policy %}", {"문단 1": "template.unknown-statement"}),
    ("{% p if policy %}", {"문단 1": "template.unknown-statement"}),
    ("{{p policy.title }}", {"문단 1": "template.prefix"}),
    ("{%tr for m in measures %}", {"문단 1": "template.unclosed"}),
    ("{%p if policy %}가", {"문단 1": "template.unclosed"}),
    ("{{ policy.title | safe }}", {"문단 1": "template.safe"}),
    ("{{ policy }}", {"문단 1": "template.unprintable"}),
    ("{{ count.measures ~ '개' }}", {"문단 1": "template.joined-number"}),
    ("{{ '\\x07' }}", {"문단 1": "template.unprintable"}),
    ("{{ table(measures) }}", {"문단 1": "template.unknown-name"}),
]


@pytest.mark.parametrize(("text", "expected"), UNCLOSED)
def test_what_a_tag_gets_wrong_is_told(text: str, expected: dict[str, str]):
    assert told(text) == expected


def test_a_block_may_not_straddle_paragraphs():
    (problem,) = problems("{% if policy %}", "가", "{% endif %}")
    assert (problem.code, str(problem.where), problem.field) == (
        "template.straddling",
        f"{FILE} › 문단 3",
        "{% endif %}",
    )
    assert problem.hint is not None
    assert "{%p … %}" in problem.hint.ko


STRADDLING = [
    [["{% for m in measures %}", "{% endfor %}"]],
    [["{%tr for m in measures %}"], ["{{ m.title }}"], ["{%tc endfor %}"]],
    [["{%tc for m in measures %}"], ["{%tc endfor %}"]],
]


@pytest.mark.parametrize("table", STRADDLING)
def test_a_block_may_not_straddle_cells_or_rows(table: list[list[str]]):
    assert "template.straddling" in told(table).values()


def test_a_row_block_may_not_straddle_tables():
    found = told([["{%tr for m in measures %}"], ["가"]], "사이", [["나"], ["{%tr endfor %}"]])
    assert found == {"표 2, 행 2, 열 1": "template.straddling"}


def test_a_row_block_within_one_row_has_nothing_to_repeat():
    found = told([["{%tr for m in measures %}", "{{ m.title }}", "{%tr endfor %}"]])
    assert found == {"표 1, 행 1, 열 1": "template.beside-tag", "표 1, 행 1, 열 3": "template.empty-block"}


def test_text_beside_a_tag_that_takes_its_paragraph_away_is_not_lost_in_silence():
    assert told("{%p if policy %} 앞말", "가", "{%p endif %}") == {"문단 1": "template.beside-tag"}


def test_a_tag_where_nothing_is_filled_is_told():
    def described(document: WordDocument) -> None:
        paragraph = document.add_paragraph("가")
        paragraph.runs[0]._r.set("{urn:x}descr", "{{ policy.title }}")

    assert told(described) == {"문단 1": "template.out-of-reach"}


def test_a_fault_in_one_tag_does_not_hide_that_of_the_next():
    found = problems("{{ policy }}", "{{ count }}", "{{ count.measures ~ 1 }}", [["{{ measures[0] }}"]])
    assert [p.code for p in found] == [
        "template.unprintable",
        "template.unprintable",
        "template.joined-number",
        "template.unprintable",
    ]


def test_a_name_that_is_wrong_twice_is_told_at_both_tags():
    found = problems("{{ policy.titel }} {{ policy.titel ~ '' }}", "{{ policy.titel }}")
    assert [(str(p.where).removeprefix(f"{FILE} › "), p.field) for p in found] == [
        ("문단 1", "{{ policy.titel }}"),
        ("문단 1", "{{ policy.titel ~ '' }}"),
        ("문단 2", "{{ policy.titel }}"),
    ]


def test_many_faults_are_told_in_bearable_time():
    assert len(problems(*["{{ policy }}"] * 30)) == 30


REFUSED = [
    "{{ cycler.__init__.__globals__ }}",
    "{{ ''.__class__ }}",
    "{{ policy['__class__'] }}",
    "{{ policy | attr('title') }}",
    "{% if council %}{{ policy._values }}{% endif %}",
    "{{ link('javascript:alert(1)', '가') }}",
]


@pytest.mark.parametrize("text", REFUSED)
def test_what_reaches_into_the_program_is_refused(text: str):
    assert ErrorKind.SECURITY in {p.kind for p in problems(text)}


COSTLY = [
    "{{ 'A' * 10 ** 9 }}",
    "{{ 'A' * 1000000000 }}",
    "{% for a in '0123456789' %}" * 9 + "{{ a }}" + "{% endfor %}" * 9,
    "{% for a in measures %}" * 30 + "{{ a.title }}" + "{% endfor %}" * 30,
]


@pytest.mark.parametrize("text", COSTLY)
def test_what_asks_for_too_much_is_refused(text: str):
    assert {p.kind for p in problems(text)} & {ErrorKind.LIMIT, ErrorKind.SECURITY}


def test_cells_of_tables_within_tables_have_places():
    def nested(document: WordDocument) -> None:
        add_table(document, [["가", "나"]])
        inner = document.tables[0].cell(0, 1).add_table(1, 1)
        inner.cell(0, 0).text = "{{ polisy }}"

    assert list(told(nested)) == ["표 1, 행 1, 열 2, 표 1, 행 1, 열 1"]
