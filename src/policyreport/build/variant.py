"""The variants in which one report is made, a file each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from policyreport.render import FORMATS

_FOR_PRINT = frozenset({"pdf", "docx", "hwpx"})
"""Formats whose type is ours to set; people set the others larger themselves."""


@dataclass(frozen=True, slots=True)
class Variant:
    """A format, ordinary or in large print."""

    form: str
    large_print: bool = False

    def file_name(self, stem: str) -> str:
        """Return what its file is called: ``briefing.pdf``, ``briefing-large.pdf``."""
        return f"{stem}{'-large' if self.large_print else ''}.{self.form}"


def variants(forms: Iterable[str], *, large_print: bool) -> Iterator[Variant]:
    """Yield the ordinary variant of each format, and where asked for the one in large print, if it can have one."""
    for form in forms:
        yield Variant(form)
        if large_print and form in _FOR_PRINT:
            yield Variant(form, large_print=True)


def in_order(chosen: Iterable[Variant]) -> tuple[Variant, ...]:
    """Return variants, each once, in the order of the formats, so that it does not matter when one was asked for."""
    order = list(FORMATS)
    return tuple(sorted(set(chosen), key=lambda variant: (order.index(variant.form), variant.large_print)))
