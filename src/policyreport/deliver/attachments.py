"""Files as a message carries them: each on its own, or all of them packed as one."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

from policyreport.deliver.published_set import PublishedFile, PublishedSet
from policyreport.render.package import zipped

_MEDIA_TYPES = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".hwpx": "application/hwp+zip",
    ".zip": "application/zip",
}
"""By the files' endings; 한글 names its own. Text goes as bytes too, so that no program on the way changes it."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file with its name in NFC, and the name in ASCII that programs show that read no other."""

    name: str
    plain_name: str
    content: bytes = field(repr=False)

    @property
    def media_type(self) -> str:
        """What the file is, by its ending."""
        return _MEDIA_TYPES.get(PurePath(self.name).suffix.lower(), "application/octet-stream")


def attachments(published: PublishedSet, files: Sequence[PublishedFile], *, packed: bool) -> tuple[Attachment, ...]:
    """Return the files as attachments, or ``packed`` in one zip file that bears the set's title and quarter."""
    if not packed:
        return tuple(
            _attachment(name, f"{file.report}-{published.name}", file.content())
            for name, file in zip(file_names(files), files, strict=True)
        )
    package = zipped({unicodedata.normalize("NFC", file.name): file.content() for file in files})
    return (_attachment(package_name(published), published.name, package),)


def package_name(published: PublishedSet) -> str:
    """Return the name of the zip file that holds the files, in NFC."""
    return unicodedata.normalize("NFC", f"{_as_file_name(published.title)} {published.name}.zip")


def file_names(files: Sequence[PublishedFile]) -> list[str]:
    """Return the files' names without their folders; with them, joined by a hyphen, where two would be the same."""
    bare = [unicodedata.normalize("NFC", PurePath(file.name).name) for file in files]
    return [
        name if bare.count(name) == 1 else "-".join(PurePath(f.name).parts) for name, f in zip(bare, files, strict=True)
    ]


def _attachment(name: str, plain_stem: str, content: bytes) -> Attachment:
    composed = unicodedata.normalize("NFC", name)
    if composed.isascii():
        return Attachment(composed, composed, content)
    stem = plain_stem if plain_stem.isascii() else "document"
    return Attachment(composed, f"{stem}{PurePath(composed).suffix}", content)


def _as_file_name(title: str) -> str:
    """Return a title with hyphens for what no file name may hold."""
    kept = "".join("-" if char in '<>:"/\\|?*' or not char.isprintable() else char for char in title)
    return kept.strip(" .")
