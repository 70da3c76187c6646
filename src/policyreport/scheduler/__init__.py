"""Runs that nobody watches: what is due is built, tried again where that may help, and told."""

from policyreport.scheduler.environment import Environment, Issued, default_environment, notify_by_command
from policyreport.scheduler.status import STATUS, Notification, Outcome, Status, as_json, judge_status, read_status
from policyreport.scheduler.unattended import Ran, run

__all__ = [
    "STATUS",
    "Environment",
    "Issued",
    "Notification",
    "Outcome",
    "Ran",
    "Status",
    "as_json",
    "default_environment",
    "judge_status",
    "notify_by_command",
    "read_status",
    "run",
]
