"""``out/log/run.log``: a line for each thing a run did. Codes, quarters and times; no words of the data, no names."""

from __future__ import annotations

import logging
import time
from collections.abc import Generator
from contextlib import contextmanager
from logging.handlers import RotatingFileHandler
from pathlib import Path

FOLDER, FILE = "log", "run.log"
_LARGEST, _KEPT = 1 << 18, 5
"""Bytes of a log before the next one is begun, and how many old ones stay."""


class _Handler(RotatingFileHandler):
    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's own name
        """Let a line that the disk refuses go: what is due is issued all the same."""


@contextmanager
def run_log(out: Path) -> Generator[logging.Logger]:
    """Open the log of an output folder for the body; times in it are UTC."""
    handler = _Handler(out / FOLDER / FILE, maxBytes=_LARGEST, backupCount=_KEPT, encoding="utf-8", delay=True)
    formatter = logging.Formatter("%(asctime)sZ %(levelname)s %(message)s", "%Y-%m-%dT%H:%M:%S")
    formatter.converter = time.gmtime
    handler.setFormatter(formatter)
    logger = logging.getLogger("policyreport.scheduler")
    logger.setLevel(logging.INFO)
    logger.propagate = False
    logger.addHandler(handler)
    try:
        yield logger
    finally:
        logger.removeHandler(handler)
        handler.close()
