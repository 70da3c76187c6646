"""Pictures that templates and data name: where their files are looked for, and what is wrong with those that fail."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import cast
from unicodedata import normalize

from policyreport.diagnostics import ErrorKind, Message, Problem, SourceLocation, did_you_mean
from policyreport.document.nodes import Image, Picture
from policyreport.ooxml.pictures import PictureError
from policyreport.ooxml.printable_pictures import PICTURE_ENDINGS, path_below, printable_picture

_HOUSE, _DATA = "templates/house", "data"
_WRONG_PATH = Message(
    "write the name of a file in the folder of the template, in templates/house or in data, such as photo.jpg or "
    "pictures/photo.jpg",
    "템플릿 폴더, templates/house, data 폴더에 든 파일의 이름을 photo.jpg, pictures/photo.jpg 처럼 쓰십시오",
)
_SAVE_AGAIN = Message(
    "open it in a program for pictures and save it as PNG or JPEG (RGB)",
    "그림 프로그램에서 열어 PNG나 JPEG(RGB)로 다시 저장하십시오. 누운 사진은 돌려서 저장하십시오",
)


PICTURE = re.compile(
    r"!\[(?P<alt>[^\]]*)\]\((?P<path>(?:[^()\n]|\([^()\n]*\))+)\)\s*(?:\{(?P<more>[^{}]*)\}\s*)?", re.DOTALL
)
"""A picture that is all of a paragraph, with what is said of it in braces."""
_ATTRIBUTE = re.compile(r"""\s*([^\s="“”]+)\s*=\s*(?:"([^"]*)"|“([^”]*)”|([^\s"“”]+))(?=\s|$)\s*""")
_ATTRIBUTES = ("width", "caption", "source")
_PERCENT = re.compile(r"(\d{1,3})%")
_ALL = 100


@dataclass(frozen=True, slots=True)
class PictureFault:
    """What is wrong with a picture that a text names."""

    code: str
    what: Message
    hint: Message | None = None
    kind: ErrorKind = ErrorKind.TEMPLATE

    def problem(self, place: SourceLocation) -> Problem:
        """Return the problem that this is at a place of a template."""
        return Problem(self.kind, self.code, self.what, place, hint=self.hint)


@dataclass(frozen=True, slots=True)
class WrittenPicture:
    """A picture as Markdown names it; ``share`` is that of the column's width, 0 where it is not told."""

    alt: str
    path: str
    share: float = 0
    caption: str = ""
    source: str = ""


_ATTRIBUTES_HINT = Message(
    'write {width=60% caption="…" source="…"}, of which each may be left out',
    '{width=60% caption="…" source="…"} 처럼 쓰십시오. 필요 없는 것은 뺄 수 있습니다',
)
_WITHOUT_ALT = PictureFault(
    "picture.no-alt",
    Message("the picture has no words for those who do not see it", "그림에 대체 글이 없습니다"),
    Message(
        "say between the brackets what it shows, as in ![the opening of the centre](photo.jpg)",
        "그림을 보지 못하는 이를 위해 무엇이 보이는지 ![센터 개소식 모습](photo.jpg) 처럼 대괄호 안에 쓰십시오",
    ),
)


def without_alt(alt: str) -> PictureFault | None:
    """Return the fault of a picture whose alternative text says nothing."""
    return None if alt.strip() else _WITHOUT_ALT


def written_picture(source: str) -> WrittenPicture | PictureFault | None:
    """Return the picture of which a paragraph consists; None for any other paragraph."""
    found = PICTURE.fullmatch(source)
    if not found:
        return None
    said: dict[str, str] = {}
    more, at = found["more"] or "", 0
    while more[at:].strip():
        attribute = _ATTRIBUTE.match(more, at)
        if attribute is None or attribute[1] not in _ATTRIBUTES or attribute[1] in said:
            return _wrong_attribute(more[at:].strip())
        said[attribute[1]] = next(text for text in attribute.groups()[1:] if text is not None)
        at = attribute.end()
    percent = _PERCENT.fullmatch(said.get("width", f"{_ALL}%"))
    if percent is None or not 0 < int(percent[1]) <= _ALL:
        return _wrong_attribute(f"width={said['width']}")
    share = int(percent[1]) / _ALL if "width" in said else 0
    path = found["path"].strip().removeprefix("<").removesuffix(">")
    return WrittenPicture(found["alt"], path, share, said.get("caption", ""), said.get("source", ""))


def _wrong_attribute(written: str) -> PictureFault:
    what = Message(f"a picture does not take this: {{{written}}}", f"그림에 쓸 수 없는 것입니다: {{{written}}}")
    return PictureFault("picture.attribute", what, _ATTRIBUTES_HINT)


@dataclass(frozen=True, slots=True)
class DataPicture:
    """A picture that a record names: its path from the folder of data, and what it shows in words."""

    path: str
    alt: str


def data_picture(path: str | None, alt: str | None) -> DataPicture | None:
    """Return the picture of a record; None where it names none."""
    return DataPicture(path, alt or "") if path else None


@dataclass(frozen=True, slots=True)
class PictureFiles:
    """The files of a project's pictures by their paths; ``folder`` is that of the template which is filled."""

    files: Mapping[str, bytes] = field(default_factory=dict[str, bytes], repr=False)
    folder: str = ""

    def find(self, name: str) -> Image | PictureFault:
        """Return the picture of a name: of the template's folder, of ``templates/house``, of ``data`` or of the top."""
        name = normalize("NFC", name.strip())
        path = path_below(name)
        if path is None:
            what = Message(f"'{name}' is no path below the project", f"'{name}'은(는) 프로젝트 안의 경로가 아닙니다")
            return PictureFault("picture.outside", what, _WRONG_PATH, ErrorKind.SECURITY)
        for start in (self.folder, _HOUSE, _DATA, ""):
            content = self.files.get(str(PurePosixPath(start, path)))
            if content is not None:
                return _printable(name, content)
        return self._missing(name, path)

    def of_data(self, picture: DataPicture) -> Picture | PictureFault:
        """Return the picture that a record names, as it is printed."""
        path = PurePosixPath(normalize("NFC", picture.path))
        content = self.files.get(str(PurePosixPath(_DATA, path)))
        image = self._missing(picture.path, path) if content is None else _printable(picture.path, content)
        fault = image if isinstance(image, PictureFault) else without_alt(picture.alt)
        return fault or Picture(cast("Image", image), picture.alt)

    def _missing(self, name: str, path: PurePosixPath) -> PictureFault:
        what = Message(f"there is no picture '{name}'", f"그림 '{name}'이(가) 없습니다")
        if path.suffix.lower() not in PICTURE_ENDINGS:
            what = Message(
                f"'{name}' is no picture in PNG, JPEG or SVG", f"'{name}'은(는) PNG, JPEG, SVG 그림이 아닙니다"
            )
            return PictureFault("picture.unreadable", what, _SAVE_AGAIN)
        near = did_you_mean(path.name, {PurePosixPath(file).name for file in self.files})
        where = Message(f"{near.en} {_WRONG_PATH.en}".strip(), f"{near.ko} {_WRONG_PATH.ko}".strip())
        return PictureFault("picture.missing", what, where)


def _printable(name: str, content: bytes) -> Image | PictureFault:
    try:
        return printable_picture(content)
    except PictureError as fault:
        what = Message(f"the picture '{name}' cannot be used: {fault.what.en}", f"그림 '{name}': {fault.what.ko}")
        return PictureFault("picture.unreadable", what, fault.hint or _SAVE_AGAIN)
