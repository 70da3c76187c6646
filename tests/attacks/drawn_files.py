"""Drawn files whose numbers, depth and size would have a report never end, whatever their tags say."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Literal
from zipfile import ZIP_DEFLATED, ZipFile

from tests.office_templates import drawing as word
from tests.office_templates import drawing_in_excel as excel
from tests.office_templates import drawing_in_hangul as hangul
from tests.templating.writing import facts

from policyreport.document.report_type import DrawnTemplate
from policyreport.document.theme import Theme
from policyreport.office_templates import fill

Form = Literal["docx", "xlsx", "hwpx"]
DrawnFiles = dict[str, tuple[str, Callable[[], object]]]
"""How each must end, and what fills it, by a name."""

ANY = "limit fence wrong harmless"
HUGE = {"a milliard": "1000000000", "of five thousand digits": "9" * 5_000, "below nothing": "-1000000000"}
_LOOPS = [[tag] for tag in (*["{%tr for a in [1] * 1000000 %}"] * 3, "{{ a }}", *["{%tr endfor %}"] * 3)]
ROWS = [["{%tr for m in measures %}", ""], ["{{ m.title }}", "가"], ["{%tr endfor %}", ""]]
MERGED = [["{%tr for m in measures %}", ""], ["{% vm %}{{ m.title }}", "{% colspan 2 %}가"], ["{%tr endfor %}", ""]]


def _changed(content: bytes, part: str, old: str, new: str) -> bytes:
    """Return a package with a text of a part replaced wherever it stands."""

    def replaced(held: bytes) -> bytes:
        assert old.encode() in held, (part, old, held[:3000])
        return held.replace(old.encode(), new.encode())

    return excel.changed(content, {part: replaced})


def _filled(form: Form, content: bytes) -> object:
    path = {"docx": word.FILE, "xlsx": excel.FILE, "hwpx": hangul.FILE}[form]
    return fill(DrawnTemplate(form, path, content), facts(), word.META, Theme())


def _packed_bomb(form: Form, content: bytes, part: str) -> object:
    """Fill a file one of whose parts is 300 megabytes of blanks."""
    stream = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(stream, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name) + (b" " * 300_000_000 if name == part else b""))
    return _filled(form, stream.getvalue())


_WORD = "word/document.xml"


def _word(old: str, new: str, *content: object) -> Callable[[], object]:
    return lambda: _filled("docx", _changed(word.drawn(*(content or (ROWS,))), _WORD, old, new))  # type: ignore[arg-type]


IN_WORD: DrawnFiles = {
    **{
        f"a cell that spans {name}": (ANY, _word("<w:tcPr>", f'<w:tcPr><w:gridSpan w:val="{number}"/>'))
        for name, number in HUGE.items()
    },
    **{
        f"a merged cell that spans {name}": (
            ANY,
            _word("<w:tcPr>", f'<w:tcPr><w:gridSpan w:val="{number}"/>', MERGED),
        )
        for name, number in HUGE.items()
    },
    **{
        f"a row after {name} of columns": (
            ANY,
            _word("<w:tr>", f'<w:tr><w:trPr><w:gridBefore w:val="{number}"/></w:trPr>', MERGED),
        )
        for name, number in HUGE.items()
    },
    **{
        f"a bookmark numbered {name}": (
            ANY,
            _word("<w:r>", f'<w:bookmarkStart w:id="{number}" w:name="b"/><w:bookmarkEnd w:id="{number}"/><w:r>', ROWS),
        )
        for name, number in HUGE.items()
    },
    **{
        f"a tag that spans {name}": (ANY, lambda number=number: word.filled([[f"{{% colspan {number} %}}가", "나"]]))
        for name, number in HUGE.items()
    },
    "a loop in a loop in a loop of rows": (
        "limit",
        lambda: word.filled(_LOOPS),
    ),
    "a long paragraph in a loop": (
        "limit",
        lambda: word.filled("{%p for a in [1] * 1000000 %}", "가" * 10_000, "{%p endfor %}"),
    ),
    "runs in very many loops": (
        "limit",
        lambda: word.filled("{% for a in measures %}" * 40 + "가" + "{% endfor %}" * 40),
    ),
    "elements within elements": (
        ANY,
        _word("<w:body>", "<w:body>" + "<w:sdt><w:sdtContent>" * 120 + "<w:p/>" + "</w:sdtContent></w:sdt>" * 120),
    ),
    "elements within elements, very deep": (
        ANY,
        _word("<w:body>", "<w:body>" + "<w:sdt>" * 100_000 + "</w:sdt>" * 100_000),
    ),
    "very many tags": ("limit", lambda: word.filled("{{ policy.title }}" * 60_000)),
    "very many runs": (ANY, _word("<w:r>", "<w:r><w:t>{</w:t></w:r>" * 20_000 + "<w:r>")),
    "very many braces": (ANY, lambda: word.filled("{{" * 50_000)),
    "very many signs of tags": (ANY, lambda: word.filled("{%" * 20_000 + "%}" * 20_000)),
    "a zip bomb": (ANY, lambda: _packed_bomb("docx", word.drawn("가"), _WORD)),
    "entities that multiply": (
        ANY,
        _word(
            "<w:document",
            '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
            + "".join(f'<!ENTITY a{n} "' + f"&a{n - 1 if n else ''};" * 10 + '">' for n in range(10))
            + "]><w:document",
        ),
    ),
}

_MANY_AREAS = " ".join(f"A{n}:XFD{n + 1}" for n in range(1, 20_000))
_SHEET = "xl/worksheets/sheet1.xml"
_ROWS = [["{%tr for m in measures %}"], ["{{ m.title }}", 1, "=SUM(B1:B2)"], ["{%tr endfor %}"], ["=SUM(B2:B2)"]]


def _sheet(old: str, new: str) -> Callable[[], object]:
    return lambda: _filled("xlsx", _changed(excel.drawn(_ROWS), _SHEET, old, new))


def _formula(formula: str) -> tuple[str, Callable[[], object]]:
    return ANY, lambda: excel.filled([["{{ policy.title }}", f"={formula}"]])


IN_EXCEL: DrawnFiles = {
    **{
        f"columns to {name}": (
            ANY,
            _sheet("<sheetData>", f'<cols><col min="1" max="{number}" width="9"/></cols><sheetData>'),
        )
        for name, number in HUGE.items()
    },
    **{f"a row numbered {name}": (ANY, _sheet('<row r="2"', f'<row r="{number}"')) for name, number in HUGE.items()},
    **{f"a cell in row {name}": (ANY, _sheet('r="A2"', f'r="A{number}"')) for name, number in HUGE.items()},
    **{f"a text numbered {name}": (ANY, _sheet("<v>1</v>", f"<v>{number}</v>")) for name, number in HUGE.items()},
    **{f"a style numbered {name}": (ANY, _sheet('r="A2"', f'r="A2" s="{number}"')) for name, number in HUGE.items()},
    **{
        f"a page break at {name}": (
            ANY,
            _sheet("</sheetData>", f'</sheetData><rowBreaks><brk id="{number}" max="{number}"/></rowBreaks>'),
        )
        for name, number in HUGE.items()
    },
    **{
        f"a split at {name}": (
            ANY,
            _sheet(
                "<sheetData>", f'<sheetViews><sheetView><pane ySplit="{number}"/></sheetView></sheetViews><sheetData>'
            ),
        )
        for name, number in HUGE.items()
    },
    "a column of very many letters": (ANY, _sheet('r="A2"', 'r="' + "Z" * 5_000 + '2"')),
    "all cells merged": (
        ANY,
        _sheet("</sheetData>", '</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
    ),
    "rules for all cells": (
        ANY,
        _sheet(
            "</sheetData>",
            "</sheetData>" + '<conditionalFormatting sqref="A1:XFD1048576"><cfRule type="expression" priority="1">'
            "<formula>A1=1</formula></cfRule></conditionalFormatting>" * 200,
        ),
    ),
    "very many areas": (
        ANY,
        _sheet(
            "</sheetData>",
            f'</sheetData><dataValidations><dataValidation sqref="{_MANY_AREAS}" type="whole">'
            "<formula1>1</formula1></dataValidation></dataValidations>",
        ),
    ),
    "a sum of all cells": _formula("SUM(A1:XFD1048576)"),
    "very many sums of all cells": (
        ANY,
        lambda: excel.filled([["{{ policy.title }}", *(["=SUM($C$2:$XFD$1048576)"] * 200)]]),
    ),
    "a text of a milliard letters by formula": _formula('REPT("A",1000000000)'),
    "texts that double by formula": _formula("&".join(["A1"] * 1000)),
    "powers by formula": _formula("9^9^9^9"),
    "a number of very many digits by formula": _formula("9" * 5_000),
    "a rounding to a milliard places": _formula("ROUND(1,1000000000)"),
    "parentheses in a formula": _formula("(" * 3_000 + "1" + ")" * 3_000),
    "signs in a formula": _formula("-" * 8_000 + "1"),
    "calls in a formula": _formula("IF(1," * 1_000 + "1" + ")" * 1_000),
    "formulas that double": (
        ANY,
        lambda: excel.filled([["{{ policy.title }}"], [1], *([f"=A{n}+A{n}"] for n in range(2, 3_000))]),
    ),
    "formulas in a circle": (ANY, lambda: excel.filled([["{{ policy.title }}", "=C1", "=B1"]])),
    "texts of formulas that double": (
        ANY,
        lambda: excel.filled([["{{ policy.title }}"], ["가"], *([f"=A{n}&A{n}"] for n in range(2, 60))]),
    ),
    "a loop in a loop in a loop of rows": (
        "limit",
        lambda: excel.filled(_LOOPS),
    ),
    "very many tags": (ANY, lambda: excel.filled([["{{ policy.title }}"] * 100] * 500)),
    "elements within elements, very deep": (
        ANY,
        _sheet("<sheetData>", "<x>" * 100_000 + "</x>" * 100_000 + "<sheetData>"),
    ),
    "a zip bomb": (ANY, lambda: _packed_bomb("xlsx", excel.drawn(_ROWS), _SHEET)),
}


def _hangul(old: str, new: str, *content: object) -> Callable[[], object]:
    return lambda: _filled(
        "hwpx",
        _changed(hangul.drawn(*(content or (ROWS,))), hangul.SECTION, old, new),  # type: ignore[arg-type]
    )


IN_HANGUL: DrawnFiles = {
    **{
        f"{field} {name}": (ANY, _hangul(f'{field}="{was}"', f'{field}="{number}"', rows))
        for field, was in {"colSpan": 1, "rowSpan": 1, "colAddr": 1, "rowAddr": 1, "colCnt": 2, "rowCnt": 3}.items()
        for name, number in HUGE.items()
        for rows in (MERGED,)
    },
    **{
        f"a tag that spans {name}": (
            ANY,
            lambda number=number: hangul.filled([[f"{{% colspan {number} %}}가", "나"]] * 2),
        )
        for name, number in HUGE.items()
    },
    "a loop in a loop in a loop of rows": (
        "limit",
        lambda: hangul.filled([["가"], *_LOOPS]),
    ),
    "a long paragraph in a loop": (
        "limit",
        lambda: hangul.filled("{%p for a in [1] * 1000000 %}", "가" * 10_000, "{%p endfor %}"),
    ),
    "very many tags": ("limit", lambda: hangul.filled("{{ policy.title }}" * 60_000)),
    "elements within elements, very deep": (
        ANY,
        _hangul("<hp:tbl", "<hp:x>" * 100_000 + "</hp:x>" * 100_000 + "<hp:tbl"),
    ),
    "a zip bomb": (ANY, lambda: _packed_bomb("hwpx", hangul.drawn("가"), hangul.SECTION)),
}
