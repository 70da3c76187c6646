"""Notations of Markdown and its kin that reports do not have: each is found, and refused with what to write instead.

They would else be printed as they stand. A backslash before its first character takes each its meaning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import NamedTuple

from markdown_it.common.html_blocks import block_names
from markdown_it.token import Token

from policyreport.diagnostics import ErrorKind, Message, Problem, SourceLocation
from policyreport.templating.links import WEB_ADDRESS
from policyreport.templating.pictures import PICTURE, PictureFault


@dataclass(frozen=True, slots=True)
class Notation:
    """A notation that reports do not have: what it is, a sample of it, and what to write instead."""

    name: Message
    sample: str
    instead: Message

    def problem(self, place: SourceLocation) -> Problem:
        """Return the problem that this is at a place of a template."""
        what = Message(
            f"this notation is not used here: {self.name.en} ({self.sample})",
            f"이 표기는 쓰지 않습니다: {self.name.ko}({self.sample})",
        )
        return Problem(ErrorKind.TEMPLATE, "template.notation", what, place, hint=self.instead)


class Found(NamedTuple):
    """A notation in a text, and the line (from 0) and the characters where it stands."""

    notation: Notation | PictureFault
    line: int
    characters: str


RUN_ON = Notation(
    Message("a numbered line that runs into the text before it", "앞 문단에 이어지는 번호 줄"),
    "2. …",
    Message(
        "leave an empty line before it, or write 2\\. for the characters",
        "앞에 빈 줄을 두고, 글자로 쓰려면 2\\. 처럼 쓰십시오",
    ),
)
NESTED = Notation(
    Message("a block within a list or a quotation", "목록이나 인용 안의 블록"),
    "- 항목, > 인용",
    Message(
        "an item holds a text and the items below it, a quotation texts and lists: write all else after an empty line, "
        "without blanks or > before it",
        "항목에는 글 한 문단과 아래 항목만, 인용에는 글과 목록만 둡니다. 나머지는 빈 줄을 두고 들여 쓰지 말고 쓰십시오",
    ),
)
_HTML = Notation(
    Message("an HTML tag", "HTML 태그"),
    "<b>",
    Message(
        "leave it out, with **…** for bold; write \\< for the character",
        "빼고, 굵은 글은 **…**로, 글자 <는 \\<로 쓰십시오",
    ),
)
_HTML_BREAK = Notation(
    Message("an HTML line break", "HTML 줄바꿈"),
    "<br>",
    Message(
        "end the line with \\ to break it; in a table write a row of its own",
        "줄 끝에 \\를 써서 줄을 바꾸고, 표에서는 줄을 나누십시오",
    ),
)
_HTML_RAISED = Notation(
    Message("an HTML superscript or subscript", "HTML 위·아래 첨자"),
    "<sup>",
    Message("write m^2^ or CO~2~", "m^2^, CO~2~ 처럼 쓰십시오"),
)
_COMMENT = Notation(
    Message("an HTML comment", "HTML 주석"),
    "<!-- … -->",
    Message("write {# … #}, which is not printed", "출력되지 않는 말은 {# … #}로 쓰십시오"),
)
_LINK = Notation(
    Message("a link to something that is no web page", "웹 주소가 아닌 링크"),
    "[글](파일)",
    Message(
        "lead to an address with https://, as in [글](https://…); write \\[ for the character",
        "[글](https://…) 처럼 https:// 주소를 쓰고, 글자 [는 \\[로 쓰십시오",
    ),
)
_LINK_WITHOUT_WORDS = Notation(
    Message("a link without words", "글이 없는 링크"),
    "[](주소)",
    Message("write between the brackets where it leads", "[ ] 안에 어디로 가는 링크인지 쓰십시오"),
)
_LINK_TITLE = Notation(
    Message("a link with a title", "설명이 달린 링크"),
    '[글](주소 "설명")',
    Message(
        "leave the title out, for no paper shows it, or write it beside the link",
        "종이에는 보이지 않으니 설명을 빼거나 링크 옆에 쓰십시오",
    ),
)
_LINK_LIST = Notation(
    Message("a link whose address stands elsewhere", "주소를 따로 적은 링크"),
    "[글][1], [1]: 주소",
    Message(
        "write the address at the link, as in [글](https://…); write \\[ for the character",
        "[글](https://…) 처럼 링크에 바로 쓰고, 글자 [는 \\[로 쓰십시오",
    ),
)
_BLOCKS = {
    "fence": Notation(
        Message("a block of code", "코드 블록"),
        "```",
        Message("leave out the lines of ``` or ~~~", "```나 ~~~ 줄을 빼십시오"),
    ),
}
_STRAY_PICTURE = Notation(
    Message("a picture within a line, an item or a cell", "문장, 항목, 표의 칸에 든 그림"),
    "글 ![…](…)",
    Message(
        "write it in a line of its own, with an empty line before and after it; write \\!\\[ for the characters ![",
        "앞뒤에 빈 줄을 두고 그림만 한 줄에 쓰십시오. 글자 ![는 \\!\\[로 씁니다",
    ),
)
_INLINES = {
    "em_open": Notation(
        Message("italics", "기울임"),
        "*…*",
        Message(
            "write **…** for emphasis; write \\* or \\_ for the character",
            "강조는 **…**로 쓰고, 글자 *, _는 \\*, \\_로 쓰십시오",
        ),
    ),
    "s_open": Notation(
        Message("struck out words", "취소선"),
        "~~…~~",
        Message("leave it out; write \\~ for the character", "빼고, 글자 ~는 \\~로 쓰십시오"),
    ),
    "code_inline": Notation(
        Message("code", "코드"),
        "`…`",
        Message("leave out the `; write \\` for the character", "`를 빼고, 글자 `는 \\`로 쓰십시오"),
    ),
    "image": _STRAY_PICTURE,
    "text_special": Notation(
        Message("an HTML character", "HTML 문자"),
        "&nbsp;",
        Message("write the character itself; write \\& for an &", "글자를 그대로 쓰고, 글자 &는 \\&로 쓰십시오"),
    ),
}
SCRIPT = re.compile(r"\^[^\s^]+\^|(?<=[A-Za-z)])~[0-9A-Za-z+-]{1,4}~(?![0-9])")
"""Small characters above and below the line, as in 10^2^ and CO~2~; ``3~5월, 7~9월`` has none."""
_ANYWHERE = (
    (re.compile(r"<!--"), _COMMENT),
    (re.compile(r"!\[[^\]]*\]\([^)]"), _STRAY_PICTURE),
    (
        re.compile(r"(?<!\*)\*\*(?![\s*,.;:!?)\]}」』》〉”’·])[^*]+(?<![\s(\[{「『《〈“‘])\*\*(?!\*)"),
        Notation(
            Message("bold that does not close", "닫히지 않는 굵게"),
            "**(가)**는",
            Message(
                "leave brackets and quotation marks outside of it, as in **가**(나)는; write \\*\\* for the characters",
                "**가**(나)는 처럼 괄호나 따옴표를 굵은 글 밖에 두고, 글자 **는 \\*\\*로 쓰십시오",
            ),
        ),
    ),
    (
        re.compile(r"\[\^[^\]\s]+\]|\^\[[^\]]+\]"),
        Notation(
            Message("a footnote", "각주"),
            "[^1]",
            Message('write {{ footnote("…") }}', '{{ footnote("…") }}로 쓰십시오'),
        ),
    ),
    (
        re.compile(r"(?<!=)==(?![\s=])[^=]+(?<!\s)==(?!=)"),
        Notation(
            Message("highlighted words", "형광펜"),
            "==…==",
            Message(
                "write **…** for emphasis; write \\= for the character", "강조는 **…**로 쓰고, 글자 =는 \\=로 쓰십시오"
            ),
        ),
    ),
    (
        re.compile(r"\$\$[^$]+\$\$"),
        Notation(
            Message("a formula", "수식"),
            "$$…$$",
            Message("write it in characters; write \\$ for the character", "글자로 쓰고, 글자 $는 \\$로 쓰십시오"),
        ),
    ),
)
_AT_A_LINES_START = (
    (
        re.compile(r"^\|", re.MULTILINE),
        Notation(
            Message("rows without a table", "표가 되지 못한 줄"),
            "| … |",
            Message(
                "write the head, then |---|---| with as many cells, then the rows, without an empty line between them; "
                "write \\| for the character",
                "머리줄, 칸 수가 같은 |---|---| 줄, 내용 줄을 빈 줄 없이 차례로 쓰고, 글자 |는 \\|로 쓰십시오",
            ),
        ),
    ),
    (
        re.compile(r"^={2,}\s*$", re.MULTILINE),
        Notation(
            Message("a heading that is underlined", "밑줄로 쓴 제목"),
            "===",
            Message(
                "write '# ' before the heading; write \\= for the character",
                "제목 앞에 '# '을 쓰고, 글자 =는 \\=로 쓰십시오",
            ),
        ),
    ),
    (re.compile(r"^\[[^\]]+\]:\s*(?:<|https?://|mailto:)", re.MULTILINE), _LINK_LIST),
)
_TICK_BOX = (
    re.compile(r"\A\[[ xX]\](?=\s|$)"),
    Notation(
        Message("a box to tick", "체크 상자"),
        "- [ ] …",
        Message(
            "write the character itself, such as □ or ☑; write \\[ for the character",
            "□, ☑ 글자로 쓰고, 글자 [는 \\[로 쓰십시오",
        ),
    ),
)
_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9-]*)")
_INLINE_TAGS = re.compile(
    "a|abbr|audio|b|big|br|button|cite|code|data|del|dfn|em|embed|font|i|img|input|ins|kbd|label|map|mark|math|object|picture|"
    "pre|q|rp|rt|ruby|s|samp|script|select|small|span|strike|strong|style|sub|sup|svg|textarea|time|tt|u|var|video|wbr"
)
_NOTABLE = re.compile(r"[*_~`\[<&^=$|]")
"""Every notation within a line has one of these characters; most lines have none."""
_BREAKS = ("softbreak", "hardbreak")
_NO_TEXT = "\0"
"""Stands for what is no text of the template's own, such as an escaped character, where notations are looked for."""


def unsupported(tokens: Sequence[Token], first_line: int = 0) -> Iterator[Found]:
    """Yield the notations among a parser's tokens that reports do not have.

    Text that only looks like one is none: ``<표 1>``, ``3~5월, 7~9월``, a single ``*``, ``[참고]``.
    """
    for number, token in enumerate(tokens):
        line = token.map[0] if token.map else first_line
        if token.type in _BLOCKS:
            yield Found(_BLOCKS[token.type], line, token.markup)
        elif _is_picture(tokens, number):
            said = [child for child in token.children or [] if child.type != "image"]
            yield from (found for found in _among_inlines(said, line, ()) if found.notation is not _STRAY_PICTURE)
        elif token.type == "inline" and _NOTABLE.search(token.content):
            within = [before.type for before in tokens[max(number - 2, 0) : number]]
            yield from _among_inlines(token.children or [], line, within)


def _is_picture(tokens: Sequence[Token], number: int) -> bool:
    """Return whether a token is the content of a paragraph, in nothing else, that is a picture."""
    token = tokens[number]
    is_paragraph = token.type == "inline" and token.level == 1 and tokens[number - 1].type == "paragraph_open"
    return is_paragraph and PICTURE.fullmatch(token.content) is not None


def _among_inlines(tokens: Sequence[Token], first_line: int, within: Sequence[str]) -> Iterator[Found]:
    text = ""
    for token, following in zip_longest(tokens, tokens[1:]):
        if token.type == "link_open" and following is not None and following.type == "link_close":
            yield Found(_LINK_WITHOUT_WORDS, first_line + text.count("\n"), "[")
        if notation := _of_token(token):
            yield Found(notation, first_line + text.count("\n"), token.markup or token.content or notation.sample[:1])
        other = _NO_TEXT + "\n" * token.content.count("\n")
        text += token.content if token.type == "text" else "\n" if token.type in _BREAKS else other
    for pattern, notation in _patterns(within):
        for found in pattern.finditer(text):
            yield Found(notation, first_line + text.count("\n", 0, found.start()), found[0])


def _patterns(within: Sequence[str]) -> Iterator[tuple[re.Pattern[str], Notation]]:
    yield from _ANYWHERE
    if within[-1:] == ["paragraph_open"]:
        yield from _AT_A_LINES_START
    if within == ["list_item_open", "paragraph_open"]:
        yield _TICK_BOX


def _of_token(token: Token) -> Notation | None:
    match token.type:
        case "html_inline":
            return _of_tag(token.content)
        case "link_open":
            return _of_link(token)
        case "text_special" if token.info != "entity":
            return None
        case _:
            return _INLINES.get(token.type)


def _of_link(token: Token) -> Notation | None:
    """Return what is wrong with a link; an address that a value gives is looked at when it is known."""
    if token.attrs.get("title"):
        return _LINK_TITLE
    is_web_page = WEB_ADDRESS.match(str(token.attrs["href"])) or str(token.attrs["href"])[:1] == "\ue000"
    return None if is_web_page else _LINK


def _of_tag(tag: str) -> Notation | None:
    """Return the notation of what the parser takes for a tag; None for a name in angle brackets, as in ``<TIPS>``."""
    named = _TAG.match(tag)
    name = named[1].lower() if named else ""
    if not named:
        return _COMMENT if tag.startswith("<!--") else _HTML
    if name not in block_names and not _INLINE_TAGS.fullmatch(name):
        return None
    return _HTML_BREAK if name == "br" else _HTML_RAISED if name in ("sub", "sup") else _HTML
