"""policyreport: from a policy office's data to the documents that it owes people."""

from policyreport.build import build
from policyreport.compose import compose
from policyreport.derive import derive
from policyreport.errors import PolicyReportError
from policyreport.load import load
from policyreport.project import open_project
from policyreport.render import FORMATS

__all__ = ["FORMATS", "PolicyReportError", "build", "compose", "derive", "load", "open_project"]
