"""Styles by their names: Word in another language gives built-in styles other ids when it saves, never other names."""

from __future__ import annotations

from collections.abc import Mapping

from docx.oxml.ns import qn

from policyreport.render.docx.node import Node, value

_POINTING = (qn("w:basedOn"), qn("w:next"), qn("w:link"))
_ID = qn("w:styleId")


def named_alike(styles: Node, own: Node) -> Mapping[str, str]:
    """Return our ids of the styles that have the names of ours, by the ids that the file gives them."""
    ours = {_key(style): style.get(_ID, "") for style in _styles(own)}
    return {style.get(_ID, ""): ours[_key(style)] for style in _styles(styles) if _key(style) in ours}


def with_missing(styles: Node, own: Node, ids: Mapping[str, str]) -> Node:
    """Return the file's styles under our ids; those of ours that it does not have are moved to them."""
    free = _free_ids(styles, ids)
    for style in _styles(styles):
        style.set(_ID, free[style.get(_ID, "")])
        for pointing in style.iter(*_POINTING):
            pointing.set(qn("w:val"), free.get(value(pointing), value(pointing)))
    known = {style.get(_ID, "") for style in _styles(styles)}
    styles.extend([style for style in _styles(own) if style.get(_ID, "") not in known])
    return styles


def _free_ids(styles: Node, ids: Mapping[str, str]) -> dict[str, str]:
    """Return a new id for each id of the file: ours, or its own, changed where it is one of ours for another style."""
    taken = set(ids.values())
    others = {style.get(_ID, "") for style in _styles(styles)} - ids.keys()
    return {**ids, **{other: f"{other}Other" if other in taken else other for other in others}}


def _styles(tree: Node) -> list[Node]:
    return tree.findall(qn("w:style"))


def _key(style: Node) -> tuple[str, str]:
    name = style.find(qn("w:name"))
    return style.get(qn("w:type"), ""), "" if name is None else value(name).casefold()
