"""One report made by one program: ``python -m tests.bench.pages_child MAKER COUNT SOURCE TARGET``."""

# ruff: noqa: PLC0415 - each process imports only what it measures

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path


def _ours(count: int, _source: Path, target: Path) -> None:
    from tests.bench.pages import document

    from policyreport.document.theme import Theme
    from policyreport.renderers.pdf import render

    target.write_bytes(render(document(count), Theme()).content)


def _typst(_count: int, source: Path, target: Path) -> None:
    import typst

    fonts = Path(__file__).parents[2] / "src" / "policyreport" / "fonts"
    typst.compile(source, output=target, font_paths=[fonts], ignore_system_fonts=True)


def _weasyprint(_count: int, source: Path, target: Path) -> None:
    import weasyprint

    weasyprint.HTML(source).write_pdf(target, pdf_variant="pdf/ua-1")


MAKERS: Mapping[str, Callable[[int, Path, Path], None]] = {"ours": _ours, "typst": _typst, "weasyprint": _weasyprint}

if __name__ == "__main__":
    maker, number, *paths = sys.argv[1:]
    MAKERS[maker](int(number), *map(Path, paths))
