"""What a message says comes from templates in the fence of reports, and what they print is never markup."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from tests.delivery.conftest import QUARTER, Home

from policyreport.delivery.context import delivery_context
from policyreport.delivery.message import MessageText, MessageWriter
from policyreport.diagnostics import ErrorKind, PolicyReportError

TEXT, HTML, SUBJECT = "templates/house/message.txt.j2", "templates/house/message.html.j2", "data/project.yaml"
NASTY = "<b>R&D</b> {{ 7*7 }} \"x\" 'y' \ue000"


def said(names: Mapping[str, object], text: str = "", html: str = "", subject: str = "제목") -> MessageText:
    return MessageWriter({TEXT: text, HTML: html, SUBJECT: subject}, names).wording(names)


def test_a_value_is_printed_as_it_stands_in_text_and_escaped_in_html():
    value = NASTY.replace("\ue000", "")
    made = said({"name": value}, "{{ name }} 님께", "<p>{{ name }}</p>", "{{ name }}")
    assert made.text == f"{value} 님께"
    assert made.html == "<p>&lt;b&gt;R&amp;D&lt;/b&gt; {{ 7*7 }} &quot;x&quot; &#x27;y&#x27; </p>"
    assert made.subject == value.strip()


def test_a_subject_is_one_line():
    assert said({"name": "가\r\nBcc: x\n나"}, subject="{{ name }}").subject == "가 Bcc: x 나"


def test_a_wrong_name_is_told_with_its_line_and_what_was_meant():
    with pytest.raises(PolicyReportError) as caught:
        said({"greeting": "홍"}, "\n{{ greetin }}", "{{ nam }}")
    problems = caught.value.problems
    assert [(p.kind, str(p.where)) for p in problems] == [
        (ErrorKind.TEMPLATE, f"{HTML}:1"),
        (ErrorKind.TEMPLATE, f"{TEXT}:2"),
    ]
    assert problems[1].hint is not None
    assert "greeting" in problems[1].hint.en


def test_a_wrong_subject_is_told_at_its_setting():
    with pytest.raises(PolicyReportError) as caught:
        said({"greeting": "홍"}, subject="{{ greetin }}")
    (problem,) = caught.value.problems
    assert (str(problem.where), problem.field) == (SUBJECT, "mail › subject")


def test_a_comparison_that_cannot_be_is_told_with_its_line():
    with pytest.raises(PolicyReportError) as caught:
        said(
            {"files": ["가.pdf"], "name": "홍"},
            "{{ name }}\n{% if files == 1 %}파일{% endif %}",
            subject="{{ name == 1 }}",
        )
    assert [(p.code, str(p.where)) for p in caught.value.problems] == [
        ("template.comparison", SUBJECT),
        ("template.comparison", f"{TEXT}:2"),
    ]


@pytest.mark.parametrize(
    ("template", "kind"),
    [
        ("{{ name.__class__ }}", ErrorKind.SECURITY),
        ("{{ 'A' * 10**9 }}", ErrorKind.SECURITY),
        ("{{ 'A' * 1000000000 }}", ErrorKind.LIMIT),
        ("{% for x in range(10) %}{% endfor %}", ErrorKind.TEMPLATE),
        ("{{ cycler }}", ErrorKind.TEMPLATE),
        ("{{ name|safe }}", ErrorKind.TEMPLATE),
        ("{% for %}", ErrorKind.TEMPLATE),
        ("{% include 'templates/house/parts.md.j2' %}", ErrorKind.TEMPLATE),
    ],
)
def test_a_template_cannot_reach_out_of_its_fence(template: str, kind: ErrorKind):
    with pytest.raises(PolicyReportError) as caught:
        said({"name": "홍"}, template)
    assert caught.value.exit_code == kind
    assert all(problem.where for problem in caught.value.problems)


def test_one_message_says_nothing_of_another():
    writer = MessageWriter({TEXT: "{{ name }}", SUBJECT: "{{ name }}"}, ["name"])
    assert [writer.wording({"name": name}).text for name in ("가", "나")] == ["가", "나"]


def test_a_mail_has_the_colours_of_the_house(home: Home):
    theme = home.project.root / "templates" / "house" / "theme.yaml"
    theme.write_text('colours:\n  accent: "#7A1F5C"\n', "utf-8")
    context = delivery_context(home.project, QUARTER)
    (plan, *_) = context.plans
    made = context.wording(plan).html
    assert "#7A1F5C" in made
    assert "#1B6A80" not in made
