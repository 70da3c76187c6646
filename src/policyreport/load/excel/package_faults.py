"""Why a file is no workbook that may be read, each named for what it is."""

from __future__ import annotations

from policyreport.errors import Kind, Place, PolicyReportError, Problem, Words
from policyreport.load.unpacking import MOST_MEGABYTES

_SAVE_AS = Words("open it in Excel and save it as .xlsx", "엑셀에서 열어 .xlsx 형식으로 저장하십시오")
_SAVE_AGAIN = Words(
    "copy it again from where it comes from, or save it again", "원본을 다시 복사하거나 다시 저장하십시오"
)
_DECLARE_CSV = Words("rename it to .csv, or save it as .xlsx", "이름을 .csv로 바꾸거나 .xlsx 형식으로 저장하십시오")


def empty_file(file: str) -> PolicyReportError:
    """Return the refusal of a file of no bytes."""
    return _refusal("excel.empty", Words("the file is empty", "빈 파일입니다"), _SAVE_AGAIN, file)


def old_workbook(file: str) -> PolicyReportError:
    """Return the refusal of a workbook in the form before 2007."""
    what = Words("this is an old .xls workbook, whatever its name says", "이름과 달리 예전 .xls 형식입니다")
    return _refusal("excel.xls", what, _SAVE_AS, file)


def encrypted(file: str) -> PolicyReportError:
    """Return the refusal of a workbook that only a password opens, or a rights management."""
    what = Words("the workbook is locked with a password", "암호가 걸린 통합 문서입니다")
    hint = Words("save it without a password (File, Info)", "파일 › 정보에서 암호를 풀어 저장하십시오")
    return _refusal("excel.encrypted", what, hint, file)


def web_page(file: str) -> PolicyReportError:
    """Return the refusal of a table that some system exported as a web page or XML under the name of a workbook."""
    what = Words("this is a web page or XML, not a workbook", "통합 문서가 아니라 웹 문서(HTML·XML)입니다")
    return _refusal("excel.html", what, _SAVE_AS, file)


def plain_text(file: str) -> PolicyReportError:
    """Return the refusal of a text, such as CSV."""
    what = Words("this is text, such as CSV, not a workbook", "통합 문서가 아니라 CSV 같은 텍스트입니다")
    return _refusal("excel.csv", what, _DECLARE_CSV, file)


def foreign(file: str) -> PolicyReportError:
    """Return the refusal of any other kind of file."""
    what = Words("this is no Excel workbook", "엑셀 통합 문서가 아닙니다")
    return _refusal("excel.foreign", what, _SAVE_AS, file)


def damaged(file: str, part: str = "") -> PolicyReportError:
    """Return the refusal of a workbook that is cut off or broken, at ``part`` if that is known."""
    inside = f" ({part})" if part else ""
    what = Words(f"the workbook is cut off or damaged{inside}", f"통합 문서가 잘렸거나 손상되었습니다{inside}")
    return _refusal("excel.damaged", what, _SAVE_AGAIN, file)


def too_large(file: str) -> PolicyReportError:
    """Return the refusal of a workbook that would fill the memory."""
    what = Words(
        f"unpacked, the workbook would be larger than {MOST_MEGABYTES} MB, or it is packed as none should be",
        f"압축을 풀면 {MOST_MEGABYTES} MB를 넘거나 비정상으로 압축된 통합 문서입니다",
    )
    hint = Words("copy the data into a new workbook, or split it", "자료만 새 통합 문서에 옮기거나 나누십시오")
    return _refusal("excel.too-large", what, hint, file, Kind.LIMIT)


def macros(file: str) -> PolicyReportError:
    """Return the refusal of a workbook with a program in it."""
    what = Words("a workbook with macros is refused", "매크로가 든 통합 문서는 받지 않습니다")
    hint = Words("save it as .xlsx, without macros", "매크로 없는 .xlsx 형식으로 저장하십시오")
    return _refusal("excel.macros", what, hint, file, Kind.SECURITY)


def doctype(file: str, part: str) -> PolicyReportError:
    """Return the refusal of a workbook whose XML declares a document type, by which it could reach other files."""
    what = Words(f"a DOCTYPE in {part} is refused", f"{part}에 허용하지 않는 DOCTYPE이 있습니다")
    hint = Words(
        "no Excel writes one: ask where the file comes from", "엑셀은 쓰지 않는 것이니 파일의 출처를 확인하십시오"
    )
    return _refusal("excel.doctype", what, hint, file, Kind.SECURITY)


def _refusal(code: str, what: Words, hint: Words, file: str, kind: Kind = Kind.DATA) -> PolicyReportError:
    return PolicyReportError([Problem(kind, code, what, Place(file), hint=hint)])
