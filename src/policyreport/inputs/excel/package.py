"""A workbook's package: what it is, whether it may be unpacked, and its parts as XML."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import NamedTuple
from xml.etree.ElementTree import Element, iterparse
from zipfile import ZipFile

from openpyxl.styles.numbers import BUILTIN_FORMATS

from policyreport.diagnostics import ErrorKind, Message, PolicyReportError, Problem, SourceLocation
from policyreport.ooxml.unpacking import CHUNK, MOST_MEGABYTES, UNREADABLE, declares_type, is_too_large

_SAVE_AS = Message("open it in Excel and save it as .xlsx", "엑셀에서 열어 .xlsx 형식으로 저장하십시오")
_SAVE_AGAIN = Message(
    "copy it again from where it comes from, or save it again", "원본을 다시 복사하거나 다시 저장하십시오"
)
_DECLARE_CSV = Message("rename it to .csv, or save it as .xlsx", "이름을 .csv로 바꾸거나 .xlsx 형식으로 저장하십시오")


def empty_file(file: str) -> PolicyReportError:
    """Return the refusal of a file of no bytes."""
    return _refusal("excel.empty", Message("the file is empty", "빈 파일입니다"), _SAVE_AGAIN, file)


def old_workbook(file: str) -> PolicyReportError:
    """Return the refusal of a workbook in the form before 2007."""
    what = Message("this is an old .xls workbook, whatever its name says", "이름과 달리 예전 .xls 형식입니다")
    return _refusal("excel.xls", what, _SAVE_AS, file)


def encrypted(file: str) -> PolicyReportError:
    """Return the refusal of a workbook that only a password opens, or a rights management."""
    what = Message("the workbook is locked with a password", "암호가 걸린 통합 문서입니다")
    hint = Message("save it without a password (File, Info)", "파일 › 정보에서 암호를 풀어 저장하십시오")
    return _refusal("excel.encrypted", what, hint, file)


def web_page(file: str) -> PolicyReportError:
    """Return the refusal of a table that some system exported as a web page or XML under the name of a workbook."""
    what = Message("this is a web page or XML, not a workbook", "통합 문서가 아니라 웹 문서(HTML·XML)입니다")
    return _refusal("excel.html", what, _SAVE_AS, file)


def plain_text(file: str) -> PolicyReportError:
    """Return the refusal of a text, such as CSV."""
    what = Message("this is text, such as CSV, not a workbook", "통합 문서가 아니라 CSV 같은 텍스트입니다")
    return _refusal("excel.csv", what, _DECLARE_CSV, file)


def foreign(file: str) -> PolicyReportError:
    """Return the refusal of any other kind of file."""
    what = Message("this is no Excel workbook", "엑셀 통합 문서가 아닙니다")
    return _refusal("excel.foreign", what, _SAVE_AS, file)


def damaged(file: str, part: str = "") -> PolicyReportError:
    """Return the refusal of a workbook that is cut off or broken, at ``part`` if that is known."""
    inside = f" ({part})" if part else ""
    what = Message(f"the workbook is cut off or damaged{inside}", f"통합 문서가 잘렸거나 손상되었습니다{inside}")
    return _refusal("excel.damaged", what, _SAVE_AGAIN, file)


def too_large(file: str) -> PolicyReportError:
    """Return the refusal of a workbook that would fill the memory."""
    what = Message(
        f"unpacked, the workbook would be larger than {MOST_MEGABYTES} MB, or it is packed as none should be",
        f"압축을 풀면 {MOST_MEGABYTES} MB를 넘거나 비정상으로 압축된 통합 문서입니다",
    )
    hint = Message("copy the data into a new workbook, or split it", "자료만 새 통합 문서에 옮기거나 나누십시오")
    return _refusal("excel.too-large", what, hint, file, ErrorKind.LIMIT)


def macros(file: str) -> PolicyReportError:
    """Return the refusal of a workbook with a program in it."""
    what = Message("a workbook with macros is refused", "매크로가 든 통합 문서는 받지 않습니다")
    hint = Message("save it as .xlsx, without macros", "매크로 없는 .xlsx 형식으로 저장하십시오")
    return _refusal("excel.macros", what, hint, file, ErrorKind.SECURITY)


def doctype(file: str, part: str) -> PolicyReportError:
    """Return the refusal of a workbook whose XML declares a document type, by which it could reach other files."""
    what = Message(f"a DOCTYPE in {part} is refused", f"{part}에 허용하지 않는 DOCTYPE이 있습니다")
    hint = Message(
        "no Excel writes one: ask where the file comes from", "엑셀은 쓰지 않는 것이니 파일의 출처를 확인하십시오"
    )
    return _refusal("excel.doctype", what, hint, file, ErrorKind.SECURITY)


def _refusal(code: str, what: Message, hint: Message, file: str, kind: ErrorKind = ErrorKind.DATA) -> PolicyReportError:
    return PolicyReportError([Problem(kind, code, what, SourceLocation(file), hint=hint)])


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MAIN = re.compile(r"xl/workbook\d*\.xml")
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


class Package:
    """The parts of a workbook, each refused with the workbook's name where it cannot be read."""

    def __init__(self, archive: ZipFile, file: str) -> None:
        self.file = file
        self.parts = frozenset(archive.namelist())
        self.main = min(filter(_MAIN.fullmatch, self.parts))
        self._archive = archive

    def root(self, part: str) -> Element:
        """Return the root of a small part, complete."""
        return [*self.elements(part)][-1]

    def elements(self, part: str) -> Iterator[Element]:
        """Yield a part's elements, each as soon as it is complete, the root last."""
        try:
            with self._archive.open(part) as stream:
                for _, element in iterparse(stream):  # noqa: S314 - no part with a DOCTYPE comes this far
                    yield element
        except UNREADABLE as fault:
            raise damaged(self.file, part) from fault


def open_package(content: bytes, file: str) -> Package:
    """Return a workbook's parts; ``PolicyReportError`` for what is none, or is not safe to unpack or read.

    Its sizes are judged by its directory before anything is unpacked; the directory also bounds what is then read.
    """
    if not content.startswith(_ZIP):
        raise _named(content, file)
    try:
        archive = ZipFile(BytesIO(content))
    except UNREADABLE as fault:
        raise damaged(file) from fault
    _require_workbook(frozenset(archive.namelist()), file)
    if is_too_large(archive.infolist()):
        raise too_large(file)
    _require_no_doctype(archive, file)
    return Package(archive, file)


def _named(content: bytes, file: str) -> PolicyReportError:
    if not content.strip():
        return empty_file(file)
    if content.startswith(_OLE):
        return encrypted(file) if _ENCRYPTED in content else old_workbook(file)
    if content[:CHUNK].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return web_page(file)
    if b"\0" not in content or content.startswith(_UTF16_MARKS):
        return plain_text(file)
    return foreign(file)


def _require_workbook(parts: frozenset[str], file: str) -> None:
    if any(part.endswith("vbaProject.bin") for part in parts):
        raise macros(file)
    if not any(map(_MAIN.fullmatch, parts)):
        raise foreign(file)


def _require_no_doctype(archive: ZipFile, file: str) -> None:
    for entry in archive.infolist():
        if entry.filename.endswith((".xml", ".rels", ".vml")):
            try:
                with archive.open(entry) as stream:
                    declares = declares_type(stream)
            except UNREADABLE as fault:
                raise damaged(file, entry.filename) from fault
            if declares:
                raise doctype(file, entry.filename)


_HEX_CHARACTER = re.compile("_x([0-9A-Fa-f]{4})_")
_EAST_ASIAN_DAYS = (*range(27, 32), *range(34, 37), *range(50, 59))
_EAST_ASIAN_TIMES = (32, 33)
_FORMATS: Mapping[str, str] = {
    **{str(number): form for number, form in BUILTIN_FORMATS.items()},
    **dict.fromkeys(map(str, _EAST_ASIAN_DAYS), "yyyy-mm-dd"),
    **dict.fromkeys(map(str, _EAST_ASIAN_TIMES), "h:mm"),
}
"""The formats that a number names without declaring them; ECMA-376-1, 18.8.30 has those of Korean Excel."""


_YES = frozenset(("1", "true"))


class SheetEntry(NamedTuple):
    """A sheet by its name, its part in the package, and ``visible``, ``hidden`` or ``veryHidden``."""

    name: str
    part: str
    state: str


@dataclass(frozen=True, slots=True)
class Workbook:
    """What its cells' numbers refer to: texts by their index, number formats by the index of a cell's style.

    ``struck_styles`` are the styles, and ``struck_texts`` the texts, of which letters are struck out.
    """

    package: Package
    sheets: Sequence[SheetEntry]
    texts: Sequence[str]
    formats: Sequence[str]
    from_1904: bool
    struck_styles: frozenset[int] = frozenset()
    struck_texts: frozenset[int] = frozenset()


def open_workbook(package: Package) -> Workbook:
    """Return what a workbook's package says of all its sheets."""
    root = package.root(package.main)
    targets = _targets(package)
    properties = next(named(root, "workbookPr"), None)
    sheets = [
        (sheet, next((value for name, value in sheet.items() if name.endswith("}id")), ""))
        for sheet in named(root, "sheet")
    ]
    return Workbook(
        package=package,
        sheets=[
            SheetEntry(sheet.get("name", ""), targets.get(relation, ""), sheet.get("state", "visible"))
            for sheet, relation in sheets
        ],
        texts=(texts := _texts(package, targets.get("sharedStrings", ""))).texts,
        struck_texts=frozenset(texts.struck),
        struck_styles=_struck_styles(package, targets.get("styles", "")),
        formats=_number_formats(package, targets.get("styles", "")),
        from_1904=properties is not None and properties.get("date1904") in {"1", "true"},
    )


def named(element: Element, name: str) -> Iterator[Element]:
    """Yield the elements of a name within an element, whether its namespace is the usual or the strict one."""
    return (inner for inner in element.iter() if inner.tag.endswith("}" + name))


def text_within(element: Element) -> str:
    """Return the text of a shared or inline string: all its runs, without how they are read aloud."""
    runs: list[str] = []
    for inner in element:
        if inner.tag.endswith("}t"):
            runs.append(inner.text or "")
        elif inner.tag.endswith("}r"):
            runs += [t.text or "" for t in inner if t.tag.endswith("}t")]
    return stored_text("".join(runs))


def stored_text(text: str) -> str:
    """Return a text with its ``_xHHHH_`` as the characters that they stand for, its lines ending as on Unix."""
    if "_x" in text:
        text = _HEX_CHARACTER.sub(lambda match: chr(int(match[1], 16)), text)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _targets(package: Package) -> Mapping[str, str]:
    """Return the parts that the workbook relates to: by the relationship's id, and by the last word of its type."""
    targets: dict[str, str] = {}
    for relation in package.root(package.main.replace("xl/", "xl/_rels/") + ".rels"):
        part = posixpath.normpath(posixpath.join("/xl", relation.get("Target", ""))).lstrip("/")
        targets[relation.get("Id", "")] = part
        targets.setdefault(relation.get("Type", "").rpartition("/")[2], part)
    return targets


class _Texts(NamedTuple):
    """The texts of a workbook's cells, and which of them are struck out in part or whole."""

    texts: list[str]
    struck: list[int]


def _texts(package: Package, part: str) -> _Texts:
    texts, struck = list[str](), list[int]()
    for element in package.elements(part) if part in package.parts else ():
        if element.tag.endswith("}si"):
            if is_struck(element):
                struck.append(len(texts))
            texts.append(text_within(element))
            element.clear()
    return _Texts(texts, struck)


def is_struck(element: Element) -> bool:
    """Return whether letters of a text, or those of a font, are struck out."""
    return any(strike.get("val", "1") in _YES for strike in named(element, "strike"))


def _struck_styles(package: Package, part: str) -> frozenset[int]:
    """Return the indices of the styles whose letters are struck out."""
    if part not in package.parts:
        return frozenset()
    root = package.root(part)
    fonts = {str(i) for i, font in enumerate(next(named(root, "fonts"), ())) if is_struck(font)}
    uses = next(named(root, "cellXfs"), ())
    return frozenset(i for i, use in enumerate(uses) if use.get("fontId", "0") in fonts)


def _number_formats(package: Package, part: str) -> list[str]:
    """Return the number format of each style that a cell may name, by its index."""
    if part not in package.parts:
        return []
    root = package.root(part)
    own = {form.get("numFmtId", ""): form.get("formatCode", "") for form in named(root, "numFmt")}
    uses = next(named(root, "cellXfs"), ())
    return [{**_FORMATS, **own}.get(use.get("numFmtId", ""), "General") for use in uses]
