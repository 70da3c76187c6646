"""The kinds of report that a project keeps in its templates folder."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path as FilePath
from typing import Annotated, Any, NamedTuple, cast

from pydantic import AfterValidator, Field, WithJsonSchema, create_model, model_validator
from pydantic_core import PydanticCustomError

from policyreport.diagnostics import ErrorKind, Message, PolicyReportError, Problem, SourceLocation, raise_any
from policyreport.document.nodes import Front
from policyreport.document.report_type import DrawnTemplate, PerRecord, ReportKind, Wording
from policyreport.inputs.dimensions import declared_dimensions
from policyreport.inputs.files import (
    ZERO_WIDTH,
    is_hidden,
    linked_folders,
    place_at,
    read_bytes,
    read_text,
    refused_character,
)
from policyreport.inputs.messages import BY_TYPE
from policyreport.inputs.office_template_scan import office_template
from policyreport.inputs.settings import record_of
from policyreport.inputs.theme import ThemeFile, theme_change
from policyreport.inputs.yaml_file import read_yaml
from policyreport.model import Places, Record
from policyreport.model.base import AudienceCode, Flag, Text, text_schema
from policyreport.model.dataset import COLLECTIONS
from policyreport.model.dimension import Dimensions
from policyreport.ooxml.printable_pictures import PICTURE_ENDINGS
from policyreport.ooxml.xml_text import REFUSED
from policyreport.project import Project

_SAFE_NAME = re.compile(r"[^\W_][\w-]{0,59}")
_BODY = "body.md.j2"
_DRAWN_FORMS = ("docx", "hwpx", "xlsx")
_LOCK = "~$"
"""How the names of the files begin that Office keeps while a document is open."""
_WINDOWS_DEVICE = re.compile(r"CON|PRN|AUX|NUL|(?:COM|LPT)[0-9]", re.IGNORECASE)


def is_file_name(text: str) -> bool:
    """Tell whether every system takes a text as the name of a file or folder."""
    return _SAFE_NAME.fullmatch(text) is not None and _WINDOWS_DEVICE.fullmatch(text) is None


def _check_file_name(text: str) -> str:
    if not is_file_name(text):
        raise PydanticCustomError("file_name", "not a safe file name")
    return text


FileStem = Annotated[
    str, AfterValidator(_check_file_name), text_schema(r"[^\s!-/:-@\[-`{-~][^\s!-,./:-@\[-^`{-~]{0,59}")
]
"""A file's name without its ending that every system takes: letters, digits, hyphens and underscores, at most 60."""


class FrontItem(Record):
    """A label and its content, both templates, shown under a document's title."""

    label: Text
    content: Text


_EDITIONS = {name: collection.singular for name, collection in COLLECTIONS.items() if collection.singular} | {
    "recipients": "recipient"
}
"""What a kind of report can make an edition for, with what templates call one of it."""

_EDITION = Annotated[
    str,
    WithJsonSchema({"anyOf": [{"enum": [*_EDITIONS]}, {"type": "string", "pattern": "^[a-z][a-z0-9_]*$"}]}),
]
"""A collection, or a dimension that the project declares, which is looked at where those are known."""

_FOR: dict[str, Any] = {"for": (cast("Any", _EDITION) | None, None)}
_PerRecord = create_model("_PerRecord", __base__=Record, **_FOR)
"""A file that may say ``for``, which Python takes for a word of its own in a class."""


class ReportFile(_PerRecord):
    """The texts of a report kind, most of them templates, the formats of its files, and their name.

    Of a kind that was only drawn, in Word, 한글 or Excel, the title is enough: its formats are those of the files that
    lie there.

    ``audience`` is for whom the report is. One that does not say so is for the public: it tells only what is public, so
    that nothing is handed out because a line was forgotten.

    ``for`` names a collection or a dimension: the kind makes an edition for each of its records or members, whose files
    have the name that the template ``name`` says. The files of a kind of one document have the name that the template
    ``file_name`` says, where there is one, and ``stem`` otherwise.

    ``tighten`` are themes of which only what is written counts, laid over the house style one after another until the
    report has no more than ``max_pages``. ``leave_out`` are headings and captions, as printed, which are left out one
    after another where that is not enough; a ``*`` at the end of one stands for the rest of it. Then
    rows of tables and whole chapters go, from the end, but nothing that ``keep`` names in the same way. With
    ``strict_pages`` that is an error instead. ``figure_tables`` has its PDF end with the tables of its
    figures.

    ``keep_fields`` are fields to be clicked on (누름틀) and cells of ``body.hwpx`` that are left as they are drawn.
    """

    title: Text
    subtitle: Text
    running_title: Text
    summary: Text
    keywords: tuple[Text, ...] = ()
    formats: Annotated[tuple[Text, ...], Field(min_length=1)]
    particulars: tuple[FrontItem, ...] = ()
    audience: AudienceCode = "public"
    front: Front = "head"
    banner: Text | None = None
    max_pages: Annotated[int | None, Field(ge=1)] = None
    tighten: tuple[ThemeFile, ...] = ()
    leave_out: tuple[Text, ...] = ()
    keep: tuple[Text, ...] = ()
    strict_pages: Flag = False
    figure_tables: Flag = False
    keep_fields: tuple[Text, ...] = ()
    stem: FileStem
    file_name: Text | None = None
    name: Text | None = None

    @property
    def each(self) -> str | None:
        """The collection or dimension of which each record or member has an edition."""
        return getattr(self, "for")

    @model_validator(mode="after")
    def _named(self) -> ReportFile:
        if (self.each is None) != (self.name is None):
            raise PydanticCustomError("editions", "for and name go together")
        if self.each is not None and self.file_name is not None:
            raise PydanticCustomError("editions_file_name", "an edition has a name")
        return self


_NAMES_PICTURES = re.compile("!(?!=)|photo")
"""What stands in each template that can name a picture, ``![…](…)``, in whatever pieces it is written."""


class _Known(NamedTuple):
    """What all kinds of report share: templates and pictures by their paths, and the dimensions that are declared."""

    templates: Mapping[str, str]
    dimensions: Dimensions | None
    pictures: Mapping[str, bytes]


def report_kinds(project: Project) -> Mapping[str, ReportKind]:
    """Return every kind of report by its name; ``PolicyReportError`` with all that is wrong with any of them."""
    kinds, problems = sound_report_kinds(project)
    raise_any([problem for of in problems.values() for problem in of])
    return kinds


def sound_report_kinds(project: Project) -> tuple[Mapping[str, ReportKind], Mapping[str, Sequence[Problem]]]:
    """Return every kind of report with whose files nothing is wrong, and by their names what is with the others.

    What is wrong with files that all kinds share stands under the empty name.

    A folder under ``templates/`` that holds a ``report.yaml`` is a kind of report; its ``body.md.j2`` is its body. A
    ``body.docx``, ``body.hwpx`` or ``body.xlsx`` was drawn for the format of its name, and stands in the body's place
    there.
    """
    templates, problems = _templates(project)
    problems += linked_folders(project, project.templates)
    pictures = picture_files(project) if _may_name_pictures(project, templates.values()) else dict[str, bytes]()
    known = _Known(templates, declared_dimensions(project), pictures)
    kinds: dict[str, ReportKind] = {}
    for path in _shown(project, "*/report.yaml"):
        written = path.with_name(_BODY)
        drawn, refused = _drawn(project, path.parent)
        drawn = tuple(replace(one, pictures=known.pictures) for one in drawn)
        problems += refused
        body = project.relative(written) if written.exists() or not (drawn or refused) else ""
        problems += [_no_body(body)] if body and not written.exists() else []
        try:
            kind = _report_kind(project, path, body, drawn, known)
        except PolicyReportError as error:
            problems += error.problems
        else:
            forms = [template.form for template in drawn]
            problems += [_no_template(f, forms) for f in kind.formats if not (refused or kind.can_be(f.text))]
            kinds[kind.kind] = kind
    faults: dict[str, list[Problem]] = {}
    folders = {path.parent.name for path in _shown(project, "*/report.yaml")}
    for problem in problems:
        _, _, below = (problem.where.file if problem.where else "").partition(f"{project.templates.name}/")
        folder = below.partition("/")[0]
        faults.setdefault(folder if folder in folders else "", []).append(problem)
    return {name: kind for name, kind in kinds.items() if name not in faults}, faults


def folders_without_report(project: Project) -> list[Problem]:
    """Return a problem for each folder under ``templates/`` that holds a template and no ``report.yaml``."""
    folders = {
        path.parent
        for pattern in ("*/*.docx", "*/*.hwpx", "*/*.xlsx", f"*/{_BODY}")
        for path in _shown(project, pattern)
        if path != project.reference and not path.name.startswith(_LOCK)
    }
    return [_no_report(project, folder) for folder in sorted(folders) if not (folder / "report.yaml").exists()]


def _shown(project: Project, pattern: str) -> list[FilePath]:
    """Return the files of the templates folder that match, without those that are hidden."""
    return sorted(path for path in project.templates.glob(pattern) if not is_hidden(path, project.templates))


def _templates(project: Project) -> tuple[Mapping[str, str], list[Problem]]:
    """Return the text of every template by its path, and what is wrong with those that cannot be read."""
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    for path in _shown(project, "**/*.j2"):
        file = project.relative(path)
        text = ""
        try:
            text = unicodedata.normalize("NFC", ZERO_WIDTH.sub("", read_text(project, path)))
        except PolicyReportError as error:
            problems += error.problems
        texts[file] = text
        refused = (match for match in REFUSED.finditer(text) if match[0] != "\t")
        problems += [refused_character(match[0], place_at(text, match.start(), file)) for match in refused]
    return texts, problems


def _may_name_pictures(project: Project, templates: Iterable[str]) -> bool:
    """Return whether a template can name a picture; pictures take much memory, and are read only then."""
    drawn = (path for pattern in ("*/*.docx", "*/*.hwpx", "*/*.xlsx") for path in _shown(project, pattern))
    return any(map(_NAMES_PICTURES.search, templates)) or any(True for _ in drawn)


def picture_files(project: Project) -> Mapping[str, bytes]:
    """Return the files of pictures in the data and the templates by their paths.

    One that cannot be read is empty, which is told where it is used.
    """
    pictures: dict[str, bytes] = {}
    for folder in (project.data, project.templates):
        for path in sorted(folder.rglob("*.*")):
            if path.suffix.lower() in PICTURE_ENDINGS and not is_hidden(path, folder) and path.is_file():
                try:
                    content = read_bytes(project, path)
                except PolicyReportError:
                    content = b""
                pictures[unicodedata.normalize("NFC", project.relative(path))] = content
    return pictures


def _drawn(project: Project, folder: FilePath) -> tuple[tuple[DrawnTemplate, ...], list[Problem]]:
    """Return the templates that were drawn for a kind of report, and what is wrong with those that are refused."""
    drawn: list[DrawnTemplate] = []
    problems: list[Problem] = []
    for form in _drawn_forms(folder):
        try:
            drawn.append(office_template(project, folder / f"body.{form}"))
        except PolicyReportError as error:
            problems += error.problems
    return tuple(drawn), problems


def _drawn_forms(folder: FilePath) -> list[str]:
    """Return the formats for which a kind of report has a drawn template."""
    paths = {form: folder / f"body.{form}" for form in _DRAWN_FORMS}
    return [form for form, path in paths.items() if path.exists() or path.is_symlink()]


def _implied(title: object, forms: Sequence[str]) -> Mapping[str, object]:
    """Return what a kind of report says that was only drawn, where its ``report.yaml`` leaves it out.

    Its looks are those of the drawing, so that of its texts only the title must be told.
    """
    return {"subtitle": "{{ quarter.label }}", "running_title": title, "summary": title, "formats": forms}


def _report_kind(
    project: Project,
    path: FilePath,
    body: str,
    drawn: Iterable[DrawnTemplate],
    known: _Known,
) -> ReportKind:
    name = unicodedata.normalize("NFC", path.parent.name)
    file = project.relative(path)
    reading = read_yaml(project, path)
    implied: Mapping[str, object] = {}
    if not body:
        implied = _implied(reading.content.get("title", "-"), _drawn_forms(path.parent))
    content = record_of(replace(reading, content={"stem": name, **implied, **reading.content}), ReportFile, file)
    places = Places(reading.places)
    editions = {**_EDITIONS, **{name: name for name in known.dimensions or {}}}
    if content.each is not None and content.each not in editions:
        raise PolicyReportError([_no_editions(content.each, editions, places.find(("for",)))])
    tighten = tuple(map(theme_change, content.tighten))
    raise_any(
        [
            _fallback_in_step(i, places.find(("tighten", i, "fonts", "fallback")) or SourceLocation(file))
            for i, step in enumerate(content.tighten)
            if step.model_dump(exclude_unset=True).get("fonts", {}).get("fallback")
        ]
    )

    def wording(text: str, *at: str | int) -> Wording:
        return Wording(text, places.find(at) or SourceLocation(file))

    def pair(number: int, label: str, content: str) -> tuple[Wording, Wording]:
        at = ("particulars", number)
        return wording(label, *at, "label"), wording(content, *at, "content")

    return ReportKind(
        kind=name,
        title=wording(content.title, "title"),
        subtitle=wording(content.subtitle, "subtitle"),
        running_title=wording(content.running_title, "running_title"),
        summary=wording(content.summary, "summary"),
        keywords=tuple(wording(text, "keywords", i) for i, text in enumerate(content.keywords)),
        formats=tuple(wording(text, "formats", i) for i, text in enumerate(content.formats)),
        particulars=tuple(pair(i, each.label, each.content) for i, each in enumerate(content.particulars)),
        audience=content.audience,
        front=content.front,
        banner=None if content.banner is None else wording(content.banner, "banner"),
        max_pages=content.max_pages,
        tighten=tighten,
        leave_out=content.leave_out,
        keep=content.keep,
        strict_pages=content.strict_pages,
        figure_tables=content.figure_tables,
        stem=content.stem,
        body=body,
        templates=known.templates,
        pictures=known.pictures,
        drawn=tuple(replace(template, keep_fields=content.keep_fields) for template in drawn),
        editions=PerRecord(content.each, editions[content.each], wording(content.name, "name"))
        if content.each and content.name
        else None,
        file_name=None if content.file_name is None else wording(content.file_name, "file_name"),
    )


def _no_editions(written: str, editions: Iterable[str], place: SourceLocation | None) -> Problem:
    shown = Message(f"'{written}'", f"'{written}'")
    return BY_TYPE["literal_error"].problem(place, "for", field="for", value=shown, allowed=", ".join(editions))


def _fallback_in_step(number: int, place: SourceLocation) -> Problem:
    what = Message(
        "fallback fonts are read in theme.yaml alone, not in steps", "대신할 글꼴은 단계별 모양에서는 쓰지 않습니다"
    )
    hint = Message(
        "write them under 'fonts › fallback' in templates/house/theme.yaml, and take them out here",
        "templates/house/theme.yaml의 fonts › fallback에 적고 여기서는 빼십시오",
    )
    return Problem(ErrorKind.DATA, "theme.font", what, place, f"tighten[{number + 1}] › fonts › fallback", hint)


def _no_body(body: str) -> Problem:
    what = Message("this kind of report has no body", "이 보고서 종류에는 본문 템플릿이 없습니다")
    hint = Message(
        "write it, or save what you drew in Word, Excel or 한글 beside it as body.docx, body.xlsx or body.hwpx",
        "이 파일을 만들거나, Word·Excel·한글로 그린 것을 같은 폴더에 body.docx, body.xlsx, body.hwpx로 저장하십시오",
    )
    return Problem(ErrorKind.DATA, "file.missing", what, SourceLocation(body), hint=hint)


def _no_report(project: Project, folder: FilePath) -> Problem:
    name = project.relative(folder)
    what = Message(
        "no document is made of this folder: it has no report.yaml",
        "report.yaml이 없어 이 폴더로는 문서를 만들지 않습니다",
    )
    hint = Message(
        f"write {name}/report.yaml with the line: title: {folder.name}; what you drew is called body.docx, body.xlsx "
        "or body.hwpx",
        f"{name}/report.yaml에 한 줄, title: {folder.name} 이라고 쓰십시오. 그린 파일의 이름은 body.docx, body.xlsx, "
        "body.hwpx입니다",
    )
    return Problem(ErrorKind.DATA, "report.no-file", what, SourceLocation(name), hint=hint)


def _no_template(form: Wording, drawn: Sequence[str]) -> Problem:
    formats = ", ".join(drawn)
    what = Message(
        f"'{form.text}' cannot be made of a template drawn for {formats}",
        f"{formats}(으)로 그린 템플릿으로는 '{form.text}'을(를) 만들 수 없습니다",
    )
    hint = Message("leave it out, or write body.md.j2 too", "빼거나 body.md.j2도 쓰십시오")
    return Problem(ErrorKind.DATA, "report.no-template", what, form.place, "formats", hint)
