"""Whether texts keep the conventions of official writing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from policyreport.errors import Words
from policyreport.model.record import TO_BE_WRITTEN
from policyreport.rules.patterns import (
    ends_in_a_verb,
    has_stray_spaces,
    other_dates,
    other_decreases,
    other_percent_points,
    other_times,
)
from policyreport.rules.rule import Finding, Review, Rule
from policyreport.rules.texts import Said

_IN_NOUNS = frozenset(
    {
        "title",
        "purpose",
        "goal",
        "content",
        "headline",
        "outlook",
        "gaps",
        "reason",
        "remedy",
        "agenda",
        "decisions",
    }
)
_ON_ONE_LINE = _IN_NOUNS | {"definition", "detail", "note"}


def _dates(review: Review) -> Iterator[Finding]:
    for said in review.own_texts:
        for written, right in other_dates(said.text):
            yield _finding(said, written, Words(f"write '{right}'", f"'{right}'(으)로 적으십시오"))


def _times(review: Review) -> Iterator[Finding]:
    return _found(review, other_times, Words("write it as 15:20", "15:20처럼 적으십시오"))


def _decreases(review: Review) -> Iterator[Finding]:
    return _found(review, other_decreases, Words("write △ before the digits", "숫자 앞에 △를 적으십시오"))


def _percent_points(review: Review) -> Iterator[Finding]:
    return _found(review, other_percent_points, Words("write '%p'", "'%p'로 적으십시오"))


def _still_to_be_written(review: Review) -> Iterator[Finding]:
    for said in review.own_texts:
        if said.text == TO_BE_WRITTEN:
            what = Words("this text is still to be written", "아직 적지 않은 글입니다")
            yield Finding(said.path, what, Words("write it", "내용을 적으십시오"))


def _found(review: Review, search: Callable[[str], Iterable[str]], hint: Words) -> Iterator[Finding]:
    return (_finding(said, written, hint) for said in review.own_texts for written in search(said.text))


def _finding(said: Said, written: str, hint: Words) -> Finding:
    what = Words(f"'{written}' is not how the house writes it", f"'{written}'은(는) 공문서를 적는 방식에 맞지 않습니다")
    return Finding(said.path, what, hint)


def _spaces(review: Review) -> Iterator[Finding]:
    what = Words("spaces stand at the ends or two together", "앞뒤에 빈칸이 있거나 빈칸이 잇달아 있습니다")
    hint = Words("leave one space between words", "낱말 사이에 한 칸만 띄우십시오")
    return (Finding(said.path, what, hint) for said in review.texts if has_stray_spaces(said.text))


def _sentences(review: Review) -> Iterator[Finding]:
    what = Words("this ends as a sentence", "'~다'로 끝나는 문장입니다")
    hint = Words("end in a noun, or in ~함 or ~임", "명사나 ~함, ~임으로 끝내십시오")
    asked = (said for said in review.own_texts if said.field in _IN_NOUNS)
    return (Finding(said.path, what, hint) for said in asked if ends_in_a_verb(said.text))


def _long_items(review: Review) -> Iterator[Finding]:
    longest = review.settings.longest_item
    for said in review.own_texts:
        if said.field in _ON_ONE_LINE and len(said.text) > longest:
            what = Words(
                f"{len(said.text)} characters are too long for one line",
                f"한 줄에 {len(said.text)}자는 너무 깁니다",
            )
            hint = Words(f"write {longest} characters or fewer", f"{longest}자 이내로 적으십시오")
            yield Finding(said.path, what, hint)


RULES = (
    Rule(
        "text.to-be-written",
        "error",
        Words("Every text is written", "글을 모두 적음"),
        Words(
            "House: what 'roll' leaves to be written would be printed as it stands.",
            "내부 기준: 'roll'이 남긴 '작성 필요'는 문서에 그대로 인쇄됩니다.",
        ),
        _still_to_be_written,
    ),
    Rule(
        "text.date",
        "warning",
        Words("Dates read 2025. 6. 30.", "날짜는 2025. 6. 30.처럼"),
        Words(
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
        Words("Times read 15:20", "시각은 15:20처럼"),
        Words(
            "Decree (행정업무의 운영 및 혁신에 관한 규정): 24 hours, a colon between hour and minute.",
            "규정(행정업무의 운영 및 혁신에 관한 규정): 24시각제로 적고 시와 분 사이에 쌍점을 찍습니다.",
        ),
        _times,
    ),
    Rule(
        "text.decrease",
        "warning",
        Words("A decrease bears △", "감소는 △"),
        Words(
            "Custom: official tables and reports write △5%, neither -5% nor ▽5%; an increase bears no sign.",
            "관례: 공문서는 감소를 △5%로 적으며 -5%나 ▽5%로 적지 않습니다. 증가에는 부호가 없습니다.",
        ),
        _decreases,
    ),
    Rule(
        "text.percent-point",
        "warning",
        Words("A difference of rates is in %p", "비율의 차이는 %p"),
        Words(
            "Custom: percentage points are written %p, neither % 포인트 nor %P.",
            "관례: 퍼센트포인트는 %p로 적으며 % 포인트나 %P로 적지 않습니다.",
        ),
        _percent_points,
    ),
    Rule(
        "text.sentence",
        "warning",
        Words("Items end in nouns", "항목은 명사로 끝냄"),
        Words(
            "Custom (개조식): titles, contents, goals, plans, reasons and remedies end in a noun, ~함 or ~임.",
            "관례(개조식): 이름, 내용, 목표, 요지, 계획, 사유, 대책은 명사나 ~함, ~임으로 끝냅니다.",
        ),
        _sentences,
    ),
    Rule(
        "text.long-item",
        "warning",
        Words("An item fits one line", "항목은 한 줄에"),
        Words(
            "Custom: a line of more than 70 characters is too long; 'rules.longest_item' says otherwise.",
            "관례: 한 줄은 70자 이내로 적습니다. 'rules.longest_item'으로 바꿀 수 있습니다.",
        ),
        _long_items,
    ),
    Rule(
        "text.spaces",
        "warning",
        Words("One space between words", "낱말 사이는 한 칸"),
        Words(
            "House: stray spaces show in print; only 붙임 and 끝. have two by decree.",
            "내부 기준: 남는 빈칸은 인쇄에 드러납니다. 규정에 따라 두 칸을 띄는 것은 붙임과 끝.뿐입니다.",
        ),
        _spaces,
    ),
)
"""The rules about writing."""
