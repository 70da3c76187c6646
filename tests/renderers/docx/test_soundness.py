"""What a validator of schemas does not see: that all which is named is there, and nothing is there that leaks."""

import getpass
import re
import socket
from collections import Counter
from io import BytesIO
from pathlib import Path
from posixpath import dirname, join, normpath
from zipfile import ZipFile

import pytest
from docx.oxml.ns import qn
from lxml import etree
from tests.renderers.open_xml_sdk import faults, needs_the_sdk

from policyreport.document.theme import Theme
from policyreport.renderers.docx import reference, render

from .kitchen_sink import SINK, fronted

FILES = {
    "head": render(SINK, Theme()).content,
    "cover": render(fronted("cover"), Theme()).content,
    "notice": render(fronted("notice"), Theme()).content,
    "reference": reference(Theme()),
}
OPC = "{http://schemas.openxmlformats.org/package/2006/relationships}"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
RELATIONSHIP_ATTRIBUTES = re.compile(rb'r:(?:id|embed)="([^"]+)"')


@pytest.fixture(params=FILES)
def parts(request: pytest.FixtureRequest) -> dict[str, bytes]:
    return unpacked(FILES[request.param])


def unpacked(content: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def tree(parts: dict[str, bytes], name: str):
    return etree.fromstring(parts[name])


def values(root: etree._Element, tag: str, attribute: str = "val") -> list[str]:
    return [element.get(qn(f"w:{attribute}")) for element in root.iter(qn(f"w:{tag}"))]


def texts(parts: dict[str, bytes]):
    names = [name for name in parts if re.fullmatch(r"word/(document|footnotes|header\d|footer\d)\.xml", name)]
    return [tree(parts, name) for name in names]


def relations(parts: dict[str, bytes], owner: str) -> dict[str, etree._Element]:
    name = join(dirname(owner), "_rels", f"{owner.rpartition('/')[2]}.rels")
    found = tree(parts, name).iter(f"{OPC}Relationship") if name in parts else ()
    return {relation.get("Id"): relation for relation in found}


def test_every_part_has_one_content_type(parts: dict[str, bytes]):
    listed = tree(parts, "[Content_Types].xml")
    overrides = Counter(one.get("PartName") for one in listed.iter(f"{TYPES}Override"))
    endings = {one.get("Extension") for one in listed.iter(f"{TYPES}Default")}
    assert set(overrides) == {
        f"/{name}" for name in parts if not name.endswith((".rels", ".xlsx", ".png", ".jpeg"))
    } - {"/[Content_Types].xml"}
    assert set(overrides.values()) == {1}
    assert {name.rpartition(".")[2] for name in parts} <= endings


def test_every_relationship_leads_to_a_part_and_every_part_is_led_to(parts: dict[str, bytes]):
    reached = set()
    for owner in ("", *parts):
        for relation in relations(parts, owner).values():
            if relation.get("TargetMode") != "External":
                reached.add(normpath(join(dirname(owner), relation.get("Target"))))
    assert reached == {name for name in parts if not name.endswith(".rels")} - {"[Content_Types].xml"}


def test_every_relationship_that_is_named_is_there(parts: dict[str, bytes]):
    for name, content in parts.items():
        if name.endswith(".xml"):
            named = {found.decode() for found in RELATIONSHIP_ATTRIBUTES.findall(content)}
            assert named <= set(relations(parts, name)), name


def test_every_style_that_is_named_is_there(parts: dict[str, bytes]):
    styles = tree(parts, "word/styles.xml")
    known = set(values(styles, "style", "styleId"))
    named = {name for root in texts(parts) for tag in ("pStyle", "rStyle", "tblStyle") for name in values(root, tag)}
    among = {name for tag in ("basedOn", "next", "link") for name in values(styles, tag)}
    assert named | among | set(values(tree(parts, "word/numbering.xml"), "pStyle")) <= known
    assert len(known) == len(values(styles, "style", "styleId"))


def test_every_list_that_is_named_is_there(parts: dict[str, bytes]):
    numbering = tree(parts, "word/numbering.xml")
    known = set(values(numbering, "num", "numId"))
    roots = [*texts(parts), tree(parts, "word/styles.xml")]
    assert {number for root in roots for number in values(root, "numId")} <= known
    assert set(values(numbering, "abstractNumId")) <= set(values(numbering, "abstractNum", "abstractNumId"))


def test_bookmarks_are_named_once_opened_and_closed(parts: dict[str, bytes]):
    body = tree(parts, "word/document.xml")
    names, starts = values(body, "bookmarkStart", "name"), values(body, "bookmarkStart", "id")
    assert (len(set(names)), len(set(starts))) == (len(names), len(names))
    assert values(body, "bookmarkEnd", "id") == starts
    assert all(re.fullmatch(r"_[hr]\w{1,38}", name) for name in names)


def test_every_link_within_the_file_leads_to_a_bookmark(parts: dict[str, bytes]):
    body = tree(parts, "word/document.xml")
    anchors = [anchor for anchor in values(body, "hyperlink", "anchor") if anchor]
    assert anchors
    assert set(anchors) <= set(values(body, "bookmarkStart", "name"))


def test_footnotes_are_marked_once_in_their_order(parts: dict[str, bytes]):
    held = values(tree(parts, "word/footnotes.xml"), "footnote", "id")
    marked = values(tree(parts, "word/document.xml"), "footnoteReference", "id")
    assert held == ["-1", "0", *marked]
    assert marked == [str(number) for number in range(1, len(marked) + 1)]


def test_every_drawing_has_a_number_of_its_own_and_says_what_it_shows(parts: dict[str, bytes]):
    drawn = [e for e in tree(parts, "word/document.xml").iter() if e.tag.endswith("}docPr")]
    assert drawn
    assert len({e.get("id") for e in drawn}) == len(drawn)
    assert all(e.get("descr") for e in drawn)


def test_no_field_asks_to_be_renewed_when_the_file_opens(parts: dict[str, bytes]):
    assert b"updateFields" not in parts["word/settings.xml"]
    assert all(b"w:dirty" not in content for content in parts.values())


def test_fields_are_opened_parted_and_closed(parts: dict[str, bytes]):
    for root in texts(parts):
        depth = 0
        for kind in values(root, "fldChar", "fldCharType"):
            depth += {"begin": 1, "separate": 0, "end": -1}[kind]
            assert depth >= (0 if kind == "end" else 1)
        assert depth == 0


def test_the_only_addresses_outside_are_those_of_the_tree(parts: dict[str, bytes]):
    outside = {
        relation.get("Target")
        for owner in parts
        for relation in relations(parts, owner).values()
        if relation.get("TargetMode") == "External"
    }
    assert all(address.startswith("https://example.org") for address in outside)


def test_nothing_names_the_machine_its_user_or_a_folder(parts: dict[str, bytes]):
    written = [content for name, content in parts.items() if not name.endswith(".xlsx")]
    behind = [part for name in parts if name.endswith(".xlsx") for part in unpacked(parts[name]).values()]
    traces = [str(Path.cwd()), str(Path.home()), socket.gethostname(), getpass.getuser(), "python"]
    said = b"".join((*written, *behind)).decode(errors="replace")
    assert [trace for trace in traces if re.search(rf"(?<!\w){re.escape(trace)}(?!\w)", said)] == []


@needs_the_sdk
@pytest.mark.parametrize("name", FILES)
def test_the_open_xml_sdk_finds_no_fault(name: str, tmp_path: Path):
    assert faults(FILES[name], "docx", tmp_path) == []
