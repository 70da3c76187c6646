"""What is wrong with the writing of a template, in the words of its author; Jinja tells it in English and its own.

A message that Jinja may have in a later version, and that is not known here, is told as a fault of the line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from jinja2 import Environment, TemplateSyntaxError

from policyreport.diagnostics import ErrorKind, Message, Problem, SourceLocation, did_you_mean

_STATEMENTS = ("if", "elif", "else", "for", "set", "macro", "call", "filter", "include", "import", "from", "raw")

_TOKENS: Mapping[str, Message] = {
    "end of print statement": Message("}}", "}}"),
    "end of statement block": Message("%}", "%}"),
    "begin of print statement": Message("{{", "{{"),
    "begin of statement block": Message("{%", "{%"),
    "end of template": Message("the end of the file", "파일의 끝"),
    "name": Message("a name", "이름"),
    "integer": Message("a number", "수"),
    "float": Message("a number", "수"),
    "string": Message("a text in quotes", "따옴표 안의 글"),
}
"""What Jinja calls the parts of a tag, where that is not what stands there."""

_CURLY, _WIDE = "‘’“”", "！＂＇（），．：；＜＝＞［］｛｜｝　＋－＊／％＃"


class _Words(NamedTuple):
    """What is wrong and what to do; another place than that at which Jinja stopped."""

    what: Message
    hint: Message
    line: int = 0


def syntax_problem(fault: TemplateSyntaxError, place: SourceLocation) -> Problem:
    """Return the problem of a template that cannot be read, at the line that is to be changed."""
    words = _words(fault)
    where = place._replace(line=words.line) if words.line else place
    what = Message(f"the template cannot be read: {words.what.en}", f"템플릿을 읽을 수 없습니다: {words.what.ko}")
    return Problem(ErrorKind.TEMPLATE, "template.syntax", what, where, hint=words.hint)


def _words(fault: TemplateSyntaxError) -> _Words:
    message = fault.message or ""
    for pattern, explain in _EXPLANATIONS.items():
        if match := re.match(pattern, message):
            return explain(match, fault)
    return _Words(
        Message("this is not how a tag is written", "표시를 쓰는 법에 맞지 않습니다"),
        Message(
            "look at the brackets and quotes in the tags of this line",
            "이 줄의 표시에서 괄호와 따옴표의 짝을 확인하십시오",
        ),
    )


def _unclosed_block(match: re.Match[str], fault: TemplateSyntaxError) -> _Words:
    keyword = match["open"]
    opened = list(_open_blocks(fault.source or ""))
    line = next((line for name, line in reversed(opened) if name == keyword), 0)
    return _Words(
        Message(f"{{% {keyword} %}} is never closed", f"{{% {keyword} %}}의 짝이 되는 끝이 없습니다"),
        _every_block_ends(keyword),
        line,
    )


def _other_end(match: re.Match[str], fault: TemplateSyntaxError) -> _Words:
    name, keyword = match["name"], match["open"]
    opened = list(_open_blocks(fault.source or "", fault.lineno))
    line = next((line for name, line in reversed(opened) if name == keyword), 0)
    if not name.startswith("end") and name not in ("else", "elif"):
        return _unknown_statement(match, fault)
    from_line = Message(f" of line {line}", f"{line}행의 ") if line else Message("", "")
    return _Words(
        Message(
            f"{{% {name} %}} stands here, while {{% {keyword} %}}{from_line.en} is still open",
            f"{{% {name} %}}보다 {from_line.ko}{{% {keyword} %}}을(를) 먼저 닫아야 합니다",
        ),
        _every_block_ends(keyword),
    )


def _every_block_ends(keyword: str) -> Message:
    return Message(
        f"write {{% end{keyword} %}} where its part ends",
        f"그 부분이 끝나는 곳에 {{% end{keyword} %}}을(를) 쓰십시오",
    )


def _unknown_statement(match: re.Match[str], _: TemplateSyntaxError) -> _Words:
    name = match["name"]
    if name.startswith("end") or name in ("else", "elif"):
        return _Words(
            Message(f"{{% {name} %}} belongs to nothing", f"{{% {name} %}}의 짝이 되는 시작이 없습니다"),
            Message("take it out, or write the tag that it ends", "지우거나, 짝이 되는 시작을 쓰십시오"),
        )
    return _Words(
        Message(f"there is no statement '{name}'", f"'{name}'(이)라는 문장은 없습니다"),
        did_you_mean(name, _STATEMENTS),
    )


def _expected(match: re.Match[str], _: TemplateSyntaxError) -> _Words:
    expected, found = _token(match["expected"]), _token(match["found"])
    if match["expected"] in ("end of print statement", "end of statement block"):
        return _Words(
            Message(
                f"'{found.en}' stands where '{expected.en}' is expected",
                f"'{expected.ko}'(으)로 닫을 자리에 '{found.ko}'이(가) 있습니다",
            ),
            Message(
                "close the tag before it; compare with ==, join texts with ~, put a text in quotes",
                "그 앞에서 표시를 닫으십시오. 비교는 ==, 글을 잇는 것은 ~로 쓰고, 글은 따옴표로 묶으십시오",
            ),
        )
    return _Words(
        Message(
            f"'{found.en}' stands where '{expected.en}' is expected",
            f"'{expected.ko}'이(가) 있어야 할 곳에 '{found.ko}'이(가) 있습니다",
        ),
        Message(f"write '{expected.en}' before it", f"그 앞에 '{expected.ko}'을(를) 쓰십시오"),
    )


def _no_value(match: re.Match[str], _: TemplateSyntaxError) -> _Words:
    found = _token(match["found"])
    return _Words(
        Message(f"a value is missing before '{found.en}'", f"'{found.ko}' 앞에 값이 없습니다"),
        Message("write a name or a text in quotes there", "그 앞에 이름이나 따옴표로 묶은 글을 쓰십시오"),
    )


def _ended(match: re.Match[str], _: TemplateSyntaxError) -> _Words:
    expected = _token(match["expected"])
    return _Words(
        Message(f"a tag is never closed with '{expected.en}'", f"표시를 '{expected.ko}'(으)로 닫지 않았습니다"),
        Message(f"write '{expected.en}' where it ends", f"끝나는 곳에 '{expected.ko}'을(를) 쓰십시오"),
    )


def _bracket(match: re.Match[str], _: TemplateSyntaxError) -> _Words:
    expected = match["expected"]
    if expected:
        return _Words(
            Message(
                f"'{expected}' is missing before '{match['found']}'",
                f"'{match['found']}' 앞에 '{expected}'이(가) 없습니다",
            ),
            Message(f"close the bracket with '{expected}'", f"괄호를 '{expected}'(으)로 닫으십시오"),
        )
    return _Words(
        Message(
            f"the brackets do not match at '{match['found']}'", f"'{match['found']}'에서 괄호의 짝이 맞지 않습니다"
        ),
        Message("close {{ with }}, {% with %} and {# with #}", "{{는 }}, {%는 %}, {#은 #}으로 닫으십시오"),
    )


def _character(match: re.Match[str], _: TemplateSyntaxError) -> _Words:
    character = match["found"]
    hint = Message("take it out, or put a text in quotes", "지우거나, 글이면 따옴표로 묶으십시오")
    if character in _CURLY:
        hint = Message("write straight quotes: \" or '", "곧은 따옴표(\" 나 ')로 쓰십시오")
    elif character in _WIDE:
        hint = Message("write the half-width sign", "반각 기호로 쓰십시오")
    elif character in "\"'":
        hint = Message("close the quote within the tag", "표시 안에서 따옴표를 닫으십시오")
    what = Message(
        f"the character {character} cannot stand in a tag", f"표시 안에 쓸 수 없거나 짝이 없는 글자입니다: {character}"
    )
    return _Words(what, hint)


def _comment(_: re.Match[str], fault: TemplateSyntaxError) -> _Words:
    del fault
    return _Words(
        Message("a comment {# is never closed", "{#으로 연 설명을 닫지 않았습니다"),
        Message("write #} where it ends", "끝나는 곳에 #}을 쓰십시오"),
    )


def _raw(_: re.Match[str], fault: TemplateSyntaxError) -> _Words:
    del fault
    return _Words(
        Message("{% raw %} is never closed", "{% raw %}의 짝이 되는 끝이 없습니다"),
        Message("write {% endraw %} where it ends", "끝나는 곳에 {% endraw %}를 쓰십시오"),
    )


def _assignment(_: re.Match[str], fault: TemplateSyntaxError) -> _Words:
    del fault
    return _Words(
        Message("only a name can be given a value", "값을 붙일 수 있는 것은 이름뿐입니다"),
        Message("write {% set name = value %}", "{% set 이름 = 값 %}으로 쓰십시오"),
    )


def _recursion(_: re.Match[str], fault: TemplateSyntaxError) -> _Words:
    del fault
    return _Words(
        Message("a loop may not be recursive", "{% for %}에는 recursive를 쓰지 않습니다"),
        Message("write one loop within another", "{% for %} 안에 {% for %}를 쓰십시오"),
    )


_OPEN_BLOCK = r".* The innermost block that needs to be closed is '(?P<open>\w+)'"
_EXPLANATIONS: Mapping[str, Callable[[re.Match[str], TemplateSyntaxError], _Words]] = {
    "Unexpected end of template." + _OPEN_BLOCK: _unclosed_block,
    "Encountered unknown tag '(?P<name>[^']*)'" + _OPEN_BLOCK: _other_end,
    "Encountered unknown tag '(?P<name>[^']*)'": _unknown_statement,
    "expected token '(?P<expected>.*)', got '(?P<found>.*)'": _expected,
    "Expected an expression, got '(?P<found>.*)'": _no_value,
    "unexpected end of template, expected '(?P<expected>.*)'": _ended,
    "unexpected char (?P<quote>['\"])(?P<found>.*)(?P=quote) at": _character,
    r"unexpected '(?P<found>[])}])'(?:, expected '(?P<expected>.)')?$": _bracket,
    "unexpected '(?P<found>.*)'$": _no_value,
    "Missing end of comment tag": _comment,
    "Missing end of raw directive": _raw,
    "can't assign to": _assignment,
    "a loop may not be recursive": _recursion,
}
"""By how a message of Jinja 3 begins, what it means."""


def _token(name: str) -> Message:
    return _TOKENS.get(name, Message(name, name))


def _open_blocks(source: str, before: int = 0) -> Iterator[tuple[str, int]]:
    """Yield the statements that are open at the end of a template, or at a line of it, with their lines."""
    opened: list[tuple[str, int]] = []
    try:
        tokens = list(Environment(autoescape=True).lex(source))
    except TemplateSyntaxError:
        return
    for (line, kind, _), (_, _, first), (_, _, second) in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if kind != "block_begin" or (before and line >= before):
            continue
        word = first if first.strip() else second
        if word.startswith("end"):
            kept = [at for at, one in enumerate(opened) if one[0] == word.removeprefix("end")]
            del opened[kept[-1] if kept else len(opened) :]
        elif word not in ("elif", "else"):
            opened.append((word, line))
    yield from opened
