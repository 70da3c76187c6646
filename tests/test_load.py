"""No test fails because the machine is busy, or because of what the program ignores that started the tests."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from .conftest import TESTS

LEAST = 30
"""Seconds: a wait that ends in a failure is no shorter."""

ENDING_IN_A_FAILURE = {"Timer": 0, "alarm": 0, "setitimer": 1, "result": 0, "join": 0, "communicate": 1, "select": 3}
"""Calls that give up after so many seconds, and which of their arguments says that."""

MEASURING = ("bench", "fuzz")
WRITTEN = re.compile(r"\btimeout: (\d+)")


def number(node: ast.expr | None) -> float | None:
    match node:
        case ast.Constant(value=int() | float() as seconds) if not isinstance(seconds, bool):
            return float(seconds)
        case _:
            return None


def waits(node: ast.AST) -> Iterator[float | None]:
    """Yield for how many seconds something is waited for, after which a test fails; None for what says no number."""
    match node:
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name), args=arguments, keywords=keywords):
            yield from (number(each.value) for each in keywords if each.arg == "timeout")
            at = ENDING_IN_A_FAILURE.get(name, len(arguments))
            yield from map(number, arguments[at : at + 1])
        case ast.Dict(keys=keys, values=values):
            pairs = zip(keys, values, strict=True)
            yield from (
                number(value) for key, value in pairs if isinstance(key, ast.Constant) and key.value == "timeout"
            )
        case ast.BinOp(left=ast.Call(func=ast.Attribute(attr="monotonic" | "perf_counter")), op=ast.Add(), right=right):
            yield number(right)
        case ast.Constant(value=str(text)):
            yield from map(float, WRITTEN.findall(text))
        case _:
            pass


def short_waits(code: str) -> list[int]:
    """Return the lines of code that wait for less than ``LEAST`` seconds."""
    return [
        getattr(node, "lineno", 0)
        for node in ast.walk(ast.parse(code))
        if any(seconds is not None and seconds < LEAST for seconds in waits(node))
    ]


def interrupting(code: str) -> list[str]:
    """Return the tests that send Ctrl+C to a process which may have been told to ignore it by whoever started all."""
    tests = [node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.FunctionDef)]
    return [
        test.name
        for test in tests
        if any(isinstance(node, ast.Attribute) and node.attr == "SIGINT" for node in ast.walk(test))
        and not any("interruptible" in ast.unparse(each) for each in (*test.decorator_list, test.args))
        and test.name != "interruptible"
    ]


def files() -> Iterator[tuple[str, str]]:
    for path in sorted(TESTS.rglob("*.py")):
        name = path.relative_to(TESTS).as_posix()
        if not name.startswith(MEASURING) and name != "test_load.py":
            yield name, path.read_text("utf-8")


def test_no_test_gives_up_sooner_than_a_busy_machine_may_need():
    assert [f"{name}:{line}" for name, code in files() for line in short_waits(code)] == []


def test_what_is_interrupted_does_not_inherit_that_it_is_ignored():
    assert [f"{name}: {test}" for name, code in files() for test in interrupting(code)] == []


@pytest.mark.parametrize(
    "code",
    [
        "run(command, timeout=5)",
        "future.result(10)",
        "thread.join(2)",
        "threading.Timer(3, end)",
        "signal.alarm(1)",
        "select.select([file], [], [], 5)",
        "process.communicate(None, 1)",
        "end = time.monotonic() + 10",
        "settings = {'timeout': 5}",
        "settings = '  timeout: 5'",
    ],
)
def test_a_short_wait_is_found(code: str):
    assert short_waits(code) == [1]


@pytest.mark.parametrize(
    "code", ["run(command, timeout=60)", "', '.join(names)", "time.sleep(0.1)", "thread.join()", "done = now + 5"]
)
def test_what_is_no_short_wait_is_let_be(code: str):
    assert short_waits(code) == []


def test_an_interruption_of_what_may_ignore_it_is_found():
    code = "def test_a():\n    process.send_signal(signal.SIGINT)\n"
    assert interrupting(code) == ["test_a"]
    assert interrupting(f"@pytest.mark.usefixtures('interruptible')\n{code}") == []
