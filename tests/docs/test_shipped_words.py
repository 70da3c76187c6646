"""The shipped documents keep to the words of the glossary, and the page on voices is as the code has it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest
from tests.facts.test_progress import EXAMPLES

from policyreport.model.progress import ProgressThresholds
from policyreport.model.words import DOCUMENT_WORDS, DocumentWords
from policyreport.templating.progress_views import rule_text

REPOSITORY = Path(__file__).parents[2]
HEADING, PROSE = "## 문서에 쓰는 말", "## 설명서와 메시지에 쓰는 말"


def forbidden(heading: str = HEADING) -> list[str]:
    """Return the words that one of the glossary's tables says are not used."""
    section = (REPOSITORY / "docs" / "glossary.md").read_text("utf-8").split(heading)[1].split("\n## ")[0]
    rows = [line.strip("| ").split("|") for line in section.splitlines() if line.startswith("| ")][1:]
    return [word.strip() for row in rows for word in row[2].split(",")]


def shipped() -> Iterator[tuple[str, str]]:
    """Yield the texts that documents say by themselves, with where they stand."""
    for path in sorted((REPOSITORY / "templates").rglob("*")):
        if path.suffix in (".j2", ".yaml"):
            text = path.read_text("utf-8")
            is_yaml = path.suffix == ".yaml"
            kept = "\n".join(line.partition(" # ")[0] for line in text.splitlines() if not line.startswith("#"))
            name = path.relative_to(REPOSITORY).as_posix()
            for number, line in enumerate((kept if is_yaml else re.sub(r"\{#.*?#\}", "", text)).splitlines(), 1):
                yield f"{name}:{number}", line
    for key, word in DOCUMENT_WORDS.items():
        yield from ((f"words.{key}", text) for text in (word.office, word.observer))
    yield "status_rule", rule_text(ProgressThresholds(), DocumentWords())


def test_the_glossary_says_which_words_are_not_used() -> None:
    assert len(forbidden()) > 30
    assert "매트릭스" in forbidden()


@pytest.mark.parametrize("word", forbidden())
def test_no_shipped_document_uses_a_word_that_the_glossary_replaces(word: str) -> None:
    assert {place: line for place, line in shipped() if word in line} == {}


def prose() -> Iterator[tuple[str, str]]:
    """Yield the lines of the pages for users, and of the program with its messages, with where they stand."""
    pages = [path for path in (REPOSITORY / "docs").rglob("*.md") if path.name != "glossary.md"]
    for path in (REPOSITORY / "README.md", *pages, *(REPOSITORY / "src").rglob("*.py")):
        name = path.relative_to(REPOSITORY).as_posix()
        yield from ((f"{name}:{number}", line) for number, line in enumerate(path.read_text("utf-8").splitlines(), 1))


def test_no_page_and_no_message_uses_a_word_that_the_glossary_replaces() -> None:
    words = forbidden(PROSE)
    assert "되풀이" in words
    assert {place: line for place, line in prose() if any(word in line for word in words)} == {}


def test_no_shipped_document_ends_a_note_as_running_prose_does() -> None:
    prose = re.compile(r"(니다|한다|된다|없다|있다)\.")
    bodies = [(place, line) for place, line in shipped() if "message." not in place]
    assert {place: line for place, line in bodies if prose.search(line)} == {}


def test_the_page_on_voices_has_every_word_and_the_rule_as_the_code_has_them() -> None:
    spec = spec_from_file_location("write_voice_page", REPOSITORY / ".ci" / "write_voice_page.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    text = module.PAGE.read_text("utf-8")
    assert text == module.page(text), "write it again: python .ci/write_voice_page.py"


def test_the_examples_of_the_page_are_those_that_are_tested() -> None:
    text = (REPOSITORY / "docs" / "voice.md").read_text("utf-8")
    rows = re.findall(r"^\| ([^|`]+) \| (판단 자료 없음|관심필요|부진|정상추진|완료) \|$", text, re.MULTILINE)
    words = {f"status_{status}": DOCUMENT_WORDS[f"status_{status}"].office for _, _, _, status, _ in EXAMPLES}
    assert len(rows) >= len(words) > 4
    assert {status for _, status in rows} == set(words.values())
