"""Write the table of words in ``docs/voice.md`` again, as the code has them.

.venv/bin/python .ci/write_voice_page.py
"""

from __future__ import annotations

from pathlib import Path

from policyreport.model.progress import ProgressThresholds
from policyreport.model.words import DOCUMENT_WORDS, DocumentWords
from policyreport.templating.progress_views import rule_text

PAGE = Path(__file__).resolve().parents[1] / "docs" / "voice.md"
_BEGIN, _END = "<!-- words: written by .ci/write_voice_page.py -->", "<!-- end of words -->"


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(PAGE.read_text("utf-8")), encoding="utf-8", newline="\n")


def page(text: str) -> str:
    """Return the page with its table as the code has the words."""
    before, rest = text.split(_BEGIN)
    rows = [
        f"| `{key}` | {word.meaning.ko} | {word.office} | {word.observer} |" for key, word in DOCUMENT_WORDS.items()
    ]
    table = "\n".join(["| 이름 | 쓰이는 곳 | 담당 기관(`office`) | 관찰자(`observer`) |", "|---|---|---|---|", *rows])
    rule = f"기본값일 때 문서에 출력되는 기준:\n\n> ※ {rule_text(ProgressThresholds(), DocumentWords())}."
    return f"{before}{_BEGIN}\n\n{table}\n\n{rule}\n\n{_END}{rest.split(_END)[1]}"


if __name__ == "__main__":
    main()
