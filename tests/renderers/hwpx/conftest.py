from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

import pytest


@pytest.fixture(scope="session")
def rhwp() -> ModuleType:
    """The reader and painter of HWPX in Rust, which finds FreeType only where it was loaded before."""
    try:
        ctypes.CDLL("libfreetype.so.6", mode=ctypes.RTLD_GLOBAL)
    except OSError:
        pytest.skip("rhwp needs libfreetype.so.6")
    return pytest.importorskip("rhwp")


@pytest.fixture
def read_by_rhwp(rhwp: ModuleType) -> Callable[[bytes], list[str]]:
    """What returns the texts that rhwp reads in a file, paragraph by paragraph, through tables and their captions."""

    def read(content: bytes) -> list[str]:
        return list(_texts(rhwp.Document.from_bytes(content).to_ir().model_dump()["body"]))

    return read


def _texts(blocks: list[dict[str, Any]]) -> Iterator[str]:
    for block in blocks:
        if block["kind"] == "table":
            for cell in block["cells"]:
                yield from _texts(cell["blocks"])
        elif block.get("text"):
            yield block["text"]
