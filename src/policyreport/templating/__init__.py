"""From facts to a document: a report kind's templates say what of them is told, and in what order."""

from policyreport.templating.renderer import compose, plain_line

__all__ = ["compose", "plain_line"]
