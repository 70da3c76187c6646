from dataclasses import replace

from tests.document.specimens import KITCHEN_SINK

from policyreport.document.nodes import (
    Column,
    Contents,
    Footnote,
    Heading,
    Item,
    Items,
    Lamp,
    Link,
    Note,
    Pair,
    Paragraph,
    Reference,
    Row,
    Strong,
    Table,
    Text,
)
from policyreport.document.theme import Theme
from policyreport.renderers.hwpx import render

from .specimens import (
    META,
    charpr,
    found,
    number,
    part,
    rendered,
    said,
    section,
    style_names,
    styled_texts,
    text_of,
)


def layout_of(content: bytes, style: str):
    """Return the paragraph layout of a style by its name in 한글."""
    head = part(content, "Contents/header.xml")
    found_style = found(head, f"//hh:style[@name='{style}']")[0]
    return found(head, f"//hh:paraPr[@id='{found_style.get('paraPrIDRef')}']")[0]


def test_every_kind_of_paragraph_has_a_style_of_its_own():
    outline = Items((Item(said("머리"), (Item(said("아래"), (Item(said("더 아래")),)),)), Item(said("홀로"))))
    headings = [Heading(1, said("장")), Heading(2, said("절")), Heading(3, said("항"))]
    assert styled_texts(*headings, Paragraph(said("글")), outline, Note(said("주")))[2:] == [
        ("개요 1", "장"),
        ("개요 2", "절"),
        ("개요 3", "항"),
        ("본문", "글"),
        ("항목 머리", "머리"),
        ("항목 2", "아래"),
        ("항목 3", "더 아래"),
        ("항목 1", "홀로"),
        ("주석", "주"),
    ]


def test_no_paragraph_takes_the_default_style():
    content = render(KITCHEN_SINK, Theme()).content
    names = style_names(content)
    used = {names[number] for number in found(part(content, "Contents/section0.xml"), "//hp:p/@styleIDRef")}
    assert "바탕글" not in used


def test_headings_are_in_the_outline_but_not_numbered_by_it():
    content = rendered().content
    for level in (1, 2, 3):
        heading = found(layout_of(content, f"개요 {level}"), "hh:heading")[0]
        assert (heading.get("type"), heading.get("level")) == ("OUTLINE", str(level - 1))
    marks = found(part(content, "Contents/header.xml"), "//hh:numbering/hh:paraHead")
    assert len(marks) == 10
    assert [mark.text for mark in marks] == [None] * 10


def test_items_and_notes_bear_the_marks_of_the_theme():
    content = rendered(theme=Theme(item_marks=("■", "▷"), note_mark="*")).content
    marks = {b.get("id"): b.get("char") for b in found(part(content, "Contents/header.xml"), "//hh:bullet")}
    bullets = {style: found(layout_of(content, style), "hh:heading[@type='BULLET']")[0] for style in STYLES_WITH_MARKS}
    assert [marks[bullets[style].get("idRef")] for style in STYLES_WITH_MARKS] == ["■", "■", "▷", "▷", "*"]


STYLES_WITH_MARKS = ("항목 머리", "항목 1", "항목 2", "항목 3", "주석")


def test_each_level_of_items_stands_further_in_and_hangs_from_its_mark():
    content = rendered().content
    left = [int(found(layout_of(content, f"항목 {level}"), ".//hp:case//hc:left/@value")[0]) for level in range(1, 8)]
    assert left == [1500 * level for level in range(7)]
    assert set(found(part(content, "Contents/header.xml"), "//hh:bullet/hh:paraHead/@autoIndent")) == {"1"}


def test_items_below_the_deepest_style_take_it():
    item = Item(said("9"))
    for depth in range(8, 0, -1):
        item = Item(said(str(depth)), (item,))
    styles = [style for style, _ in styled_texts(Items((item,)))[2:]]
    assert styles == ["항목 머리", *(f"항목 {level}" for level in range(2, 8)), "항목 7", "항목 7"]


def test_lengths_are_said_twice_for_programs_old_and_new():
    for layout in found(part(rendered().content, "Contents/header.xml"), "//hh:paraPr"):
        new, old = (found(layout, f".//hp:{way}/hh:margin/*/@value") for way in ("case", "default"))
        assert [2 * int(value) for value in new] == [int(value) for value in old]


def test_a_lamp_is_a_shape_and_a_word_in_the_colour_of_its_tone():
    content = rendered(Paragraph((Lamp("bad", "지연"),))).content
    run = found(part(content, "Contents/section0.xml"), "hp:p[last()]/hp:run")[0]
    assert text_of(run.getparent()) == "■\u00a0지연"
    letters = charpr(content, run)
    assert letters.get("textColor") == Theme().lamps["bad"].colour
    assert found(letters, "hh:bold")


def test_strong_text_is_bold():
    content = rendered(Paragraph((Strong(said("굵게")), *said("보통")))).content
    bold, plain = found(part(content, "Contents/section0.xml"), "hp:p[last()]/hp:run")
    assert (len(found(charpr(content, bold), "hh:bold")), len(found(charpr(content, plain), "hh:bold"))) == (1, 0)


def test_a_link_leads_to_its_address():
    address = "https://a.kr/?b=1&c=<2>;d#e"
    field = found(section(Paragraph((Link(address, said("기사")),))), "//hp:fieldBegin[@type='HYPERLINK']")[0]
    held = {element.get("name"): element.text for element in found(field, "hp:parameters/*")}
    assert held["Path"] == address
    assert held["Command"].replace("\\", "") == f"{address};1;0;0;"


def test_a_footnote_is_one_of_the_program_itself():
    body = section(Paragraph((*said("글"), Footnote(said("까닭 & 출처")))), Paragraph((Footnote(said("둘")),)))
    notes = found(body, "//hp:footNote")
    assert [note.get("number") for note in notes] == ["1", "2"]
    assert [text_of(found(note, ".//hp:p")[0]) for note in notes] == [" 까닭 & 출처", " 둘"]
    assert found(notes[0], ".//hp:autoNum/@numType") == ["FOOTNOTE"]


def test_a_note_within_a_footnote_is_said_in_it():
    nested = Footnote((*said("밖"), Strong((Footnote(said("안")),))))
    notes = found(section(Paragraph((nested,))), "//hp:footNote")
    assert [text_of(found(note, ".//hp:p")[0]) for note in notes] == [" 밖 [안]"]


def test_the_contents_lead_to_the_headings_down_to_their_depth():
    body = section(Contents(2), Heading(1, said("장")), Heading(3, said("항")), Heading(2, said("절")))
    fields = found(body, "//hp:fieldBegin")
    commands = [found(field, "hp:parameters/*[@name='Command']")[0].text for field in fields]
    targets = [command.removeprefix("?#").split(";")[0] for command in commands]
    assert [text_of(found(body, f"hp:p[@id='{target}']")[0]) for target in targets] == ["장", "절"]
    assert [text_of(field.getparent().getparent().getparent()) for field in fields] == ["장", "절"]


def test_the_header_and_the_footer_say_what_stands_on_every_page():
    body = section(meta=replace(META, mark="초안 · 가상 자료"))
    header, footer = (found(body, f"//hp:{tag}//hp:p")[0] for tag in ("header", "footer"))
    assert text_of(header) == "레벨업 전략\u2003초안 · 가상 자료\t2025년 2/4분기"
    assert text_of(footer) == "공공누리 제1유형\t / "
    assert found(footer, ".//hp:autoNum/@numType") == ["PAGE", "TOTAL_PAGE"]


def test_a_notice_begins_with_its_banner():
    notice = replace(META, front="notice", banner="보도자료")
    assert styled_texts(meta=notice) == [
        ("알림 띠", "보도자료"),
        ("알림 제목", "추진현황 보고"),
        ("알림 부제목", "- 선정 완료 -"),
    ]


def test_the_banner_stands_beside_the_particulars():
    when = (Pair(said("보도시점"), said("즉시")), Pair(said("배포"), (number("a", "3", "일"),)))
    made = rendered(meta=replace(META, front="notice", banner="보도자료", particulars=when))
    banner = found(part(made.content, "Contents/section0.xml"), "//hp:tc")[0]
    assert found(banner, "hp:cellSpan/@rowSpan") == ["2"]
    assert [placed.where for placed in made.placements] == ["table 1 row 2 column 3"]


def test_a_cover_names_the_day_and_the_organisation():
    said_on_it = styled_texts(meta=replace(META, front="cover"))
    assert said_on_it == [
        ("표지 제목", "추진현황 보고"),
        ("표지 부제목", "선정 완료"),
        ("표지 기관", "2025. 6. 30.\n중소벤처기업부"),
    ]


def test_a_cover_is_a_page_of_its_own_without_header_and_footer():
    body = section(Paragraph(said("글")), meta=replace(META, front="cover"))
    assert found(body, "hp:p/@pageBreak") == ["0", "0", "0", "0", "1", "0"]
    hidden = found(body, "//hp:visibility")[0]
    assert (hidden.get("hideFirstHeader"), hidden.get("hideFirstFooter")) == ("1", "1")


def test_particulars_stand_in_one_line_where_they_fit():
    short = (Pair(said("기준일"), said("6월")), Pair(said("건수"), (number("a", "3", "건"),)))
    assert ("기본 사항", "기준일 6월\u2003\u2003건수 3건") in styled_texts(meta=replace(META, particulars=short))


def test_particulars_too_long_for_a_line_are_a_table():
    body = section(meta=replace(META, particulars=(Pair(said("기준일"), said("긴 글 " * 40)),)))
    assert len(found(body, "hp:p/hp:run/hp:tbl")) == 1


def test_a_reference_prints_its_words_alone():
    content = (Text("앞 "), Reference("program.a", (Text("가"), number("led", "3"), Footnote(said("주")))))
    table = Table((Column(said("이름")),), (Row((said("가"),), name="program.a"),))
    file, plain = (rendered(Paragraph(said_of), table) for said_of in (content, (Text("앞 "), *content[1].content)))
    assert file.content == plain.content
    assert [placed.fact for placed in file.placements] == ["led"]
