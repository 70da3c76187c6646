"""The pictures of drawn templates: read before they are published, and told by where they are shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from policyreport.diagnostics import ErrorKind, Message, Problem, SourceLocation
from policyreport.office_templates.errors import location
from policyreport.ooxml.pictures import PictureError, read_picture

_HINT = Message(
    "take it out and insert it again from a PNG or JPEG file",
    "그림을 지우고 PNG나 JPEG 파일에서 다시 넣으십시오",
)


def bare_picture(content: bytes) -> bytes:
    """Return a picture without what programs write into it; it was read before."""
    return read_picture(content).content


def picture_faults(file: str, pictures: Mapping[str, bytes], places: Mapping[str, Message]) -> Iterator[Problem]:
    """Yield a problem for each picture, by the name of its part, that cannot be published; its place is the first."""
    for part, content in pictures.items():
        try:
            read_picture(content)
        except PictureError as fault:
            where = location(file, places[part]) if part in places else SourceLocation(file)
            kind = ErrorKind.DATA
            yield Problem(kind, "drawn.picture", fault.what, where, part.rpartition("/")[2], _HINT)
