"""Documents of data with dimensions, and those of data that declare some and use none."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from openpyxl import load_workbook
from tests.young_farmers import young_farmers

from policyreport.pipeline.build import build

DECLARED = """
dimensions:
  region:
    title: 시군
    members: [{code: garam, title: 가람시}, {code: byeol, title: 별빛군}]
"""
SEEN = "  - {indicator: settled, value: VALUE, as_of: 2026-12-31, source: rep4, dimensions: {시군: MEMBER}}\n"
Files = Mapping[str, bytes]


def files(root: Path, more: str = "", settled: str = "") -> Files:
    """Return the office's briefing and matrix, with more settings, and other observations of those who settled."""
    project = young_farmers(root)
    settings, quarter = project.data / "project.yaml", project.data / "quarters" / "2026Q4.yaml"
    settings.write_text(settings.read_text(encoding="utf-8") + more, encoding="utf-8")
    if settled:
        text = quarter.read_text(encoding="utf-8")
        before, _, rest = text.partition("  - indicator: settled")
        after = rest.partition("  - indicator: ")[2]
        quarter.write_text(f"{before}{settled}  - indicator: {after}", encoding="utf-8")
    folder = build(project, reports=("briefing", "matrix")).folder
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name != "manifest.json"}


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Files:
    return files(tmp_path_factory.mktemp("plain").resolve())


def test_dimensions_that_no_record_uses_change_no_byte(tmp_path: Path, plain: Files):
    assert files(tmp_path.resolve(), DECLARED) == plain


def test_members_are_told_and_add_up_to_what_was_told_before(tmp_path: Path, plain: Files):
    members = (("가람시", 814), ("별빛군", 400))
    settled = "".join(SEEN.replace("VALUE", str(value)).replace("MEMBER", title) for title, value in members)
    divided = files(tmp_path.resolve(), DECLARED, settled)
    text, before = (found["briefing.txt"].decode() for found in (divided, plain))
    assert "시군: 가람시; 값: 814; 전 분기 대비: -; 비중: 67.1%" in text
    assert "시군: 전체; 값: 1,214" in text
    assert [line for line in before.splitlines() if "1,214명" in line and line not in text] == []
    (tmp_path / "matrix.xlsx").write_bytes(divided["matrix.xlsx"])
    sheet = load_workbook(tmp_path / "matrix.xlsx")["지표별 시군"]
    rows = [[cell.value for cell in row if cell.value is not None] for row in sheet.iter_rows()]
    assert ["신규 정착 청년농업인", "명", 814, 400, 1214] in rows


def test_a_part_of_the_members_is_never_told_as_the_whole(tmp_path: Path):
    settled = SEEN.replace("VALUE", "814").replace("MEMBER", "가람시")
    text = files(tmp_path.resolve(), DECLARED, settled)["briefing.txt"].decode()
    assert "시군: 전체; 값: -" in text
    assert "※ 값이 없는 항목이 있어 전체는 산정하지 않음." in text
