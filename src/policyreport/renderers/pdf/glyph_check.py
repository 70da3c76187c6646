"""Find characters of a document that no font can draw: ReportLab itself draws a box for these, in silence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from policyreport.diagnostics import ErrorKind, Message, Problem, TextProblem
from policyreport.document.contents import contents_of
from policyreport.document.nodes import Block, Document, Footnote, Heading, Inline, Lamp, leaves
from policyreport.document.number_format import plain_text
from policyreport.document.pages import all_blocks
from policyreport.document.theme import Theme
from policyreport.renderers.pdf.fonts import lacking

_SHOWN = 40
_FRONT, _BEGINNING = "표제", "본문"


def missing_glyphs(document: Document, theme: Theme) -> list[Problem]:
    """Return a problem for each text that is drawn with characters that no font has, the theme's marks among them.

    The problem names the chapter where the text stands.
    """
    meta = document.meta
    blocks = all_blocks(document)
    tones = {node.tone for content in _all_contents(blocks) for node in leaves(content) if type(node) is Lamp}
    marks = [
        *(("item_marks", mark) for mark in theme.item_marks),
        ("note_mark", theme.note_mark),
        *((f"lamps.{tone}.shape", lamp.shape) for tone, lamp in theme.lamps.items() if tone in tones),
    ]
    texts = [meta.title, meta.subtitle, meta.running_title, meta.quarter, meta.licence]
    texts += [meta.organisation] if meta.front in ("cover", "notice") else []
    texts += [meta.banner] if meta.front == "notice" else []
    pairs = [text for p in meta.particulars for text in (*_texts(p.label), *_texts(p.content))]
    return [
        *(problem for key, mark in marks for problem in _problems([mark], f"theme.yaml › {key}")),
        *_problems([*texts, meta.mark, *pairs], _FRONT),
        *_problems_in(blocks),
    ]


def _problems_in(blocks: Iterable[Block]) -> Iterator[Problem]:
    place = _BEGINNING
    for block in blocks:
        if isinstance(block, Heading):
            place = plain_text(block.content)
        for content in contents_of(block):
            yield from _problems(_texts(content), place)


def _all_contents(blocks: Iterable[Block]) -> Iterator[tuple[Inline, ...]]:
    for block in blocks:
        yield from contents_of(block)


def unknown_glyph(character: str) -> Problem:
    """Return the problem of a character that no font draws, wherever it came from."""
    return _problem(character, character, "")


def _problems(texts: Iterable[str], place: str) -> list[Problem]:
    return [_problem(text, lacks, place) for text in texts if (lacks := lacking(text))]


def _problem(text: str, lacks: str, place: str) -> Problem:
    points = ", ".join(f"{c} (U+{ord(c):04X})" for c in lacks)
    start = max(0, text.index(lacks[0]) - _SHOWN // 2)
    near = text[start : start + _SHOWN].replace("\n", " ")
    what = Message(f"no font has a glyph for {points} in '{near}'", f"글꼴에 없는 글자입니다: {points} — '{near}'")
    hint = Message("write it with another character", "다른 글자로 바꾸어 쓰십시오")
    return TextProblem(ErrorKind.RENDER, "pdf.no-glyph", what, None, place, hint, text, lacks)


def _texts(content: Iterable[Inline]) -> Iterator[str]:
    """Yield the text of content, and the texts of the footnotes in it."""
    nodes = tuple(leaves(content))
    yield plain_text(nodes)
    for node in nodes:
        if isinstance(node, Footnote):
            yield from _texts(node.content)
