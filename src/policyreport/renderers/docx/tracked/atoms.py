"""A paragraph's content as the atoms that are kept, deleted or inserted whole: words, numbers, fields, pictures."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field

from docx.oxml.ns import qn

from policyreport.renderers.docx.node import Node, empty, local_name, value

_WORDS = re.compile(r"\d{4}\. \d{1,2}\.(?: \d{1,2}\.)?|\d+(?:[.,/]\d+)*|[^\W\d_]+|\s+|.", re.DOTALL)
"""A day or month, a number with its marks, a word, white space, or any other sign alone."""
_MARKS = frozenset(map(qn, ("w:bookmarkStart", "w:bookmarkEnd", "w:pPr")))
_TEXT, _RUN, _PROPERTIES = qn("w:t"), qn("w:r"), qn("w:rPr")

Identity = Callable[[Node], str]
"""What tells a picture, a chart or the mark of a footnote from another, whatever ids it has in its file."""


@dataclass(frozen=True, slots=True)
class Atom:
    """What stands or falls as one: its runs; ``link`` is the hyperlink around them, ``key`` what makes two the same."""

    key: tuple[str, ...]
    runs: tuple[Node, ...] = field(compare=False)
    link: Node | None = field(default=None, compare=False)

    @property
    def text(self) -> str:
        """What it prints, or what stands for it where that is no text."""
        return self.key[0]


def atoms(paragraph: Node, identity: Identity) -> list[Atom]:
    """Return the atoms of a paragraph in order; a number in its content control is one, and loses the control."""
    found: list[Atom] = []
    for child in paragraph:
        if child.tag == qn("w:hyperlink"):
            address = child.get(qn("r:id"), "") or child.get(qn("w:anchor"), "")
            found.extend(Atom((*one.key, address), one.runs, child) for one in _of_runs(child, identity))
        elif child.tag not in _MARKS:
            found.extend(_of_runs((child,), identity))
    return _with_whole_fields(found)


def _of_runs(nodes: Iterable[Node], identity: Identity) -> Iterator[Atom]:
    for node in nodes:
        if node.tag == qn("w:sdt"):
            runs = tuple(node.iter(_RUN))
            looks = (_look(run) for run in runs)
            yield Atom(("".join(_shown(run, identity) for run in runs), "number", *looks), runs)
        elif node.tag == _RUN:
            yield from _split(node, identity)


def _split(run: Node, identity: Identity) -> Iterator[Atom]:
    """Yield the words of a run, and all else in it, each in a run of its own of the same look."""
    look = _look(run)
    for child in run:
        if child.tag == _PROPERTIES:
            continue
        if child.tag == _TEXT:
            for word in _WORDS.findall(child.text or ""):
                yield Atom((word, "text", look), (_run_of(run, _text(word)),))
        else:
            only = _run_of(run, deepcopy(child))
            kind = local_name(child)
            yield Atom((_shown(only, identity), f"{kind} {child.get(qn('w:fldCharType'), '')}", look), (only,))


def _with_whole_fields(found: list[Atom]) -> list[Atom]:
    """Return the atoms with all of a field, from where it begins to its end, as one."""
    whole: list[Atom] = []
    open_field: list[Atom] = []
    for atom in found:
        if open_field or atom.key[1] == "fldChar begin":
            open_field.append(atom)
            if atom.key[1] == "fldChar end":
                keys = (part for each in open_field for part in each.key)
                shown = "".join(each.text for each in open_field if each.key[1] == "text")
                whole.append(Atom((shown, "field", *keys), tuple(run for each in open_field for run in each.runs)))
                open_field = []
        else:
            whole.append(atom)
    return whole + open_field


def _shown(run: Node, identity: Identity) -> str:
    """Return the text of a run, its breaks and tabs, and what tells apart what is no text."""
    shown = ""
    for child in run:
        match local_name(child):
            case "t" | "instrText":
                shown += child.text or ""
            case "br":
                shown += "\n"
            case "tab":
                shown += "\t"
            case "drawing" | "footnoteReference":
                shown += identity(child)
            case _:
                pass
    return shown


def _look(run: Node) -> str:
    properties = run.find(_PROPERTIES)
    return "" if properties is None else "".join(f"{local_name(one)}={value(one)};" for one in properties)


def _run_of(run: Node, content: Node) -> Node:
    made = empty("w:r")
    properties = run.find(_PROPERTIES)
    if properties is not None:
        made.append(deepcopy(properties))
    made.append(content)
    return made


def _text(word: str) -> Node:
    made = empty("w:t")
    made.text = word
    if word != word.strip():
        made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return made
