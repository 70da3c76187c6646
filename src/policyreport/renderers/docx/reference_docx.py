"""The looks of a Word file that someone restyled: its styles, lists, theme, page, and the pictures of its header.

Nothing else that is in it comes into a document.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from io import BytesIO
from typing import cast
from zipfile import ZipFile

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part
from docx.oxml.ns import nsmap, qn
from docx.section import Section

from policyreport.diagnostics import ErrorKind, Message, PolicyReportError, Problem
from policyreport.renderers.docx.node import Node, empty, parsed, value, whole, written
from policyreport.renderers.docx.reference_pictures import frame_pictures
from policyreport.renderers.docx.style_parts import FramePictures, Page, StyleParts
from policyreport.renderers.docx.styles import ITEM_STYLES

_KEPT = tuple(f"{{{nsmap[prefix]}}}" for prefix in ("w", "a"))
_XML = f"{{{nsmap['xml']}}}"
_PICTURES = (qn("w:numPicBullet"), qn("w:lvlPicBulletId"))
_POINTING = (qn("w:basedOn"), qn("w:next"), qn("w:link"))
_ID = qn("w:styleId")
_MOST_BYTES = 50_000_000
"""Of all parts together; a file that unpacks to more is not unpacked."""


def with_reference_styles(built_in: StyleParts, reference: bytes) -> StyleParts:
    """Return the built-in look with what a reference file says over it; a style that it does not have is as it was.

    ``PolicyReportError`` where the file is not one of Word's.
    """
    file = _open_reference(reference, built_in.page)
    if file.styles is None:
        return replace(built_in, page=file.page, pictures=file.pictures)
    own = parsed(built_in.styles)
    ids = _named_alike(file.styles, own)
    lists = built_in.numbering if file.numbering is None else written(_without_pictures(file.numbering, ids))
    styles = _with_missing(file.styles, own, ids)
    _move_edge(styles, built_in.page, file.page)
    return StyleParts(
        styles=written(styles),
        numbering=lists,
        theme=built_in.theme if file.theme is None else written(file.theme),
        page=file.page,
        items_list=_list_of_items(styles),
        pictures=file.pictures,
    )


@dataclass(frozen=True, slots=True)
class _ReferenceFile:
    """What says how a file looks; None for a part that it does not have."""

    page: Page
    styles: Node | None
    numbering: Node | None
    theme: Node | None
    pictures: FramePictures


def _open_reference(reference: bytes, page: Page) -> _ReferenceFile:
    """Return what says how a reference file looks; what it does not say of the page is as on the one given.

    ``PolicyReportError`` where it cannot be read as a Word file.
    """
    try:
        return _opened(reference, page)
    except PolicyReportError:
        raise
    except Exception as error:  # python-docx says in many ways that a file is broken
        raise _unreadable(str(error)) from error


def _opened(reference: bytes, page: Page) -> _ReferenceFile:
    with ZipFile(BytesIO(reference)) as package:
        if sum(entry.file_size for entry in package.infolist()) > _MOST_BYTES:
            raise ValueError("it is too large")
    word = docx.Document(BytesIO(reference))
    _check_root(cast("Node", word.element), "w:document")
    return _ReferenceFile(
        page=_page_setup(word.sections[-1], page) if len(word.sections) else page,
        styles=_look(word.part, RELATIONSHIP_TYPE.STYLES, "w:styles"),
        numbering=_look(word.part, RELATIONSHIP_TYPE.NUMBERING, "w:numbering"),
        theme=_look(word.part, RELATIONSHIP_TYPE.THEME, "a:theme"),
        pictures=frame_pictures(word),
    )


def _look(main: Part, relationship: str, tag: str) -> Node | None:
    """Return a part to which the main one is related; python-docx would make one of its own where there is none."""
    found = [related for related in main.rels.values() if related.reltype == relationship]
    return _sanitized(parsed(found[0].target_part.blob), tag) if found else None


def _unreadable(why: str) -> PolicyReportError:
    return PolicyReportError(
        [
            Problem(
                ErrorKind.TEMPLATE,
                "docx.reference-unreadable",
                Message(
                    f"the reference file cannot be read: {why}",
                    "서식 파일을 읽을 수 없습니다: Word 파일이 아니거나 손상되었거나 너무 큽니다",
                ),
                hint=Message("open it in Word and save it as .docx", "Word에서 열어 .docx로 다시 저장하십시오"),
            )
        ]
    )


def _check_root(part: Node, tag: str) -> None:
    """Raise ``ValueError`` where a part's outermost element has another name, or it has a document type: none may."""
    if part.tag != qn(tag) or part.getroottree().docinfo.doctype:
        raise ValueError(tag)


def _sanitized(part: Node, tag: str) -> Node:
    """Return a part's tree without what is of other namespaces than Word's own, such as a newer version's extensions.

    ``tag`` is the name that its outermost element must have, such as ``w:styles``; else ``ValueError``.
    """
    _check_root(part, tag)
    _strip(part)
    copy = empty(tag)
    for name, text in part.attrib.items():
        copy.set(name, text)
    copy.extend(list(part))
    return copy


def _strip(node: Node) -> None:
    """Take out what is of another namespace: elements, attributes, comments, and entities, which are not resolved."""
    for name in [name for name in node.attrib if name.startswith("{") and not name.startswith((*_KEPT, _XML))]:
        del node.attrib[name]
    for child in list(node):
        if isinstance(child.tag, str) and child.tag.startswith(_KEPT):
            _strip(child)
        else:
            node.remove(child)


def _page_setup(section: Section, page: Page) -> Page:
    """Return the page of a file's section; what it does not say is as it was."""
    lengths = {
        "width": section.page_width,
        "height": section.page_height,
        "top": section.top_margin,
        "right": section.right_margin,
        "bottom": section.bottom_margin,
        "left": section.left_margin,
        "header": section.header_distance,
        "footer": section.footer_distance,
        "gutter": section.gutter,
    }
    return replace(page, **{name: length.twips for name, length in lengths.items() if length is not None})


def _list_of_items(styles: Node) -> int:
    """Return the number of the list to which the outermost items' style is bound, 0 where it is bound to none."""
    for style in styles.iter(qn("w:style")):
        if style.get(qn("w:styleId")) == ITEM_STYLES[0]:
            bound = style.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}")
            return 0 if bound is None else whole(bound, "w:val")
    return 0


def _without_pictures(numbering: Node, ids: Mapping[str, str]) -> Node:
    """Return the lists bound to our styles; marks that are pictures are left out, for pictures are not taken over."""
    for parent in list(numbering.iter()):
        for picture in [child for child in parent if child.tag in _PICTURES]:
            parent.remove(picture)
    for bound in numbering.iter(qn("w:pStyle")):
        bound.set(qn("w:val"), ids.get(value(bound), value(bound)))
    return numbering


def _move_edge(styles: Node, old: Page, new: Page) -> None:
    """Move the stops of styles that stand at the right edge of the column to where it is now."""
    for stop in styles.iter(qn("w:tab")):
        if whole(stop, "w:pos") == old.column_width:
            stop.set(qn("w:pos"), str(new.column_width))


def _named_alike(styles: Node, own: Node) -> Mapping[str, str]:
    """Return our ids of the styles that have the names of ours, by the ids that the file gives them."""
    ours = {_key(style): style.get(_ID, "") for style in _styles(own)}
    return {style.get(_ID, ""): ours[_key(style)] for style in _styles(styles) if _key(style) in ours}


def _with_missing(styles: Node, own: Node, ids: Mapping[str, str]) -> Node:
    """Return the file's styles under our ids; those of ours that it does not have are moved to them."""
    free = _free_ids(styles, ids)
    for style in _styles(styles):
        style.set(_ID, free[style.get(_ID, "")])
        for pointing in style.iter(*_POINTING):
            pointing.set(qn("w:val"), free.get(value(pointing), value(pointing)))
    taken = {style.get(_ID, "") for style in _styles(styles)}
    styles.extend([style for style in _styles(own) if style.get(_ID, "") not in taken])
    return styles


def _free_ids(styles: Node, ids: Mapping[str, str]) -> dict[str, str]:
    """Return a new id for each id of the file: ours, or its own, changed where it is one of ours for another style."""
    taken = set(ids.values())
    others = {style.get(_ID, "") for style in _styles(styles)} - ids.keys()
    return {**ids, **{other: f"{other}Other" if other in taken else other for other in others}}


def _styles(tree: Node) -> list[Node]:
    return tree.findall(qn("w:style"))


def _key(style: Node) -> tuple[str, str]:
    name = style.find(qn("w:name"))
    return style.get(qn("w:type"), ""), "" if name is None else value(name).casefold()
