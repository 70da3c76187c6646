"""A compact record is the same record in less memory."""

from __future__ import annotations

import pickle
import tracemalloc
from collections.abc import Callable

import pytest
from pydantic import BaseModel, ValidationError

from policyreport.model import Observation
from policyreport.model.base import compact

NUMBER = 2_000


def observation(indicator: str = "a") -> Observation:
    written = {"indicator": indicator, "quarter": "2025Q1", "value": "3.10", "as_of": "2025-03-31", "source": "b"}
    return Observation.model_validate(written)


def held(make: Callable[[], BaseModel]) -> int:
    """Return the bytes that some records take."""
    tracemalloc.start()
    try:
        records = [make() for _ in range(NUMBER)]
        return tracemalloc.get_traced_memory()[0] if records else 0
    finally:
        tracemalloc.stop()


def test_it_is_equal_and_says_the_same() -> None:
    whole = observation()
    small = compact(whole)
    assert small == whole
    assert hash(small) == hash(whole)
    assert small.model_dump_json(exclude_unset=True) == whole.model_dump_json(exclude_unset=True)
    assert small.model_copy(update={"used": False}) == whole.model_copy(update={"used": False})
    assert pickle.loads(pickle.dumps(small)) == whole


def test_it_stays_frozen() -> None:
    with pytest.raises(ValidationError):
        compact(observation()).indicator = "b"


def test_records_with_the_same_fields_written_share_their_names() -> None:
    assert compact(observation("a")).model_fields_set is compact(observation("b")).model_fields_set


def test_it_takes_less_than_half_the_memory() -> None:
    whole = observation()
    assert held(lambda: compact(whole)) < held(lambda: BaseModel.model_copy(whole)) / 2
    assert held(whole.model_copy) < held(lambda: BaseModel.model_copy(whole)) / 2
