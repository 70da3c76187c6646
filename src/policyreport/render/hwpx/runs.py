"""Runs: text that is kept to the letter, and the controls of 한글 that stand in it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from hwpx.oxml.hyperlink_form import HYPERLINK_FIELD_ID, hyperlink_parameters

from policyreport.render.hwpx.looks import Type
from policyreport.render.hwpx.setting import Setting
from policyreport.render.hwpx.xml import ESCAPES, Shell, Xml, element, escaped, hp, shell

_TAB = hp("tab", width=4000, leader=0, type=1)
_RIGHT_TAB = 2
_TEXT = shell("t")
_MARKS_IN_TEXT = {"\n": hp("lineBreak"), "\t": _TAB, "\u00a0": hp("nbSpace")}
_WRITTEN = str.maketrans({**ESCAPES, **_MARKS_IN_TEXT})


def run(text: str, letters: Type, setting: Setting) -> Xml:
    """Return a run that prints the text exactly: new lines, tabs and no-break spaces become 한글's own."""
    return controlled(_TEXT.around(_written(text)), letters, setting)


def right_tab(text: str, letters: Type, width: int, setting: Setting) -> Xml:
    """Return the run of a tab and the text that it sets to the right edge; ``width`` is how far the tab must reach.

    한글 reckons the width anew from the tab stops of the paragraph; other readers take it as it is.
    """
    return controlled(
        hp("t", hp("tab", width=max(width, 0), leader=0, type=_RIGHT_TAB), _written(text)), letters, setting
    )


def controlled(content: Xml, letters: Type, setting: Setting) -> Xml:
    """Return a run of elements."""
    return _run(setting.catalogue.letters.number(letters)).around(content)


@lru_cache(maxsize=256)
def _run(letters: int) -> Shell:
    return shell("run", charPrIDRef=letters)


def counted(kind: str, number: int, letters: Type, setting: Setting) -> Xml:
    """Return the run of a number that 한글 keeps right: of the ``PAGE``, of a ``TABLE``, of a ``FOOTNOTE``."""
    return controlled(hp("ctrl", automatic_number(kind, number)), letters, setting)


def automatic_number(kind: str, number: int, suffix: str = "") -> Xml:
    """Return a number that 한글 keeps right; ``number`` is what it shows until then."""
    shape = hp("autoNumFormat", type="DIGIT", userChar="", prefixChar="", suffixChar=suffix, supscript=0)
    return hp("autoNum", shape, num=number, numType=kind)


def linked(address: str, runs: list[Xml], letters: Type, setting: Setting) -> Iterator[Xml]:
    """Yield the runs of a link to a web address."""
    return _field(hyperlink_parameters(address), runs, letters, setting)


def linked_within(paragraph: int, runs: list[Xml], letters: Type, setting: Setting) -> Iterator[Xml]:
    """Yield the runs of a link to a heading of the document, by its paragraph's id."""
    parameters = [
        ("integerParam", "Prop", "0"),
        ("stringParam", "Command", f"?#{paragraph};0;1;0;"),
        ("stringParam", "Category", "HWPHYPERLINK_TYPE_HWP"),
        ("stringParam", "TargetType", "HWPHYPERLINK_TARGET_OUTLINE"),
        ("stringParam", "DocOpenType", "HWPHYPERLINK_JUMP_CURRENTTAB"),
    ]
    return _field(parameters, runs, letters, setting)


def _field(parameters: list[tuple[str, str, str]], runs: list[Xml], letters: Type, setting: Setting) -> Iterator[Xml]:
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
