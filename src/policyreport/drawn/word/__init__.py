"""Templates drawn in Word."""

from policyreport.drawn.word.document import fill

__all__ = ["fill"]
