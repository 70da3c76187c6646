"""Faults in files of 한글."""

from __future__ import annotations

import re

from .planting import Edit, Plant, dropped, in_parts, put, row, swapped

TEXTS, HPF = "Contents/section0.xml", "Contents/content.hpf"
HWPX_ROW = "101.2%</hp:t>"


def letters(attributes: str) -> Edit:
    """Return the change that gives one cell letters of another kind."""

    def change(parts: dict[str, bytes]) -> None:
        head = parts["Contents/header.xml"].decode()
        first = re.search(r"<hh:charPr id=.*?</hh:charPr>", head, flags=re.DOTALL)
        assert first
        kind = re.sub(r'id="\d+" height="\d+" textColor="[^"]*"', f'id="999" {attributes}', first[0], count=1)
        parts["Contents/header.xml"] = head.replace("</hh:charProperties>", f"{kind}</hh:charProperties>", 1).encode()
        body = parts[TEXTS].decode()
        at = body.index(HWPX_ROW)
        start = body.rindex("charPrIDRef=", 0, at)
        parts[TEXTS] = (body[:start] + re.sub(r'"\d+"', '"999"', body[start:at], count=1) + body[at:]).encode()

    return in_parts(change)


def with_memo(parts: dict[str, bytes]) -> None:
    said = '<hp:subList><hp:p><hp:run charPrIDRef="0"><hp:t>숨은 설명</hp:t></hp:run></hp:p></hp:subList>'
    memo = f"<hp:ctrl><hp:hiddenComment>{said}</hp:hiddenComment></hp:ctrl>"
    parts[TEXTS] = re.sub(r"(<hp:run [^>]*>)(<hp:t>)", rf"\1{memo}\2", parts[TEXTS].decode(), count=1).encode()


HWPX_GOAL = "table 8 row 2 column 7: 신규 정착 청년농업인: achievement 101.2%"
HWPX = [
    Plant("a digit", "handout.hwpx", put(TEXTS, ">101.2%<", ">121.2%<"), HWPX_GOAL, "'121.2%'"),
    Plant("% for %p", "handout.hwpx", put(TEXTS, "△1.2%p", "△1.2%"), "table ", "'△1.2%'"),
    Plant(
        "swapped cells",
        "handout.hwpx",
        row(TEXTS, "<hp:tr", HWPX_ROW, swapped("<hp:t>705</hp:t>", "<hp:t>1,214</hp:t>")),
        "table 8 row 2 column 6: 신규 정착 청년농업인: value 1,214",
        "'705'",
    ),
    Plant(
        "a dropped row",
        "handout.hwpx",
        row(TEXTS, "<hp:tr", HWPX_ROW, dropped),
        "table 8 row 2: text '신규 정착 청년농업인",
        "is gone",
    ),
    Plant(
        "a word of a paragraph",
        "handout.hwpx",
        put(TEXTS, "보금자리 2호 단지 착공", "보금자리 3호 단지 착공"),
        "paragraph ",
        "3호",
    ),
    Plant(
        "the header",
        "handout.hwpx",
        row(TEXTS, "<hp:header", "", lambda t: t.replace("2026년 4/4분기", "2026년 3/4분기")),
        "header 1: text",
        "3/4분기",
    ),
    Plant(
        "the footer",
        "handout.hwpx",
        row(TEXTS, "<hp:footer", "", lambda t: t.replace("가람도", "나래도")),
        "footer 1: text",
        "나래도",
    ),
    Plant(
        "an alternative text",
        "briefing.hwpx",
        put(
            TEXTS,
            "<hp:shapeComment>상태별 누적막대그래프: 농지·자금 기반 확충 완료 0개",
            "<hp:shapeComment>상태별 누적막대그래프: 농지·자금 기반 확충 완료 9개",
        ),
        "drawing 1: alternative text",
        "9개",
    ),
    Plant(
        "the target of a link",
        "handout.hwpx",
        put(TEXTS, "https\\://example.org/survey", "https\\://example.net/survey"),
        "",
        "link 'https://example.org/survey', now 'https://example.net/survey'",
    ),
    Plant(
        "letters in white",
        "handout.hwpx",
        letters('height="900" textColor="#FFFFFF"'),
        "table 8 row 2 column 7: text that is not seen '101.2%'",
    ),
    Plant(
        "letters too small to see",
        "handout.hwpx",
        letters('height="100" textColor="#000000"'),
        "table 8 row 2 column 7: text that is not seen '101.2%'",
    ),
    Plant("a hidden comment", "handout.hwpx", in_parts(with_memo), "comment 1: text '숨은 설명' is new"),
    Plant(
        "a low row",
        "handout.hwpx",
        row(TEXTS, "<hp:tr", HWPX_ROW, lambda t: re.sub(r'(<hp:cellSz [^>]*height=)"\d+"', r'\1"10"', t)),
        "table 8 row 2: is hidden now",
    ),
    Plant(
        "the title in the properties",
        "handout.hwpx",
        put(HPF, "<opf:title>", "<opf:title>가짜 "),
        "property of the document 'title'",
        "가짜",
    ),
    Plant(
        "a look",
        "handout.hwpx",
        put("Contents/header.xml", '<hh:charPr id="0" height="1000"', '<hh:charPr id="0" height="1100"'),
        "Contents/header.xml: part of the file is not as it was issued",
    ),
]
