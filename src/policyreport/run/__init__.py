"""Runs that nobody watches: what is due is built, tried again where that may help, and told."""

from policyreport.run.means import Issued, Means, usual
from policyreport.run.status import STATUS, Outcome, Status, Told, as_json, read_status
from policyreport.run.telling import tell_by_command
from policyreport.run.unattended import Ran, run
from policyreport.run.verdict import judged

__all__ = [
    "STATUS",
    "Issued",
    "Means",
    "Outcome",
    "Ran",
    "Status",
    "Told",
    "as_json",
    "judged",
    "read_status",
    "run",
    "tell_by_command",
    "usual",
]
