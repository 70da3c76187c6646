"""The sample for Excel: the indicators, the programmes with their money, and the programmes of each measure."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from policyreport.document.theme import Theme
from policyreport.ooxml.package import normalized_package

_HEAD = 4
"""The row of the heads of each sheet's table."""
_MONEY = ("예산현액", "집행액", "집행률")
_HOW = "{#tr 이렇게 쓴 말은 출력되지 않고, 그 줄째 사라집니다. 쓸 수 있는 이름: policyreport names #}"
_ROWS = "{#tr 반복할 줄의 위와 아래에 tr이 붙은 표시를 한 줄씩 둡니다. 그 줄은 사라집니다 #}"
_TOTAL = "{#tr 수식은 나온 줄을 모두 따라갑니다. 값이 하나도 없으면 -로 둡니다 #}"
_NESTED = "{#tr 겹친 반복: 시책마다, 그 안에서 그 시책의 사업마다 #}"


def workbook_sample(theme: Theme) -> bytes:
    """Return the sample as an Excel workbook."""
    book = Workbook()
    book.remove(book.worksheets[0])
    _indicators(_Sheet(book.create_sheet("성과지표"), theme, (6, 34, 14, 14, 14, 12)))
    _programs(_Sheet(book.create_sheet("지원사업"), theme, (6, 40, 24, 16, 16, 12)))
    _measures(_Sheet(book.create_sheet("시책별"), theme, (6, 44, 52, 26)))
    stream = BytesIO()
    book.save(stream)
    return normalized_package(stream.getvalue(), {"docProps/core.xml": _PROPERTIES})


_PROPERTIES = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<cp:coreProperties xmlns:cp='
    b'"http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>'
)
"""Properties without a day, so that the sample is the same whenever it is written."""


def _indicators(sheet: _Sheet) -> None:
    sheet.begin("성과지표", ("연번", "지표", "기준값", "실적", "목표", "달성률"), _HOW)
    sheet.row("{%tr for i in outcomes %}")
    values = ("{{ i.title }}", "{{ i.baseline }}", "{{ i.actual }}", "{{ i.target }}", "{{ i.rate }}")
    sheet.row("{{ loop.index }}", *values, numbers=3)
    sheet.row("{%tr endfor %}")
    sheet.comment("{#tr 조건: 알려진 지표가 없을 때만 아래 줄이 나옵니다 #}")
    sheet.row("{%tr if not outcomes %}")
    sheet.row("", "이 분기에 알려진 성과지표가 없음")
    sheet.row("{%tr endif %}")


def _programs(sheet: _Sheet) -> None:
    sheet.begin("지원사업과 예산", ("연번", "지원사업", "소관", *_MONEY), _ROWS)
    sheet.row("{%tr for p in programs %}")
    repeated = sheet.next
    money = ("{{ p.money.current }}", "{{ p.money.executed }}", "{{ p.money.rate }}")
    sheet.row("{{ loop.index }}", "{{ p.title }}", "{{ p.lead }}", *money, numbers=4)
    sheet.row("{%tr endfor %}")
    sheet.comment(_TOTAL)
    sums = (f'=IF(COUNT({c}{repeated}:{c}{repeated})=0,"-",SUM({c}{repeated}:{c}{repeated}))' for c in "DE")
    sheet.row("", "합계", "{{ count.programs }}", *sums, "{{ budget_total.rate }}", numbers=3, total=True)


def _measures(sheet: _Sheet) -> None:
    sheet.begin("시책별 지원사업", ("연번", "지원사업", "지원 대상", "소관"), _NESTED)
    sheet.row("{%tr for m in measures %}")
    sheet.row("{{ loop.index }}", "{{ m.title }}", "{{ m.count.programs }}", total=True)
    sheet.row("{%tr for p in m.programs %}")
    sheet.row("", "{{ p.title }}", "{{ p.target_group }}", "{{ p.lead }}")
    sheet.row("{%tr endfor %}")
    sheet.row("{%tr endfor %}")


class _Sheet:
    """Writes one sheet from its top, in the house's colours and type."""

    def __init__(self, sheet: Worksheet, theme: Theme, widths: Sequence[int]) -> None:
        self.next = 1
        self._sheet, self._theme, self._columns = sheet, theme, len(widths)
        for number, width in enumerate(widths, 1):
            sheet.column_dimensions[get_column_letter(number)].width = width
        sheet.sheet_view.showGridLines = False
        sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        if sheet.sheet_properties.pageSetUpPr is not None:
            sheet.sheet_properties.pageSetUpPr.fitToPage = True
        footer = sheet.oddFooter
        if footer is not None:
            footer.center.text = "&P / &N"

    def begin(self, title: str, heads: Sequence[str], comment: str) -> None:
        """Write the title, the quarter, a comment and the heads of the table."""
        colours, sizes = self._theme.colours, self._theme.sizes
        self._put(1, 1, f"{{{{ document.title }}}}: {title}", self._font(16, colours.title, bold=True))
        self._put(2, 1, "{{ quarter.label }} · 기준일 {{ quarter.as_of }}", self._font(sizes.body, colours.quiet))
        self._put(3, 1, comment, self._font(sizes.note, colours.quiet))
        line = Side("thin", color=colours.title.removeprefix("#"))
        for column, head in enumerate(heads, 1):
            cell = self._put(_HEAD, column, head, self._font(sizes.body, colours.title, bold=True))
            cell.fill = PatternFill("solid", fgColor=colours.head_tint.removeprefix("#"))
            cell.alignment = Alignment("center", "center")
            cell.border = Border(top=line, bottom=line)
        self._sheet.print_title_rows = f"{_HEAD}:{_HEAD}"
        self._sheet.freeze_panes = f"A{_HEAD + 1}"
        self.next = _HEAD + 1

    def comment(self, words: str) -> None:
        """Write a comment that takes its row away."""
        self._put(self.next, 1, words, self._font(self._theme.sizes.note, self._theme.colours.quiet))
        self.next += 1

    def row(self, *values: str, numbers: int = 0, total: bool = False) -> None:
        """Write a row; from the column ``numbers`` on, if any, its cells are those of numbers."""
        if values[0].startswith("{%"):
            self._put(self.next, 1, values[0], self._font(self._theme.sizes.note, self._theme.colours.quiet))
            self.next += 1
            return
        colours = self._theme.colours
        line = Side("thin", color=(colours.title if total else colours.rule).removeprefix("#"))
        for column in range(1, self._columns + 1):
            value = values[column - 1] if column <= len(values) else None
            cell = self._put(self.next, column, value, self._font(self._theme.sizes.body, colours.ink, bold=total))
            if value and value.startswith("="):
                cell.number_format = "#,##0.0"  # amounts may have a decimal, which a total is not to lose
            is_number = bool(numbers) and column >= numbers
            cell.alignment = Alignment("center" if column == 1 else "right" if is_number else "left", "center")
            cell.border = Border(bottom=line)
            if total:
                cell.fill = PatternFill("solid", fgColor=colours.box_tint.removeprefix("#"))
        self.next += 1

    def _put(self, row: int, column: int, value: str | None, font: Font) -> Cell | MergedCell:
        cell = self._sheet.cell(row, column, value or None)
        cell.font = font
        return cell

    def _font(self, size: float, colour: str, *, bold: bool = False) -> Font:
        return Font(self._theme.fonts.korean, size, bold=bold, color=colour.removeprefix("#"))
