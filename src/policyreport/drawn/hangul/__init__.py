"""Templates drawn in 한글."""

from policyreport.drawn.hangul.document import fill

__all__ = ["fill"]
