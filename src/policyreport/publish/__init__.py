"""Publishing: a set of finished files goes into the output folder whole, or not at all."""

from policyreport.publish.publication import publish

__all__ = ["publish"]
