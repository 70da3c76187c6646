"""What a record says where its value was put right after documents had printed another."""

from __future__ import annotations

from decimal import Decimal

from pydantic_core import PydanticCustomError


def require_both(restated_from: Decimal | None, restated_reason: str | None) -> None:
    """Raise the error of a record that says what was issued and not why it is another now, or the other way round."""
    if (restated_from is None) != (restated_reason is None):
        raise PydanticCustomError("restated", "a restated value needs what was issued and the reason")
