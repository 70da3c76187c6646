# ruff: noqa: TC004 - what is imported for type checkers is what the names lead to
"""policyreport: from a policy office's data to the documents that it owes people.

What a program may import is in ``__all__``; it is looked up when it is first used, so that a part of the package can be
imported without the libraries of the others.
"""

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from policyreport.build import build
    from policyreport.compose import compose
    from policyreport.derive import derive
    from policyreport.errors import PolicyReportError
    from policyreport.load import load
    from policyreport.project import open_project
    from policyreport.render import FORMATS

__all__ = ["FORMATS", "PolicyReportError", "build", "compose", "derive", "load", "open_project"]

_HOMES = {
    "FORMATS": "render",
    "PolicyReportError": "errors",
    "build": "build",
    "compose": "compose",
    "derive": "derive",
    "load": "load",
    "open_project": "project",
}


class _Surface(ModuleType):
    """The package, in which a stage's function stays in view when the stage, of the same name, is imported."""

    def __getattr__(self, name: str) -> object:
        if name not in _HOMES:
            message = f"module {__name__!r} has no attribute {name!r}"
            raise AttributeError(message)
        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)

    def __setattr__(self, name: str, value: object) -> None:
        if not (name in _HOMES and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Surface
