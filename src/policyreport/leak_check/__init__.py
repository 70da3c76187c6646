"""Whether a finished file tells what its readers may not know, in whatever layer of it."""

from __future__ import annotations

from policyreport.leak_check.check import leaks
from policyreport.leak_check.layers import Layer, layers
from policyreport.leak_check.search import Search
from policyreport.leak_check.withheld import PublicText, Snapshot, withheld

__all__ = ["Layer", "PublicText", "Search", "Snapshot", "layers", "leaks", "withheld"]
