"""The document's last table as comma-separated values, for pivot tables and other programs."""

from policyreport.renderers.csv.document import render

__all__ = ["render"]
