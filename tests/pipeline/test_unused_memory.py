"""Memory is given back where the system's C library can do so, and nowhere is that an error."""

from __future__ import annotations

import ctypes
import sys

import pytest

from policyreport.pipeline.unused_memory import release_unused_memory


def test_memory_is_given_back_or_left_alone():
    release_unused_memory()


def test_a_c_library_without_the_function_is_left_alone(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "platform", "linux")
    asked: list[object] = []
    monkeypatch.setattr(ctypes, "CDLL", asked.append)
    release_unused_memory()
    assert asked == [None]
