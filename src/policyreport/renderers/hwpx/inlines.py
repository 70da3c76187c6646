"""Inline content as runs, with its links and footnotes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import assert_never

from policyreport.document.nodes import (
    Date,
    Footnote,
    Inline,
    Lamp,
    LineBreak,
    Link,
    Number,
    Reference,
    Script,
    Strong,
    Text,
)
from policyreport.document.number_format import date_text, number_text
from policyreport.renderers.flow.inlines import lamp_text, without_notes
from policyreport.renderers.hwpx.context import RenderContext
from policyreport.renderers.hwpx.styles import Type
from policyreport.renderers.hwpx.xml import Xml, element, escaped, hp, paragraph_list

HYPERLINK_FIELD_ID = 627600491
"""The kind of a field that is a link: the bytes of 한글's control ``%hlk`` as a number."""
_ESCAPED_IN_COMMAND = str.maketrans({mark: f"\\{mark}" for mark in ":?;#"})
_AFTER_NUMBER = ")"


def inlines(content: Iterable[Inline], letters: Type, context: RenderContext) -> list[Xml]:
    """Return runs that print the content in order."""
    return [part for node in content for part in inline(node, letters, context)]


def inline(node: Inline, letters: Type, context: RenderContext) -> Iterable[Xml]:
    """Return the runs that one node becomes."""
    match node:
        case Text(text):
            return (context.run(text, letters),) if text else ()
        case Number():
            return (*context.bookmark(node.fact, letters), context.run(number_text(node), letters))
        case Date():
            return (context.run(date_text(node), letters),)
        case Lamp(tone, word):
            look = replace(letters, colour=context.theme.lamps[tone].colour, bold=True)
            return (context.run(lamp_text(tone, word, context.theme), look),)
        case Strong(content):
            return inlines(content, replace(letters, bold=True), context)
        case Link(address, content):
            look = replace(letters, colour=context.theme.colours.accent, underlined=True)
            return _linked(hyperlink_parameters(address), inlines(content, look, context), letters, context)
        case Reference(content=content):
            return inlines(content, letters, context)
        case LineBreak():
            return (context.run("\n", letters),)
        case Script(text, place):
            return (context.run(text, replace(letters, script=place)),)
        case Footnote(content):
            return _footnote(content, letters, context)
        case _:
            assert_never(node)


Parameters = list[tuple[str, str, str]]
"""What a field says: kinds, names and texts."""


def hyperlink_parameters(address: str) -> Parameters:
    """Return what a link's field says; ``#name`` leads to a bookmark of the file."""
    if address.startswith("#"):
        return _parameters(f"?{address[1:].translate(_ESCAPED_IN_COMMAND)};0;0;0;", "HWP")
    if address.lower().startswith("mailto:"):
        return _parameters(f"{address};2;0;0", "EMAIL", address)
    return _parameters(f"{address.translate(_ESCAPED_IN_COMMAND)};1;0;0;", "URL", address)


def _parameters(command: str, category: str, path: str | None = None, target: str = "BOOKMARK") -> Parameters:
    named = {
        "Command": command,
        **({"Path": path} if path is not None else {}),
        "Category": f"HWPHYPERLINK_TYPE_{category}",
        "TargetType": f"HWPHYPERLINK_TARGET_{target}",
        "DocOpenType": "HWPHYPERLINK_JUMP_CURRENTTAB",
    }
    return [("integerParam", "Prop", "0"), *(("stringParam", name, text) for name, text in named.items())]


def linked_within(paragraph: int, runs: list[Xml], letters: Type, context: RenderContext) -> Iterator[Xml]:
    """Yield the runs of a link to a heading of the document, by its paragraph's id."""
    return _linked(_parameters(f"?#{paragraph};0;1;0;", "HWP", target="OUTLINE"), runs, letters, context)


def _linked(parameters: Parameters, runs: list[Xml], letters: Type, context: RenderContext) -> Iterator[Xml]:
    number = next(context.ids)
    children = [element(f"hp:{kind}", (escaped(text),), {"name": name}) for kind, name, text in parameters]
    parameter_list = hp("parameters", *children, cnt=len(children), name="")
    kind = {"id": number, "type": "HYPERLINK", "name": "", "editable": 0, "dirty": 0, "zorder": -1}
    begin = element("hp:fieldBegin", (parameter_list,), {**kind, "fieldid": HYPERLINK_FIELD_ID})
    yield context.element_run(hp("ctrl", begin), letters)
    yield from runs
    yield context.element_run(hp("ctrl", hp("fieldEnd", beginIDRef=number, fieldid=HYPERLINK_FIELD_ID)), letters)


def automatic_number(kind: str, number: int, letters: Type, context: RenderContext, suffix: str = "") -> Xml:
    """Return the run of a number that 한글 keeps right: of the ``PAGE``, of a ``TABLE``, of a ``FOOTNOTE``.

    ``number`` is what it shows until then.
    """
    shape = hp("autoNumFormat", type="DIGIT", userChar="", prefixChar="", suffixChar=suffix, supscript=0)
    return context.element_run(hp("ctrl", hp("autoNum", shape, num=number, numType=kind)), letters)


def _footnote(content: Iterable[Inline], letters: Type, context: RenderContext) -> Iterator[Xml]:
    """Yield the run of the mark, which holds the note."""
    number = next(context.footnotes)
    below = context.letters("Footnote")
    mark = automatic_number("FOOTNOTE", number, below, context, _AFTER_NUMBER)
    runs = inlines(without_notes(content), below, context)
    note = context.paragraph("Footnote", [mark, context.run(" ", below), *runs])
    shape = {"number": number, "suffixChar": ord(_AFTER_NUMBER), "instId": next(context.ids)}
    yield context.element_run(hp("ctrl", hp("footNote", paragraph_list([note]), **shape)), letters)
