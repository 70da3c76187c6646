"""What is wrong with a template drawn in Word beside its tags."""

from __future__ import annotations

from policyreport.diagnostics import ErrorKind, Message, Problem
from policyreport.office_templates.errors import place


def uncounted(file: str, where: Message, code: str) -> Problem:
    """Return the problem of a caption whose number is not counted 1, 2, 3."""
    what = Message(f"captions are counted 1, 2, 3, not as {code}", f"캡션 번호는 1, 2, 3으로만 셉니다: {code}")
    hint = Message(
        "insert the caption again (References, Insert Caption, Numbering): format 1, 2, 3, without the chapter number",
        "참조 › 캡션 삽입 › 번호 매기기에서 형식을 1, 2, 3으로 하고 '장 번호 포함'을 꺼서 다시 넣으십시오",
    )
    return Problem(ErrorKind.TEMPLATE, "template.field", what, place(file, where), code, hint)


def reference(file: str, where: Message, code: str, why: Message) -> Problem:
    """Return the problem of a cross-reference whose text cannot be known."""
    what = Message(f"{code}: {why.en}", f"{code}: {why.ko}")
    hint = Message(
        "delete the cross-reference and write the text, or the tag to which it refers",
        "상호 참조(참조 › 상호 참조)를 지우고, 가리키던 글이나 표시를 그대로 쓰십시오",
    )
    return Problem(ErrorKind.TEMPLATE, "template.field", what, place(file, where), code, hint)


def tag_in_address(file: str, where: Message, address: str) -> Problem:
    """Return the problem of a tag in the address of a link."""
    what = Message(
        f"tags in a link's address are not filled: '{address[:60]}'",
        f"링크 주소에 쓴 표시는 채워지지 않습니다: '{address[:60]}'",
    )
    hint = Message(
        "remove the link and write {{ link(address, text) }}",
        "링크를 제거하고(오른쪽 단추 › 하이퍼링크 제거) {{ link(주소, 글) }}로 쓰십시오",
    )
    return Problem(ErrorKind.TEMPLATE, "template.out-of-reach", what, place(file, where), hint=hint)


def tag_in_chart(file: str, where: Message, text: str) -> Problem:
    """Return the problem of a tag in a chart, whose numbers and names stay as they were drawn."""
    what = Message(
        f"tags in a chart are not filled: '{text[:40]}'", f"차트 안의 표시는 채워지지 않습니다: '{text[:40]}'"
    )
    hint = Message(
        "write its title into a paragraph and its data into a table, or draw the chart in Excel (body.xlsx)",
        "제목은 문단에, 자료는 표에 쓰거나, 차트를 Excel로 그린 템플릿(body.xlsx)에 두십시오",
    )
    return Problem(ErrorKind.TEMPLATE, "template.out-of-reach", what, place(file, where), hint=hint)


def repeated_chart(file: str, where: Message) -> Problem:
    """Return the problem of a chart in a loop, which would show the same numbers at each turn."""
    what = Message("a chart in a loop shows the same data at each turn", "되풀이하는 차트는 매번 같은 자료를 보입니다")
    hint = Message(
        "draw a table in its place, or put the chart outside of the loop", "표로 바꾸거나 되풀이 밖에 두십시오"
    )
    return Problem(ErrorKind.TEMPLATE, "template.chart", what, place(file, where), hint=hint)
