"""What can be wrong with a CSV file, in words for whoever keeps it."""

from __future__ import annotations

from policyreport.errors import Kind, Place, Problem, Words

DECLARE_ENCODING = Words(
    "save the file as UTF-8 (CSV UTF-8 in Excel), or declare 'encoding: cp949' in data/project.yaml",
    "엑셀에서 'CSV UTF-8'로 저장하거나, data/project.yaml에 'encoding: cp949'를 적으십시오",
)


def in_utf8(file: str, declared: str) -> Problem:
    """Return the problem of a file in UTF-8 that is declared to be in another encoding."""
    what = Words(
        f"the file is in UTF-8, though '{declared}' is declared", f"'{declared}'로 적혀 있으나 UTF-8 파일입니다"
    )
    hint = Words(
        "remove 'encoding:' in data/project.yaml, or save the file as CSV UTF-8 in Excel",
        "data/project.yaml에서 'encoding:'을 지우거나, 엑셀에서 'CSV UTF-8'로 저장하십시오",
    )
    return Problem(Kind.DATA, "file.encoding", what, Place(file), hint=hint)


def two_encodings(file: str) -> Problem:
    """Return the problem of a file that says one thing in UTF-8 and another in CP949."""
    what = Words("the file can be read as UTF-8 and as CP949", "UTF-8로도 CP949로도 읽히는 파일입니다")
    hint = Words(
        "declare 'encoding: utf-8' or 'encoding: cp949' in data/project.yaml, or save the file as CSV UTF-8 in Excel",
        "data/project.yaml에 'encoding: utf-8'이나 'encoding: cp949'를 적거나, 엑셀에서 'CSV UTF-8'로 저장하십시오",
    )
    return Problem(Kind.DATA, "file.encoding", what, Place(file), hint=hint)


def no_head(place: Place) -> Problem:
    """Return the problem of a file without a single row."""
    what = Words("the file is empty", "파일이 비어 있습니다")
    hint = Words("write the heads of the columns in the first line", "첫 줄에 열의 머리글을 적으십시오")
    return Problem(Kind.DATA, "csv.empty", what, place, hint=hint)


def one_column(place: Place) -> Problem:
    """Return the problem of a file whose fields are separated by something else than commas."""
    what = Words("the fields are not separated by commas", "칸이 쉼표로 나뉘어 있지 않습니다")
    hint = Words(
        "save the file as 'CSV (comma delimited)', not with semicolons or tabs",
        "쌍반점이나 탭이 아니라 쉼표로 나눈 CSV로 저장하십시오",
    )
    return Problem(Kind.DATA, "csv.separator", what, place, hint=hint)


def ragged_row(fields: int, heads: int, place: Place) -> Problem:
    """Return the problem of a row that does not fit its head."""
    what = Words(f"the row has {fields} fields, the head {heads}", f"머리글은 {heads}칸인데 이 줄은 {fields}칸입니다")
    hint = Words(
        "put a text that holds a comma in double quotes; write no field too few", "쉼표가 든 글은 큰따옴표로 묶으십시오"
    )
    return Problem(Kind.DATA, "csv.ragged-row", what, place, hint=hint)


def broken_row(place: Place) -> Problem:
    """Return the problem of a row with a quote that is not closed, or not where the field ends."""
    what = Words(
        "a quote in this row is not closed where its field ends", "이 줄에 알맞게 닫히지 않은 따옴표가 있습니다"
    )
    hint = Words(
        'close it; write a quote within a quoted text as ""', '따옴표를 닫고, 글 안의 따옴표는 ""로 적으십시오'
    )
    return Problem(Kind.DATA, "csv.quote", what, place, hint=hint)


def too_long_field(place: Place) -> Problem:
    """Return the problem of a field that is longer than any field of ours."""
    what = Words("a field is too long to be read", "칸의 내용이 너무 깁니다")
    return Problem(Kind.LIMIT, "csv.too-long", what, place, hint=Words("shorten it", "줄이십시오"))
