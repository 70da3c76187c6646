"""How a workbook's cells, headers and footers, and its text boxes write text and links."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lxml import etree

from policyreport.office_templates.excel.package import CELLS, SHAPES, name, x
from policyreport.office_templates.excel.styles import Styles
from policyreport.office_templates.runs import CellFormat, run_like, text_element
from policyreport.office_templates.xml import Element, drop_all


class CellWriter:
    """Writes in the cells of one sheet, and in its headers and footers; ``links`` are the addresses of its cells."""

    def __init__(self, styles: Styles) -> None:
        self.links: dict[Element, str] = {}
        self._styles = styles

    def run(self, text: str, like: Element, style: CellFormat) -> Element:
        """Return a run that prints the text exactly, and looks like another but for ``style``."""
        cell = _cell_of(like)
        result = run_like(like, CELLS)
        if cell is None:
            result.append(text_element(text.replace("&", "&&"), CELLS))
            return result
        if style != CellFormat():
            self._dress(result, cell, style)
        result.append(text_element(text, CELLS))
        return result

    def linked(self, address: str, runs: list[Element], like: Element) -> Iterator[Element]:
        """Yield the runs of a link; a cell leads to one address, the first of those in it."""
        cell = _cell_of(like)
        if cell is not None:
            self.links.setdefault(cell, address)
        yield from runs

    def _dress(self, run: Element, cell: Element, style: CellFormat) -> None:
        properties = run.find(x("rPr"))
        if properties is None:
            properties = self._styles.letters(int(cell.get("s") or 0))
            run.insert(0, properties)
        if style.bold:
            _put(properties, "b", {})
        if style.colour:
            _put(properties, "color", {"rgb": f"FF{style.colour.removeprefix('#').upper()}"})
        if style.underlined:
            _put(properties, "u", {})


class ShapeWriter:
    """Writes in the text boxes of a drawing, and in the titles of a chart; ``link`` gives the id of an address."""

    def __init__(self, link: Callable[[str], str]) -> None:
        self._link = link

    def run(self, text: str, like: Element, style: CellFormat) -> Element:
        """Return a run that prints the text, and looks like another but for ``style``."""
        result = run_like(like, SHAPES)
        if style != CellFormat():
            properties = result.find(name("a", "rPr"))
            if properties is None:
                properties = etree.Element(name("a", "rPr"))
                result.insert(0, properties)
            if style.bold:
                properties.set("b", "1")
            if style.underlined:
                properties.set("u", "sng")
        result.append(text_element(text, SHAPES))
        return result

    def linked(self, address: str, runs: list[Element], like: Element) -> Iterator[Element]:  # noqa: ARG002
        """Yield runs that lead to a web address."""
        for run in runs:
            properties = run.find(name("a", "rPr"))
            if properties is not None:
                etree.SubElement(properties, name("a", "hlinkClick"), {name("r", "id"): self._link(address)})
            yield run


def _cell_of(run: Element) -> Element | None:
    return next(run.iterancestors(x("c")), None)


def _put(properties: Element, local: str, attributes: dict[str, str]) -> None:
    drop_all(properties.findall(x(local)))
    etree.SubElement(properties, x(local), attributes)
