"""Templates drawn in Word."""

from policyreport.office_templates.word.fill import fill

__all__ = ["fill"]
