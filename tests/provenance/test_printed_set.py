"""A manifest is read back as the numbers of a set, each with what it was made of and what was made of it."""

from __future__ import annotations

import json

import pytest
from tests.provenance.a_set import RATE, SETTLED, TARGET, a_set, manifest

from policyreport.diagnostics import ErrorKind, PolicyReportError
from policyreport.provenance.printed_set import page_of, read_printed_set, with_edition


def test_a_number_leads_to_what_it_was_made_of_and_to_what_was_made_of_it():
    of = a_set()
    settled, rate, target = of.numbers
    assert list(of.operands(rate)) == [settled, target]
    assert of.dependents(settled) == [rate]
    assert of.dependents(rate) == []


def test_a_number_of_other_readers_is_made_of_theirs_alone():
    public = {"reader": "public"}
    of = a_set(SETTLED, RATE, TARGET, {**SETTLED, **public, "value": "7"}, {**RATE, **public}, {**TARGET, **public})
    rate = of.numbers[4]
    assert [str(one.value) for one in of.operands(rate)] == ["7", "1200"]
    assert of.dependents(of.numbers[0]) == [of.numbers[1]]


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"[]", b'{"numbers": 3}', b"\xff", manifest({"fact": "a", "value": "x"})]
)
def test_what_is_no_manifest_is_refused_by_its_name(content: bytes):
    with pytest.raises(PolicyReportError) as refused:
        read_printed_set(content, "out/2026Q4/manifest.json")
    (problem,) = refused.value.problems
    assert (problem.code, problem.kind) == ("trace.no-manifest", ErrorKind.DATA)
    assert str(problem.where) == "out/2026Q4/manifest.json"


def test_a_file_of_an_edition_is_found_in_the_lists_of_its_set():
    printed = {"fact": "indicator.settled", "where": "line 3", "text": "1,214명"}
    lists = [
        json.dumps({"name": name, "numbers": numbers}, ensure_ascii=False).encode() + b"\n"
        for name, numbers in (("시군/가람시.txt", []), ("시군/나래군.txt", [printed]))
    ]
    of = with_edition(a_set(), "시군/나래군.txt", lists)
    assert of is not None
    assert "시군/나래군.txt" in of.files
    assert [(one.file, one.placement.where) for one in of.numbers[0].printed][-1] == ("시군/나래군.txt", "line 3")
    assert with_edition(a_set(), "시군/없음.txt", lists) is None


def test_pages_are_told_of_pdf_files_alone():
    assert page_of("page 12 at 1.0,2.0 to 3.0,4.0") == 12
    assert page_of("table 3 row 2 column 4") is None
