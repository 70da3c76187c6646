"""Mutate what must not be wrong, run the tests that are about it, and name each mutant that they let live.

``python .ci/mutate.py [--mutants N] [--seed N] [AREA ...]``; ``make mutation`` runs every area. Mutants are drawn with
a fixed seed, so that two runs of the same sources ask the same; ``--mutants 0`` asks all of them. Not mutated are words
of messages, and what the tool leaves alone: constants of modules, and functions with decorators.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
WORK = ROOT / "build" / "mutation"
COPIED = ("tests", "templates", "data", "docs")
BAR = 0.9
"""So much of what was mutated must be noticed, of each area."""

KILLED, TIMED_OUT, WITHOUT_TEST = (1, 3), (-24, -9, 24, 36, 152, 255), 33
"""Exit codes by which the tool remembers what became of a mutant."""


_SAME_IN_ANY_CASE = re.compile(
    r"\b(?:SELECT|INSERT|UPDATE|DELETE|PRAGMA|BEGIN|COMMIT|SAVEPOINT|RELEASE|ROLLBACK|VACUUM|WHERE|utf-8|ascii)\b"
)
_OF_NO_EFFECT = {
    "a word for the type checker": re.compile(r"cast\((?:\"[^\"]*\"|None), |cast\("),
    "a length that zip checks and that is never another": re.compile(r",?\s*strict=\w+"),
}
"""What may be left out of a line without a difference, by why."""

_GENERATE = """
from mutmut import __main__ as tool
tool.copy_src_dir()
tool.copy_also_copy_files()
tool.setup_source_paths()
tool.store_lines_covered_by_tests()
tool.create_mutants(1)
"""
"""What the tool does first in a run; asked for alone, so that mutants can be drawn before any test runs."""


class Area(NamedTuple):
    """Sources that are mutated, and the tests that are about them."""

    sources: tuple[str, ...]
    tests: tuple[str, ...]
    slow: tuple[str, ...] = ()
    """Of those tests, the ones that start other programs or build whole sets; they are left out."""


AREAS: Mapping[str, Area] = {
    "leak_check": Area(
        ("leak_check/__init__.py", "leak_check/korean_amounts.py", "leak_check/search.py", "leak_check/withheld.py"),
        (
            "leak_check/test_forms.py",
            "leak_check/test_problems.py",
            "leak_check/test_search.py",
            "leak_check/test_withheld.py",
        ),
    ),
    "layers": Area(
        ("leak_check/layers.py",),
        (
            "leak_check/test_excel.py",
            "leak_check/test_hangul.py",
            "leak_check/test_pdf.py",
            "leak_check/test_plain_files.py",
            "leak_check/test_word.py",
        ),
    ),
    "publish": Area(
        ("publish/*",),
        ("publish",),
        (
            "publish/test_killed.py",
            "publish/test_identity.py::test_a_file_drawn_in_hangul_is_known",
            "publish/test_identity.py::test_a_file_drawn_in_word_is_known_and_sound",
            "publish/test_identity.py::test_a_file_that_libreoffice_saved_is_known",
            "publish/test_identity.py::test_what_the_author_of_a_template_had_there_is_not_taken_over",
        ),
    ),
    "ledger": Area(("ledger/*",), ("ledger", "publish/test_ledger_of_a_set.py")),
    "money": Area(
        ("facts/budgets.py", "inputs/money.py", "model/money.py"),
        (
            "facts/test_budgets.py",
            "facts/test_executions.py",
            "facts/test_whole_facts.py",
            "inputs/test_budget_faults.py",
            "inputs/test_budget_sums.py",
            "inputs/test_dimensions.py",
            "inputs/test_money.py",
            "model/test_money.py",
        ),
        (
            "facts/test_executions.py::test_december_of_the_made_up_office_in_its_old_form_is_right",
            "facts/test_executions.py::test_september_made_again_in_december_has_the_amounts_of_september",
        ),
    ),
    "achievement": Area(
        ("facts/achievement.py",),
        (
            "facts/test_achievement.py",
            "facts/test_changes.py",
            "facts/test_targets.py",
            "facts/test_targets_met.py",
        ),
        (
            "facts/test_achievement.py::test_the_made_up_office_did_not_execute_all_of_its_first_estate",
            "facts/test_achievement.py::test_the_made_up_offices_rates_are_what_it_would_work_out",
            "facts/test_targets_met.py::test_the_office_of_the_young_farmers",
        ),
    ),
}


def main(words: Sequence[str]) -> int:
    """Return 0 where each area's tests notice enough, else 1."""
    parser = argparse.ArgumentParser(description="Mutate what must not be wrong, and name the mutants that live.")
    parser.add_argument("areas", nargs="*", metavar="AREA", help=f"of {', '.join(AREAS)}; all by default")
    parser.add_argument("--mutants", type=int, default=100, help="how many of each area; 0 for all of them")
    parser.add_argument("--seed", type=int, default=17)
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    asked = parser.parse_args(words)
    unknown = [name for name in asked.areas if name not in AREAS]
    if unknown:
        parser.error(f"no such area: {', '.join(unknown)}")
    shares = [_run(name, asked) for name in asked.areas or AREAS]
    return 0 if all(share >= BAR for share in shares) else 1


def _run(name: str, asked: argparse.Namespace) -> float:
    """Mutate an area, tell what lived, and return the share that did not; what can make no difference is left out."""
    folder = WORK / name
    _lay_out(folder, AREAS[name])
    _mutmut(folder, "-c", _GENERATE)
    mutants = sorted(_results(folder))
    drawn = mutants
    if 0 < asked.mutants < len(mutants):
        drawn = sorted(random.Random(asked.seed).sample(mutants, asked.mutants))  # noqa: S311 - no secret
    _mutmut(folder, "-m", "mutmut", "run", "--max-children", str(asked.processes), *drawn)
    return _judge(name, folder, drawn, len(mutants))


def _judge(name: str, folder: Path, drawn: Sequence[str], of: int) -> float:
    results = _results(folder)
    if not drawn or any(results[mutant] is None for mutant in drawn):
        sys.exit(f"{name}: the tool has not run all that was drawn, see {folder / 'log'}")
    living = [mutant for mutant in drawn if results[mutant] not in (*KILLED, *TIMED_OUT)]
    same = 0
    for mutant in living:
        shown = _mutmut(folder, "-m", "mutmut", "show", mutant)
        why = _why_the_same(shown)
        same += why is not None
        what = why or ("no test runs it" if results[mutant] == WITHOUT_TEST else "lives")
        print(f"\n{name}: {what}\n{shown}", flush=True)
    asked, noticed = len(drawn) - same, len(drawn) - len(living)
    share = noticed / max(asked, 1)
    print(
        f"\n{name}: {noticed} of {asked} noticed ({share:.1%}); {same} more can make no difference; {of} in all",
        flush=True,
    )
    return share


def _why_the_same(shown: str) -> str | None:
    """Return why a mutant can be no other than what it was made of, by its difference; None where it can."""
    lines = [line for line in shown.splitlines() if line.startswith(("-", "+")) and not line.startswith(("---", "+++"))]
    before, after = ("".join(line[1:] for line in lines if line.startswith(sign)) for sign in "-+")
    if before.casefold() == after.casefold() and _SAME_IN_ANY_CASE.search(before):
        return "the same: letter case of SQL or of an encoding"
    for why, pattern in _OF_NO_EFFECT.items():
        if pattern.sub("", before) == pattern.sub("", after):
            return f"the same: {why}"
    return None


def _lay_out(folder: Path, area: Area) -> None:
    """Make the folder in which the tool works on copies, with its settings beside the project's own for pytest."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for part in ("src", *COPIED):
        (folder / part).symlink_to(ROOT / part)
    settings = {
        "source_paths": ["src"],
        "only_mutate": [f"src/policyreport/{pattern}" for pattern in area.sources],
        "do_not_mutate_patterns": [r"\bMessage\("],
        "also_copy": list(COPIED),
        "pytest_add_cli_args": ["-p", "no:cacheprovider", "--hypothesis-profile=mutation"],
        "pytest_add_cli_args_test_selection": [
            *(f"tests/{path}" for path in area.tests),
            *(f"--deselect=tests/{path}" for path in area.slow),
        ],
        "debug": True,
        "process_isolation": "forkserver",
        "track_dependencies": False,
        "timeout_multiplier": 4.0,
        "timeout_constant": 5.0,
    }
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    tables = {"tool.pytest.ini_options": project["tool"]["pytest"]["ini_options"], "tool.mutmut": settings}
    text = "\n".join(
        line
        for head, table in tables.items()
        for line in (f"[{head}]", *(f"{k} = {json.dumps(v)}" for k, v in table.items()))
    )
    (folder / "pyproject.toml").write_text(text, "utf-8")


def _results(folder: Path) -> dict[str, int | None]:
    """Return the exit code that the tool has noted of each mutant, none for those it did not run."""
    found: dict[str, int | None] = {}
    for file in folder.glob("mutants/src/**/*.meta"):
        found.update(json.loads(file.read_text("utf-8"))["exit_code_by_key"])
    return found


def _mutmut(folder: Path, *words: str) -> str:
    """Run the tool and return what it says; its temporary files go to memory, since ledgers wait for their disk."""
    memory = Path("/dev/shm")  # noqa: S108 - a folder of our own is made in it
    with (
        tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as scratch,
        (folder / "log").open("a+b") as log,
    ):
        start = log.seek(0, os.SEEK_END)
        environment = {**os.environ, "TMPDIR": scratch, "PYTHONPATH": str(folder / "mutants" / "src")}
        subprocess.run([sys.executable, *words], cwd=folder, env=environment, check=False, stdout=log, stderr=log)  # noqa: S603
        log.seek(start)
        return log.read().decode("utf-8", "replace")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
