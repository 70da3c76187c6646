"""A section made ready: fields to be clicked on (누름틀) become tags, and what 한글 keeps for itself goes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml import etree

from policyreport.drawn import faults
from policyreport.drawn.hangul.names import hp
from policyreport.drawn.xml import Element, drop
from policyreport.errors import Problem, Words

_CHANGES = tuple(map(hp, ("insertBegin", "insertEnd", "deleteBegin", "deleteEnd")))
_TELLING = frozenset(("USER_INFO", "SUMMARY", "PATH", "DOC_DATE", "DATE"))
_SAFE = ("http", "https", "mailto", "?")
_ADDRESS = ("Command", "Path")


def make_ready(root: Element) -> None:
    """Take notes to the author and the record of how lines broke away, and turn fields to be clicked on into tags."""
    for lines in list(root.iter(hp("linesegarray"))):
        drop(lines)
    for begin in list(root.iter(hp("fieldBegin"))):
        if begin.get("type", "") == "MEMO":
            _drop_note(root, begin)
        elif begin.get("type", "") == "CLICK_HERE" and begin.get("name", "").strip():
            _turn_into_tag(begin)
    for text in [t for t in root.iter(hp("t")) if len(t)]:
        _part(text)


def section_faults(file: str, paragraphs: Iterable[tuple[Element, Words]]) -> Iterator[Problem]:
    """Yield what may not be in a section: tracked changes, links elsewhere than to the web, fields that tell of it."""
    for paragraph, place in paragraphs:
        for element in paragraph.iter(*_CHANGES, hp("fieldBegin")):
            if next(element.iterancestors(hp("p"))) is paragraph:
                yield from _faults(file, place, element)


def _faults(file: str, place: Words, element: Element) -> Iterator[Problem]:
    kind = element.get("type", "")
    if element.tag in _CHANGES:
        yield faults.tracked_change(file, place)
    elif kind in _TELLING:
        yield faults.telling_field(file, place, kind)
    elif kind == "HYPERLINK" and any(map(_leads_elsewhere, element.iter(hp("stringParam")))):
        yield faults.refused_field(file, place, kind)


def _leads_elsewhere(parameter: Element) -> bool:
    r"""Return whether a link's parameter is an address that is no web page's; a colon in it is written ``\:``."""
    said = (parameter.text or "").strip().lower().replace("\\:", ":")
    if parameter.get("name", "") not in _ADDRESS or not said:
        return False
    return said.startswith("\\\\") or (":" in said and said.partition(":")[0] not in _SAFE)


def _drop_note(root: Element, begin: Element) -> None:
    for end in list(root.iter(hp("fieldEnd"))):
        if end.get("beginIDRef", "") == begin.get("id", ""):
            _drop_control(end)
    _drop_control(begin)


def _turn_into_tag(begin: Element) -> None:
    """Put ``{{ name }}`` in the place of a field and what it shows, in the look of what it shows."""
    paragraph = next(begin.iterancestors(hp("p")))
    run = next(begin.iterancestors(hp("run")))
    control = next(begin.iterancestors(hp("ctrl")))
    following = _following(paragraph, control)
    end = next((i for i, e in enumerate(following) if _ends(e, begin)), None)
    if end is None:
        return
    shown = next((element for element in following[:end] if element.tag == hp("t")), None)
    tag = etree.Element(hp("t"))
    tag.text = f"{{{{ {begin.get('name').strip(' {}')} }}}}"
    if shown is None or shown.getparent() is run:
        control.addnext(tag)
    else:
        shown.addprevious(tag)
    for element in (control, *following[: end + 1]):
        drop(element)


def _following(paragraph: Element, control: Element) -> list[Element]:
    """Return what stands in a paragraph's runs after a control."""
    held = [element for run in paragraph.iterchildren(hp("run")) for element in run]
    return held[held.index(control) + 1 :]


def _ends(control: Element, begin: Element) -> bool:
    return any(end.get("beginIDRef", "") == begin.get("id", "") for end in control.iter(hp("fieldEnd")))


def _drop_control(element: Element) -> None:
    control = element.getparent()
    if control is not None:
        drop(control if len(control) == 1 else element)


def _part(text: Element) -> None:
    """Make several texts of one in which elements stand, each of them of characters or one element alone."""
    parts = [text.text or "", *(part for inner in text for part in (inner, inner.tail or ""))]
    for part in parts:
        if isinstance(part, str) and not part:
            continue
        made = etree.Element(hp("t"), dict(text.attrib))
        if isinstance(part, str):
            made.text = part
        else:
            part.tail = None
            made.append(part)
        text.addprevious(made)
    drop(text)
