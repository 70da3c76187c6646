from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as example_settings
from hypothesis import strategies as st
from tests.at_night import tries

from policyreport.diagnostics import ErrorKind, PolicyReportError, Problem, SourceLocation
from policyreport.inputs.csv_file import read_csv
from policyreport.inputs.files import clean_text
from policyreport.inputs.raw_data import RawData
from policyreport.inputs.validate import validate
from policyreport.model import Observation
from policyreport.project import Project

FILE = "data/x.csv"
HEAD = "id,title,publisher,kind\n"
Read = Callable[..., RawData]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Return what reads a CSV text, or its bytes, as a table of sources."""
    (tmp_path / "data").mkdir()
    project = Project(tmp_path.resolve())

    def reading(content: str | bytes, collection: str = "sources", encoding: str | None = None) -> RawData:
        path = project.data / "x.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_csv(project, path, collection, {}, encoding)

    return reading


def refused(read: Read, content: str | bytes, encoding: str | None = None) -> Problem:
    with pytest.raises(PolicyReportError) as caught:
        read(content, encoding=encoding)
    (problem,) = caught.value.problems
    return problem


def test_a_row_is_a_record_whose_place_is_its_line(read: Read) -> None:
    reading = read(HEAD + 's1,자료,"통계청, 대전",dataset\n')
    record = {"id": "s1", "title": "자료", "publisher": "통계청, 대전", "kind": "dataset"}
    assert reading.content == {"sources": [record]}
    assert reading.places["sources", 0, "publisher"] == SourceLocation(FILE, 2, 3)


def test_a_row_after_a_text_of_two_lines_has_its_own_line(read: Read) -> None:
    reading = read(HEAD + 's1,"두\n줄",통계청,dataset\ns2,자료,통계청,dataset\n')
    assert reading.content["sources"][0]["title"] == "두\n줄"
    assert reading.places["sources", 1] == SourceLocation(FILE, 4, 1)


def test_blank_lines_do_not_count_as_rows_but_as_lines(read: Read) -> None:
    assert read(HEAD + "\n\ns1,자료,통계청,dataset\n").places["sources", 0] == SourceLocation(FILE, 4, 1)


def test_korean_titles_are_heads_too(read: Read) -> None:
    assert read("식별자,이름,매체,종류\ns1,자료,통계청,dataset\n").content["sources"][0]["publisher"] == "통계청"


def test_a_byte_order_mark_is_no_text(read: Read) -> None:
    assert read(("\ufeff" + HEAD + "s1,자료,통계청,dataset\n").encode()).content["sources"][0]["id"] == "s1"


@pytest.mark.parametrize("encoding", ["cp949", "euc-kr"])
def test_a_declared_encoding_is_read(read: Read, encoding: str) -> None:
    content = (HEAD + "s1,자료,통계청,dataset\n").encode(encoding)
    assert read(content, encoding=encoding).content["sources"][0]["title"] == "자료"


def test_cp949_that_is_not_declared_is_refused_with_what_to_declare(read: Read) -> None:
    problem = refused(read, (HEAD + "s1,자료,통계청,dataset\n").encode("cp949"))
    assert (problem.kind, problem.code, problem.where) == (ErrorKind.DATA, "file.encoding", SourceLocation(FILE, 2, 4))
    assert problem.hint is not None
    assert "encoding: cp949" in problem.hint.en


@pytest.mark.parametrize("title", ["자료", "창업", "부처 협업"])
def test_utf8_that_is_declared_as_cp949_is_refused_not_garbled(read: Read, title: str) -> None:
    problem = refused(read, HEAD + f"s1,{title},a,dataset\n", "cp949")
    assert (problem.kind, problem.code) == (ErrorKind.DATA, "file.encoding")
    assert problem.hint is not None
    assert problem.hint.en.startswith("remove 'encoding:'")


@pytest.mark.parametrize("encoding", ["cp949", "euc-kr"])
@pytest.mark.parametrize("title", ["대구광역시", "우선", "우리 지역", "표", "특화", "큰틀", "再보험 제도", "가·나"])
def test_what_is_declared_is_read_though_some_of_its_bytes_are_utf8_too(read: Read, title: str, encoding: str) -> None:
    content = (HEAD + f"s1,{title},a,dataset\n").encode(encoding)
    assert read(content, encoding=encoding).content["sources"][0]["title"] == title


@pytest.mark.parametrize("title", ["대구", "우선", "우리"])
def test_cp949_with_bytes_that_are_hangul_in_utf8_is_met_with_what_to_declare(read: Read, title: str) -> None:
    problem = refused(read, (HEAD + f"s1,{title},a,dataset\n").encode("cp949"))
    assert (problem.code, problem.where) == ("file.encoding", SourceLocation(FILE, 2, 4))
    assert problem.hint is not None
    assert "encoding: cp949" in problem.hint.en


@pytest.mark.parametrize("content", ["특화".encode("cp949"), "표".encode("cp949"), "é·±".encode()])
def test_what_may_be_either_is_refused_until_one_is_declared(read: Read, content: bytes) -> None:
    table = HEAD.encode() + b"s1," + content + b",a,dataset\n"
    problem = refused(read, table)
    assert (problem.kind, problem.code, problem.where) == (ErrorKind.DATA, "file.encoding", SourceLocation(FILE))
    assert problem.hint is not None
    for encoding in ("cp949", "utf-8"):
        assert f"encoding: {encoding}" in problem.hint.en
        assert f"encoding: {encoding}" in problem.hint.ko
        assert read(table, encoding=encoding).content["sources"][0]["title"] == content.decode(encoding)


@pytest.mark.parametrize("title", ["창업", "값귄", "１５", "小企", "창업·창업"])
def test_utf8_that_could_be_cp949_is_read_as_the_korean_that_it_is(read: Read, title: str) -> None:
    assert title.encode().decode("cp949") != title
    assert read(HEAD + f"s1,{title},a,dataset\n").content["sources"][0]["title"] == title


def test_utf8_that_is_declared_is_read_strictly(read: Read) -> None:
    assert read(HEAD + "s1,창업,a,dataset\n", encoding="utf-8").content["sources"][0]["title"] == "창업"
    assert refused(read, (HEAD + "s1,자료,a,dataset\n").encode("cp949"), "utf-8").where == SourceLocation(FILE, 2, 4)


def test_a_byte_order_mark_says_more_than_a_declaration(read: Read) -> None:
    content = ("\ufeff" + HEAD + "s1,자료,통계청,dataset\n").encode()
    assert read(content, encoding="cp949").content["sources"][0]["title"] == "자료"


def test_bytes_that_the_declared_encoding_does_not_have_are_refused(read: Read) -> None:
    problem = refused(read, (HEAD + "s1,").encode() + b"\xff\xff,a,dataset\n", "cp949")
    assert (problem.code, problem.where) == ("file.encoding", SourceLocation(FILE, 2, 4))


@pytest.mark.parametrize(
    "rows",
    ['s1,"자료,통계청,dataset\ns2,나,통계청,dataset\n', 's1,"자료,통계청,dataset\ns2,"나",통계청,dataset\n'],
    ids=["to the end", "to the next quote"],
)
def test_a_quote_that_is_not_closed_is_told_with_its_line(read: Read, rows: str) -> None:
    (problem,) = read(HEAD + "s0,가,통계청,dataset\n" + rows).problems
    assert (problem.kind, problem.code, problem.where) == (ErrorKind.DATA, "csv.quote", SourceLocation(FILE, 3))


def test_a_quote_that_takes_in_a_whole_large_file_is_still_a_quote(read: Read) -> None:
    rows = "s1,가,통계청,dataset\n" * 10_000
    (problem,) = read(HEAD + 's0,"가,통계청,dataset\n' + rows).problems
    assert (problem.kind, problem.code, problem.where) == (ErrorKind.DATA, "csv.quote", SourceLocation(FILE, 2))


def test_a_head_that_is_there_twice_is_told(read: Read) -> None:
    (problem,) = read("id,title,publisher,kind,이름\ns1,자료,통계청,dataset,자료\n").problems
    assert (problem.code, problem.where) == ("table.duplicate-head", SourceLocation(FILE, 1, 5))


@pytest.mark.parametrize("length", [100_001, 200_000])
def test_a_field_past_the_limit_is_a_limit(read: Read, length: int) -> None:
    (problem,) = read(HEAD + f"s1,{'가' * length},통계청,dataset\n").problems
    assert (problem.kind, problem.code) == (ErrorKind.LIMIT, "csv.too-long")
    assert problem.where == SourceLocation(FILE, 2)


@pytest.mark.parametrize("separator", [";", "\t"])
def test_fields_between_semicolons_or_tabs_are_told_once(read: Read, separator: str) -> None:
    problem = refused(read, HEAD.replace(",", separator) + f"s1{separator}가{separator}나{separator}dataset\n")
    assert (problem.code, problem.where) == ("csv.separator", SourceLocation(FILE, 1))
    assert problem.hint is not None
    assert "comma" in problem.hint.en


@pytest.mark.parametrize(
    ("said", "meant"),
    [("−5", "-5"), ("△5", "-5"), ("(5)", "-5"), ("１５２４", "1524"), ('"1,524"', "1524"), ("12.80", "12.80")],
)
def test_numbers_are_read_as_korean_tables_write_them(read: Read, said: str, meant: str) -> None:
    head = "indicator,quarter,value,as_of,source\n"
    validated = validate(read(f"{head}applied,2025Q2,{said},2025-06,s1\n", "observations"))
    (record,) = validated.records.values()
    assert isinstance(record, Observation)
    assert record.value == Decimal(meant)


@pytest.mark.parametrize("said", ["▲5", "1.5e3", "약 5", "5%", "(약 5)"])
def test_what_is_no_number_is_told_never_guessed(read: Read, said: str) -> None:
    head = "indicator,quarter,value,as_of,source\n"
    problems = validate(read(f"{head}applied,2025Q2,{said},2025-06,s1\n", "observations")).problems
    assert ("data.number", SourceLocation(FILE, 2, 3)) in [(p.code, p.where) for p in problems]


def test_a_head_without_rows_is_a_warning(read: Read) -> None:
    reading = read(HEAD)
    assert [w.code for w in reading.warnings.values()] == ["table.header-only"]
    assert reading.problems == ()


def test_a_row_of_totals_is_left_out_with_a_warning(read: Read) -> None:
    reading = read(HEAD + "s1,자료,통계청,dataset\n합계,1,,\n")
    assert [(w.code, w.where) for w in reading.warnings.values()] == [("table.total-row", SourceLocation(FILE, 3, 1))]
    assert len(reading.content["sources"]) == 1


@pytest.mark.parametrize("row", ["s1,자료,통계청", "s1,자료,통계청,dataset,더"])
def test_a_row_that_does_not_fit_its_head_is_told_with_its_line(read: Read, row: str) -> None:
    reading = read(HEAD + f"s0,가,통계청,dataset\n{row}\ns2,나,통계청,dataset\n")
    assert [(p.code, p.where) for p in reading.problems] == [("csv.ragged-row", SourceLocation(FILE, 3))]
    assert [record["id"] for record in reading.content["sources"]] == ["s0", "s2"]
    assert not reading.whole


def test_empty_fields_past_the_head_are_nothing(read: Read) -> None:
    assert read(HEAD + "s1,자료,통계청,dataset,,\n").problems == ()


def test_a_file_without_a_row_is_empty(read: Read) -> None:
    assert refused(read, "\n\n").code == "csv.empty"


def test_a_quote_that_spoils_the_head_is_told(read: Read) -> None:
    assert refused(read, 'id,"title,publisher,kind\ns1,가,나,dataset\n').code == "csv.quote"


texts = st.text(min_size=1).map(lambda text: clean_text(text).text).filter(lambda text: text.strip() and text[0] != "※")


TitleRead = Callable[..., object]


@pytest.fixture(scope="module")
def title_read(tmp_path_factory: pytest.TempPathFactory) -> TitleRead:
    """Return what gives the one title in the bytes of a table of sources, or the code of what is wrong with them."""
    path = tmp_path_factory.mktemp("read").resolve() / "x.csv"
    project = Project(path.parent)

    def title(content: bytes, encoding: str | None = None) -> object:
        path.write_bytes(content)
        try:
            return read_csv(project, path, "sources", {}, encoding).content["sources"][0]["title"]
        except PolicyReportError as error:
            return error.problems[0].code

    return title


SYLLABLES = [bytes((row, cell)).decode("euc-kr") for row in range(0xB0, 0xC9) for cell in range(0xA1, 0xFF)]
"""The Hangul of KS X 1001."""

IN_BOTH = [s for s in SYLLABLES if s.encode("euc-kr")[0] >= 0xC2 and s.encode("euc-kr")[1] <= 0xBF]
"""Those of it whose bytes in CP949 are a letter in UTF-8."""

korean = st.one_of(
    st.lists(st.sampled_from([*SYLLABLES, " ", "A", "7", "-"]), min_size=1, max_size=20),
    st.lists(st.sampled_from([*IN_BOTH, " ", "A", "7", "-"]), min_size=1, max_size=20),
    st.lists(st.sampled_from(["대", "구", "우", "선", "리", "특", "화", "창", "업", " "]), min_size=1, max_size=20),
)
korean = korean.map("".join).filter(lambda text: text == text.strip() != "")


@example_settings(deadline=None, max_examples=tries(80, 200))
@given(korean)
def test_korean_is_read_as_what_it_is_declared_and_never_as_something_else(title_read: TitleRead, text: str) -> None:
    table = HEAD + f"s1,{text},a,dataset\n"
    assert title_read(table.encode("cp949"), "cp949") == text
    assert title_read(table.encode("euc-kr"), "euc-kr") == text
    assert title_read(table.encode()) == text
    assert title_read(table.encode(), "utf-8") == text
    if not text.isascii():
        assert title_read(table.encode("cp949")) == "file.encoding"


def test_each_syllable_that_is_a_letter_in_utf8_is_read_as_what_it_is_declared(title_read: TitleRead) -> None:
    assert {"표", "책", "홍", "특", "화"} <= set(IN_BOTH)
    for text in IN_BOTH:
        table = HEAD + f"s1,{text},a,dataset\n"
        assert title_read(table.encode("cp949"), "cp949") == text
        assert title_read(table.encode()) == text
        assert title_read(table.encode("cp949")) == "file.encoding"


def test_all_of_korean_in_one_file_is_read_as_what_it_is_declared(title_read: TitleRead) -> None:
    text = "".join(SYLLABLES)
    assert len(text) == 2350
    table = HEAD + f"s1,{text},a,dataset\n"
    assert title_read(table.encode("cp949"), "cp949") == text
    assert title_read(table.encode()) == text
    assert title_read(table.encode("cp949")) == "file.encoding"


@example_settings(deadline=None)
@given(texts)
def test_any_text_is_read_as_it_was_written(text: str) -> None:
    written = io.StringIO()
    csv.writer(written).writerows([["id", "title", "publisher", "kind"], ["s1", text, "통계청", "dataset"]])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder).resolve() / "x.csv"
        path.write_text(written.getvalue(), encoding="utf-8", newline="")
        reading = read_csv(Project(path.parent), path, "sources", {})
    assert reading.content["sources"] == [{"id": "s1", "title": text, "publisher": "통계청", "kind": "dataset"}]
