"""Delivery: the documents of a published set go to those who are to have them, each once."""

from policyreport.deliver.notice import notice
from policyreport.deliver.overview import Overview, overview
from policyreport.deliver.sending import Outcome, resend, resume, send

__all__ = ["Outcome", "Overview", "notice", "overview", "resend", "resume", "send"]
