"""The whole path, from a project's files to its published documents.

What it offers is looked up when it is first used, so that a build with nothing to do imports nothing that makes
documents.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from policyreport.build.annotating import annotated
    from policyreport.build.asked import asked_quarter
    from policyreport.build.checking import check
    from policyreport.build.composing import Read
    from policyreport.build.manner import Manner, Progress, silent
    from policyreport.build.output import Output
    from policyreport.build.reading import read
    from policyreport.build.taking_up import build_unfinished
    from policyreport.build.variant import Variant
    from policyreport.build.whole_set import Built, build
    from policyreport.build.workshop import documents

__all__ = [
    "Built",
    "Manner",
    "Output",
    "Progress",
    "Read",
    "Variant",
    "annotated",
    "asked_quarter",
    "build",
    "build_unfinished",
    "check",
    "documents",
    "read",
    "silent",
]

_HOMES = {
    "annotated": "annotating",
    "asked_quarter": "asked",
    "check": "checking",
    "Manner": "manner",
    "Progress": "manner",
    "silent": "manner",
    "Output": "output",
    "Read": "composing",
    "documents": "workshop",
    "build_unfinished": "taking_up",
    "read": "reading",
    "Variant": "variant",
    "Built": "whole_set",
    "build": "whole_set",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
