from collections.abc import Callable
from pathlib import Path

import pytest

from policyreport.diagnostics import ErrorKind, SourceLocation
from policyreport.publish.staging import check_files, is_valid_file

Edition = Callable[[str], dict[str, bytes]]


def test_whole_files_are_sound(edition: Edition):
    assert all(is_valid_file(name, content) for name, content in edition("whole").items())


@pytest.mark.parametrize("name", ["briefing.pdf", "handout.docx", "matrix.xlsx", "manifest.json"])
def test_a_file_cut_short_is_not_sound(edition: Edition, name: str):
    content = edition("whole")[name]
    assert not is_valid_file(name, content[: len(content) // 2])


@pytest.mark.parametrize("name", ["briefing.pdf", "handout.docx", "manifest.json", "notes.txt", "README"])
def test_an_empty_file_is_not_sound(name: str):
    assert not is_valid_file(name, b"")


def test_a_package_with_one_changed_byte_is_not_sound(edition: Edition):
    content = edition("whole")["handout.docx"].replace(b"whole", b"whale")
    assert not is_valid_file("handout.docx", content)


def test_a_pdf_without_its_head_is_not_sound(edition: Edition):
    assert not is_valid_file("briefing.pdf", edition("whole")["briefing.pdf"][1:])


def test_a_suffix_counts_in_any_letter_case():
    assert not is_valid_file("BRIEFING.PDF", b"text")


def test_an_unknown_kind_of_file_is_sound_when_it_holds_something():
    assert is_valid_file("notes.txt", b"text")


@pytest.mark.parametrize(
    ("end", "is_sound"),
    [
        (b"startxref\n9\n%%EOF", True),
        (b"startxref\n9\n%%EOF\r\n\r\n", True),
        (b"startxref\n9\n%%EOF\nmore", False),
        (b"startxref\n9\n", False),
        (b"\n9\n%%EOF", False),
        (b"startxref\n" + b"9" * 1200 + b"%%EOF", False),
        (b"startxref\n" + b"9" * 900 + b"%%EOF", True),
    ],
)
def test_a_pdf_ends_as_readers_look_for_it(end: bytes, *, is_sound: bool):
    assert is_valid_file("a.pdf", b"%PDF-1.7\n" + b"x" * 3000 + end) is is_sound


@pytest.mark.parametrize("suffix", [".docx", ".xlsx", ".hwpx", ".json", ".pdf"])
def test_every_kind_of_file_that_is_made_is_looked_into(suffix: str):
    assert not is_valid_file(f"a{suffix}", b"neither a package nor anything else")


def test_a_file_that_is_not_sound_is_a_problem_with_its_place(tmp_path: Path):
    (problem,) = check_files(tmp_path / "out" / "2025Q2", {"a.json": b"{", "b.json": b"{}"})
    assert (problem.kind, problem.code) == (ErrorKind.RENDER, "output-unsound")
    assert problem.where == SourceLocation("out/2025Q2/a.json")
