"""Fields, captions, notes and charts as Word writes them, to be drawn into templates."""

from __future__ import annotations

from collections.abc import Mapping

from docx.document import Document as WordDocument
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from policyreport.document.output import Rendered

from .drawing import Draw, reopened

_NOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}s+xml"
_NOTES_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}s"


def text(content: str) -> str:
    """Return a run."""
    return f'<w:r><w:t xml:space="preserve">{content}</w:t></w:r>'


def field(code: str, result: str = "옛것") -> str:
    """Return a field over several runs, as Word writes it when it is inserted by its menus."""
    ends = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    words = f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
    return f"{ends[0]}{words}{ends[1]}{text(result)}{ends[2]}"


def simple_field(code: str, result: str = "옛것") -> str:
    """Return a field that is one element."""
    words = code.replace('"', "&quot;")
    return f'<w:fldSimple w:instr=" {words} ">{text(result)}</w:fldSimple>'


def bookmark(name: str, held: str, number: int = 7) -> str:
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{held}<w:bookmarkEnd w:id="{number}"/>'


def paragraph(*held: str) -> Draw:
    """Return what adds a paragraph of runs and fields."""

    def add(document: WordDocument) -> None:
        made = parse_xml(f"<w:p {nsdecls('w', 'r')}>{''.join(held)}</w:p>")
        document.element.body.insert(len(document.element.body) - 1, made)

    return add


def in_cell(row: int, column: int, *held: str) -> Draw:
    """Return what puts a paragraph of runs and fields into a cell of the last table."""

    def add(document: WordDocument) -> None:
        cell = document.tables[-1].cell(row, column)._tc
        cell.replace(cell.p_lst[0], parse_xml(f"<w:p {nsdecls('w')}>{''.join(held)}</w:p>"))

    return add


def note_of(number: int, kind: str = "footnote") -> str:
    """Return a run with the reference to a note."""
    return f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:{kind}Reference w:id="{number}"/></w:r>'


def notes(texts: Mapping[int, str], kind: str = "footnote") -> Draw:
    """Return what adds the notes of a kind, by their ids, after the lines that part them from the text."""
    parting = (
        f'<w:{kind} w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:{kind}>'
        f'<w:{kind} w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:{kind}>'
    )
    held = "".join(
        f'<w:{kind} w:id="{number}"><w:p><w:r><w:{kind}Ref/></w:r>{text(words)}</w:p></w:{kind}>'
        for number, words in texts.items()
    )
    xml = f"<w:{kind}s {nsdecls('w', 'r')}>{parting}{held}</w:{kind}s>"

    def add(document: WordDocument) -> None:
        part = Part(PackURI(f"/word/{kind}s.xml"), _NOTES_TYPE.format(kind), xml.encode(), document.part.package)
        document.part.relate_to(part, _NOTES_RELATION.format(kind))

    return add


def shown(rendered: Rendered) -> list[str]:
    """Return the text of each paragraph, also that of simple fields, which python-docx leaves out."""
    body = reopened(rendered).element.body
    return ["".join(t.text or "" for t in p.iter(qn("w:t"))) for p in body.iter(qn("w:p"))]
