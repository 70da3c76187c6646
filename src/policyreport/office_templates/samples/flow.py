"""The samples for Word and 한글: a document whose texts are tags, in the house style of the renderers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from policyreport.document.nodes import (
    Align,
    Block,
    Column,
    Document,
    Heading,
    Inline,
    Item,
    Items,
    Meta,
    Note,
    Pair,
    Paragraph,
    Row,
    Table,
    Text,
)
from policyreport.document.theme import Theme
from policyreport.renderers.docx import render as render_docx
from policyreport.renderers.hwpx import render as render_hwpx


def word_sample(theme: Theme) -> bytes:
    """Return the sample as a Word file."""
    return render_docx(_DOCUMENT, theme).content


def hangul_sample(theme: Theme) -> bytes:
    """Return the sample as a file of 한글."""
    return render_hwpx(_DOCUMENT, theme).content


_WIDEST = "지원사업"
"""The head of the column whose texts are the longest."""


def _text(words: str) -> tuple[Inline, ...]:
    return (Text(words),) if words else ()


def _paragraph(words: str) -> Paragraph:
    return Paragraph(_text(words))


def _comment(words: str) -> Note:
    return Note(_text(f"{{#p {words} #}}"))


def _items(*lines: str) -> Items:
    return Items(tuple(Item(_text(line)) for line in lines))


def _table(
    caption: str, columns: Sequence[tuple[str, Align]], loop: str, row: Sequence[str], total: Sequence[str] = ()
) -> Table:
    """Return a table with a row for each turn of a loop, whose tags stand where the widest texts are to stand."""
    widest = [head for head, _ in columns].index(_WIDEST) if (_WIDEST, "left") in columns else 1
    tags = (f"{{%tr for {loop} %}}", "{%tr endfor %}")
    before, after = ([tag if n == widest else "" for n in range(len(columns))] for tag in tags)
    rows = [Row(tuple(map(_text, cells))) for cells in (before, row, after)]
    rows += [Row(tuple(map(_text, total)), "total")] if total else []
    return Table(tuple(Column(_text(head), align) for head, align in columns), tuple(rows), _text(caption))


_META = Meta(
    kind="sample",
    title="{{ document.title }}",
    subtitle="{{ quarter.label }}",
    running_title="{{ policy.title }}",
    quarter="{{ quarter.label }}",
    as_of=date(2000, 1, 1),
    organisation="{{ document.organisation }}",
    summary="",
    keywords=(),
    licence="{{ document.licence }}",
    language="ko-KR",
    mark="{{ document.mark }}",
    particulars=(
        Pair(_text("기준일"), _text("{{ quarter.as_of }}")),
        Pair(_text("소관"), _text("{{ policy.lead }}")),
    ),
)
_MONEY: Sequence[tuple[str, Align]] = (
    ("지원사업", "left"),
    ("예산현액", "right"),
    ("집행액", "right"),
    ("집행률", "right"),
)
_BLOCKS: tuple[Block, ...] = (
    _comment("이렇게 쓴 말은 출력되지 않고, 그 문단째 사라집니다. 다 읽었으면 지우십시오."),
    _comment("값은 두 겹 중괄호로, 반복과 조건은 퍼센트가 붙은 중괄호로 씁니다. 쓸 수 있는 이름: policyreport names"),
    Heading(1, _text("1. 추진 개요")),
    _items(
        "{{ policy.purpose }}",
        "추진전략 {{ count.strategies }}, 지원시책 {{ count.measures }}, 지원사업 {{ count.programs }}",
    ),
    _comment("조건: 이 분기의 한 줄 요지가 있을 때만 아래 줄이 나옵니다."),
    _paragraph("{%p if quarter.headline %}"),
    _items("{{ quarter.headline }}"),
    _paragraph("{%p endif %}"),
    Heading(1, _text("2. 성과지표")),
    _comment("반복: 표의 줄은 위아래에 tr이 붙은 표시를 한 줄씩 두면 그 사이의 줄이 반복됩니다."),
    _paragraph("{%p if outcomes %}"),
    _table(
        "성과지표",
        (
            ("연번", "center"),
            ("지표", "left"),
            ("기준값", "right"),
            ("실적", "right"),
            ("목표", "right"),
            ("달성률", "right"),
        ),
        "i in outcomes",
        ("{{ loop.index }}", "{{ i.title }}", "{{ i.baseline }}", "{{ i.actual }}", "{{ i.target }}", "{{ i.rate }}"),
    ),
    _paragraph("{%p else %}"),
    Note(_text("이 분기에 알려진 성과지표가 없음")),
    _paragraph("{%p endif %}"),
    Heading(1, _text("3. 지원사업과 예산")),
    _comment("합계는 더하지 않고 합계의 이름으로 씁니다(여기서는 all이라고 부름). 값이 없으면 -로 나옵니다."),
    _paragraph("{%p set all = budget_total %}"),
    _table(
        "지원사업별 예산",
        _MONEY,
        "p in programs",
        ("{{ p.title }}", "{{ p.money.current }}", "{{ p.money.executed }}", "{{ p.money.rate }}"),
        ("합계 {{ count.programs }}", "{{ all.current }}", "{{ all.executed }}", "{{ all.rate }}"),
    ),
    Heading(1, _text("4. 시책별 지원사업")),
    _comment("겹친 반복: 시책마다, 그 안에서 그 시책의 사업마다. 표의 번호는 나온 차례대로 매겨집니다."),
    _paragraph("{%p for m in measures %}"),
    Heading(2, _text("{{ loop.index }}) {{ m.title }}")),
    _paragraph("{{ m.content }}"),
    _paragraph("{%p if m.programs %}"),
    _table(
        "{{ m.title }} 사업",
        (("지원사업", "left"), ("지원 대상", "left"), ("소관", "left")),
        "p in m.programs",
        ("{{ p.title }}", "{{ p.target_group }}", "{{ p.lead }}"),
    ),
    _paragraph("{%p else %}"),
    Note(_text("아직 지원사업이 없음")),
    _paragraph("{%p endif %}"),
    _paragraph("{%p endfor %}"),
    _paragraph("{%p if quarter.outlook %}"),
    Heading(1, _text("5. 향후 계획")),
    _paragraph("{%p for line in quarter.outlook %}"),
    _items("{{ line }}"),
    _paragraph("{%p endfor %}"),
    _paragraph("{%p endif %}"),
)
_DOCUMENT = Document(_META, _BLOCKS)
