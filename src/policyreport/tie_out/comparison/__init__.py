"""Comparing a copy of a file with the file as it was issued: which of its parts differ, and where."""

from policyreport.tie_out.comparison.compare_files import Comparison, compare_files, texts_of
from policyreport.tie_out.comparison.units import Change

__all__ = ["Change", "Comparison", "compare_files", "texts_of"]
