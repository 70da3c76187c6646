"""The theme part: the colours and fonts that Word offers by name, and on which charts and styles lean."""

from __future__ import annotations

from collections.abc import Mapping

from policyreport.document.theme import Theme
from policyreport.renderers.docx.units import bare
from policyreport.renderers.docx.xml import Element, element, root

_LINE_WIDTHS = (6350, 12700, 19050)
_FILLED = element("a:solidFill", None, element("a:schemeClr", {"val": "phClr"}))


def theme_part(theme: Theme) -> Element:
    """Return the theme part; the accents are the house's own colour, then those of its lamps."""
    schemes = (_colours(theme), _fonts(theme), _formats())
    made = root("a:theme", "a", element("a:themeElements", None, *schemes))
    return Element(made.replace("<a:theme ", '<a:theme name="Policy" ', 1))


def colours_of(theme: Theme) -> Mapping[str, str]:
    """Return the colours of the theme by the names that Office gives them."""
    ink, lamps = theme.colours, theme.lamps
    return {
        "dk1": ink.ink,
        "lt1": "#FFFFFF",
        "dk2": ink.title,
        "lt2": ink.box_tint,
        "accent1": ink.accent,
        "accent2": ink.title,
        "accent3": lamps["good"].colour,
        "accent4": lamps["watch"].colour,
        "accent5": lamps["bad"].colour,
        "accent6": ink.quiet,
        "hlink": ink.accent,
        "folHlink": ink.quiet,
    }


def _colours(theme: Theme) -> Element:
    named = colours_of(theme).items()
    shown = (element(f"a:{name}", None, element("a:srgbClr", {"val": bare(colour)})) for name, colour in named)
    return element("a:clrScheme", {"name": "Policy"}, *shown)


def _fonts(theme: Theme) -> Element:
    faces = (
        element("a:latin", {"typeface": theme.fonts.latin}),
        element("a:ea", {"typeface": theme.fonts.korean}),
        element("a:cs", {"typeface": ""}),
        element("a:font", {"script": "Hang", "typeface": theme.fonts.korean}),
    )
    uses = (element("a:majorFont", None, *faces), element("a:minorFont", None, *faces))
    return element("a:fontScheme", {"name": "Policy"}, *uses)


def _formats() -> Element:
    lines = (element("a:ln", {"w": width}, _FILLED) for width in _LINE_WIDTHS)
    effects = (element("a:effectStyle", None, element("a:effectLst")) for _ in _LINE_WIDTHS)
    return element(
        "a:fmtScheme",
        {"name": "Policy"},
        element("a:fillStyleLst", None, *(_FILLED for _ in _LINE_WIDTHS)),
        element("a:lnStyleLst", None, *lines),
        element("a:effectStyleLst", None, *effects),
        element("a:bgFillStyleLst", None, *(_FILLED for _ in _LINE_WIDTHS)),
    )
