"""Whether there are records that nothing makes use of."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from pydantic import BaseModel

from policyreport.errors import Words
from policyreport.model import Ref
from policyreport.rules.rule import Finding, Review, Rule
from policyreport.rules.texts import records


def _indicators(review: Review) -> Iterator[Finding]:
    observed = {seen.indicator for seen in review.dataset.observations}
    aimed_at = {target.indicator for target in review.dataset.targets}
    reckoned = [one for one in review.dataset.indicators if one.formula]
    parts = {part for one in reckoned if one.formula for part in one.formula.of}
    known = observed | aimed_at | parts | {one.id for one in reckoned}
    for i, indicator in enumerate(review.dataset.indicators):
        if indicator.id not in known:
            what = Words(
                f"'{indicator.id}' is never observed, aimed at or used in a formula",
                f"'{indicator.id}'에는 관측값도 목표도 없고, 쓰이는 산식도 없습니다",
            )
            hint = Words("observe it, aim at it, or remove it", "값이나 목표를 적거나, 지표를 지우십시오")
            yield Finding(("indicators", i), what, hint)


def _sources(review: Review) -> Iterator[Finding]:
    cited = {name for _, record in records(review.dataset) for name in _cited(record)}
    for i, source in enumerate(review.dataset.sources):
        if source.id not in cited:
            what = Words(f"no record cites '{source.id}'", f"'{source.id}'을(를) 출처로 적은 기록이 없습니다")
            hint = Words("cite it where it is used, or remove it", "쓰이는 곳에 출처로 적거나, 지우십시오")
            yield Finding(("sources", i), what, hint)


def _cited(record: BaseModel) -> Iterator[str]:
    for field in _citing_fields(type(record)):
        value = getattr(record, field)
        yield from (value,) if isinstance(value, str) else value


@cache
def _citing_fields(model: type[BaseModel]) -> tuple[str, ...]:
    """Return the fields that name sources; they are looked up once a model, for records are many."""
    return tuple(name for name, described in model.model_fields.items() if Ref("sources") in described.metadata)


def _programs(review: Review) -> Iterator[Finding]:
    for i, program in enumerate(review.dataset.programs):
        if not program.measures:
            what = Words(f"'{program.title}' carries out no measure", f"'{program.title}'이(가) 속한 시책이 없습니다")
            hint = Words("name its measures", "'measures'에 시책을 적으십시오")
            yield Finding(("programs", i, "measures"), what, hint)


def _measures(review: Review) -> Iterator[Finding]:
    carried_out = {measure for program in review.dataset.programs for measure in program.measures}
    for i, measure in enumerate(review.dataset.measures):
        if measure.id not in carried_out:
            what = Words(
                f"no programme carries out '{measure.title}'", f"'{measure.title}'을(를) 수행하는 지원사업이 없습니다"
            )
            hint = Words("name it in a programme's 'measures'", "지원사업의 'measures'에 이 시책을 적으십시오")
            yield Finding(("measures", i), what, hint)


RULES = (
    Rule(
        "orphan.indicator",
        "warning",
        Words("An indicator is observed, aimed at or used", "지표에는 값이나 목표, 쓰이는 산식이 있음"),
        Words("House: what is never measured need not be defined.", "내부 기준: 재지 않을 지표는 정의하지 않습니다."),
        _indicators,
    ),
    Rule(
        "orphan.source",
        "warning",
        Words("A source is cited", "출처는 어딘가에 쓰임"),
        Words(
            "House: a list of sources names what a document stands on, and nothing else.",
            "내부 기준: 출처 목록에는 문서의 근거만 둡니다.",
        ),
        _sources,
    ),
    Rule(
        "orphan.program",
        "warning",
        Words("A programme belongs to a measure", "지원사업은 시책에 속함"),
        Words(
            "House: reports tell of programmes under the measures that they carry out.",
            "내부 기준: 보고서는 지원사업을 시책 아래에서 말합니다.",
        ),
        _programs,
    ),
    Rule(
        "orphan.measure",
        "note",
        Words("A measure is carried out by a programme", "시책을 수행하는 지원사업이 있음"),
        Words(
            "House: a measure may be announced before any programme is; worth knowing, and no fault.",
            "내부 기준: 사업보다 먼저 발표된 시책일 수 있으므로 잘못은 아니며 참고로 알립니다.",
        ),
        _measures,
    ),
)
"""The rules about records on their own."""
