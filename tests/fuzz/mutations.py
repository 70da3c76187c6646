"""How a file is spoilt: its text, its bytes, its values, and the parts and elements of an Office package."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from io import BytesIO
from random import Random
from zipfile import ZIP_DEFLATED, ZipFile

from lxml import etree

WORDS = (
    *(
        "",
        " ",
        "\t",
        "\0",
        "\x0b",
        "\x1f",
        "\x7f",
        "\ud83d",
        "\ufffe",
        "\uffff",
        "\ufffd",
        "\u202e",
        "\u2066",
        "\u200b",
    ),
    *("\ufeff", "\ue000", "\ue001", "\ue002", "\u2028", "\u0301", "😀", "㐂", "가" * 300, "\n" * 260, "0" * 40),
    *(
        "1e999",
        "-1e999",
        "1e-999",
        "nan",
        "Infinity",
        ".inf",
        "5%",
        "△5",
        "(5)",
        "1,00",
        "1_000",
        "٣",
        "½",
        "-0",
        "9" * 16,
    ),
    *(
        "2026-02-30",
        "2026-Q5",
        "0000-00-00",
        "99999-01-01",
        "45474",
        "2026.6",
        "true",
        "null",
        "~",
        "[]",
        "{}",
        "- a",
        "a: b",
    ),
    *(
        "&a",
        "*a",
        "!!python/object:os.system x",
        "!!binary x",
        "<<: *a",
        "? a",
        "|",
        ">",
        "%YAML 1.1",
        "---",
        "...",
        "'",
        '"',
    ),
    *(
        "\\ud800",
        "\\x00",
        "\\u202e",
        "\\uFFFE",
        '"\\ud800"',
        '"\\x00"',
        "#REF!",
        "#N/A",
        "=1/0",
        "=A1",
        "=SUM(A1:A99999999)",
    ),
    *("../x", "/etc/passwd", "CON", "a/b", "javascript:x", "\\\\s\\a", "file:///etc", "http://[", "https://a.kr\n"),
    *(
        "{{",
        "}}",
        "{%",
        "%}",
        "{#",
        "#}",
        "{{ 1/0 }}",
        "{{ 1e999 }}",
        "{{ 1e999|int }}",
        "{{ '\\x00' }}",
        "{{ '\\ud800' }}",
    ),
    *(
        "{{ '\\ufffe' }}",
        "{{ '\\u202e' }}",
        "{{ '\\ue000' }}",
        "{{ '\\N{NULL}' }}",
        "{{ policy }}",
        "{{ policy.title }}",
    ),
    *(
        "{{ programs|sort }}",
        "{{ [1,'a']|sort }}",
        "{{ [policy, 1]|sort }}",
        "{{ x is defined }}",
        "{{ ''.__class__ }}",
    ),
    *(
        "{{ 9**9 }}",
        "{{ 'a'*99 }}",
        "{{ 'a' % 1 }}",
        "{{ range(9) }}",
        "{{ loop.index }}",
        "{{ none }}",
        "{{ true }}",
        "{{ -1 }}",
    ),
    *("{{ 0.1 }}", "{{ {} }}", "{{ {'a': 1}.a }}", "{{ ().x }}", "{{ [0][9] }}", "{{ 'a'[0] }}", "{{ 'a'.upper() }}"),
    *(
        "{{ 1 if }}",
        "{{ '\\' }}",
        '{{ "a }}',
        "{% for x in programs %}",
        "{% for x in 5 %}",
        "{% endfor %}",
        "{% if 1/0 %}",
    ),
    *(
        "{% else %}",
        "{% endif %}",
        "{% set x = 1e999 %}",
        "{% set x, y = 1 %}",
        "{% for a, b in programs %}{% endfor %}",
    ),
    *(
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{% include 'x' %}",
        "{% import x as y %}",
        "{% extends 'x' %}",
    ),
    *(
        "{%tr for x in programs %}",
        "{%tr endfor %}",
        "{%p if true %}",
        "{%p endif %}",
        "{%tc for x in programs %}",
        "{%tc endfor %}",
    ),
    *(
        "{{ link('x') }}",
        "{{ lamp('x') }}",
        "{{ table(programs, 1) }}",
        "{{ chart('x') }}",
        "{{ 1|to(1) }}",
        "{{ programs|map('#counted') }}",
    ),
    *(
        "<br>",
        "<!-- -->",
        "![a](b)",
        "[a](javascript:b)",
        "| a | b |",
        "|--|",
        "# a",
        "> a",
        "```",
        "1. a",
        "- a",
        "***",
        "\\|",
    ),
    *(
        "&#0;",
        "&amp;",
        "<a>",
        "]]>",
        "<?x?>",
        "<!DOCTYPE a>",
        "A1",
        "$A$1:$ZZZ$99999999",
        "A0",
        "XFE1",
        "A1:A1:A1",
        "'",
        "Sheet1!",
    ),
)
"""What was found, or is known, to upset readers, writers and templates."""

Change = Callable[[Random, str], str]


def _insert(rng: Random, text: str) -> str:
    at = rng.randint(0, len(text))
    return text[:at] + rng.choice(WORDS) + text[at:]


def _insert_at_word(rng: Random, text: str) -> str:
    """Put something in the place of a word, where it is a value more often than not."""
    words = list(re.finditer(r"[\w.,%-]+", text))
    if not words:
        return _insert(rng, text)
    found = rng.choice(words)
    return text[: found.start()] + rng.choice(WORDS) + text[found.end() :]


def _cut(rng: Random, text: str) -> str:
    at = rng.randint(0, len(text))
    return text[:at] + text[at + rng.choice((1, 1, 2, 5, 40, len(text))) :]


def _repeat(rng: Random, text: str) -> str:
    start = rng.randint(0, len(text))
    piece = text[start : start + rng.choice((1, 3, 20, 200))]
    return text[:start] + piece * rng.choice((2, 2, 3, 50)) + text[start:]


def _line(rng: Random, text: str) -> str:
    lines = text.split("\n")
    at, other = rng.randrange(len(lines)), rng.randrange(len(lines))
    match rng.randrange(4):
        case 0:
            del lines[at]
        case 1:
            lines[at], lines[other] = lines[other], lines[at]
        case 2:
            lines.insert(other, lines[at])
        case _:
            lines[at] = " " * rng.randint(0, 4) + lines[at].strip()
    return "\n".join(lines)


def _value(rng: Random, text: str) -> str:
    """Put something in the place of what stands after a colon."""
    found = list(re.finditer(r"(?<=: )[^\n]+", text))
    if not found:
        return _insert_at_word(rng, text)
    one = rng.choice(found)
    return text[: one.start()] + rng.choice(WORDS) + text[one.end() :]


_TEXT_CHANGES: Sequence[Change] = (_insert, _insert_at_word, _insert_at_word, _value, _value, _cut, _repeat, _line)


def spoil_text(rng: Random, text: str) -> str:
    """Return a text with one to three things changed in it."""
    for _ in range(rng.choice((1, 1, 1, 2, 3))):
        text = rng.choice(_TEXT_CHANGES)(rng, text)
    return text


def spoil_bytes(rng: Random, content: bytes) -> bytes:
    """Return bytes some of which are others, gone or there twice."""
    changed = bytearray(content)
    for _ in range(rng.choice((1, 1, 2, 8))):
        at = rng.randrange(len(changed) + 1)
        match rng.randrange(4):
            case 0:
                changed[at : at + 1] = bytes([rng.randrange(256)])
            case 1:
                del changed[at : at + rng.choice((1, 4, 100, len(changed)))]
            case 2:
                changed[at:at] = changed[at : at + rng.choice((1, 4, 100))]
            case _:
                changed[at:at] = rng.choice(
                    (b"\0", b"\xff", b"\xef\xbb\xbf", b"\xff\xfe", b"\xed\xa0\x80", "가".encode("cp949"))
                )
    return bytes(changed)


def encoded(text: str) -> bytes:
    """Return a text as a file holds it; lone surrogates as the bytes that some programs write for them."""
    return text.encode("utf-8", "surrogatepass")


def spoil_file(rng: Random, text: str) -> bytes:
    """Return the bytes of a spoilt file of text."""
    spoilt = encoded(spoil_text(rng, text))
    return spoil_bytes(rng, spoilt) if rng.random() < 0.15 else spoilt


def spoil_package(rng: Random, content: bytes, names: Sequence[str] = ()) -> bytes:
    """Return a package with some of its parts spoilt, gone or swapped, or itself cut off."""
    if rng.random() < 0.03:
        return spoil_bytes(rng, content)
    with ZipFile(BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for _ in range(rng.choice((1, 1, 1, 2, 4))):
        name = rng.choice(names or sorted(parts))
        if name in parts:
            _spoil_part(rng, parts, name)
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return stream.getvalue()


def _spoil_part(rng: Random, parts: dict[str, bytes], name: str) -> None:
    draw = rng.random()
    if draw < 0.08:
        del parts[name]
    elif draw < 0.14:
        other = rng.choice(sorted(parts))
        parts[name], parts[other] = parts[other], parts[name]
    elif draw < 0.18:
        parts[name] = rng.choice(
            (b"", b"<a/>", b"\xef\xbb\xbf<a/>", b"<?xml version='1.0' encoding='utf-16'?><a/>", b"x")
        )
    elif draw < 0.24 or not _is_xml(parts[name]):
        parts[name] = spoil_bytes(rng, parts[name])
    else:
        parts[name] = _spoil_xml(rng, parts[name])


def _is_xml(part: bytes) -> bool:
    try:
        etree.fromstring(part)
    except (etree.XMLSyntaxError, ValueError):
        return False
    return True


def _spoil_xml(rng: Random, part: bytes) -> bytes:
    root = etree.fromstring(part)
    for _ in range(rng.choice((1, 1, 2, 3))):
        elements = [e for e in root.iter() if isinstance(e.tag, str)]
        _spoil_element(rng, rng.choice(elements), elements)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _spoil_element(rng: Random, element: etree._Element, elements: Sequence[etree._Element]) -> None:
    match rng.randrange(8):
        case 0 | 1 if element.attrib:
            element.set(rng.choice(sorted(element.attrib)), _xml_word(rng))
        case 2 if element.attrib:
            del element.attrib[rng.choice(sorted(element.attrib))]
        case 3:
            parent = element.getparent()
            if parent is not None:
                parent.remove(element)
        case 4:
            other = rng.choice(elements)
            if other is not element and element not in other.iterancestors() and other not in element.iterancestors():
                other.append(element)
        case 5:
            parent = element.getparent()
            if parent is not None:
                parent.insert(0, etree.fromstring(etree.tostring(element, with_tail=False)))
        case 6:
            element.tag = rng.choice(elements).tag
        case _:
            element.text = _xml_word(rng)


def _xml_word(rng: Random) -> str:
    word = rng.choice(WORDS)
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "", word)
