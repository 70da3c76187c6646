"""Whether a finished file tells what its readers may not know, in whatever layer of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePath

from policyreport.diagnostics import ErrorKind, Message, Problem, SourceLocation
from policyreport.leak_check.layers import Layer, Unreadable, layers, plain
from policyreport.leak_check.search import Search, WithheldValue
from policyreport.leak_check.withheld import PublicText, Snapshot, withheld

__all__ = ["Layer", "PublicText", "Search", "Snapshot", "layers", "leaks", "leaks_in_texts", "withheld"]

_NAME_OF_FILE = "name"


def leaks(name: str, content: bytes, search: Search) -> list[Problem]:
    """Return a problem for each withheld value in each layer of a file, and for each part that cannot be checked.

    All are of ``ErrorKind.SECURITY`` (exit code 7) and name the place in the file and the value, never what it says,
    so that a log of them discloses nothing. There are none where nothing is withheld, whatever the file.
    """
    return list(_problems(name, content, search)) if search.terms else []


def leaks_in_texts(name: str, texts: Mapping[str, str], search: Search) -> list[Problem]:
    """Return such a problem for each withheld value in texts that are no file, such as a message's subject.

    ``name`` is what they are of, and each stands under what it is called there.
    """
    found = (
        (plain(where, text), value) for where, text in texts.items() for value in search.values(plain(where, text))
    )
    return [_leak(name, layer, value) for layer, value in found]


def _problems(name: str, content: bytes, search: Search) -> Iterator[Problem]:
    reported: set[tuple[str, str]] = set()
    for layer in (plain(_NAME_OF_FILE, PurePath(name).name), *layers(name, content)):
        if isinstance(layer, Unreadable):
            yield _sealed(name, layer)
            continue
        for value in search.values(layer):
            if (layer.where, value.field) not in reported:
                reported.add((layer.where, value.field))
                yield _leak(name, layer, value)


def _leak(name: str, layer: Layer, value: WithheldValue) -> Problem:
    what = Message(
        "a value stands here that the readers of this file may not know",
        "이 파일의 공개 범위에서 볼 수 없는 값이 들어 있습니다",
    )
    place = f" ({value.place})" if value.place else ""
    hint = Message(
        f"take it out of the template or the file{place}, or narrow 'audience' in report.yaml",
        f"템플릿이나 파일에서 빼거나{place} report.yaml의 audience를 좁히십시오",
    )
    return Problem(ErrorKind.SECURITY, "gate.leak", what, SourceLocation(name, cell=layer.where), value.field, hint)


def _sealed(name: str, part: Unreadable) -> Problem:
    what = Message(
        f"it cannot be checked for what its readers may not know: {part.why.en}",
        f"공개할 수 없는 값이 있는지 확인할 수 없습니다: {part.why.ko}",
    )
    hint = Message(
        "leave it out, or write it in a form that can be checked", "빼거나 확인할 수 있는 형식으로 저장하십시오"
    )
    return Problem(ErrorKind.SECURITY, "gate.sealed", what, SourceLocation(name, cell=part.where), hint=hint)
