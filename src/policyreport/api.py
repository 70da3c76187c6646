"""What a program may import: the functions of each stage, and every type that they take or return."""

from __future__ import annotations

from policyreport.diagnostics import ErrorKind, Message, PolicyReportError, Problem, SourceLocation
from policyreport.document.nodes import Document
from policyreport.document.output import Placement, Rendered
from policyreport.document.report_type import ReportKind
from policyreport.document.theme import Theme
from policyreport.facts import derive
from policyreport.inputs import Loaded, load, report_kinds, settings, theme
from policyreport.model import Dataset, Fact, Facts, Quarter
from policyreport.pipeline.build import Built, build
from policyreport.pipeline.check import check
from policyreport.pipeline.options import BuildOptions, Progress
from policyreport.project import Project, open_project
from policyreport.project.settings import Settings
from policyreport.renderers import FORMATS
from policyreport.rules import RatedFinding
from policyreport.templating import compose

__all__ = [
    "FORMATS",
    "BuildOptions",
    "Built",
    "Dataset",
    "Document",
    "ErrorKind",
    "Fact",
    "Facts",
    "Loaded",
    "Message",
    "Placement",
    "PolicyReportError",
    "Problem",
    "Progress",
    "Project",
    "Quarter",
    "RatedFinding",
    "Rendered",
    "ReportKind",
    "Settings",
    "SourceLocation",
    "Theme",
    "build",
    "check",
    "compose",
    "derive",
    "load",
    "open_project",
    "report_kinds",
    "settings",
    "theme",
]
