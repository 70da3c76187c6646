"""What Markdown says beside headings, texts, outlines and tables, for the renderers to be tried on."""

from __future__ import annotations

from functools import cache
from io import BytesIO

from PIL import Image as Pillow

from policyreport.document.nodes import (
    Column,
    DocumentBlock,
    Image,
    Inline,
    Item,
    Items,
    Landscape,
    Link,
    PageBreak,
    Paragraph,
    Picture,
    Quote,
    Row,
    Rule,
    Script,
    Table,
    Text,
)
from policyreport.ooxml.printable_pictures import printable_picture


def said(*nodes: Inline | str) -> tuple[Inline, ...]:
    """Return inline content in which plain strings are text."""
    return tuple(Text(node) if isinstance(node, str) else node for node in nodes)


@cache
def image(form: str = "png", mode: str = "RGB", size: tuple[int, int] = (60, 40)) -> Image:
    """Return a picture of one colour."""
    stream = BytesIO()
    Pillow.new(mode, size, 90).save(stream, form)
    return printable_picture(stream.getvalue())


NUMBERED = Items(
    (
        Item(
            said("첫째 안건 10m", Script("2", "super"), ", CO", Script("2", "sub")),
            (Item(said("세부"), (), 1, "가."), Item(said("다음"), (), 2, "가.")),
            1,
        ),
        Item(said("둘째 안건"), (Item(said("표시가 달린 항목")),), 2),
        Item(said("건너뛴 안건"), (), 5),
    )
)
QUOTE = Quote((Paragraph(said("인용한 글")), Items((Item(said("인용한 호"), (), 1),))))
PICTURE = Picture(image(), "개소식에 모인 사람들", 0.5, said("개소식"), said("중소벤처기업부"))
TURNED = Landscape(
    (Table((Column(said("가로")),), (Row((said("누운 쪽의 칸"),)),), said("누운 표")), Picture(image("jpeg"), "사진"))
)
MARKDOWN_BLOCKS: tuple[DocumentBlock, ...] = (
    Paragraph(said("앞 ", Link("https://example.org/a", said("누리집")))),
    NUMBERED,
    QUOTE,
    Rule(),
    PICTURE,
    PageBreak(),
    Paragraph(said("다음 쪽의 글")),
    TURNED,
    Paragraph(said("다시 선 쪽의 글")),
)
