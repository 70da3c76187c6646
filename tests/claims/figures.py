"""Print what the check of claims finds of the corpus, kind by kind: ``python -m tests.claims.figures``."""

from __future__ import annotations

import sys

from .test_corpus import ALL, score


def main() -> None:
    """Print a line for each kind of sentence."""
    lines = [f"{'kind':10}{'false':>7}{'found':>7}{'true':>7}{'judged':>8}{'alarms':>8}"]
    kinds = dict.fromkeys(kind for part in ALL for kind in part)
    for kind in (*kinds, "all"):
        parts = [{name: pairs for name, pairs in part.items() if kind in (name, "all")} for part in ALL]
        found = score(*parts)
        lines.append(f"{kind:10}{found.false:7}{found.found:7}{found.true:7}{found.judged:8}{len(found.alarms):8}")
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
