"""Which language the user reads, and how problems and tables are put before them."""

from __future__ import annotations

import json
import locale
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from policyreport.diagnostics import Message, PolicyReportError, Problem, SourceLocation


class ReportedError(PolicyReportError):
    """Errors that were said already; only their exit code is still to be given."""


_WIDE = "WF"


class Printer:
    """Says messages in one language."""

    def __init__(self, *, korean: bool) -> None:
        self.korean = korean

    def say(self, words: Message) -> str:
        """Return a message in the user's language."""
        return words.text(korean=self.korean)

    def problem(self, problem: Problem, *, label: str = "", within: str = "") -> str:
        """Return a problem as lines: where and what, then the field and what to do.

        ``label`` says how grave it is; ``within`` is the file under whose name it stands, left out then.
        """
        place = f"{problem.where.text(korean=self.korean)}: " if problem.where else ""
        place = place.removeprefix(within).lstrip(": ›") if within else place
        said = f"{label}: " if label else ""
        lines = [f"{place}{said}{self.say(problem.what)} [{problem.code}]"]
        if problem.field:
            lines.append(f"    {self.say(Message('field', '항목'))}: {problem.field}")
        if problem.hint:
            lines.append(f"    {self.say(Message('hint', '도움말'))}: {self.say(problem.hint)}")
        return "\n".join(lines)

    def records(self, problems: Iterable[Problem], severities: Sequence[str] = ()) -> str:
        """Return problems as a JSON list of records, for other programs; they are errors where nothing else is said."""
        said = list(problems)
        graveness = severities or ["error"] * len(said)
        records = [{"severity": g, **self._record(p)} for p, g in zip(said, graveness, strict=True)]
        return json.dumps(records, ensure_ascii=False, indent=1)

    def place(self, where: SourceLocation | None) -> dict[str, object]:
        """Return the fields by which a place is told to other programs; None for what it does not have."""
        return {
            "file": where.file if where else None,
            "line": where.line or None if where else None,
            "column": where.column or None if where else None,
            "cell": where.within(korean=self.korean) or None if where else None,
        }

    def _record(self, problem: Problem) -> dict[str, object]:
        return {
            "code": problem.code,
            "kind": problem.kind.name.lower(),
            "exit_code": int(problem.kind),
            **self.place(problem.where),
            "field": problem.field or None,
            "what": self.say(problem.what),
            "hint": self.say(problem.hint) if problem.hint else None,
        }


def printer_for(environment: Mapping[str, str]) -> Printer:
    """Return the printer for a user's locale: Korean where it is Korean, English elsewhere."""
    named = next((environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), "")
    language = named or (locale.getlocale()[0] or "")
    return Printer(korean=language.lower().startswith("ko"))


def columns(rows: Sequence[Sequence[str]]) -> str:
    """Return rows as text in columns, wide characters counted as two; numbers in the last column end together."""
    widths = [max(map(text_width, column)) for column in zip(*rows, strict=True)]
    return "\n".join(_row(row, widths) for row in rows)


def _row(row: Sequence[str], widths: Sequence[int]) -> str:
    *first, last = [(cell, " " * (width - text_width(cell))) for cell, width in zip(row, widths, strict=True)]
    return "  ".join([*(cell + pad for cell, pad in first), last[1] + last[0]])


def text_width(text: str) -> int:
    """Return how many columns of a terminal a text takes, wide characters two."""
    return sum(2 if unicodedata.east_asian_width(c) in _WIDE else 1 for c in text)
