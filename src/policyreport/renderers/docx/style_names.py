"""What a document wears: styles, lists, theme and page; built in, or those of a Word file that someone restyled."""

from __future__ import annotations

from dataclasses import dataclass

from policyreport.document.theme import Theme
from policyreport.renderers.docx.numbering import ITEMS, numbering
from policyreport.renderers.docx.page import Page, page_of
from policyreport.renderers.docx.styles import styles
from policyreport.renderers.docx.theme_part import theme_part
from policyreport.renderers.docx.xml import part


@dataclass(frozen=True, slots=True)
class StyleNames:
    """The parts that decide a document's look, its page, and the number of the list to which items are bound.

    A number of 0 says that items are bound to no list.
    """

    styles: bytes
    numbering: bytes
    theme: bytes
    page: Page
    items_list: int = ITEMS


def built_in(theme: Theme, language: str) -> StyleNames:
    """Return the built-in look in the theme's colours, type and spacing."""
    return StyleNames(part(styles(theme, language)), part(numbering(theme)), part(theme_part(theme)), page_of(theme))
