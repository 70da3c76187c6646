"""What is wrong with a drawn template's tags, said to the one who drew it."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import replace

from policyreport.diagnostics import ErrorKind, Message, Problem, SourceLocation, did_you_mean
from policyreport.office_templates.tags import Level, Tag

_END = Message(
    "write {% for … %} … {% endfor %} and {% if … %} … {% endif %}",
    "{% for … %} … {% endfor %}, {% if … %} … {% endif %}로 짝을 맞추십시오",
)


def at(problem: Problem, file: str, tag: Tag) -> Problem:
    """Return a problem with the place of a tag, and the tag itself."""
    return replace(problem, where=location(file, tag.place), field=tag.source)


def location(file: str, words: Message) -> SourceLocation:
    """Return a place in a drawn template, in the words of its readers."""
    return SourceLocation(file, cell=words.ko)


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
        "표시는 한 문단이나 칸 안에서 열고 닫습니다. 괄호를 인쇄하려면 {{ '{{' }}라고 쓰십시오",
    )
    return Problem(ErrorKind.TEMPLATE, "template.tag-not-closed", what, location(file, where), braces, hint)


def lookalike(file: str, where: Message, text: str) -> Problem:
    """Return the problem of text that was meant to be a tag, and would be printed as it stands."""
    what = Message(
        f"this looks like a tag and is none: '{text[:40]}'", f"표시처럼 보이나 표시가 아닙니다: '{text[:40]}'"
    )
    hint = Message(
        "type the braces in half width and without blanks between them, {{ … }}; to print them, write {{ '{ {' }}",
        "괄호를 반각으로, 사이를 띄지 않고 {{ … }}로 쓰십시오. 괄호를 인쇄하려면 {{ '{ {' }}처럼 쓰십시오",
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
        f"{opened.source}의 시작과 끝이 같은 곳에 있어 되풀이할 것이 없습니다",
    )
    hint = Message(
        "give the beginning and the end a row, cell or paragraph each, before and after what they hold",
        "시작과 끝을 되풀이할 내용의 앞과 뒤에 따로 두십시오",
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
        ErrorKind.TEMPLATE, "template.no-table", what, hint=Message(f"write {instead}", f"{instead}로 쓰십시오")
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
    """Return the problem of a value with a prefix that is for statements."""
    what = Message(f"'{tag.prefix}' is for statements", f"'{tag.prefix}'은(는) 값 앞에 쓰지 않습니다")
    hint = Message(f"write {{{{ {tag.words} }}}}", f"{{{{ {tag.words} }}}}라고 쓰십시오")
    return Problem(ErrorKind.TEMPLATE, "template.prefix", what, hint=hint)


def unknown_statement(tag: Tag, known: Iterable[str], prefixes: Iterable[str]) -> Problem:
    """Return the problem of a statement that there is not."""
    word = tag.keyword
    what = Message(f"there is no statement '{word}'", f"'{word}' 구문은 없습니다")
    hint = did_you_mean(word, known)
    if word in prefixes:
        hint = Message(f"write {{%{word} without a space before it", f"{{%{word} 처럼 붙여 쓰십시오")
    if word.startswith(("-", "+")):
        hint = Message(f"leave the '{word[0]}' out", f"'{word[0]}'을(를) 빼십시오")
    return Problem(ErrorKind.TEMPLATE, "template.unknown-statement", what, hint=hint)


def misspelt_end(tag: Tag) -> Problem:
    """Return the problem of an end or an else with words after it."""
    what = Message(f"'{tag.keyword}' takes no words", f"'{tag.keyword}' 뒤에는 아무것도 쓰지 않습니다")
    hint = Message(f"write {{% {tag.keyword} %}}", f"{{% {tag.keyword} %}}라고 쓰십시오")
    return Problem(ErrorKind.TEMPLATE, "template.syntax", what, hint=hint)


def out_of_reach(file: str, where: Message, text: str) -> Problem:
    """Return the problem of a tag where nothing is filled, such as a picture's description or a field's code."""
    what = Message(f"tags are not filled here: '{text[:40]}'", f"여기에 쓴 표시는 채워지지 않습니다: '{text[:40]}'")
    hint = Message("write it as text of a paragraph", "문단의 글로 쓰십시오")
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
        f"{code} 필드의 한쪽 끝만 되풀이하거나 고르거나 없애게 됩니다",
    )
    hint = Message("put the whole field into the block, or outside of it", "필드를 통째로 블록의 안이나 밖에 두십시오")
    return Problem(ErrorKind.TEMPLATE, "template.field", what, location(file, where), code, hint)


def tracked_change(file: str, where: Message) -> Problem:
    """Return the problem of a tracked change in a template of 한글."""
    what = Message("a tracked change is neither accepted nor rejected", "변경 내용 추적이 남아 있습니다")
    hint = Message("accept or reject all changes, then save it", "변경 내용을 모두 적용하거나 취소한 뒤 저장하십시오")
    return Problem(ErrorKind.TEMPLATE, "template.tracked-change", what, location(file, where), hint=hint)
