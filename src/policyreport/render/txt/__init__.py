"""Plain text of a document, for people who listen to it or set it larger themselves."""

from policyreport.render.txt.document import render

__all__ = ["render"]
