"""Content controls with the ids of facts around the numbers that a template prints, where Word takes one without harm.

They are those of the renderer. A number has none in a header or footer, in a field, a link or a text box, or within a
content control that the template's author drew: what one is for that stands there is the author's to say.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping

from lxml import etree

from policyreport.document.nodes import Number
from policyreport.office_templates.word.package import NAMESPACES, name, w
from policyreport.office_templates.xml import Element
from policyreport.renderers.docx.content_controls import control_properties

_IGNORABLE = name("mc", "Ignorable")
_NEWER = "http://schemas.microsoft.com/office/word/2012/wordml"
_DECLARED = {"mc": NAMESPACES["mc"], "w15": _NEWER}
_DECLARATIONS = f'xmlns:w="{NAMESPACES["w"]}" xmlns:w15="{_NEWER}"'
_CLOSED = (w("sdt"), w("txbxContent"))
"""What numbers have no control in."""


def knowing_newer_word(root: Element) -> Element:
    """Return a part of a template that has the names of newer versions of Word, which older ones are to pass over.

    One that calls something else by their prefix stays as it is, and its numbers have no controls.
    """
    result = root
    if not set(_DECLARED.values()) <= set(root.nsmap.values()):
        result = etree.Element(root.tag, dict(root.attrib), nsmap={**_DECLARED, **root.nsmap})
        result.extend(list(root))
    prefix = next((prefix for prefix, meant in result.nsmap.items() if meant == _NEWER), None)
    passed_over = result.get(_IGNORABLE, "").split()
    if prefix and prefix not in passed_over:
        result.set(_IGNORABLE, " ".join([*passed_over, prefix]))
    return result


def put_in_controls(root: Element, printed: Iterable[tuple[Number, Element]], titles: Mapping[str, str]) -> None:
    """Put the ``printed`` runs of a part's numbers into controls; ``titles`` are what their facts are called."""
    facts = {run: number.fact for number, run in printed if number.fact}
    if not facts or _NEWER not in root.nsmap.values():
        return
    for run in list(_open_runs(root, facts)):
        fact = facts[run]
        properties = control_properties(fact, titles.get(fact, ""))
        control = etree.fromstring(f"<w:sdt {_DECLARATIONS}>{properties}<w:sdtContent/></w:sdt>")
        run.addprevious(control)
        control[-1].append(run)


def _open_runs(root: Element, numbers: Container[Element]) -> Iterator[Element]:
    """Yield the runs of numbers that stand in a paragraph itself, and in nothing that numbers have no control in."""
    fields = 0
    for element in root.iter(w("r"), w("fldChar")):
        if element.tag == w("fldChar"):
            fields += {"begin": 1, "end": -1}.get(element.get(w("fldCharType"), ""), 0)
        elif fields <= 0 and element in numbers:
            parent = element.getparent()
            if parent is not None and parent.tag == w("p") and next(element.iterancestors(*_CLOSED), None) is None:
                yield element
