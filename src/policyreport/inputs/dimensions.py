"""Members that records name: by codes, however they are written; declared ones only; and no money counted twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

from pydantic import BaseModel, ValidationError, field_validator

from policyreport.diagnostics import Message, PolicyReportError, Problem, did_you_mean
from policyreport.inputs.checks import CheckContext
from policyreport.inputs.raw_data import RawData, Value
from policyreport.inputs.yaml_file import read_yaml
from policyreport.model import Path
from policyreport.model.dataset import COLLECTIONS
from policyreport.model.dimension import DIMENSIONS, Dimension, Dimensions
from policyreport.project import Project
from policyreport.project.settings import check_dimensions

_T = TypeVar("_T")
_DIVIDED = tuple(name for name, collection in COLLECTIONS.items() if DIMENSIONS in collection.record.model_fields)
"""The collections whose records may be of members."""

_MONEY = tuple(name for name in ("budgets", "executions") if name in _DIVIDED)


class DeclaresDimensions(BaseModel):
    """What the settings say of dimensions; the rest of them is judged where they are used."""

    dimensions: dict[str, Dimension] = {}

    @field_validator("dimensions")
    @classmethod
    def _check(cls, declared: dict[str, Dimension]) -> dict[str, Dimension]:
        return check_dimensions(declared)


def declared_dimensions(project: Project) -> dict[str, Dimension] | None:
    """Return the dimensions that ``data/project.yaml`` declares; None where it is wrong, which its own reader tells."""
    path = project.data / "project.yaml"
    if not path.exists():
        return {}
    try:
        return DeclaresDimensions.model_validate(read_yaml(project, path).content).dimensions
    except (PolicyReportError, ValidationError):
        return None


def heads_of(dimensions: Dimensions) -> Mapping[str, str]:
    """Return the heads of the dimensions' columns in tables, each with the column's name: ``시군`` is a head."""
    named = {dimension.title: f"{DIMENSIONS}.{name}" for name, dimension in dimensions.items()}
    return {**named, **{column: column for column in named.values()}}


def with_member_codes(reading: RawData, dimensions: Dimensions) -> RawData:
    """Return a reading in which dimensions and members that are written by their titles are named by id and code."""
    if not dimensions:
        return reading
    ids = {dimension.title: name for name, dimension in dimensions.items()}
    coded: dict[str, Value] = {}
    for name in _DIVIDED:
        records = reading.content.get(name)
        if isinstance(records, list):
            coded[name] = [_coded(record, ids, dimensions) for record in records]
    return replace(
        reading,
        content=reading.content | coded,
        places=_renamed(reading.places, ids),
        warnings=_renamed(reading.warnings, ids),
    )


def _coded(record: Value, ids: Mapping[str, str], dimensions: Dimensions) -> Value:
    members = record.get(DIMENSIONS) if isinstance(record, dict) else None
    if not isinstance(record, dict) or not isinstance(members, dict):
        return record
    named = {ids.get(name, name): written for name, written in members.items()}
    codes = {name: _code(dimensions.get(name), written) for name, written in named.items()}
    return {**record, DIMENSIONS: {name: codes[name] for name in (*dimensions, *codes) if name in codes}}


def _code(dimension: Dimension | None, written: Value) -> Value:
    code = dimension.code_of(written.strip()) if dimension and isinstance(written, str) else None
    return written if code is None else code


def _renamed(values: Mapping[Path, _T], ids: Mapping[str, str]) -> Mapping[Path, _T]:
    if not any(name != written for written, name in ids.items()):
        return values
    return {_id_path(path, ids): value for path, value in values.items()}


def _id_path(path: Path, ids: Mapping[str, str]) -> Path:
    if path[2:3] == (DIMENSIONS,) and len(path) > 3:  # noqa: PLR2004 - the dimension stands after its field
        return (*path[:3], ids.get(str(path[3]), path[3]), *path[4:])
    return path


def dimension_problems(context: CheckContext, dimensions: Dimensions) -> Iterator[Problem]:
    """Yield what names no dimension or member that there is, and money that would be counted twice."""
    for collection in _DIVIDED:
        for path, members in context.written_members(collection):
            for name, written in members.items():
                if name not in dimensions:
                    yield _unknown_dimension(context, (*path, DIMENSIONS, name), name, dimensions)
                elif isinstance(written, str) and dimensions[name].code_of(written) is None:
                    yield _unknown_member(context, (*path, DIMENSIONS, name), written, name, dimensions[name])
    for collection in _MONEY:
        yield from _mixed(context, collection)


def _unknown_dimension(context: CheckContext, path: Path, name: str, dimensions: Dimensions) -> Problem:
    what = Message(f"there is no dimension '{name}'", f"'{name}'은(는) 구분 목록에 없습니다")
    near = did_you_mean(name, [*dimensions, *(dimension.title for dimension in dimensions.values())])
    declare = Message(
        "A new one is declared under 'dimensions:' in data/project.yaml, with its title and members",
        "새 구분이면 data/project.yaml의 'dimensions:'에 이름(title)과 항목(members)을 적으십시오",
    )
    return context.problem("data.unknown-dimension", what, path, _after(near, declare))


def _unknown_member(context: CheckContext, path: Path, written: str, name: str, dimension: Dimension) -> Problem:
    what = Message(
        f"'{written}' is no member of '{dimension.title}' ({name})",
        f"'{written}'은(는) '{dimension.title}'({name})의 항목이 아닙니다",
    )
    near = did_you_mean(written, [text for member in dimension.members for text in (member.code, member.title)])
    declare = Message(
        f"A new one is added to the members of '{name}' in data/project.yaml",
        f"새 항목이면 data/project.yaml에서 '{name}'의 members에 적으십시오",
    )
    return context.problem("data.unknown-member", what, path, _after(near, declare))


def _after(near: Message, declare: Message) -> Message:
    en, ko = (f"{text}." if not text.endswith("?") else text for text in (near.en, near.ko))
    return Message(f"{en} {declare.en}", f"{ko} {declare.ko}")


def _mixed(context: CheckContext, collection: str) -> Iterator[Problem]:
    """Yield each row of money that is divided otherwise than another of the same: both would be counted."""
    of_row = dict(context.written_members(collection))
    keys = [dict(context.written(collection, field)) for field in ("program", "year", "quarter")]
    rows: defaultdict[tuple[str | None, ...], list[Path]] = defaultdict(list)
    for path in keys[0]:
        rows[tuple(key.get(path) for key in keys)].append(path)
    for paths in rows.values():
        first = paths[0]
        for path in paths[1:]:
            if of_row.get(path, {}).keys() != of_row.get(first, {}).keys():
                yield _counted_twice(context, first, path, keys[0][path], [of_row.get(p, {}) for p in (first, path)])


def _counted_twice(
    context: CheckContext, first: Path, path: Path, program: str, members: Iterable[Mapping[str, Value]]
) -> Problem:
    before = context.place(first)
    divided = [" × ".join(of) or None for of in members]
    en, ko = ([one or whole for one in divided] for whole in ("none", "없음"))
    what = Message(
        f"the money of '{program}' is divided in two ways, so that it would be counted twice: {en[0]} at {before}, "
        f"{en[1]} here",
        f"'{program}'의 금액을 두 가지로 나누어 두 번 세게 됩니다. {before}의 구분: {ko[0]}, 여기의 구분: {ko[1]}",
    )
    hint = Message(
        "divide all rows of it by the same dimensions, or keep the row of the whole alone",
        "같은 사업의 금액은 모두 같은 구분으로 나누거나, 전체 한 줄만 남기십시오",
    )
    return context.problem("data.mixed-dimensions", what, path, hint)
