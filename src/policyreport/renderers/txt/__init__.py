"""Plain text of a document, for people who listen to it or set it larger themselves."""

from policyreport.renderers.txt.document import render

__all__ = ["render"]
