"""From facts to a document: a report kind's templates choose what is printed, and in what order."""

from policyreport.templating.renderer import compose, plain_line

__all__ = ["compose", "plain_line"]
