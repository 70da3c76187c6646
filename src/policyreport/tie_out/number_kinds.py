"""Which digits of a text are no figure: days, years, articles of a law, numberings, telephones, addresses, names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_YEAR = r"(?:19|20)\d\d"
_MONTH = "(?:1[0-2]|0?[1-9])"
_AFTER_WORD = r"[\s,.)\]」·~∼의에은는이가을를로와과]|제|$"
_ORDINALS = "조|항|호|장|절|편|회|차|기|판|대|단계|부|관|목"
_NUMBERED = (
    "붙임|표|그림|별첨|부록|참고|주|각주|안건|양식|서식|별표|별지|부표|자료|사진|도표|단계|순위|과제|전략|목표|항목"
    "|문항|질문|유형|Figure|Fig|Table|Annex|Appendix|Part|Chapter|Section|No|Phase|Step|Page"
)
_KINDS = (
    # addresses on the web
    r"[A-Za-z][A-Za-z0-9+.-]*://[^\s)\]}<>\"']+|\bwww\.[^\s)\]}<>\"']+|[\w.+-]+@[\w-]+\.[\w.-]+",
    # widths of pictures in Markdown
    r"\bwidth=\d{1,3}%",
    # telephones
    r"(?<!\d)(?:\(?0\d{1,2}[)-] ?|1[5-9]\d\d-|\d{3,4}-(?=\d{4}))\d{3,4}(?:-\d{4})?(?!\d)",
    # days: 2025. 6. 30., 2025-06, '25. 6., 6. 30., 6월 30일, 15일
    rf"(?<!\d){_YEAR}\s*\.\s*\d{{1,2}}\s*\.(?:\s*\d{{1,2}}\.?(?!\d))?",
    rf"(?<!\d){_YEAR}[-./]\d{{1,2}}(?:[-./]\d{{1,2}})?(?!\d)",
    r"[’'‘]\d\d(?:\s*[.년~∼-]\s*(?:[’'‘]?\d{1,2}\s*[.년월]?)?(?:\s*\d{1,2}\.)?)?(?!\d)",
    r"(?<![\d.])(?:1[0-2]|0?[1-9])\.\s?(?:[12]\d|3[01]|0?[1-9])\.(?!\d)",
    rf"(?<![\d.,]){_MONTH}\s*(?:[~∼·,-]\s*{_MONTH}\s*)?월(?:\s*[0-3]?\d\s*(?:[~∼-]\s*[0-3]?\d\s*)?일)?",
    r"(?<![\d.,])(?:[12]\d|3[01]|0?[1-9])\s*일(?!\s*[당평])",
    # years, but not numbers of things
    rf"(?<!\d){_YEAR}\s*(?:년도?|학년도|Q[1-4]|[~∼–-]\s*(?:{_YEAR}|\d\d)\s*년도?)",
    rf"(?<![\d.,]){_YEAR}(?!\d|[.,]\d|\s*(?:개|명|억|만|원|건|%|천|백|조|곳|회|km|㎡|ha|톤|대))",
    # quarters
    r"(?<![\d.,])[1-4](?:\s*[~∼·/,-]\s*[1-4])?\s*/?\s*(?:분기|4분기)|(?<![A-Za-z\d])Q[1-4]|[1-4]Q",
    # times
    r"(?<!\d)(?:[01]?\d|2[0-4])(?::[0-5]\d(?::[0-5]\d)?|\s*시(?:\s*[0-5]?\d\s*분)?(?![가-힣]))",
    # articles of laws and other ordinals: 제12조의2, 제30회, 2차, 3호
    rf"(?:제\s?)?(?<![\d.,])\d{{1,5}}(?:[-~∼]\d+)?\s?(?:{_ORDINALS})(?:의\s?\d+)?(?={_AFTER_WORD})",
    r"(?<![가-힣])제\s?\d+(?:[-~∼]\d+)?(?!\d)(?!\s?[천백만억조]*\s?[원명개건])",
    # what is counted by a word before: 붙임 1, 표 3, 그림 2-1
    rf"(?:{_NUMBERED})[\s.#:<\[(-]*\d+(?:[-.]\d+)*(?:\s*[~∼,·]\s*\d+(?:[-.]\d+)*)*(?![\d.,]*[개명억만원건%])",
    # pages
    r"(?<![\d.,])\d{1,4}\s?(?:쪽|면|페이지|p\b|pp\b|pages?\b)",
    # 1인당, 1사 1인
    r"(?<![\d.,])1(?=\s?(?:인|명|개|건|개소|사|가구|세대|곳|주|회)(?:당|\s?1))|(?<=1[인명개사]\s)1(?=[인명개사])",
    # addresses
    r"[가-힣]{2,}(?:로|길)\s?\d+(?:-\d+)?(?:번길\s?\d+(?:-\d+)?)?|\d+(?:-\d+)?번지|\d+\s?층|\d+\s?호(?:실)?",
    r"\(우?\s?\d{5}\)|우\s?\d{5}",
    # names: CO2, G20, 5G, p1
    r"[A-Za-z][A-Za-z_./-]*[-.]?\d+(?:[-._]?[A-Za-z0-9]+)*|(?<![\d.,])\d+(?:\.\d+)?(?:[DGKQ]|세대)\b",
    # numberings at the beginning of a line
    r"(?m:^[\s>#*|※○◦●■□▪·ㆍ-]*(?:\(\d{1,2}\)|<\d{1,2}>|\[\d{1,3}\]|\d{1,2}(?:\.\d{1,2})*[.)](?!\d)))",
    # small characters above and below the line in Markdown
    r"\^[^\s^]+\^|~\d{1,4}~",
)
_NO_FIGURE = re.compile("|".join(f"(?:{kind})" for kind in _KINDS))
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")


class FigureInText(NamedTuple):
    """Digits that read as a figure, and where in the text they stand."""

    text: str
    start: int


def figures_in(text: str) -> Iterator[FigureInText]:
    """Yield the digits of a text that are of no kind that is known to be no figure."""
    if not _DIGITS.search(text):
        return
    rest = _NO_FIGURE.sub(lambda found: " " * len(found[0]), text)
    for found in _DIGITS.finditer(rest):
        yield FigureInText(found[0], found.start())
