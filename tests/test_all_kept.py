from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from policyreport.all_kept import without_garbage_collection


@pytest.fixture(autouse=True)
def restored() -> Iterator[None]:
    yield
    gc.enable()


def test_no_garbage_is_looked_for_within() -> None:
    with without_garbage_collection():
        assert not gc.isenabled()


def test_it_is_looked_for_again_afterwards() -> None:
    with without_garbage_collection():
        pass
    assert gc.isenabled()


def test_it_is_looked_for_again_after_an_error() -> None:
    with pytest.raises(KeyError), without_garbage_collection():
        raise KeyError
    assert gc.isenabled()


def test_it_stays_off_where_it_was_off() -> None:
    gc.disable()
    with without_garbage_collection():
        pass
    assert not gc.isenabled()
