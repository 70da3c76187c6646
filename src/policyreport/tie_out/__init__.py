"""Reading finished files back: what stands where numbers were printed, by readers that wrote none of it."""

from policyreport.tie_out.tie_out import Untied, disagreeing, open_places, untied

__all__ = ["Untied", "disagreeing", "open_places", "untied"]
