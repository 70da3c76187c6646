"""Whether organisations are called by the names that the list of organisations gives them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache

from policyreport.diagnostics import Message, did_you_mean
from policyreport.model import Organisation, Path
from policyreport.rules.rule import Finding, LintContext, Rule, TextField
from policyreport.rules.spelling import near_misses

_NAMED_IN = ("lead", "partners")
Slips = Callable[[str], tuple[tuple[str, str], ...]]
"""Returns the wrong names in a text, each with the right one."""


def _mistaken(review: LintContext) -> Iterator[Finding]:
    slips = _mistaken_names(review.dataset.organisations)
    for passage in _texts(review):
        for written, right in slips(passage.text):
            yield _finding(passage, written, right)


def _near_misses(review: LintContext) -> Iterator[Finding]:
    slips = _nearly_right_names(review.dataset.organisations)
    for passage in _texts(review):
        for written, right in slips(passage.text):
            yield _finding(passage, written, right)


def _unlisted(review: LintContext) -> Iterator[Finding]:
    listed = review.dataset.organisations
    titles = {organisation.title for organisation in listed}
    mistaken, nearly_right = _mistaken_names(listed), _nearly_right_names(listed)
    found: dict[str, list[Path]] = {}
    for passage in _texts(review):
        name = passage.text
        is_named = passage.field in _NAMED_IN and not _is_listed(name, titles)
        if is_named and not mistaken(name) and not nearly_right(name):
            found.setdefault(name, []).append(passage.path)
    for name, paths in found.items():
        places = Message(f" ({len(paths)} places)", f"({len(paths)}곳)") if len(paths) > 1 else Message("", "")
        what = Message(
            f"'{name}' is not in the list of organisations{places.en}",
            f"'{name}'은(는) 기관 목록에 없습니다{places.ko}",
        )
        nearest = did_you_mean(name, titles)
        hint = Message(
            f"add it to 'organisations', or write a name from there ({nearest.en})",
            f"'organisations'에 더하거나 그곳의 이름으로 적으십시오({nearest.ko})",
        )
        yield Finding(paths[0], what, hint)


def _is_listed(name: str, titles: set[str]) -> bool:
    """Return whether a name is listed, or is that of a department behind its listed organisation."""
    return name in titles or any(name.startswith(f"{title} ") for title in titles)


def _texts(review: LintContext) -> Iterator[TextField]:
    """Yield the texts in which organisations may be named, where the project lists any."""
    if review.dataset.organisations:
        yield from (passage for passage in review.texts if passage.collection != "organisations")


def _mistaken_names(organisations: tuple[Organisation, ...]) -> Slips:
    right: Mapping[str, str] = {wrong: one.title for one in organisations for wrong in one.mistaken_for}
    titles = sorted((one.title for one in organisations), key=len, reverse=True)

    @cache
    def slips(text: str) -> tuple[tuple[str, str], ...]:
        if not any(wrong in text for wrong in right):
            return ()
        for title in titles:
            text = text.replace(title, " ")
        return tuple((wrong, right[wrong]) for wrong in right if wrong in text)

    return slips


def _nearly_right_names(organisations: tuple[Organisation, ...]) -> Slips:
    titles = tuple(organisation.title for organisation in organisations)
    known = {*titles, *(wrong for organisation in organisations for wrong in organisation.mistaken_for)}

    @cache
    def slips(text: str) -> tuple[tuple[str, str], ...]:
        return tuple((written, title) for written, title in near_misses(text, titles) if written not in known)

    return slips


def _finding(passage: TextField, written: str, right: str) -> Finding:
    what = Message(f"'{written}' is written for '{right}'", f"'{right}'을(를) '{written}'(으)로 적었습니다")
    return Finding(passage.path, what, Message(f"write '{right}'", f"'{right}'(으)로 적으십시오"))


RULES = (
    Rule(
        "name.mistaken",
        "error",
        Message("No organisation bears a name known to be wrong", "기관을 틀린 이름으로 적지 않음"),
        Message(
            "House: the list of organisations tells which names are written for others by mistake, "
            "such as 중소기업벤처부 for 중소벤처기업부.",
            "내부 기준: 기관 목록의 '틀리기 쉬운 이름'(예: 중소벤처기업부를 중소기업벤처부로)이 글에 있으면 알립니다.",
        ),
        _mistaken,
    ),
    Rule(
        "name.near-miss",
        "warning",
        Message("No organisation's name is one letter off", "기관 이름이 한 글자 어긋나지 않음"),
        Message(
            "House: a word one letter away from a listed name of five letters or more is mostly a slip.",
            "내부 기준: 목록에 있는 다섯 글자 이상의 이름과 한 글자만 다른 말은 대개 오타입니다.",
        ),
        _near_misses,
    ),
    Rule(
        "name.unlisted",
        "warning",
        Message("Lead and partners are in the list of organisations", "소관과 협력 기관은 기관 목록에 있음"),
        Message(
            "House: one organisation has one name in all documents. Silent where no organisations are listed.",
            "내부 기준: 한 기관은 모든 문서에서 한 이름으로 적습니다. 기관 목록이 없으면 보지 않습니다.",
        ),
        _unlisted,
    ),
)
"""The rules about organisations' names."""
