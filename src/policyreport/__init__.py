"""policyreport: from a policy office's data to the documents that it owes people.

``policyreport.api`` is what a program may import; its names can be had from here too. They are looked up when they are
first used, so that a command that has nothing to do imports nothing that makes documents.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from policyreport.api import FORMATS, PolicyReportError, build, compose, derive, load, open_project

__all__ = ["FORMATS", "PolicyReportError", "build", "compose", "derive", "load", "open_project"]


def __getattr__(name: str) -> object:
    if name not in __all__:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module("policyreport.api"), name)
