"""What a ``theme.yaml`` may say: any of the fields of the theme, each within what can be read and printed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast, get_args, get_origin, get_type_hints

from pydantic import BaseModel, ConfigDict, Field, create_model

from policyreport.diagnostics import ErrorKind, Message, PolicyReportError, Problem, SourceLocation
from policyreport.document.contrast import LEAST, Faint, faint_colours
from policyreport.document.nodes import Image
from policyreport.document.theme import Change, Colours, LampStyle, Page, Sizes, Theme, merged_overrides
from policyreport.inputs.files import read_bytes
from policyreport.inputs.settings import record_of
from policyreport.inputs.theme_fonts import font_files, font_warnings, require_fonts
from policyreport.inputs.yaml_file import read_yaml
from policyreport.model import Places
from policyreport.model.base import Text, matching, text_schema
from policyreport.ooxml.pictures import PictureError
from policyreport.ooxml.printable_pictures import path_below, printable_picture
from policyreport.project import Project

_HEX_COLOUR = "#[0-9A-F]{6}"
_COLOUR = Annotated[str, matching(_HEX_COLOUR, "colour"), text_schema(_HEX_COLOUR)]
_POINTS = Annotated[float, Field(ge=4, le=72)]
_MILLIMETRES = Annotated[float, Field(ge=20, le=70)]
"""A margin that leaves room for the head and foot, and for the column between."""

_BOUNDS: Mapping[type, Mapping[str, object]] = {
    Colours: dict.fromkeys((field.name for field in fields(Colours)), _COLOUR),
    LampStyle: {"colour": _COLOUR},
    Sizes: dict.fromkeys((field.name for field in fields(Sizes)), _POINTS),
    Page: dict.fromkeys((field.name for field in fields(Page)), _MILLIMETRES),
    Theme: {"leading": Annotated[float, Field(ge=1.2, le=2.5)]},
}
_IN_NO_FILE = frozenset({"reference", "logo", "font_files"})


_LOGO_PIXELS = 1_500
"""Along the longer side of a logo in SVG, which is printed at most 45 mm wide."""
_LOGO_HINT = Message(
    "lay a PNG, JPEG or SVG file into templates/house and name it, as in logo: logo.png",
    "PNG, JPEG, SVG 파일을 templates/house에 두고 logo: logo.png 처럼 적으십시오",
)


def _model_of(part: type) -> type[BaseModel]:
    """Return the model of a part of the theme; none of its fields has to be given."""
    kinds = {**get_type_hints(part), **_BOUNDS.get(part, {})}
    optional: dict[str, Any] = {name: (_kind(kinds[name]), None) for name in kinds if name not in _IN_NO_FILE}
    model = create_model(part.__name__, __config__=ConfigDict(frozen=True, extra="forbid"), **optional)
    model.__doc__ = part.__doc__
    return model


def _kind(kind: Any) -> Any:  # noqa: ANN401 - a type, of which there is no type
    if isinstance(kind, type) and is_dataclass(kind):
        return _model_of(kind)
    if get_origin(kind) is Mapping:
        key, value = get_args(kind)
        return dict[key, _kind(value)]
    return cast("Any", kind)


if TYPE_CHECKING:
    ThemeFile = BaseModel

    class HouseThemeFile(BaseModel):
        """What ``templates/house/theme.yaml`` may say."""

        logo: str | None = None

else:
    ThemeFile = _model_of(Theme)
    HouseThemeFile = create_model("Theme", __base__=ThemeFile, logo=(Text | None, None))
    HouseThemeFile.__doc__ = Theme.__doc__


def theme_change(content: ThemeFile) -> Change:
    """Return what a file sets, and nothing that it leaves as it is."""
    return content.model_dump(exclude_unset=True, exclude={"logo"})


def theme(project: Project) -> Theme:
    """Return the house style: what ``templates/house/theme.yaml`` says, over the built-in look.

    With it come ``templates/house/reference.docx``, whose looks documents in Word take, and the fonts of
    ``templates/house/fonts``. ``PolicyReportError`` with all that is wrong with the files; none at all is no fault.
    """
    path = project.reference
    reference = read_bytes(project, path) if path.exists() or path.is_symlink() else b""
    house, places = _house_theme(project)
    house = replace(house, reference=reference, font_files=font_files(project))
    require_fonts(house, places, project.relative(_file(project)))
    return house


def theme_warnings(project: Project) -> Iterator[Problem]:
    """Yield a warning for each colour of text that ``theme.yaml`` sets too near to a ground, or brings too near to one.

    Fonts that are laid down and not used, or lack a weight, are warned of too. Raises ``PolicyReportError`` with all
    that is wrong with the files.
    """
    file = project.relative(_file(project))
    house, places = _house_theme(project)
    for faint in faint_colours(house):
        yield _too_faint(faint, places.of.get(faint.colour) or places.of.get(faint.ground) or SourceLocation(file))
    yield from font_warnings(replace(house, font_files=font_files(project)), places, file)


def _too_faint(faint: Faint, place: SourceLocation) -> Problem:
    name, ground = (" › ".join(path) for path in (faint.colour, faint.ground))
    what = Message(
        f"text in {name} is hard to read on {ground or 'white'}: a contrast of {faint.contrast:.1f} to 1, "
        f"where {LEAST} is asked for",
        f"{name} 색의 글자가 {ground or '흰'} 바탕에서 잘 읽히지 않습니다: 명도 대비 {faint.contrast:.1f}:1"
        f"(기준 {LEAST}:1)",
    )
    hint = Message("make the text darker or the ground lighter", "글자를 더 어둡게 하거나 바탕을 더 밝게 하십시오")
    return Problem(ErrorKind.TEMPLATE, "theme.low-contrast", what, place, name, hint)


def _file(project: Project) -> Path:
    return project.templates / "house" / "theme.yaml"


def _house_theme(project: Project) -> tuple[Theme, Places]:
    """Return what ``theme.yaml`` says over the built-in look, and where it says it."""
    path = _file(project)
    if not path.exists() and not path.is_symlink():
        return Theme(), Places()
    reading = read_yaml(project, path)
    content = record_of(reading, HouseThemeFile, project.relative(path))
    house = merged_overrides(Theme(), theme_change(content))
    places = Places(reading.places)
    if content.logo is None:
        return house, places
    place = places.find(("logo",)) or SourceLocation(project.relative(path))
    return replace(house, logo=_logo(project, content.logo, place)), places


def _logo(project: Project, name: str, place: SourceLocation) -> Image:
    """Return the picture of a logo, which stands below ``templates/house``; else raise ``PolicyReportError``."""
    path = path_below(name)
    if path is None:
        what = Message(
            f"'{name}' is no path below templates/house", f"'{name}'은(는) templates/house 안의 경로가 아닙니다"
        )
        raise PolicyReportError([Problem(ErrorKind.SECURITY, "theme.logo", what, place, "logo", _LOGO_HINT)])
    try:
        content = read_bytes(project, project.templates / "house" / path)
        return printable_picture(content, _LOGO_PIXELS)
    except PictureError as fault:
        what = Message(f"the logo '{name}' cannot be used: {fault.what.en}", f"로고 '{name}': {fault.what.ko}")
        hint = fault.hint or _LOGO_HINT
        raise PolicyReportError([Problem(ErrorKind.DATA, "theme.logo", what, place, "logo", hint)]) from fault
    except PolicyReportError as error:
        raise PolicyReportError([replace(problem, where=place, field="logo") for problem in error.problems]) from error
