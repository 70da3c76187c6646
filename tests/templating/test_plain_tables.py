"""Tables that are read without the Markdown parser say what it would read in them."""

from __future__ import annotations

import pytest

from policyreport.document.nodes import Block, Text
from policyreport.templating import markdown
from policyreport.templating.errors import CellCountError
from policyreport.templating.markdown import blocks
from policyreport.templating.placeholders import Placeholders
from policyreport.templating.plain_tables import plain_table

HEAD = "| 가 | 나 › 다 | 라 |\n|:---|:-:|---:|\n"
PLAIN = [
    HEAD,
    f"{HEAD}| 1 | 2 | 3 |\n| 4 |  | 6 |\n",
    f"\n\n{HEAD}| 1 | 2 | 3 |   \n\n",
    f"{HEAD}|1|2|3|\n| 합계 | - | 소계 |\n| 소 계 | 1 | 2 |\n",
    f"{HEAD}| **합계** | 1 | 2 |\n| **전략 하나** | | |\n| **가** 나 | 1 | 2 |\n",
    f"{HEAD}| (가) - 나 # 다 1. 라 | 3! > 2 | ※ + 마 |\n",
    f"{HEAD}| \ue0000\ue001 | 앞 \ue0001\ue001 뒤 | **\ue0000\ue001** |\n",
    f"{HEAD}| ** 가 ** | 가**나** | **가**나** |\n",
    "| 가 |\n|---|\n| 나 |\n",
]
OTHER = [
    "글\n",
    f"글\n\n{HEAD}",
    f"{HEAD}| 1 | 2 | 3 |\n\n글\n",
    f"{HEAD}| \\| | 2 | 3 |\n",
    f"{HEAD}| `1` | [2] | 3_4 |\n",
    "| 가 | 나 |\n|---|\n",
    "| 가 | 나 |\n",
    " | 가 |\n |---|\n",
]


def placeholders() -> Placeholders:
    made = Placeholders()
    made.put((Text("값"),))
    made.put((Text("둘"), Text("셋")))
    return made


def read_by_the_parser(text: str, monkeypatch: pytest.MonkeyPatch) -> tuple[Block, ...]:
    with monkeypatch.context() as patched:
        patched.setattr(markdown, "plain_table", lambda _text: None)
        return blocks(text, placeholders())


@pytest.mark.parametrize("text", [*PLAIN, *OTHER])
def test_a_table_reads_the_same_with_the_parser_and_without(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert blocks(text, placeholders()) == read_by_the_parser(text, monkeypatch)


@pytest.mark.parametrize("text", PLAIN)
def test_a_plain_table_needs_no_parser(text: str) -> None:
    assert plain_table(text) is not None


@pytest.mark.parametrize("text", OTHER)
def test_all_else_is_for_the_parser(text: str) -> None:
    table = plain_table(text)
    assert table is None or None in list(table.rows)


@pytest.mark.parametrize("row", ["| 1 | 2 |", "| 1 | 2 | 3 | 4 |"])
def test_a_row_with_other_than_the_heads_cells_is_told_of(row: str) -> None:
    with pytest.raises(CellCountError):
        blocks(f"{HEAD}| 1 | 2 | 3 |\n{row}\n", placeholders())
