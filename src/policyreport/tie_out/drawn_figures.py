"""The shapes that the figures of a PDF consist of, read from its page objects."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import pypdfium2

_raw = pypdfium2.raw
_SAME = 0.02
"""In points, how far apart what is drawn at one place may be: files tell places to a hundredth."""
_FIGURE = "Figure"
_CORNERS = 4


class Shape(NamedTuple):
    """A path on a page: its corners in points from the page's lower left, filled with a colour, or a stroke."""

    page: int
    points: tuple[tuple[float, float], ...]
    is_filled: bool
    is_dashed: bool
    colour: tuple[int, ...]

    @property
    def left(self) -> float:
        """Its left edge."""
        return min(x for x, _ in self.points)

    @property
    def right(self) -> float:
        """Its right edge."""
        return max(x for x, _ in self.points)

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return min(y for _, y in self.points)

    @property
    def top(self) -> float:
        """Its upper edge."""
        return max(y for _, y in self.points)

    @property
    def centre(self) -> tuple[float, float]:
        """The middle of its corners."""
        return sum(x for x, _ in self.points) / len(self.points), sum(y for _, y in self.points) / len(self.points)

    @property
    def is_rectangle(self) -> bool:
        """Whether it is filled and has four corners at the edges of its box."""
        if not self.is_filled or len(self.points) != _CORNERS:
            return False
        across, up = (self.left, self.right), (self.bottom, self.top)
        return all(
            min(abs(x - edge) for edge in across) < _SAME and min(abs(y - edge) for edge in up) < _SAME
            for x, y in self.points
        )

    @property
    def is_level(self) -> bool:
        """Whether it is a stroke from left to right at one height."""
        return not self.is_filled and len(self.points) == len("LR") and self.top - self.bottom < _SAME


class Figure(NamedTuple):
    """A figure, or the part of it that stands on a page, with the words that describe it; pages count from 1.

    ``box`` is where its element says that it stands, all parts of one figure the same.
    """

    page: int
    alt: str
    box: tuple[float, ...]
    shapes: tuple[Shape, ...]


def figures(count: int, page_of: Callable[[int], pypdfium2.PdfPage]) -> Iterator[Figure]:
    """Yield the figures of a file's ``count`` pages in the order in which they are drawn.

    ``page_of`` leads from a page's number, counted from 0, to the page. A figure without any path is none here.
    """
    for number in range(count):
        page = page_of(number)
        found: dict[int, list[Shape]] = {}
        for content, shape in _marked_shapes(page, number + 1):
            found.setdefault(content, []).append(shape)
        elements = _elements(page) if found else {}
        for content, shapes in found.items():
            if content in elements:
                yield Figure(number + 1, *elements[content], tuple(shapes))


def _marked_shapes(page: pypdfium2.PdfPage, number: int) -> Iterator[tuple[int, Shape]]:
    """Yield the paths that are no artifacts, each with the number of the marked content in which it stands."""
    for index in range(_raw.FPDFPage_CountObjects(page)):
        path = _raw.FPDFPage_GetObject(page, index)
        if _raw.FPDFPageObj_GetType(path) == _raw.FPDF_PAGEOBJ_PATH:
            content = _raw.FPDFPageObj_GetMarkedContentID(path)
            if content >= 0:
                yield content, _shape(path, number)


def _shape(path: Any, page: int) -> Shape:  # noqa: ANN401 - a handle of pdfium
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    _raw.FPDFPath_GetDrawMode(path, fill, stroke)
    matrix = _raw.FS_MATRIX()
    _raw.FPDFPageObj_GetMatrix(path, matrix)
    points: list[tuple[float, float]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(_raw.FPDFPath_CountSegments(path)):
        _raw.FPDFPathSegment_GetPoint(_raw.FPDFPath_GetPathSegment(path, index), x, y)
        across = matrix.a * x.value + matrix.c * y.value + matrix.e
        points.append((across, matrix.b * x.value + matrix.d * y.value + matrix.f))
    if len(points) > 1 and points[0] == points[-1] and fill.value:
        points.pop()  # a closed path ends where it begins
    parts = [ctypes.c_uint() for _ in "RGBA"]
    read_colour = _raw.FPDFPageObj_GetFillColor if fill.value else _raw.FPDFPageObj_GetStrokeColor
    read_colour(path, *parts)
    colour = tuple(part.value for part in parts)
    is_dashed = _raw.FPDFPageObj_GetDashCount(path) > 0
    return Shape(page, tuple(points), bool(fill.value), is_dashed, colour)


def _elements(page: pypdfium2.PdfPage) -> dict[int, tuple[str, tuple[float, ...]]]:
    """Return the description and the box of each figure on a page by the number of its marked content."""
    tree = _raw.FPDF_StructTree_GetForPage(page)
    if not tree:
        return {}
    found: dict[int, tuple[str, tuple[float, ...]]] = {}
    try:
        roots = range(_raw.FPDF_StructTree_CountChildren(tree))
        waiting = [_raw.FPDF_StructTree_GetChildAtIndex(tree, index) for index in roots]
        while waiting:
            element = waiting.pop()
            if not element:
                continue
            children = range(max(0, _raw.FPDF_StructElement_CountChildren(element)))
            if _text(_raw.FPDF_StructElement_GetType, element) == _FIGURE:
                told = _text(_raw.FPDF_StructElement_GetAltText, element), _box(element)
                # of children on other pages there is none: their numbers may be those of other content on this page
                contents = (_raw.FPDF_StructElement_GetChildMarkedContentID(element, index) for index in children)
                found |= dict.fromkeys((content for content in contents if content >= 0), told)
            else:
                waiting += [_raw.FPDF_StructElement_GetChildAtIndex(element, index) for index in children]
    finally:
        _raw.FPDF_StructTree_Close(tree)
    return found


def _text(read: Any, element: Any) -> str:  # noqa: ANN401 - a function and a handle of pdfium
    """Return a text of an element; pdfium tells its length in bytes, with the zero at its end, when given no room."""
    length = read(element, None, 0)
    room = ctypes.create_string_buffer(length)
    read(element, room, length)
    return room.raw.decode("utf-16-le").rstrip("\0")


def _box(element: Any) -> tuple[float, ...]:  # noqa: ANN401 - a handle of pdfium
    """Return the box that is an attribute of an element; nothing where it has none."""
    for index in range(max(0, _raw.FPDF_StructElement_GetAttributeCount(element))):
        attribute = _raw.FPDF_StructElement_GetAttributeAtIndex(element, index)
        box = _raw.FPDF_StructElement_Attr_GetValue(attribute, b"BBox") if attribute else None
        if box:
            edge, edges = ctypes.c_float(), list[float]()
            for number in range(max(0, _raw.FPDF_StructElement_Attr_CountChildren(box))):
                _raw.FPDF_StructElement_Attr_GetNumberValue(
                    _raw.FPDF_StructElement_Attr_GetChildAtIndex(box, number), edge
                )
                edges.append(edge.value)
            return tuple(edges)
    return ()
