from collections.abc import Callable

import pytest

from policyreport.publish.staging import is_valid_file

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
