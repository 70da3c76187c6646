"""The code lists of the data: each code with its Korean word, in the order in which it is offered and printed."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema


class Code(NamedTuple):
    """A code, the word that documents print for it, and other words by which it is also read."""

    code: str
    word: str
    also: tuple[str, ...] = ()


def _list(*codes: tuple[str, ...]) -> tuple[Code, ...]:
    return tuple(Code(code, word, tuple(also)) for code, word, *also in codes)


_BUILT_IN: Mapping[str, tuple[Code, ...]] = {
    "audiences": _list(("public", "공개"), ("council", "협의회"), ("internal", "내부")),
    "strategy_kinds": _list(("task", "추진 과제", "과제"), ("governance", "협의회 운영")),
    "instruments": _list(
        ("funding", "자금"),
        ("rnd", "연구개발", "R&D"),
        ("challenge", "수요연계"),
        ("certification", "인증"),
        ("investment", "투자"),
        ("training", "인력양성", "교육"),
        ("centre", "거점"),
        ("package", "종합지원"),
        ("network", "교류"),
        ("regulation", "제도", "규제", "제도 개선"),
        ("loan", "융자"),
        ("guarantee", "보증"),
        ("voucher", "바우처"),
        ("tax", "세제"),
        ("consulting", "상담", "컨설팅"),
        ("facility", "시설"),
        ("marketing", "판로"),
        ("publicity", "홍보"),
    ),
    "indicator_roles": _list(
        ("outcome", "성과", "정책 성과"),
        ("output", "실적", "사업 실적"),
        ("term", "지원조건"),
        ("context", "현황", "여건"),
    ),
    "aspects": _list(
        ("applied", "신청"),
        ("selected", "선정"),
        ("competition", "경쟁률"),
        ("ceiling", "지원 한도"),
        ("duration", "지원 기간"),
        ("size", "사업 규모"),
        ("regions", "지역"),
        ("planned", "계획"),
    ),
    "formula_kinds": _list(("sum", "합", "합계"), ("share", "첫째÷둘째×100", "비율")),
    "combinations": _list(("sum", "합", "합산"), ("none", "더하지 않음")),
    "directions": _list(("up", "클수록 좋음", "상향"), ("down", "작을수록 좋음", "하향"), ("keep", "유지")),
    "achievements": _list(
        ("ratio", "비율", "달성률"), ("progress", "진도", "경로", "진도율"), ("met", "달성 여부", "달성 여부만")
    ),
    "bounds": _list(("at_most", "이내", "이하"), ("at_least", "이상")),
    "observation_kinds": _list(("actual", "실적"), ("baseline", "기준값")),
    "risk_statuses": _list(("open", "발생", "진행"), ("closed", "해소", "종결")),
    "update_kinds": _list(
        ("milestones", "추진일정", "일정"),
        ("risks", "부진사유", "부진사항"),
        ("actions", "조치사항", "조치"),
        ("legislation", "법령"),
    ),
    "update_states": _list(
        ("planned", "예정", "계획"),
        ("put_off", "연기"),
        ("delayed", "지연"),
        ("done", "완료", "이행완료"),
        ("cancelled", "취소"),
        ("open", "발생", "진행"),
        ("closed", "해소", "종결"),
        ("ongoing", "이행 중", "추진 중", "진행 중"),
        ("unreported", "자료 없음"),
        ("drafted", "입안"),
        ("proposed", "발의·예고", "제출", "발의", "예고", "입법예고"),
        ("passed", "통과", "의결", "공포"),
        ("in_force", "시행"),
    ),
    "legislation_kinds": _list(
        ("act", "법률"),
        ("decree", "대통령령", "시행령"),
        ("rule", "총리령·부령", "부령", "총리령", "시행규칙"),
        ("ordinance", "조례"),
        ("bylaw", "규칙"),
        ("directive", "훈령"),
        ("established_rule", "예규"),
        ("notice", "고시"),
        ("guideline", "지침", "고시·지침"),
    ),
    "legislation_stages": _list(
        ("planned", "계획"),
        ("drafted", "입안"),
        ("proposed", "발의·예고", "제출", "발의", "예고", "입법예고"),
        ("passed", "통과", "의결", "공포"),
        ("in_force", "시행"),
    ),
    "action_statuses": _list(
        ("done", "완료"), ("ongoing", "이행 중", "진행 중", "진행"), ("delayed", "지연"), ("unreported", "자료 없음")
    ),
    "sectors": _list(
        ("government", "정부"),
        ("association", "협회", "단체"),
        ("company", "기업"),
        ("local_government", "지방자치단체", "지자체"),
        ("public_body", "공공기관"),
        ("academia", "학계"),
        ("civil_society", "시민사회", "시민단체"),
        ("expert", "전문가"),
    ),
    "contact_roles": _list(("responsible", "책임자"), ("officer", "담당자"), ("attending", "배석", "배석자")),
    "source_kinds": _list(
        ("press", "언론 보도"), ("official", "공식 자료"), ("dataset", "공공 데이터"), ("example", "예시 자료")
    ),
}

EXTENDABLE = (
    "instruments",
    "indicator_roles",
    "legislation_kinds",
    "legislation_stages",
    "action_statuses",
    "sectors",
    "contact_roles",
    "source_kinds",
)
"""The lists to which a project may add codes of its own, and whose words it may change."""


@dataclass(frozen=True, slots=True)
class CodeLists:
    """The lists of one project by their names: the built-in ones, and what the project says of them."""

    of: Mapping[str, tuple[Code, ...]] = field(default_factory=lambda: _BUILT_IN)

    def codes(self, name: str) -> tuple[str, ...]:
        """Return the codes of a list in its order."""
        return tuple(one.code for one in self.of[name])

    def words(self, name: str) -> Mapping[str, str]:
        """Return the word of each code of a list, in its order."""
        return {one.code: one.word for one in self.of[name]}

    def word(self, name: str, code: str) -> str:
        """Return the word that documents print for a code."""
        return next(one.word for one in self.of[name] if one.code == code)

    def code(self, name: str, text: str) -> str | None:
        """Return the code that a text means: a code itself, or a word for it however it is spaced; None for neither."""
        meant = _squeezed(text)
        for one in self.of[name]:
            if text == one.code or meant in map(_squeezed, (one.word, *one.also)):
                return one.code
        return None

    def spellings(self, name: str) -> tuple[str, ...]:
        """Return every text by which a list is read as an editor should offer them: codes, words, other words."""
        also = (text for one in self.of[name] for text in one.also)
        return (*self.codes(name), *self.words(name).values(), *also)

    def with_own(self, own: Mapping[str, Iterable[tuple[str, str | None]]]) -> CodeLists:
        """Return the lists after a project has said codes and words of its own.

        Those that it says come in its order, behind the built-in ones that it does not; a project that says all codes
        of a list thereby orders it. A word that it gives to another code no longer means the code that it meant before.
        """
        return CodeLists({**self.of, **{name: _extended(self.of[name], tuple(codes)) for name, codes in own.items()}})


def _extended(built_in: tuple[Code, ...], own: tuple[tuple[str, str | None], ...]) -> tuple[Code, ...]:
    before = {one.code: one for one in built_in}
    said = [Code(code, word or before[code].word, _other_words(before.get(code))) for code, word in own]
    names = {one.code for one in said}
    taken = {_squeezed(one.word) for one in said}
    merged = [*(one for one in built_in if one.code not in names), *said]
    return tuple(Code(c, word, tuple(a for a in also if _squeezed(a) not in taken)) for c, word, also in merged)


def _other_words(before: Code | None) -> tuple[str, ...]:
    return (before.word, *before.also) if before else ()


def _squeezed(text: str) -> str:
    return "".join(unicodedata.normalize("NFC", text).split())


BUILT_IN = CodeLists()
"""The lists of a project that says nothing of them."""


@dataclass(frozen=True, slots=True)
class Coded:
    """Marks a field as holding codes of a list, and reads a word of the list as its code.

    The project's own lists are the validation context; without one the built-in lists count.
    """

    list: str

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Return the schema of the field with the reading of words before it."""
        return core_schema.with_info_before_validator_function(self._read, handler(source))

    def _read(self, value: object, info: core_schema.ValidationInfo[Any]) -> object:
        if not isinstance(value, str):
            return value
        lists = info.context if isinstance(info.context, CodeLists) else BUILT_IN
        code = lists.code(self.list, value)
        if code is None:
            raise PydanticCustomError("code", "not a code of the list")
        return code
