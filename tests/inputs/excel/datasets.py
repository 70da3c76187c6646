"""Any data set that the models allow, whether or not its references lead anywhere."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from policyreport.inputs.files import clean_text
from policyreport.model import Dataset, Quarter
from policyreport.model.base import AsOf, Day, Flag, Id, Month, Number, QuarterName, Text, WebAddress, Year
from policyreport.model.code_lists import BUILT_IN, Coded
from policyreport.model.council import Meeting
from policyreport.model.dataset import COLLECTIONS
from policyreport.model.delivery import MailAddress
from policyreport.model.indicator import Indicator, Target
from policyreport.model.update import FIELDS_OF, STATES_OF, State, Update

TEXTS = st.text(st.characters(exclude_categories=["Cs"])).map(lambda text: clean_text(text).text).filter(str.strip)
ODD_TEXTS = st.sampled_from(["=1+1", "+1", "@x", "-", "'a", "_x0041_", " 가\n\n나\\", "1e3", "2025-06-30", "R&D <5%>"])
NUMBERS = st.builds(
    lambda digits, places: Decimal(digits).scaleb(-places), st.integers(0, 10**15 - 1), st.integers(0, 9)
)

BY_TYPE: list[tuple[object, st.SearchStrategy[Any]]] = [
    (Text, TEXTS | ODD_TEXTS),
    (Id, st.from_regex(r"[a-z0-9]{1,8}(?:[-.][a-z0-9]{1,8}){0,2}", fullmatch=True)),
    (Number, NUMBERS | NUMBERS.map(lambda number: -number)),
    (Day, st.dates(date(1, 1, 1))),
    (Month, st.sampled_from(["2025-06", "1999-12"])),
    (AsOf, st.sampled_from(["2025", "2025-06", "2025-06-30"])),
    (WebAddress, st.sampled_from(["https://example.go.kr/1?a=b&c=d", "http://가.kr/"])),
    (QuarterName, st.builds(Quarter, st.integers(1000, 9999), st.integers(1, 4))),
    (Flag, st.booleans()),
    (MailAddress, st.sampled_from(["hong@example.go.kr", "a.b@example.org"])),
    (get_args(get_type_hints(Meeting, include_extras=True)["headcount"])[0], st.integers(1, 10_000)),
    (Year, st.integers(1948, 2999)),
    (get_args(get_type_hints(Indicator, include_extras=True)["decimals"])[0], st.integers(0, 6)),
]


Fields = dict[str, Any]


def _target(fields: Fields) -> Fields:
    """Return a target that is a range, or has a bound."""
    value, upper = fields["value"], fields["upper"]
    if upper is None or upper == value or fields["bound"] is not None:
        return {**fields, "upper": None}
    return {**fields, "value": min(value, upper), "upper": max(value, upper)}


def _update(fields: Fields) -> Fields:
    """Return an update with a state and fields that its kind may have."""
    kind = fields["kind"]
    states = STATES_OF[kind]
    state = states[get_args(State).index(fields["state"]) % len(states)]
    others = {name for names in FIELDS_OF.values() for name in names}.difference(FIELDS_OF[kind])
    due = fields["due"] or (fields["on"] if state == "put_off" else None)
    return {**fields, "state": state, "due": due, **dict.fromkeys(others)}


FITTED: dict[type[BaseModel], Callable[[Fields], Fields]] = {Target: _target, Update: _update}
"""What makes records sound whose fields depend on each other: most that are drawn would be thrown away otherwise."""


def values(hint: object) -> st.SearchStrategy[Any]:
    """Return what a field of a type may hold."""
    coded = [mark for mark in get_args(hint)[1:] if isinstance(mark, Coded)]
    if coded:
        offered = st.sampled_from(BUILT_IN.codes(coded[0].list))
        return offered | st.none() if type(None) in get_args(get_args(hint)[0]) else offered
    for known, strategy in BY_TYPE:
        if get_args(hint)[: len(get_args(known))] == get_args(known):
            return strategy
    if isinstance(hint, type):
        return records(hint) if issubclass(hint, BaseModel) else st.none()
    if get_origin(hint) is Literal:
        return st.sampled_from(get_args(hint))
    if get_origin(hint) is tuple:
        return st.lists(values(get_args(hint)[0]), max_size=3).map(tuple)
    if get_origin(hint) is dict:
        return st.just({})
    if get_origin(hint) is Annotated:
        return values(get_args(hint)[0])
    return st.one_of(map(values, get_args(hint)))


def records(model: type[BaseModel]) -> st.SearchStrategy[BaseModel]:
    """Return records of a kind, each sound in itself."""
    hints = get_type_hints(model, include_extras=True)
    given = st.fixed_dictionaries({name: values(hints[name]) for name in model.model_fields})
    given = given.map(FITTED.get(model, dict))
    return given.map(lambda fields: _sound(model, fields)).filter(lambda record: record is not None)


def _sound(model: type[BaseModel], fields: dict[str, object]) -> BaseModel | None:
    try:
        return model.model_validate(fields)
    except ValidationError:
        return None


@st.composite
def datasets(draw: st.DrawFn) -> Dataset:
    """Return a data set with a record or two of every kind."""
    many = {
        name: draw(st.lists(records(collection.record), min_size=1, max_size=2))
        for name, collection in COLLECTIONS.items()
        if collection.is_list
    }
    council = draw(st.none() | records(COLLECTIONS["council"].record))
    return Dataset.model_validate({**many, "policy": draw(records(COLLECTIONS["policy"].record)), "council": council})
