"""Whether there are records that nothing makes use of."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from pydantic import BaseModel

from policyreport.diagnostics import Message
from policyreport.model import Ref, references
from policyreport.model.base import Audience, may_read
from policyreport.model.dataset import records
from policyreport.rules.rule import Finding, LintContext, Rule

_KOREAN = {"public": "공개", "council": "협의회", "internal": "내부"}


def _wider(review: LintContext) -> Iterator[Finding]:
    entries = list(records(review.dataset))
    audiences: dict[tuple[object, object], Audience] = {
        (path[0], getattr(record, "id", None)): record.audience for path, record in entries
    }
    if set(audiences.values()) <= {"public"}:
        return
    for path, record in entries:
        for step, ref, name in references(record, path):
            other = audiences.get((ref.collection, name), record.audience)
            if not may_read(record.audience, other):
                what = Message(
                    f"this record is {record.audience}, yet refers to '{name}', which is {other}",
                    f"공개 범위가 '{_KOREAN[record.audience]}'인 기록이 '{_KOREAN[other]}'인 '{name}'을(를) 가리킵니다",
                )
                hint = Message(
                    f"write 'audience: {other}' here, or widen that of '{name}'",
                    f"이 기록에 'audience: {other}'을(를) 적거나 '{name}'의 공개 범위를 넓히십시오",
                )
                yield Finding(step, what, hint)


AUDIENCE_RULES = (
    Rule(
        "audience.wider",
        "error",
        Message(
            "A record's audience is no wider than that of what it refers to",
            "넓게 공개하는 기록이 좁게 공개하는 기록을 가리키지 않음",
        ),
        Message(
            "House: a public document would name or count what only the council, or nobody outside, may know.",
            "내부 기준: 공개 문서에 협의회나 내부만 알 것이 드러나지 않게 합니다.",
        ),
        _wider,
    ),
)
"""The rules about who may read what."""


def _indicators(review: LintContext) -> Iterator[Finding]:
    observed = {observation.indicator for observation in review.dataset.observations}
    aimed_at = {target.indicator for target in review.dataset.targets}
    with_formula = [one for one in review.dataset.indicators if one.formula]
    parts = {part for one in with_formula if one.formula for part in one.formula.of}
    used = observed | aimed_at | parts | {one.id for one in with_formula}
    for i, indicator in enumerate(review.dataset.indicators):
        if indicator.id not in used:
            what = Message(
                f"'{indicator.id}' is never observed, aimed at or used in a formula",
                f"'{indicator.id}'에는 관측값도 목표도 없고, 쓰이는 산식도 없습니다",
            )
            hint = Message("observe it, aim at it, or remove it", "값이나 목표를 적거나, 지표를 지우십시오")
            yield Finding(("indicators", i), what, hint)


def _sources(review: LintContext) -> Iterator[Finding]:
    cited = {name for _, record in records(review.dataset) for name in _cited(record)}
    for i, source in enumerate(review.dataset.sources):
        if source.id not in cited:
            what = Message(f"no record cites '{source.id}'", f"'{source.id}'을(를) 출처로 적은 기록이 없습니다")
            hint = Message("cite it where it is used, or remove it", "쓰이는 곳에 출처로 적거나, 지우십시오")
            yield Finding(("sources", i), what, hint)


def _cited(record: BaseModel) -> Iterator[str]:
    for field in _citing_fields(type(record)):
        value = getattr(record, field)
        yield from (value,) if isinstance(value, str) else value or ()


@cache
def _citing_fields(model: type[BaseModel]) -> tuple[str, ...]:
    """Return the fields that name sources; they are looked up once a model, for records are many."""
    return tuple(name for name, described in model.model_fields.items() if Ref("sources") in described.metadata)


def _programs(review: LintContext) -> Iterator[Finding]:
    for i, program in enumerate(review.dataset.programs):
        if not program.measures:
            what = Message(f"'{program.title}' carries out no measure", f"'{program.title}'이(가) 속한 시책이 없습니다")
            hint = Message("name its measures", "'measures'에 시책을 적으십시오")
            yield Finding(("programs", i, "measures"), what, hint)


def _measures(review: LintContext) -> Iterator[Finding]:
    carried_out = {measure for program in review.dataset.programs for measure in program.measures}
    for i, measure in enumerate(review.dataset.measures):
        if measure.id not in carried_out:
            what = Message(
                f"no programme carries out '{measure.title}'", f"'{measure.title}'을(를) 수행하는 지원사업이 없습니다"
            )
            hint = Message("name it in a programme's 'measures'", "지원사업의 'measures'에 이 시책을 적으십시오")
            yield Finding(("measures", i), what, hint)


ORPHAN_RULES = (
    Rule(
        "orphan.indicator",
        "warning",
        Message("An indicator is observed, aimed at or used", "지표에는 값이나 목표, 쓰이는 산식이 있음"),
        Message("House: what is never measured need not be defined.", "내부 기준: 재지 않을 지표는 정의하지 않습니다."),
        _indicators,
    ),
    Rule(
        "orphan.source",
        "warning",
        Message("A source is cited", "사용하지 않는 출처가 없음"),
        Message(
            "House: a list of sources names what a document stands on, and nothing else.",
            "내부 기준: 출처 목록에는 문서의 근거만 둡니다.",
        ),
        _sources,
    ),
    Rule(
        "orphan.program",
        "warning",
        Message("A programme belongs to a measure", "지원사업은 시책에 속함"),
        Message(
            "House: reports tell of programmes under the measures that they carry out.",
            "내부 기준: 지원사업은 소속 시책별로 싣습니다.",
        ),
        _programs,
    ),
    Rule(
        "orphan.measure",
        "note",
        Message("A measure is carried out by a programme", "시책을 수행하는 지원사업이 있음"),
        Message(
            "House: a measure may be announced before any programme is; worth knowing, and no fault.",
            "내부 기준: 사업보다 먼저 발표된 시책일 수 있으므로 잘못은 아니며 참고로 알립니다.",
        ),
        _measures,
    ),
)
"""The rules about records on their own."""
