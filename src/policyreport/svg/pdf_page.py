"""A drawing as the one page of a small PDF (ISO 32000-1), to be made into points."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from policyreport.svg.drawing import Drawing, Gradient, Group, Shape
from policyreport.svg.outlines import Outline, Step
from policyreport.svg.values import Matrix

_CAPS: Mapping[str, int] = {"butt": 0, "round": 1, "square": 2}
_JOINS: Mapping[str, int] = {"miter": 0, "round": 1, "bevel": 2}
_RESOURCES = 4
"""The number of the object with all that pages and groups refer to by names."""


def drawing_pdf(drawing: Drawing) -> bytes:
    """Return a PDF whose page has as many points as the picture pixels."""
    return _PdfWriter(drawing).written()


def _written(*values: float) -> str:
    """Return numbers as a PDF has them, which knows no powers of ten."""
    return " ".join(f"{value:.8f}".rstrip("0").rstrip(".") for value in values)


def _steps(outline: Outline) -> str:
    return " ".join(_step(step) for step in outline)


def _step(step: Step) -> str:
    return " ".join((*(_written(*point) for point in step.points), step.kind))


def _cm(matrix: Matrix) -> str:
    return f"{_written(*matrix)} cm"


@dataclass(slots=True)
class _PdfWriter:
    """Writes the objects of the file while it goes through the drawing."""

    drawing: Drawing
    objects: dict[int, bytes] = field(default_factory=dict[int, bytes])
    names: dict[str, list[str]] = field(default_factory=lambda: {"ExtGState": [], "Shading": [], "XObject": []})
    alphas: dict[tuple[float, float], str] = field(default_factory=dict[tuple[float, float], str])

    def written(self) -> bytes:
        """Return the file."""
        size = f"[0 0 {self.drawing.width} {self.drawing.height}]"
        content = "\n".join(self._items(self.drawing.items))
        # y runs downwards in SVG and upwards in PDF
        upright = _cm(Matrix(1, 0, 0, -1, 0, self.drawing.height))
        self.objects[1] = b"<< /Type /Catalog /Pages 2 0 R >>"
        self.objects[2] = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
        page = f"<< /Type /Page /Parent 2 0 R /MediaBox {size} /Resources {_RESOURCES} 0 R /Contents 5 0 R >>"
        self.objects[3] = page.encode()
        resources = " ".join(f"/{kind} << {' '.join(named)} >>" for kind, named in self.names.items())
        self.objects[_RESOURCES] = f"<< {resources} >>".encode()
        self.objects[5] = _stream("", f"{upright}\n{content}")
        return _file(self.objects)

    def _add(self, content: bytes) -> int:
        number = max(5, *self.objects, 5) + 1
        self.objects[number] = content
        return number

    def _name(self, kind: str, value: str) -> str:
        name = f"/{kind[0]}{len(self.names[kind])}"
        self.names[kind].append(f"{name} {value}")
        return name

    def _items(self, items: tuple[Shape | Group, ...]) -> Iterator[str]:
        for item in items:
            if isinstance(item, Group):
                yield self._group(item)
            else:
                yield from self._shape(item)

    def _group(self, group: Group) -> str:
        content = "\n".join(self._items(group.items))
        entries = (
            f"/Type /XObject /Subtype /Form /BBox [0 0 {self.drawing.width} {self.drawing.height}] "
            f"/Resources {_RESOURCES} 0 R /Group << /S /Transparency /CS /DeviceRGB >>"
        )
        name = self._name("XObject", f"{self._add(_stream(entries, content))} 0 R")
        return f"q {self._alpha(group.opacity, group.opacity)} {name} Do Q"

    def _alpha(self, fill: float, stroke: float) -> str:
        key = round(fill, 4), round(stroke, 4)
        if key not in self.alphas:
            self.alphas[key] = self._name("ExtGState", f"<< /ca {_written(key[0])} /CA {_written(key[1])} >>")
        return f"{self.alphas[key]} gs"

    def _shape(self, shape: Shape) -> Iterator[str]:
        style, fill, stroke = shape.style, shape.fill, shape.stroke
        clips = (f"{_steps(c.outline) or '0 0 m'} {'W*' if c.rule == 'evenodd' else 'W'} n" for c in shape.clips)
        start = ["q", *clips]
        steps, is_even_odd = _steps(shape.outline), style.fill_rule == "evenodd"
        place = _cm(shape.matrix)
        if isinstance(fill, Gradient):
            alpha = self._alpha(fill.stops[0][1].alpha * style.fill_opacity, 1)
            clip = "W*" if is_even_odd else "W"
            yield " ".join((*start, alpha, place, steps, clip, "n", _cm(fill.matrix), self._shading(fill), "sh Q"))
        elif fill is not None:
            alpha = self._alpha(fill.alpha * style.fill_opacity, 1)
            yield " ".join((*start, alpha, place, _written(*fill[:3]), "rg", steps, "f*" if is_even_odd else "f", "Q"))
        if stroke is not None:
            look = (
                f"{_written(*stroke[:3])} RG {_written(style.stroke_width)} w {_CAPS[style.stroke_linecap]} J "
                f"{_JOINS[style.stroke_linejoin]} j {_written(style.stroke_miterlimit)} M "
                f"[{_written(*style.stroke_dasharray)}] {_written(style.stroke_dashoffset)} d"
            )
            alpha = self._alpha(1, stroke.alpha * style.stroke_opacity)
            yield " ".join((*start, alpha, place, look, steps, "S Q"))

    def _shading(self, gradient: Gradient) -> str:
        kind = 2 if len(gradient.coordinates) == 4 else 3  # noqa: PLR2004 - two points, else two circles
        number = self._add(
            f"<< /ShadingType {kind} /ColorSpace /DeviceRGB /Coords [{_written(*gradient.coordinates)}] "
            f"/Extend [true true] /Function {_function(gradient)} >>".encode()
        )
        return self._name("Shading", f"{number} 0 R")


def _function(gradient: Gradient) -> str:
    """Return the function from the share of the way to the colour: one of each two stops, stitched together."""
    (first, colour), *rest = gradient.stops
    stops = [(0.0, colour), (first, colour), *rest, (1.0, gradient.stops[-1][1])]
    parts = [(a, b) for a, b in pairwise(stops) if b[0] > a[0]]
    functions = " ".join(
        f"<< /FunctionType 2 /Domain [0 1] /N 1 /C0 [{_written(*a[1][:3])}] /C1 [{_written(*b[1][:3])}] >>"
        for a, b in parts
    )
    between = _written(*(b[0] for _, b in parts[:-1]))
    return (
        f"<< /FunctionType 3 /Domain [0 1] /Functions [{functions}] /Bounds [{between}] "
        f"/Encode [{_written(*(0, 1) * len(parts))}] >>"
    )


def _stream(entries: str, content: str) -> bytes:
    return f"<< {entries} /Length {len(content)} >>\nstream\n{content}\nendstream".encode()


def _file(objects: Mapping[int, bytes]) -> bytes:
    pieces, offsets, at = [b"%PDF-1.7\n"], dict[int, int](), 9
    for number, content in sorted(objects.items()):
        piece = b"%d 0 obj\n%b\nendobj\n" % (number, content)
        offsets[number], at = at, at + len(piece)
        pieces.append(piece)
    lines = [f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n"]
    lines += [f"{offsets[number]:010} 00000 n \n" for number in sorted(objects)]
    lines.append(f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{at}\n%%EOF\n")
    return b"".join((*pieces, "".join(lines).encode()))
