"""A rendering is stopped from outside where it takes too long or too much memory, wherever it is."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import pytest
from jinja2.nodes import Const, Node
from markdown_it.parser_inline import ParserInline
from tests.templating.writing import refused

from policyreport.diagnostics import ErrorKind, PolicyReportError
from policyreport.templating import rendering_fence
from policyreport.templating.errors import TimeExceededError
from policyreport.templating.placeholders import OPEN
from policyreport.templating.rendering_fence import fenced, memory_in_use
from policyreport.templating.step_budget import StepBudget

PLACE = "templates/briefing/body.md.j2"


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rendering_fence, "SECONDS", 0.05)


def endless() -> None:
    while True:
        pass


def raised(rendering: Callable[[], None] = endless) -> list[tuple[ErrorKind, str, str]]:
    """Return the problems of a rendering that has no end."""
    with pytest.raises(PolicyReportError) as caught, fenced(PLACE, {}):
        rendering()
    assert caught.value.exit_code == ErrorKind.LIMIT
    return [(problem.kind, problem.code, str(problem.where)) for problem in caught.value.problems]


@pytest.mark.usefixtures("short")
def test_what_does_not_end_is_stopped_with_the_template_named():
    assert raised() == [(ErrorKind.LIMIT, "template.too-much", PLACE)]


@pytest.mark.usefixtures("short")
def test_it_is_stopped_in_any_thread_of_a_process():
    found: list[list[tuple[ErrorKind, str, str]]] = []
    thread = threading.Thread(target=lambda: found.append(raised()))
    thread.start()
    thread.join()
    assert found == [[(ErrorKind.LIMIT, "template.too-much", PLACE)]]


@pytest.mark.usefixtures("short")
def test_what_swallows_the_error_is_stopped_again(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(rendering_fence, "_AGAIN", 0.05)

    def swallowing() -> None:
        for _ in range(3):
            with pytest.raises(TimeExceededError):
                endless()
        endless()

    assert [code for _, code, _ in raised(swallowing)] == ["template.too-much"]


@pytest.mark.usefixtures("short")
def test_waiting_costs_nothing():
    with fenced(PLACE, {}):
        time.sleep(0.3)


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(rendering_fence, "MEGABYTES", 20)
    held: list[bytes] = []

    def hoarding() -> None:
        while len(held) < 1000:
            held.append(b"x" * 1_000_000)
            time.sleep(0.001)

    assert [code for _, code, _ in raised(hoarding)] == ["template.too-much"]
    assert len(held) < 1000


def test_more_data_may_take_longer(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(rendering_fence, "SECONDS", 0.0)
    monkeypatch.setattr(rendering_fence, "SECONDS_A_DATUM", 1.0)
    before = time.process_time()
    with fenced(PLACE, {"names": ["가"] * 1000}):
        while time.process_time() < before + 0.3:
            pass


def test_nothing_is_left_of_a_fence():
    with fenced(PLACE, {}), fenced("another", {}):
        pass
    assert not [thread for thread in threading.enumerate() if thread.name == "rendering-fence" and thread.is_alive()]
    assert memory_in_use() > 0


def test_a_template_that_is_stopped_once_more_while_that_is_told_is_named_with_its_line(
    monkeypatch: pytest.MonkeyPatch,
):
    def stopped(_budget: StepBudget, piece: str, _length: int) -> None:
        if "끝" in piece:
            raise TimeExceededError

    def stopped_again(*_: object) -> None:
        raise TimeExceededError

    monkeypatch.setattr(StepBudget, "print", stopped)
    monkeypatch.setattr("jinja2.debug.rewrite_traceback_stack", stopped_again)
    (problem,) = refused("가\n\n{{ policy.title }} 끝\n").problems
    assert str(problem.where) == f"{PLACE}:3"


@pytest.mark.parametrize(
    ("body", "at", "line"),
    [
        ("# 가\n\n{{ policy.title }} 나\n\n다 끝\n", "끝", 5),
        ("# 가\n\n{{ policy.title }} 나\n\n다 끝\n", "나", 3),
        ("# 가\n\n{% for m in measures %}\n- {{ m.title }}\n{% endfor %}\n\n다\n\n라 끝\n", "끝", 9),
        ("가\n\n{% set end = '끝' %}\n\n{% for m in measures %}\n- {{ end }}\n{% endfor %}\n", OPEN, 6),
        ("가\n\n- 나\n{% for m in measures %}\n- {{ m.title }}\n{% endfor %}\n", OPEN, 5),
    ],
)
def test_what_is_stopped_while_its_text_is_read_is_named_with_its_line(
    monkeypatch: pytest.MonkeyPatch, body: str, at: str, line: int
):
    def stopped(parser: ParserInline, text: str, *rest: object) -> object:
        if at in text:
            raise TimeExceededError
        return parse(parser, text, *rest)

    parse: Callable[..., object] = ParserInline.parse
    monkeypatch.setattr(ParserInline, "parse", stopped)
    problems = [problem for problem in refused(body).problems if str(problem.where).startswith(PLACE)]
    assert [(problem.code, str(problem.where)) for problem in problems] == [("template.too-much", f"{PLACE}:{line}")]


def test_what_is_stopped_while_a_part_of_the_template_is_made_is_told(monkeypatch: pytest.MonkeyPatch):
    def stopped(self: Node, *_values: object, **_named: object) -> None:
        raise TimeExceededError

    monkeypatch.setattr(Const, "__init__", stopped)
    assert {problem.code for problem in refused("가\n\n{{ 1 }}\n").problems} == {"template.too-much"}
