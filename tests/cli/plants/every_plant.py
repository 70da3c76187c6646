"""Faults that are planted in finished files, each one small, and what has to be said of each."""

from __future__ import annotations

from .hwpx import HWPX
from .pdf import PDF
from .plain import PLAIN
from .word import WORD
from .workbook import XLSX

PLANTS = [*WORD, *XLSX, *HWPX, *PDF, *PLAIN]
