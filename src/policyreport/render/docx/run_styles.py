"""The character styles. None of them is bold: in Word a bold style within a bold paragraph style turns plain."""

from __future__ import annotations

from collections.abc import Iterator

from policyreport.document.theme import Theme
from policyreport.render.docx.inlines import lamp_style
from policyreport.render.docx.style import RunStyle, Type


def run_styles(theme: Theme) -> Iterator[RunStyle]:
    """Yield every character style but Word's default."""
    ink, sizes = theme.colours, theme.sizes
    yield RunStyle("Hyperlink", "Hyperlink", Type(colour=ink.accent, underlined=True), built_in=True)
    yield RunStyle("FootnoteReference", "footnote reference", Type(raised=True), built_in=True)
    yield RunStyle("Label", "Label", Type(colour=ink.quiet))
    yield RunStyle("Unit", "Unit", Type(sizes.caption, ink.quiet))
    yield RunStyle("CardUnit", "Card Unit", Type(sizes.heading3, ink.title))
    yield RunStyle("Mark", "Mark", Type(colour=ink.accent))
    for tone, look in theme.lamps.items():
        yield RunStyle(lamp_style(tone), f"Lamp {tone.capitalize()}", Type(colour=look.colour))
