"""The lists of a reference file."""

from __future__ import annotations

from collections.abc import Mapping

from docx.oxml.ns import qn

from policyreport.render.docx.node import Node, value, whole
from policyreport.render.docx.numbering import ITEM_STYLES

_PICTURES = (qn("w:numPicBullet"), qn("w:lvlPicBulletId"))


def list_of_items(styles: Node) -> int:
    """Return the number of the list to which the outermost items' style is bound, 0 where it is bound to none."""
    for style in styles.iter(qn("w:style")):
        if style.get(qn("w:styleId")) == ITEM_STYLES[0]:
            bound = style.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}")
            return 0 if bound is None else whole(bound, "w:val")
    return 0


def without_pictures(numbering: Node, ids: Mapping[str, str]) -> Node:
    """Return the lists bound to our styles; marks that are pictures are left out, for pictures are not taken over."""
    for parent in list(numbering.iter()):
        for picture in [child for child in parent if child.tag in _PICTURES]:
            parent.remove(picture)
    for bound in numbering.iter(qn("w:pStyle")):
        bound.set(qn("w:val"), ids.get(value(bound), value(bound)))
    return numbering
