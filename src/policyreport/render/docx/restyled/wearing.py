"""What a document wears where there is a reference file."""

from __future__ import annotations

from dataclasses import replace

from policyreport.render.docx.dress import Dress
from policyreport.render.docx.node import parsed, written
from policyreport.render.docx.restyled.lists import list_of_items, without_pictures
from policyreport.render.docx.restyled.opened import opened
from policyreport.render.docx.restyled.page_setup import move_edge
from policyreport.render.docx.restyled.style_names import named_alike, with_missing


def restyled(plain: Dress, reference: bytes) -> Dress:
    """Return the built-in dress with what a reference file says over it; a style that it does not have is as it was.

    ``PolicyReportError`` where the file is not one of Word's.
    """
    file = opened(reference, plain.page)
    if file.styles is None:
        return replace(plain, page=file.page)
    own = parsed(plain.styles)
    ids = named_alike(file.styles, own)
    lists = plain.numbering if file.numbering is None else written(without_pictures(file.numbering, ids))
    styles = with_missing(file.styles, own, ids)
    move_edge(styles, plain.page, file.page)
    return Dress(
        styles=written(styles),
        numbering=lists,
        theme=plain.theme if file.theme is None else written(file.theme),
        page=file.page,
        items_list=list_of_items(styles),
    )
