"""Places in files as numbers, where there are very many of them."""

from __future__ import annotations

from policyreport.diagnostics import SourceLocation

_LINE_BITS, _COLUMN_BITS, _FILE_BITS = 30, 16, 16
_IN_A_CELL = 1 << (_LINE_BITS + _COLUMN_BITS + _FILE_BITS)
"""Marks the number of a place that is kept as it is: one in a cell, or too far on to be packed."""
PACKED_BITS = _LINE_BITS + _COLUMN_BITS + _FILE_BITS + 1
"""How many bits the number of a place has at most."""


class PackedPlaces:
    """Turns places into numbers and back; it keeps what does not fit into the number."""

    def __init__(self) -> None:
        self._files: dict[str, int] = {}
        self._file_names: list[str] = []
        self._whole: list[SourceLocation] = []

    def packed(self, place: SourceLocation) -> int:
        """Return the number of a place."""
        file, line, column, cell, _ = place
        if cell or line >> _LINE_BITS or column >> _COLUMN_BITS or len(self._file_names) >> _FILE_BITS:
            self._whole.append(place)
            return _IN_A_CELL | (len(self._whole) - 1)
        number = self._files.get(file)
        if number is None:
            number = self._files[file] = len(self._file_names)
            self._file_names.append(file)
        return ((number << _LINE_BITS) | line) << _COLUMN_BITS | column

    def place(self, packed: int) -> SourceLocation:
        """Return the place that a number stands for."""
        if packed & _IN_A_CELL:
            return self._whole[packed ^ _IN_A_CELL]
        column, line = packed & ((1 << _COLUMN_BITS) - 1), (packed >> _COLUMN_BITS) & ((1 << _LINE_BITS) - 1)
        return SourceLocation(self._file_names[packed >> (_COLUMN_BITS + _LINE_BITS)], line, column)
