"""Whether texts keep the conventions of official writing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import product

from policyreport.diagnostics import Message
from policyreport.document.nodes import Date
from policyreport.document.number_format import date_text
from policyreport.korean_particles import final_sound
from policyreport.model.record import TO_BE_WRITTEN
from policyreport.rules.rule import Finding, LintContext, Rule, TextField

SHORTEST = 5
"""Letters that a name must have: of shorter ones, too many other words are one letter away."""

_WORD_START = re.compile(r"(?<!\w)\w")
_WORD_END = re.compile(r"(?:은|는|이|가|을|를|의|와|과|도|로|으로|에|에서|에게|및|등|장관|차관)?(?:는|도)?(?!\w)")


def near_misses(text: str, names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield what is written in a text in place of a name that is one edit away, with that name.

    It begins with a word, ends with the name's own last letter, and at most a particle follows. So 창업진흥 is not
    taken for 창업진흥원, but 중소벤처 기업부 and 중소벤쳐기업부를 are for 중소벤처기업부.
    """
    likely = [name for name in names if len(name) >= SHORTEST and _holds_half(text, name)]
    for start, name in product(_WORD_START.finditer(text), likely):
        if not text.startswith(name, start.start()):
            yield from ((written, name) for written in _written(text, start.start(), name))


def _holds_half(text: str, name: str) -> bool:
    """One edit leaves one of the name's halves as it was."""
    half = len(name) // 2
    return name[:half] in text or name[-half:] in text


def _written(text: str, start: int, name: str) -> Iterator[str]:
    for length in (len(name), len(name) + 1, len(name) - 1):
        end = start + length
        written = text[start:end]
        if written.endswith(name[-1]) and _WORD_END.match(text, end) and is_one_edit_apart(written, name):
            yield written
            return


def is_one_edit_apart(one: str, other: str) -> bool:
    """Say whether one letter put in, left out, replaced or swapped with its neighbour makes one word the other."""
    one, other = _without_common_start(one, other)
    one, other = _without_common_start(one[::-1], other[::-1])
    return max(len(one), len(other)) == 1 or (len(one) == len(other) == len("ab") and one == other[::-1])


def _without_common_start(one: str, other: str) -> tuple[str, str]:
    pairs = enumerate(zip(one, other, strict=False))
    common = next((i for i, (a, b) in pairs if a != b), min(len(one), len(other)))
    return one[common:], other[common:]


_DATE = re.compile(
    r"""(?<![\w/=.-])(?:
      (?P<y1>(?:19|20)\d\d) (?:\s?[./-]\s?(?P<m1>\d{1,2})) (?:\s?[./-]\s?(?P<d1>\d{1,2})) (?!\d) \.?
    | (?P<y2>(?:19|20)\d\d)년\s?(?P<m2>\d{1,2})월\s?(?P<d2>\d{1,2})일
    | (?P<y3>(?:19|20)\d\d)\.(?P<m3>\d{1,2})\.(?!\s?\d)
    )""",
    re.VERBOSE | re.ASCII,
)
_TIME = re.compile(r"오[전후]\s?\d{1,2}(?:시|:\d\d)(?:\s?\d{1,2}분)?|(?<!\d)\d{1,2}시\s?\d{1,2}분")
_DECREASE = re.compile(r"(?:^|(?<=[\s(]))[-−–]\d[\d,]*(?:\.\d+)?|[▽▼]\s?\d[\d,]*(?:\.\d+)?|▲\d[\d,]*(?:\.\d+)?(?=\s?%)")
_PERCENT_POINT = re.compile(r"(?:%|퍼센트)\s?포인트|%\s?P(?![A-Za-z])|%\s+p(?![A-Za-z])")
_SPACES = re.compile("^[ \u3000]|(?<!붙임)[ \u3000]{2,}(?!끝\\.)|[ \u3000]$")


def other_dates(text: str) -> Iterator[tuple[str, str]]:
    """Yield each date that is not written like ``2025. 6. 30.``, and how it is to be written."""
    for match in _DATE.finditer(text):
        right = date_text(Date(*(int(part) for part in match.groups() if part)))
        if match[0] != right:
            yield match[0], right


def other_times(text: str) -> Iterator[str]:
    """Yield each time of day that is not written like ``15:20``."""
    return (match[0] for match in _TIME.finditer(text))


def other_decreases(text: str) -> Iterator[str]:
    """Yield each negative number or decrease that bears another sign than △."""
    return (match[0] for match in _DECREASE.finditer(text))


def other_percent_points(text: str) -> Iterator[str]:
    """Yield each unit of percentage points that is not written ``%p``."""
    return (match[0] for match in _PERCENT_POINT.finditer(text))


def has_stray_spaces(text: str) -> bool:
    """Say whether a text begins or ends with a space, or holds two together other than around 붙임 and 끝."""
    return bool(_SPACES.search(text))


def ends_in_a_verb(text: str) -> bool:
    """Say whether a text ends as a sentence does, as 지원한다 and 지원합니다 do.

    캐나다 too ends in 다 and is a noun; so where no point follows, the letter before must be able to end a verb's stem.
    """
    bare = text.rstrip(". ")
    return bare.endswith("다") and (text.rstrip().endswith(".") or _may_end_a_stem(bare[-2:-1]))


def _may_end_a_stem(letter: str) -> bool:
    has_final_consonant = "가" <= letter <= "힣" and final_sound(letter) != "vowel"
    return has_final_consonant or letter in tuple("이니하되")


_IN_NOUNS = frozenset(
    [
        *("title", "purpose", "goal", "content", "headline", "outlook", "gaps", "requests", "attachments"),
        *("reason", "remedy", "agenda", "decisions"),
    ]
)
_ON_ONE_LINE = _IN_NOUNS | {"definition", "detail", "note"}


def _dates(review: LintContext) -> Iterator[Finding]:
    for passage in review.own_texts:
        for written, right in other_dates(passage.text):
            yield _finding(passage, written, Message(f"write '{right}'", f"'{right}'(으)로 적으십시오"))


def _times(review: LintContext) -> Iterator[Finding]:
    return _found(review, other_times, Message("write it as 15:20", "15:20처럼 적으십시오"))


def _decreases(review: LintContext) -> Iterator[Finding]:
    return _found(review, other_decreases, Message("write △ before the digits", "숫자 앞에 △를 적으십시오"))


def _percent_points(review: LintContext) -> Iterator[Finding]:
    return _found(review, other_percent_points, Message("write '%p'", "'%p'로 적으십시오"))


def _still_to_be_written(review: LintContext) -> Iterator[Finding]:
    for passage in review.own_texts:
        if passage.text == TO_BE_WRITTEN:
            what = Message("this text is still to be written", "아직 적지 않은 글입니다")
            yield Finding(passage.path, what, Message("write it", "내용을 적으십시오"))


def _found(review: LintContext, search: Callable[[str], Iterable[str]], hint: Message) -> Iterator[Finding]:
    return (_finding(passage, written, hint) for passage in review.own_texts for written in search(passage.text))


def _finding(passage: TextField, written: str, hint: Message) -> Finding:
    what = Message(
        f"'{written}' is not how the house writes it", f"'{written}'은(는) 공문서를 적는 방식에 맞지 않습니다"
    )
    return Finding(passage.path, what, hint)


def _spaces(review: LintContext) -> Iterator[Finding]:
    what = Message("spaces stand at the ends or two together", "앞뒤에 빈칸이 있거나 빈칸이 잇달아 있습니다")
    hint = Message("leave one space between words", "낱말 사이에 한 칸만 띄우십시오")
    return (Finding(passage.path, what, hint) for passage in review.texts if has_stray_spaces(passage.text))


def _sentences(review: LintContext) -> Iterator[Finding]:
    what = Message("this ends as a sentence", "'~다'로 끝나는 문장입니다")
    hint = Message("end in a noun, or in ~함 or ~임", "명사나 ~함, ~임으로 끝내십시오")
    asked = (passage for passage in review.own_texts if passage.field in _IN_NOUNS)
    return (Finding(passage.path, what, hint) for passage in asked if ends_in_a_verb(passage.text))


def _long_items(review: LintContext) -> Iterator[Finding]:
    longest = review.settings.longest_item
    for passage in review.own_texts:
        if passage.field in _ON_ONE_LINE and len(passage.text) > longest:
            what = Message(
                f"{len(passage.text)} characters are too long for one line",
                f"한 줄에 {len(passage.text)}자는 너무 깁니다",
            )
            hint = Message(f"write {longest} characters or fewer", f"{longest}자 이내로 적으십시오")
            yield Finding(passage.path, what, hint)


RULES = (
    Rule(
        "text.to-be-written",
        "error",
        Message("Every text is written", "‘작성 필요’ 문구가 남아 있지 않음"),
        Message(
            "House: what 'roll' leaves to be written would be printed as it stands.",
            "내부 기준: 'roll'이 남긴 '작성 필요'는 문서에 그대로 출력됩니다.",
        ),
        _still_to_be_written,
    ),
    Rule(
        "text.date",
        "warning",
        Message("Dates read 2025. 6. 30.", "날짜는 2025. 6. 30.처럼"),
        Message(
            "Decree (행정업무의 운영 및 혁신에 관한 규정): digits, a point and a space after each, no leading zeros. "
            "Fields that hold a date are written 2025-06-30 and shown so.",
            "규정(행정업무의 운영 및 혁신에 관한 규정): 숫자로 적고 연·월·일 글자 대신 온점을 찍습니다. "
            "날짜만 적는 항목은 2025-06-30으로 적으면 그렇게 나옵니다.",
        ),
        _dates,
    ),
    Rule(
        "text.time",
        "warning",
        Message("Times read 15:20", "시각은 15:20처럼"),
        Message(
            "Decree (행정업무의 운영 및 혁신에 관한 규정): 24 hours, a colon between hour and minute.",
            "규정(행정업무의 운영 및 혁신에 관한 규정): 24시각제로 적고 시와 분 사이에 쌍점을 찍습니다.",
        ),
        _times,
    ),
    Rule(
        "text.decrease",
        "warning",
        Message("A decrease bears △", "감소는 △"),
        Message(
            "Custom: official tables and reports write △5%, neither -5% nor ▽5%; an increase bears no sign.",
            "관례: 공문서는 감소를 △5%로 적으며 -5%나 ▽5%로 적지 않습니다. 증가에는 부호가 없습니다.",
        ),
        _decreases,
    ),
    Rule(
        "text.percent-point",
        "warning",
        Message("A difference of rates is in %p", "비율의 차이는 %p"),
        Message(
            "Custom: percentage points are written %p, neither % 포인트 nor %P.",
            "관례: 퍼센트포인트는 %p로 적으며 % 포인트나 %P로 적지 않습니다.",
        ),
        _percent_points,
    ),
    Rule(
        "text.sentence",
        "warning",
        Message("Items end in nouns", "항목은 명사로 끝냄"),
        Message(
            "Custom (개조식): titles, contents, goals, plans, reasons and remedies end in a noun, ~함 or ~임.",
            "관례(개조식): 이름, 내용, 목표, 요지, 계획, 사유, 대책은 명사나 ~함, ~임으로 끝냅니다.",
        ),
        _sentences,
    ),
    Rule(
        "text.long-item",
        "warning",
        Message("An item fits one line", "항목은 한 줄에"),
        Message(
            "Custom: a line of more than 70 characters is too long; 'rules.longest_item' says otherwise.",
            "관례: 한 줄은 70자 이내로 적습니다. 'rules.longest_item'으로 바꿀 수 있습니다.",
        ),
        _long_items,
    ),
    Rule(
        "text.spaces",
        "warning",
        Message("One space between words", "낱말 사이는 한 칸"),
        Message(
            "House: stray spaces show in print; only 붙임 and 끝. have two by decree.",
            "내부 기준: 남는 빈칸은 문서에 드러납니다. 규정에 따라 두 칸을 띄우는 것은 붙임과 끝.뿐입니다.",
        ),
        _spaces,
    ),
)
"""The rules about writing."""
