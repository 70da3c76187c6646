"""Find characters of a document that no font can draw: ReportLab itself draws a box for these, in silence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from policyreport.diagnostics import ErrorKind, Message, Problem, TextProblem
from policyreport.document.contents import contents_of
from policyreport.document.nodes import Block, Document, Footnote, Heading, Inline, Lamp, leaves
from policyreport.document.number_format import plain_text
from policyreport.document.pages import all_blocks
from policyreport.document.theme import Theme, files_of
from policyreport.renderers.pdf.fonts import Face, draws, faces_of, lacking

_SHOWN = 40
_FRONT, _BEGINNING = "표제", "본문"


def missing_glyphs(document: Document, theme: Theme) -> list[TextProblem]:
    """Return a problem for each text that is drawn with characters that no font has, the theme's marks among them.

    The problem names the chapter where the text stands.
    """
    face = faces_of(theme).regular
    placed = _placed(document, theme)
    return [_problem(text, lacks, place) for text, place in placed if (lacks := lacking(text, face))]


def replaced_glyphs(document: Document, theme: Theme) -> list[TextProblem]:
    """Return a warning for each text of which some characters are drawn in another font than the one that was chosen.

    Only a font that lies with the theme is asked: what the shipped ones lack is in others on purpose. What a fallback
    of the theme draws is drawn as its office wants it.
    """
    if not files_of(theme.fonts.korean, theme.font_files):
        return []
    faces = faces_of(theme)
    chosen = (faces.regular, *faces.regular.others[: len(theme.fonts.fallback)])
    found = [(text, place, _beyond(text, chosen, faces.regular)) for text, place in _placed(document, theme)]
    return [_replaced(text, lacks, place, theme.fonts.korean) for text, place, lacks in found if lacks]


def _beyond(text: str, chosen: Sequence[Face], face: Face) -> str:
    """Return the characters that none of the chosen faces draws but another does."""
    if draws(face, text):
        return ""
    other = [c for c in dict.fromkeys(text) if not any(draws(one, c) for one in chosen)]
    return "".join(c for c in other if any(draws(one, c) for one in face.others))


def _placed(document: Document, theme: Theme) -> Iterator[tuple[str, str]]:
    """Yield each text that is drawn of a document, and of its theme, with the chapter where it stands."""
    meta = document.meta
    blocks = all_blocks(document)
    tones = {node.tone for content in _all_contents(blocks) for node in leaves(content) if type(node) is Lamp}
    marks = [
        *(("item_marks", mark) for mark in theme.item_marks),
        ("note_mark", theme.note_mark),
        *((f"lamps.{tone}.shape", lamp.shape) for tone, lamp in theme.lamps.items() if tone in tones),
    ]
    texts = [meta.title, meta.subtitle, meta.running_title, meta.quarter, meta.licence]
    texts += [meta.organisation] if meta.front == "cover" else []
    texts += [meta.banner] if meta.front == "notice" else []
    pairs = [text for p in meta.particulars for text in (*_texts(p.label), *_texts(p.content))]
    yield from ((mark, f"theme.yaml › {key}") for key, mark in marks)
    yield from ((text, _FRONT) for text in (*texts, meta.mark, *pairs))
    place = _BEGINNING
    for block in blocks:
        if isinstance(block, Heading):
            place = plain_text(block.content)
        for content in contents_of(block):
            yield from ((text, place) for text in _texts(content))


def _all_contents(blocks: Iterable[Block]) -> Iterator[tuple[Inline, ...]]:
    for block in blocks:
        yield from contents_of(block)


def unknown_glyph(character: str) -> Problem:
    """Return the problem of a character that no font draws, wherever it came from."""
    return _problem(character, character, "")


def _problem(text: str, lacks: str, place: str) -> TextProblem:
    points, near = _points(lacks), _near(text, lacks)
    what = Message(f"no font has a glyph for {points} in '{near}'", f"글꼴에 없는 글자입니다: {points} — '{near}'")
    hint = Message(
        "write it with another character, or lay a font that has it into templates/house/fonts and name it under "
        "'fonts › fallback' in theme.yaml",
        "다른 글자로 바꾸어 쓰거나, 그 글자가 든 글꼴을 templates/house/fonts에 두고 "
        "theme.yaml의 fonts › fallback에 적으십시오",
    )
    return TextProblem(ErrorKind.RENDER, "pdf.no-glyph", what, None, place, hint, text, lacks)


def _replaced(text: str, lacks: str, place: str, font: str) -> TextProblem:
    points, near = _points(lacks), _near(text, lacks)
    what = Message(
        f"'{font}' lacks {points} in '{near}': the PDF has it in another font",
        f"'{font}' 글꼴에 없는 글자라 PDF에는 다른 글꼴로 찍습니다: {points} — '{near}'",
    )
    hint = Message(
        "write it with another character, or choose the font for it under 'fonts › fallback' in theme.yaml",
        "다른 글자로 바꾸어 쓰거나, 대신할 글꼴을 theme.yaml의 fonts › fallback에 적으십시오",
    )
    return TextProblem(ErrorKind.RENDER, "pdf.other-font", what, None, place, hint, text, lacks)


def _points(characters: str) -> str:
    return ", ".join(f"{c} (U+{ord(c):04X})" for c in characters)


def _near(text: str, lacks: str) -> str:
    """Return what stands about the first of the characters that a text has and no font."""
    start = max(0, text.index(lacks[0]) - _SHOWN // 2)
    return text[start : start + _SHOWN].replace("\n", " ")


def _texts(content: Iterable[Inline]) -> Iterator[str]:
    """Yield the text of content, and the texts of the footnotes in it."""
    nodes = tuple(leaves(content))
    yield plain_text(nodes)
    for node in nodes:
        if isinstance(node, Footnote):
            yield from _texts(node.content)
