"""The manifest names every printed number, where it is printed, and what it stands on down to a line of the data."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from dataclasses import fields, is_dataclass
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from openpyxl import load_workbook

from policyreport.document.nodes import Chart, Document, Number
from policyreport.document.number_format import number_text
from policyreport.pipeline.build import Built, build
from policyreport.pipeline.edition_worker import documents
from policyreport.pipeline.project_data import read_project
from policyreport.project import Project

from .conftest import Manifest, listed

Record = dict[str, Any]


@pytest.fixture(scope="module")
def numbers(manifest: Manifest) -> dict[str, Record]:
    return {number["fact"]: number for number in manifest["numbers"]}


@pytest.fixture(scope="module")
def printed(manifest: Manifest) -> list[tuple[Record, Record]]:
    """Each number with each of the places where it is printed."""
    return [(number, place) for number in manifest["numbers"] for place in number.get("printed", [])]


def numbers_in(node: object) -> list[Number]:
    if isinstance(node, Number):
        return [node]
    if isinstance(node, tuple):
        return [found for inner in node for found in numbers_in(inner)]
    if not is_dataclass(node):
        return []
    return [found for field in fields(node) for found in numbers_in(getattr(node, field.name))]


def untold_by_pictures(document: Document) -> Counter[str]:
    """Return the facts of charts of which a picture shows no number: those without a value, and shares of nothing."""
    charts = [block for block in document.blocks if isinstance(block, Chart)]
    return Counter(
        number.fact
        for chart in charts
        for number in numbers_in(chart)
        if number.value is None or (chart.kind == "status" and number.value == 0)
    )


def spoken(text: str) -> Decimal:
    """Return the value that a printed number says, whatever its unit: 1조 2,345억원 is 12,345."""
    jo, _, rest = text.rpartition("조")
    digits = re.search(r"[\d,]+(?:\.\d+)?", rest)
    amount = Decimal(digits[0].replace(",", "")) if digits else Decimal(0)
    whole = amount + 10_000 * Decimal(re.sub(r"[^\d]", "", jo) or 0)
    return -whole if text.startswith("△") else whole


def test_every_number_of_every_document_is_listed_with_its_file(real: Project, printed: list[tuple[Record, Record]]):
    listed = Counter((place["file"], number["fact"], spoken(place["text"])) for number, place in printed)
    for chosen, document in documents(read_project(real)):
        for file in (name for name in chosen.files if not name.endswith(".csv")):
            said = Counter((file, number.fact, spoken(number_text(number))) for number in numbers_in(document))
            assert len(said) > 5
            unlisted = Counter(fact for _, fact, _ in (said - listed).elements())
            assert unlisted - untold_by_pictures(document) == Counter()
            assert {key for key in listed if key[0] == file} <= set(said)


def test_each_place_in_the_pdf_holds_the_number(built: Built, printed: list[tuple[Record, Record]]):
    pdf = pypdfium2.PdfDocument(built.folder / "briefing.pdf")
    pages = [page.get_textpage() for page in pdf]
    places = [place for _, place in printed if place["file"] == "briefing.pdf"]
    for place in places:
        page, *box = map(float, re.findall(r"[\d.]+", place["where"]))
        found = pages[int(page) - 1].get_text_bounded(*box)
        assert found.split() == place["text"].split(), place


def test_each_place_in_the_workbook_holds_the_number(built: Built, printed: list[tuple[Record, Record]]):
    workbook = load_workbook(BytesIO((built.folder / "matrix.xlsx").read_bytes()), data_only=True)
    places = [(number, place) for number, place in printed if place["file"] == "matrix.xlsx"]
    assert places
    for number, place in places:
        sheet, cell = place["where"].rsplit("!", 1)
        found = workbook[sheet.strip("'")][cell].value
        if isinstance(found, str):
            assert place["text"] in found, place
        else:
            assert found == pytest.approx(float(number["value"])), place


def places_of(number: Record) -> list[tuple[str, int, int]]:
    """Return file, line and column of each place on which a number stands."""
    found = [re.fullmatch(r"(.+?):(\d+):(\d+)", place) for place in number.get("stands_at", [])]
    assert all(found), number
    return [(place[1], int(place[2]), int(place[3])) for place in found if place]


def test_every_chain_ends_at_places_in_the_data(real: Project, numbers: dict[str, Record]):
    for number in numbers.values():
        assert set(number.get("derived_from", [])) <= numbers.keys()
        if number["value"] is not None and not number.get("derived_from"):
            assert places_of(number) or number["value"] == "0", number
        for file, line, column in places_of(number):
            lines = (real.root / file).read_text("utf-8").splitlines()
            assert lines[line - 1][column - 1 :].strip(), number


def test_no_number_is_derived_from_itself(numbers: dict[str, Record]):
    for fact, number in numbers.items():
        below = list(number.get("derived_from", []))
        while below:
            assert fact not in below
            below = [deeper for name in below for deeper in numbers[name].get("derived_from", [])]


def test_the_line_of_a_given_number_says_its_value(real: Project, numbers: dict[str, Record]):
    given = [number for number in numbers.values() if number["rule"] == "given" and number["value"] is not None]
    assert len(given) > 10
    for number in given:
        ((file, line, column),) = places_of(number)
        written = (real.root / file).read_text("utf-8").splitlines()[line - 1][column - 1 :]
        digits = re.match(r"[\"']?([-−△▲]?[\d,.]+)", written)
        assert digits, (number, written)
        value = Decimal(re.sub(r"[−△▲]", "-", digits[1]).replace(",", ""))
        assert value == Decimal(number["value"]), number


def test_a_count_stands_on_as_many_records_as_it_counts(numbers: dict[str, Record]):
    counts = [number for number in numbers.values() if number["rule"] == "count"]
    assert counts
    for number in counts:
        assert len(set(places_of(number))) == int(number["value"]), number


@pytest.mark.parametrize("rule", ["sum", "share", "change", "achievement"])
def test_a_derived_number_can_be_reckoned_again_from_the_manifest(numbers: dict[str, Record], rule: str):
    reckon = {
        "sum": lambda *parts: sum(parts),
        "share": lambda part, whole: part * 100 / whole,
        "change": lambda now, before: now - before,
        "achievement": lambda actual, target: actual * 100 / target,
    }[rule]
    for number in numbers.values():
        if number["rule"] == rule and number["value"] is not None:
            parts = [Decimal(numbers[name]["value"]) for name in number["derived_from"]]
            assert float(number["value"]) == pytest.approx(float(reckon(*parts))), number


def test_values_are_written_without_exponents(manifest: Manifest):
    values = [number["value"] for number in manifest["numbers"] if number["value"] is not None]
    assert not [value for value in values if not re.fullmatch(r"-?\d+(\.\d+)?", value)]


def test_a_missing_number_says_why_and_prints_as_missing(printed: list[tuple[Record, Record]]):
    missing = [(number, place) for number, place in printed if number["value"] is None]
    assert missing
    assert {place["text"] for _, place in missing} == {"-"}
    assert all(number["missing"] for number, _ in missing)


def test_a_fact_reads_the_same_value_in_every_document(printed: list[tuple[Record, Record]]):
    said: dict[str, set[Decimal]] = {}
    files: dict[str, set[str]] = {}
    for number, place in printed:
        if number["value"] is not None and place["text"] != "-":
            said.setdefault(number["fact"], set()).add(spoken(place["text"]))
            files.setdefault(number["fact"], set()).add(place["file"])
    assert len([fact for fact in files if len(files[fact]) >= 3]) > 5
    assert {fact: values for fact, values in said.items() if len(values) > 1} == {}


def test_a_printed_value_is_the_facts_value_rounded(printed: list[tuple[Record, Record]]):
    for number, place in printed:
        if number["value"] is not None and place["text"] != "-":
            assert abs(spoken(place["text"]) - Decimal(number["value"])) <= Decimal("0.5"), (number, place)


def test_each_file_is_listed_with_its_digest_and_its_size(real: Project, built: Built, manifest: Manifest):
    assert [file["name"] for file in manifest["files"]] == listed(real)
    for file in manifest["files"]:
        content = (built.folder / file["name"]).read_bytes()
        assert (file["sha256"], file["bytes"]) == (hashlib.sha256(content).hexdigest(), len(content))


def test_the_extent_is_the_number_of_pages_and_sheets(built: Built, manifest: Manifest):
    extents = {file["name"]: file["extent"] for file in manifest["files"]}
    assert extents["briefing.pdf"] == len(pypdfium2.PdfDocument(built.folder / "briefing.pdf"))
    assert extents["handout.docx"] is None
    assert extents["matrix.xlsx"] == len(load_workbook(built.folder / "matrix.xlsx").sheetnames)


def test_each_input_is_listed_with_its_digest(real: Project, manifest: Manifest):
    files = [path for folder in (real.data, real.templates) for path in folder.rglob("*") if path.is_file()]
    digests = {path.relative_to(real.root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
    assert {said["path"]: said["sha256"] for said in manifest["inputs"]} == digests


@pytest.mark.parametrize("hidden", ["data/.notes.yaml", "data/.editor/state.bin", "templates/.old/body.md.j2"])
def test_hidden_files_are_no_inputs(project: Project, hidden: str):
    path = project.root / hidden
    path.parent.mkdir(exist_ok=True)
    path.write_text("{}")
    manifest = json.loads((build(project, reports=["handout"]).folder / "manifest.json").read_text("utf-8"))
    assert hidden not in [said["path"] for said in manifest["inputs"]]


def test_every_cited_source_is_listed(manifest: Manifest):
    listed = {source["id"] for source in manifest["sources"]}
    cited = {source for number in manifest["numbers"] for source in number.get("sources", [])}
    assert cited
    assert cited <= listed


def test_no_place_of_the_machine_is_in_the_manifest(built: Built, real: Project):
    text = (built.folder / "manifest.json").read_text("utf-8")
    assert str(real.root) not in text
    assert str(Path.home()) not in text
