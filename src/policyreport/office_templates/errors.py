"""What is wrong with a drawn template's tags, said to the one who drew it."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import replace

from policyreport.diagnostics import ErrorKind, Message, Problem, SourceLocation, did_you_mean
from policyreport.office_templates.tags import Level, Tag
from policyreport.ooxml.xml_text import code_point

_END = Message(
    "write {% for … %} … {% endfor %} and {% if … %} … {% endif %}",
    "{% for … %} … {% endfor %}, {% if … %} … {% endif %}로 짝을 맞추십시오",
)


def at(problem: Problem, file: str, tag: Tag) -> Problem:
    """Return a problem with the place of a tag, and the tag itself."""
    return replace(problem, where=location(file, tag.place), field=tag.source)


def location(file: str, words: Message) -> SourceLocation:
    """Return a place in a drawn template, in the words of its readers."""
    return SourceLocation(file, cell=words.ko, english=words.en)


def stray(file: str, where: Message, braces: str) -> Problem:
    """Return the problem of braces that belong to no tag."""
    opens = braces.startswith("{")
    what = (
        Message(f"'{braces}' is not closed", f"'{braces}'이(가) 닫히지 않았습니다")
        if opens
        else Message(f"'{braces}' closes nothing", f"'{braces}' 앞에 여는 괄호가 없습니다")
    )
    hint = Message(
        "a tag begins and ends in one paragraph or cell; to print braces, write {{ '{{' }}",
        "표시는 한 문단이나 칸 안에서 열고 닫습니다. 괄호를 출력하려면 {{ '{{' }}라고 쓰십시오",
    )
    return Problem(ErrorKind.TEMPLATE, "template.tag-not-closed", what, location(file, where), braces, hint)


def unseen_character(file: str, where: Message, character: str) -> Problem:
    """Return the problem of a character in a template's own text that turns the direction of writing, unseen."""
    point = code_point(character)
    what = Message(
        f"an invisible character that turns the direction of writing: {point}",
        f"글의 방향을 바꾸는 보이지 않는 문자: {point}",
    )
    hint = Message(
        "delete the words around it and type them again; it comes with what is copied from the web",
        "앞뒤의 글을 지우고 다시 쓰십시오. 웹에서 복사한 글에 딸려 옵니다",
    )
    return Problem(ErrorKind.TEMPLATE, "text.character", what, location(file, where), hint=hint)


def lookalike(file: str, where: Message, text: str) -> Problem:
    """Return the problem of text that was meant to be a tag, and would be printed as it stands."""
    what = Message(
        f"this looks like a tag and is none: '{text[:40]}'", f"표시처럼 보이나 표시가 아닙니다: '{text[:40]}'"
    )
    hint = Message(
        "type the braces in half width and without blanks between them, {{ … }}; to print them, write {{ '{ {' }}",
        "괄호를 반각으로, 사이를 띄지 않고 {{ … }}로 쓰십시오. 괄호를 출력하려면 {{ '{ {' }}처럼 쓰십시오",
    )
    return Problem(ErrorKind.TEMPLATE, "template.looks-like-tag", what, location(file, where), text[:40], hint)


def unclosed(tag: Tag) -> Problem:
    """Return the problem of a block without an end."""
    what = Message(f"this {tag.keyword} has no end", f"{tag.keyword}의 끝이 없습니다")
    hint = Message(f"write {{% end{tag.keyword} %}}", f"{{% end{tag.keyword} %}}을(를) 쓰십시오")
    return Problem(ErrorKind.TEMPLATE, "template.unclosed", what, hint=hint)


def unopened(tag: Tag) -> Problem:
    """Return the problem of an end or an else without a beginning."""
    what = Message(f"'{tag.keyword}' belongs to nothing before it", f"'{tag.keyword}'에 맞는 시작이 앞에 없습니다")
    return Problem(ErrorKind.TEMPLATE, "template.unopened", what, hint=_END)


def straddling(opened: Tag) -> Problem:
    """Return the problem of a block that begins and ends in different paragraphs, cells or tables."""
    what = Message(
        f"{opened.source} begins at {opened.place.en} and cannot go on here",
        f"{opened.place.ko}에서 시작한 {opened.source}이(가) 여기까지 이어질 수 없습니다",
    )
    hint = Message(
        "for whole paragraphs, rows or cells write {%p … %}, {%tr … %} or {%tc … %} at both ends, each in its own "
        "paragraph, row or cell of the same text or table",
        "여러 문단·줄·칸은 양 끝을 {%p … %}, {%tr … %}, {%tc … %}로 쓰되, 같은 글이나 표 안의 따로 둔 문단·줄·칸에 "
        "두십시오",
    )
    return Problem(ErrorKind.TEMPLATE, "template.straddling", what, hint=hint)


def empty_block(opened: Tag) -> Problem:
    """Return the problem of a block that ends in the row, cell or paragraph that its beginning takes away."""
    what = Message(
        f"{opened.source} ends where it begins: there is nothing to repeat",
        f"{opened.source}의 시작과 끝이 같은 곳에 있어 반복할 것이 없습니다",
    )
    hint = Message(
        "give the beginning and the end a row, cell or paragraph each, before and after what they hold",
        "시작과 끝을 반복할 내용의 앞과 뒤에 따로 두십시오",
    )
    return Problem(ErrorKind.TEMPLATE, "template.empty-block", what, hint=hint)


def lost(tag: Tag, text: str) -> Problem:
    """Return the problem of content beside a tag that stands for a whole paragraph, row or cell."""
    said = text.strip()[:30]
    what = Message(
        f"what stands beside the tag would be lost: '{said}'", f"표시와 함께 사라질 내용이 있습니다: '{said}'"
    )
    hint = Message(
        f"{{%{tag.prefix} … %}} takes its whole {tag.level} away: give it one of its own",
        f"{{%{tag.prefix} … %}}는 제자리의 문단·줄·칸을 통째로 없애므로 따로 두십시오",
    )
    return Problem(ErrorKind.TEMPLATE, "template.beside-tag", what, hint=hint)


def section_lost() -> Problem:
    """Return the problem of a comment that takes the layout of pages away with its paragraph or row."""
    what = Message(
        "the layout of a section's pages would be lost with the comment", "주석과 함께 구역(쪽 모양) 설정이 사라집니다"
    )
    hint = Message(
        "put the comment into a paragraph of its own, after the one where the section begins or ends",
        "구역이 시작하거나 끝나는 문단이 아닌, 따로 둔 문단에 쓰십시오",
    )
    return Problem(ErrorKind.TEMPLATE, "template.beside-tag", what, hint=hint)


def no_table(tag: Tag) -> Problem:
    """Return the problem of a tag for rows or cells outside of a table."""
    what = Message(f"'{tag.prefix}' is for tables, and this is none", f"'{tag.prefix}'은(는) 표 안에서만 씁니다")
    instead = "{#p … #}" if tag.sort == "comment" else "{%p … %}"
    return Problem(
        ErrorKind.TEMPLATE, "template.no-table", what, hint=Message(f"write {instead}", f"{instead}(으)로 쓰십시오")
    )


def not_here(tag: Tag, levels: Container[Level]) -> Problem:
    """Return the problem of a tag for what there is not where it stands, such as paragraphs in a cell of a workbook."""
    what = Message(f"'{tag.prefix}' has no meaning here", f"'{tag.prefix}'은(는) 여기서 쓰지 않습니다")
    hint = (
        Message(
            "write {% … %} within one cell, {%tr … %} for rows", "한 칸 안에서는 {% … %}, 줄은 {%tr … %}로 쓰십시오"
        )
        if "row" in levels
        else Message("write {% … %} within one paragraph", "한 문단 안에서 {% … %}로 쓰십시오")
    )
    return Problem(ErrorKind.TEMPLATE, "template.prefix", what, hint=hint)


def not_for_printing(tag: Tag) -> Problem:
    """Return the problem of a value with a prefix that is for statements; docxtpl puts another document in by one."""
    what = Message(f"'{tag.prefix}' is for statements", f"'{tag.prefix}'은(는) 값 앞에 쓰지 않습니다")
    hint = Message(
        f"write {{{{ {tag.words} }}}}; other documents are not put in: draw what they hold into this one",
        f"{{{{ {tag.words} }}}}라고 쓰십시오. 다른 문서를 끼워 넣을 수는 없으므로 그 내용은 이 템플릿에 그리십시오",
    )
    return Problem(ErrorKind.TEMPLATE, "template.prefix", what, hint=hint)


def nothing_to_trim(tag: Tag) -> Problem:
    """Return the problem of a ``-`` at a tag that takes its whole paragraph, row or cell away."""
    what = Message("there is nothing for the '-' to trim", "'-'로 없앨 빈칸이 없습니다")
    hint = Message(
        f"leave the '-' out: {{%{tag.prefix} … %}} takes its whole {tag.level} away",
        f"'-'을(를) 빼십시오. {{%{tag.prefix} … %}}는 제자리의 문단·줄·칸을 통째로 없앱니다",
    )
    return Problem(ErrorKind.TEMPLATE, "template.prefix", what, hint=hint)


_SET = Message("write {% set name = … %} before it", "그 앞에 {% set 이름 = … %}으로 쓰십시오")
_REPEAT = Message(
    "write the text itself, in a loop where it comes several times",
    "그 글을 그대로 쓰고, 여러 번 나올 것은 {% for … %}로 반복하십시오",
)
_DRAW = Message(
    "draw what it holds into this template, or write body.md.j2, where it can be used",
    "그 내용을 이 템플릿에 그리십시오. 다른 파일을 불러오는 일은 body.md.j2에서만 됩니다",
)
_EACH = Message("write the filter at each value, as in {{ x | bare }}", "{{ x | bare }}처럼 값마다 필터를 쓰십시오")
_PRINT = Message("write {{ … }}, or {% set name = … %}", "{{ … }}나 {% set 이름 = … %}으로 쓰십시오")
_CHOOSE = Message(
    "choose the records that the loop goes through: {% for x in xs if … %}",
    "반복할 것을 {% for x in xs if … %}처럼 고르십시오",
)
_AS_IT_IS = Message(
    "leave it out: values are printed exactly as they are", "빼십시오. 값은 언제나 글자 그대로 출력됩니다"
)
_INSTEAD: Mapping[str, Message] = {
    **dict.fromkeys(
        ("raw", "endraw", "verbatim"),
        Message(
            "to print braces, write {_{ … }_} and {_% … %_}",
            "괄호를 그대로 출력하려면 {_{ … }_}, {_% … %_}로 쓰십시오",
        ),
    ),
    **dict.fromkeys(("include", "import", "from", "extends", "block", "endblock"), _DRAW),
    **dict.fromkeys(("macro", "endmacro", "call", "endcall"), _REPEAT),
    **dict.fromkeys(("filter", "endfilter"), _EACH),
    **dict.fromkeys(("with", "endwith", "endset"), _SET),
    **dict.fromkeys(("do", "print", "xv", "op"), _PRINT),
    **dict.fromkeys(("break", "continue"), _CHOOSE),
    **dict.fromkeys(("autoescape", "endautoescape", "trans", "endtrans", "debug"), _AS_IT_IS),
    **dict.fromkeys(("elseif", "elsif"), Message("write {% elif … %}", "{% elif … %}라고 쓰십시오")),
}
"""What to write instead of a statement of Jinja's that drawn templates do not have."""


def unknown_statement(tag: Tag, known: Iterable[str], prefixes: Iterable[str]) -> Problem:
    """Return the problem of a statement that there is not."""
    word = tag.keyword
    what = Message(f"there is no statement '{word}'", f"'{word}' 구문은 없습니다")
    hint = _INSTEAD.get(word) or did_you_mean(word, known)
    if word in prefixes:
        hint = Message(f"write {{%{word} without a space before it", f"{{%{word} 처럼 붙여 쓰십시오")
    if word.strip("-+") != word:
        sign = "-" if "-" in word else "+"
        hint = Message(f"leave the '{sign}' out", f"'{sign}'을(를) 빼십시오")
    return Problem(ErrorKind.TEMPLATE, "template.unknown-statement", what, hint=hint)


def misspelt_end(tag: Tag) -> Problem:
    """Return the problem of an end or an else with words after it."""
    what = Message(f"'{tag.keyword}' takes no words", f"'{tag.keyword}' 뒤에는 아무것도 쓰지 않습니다")
    hint = Message(f"write {{% {tag.keyword} %}}", f"{{% {tag.keyword} %}}라고 쓰십시오")
    return Problem(ErrorKind.TEMPLATE, "template.syntax", what, hint=hint)


def misused_cell_statement(tag: Tag) -> Problem:
    """Return the problem of a statement about a cell without its value, or with one that it does not take."""
    if tag.keyword in ("vm", "hm"):
        return misspelt_end(tag)
    example = {"cellbg": '{% cellbg "FFE699" %}', "colspan": "{% colspan 3 %}"}[tag.keyword]
    what = Message(f"'{tag.keyword}' lacks its value", f"'{tag.keyword}' 뒤에 값이 없습니다")
    hint = Message(f"write it as in {example}", f"{example}처럼 쓰십시오")
    return Problem(ErrorKind.TEMPLATE, "template.syntax", what, hint=hint)


def no_cell(tag: Tag) -> Problem:
    """Return the problem of a statement about a cell outside of a table."""
    what = Message(f"'{tag.keyword}' is for cells of a table", f"'{tag.keyword}'은(는) 표의 칸 안에서만 씁니다")
    hint = Message("put it into a cell, or leave it out", "표의 칸 안에 쓰거나 빼십시오")
    return Problem(ErrorKind.TEMPLATE, "template.no-table", what, hint=hint)


_IN_EXCEL: Mapping[str, Message] = {
    "cellbg": Message(
        "draw the colour by a rule: Home › Conditional Formatting", "색은 홈 › 조건부 서식으로 그려 두십시오"
    ),
    "colspan": Message(
        "merge the cells as they are drawn: Home › Merge & Center",
        "칸은 홈 › 병합하고 가운데 맞춤으로 합쳐 그려 두십시오",
    ),
    "vm": Message(
        "repeat the value in each row, or print it in the first alone: {% if loop.first %} … {% endif %}",
        "줄마다 값을 두거나 {% if loop.first %} … {% endif %}로 첫 줄에만 쓰십시오",
    ),
    "hm": Message(
        "repeat the value in each cell, or print it in the first alone: {% if loop.first %} … {% endif %}",
        "칸마다 값을 두거나 {% if loop.first %} … {% endif %}로 첫 칸에만 쓰십시오",
    ),
}


def no_cell_statements(tag: Tag) -> Problem:
    """Return the problem of a statement about a cell in a workbook, whose cells bear formulas, filters and sums."""
    what = Message(
        f"there is no '{tag.keyword}' in workbooks", f"Excel 템플릿에서는 '{tag.keyword}'을(를) 쓰지 않습니다"
    )
    return Problem(ErrorKind.TEMPLATE, "template.unknown-statement", what, hint=_IN_EXCEL[tag.keyword])


def outside_of_loop(tag: Tag) -> Problem:
    """Return the problem of a statement that merges the cells of a loop's turns outside of a loop."""
    what = Message(
        f"'{tag.keyword}' merges cells of a loop, and stands in none",
        f"'{tag.keyword}'은(는) 반복하는 칸을 합치는데 반복 밖에 있습니다",
    )
    hint = Message(
        "put it between {%tr for … %} or {%tc for … %} and its end, or merge the cells as they are drawn",
        "{%tr for … %}나 {%tc for … %}와 그 끝 사이에 쓰거나, 칸을 합쳐 그려 두십시오",
    )
    return Problem(ErrorKind.TEMPLATE, "template.outside-loop", what, hint=hint)


def bad_colour(text: str) -> Problem:
    """Return the problem of a cell's colour that is none."""
    what = Message(f"'{text[:20]}' is no colour", f"'{text[:20]}'은(는) 색이 아닙니다")
    hint = Message(
        'write six digits, as in {% cellbg "FFE699" %}; an empty text leaves the cell as it is drawn',
        '{% cellbg "FFE699" %}처럼 여섯 자리로 쓰십시오. 빈 글("")이면 그린 색 그대로입니다',
    )
    return Problem(ErrorKind.TEMPLATE, "template.colour", what, hint=hint)


def bad_cell_count(text: str, most: int) -> Problem:
    """Return the problem of a number of cells that no table has."""
    what = Message(
        f"a cell cannot span '{text[:20]}' columns", f"칸이 걸칠 열의 수로 '{text[:20]}'은(는) 쓸 수 없습니다"
    )
    hint = Message(f"give a whole number from 1 to {most}", f"1부터 {most}까지의 정수로 쓰십시오")
    return Problem(ErrorKind.TEMPLATE, "template.colspan", what, hint=hint)


def out_of_reach(file: str, where: Message, text: str) -> Problem:
    """Return the problem of a tag where nothing is filled, such as a picture's description or a field's code."""
    what = Message(f"tags are not filled here: '{text[:40]}'", f"여기에 쓴 표시는 채워지지 않습니다: '{text[:40]}'")
    hint = Message("write it as text of a paragraph or a cell", "문단이나 칸의 글로 쓰십시오")
    if text.strip().upper().startswith("HYPERLINK"):
        hint = Message(
            "insert the link again (Insert › Link): tags in its address are filled",
            "링크를 지우고 삽입 › 링크로 다시 넣으십시오. 그 주소에 쓴 표시는 채워집니다",
        )
    return Problem(ErrorKind.TEMPLATE, "template.out-of-reach", what, location(file, where), hint=hint)


def not_taken_over(file: str, kind: str) -> Problem:
    """Return the problem of a kind of content that a filled file cannot hold."""
    what = Message(f"'{kind}' cannot be taken over from a template", f"템플릿의 '{kind}'은(는) 옮길 수 없습니다")
    hint = Message("take it out, or put a picture of it in its place", "빼거나 그림으로 바꾸어 넣으십시오")
    return Problem(ErrorKind.TEMPLATE, "template.not-taken-over", what, SourceLocation(file), kind, hint)


def refused_field(file: str, where: Message, code: str) -> Problem:
    """Return the refusal of a field that reads other files or programs."""
    what = Message(f"the field {code} reaches outside the file", f"{code} 필드는 파일 밖의 것을 읽습니다")
    hint = Message("press Ctrl+Shift+F9 on it to turn it into text", "필드에서 Ctrl+Shift+F9를 눌러 글로 바꾸십시오")
    return Problem(ErrorKind.SECURITY, "template.field", what, location(file, where), code, hint)


def telling_field(file: str, where: Message, code: str) -> Problem:
    """Return the problem of a field that tells who made the template, or where it is kept."""
    what = Message(f"the field {code} tells of the template's own file", f"{code} 필드는 템플릿 파일의 것을 드러냅니다")
    hint = Message("write the text itself, or {{ document.title }}", "글로 쓰거나 {{ document.title }}을(를) 쓰십시오")
    return Problem(ErrorKind.TEMPLATE, "template.field", what, location(file, where), code, hint)


def stale_field(file: str, where: Message, code: str, hint: Message) -> Problem:
    """Return the problem of a field that would go on showing what it showed in the template."""
    what = Message(
        f"the field {code} would show what it shows in the template, whatever is filled in",
        f"{code} 필드는 채운 내용을 따라가지 못하고 템플릿의 것을 그대로 보입니다",
    )
    return Problem(ErrorKind.TEMPLATE, "template.field", what, location(file, where), code, hint)


def parted_field(file: str, where: Message, code: str) -> Problem:
    """Return the problem of a field of which only one end is repeated, chosen or taken away."""
    what = Message(
        f"a block or a comment takes in one end of the field {code} and not the other",
        f"{code} 필드의 한쪽 끝만 반복하거나 고르거나 없애게 됩니다",
    )
    hint = Message("put the whole field into the block, or outside of it", "필드를 통째로 블록의 안이나 밖에 두십시오")
    return Problem(ErrorKind.TEMPLATE, "template.field", what, location(file, where), code, hint)


def tracked_change(file: str, where: Message) -> Problem:
    """Return the problem of a tracked change in a template of 한글."""
    what = Message("a tracked change is neither accepted nor rejected", "변경 내용 추적이 남아 있습니다")
    hint = Message("accept or reject all changes, then save it", "변경 내용을 모두 적용하거나 취소한 뒤 저장하십시오")
    return Problem(ErrorKind.TEMPLATE, "template.tracked-change", what, location(file, where), hint=hint)
