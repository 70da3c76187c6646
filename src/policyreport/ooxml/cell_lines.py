"""How many lines a cell of a workbook may have, and what is told of one that has more."""

from __future__ import annotations

from policyreport.diagnostics import ErrorKind, Message, TextProblem

MOST_LINE_ENDS = 253
"""Excel's own limit: https://support.microsoft.com/office/1672b34d-7043-467e-8e27-269d656771c3"""


def crowded_cell(cell: str, text: str) -> TextProblem:
    """Return the warning of a cell, such as ``예산!B3``, whose text has more line ends than Excel keeps."""
    count = text.count("\n")
    what = Message(
        f"the cell {cell} has {count:,} line ends; Excel allows {MOST_LINE_ENDS}",
        f"{cell} 칸에 줄 바꿈이 {count:,}개 있습니다. Excel은 한 칸에 {MOST_LINE_ENDS}개까지 허용합니다",
    )
    hint = Message("shorten the text, or divide it over several rows", "내용을 줄이거나 여러 행으로 나누십시오")
    return TextProblem(ErrorKind.DATA, "xlsx.cell-lines", what, None, cell, hint, text, "\n")
