"""Parts of a reference file with nothing in them but what is known."""

from __future__ import annotations

from docx.oxml.ns import nsmap, qn

from policyreport.render.docx.node import Node, empty

_KEPT = tuple(f"{{{nsmap[prefix]}}}" for prefix in ("w", "a"))
_XML = f"{{{nsmap['xml']}}}"


def check_root(part: Node, tag: str) -> None:
    """Raise ``ValueError`` where a part's outermost element has another name, or it has a document type: none may."""
    if part.tag != qn(tag) or part.getroottree().docinfo.doctype:
        raise ValueError(tag)


def cleaned(part: Node, tag: str) -> Node:
    """Return a part's tree without what is of other namespaces than Word's own, such as a newer version's extensions.

    ``tag`` is the name that its outermost element must have, such as ``w:styles``; else ``ValueError``.
    """
    check_root(part, tag)
    _strip(part)
    made = empty(tag)
    for name, value in part.attrib.items():
        made.set(name, value)
    made.extend(list(part))
    return made


def _strip(node: Node) -> None:
    """Take out what is not known: elements, attributes, comments, and entities, which are not resolved."""
    for name in [name for name in node.attrib if name.startswith("{") and not name.startswith((*_KEPT, _XML))]:
        del node.attrib[name]
    for child in list(node):
        if isinstance(child.tag, str) and child.tag.startswith(_KEPT):
            _strip(child)
        else:
            node.remove(child)
