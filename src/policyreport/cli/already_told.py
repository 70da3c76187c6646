"""Errors of which the user has been told."""

from __future__ import annotations

from policyreport.errors import PolicyReportError


class AlreadyToldError(PolicyReportError):
    """Errors that were said already; only their exit code is still to be given."""
