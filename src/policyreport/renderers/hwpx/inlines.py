"""Inline content as runs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
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
    Strong,
    Text,
    Tone,
)
from policyreport.document.number_format import date_text, number_text, plain_text
from policyreport.document.theme import Theme
from policyreport.ooxml.xml_text import TEXT_ESCAPES
from policyreport.renderers.hwpx.context import RenderContext
from policyreport.renderers.hwpx.paragraph import paragraph, paragraphs
from policyreport.renderers.hwpx.styles import Type
from policyreport.renderers.hwpx.xml import Shell, Xml, element, escaped, hp, shell

_TAB = hp("tab", width=4000, leader=0, type=1)
_RIGHT_TAB = 2
_TEXT = shell("t")
_MARKS_IN_TEXT = {"\n": hp("lineBreak"), "\t": _TAB, "\u00a0": hp("nbSpace")}
HYPERLINK_FIELD_ID = 627600491
"""The kind of a field that is a link: the bytes of 한글's control ``%hlk`` as a number."""
_ESCAPED_IN_COMMAND = str.maketrans({mark: f"\\{mark}" for mark in ":?;#"})
_WRITTEN = str.maketrans({**TEXT_ESCAPES, **_MARKS_IN_TEXT})


def run(text: str, letters: Type, setting: RenderContext) -> Xml:
    """Return a run that prints the text exactly: new lines, tabs and no-break spaces become 한글's own."""
    return controlled(_TEXT.around(_written(text)), letters, setting)


def right_tab(text: str, letters: Type, width: int, setting: RenderContext) -> Xml:
    """Return the run of a tab and the text that it sets to the right edge; ``width`` is how far the tab must reach.

    한글 reckons the width anew from the tab stops of the paragraph; other readers take it as it is.
    """
    return controlled(
        hp("t", hp("tab", width=max(width, 0), leader=0, type=_RIGHT_TAB), _written(text)), letters, setting
    )


def controlled(content: Xml, letters: Type, setting: RenderContext) -> Xml:
    """Return a run of elements."""
    return _run(setting.catalogue.letters.number(letters)).around(content)


@lru_cache(maxsize=256)
def _run(letters: int) -> Shell:
    return shell("run", charPrIDRef=letters)


def counted(kind: str, number: int, letters: Type, setting: RenderContext) -> Xml:
    """Return the run of a number that 한글 keeps right: of the ``PAGE``, of a ``TABLE``, of a ``FOOTNOTE``."""
    return controlled(hp("ctrl", automatic_number(kind, number)), letters, setting)


def automatic_number(kind: str, number: int, suffix: str = "") -> Xml:
    """Return a number that 한글 keeps right; ``number`` is what it shows until then."""
    shape = hp("autoNumFormat", type="DIGIT", userChar="", prefixChar="", suffixChar=suffix, supscript=0)
    return hp("autoNum", shape, num=number, numType=kind)


def hyperlink_parameters(address: str) -> list[tuple[str, str, str]]:
    """Return what a link's field says, each with its kind and name: ``#name`` leads to a bookmark of the file."""
    if address.startswith("#"):
        return _parameters(f"?{address[1:].translate(_ESCAPED_IN_COMMAND)};0;0;0;", "HWP")
    if address.lower().startswith("mailto:"):
        return _parameters(f"{address};2;0;0", "EMAIL", address)
    return _parameters(f"{address.translate(_ESCAPED_IN_COMMAND)};1;0;0;", "URL", address)


def _parameters(
    command: str, category: str, path: str | None = None, target: str = "BOOKMARK"
) -> list[tuple[str, str, str]]:
    named = {
        "Command": command,
        **({"Path": path} if path is not None else {}),
        "Category": f"HWPHYPERLINK_TYPE_{category}",
        "TargetType": f"HWPHYPERLINK_TARGET_{target}",
        "DocOpenType": "HWPHYPERLINK_JUMP_CURRENTTAB",
    }
    return [("integerParam", "Prop", "0"), *(("stringParam", name, text) for name, text in named.items())]


def linked(address: str, runs: list[Xml], letters: Type, setting: RenderContext) -> Iterator[Xml]:
    """Yield the runs of a link to a web address."""
    return _field(hyperlink_parameters(address), runs, letters, setting)


def linked_within(paragraph: int, runs: list[Xml], letters: Type, setting: RenderContext) -> Iterator[Xml]:
    """Yield the runs of a link to a heading of the document, by its paragraph's id."""
    return _field(_parameters(f"?#{paragraph};0;1;0;", "HWP", target="OUTLINE"), runs, letters, setting)


def _field(
    parameters: list[tuple[str, str, str]], runs: list[Xml], letters: Type, setting: RenderContext
) -> Iterator[Xml]:
    number = next(setting.counts.ids)
    held = [element(f"hp:{kind}", (escaped(text),), {"name": name}) for kind, name, text in parameters]
    begin = hp(
        "fieldBegin",
        hp("parameters", *held, cnt=len(held), name=""),
        id=number,
        type="HYPERLINK",
        name="",
        editable=0,
        dirty=0,
        zorder=-1,
        fieldid=HYPERLINK_FIELD_ID,
    )
    yield controlled(hp("ctrl", begin), letters, setting)
    yield from runs
    end = hp("fieldEnd", beginIDRef=number, fieldid=HYPERLINK_FIELD_ID)
    yield controlled(hp("ctrl", end), letters, setting)


def _written(text: str) -> Xml:
    return Xml(text.translate(_WRITTEN))


_NO_BREAK_SPACE = "\u00a0"
_AFTER_NUMBER = ")"


def inlines(content: Iterable[Inline], letters: Type, setting: RenderContext) -> list[Xml]:
    """Return runs that print the content in order."""
    return [part for node in content for part in inline(node, letters, setting)]


def inline(node: Inline, letters: Type, setting: RenderContext) -> Iterable[Xml]:
    """Return the runs that one node becomes."""
    match node:
        case Text(text):
            return (run(text, letters, setting),) if text else ()
        case Number():
            return (run(number_text(node), letters, setting),)
        case Date():
            return (run(date_text(node), letters, setting),)
        case Lamp(tone, word):
            look = replace(letters, colour=setting.theme.lamps[tone].colour, bold=True)
            return (run(lamp_text(tone, word, setting.theme), look, setting),)
        case Strong(content):
            return inlines(content, replace(letters, bold=True), setting)
        case Link(address, content):
            look = replace(letters, colour=setting.theme.colours.accent, underlined=True)
            return linked(address, inlines(content, look, setting), letters, setting)
        case Reference(content=content):
            return inlines(content, letters, setting)
        case LineBreak():
            return (run("\n", letters, setting),)
        case Footnote(content):
            return _footnote(content, letters, setting)
        case _:
            assert_never(node)


def lamp_text(tone: Tone, word: str, theme: Theme) -> str:
    """Return a lamp's shape and word, held together by a space that no line breaks at."""
    return theme.lamps[tone].shape + _NO_BREAK_SPACE + word


def shown_text(content: Iterable[Inline], theme: Theme) -> str:
    """Return the characters that inline content prints in its line, lamps' shapes included."""
    return "".join(
        [lamp_text(node.tone, node.word, theme) if isinstance(node, Lamp) else plain_text((node,)) for node in content]
    )


def _footnote(content: Iterable[Inline], letters: Type, setting: RenderContext) -> Iterator[Xml]:
    """Yield the run of the mark, which holds the note; a note within a note is said in it, for 한글 allows none."""
    number = next(setting.counts.footnotes)
    below = setting.letters("Footnote")
    mark = controlled(hp("ctrl", automatic_number("FOOTNOTE", number, _AFTER_NUMBER)), below, setting)
    said = inlines(_without_notes(content), below, setting)
    note = paragraph("Footnote", [mark, run(" ", below, setting), *said], setting)
    held = hp(
        "footNote", paragraphs([note]), number=number, suffixChar=ord(_AFTER_NUMBER), instId=next(setting.counts.ids)
    )
    yield controlled(hp("ctrl", held), letters, setting)


def _without_notes(content: Iterable[Inline]) -> Iterator[Inline]:
    for node in content:
        match node:
            case Footnote(inner):
                yield from (Text(" ["), *_without_notes(inner), Text("]"))
            case Strong(inner):
                yield Strong(tuple(_without_notes(inner)))
            case Link(address, inner):
                yield Link(address, tuple(_without_notes(inner)))
            case Reference(content=inner):
                yield from _without_notes(inner)
            case _:
                yield node
