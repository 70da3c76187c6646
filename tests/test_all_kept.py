from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from policyreport.gc_pause import gc_paused


@pytest.fixture(autouse=True)
def restored() -> Iterator[None]:
    yield
    gc.enable()


def test_no_garbage_is_looked_for_within() -> None:
    with gc_paused():
        assert not gc.isenabled()


def test_it_is_looked_for_again_afterwards() -> None:
    with gc_paused():
        pass
    assert gc.isenabled()


def test_it_is_looked_for_again_after_an_error() -> None:
    with pytest.raises(KeyError), gc_paused():
        raise KeyError
    assert gc.isenabled()


def test_it_stays_off_where_it_was_off() -> None:
    gc.disable()
    with gc_paused():
        pass
    assert not gc.isenabled()
