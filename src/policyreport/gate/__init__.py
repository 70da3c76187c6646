"""Whether a finished file tells what its readers may not know, in whatever layer of it."""

from __future__ import annotations

from policyreport.gate.layer import Layer
from policyreport.gate.leaks import leaks
from policyreport.gate.reading import layers
from policyreport.gate.withheld import Anyway, Knowledge, Withheld, withheld

__all__ = ["Anyway", "Knowledge", "Layer", "Withheld", "layers", "leaks", "withheld"]
