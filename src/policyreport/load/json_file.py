"""JSON files as text with places: numbers stay as they are written."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from pathlib import Path as FilePath

from policyreport.errors import Place, Problem
from policyreport.load.clean_text import clean_text
from policyreport.load.files import read_text, refused_character, zero_width_removed
from policyreport.load.json_faults import NOT_A_NAME, NOT_AN_OBJECT, duplicate_key, refusal
from policyreport.load.json_syntax import Array, Node, Object, Scalar, scanned
from policyreport.load.reading import Reading, Value
from policyreport.model import Path
from policyreport.project import Project


def read_json(project: Project, path: FilePath) -> Reading:
    """Return what a JSON file says; ``PolicyReportError`` where it cannot be read as JSON at all.

    Every value is text, as in YAML: a number as it is written, ``true`` and ``false``; ``null`` is None.
    """
    return read_json_text(read_text(project, path), project.relative(path))


def read_json_text(text: str, file: str) -> Reading:
    """Return what the text of a JSON file says, as ``read_json`` does."""
    root = scanned(text, file)
    if not isinstance(root, Object):
        raise refusal(NOT_AN_OBJECT, text, root.index, file)
    builder = _Builder(Lines(text, file))
    content = builder.record(root, ())
    return Reading(content, builder.places, tuple(builder.problems), builder.warnings)


class Lines:
    """The lines of a text, by which many places in it are found fast."""

    def __init__(self, text: str, file: str) -> None:
        self._file = file
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def place(self, index: int) -> Place:
        """Return the place of the text's character, counted from 0."""
        line = bisect_right(self._starts, index)
        return Place(self._file, line, index - self._starts[line - 1] + 1)


class _Builder:
    """Turns nodes into values, and notes on the way where each stands and what is wrong with it."""

    def __init__(self, lines: Lines) -> None:
        self._lines = lines
        self._sound_keys: set[str] = set()
        self.places: dict[Path, Place] = {}
        self.problems: list[Problem] = []
        self.warnings: dict[Path, Problem] = {}

    def record(self, node: Object, path: Path) -> dict[str, Value]:
        """Return the record that an object is; of a name given twice the first value counts."""
        record: dict[str, Value] = {}
        lines: dict[str, int] = {}
        for name, value in node.members:
            place = self._lines.place(name.index)
            key = self._key(name, place)
            if key in record:
                self.problems.append(duplicate_key(key, lines[key], place))
            elif key:
                lines[key] = place.line
                record[key] = self._value(value, (*path, key))
        return record

    def _value(self, node: Node, path: Path) -> Value:
        self.places[path] = self._lines.place(node.index)
        if isinstance(node, Object):
            return self.record(node, path)
        if isinstance(node, Array):
            return [self._value(item, (*path, i)) for i, item in enumerate(node.items)]
        return self._text(node, path)

    def _text(self, node: Scalar, path: Path) -> str | None:
        if node.text is None:
            return None
        clean = clean_text(node.text)
        self.problems += [refused_character(c, self.places[path]) for c in clean.refused]
        if clean.zero_width:
            self.warnings[path] = zero_width_removed(clean.zero_width, self.places[path])
        return clean.text

    def _key(self, name: Scalar, place: Place) -> str:
        if name.text in self._sound_keys:
            return name.text
        clean = clean_text(name.text or "")
        strange = clean.refused + clean.zero_width
        self.problems += [refused_character(c, place) for c in strange]
        if not clean.text:
            self.problems.append(replace(NOT_A_NAME, where=place))
        elif clean.text == name.text:
            self._sound_keys.add(clean.text)
        return clean.text
