"""Memory that was let go of, given back to the system: the C library keeps much of it for what may come."""

from __future__ import annotations

import ctypes
import gc
import sys


def release_unused_memory() -> None:
    """Look for what nothing refers to, and give back what is free; where the C library is not glibc, it keeps that."""
    gc.collect()
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)
