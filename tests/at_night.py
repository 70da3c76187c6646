"""How much is tried of what is made up at random: enough by day to see a fault, much at night (``NIGHT=1``)."""

from __future__ import annotations

import os


def tries(by_day: int, at_night: int) -> int:
    """Return how often to try: each is a whole document, so that the number at night takes minutes."""
    return at_night if os.environ.get("NIGHT") else by_day
