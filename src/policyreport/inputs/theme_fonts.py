"""The fonts of ``templates/house/fonts``: read, and compared with what ``theme.yaml`` asks for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from policyreport.diagnostics import ErrorKind, Message, PolicyReportError, Problem, SourceLocation, raise_any
from policyreport.document.theme import FontFile, OfficeFonts, Theme, family_key, files_of
from policyreport.fonts.font_file import SHIPPED, FontError, characters_of, read_fonts
from policyreport.inputs.files import MOST_BYTES, is_hidden, read_bytes
from policyreport.model import Places
from policyreport.project import Project

_ENDINGS = frozenset((".ttf", ".otf", ".ttc", ".otc", ".woff", ".woff2"))
_MOST_FALLBACKS = 5
_ALWAYS_DRAWN = "".join(map(chr, range(0x20, 0x7F))) + "가나다라초안년월일분기·"
"""What no paper is without: figures, Latin letters, Hangul."""
_BOLD = 600


def font_files(project: Project) -> tuple[FontFile, ...]:
    """Return the fonts that lie in ``templates/house/fonts``; raises ``PolicyReportError`` with all that is wrong."""
    fonts: list[FontFile] = []
    problems: list[Problem] = []
    for path in _paths(project):
        place = SourceLocation(project.relative(path))
        try:
            fonts += read_fonts(place.file, read_bytes(project, path))
        except FontError as fault:
            problems.append(Problem(ErrorKind.DATA, "theme.font", fault.what, place, hint=fault.hint))
        except PolicyReportError as error:
            problems += (replace(problem, hint=_smaller(problem) or problem.hint) for problem in error.problems)
    raise_any(problems)
    return tuple(fonts)


def _paths(project: Project) -> list[Path]:
    folder = project.templates / "house" / "fonts"
    if not folder.is_dir():
        return []
    return [
        path for path in sorted(folder.iterdir()) if path.suffix.lower() in _ENDINGS and not is_hidden(path, folder)
    ]


def _smaller(problem: Problem) -> Message | None:
    if problem.code != "file.too-large":
        return None
    megabytes = MOST_BYTES // 1024 // 1024
    return Message(
        f"lay the Korean edition of the font there, whose files are below {megabytes} MB",
        f"한국어판(KR)처럼 파일이 {megabytes} MB보다 작은 글꼴을 두십시오",
    )


def require_fonts(theme: Theme, places: Places, file: str) -> None:
    """Raise ``PolicyReportError`` for fonts that a theme names and that cannot be used, told at their places in it."""
    raise_any([*_unusable_fonts(theme, places, SourceLocation(file))])


def _unusable_fonts(theme: Theme, places: Places, whole: SourceLocation) -> Iterator[Problem]:
    fonts = theme.fonts
    chosen = files_of(fonts.korean, theme.font_files)
    drawn = [characters_of(one) for one in chosen]
    lacks = [character for character in _ALWAYS_DRAWN if not all(character in characters for characters in drawn)]
    if lacks:
        what = Message(
            f"the font '{fonts.korean}' lacks letters that every paper has: {''.join(lacks[:10])}",
            f"'{fonts.korean}' 글꼴에는 문서마다 있는 글자가 없습니다: {''.join(lacks[:10])}",
        )
        hint = Message(
            "choose a Korean font, and name this one under 'fonts › fallback'",
            "한글 글꼴을 고르고, 이 글꼴은 fonts › fallback에 적으십시오",
        )
        place = places.find(("fonts", "korean")) or whole
        yield Problem(ErrorKind.DATA, "theme.font", what, place, "fonts › korean", hint)
    for i, name in enumerate(fonts.fallback):
        place = places.find(("fonts", "fallback", i)) or whole
        if i == _MOST_FALLBACKS:
            what = Message(
                f"more than {_MOST_FALLBACKS} fallback fonts", f"대신할 글꼴은 {_MOST_FALLBACKS}개까지 적습니다"
            )
            hint = Message("leave some out", "몇 개를 빼십시오")
            yield Problem(ErrorKind.LIMIT, "theme.font", what, place, "fonts › fallback", hint)
        if not files_of(name, theme.font_files) and family_key(name) not in map(family_key, SHIPPED):
            yield _missing(name, theme, place)


def _missing(name: str, theme: Theme, place: SourceLocation) -> Problem:
    there = _names_there(theme)
    what = Message(
        f"no file in templates/house/fonts holds a font called '{name}'",
        f"templates/house/fonts에 '{name}'(이)라는 글꼴이 든 파일이 없습니다",
    )
    hint = Message(
        f"lay its .ttf or .otf file there, or write the name of one that is there ({there or 'none is'})",
        f"그 글꼴의 .ttf나 .otf 파일을 두거나, 거기 있는 글꼴의 이름을 적으십시오({there or '지금은 없음'})",
    )
    return Problem(ErrorKind.DATA, "theme.font", what, place, "fonts › fallback", hint)


def _names_there(theme: Theme) -> str:
    return ", ".join(dict.fromkeys(name for file in theme.font_files for name in file.families))


def font_warnings(theme: Theme, places: Places, file: str) -> Iterator[Problem]:
    """Yield a warning for each font file that no name asks for, and for a font without a bold weight."""
    fonts = theme.fonts
    yield from (_unused(one) for one in theme.font_files if not _is_named(one, fonts))
    chosen = files_of(fonts.korean, theme.font_files)
    if chosen and max(one.weights[1] for one in chosen) < _BOLD:
        what = Message(
            f"'{fonts.korean}' lies in templates/house/fonts in one weight: headings look like plain text",
            f"'{fonts.korean}' 글꼴의 굵은 파일이 없어 PDF의 제목과 굵은 글자가 보통 굵기로 나옵니다",
        )
        hint = Message(
            "lay the file of its bold weight beside it",
            "같은 글꼴의 굵은(Bold) 파일도 templates/house/fonts에 두십시오",
        )
        place = places.find(("fonts", "korean")) or SourceLocation(file)
        yield Problem(ErrorKind.TEMPLATE, "theme.font-no-bold", what, place, "fonts › korean", hint)


def _is_named(file: FontFile, fonts: OfficeFonts) -> bool:
    return any(files_of(name, (file,)) for name in (fonts.korean, *fonts.fallback))


def _unused(file: FontFile) -> Problem:
    names = " / ".join(file.families)
    what = Message(
        f"theme.yaml names no font of this file ({names}): PDFs do not hold it",
        f"theme.yaml에 이 파일의 글꼴({names}) 이름이 없어 PDF에 쓰지 않습니다",
    )
    hint = Message(
        f"write 'fonts: {{korean: {file.families[-1]}}}', or take the file away",
        f"theme.yaml에 fonts: {{korean: {file.families[-1]}}} 처럼 적거나, 파일을 빼십시오",
    )
    return Problem(ErrorKind.TEMPLATE, "theme.font-unused", what, SourceLocation(file.path), hint=hint)
