"""Fields, captions, notes, master pages and pictures of 한글: filled, counted, gone with their text, or refused."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest
from hwpx.tools.package_validator import validate_package
from lxml import etree
from tests.templating.writing import facts

from policyreport.diagnostics import ErrorKind, PolicyReportError
from policyreport.document.output import Placement, Rendered
from policyreport.document.report_type import DrawnTemplate
from policyreport.document.theme import Theme
from policyreport.office_templates import fill

from .drawing import META
from .drawing_in_hangul import FILE, HP, Change, drawn, filled, refused, rows, section, texts
from .test_word_leaks import PICTURE

BEGIN, END = "《", "》"
"""Stand in a text where a field begins and ends."""


def fielded(name: str, kind: str = "CLICK_HERE", *, ends: int = 1) -> Change:
    """Return what puts a field where its marks stand in the text."""

    def change(xml: str) -> str:
        attributes = f'id="77" type="{kind}" name="{name}" editable="1" dirty="0" zorder="-1" fieldid="627272811"'
        begin = f"</hp:t><hp:ctrl><hp:fieldBegin {attributes}/></hp:ctrl><hp:t>"
        end = '</hp:t><hp:ctrl><hp:fieldEnd beginIDRef="77" fieldid="627272811"/></hp:ctrl><hp:t>'
        assert (xml.count(BEGIN), xml.count(END)) == (1, ends)
        return xml.replace(BEGIN, begin).replace(END, end)

    return change


def codes(*content: str, change: Change = str) -> list[str]:
    return [problem.code for problem in refused(*content, change=change)]


OVER_PARAGRAPHS = [
    (["앞 《옛 첫째", "옛 끝》"], ["앞 레벨업 전략"]),
    (["앞 《옛 첫째", "옛 둘째", "옛 끝》 뒤"], ["앞 레벨업 전략 뒤"]),
    (["《", "》{{ count.measures }}"], ["레벨업 전략2개"]),
    (["가", "《옛 첫째", "{{ polisy }}", "》", "나"], ["가", "레벨업 전략", "나"]),
]


@pytest.mark.parametrize(("written", "printed"), OVER_PARAGRAPHS)
def test_a_field_to_be_clicked_on_over_several_paragraphs_is_filled_whole(written: list[str], printed: list[str]):
    assert texts(*written, change=fielded("policy.title")) == printed


def test_such_a_field_in_a_loop_is_filled_at_each_turn():
    written = ["{%p for m in measures %}", "- 《옛", "옛 끝》.", "{%p endfor %}"]
    assert texts(*written, change=fielded("m.title")) == ["- 시책 m1.", "- 시책 m2."]


def test_a_wrong_name_of_such_a_field_is_refused_at_its_beginning():
    (problem,) = refused("가", "《옛", "끝》", change=fielded("policy.titel"))
    assert (str(problem.where), problem.field, problem.code) == (
        f"{FILE} › 문단 4",
        "{{ policy.titel }}",
        "template.unknown-name",
    )


TABLE = [["가", "나"], ["다", "라"]]


def test_a_field_that_ends_elsewhere_or_nowhere_is_refused_with_the_way_out():
    for content, ends in (("앞 《옛", 0), ("앞 《옛", 1)):
        table = [["가", "나》" if ends else "나"], ["다", "라"]]
        (problem,) = refused(content, table, change=fielded("policy.title", ends=ends))
        assert (problem.code, str(problem.where), problem.field) == (
            "template.field",
            f"{FILE} › 문단 3",
            "policy.title",
        )
        assert "누름틀" in (problem.hint.ko if problem.hint else "")


def test_a_field_that_holds_a_table_or_one_end_of_another_is_refused():
    assert [p.code for p in refused("《옛", TABLE, "끝》", change=fielded("policy.title"))] == ["template.field"]

    def crossing(xml: str) -> str:
        link = '</hp:t><hp:ctrl><hp:fieldBegin id="8" type="HYPERLINK" name=""/></hp:ctrl><hp:t>'
        end = '</hp:t><hp:ctrl><hp:fieldEnd beginIDRef="8"/></hp:ctrl><hp:t>'
        return fielded("policy.title")(xml).replace("〔", link).replace("〕", end)

    assert codes("《옛 〔글", "끝》 뒤〕", change=crossing) == ["template.field"]
    assert texts("《옛 〔글〕", "끝》 뒤", change=crossing) == ["레벨업 전략 뒤"]


def test_a_field_within_a_field_goes_with_it():
    def nested(xml: str) -> str:
        inner = '</hp:t><hp:ctrl><hp:fieldBegin id="8" type="CLICK_HERE" name="policy.code"/></hp:ctrl><hp:t>'
        end = '</hp:t><hp:ctrl><hp:fieldEnd beginIDRef="8"/></hp:ctrl><hp:t>'
        return fielded("policy.title")(xml).replace("〔", inner).replace("〕", end)

    assert texts("《옛 〔속〕 것》", change=nested) == ["레벨업 전략"]


FORMULA = fielded("", "FORMULA")


def test_a_formula_of_a_table_that_is_filled_is_refused_and_another_stays():
    for tag in ("{{ count.measures | bare }}", "{#tr 빼는 줄 #}"):
        (problem,) = refused([["시책", "수"], ["가", tag], ["합계", "《0》"]], change=FORMULA)
        assert (problem.kind, problem.code, str(problem.where)) == (
            ErrorKind.TEMPLATE,
            "template.field",
            f"{FILE} › 표 1, 행 3, 열 2",
        )
        assert "계산식" in (problem.hint.ko if problem.hint else "")
    assert refused("{{ policy.title }}", [["가", "7"], ["합계", "《7》"]], change=FORMULA) == []
    assert codes("《7》", change=FORMULA) == ["template.field"]


def test_a_formula_of_a_table_with_a_field_to_be_clicked_on_is_refused():
    def change(xml: str) -> str:
        begin = '</hp:t><hp:ctrl><hp:fieldBegin id="8" type="CLICK_HERE" name="count.measures"/></hp:ctrl><hp:t>'
        end = '</hp:t><hp:ctrl><hp:fieldEnd beginIDRef="8"/></hp:ctrl><hp:t>'
        return FORMULA(xml).replace("〔", begin).replace("〕", end)

    assert [p.code for p in refused([["가", "〔7〕"], ["합계", "《7》"]], change=change)] == ["template.field"]


@pytest.mark.parametrize("kind", ["CROSSREF", "SUMMERY", "DOC_DATE"])
def test_fields_that_follow_other_text_the_day_or_the_file_are_refused(kind: str):
    assert codes("가 《옛것》", change=fielded("", kind)) == ["template.field"]


PARTED = [
    ["《가", "{%p for m in measures %}", "나》", "{%p endfor %}"],
    ["{%p if policy %}", "《가", "{%p endif %}", "나》"],
    ["《가", "나》{#p 뺌 #}"],
    ["《가{% if council %}나》{% endif %}"],
]


@pytest.mark.parametrize("content", PARTED)
def test_a_field_of_which_a_block_takes_in_one_end_is_refused(content: list[str]):
    (problem,) = refused(*content, change=fielded("", "BOOKMARK"))
    assert (problem.code, problem.field) == ("template.field", "BOOKMARK")


def test_a_field_that_goes_or_is_repeated_whole_is_no_fault():
    loop = ["{%p for m in measures %}", "《{{ m.title }}", "끝》", "{%p endfor %}"]
    made = section(filled(*loop, change=fielded("", "BOOKMARK")))
    begins = [e.get("id") for e in made.iter(f"{HP}fieldBegin")]
    assert begins == [e.get("beginIDRef") for e in made.iter(f"{HP}fieldEnd")] == ["1", "2"]
    assert texts("{#p 《뺌》 #}", "끝", change=fielded("", "BOOKMARK")) == ["끝"]


def noted(mark: str, text: str, number: int, kind: str = "footNote") -> Change:
    """Return what puts a note where a mark stands in the text."""
    counted = f'<hp:autoNum num="{number}" numType="{kind.upper()}"/>'
    paragraph = f'<hp:p id="0"><hp:run charPrIDRef="0"><hp:ctrl>{counted}</hp:ctrl><hp:t>{text}</hp:t></hp:run></hp:p>'
    note = f'<hp:ctrl><hp:{kind} number="{number}"><hp:subList>{paragraph}</hp:subList></hp:{kind}></hp:ctrl>'
    return lambda xml: xml.replace(mark, f"</hp:t>{note}<hp:t>")


def both(*changes: Change) -> Change:
    def change(xml: str) -> str:
        for each in changes:
            xml = each(xml)
        return xml

    return change


def numbered(made: Rendered, kind: str) -> list[tuple[str, str]]:
    """Return the numbers of the notes of a kind, each with that in its text."""
    return [
        (note.get("number", ""), next(note.iter(f"{HP}autoNum")).get("num", ""))
        for note in section(made).iter(f"{HP}{kind}")
    ]


@pytest.mark.parametrize("kind", ["footNote", "endNote"])
def test_notes_go_with_their_text_and_are_counted_where_they_are_repeated(kind: str):
    change = both(
        noted("①", "내부 검토용", 1, kind), noted("②", "{{ m.title }}의 것", 2, kind), noted("③", "끝", 3, kind)
    )
    loop = ["{%p for m in measures %}", "{{ m.title }}②", "{%p endfor %}"]
    made = filled("{%p if council %}", "가①", "{%p endif %}", *loop, "나③", change=change)
    assert numbered(made, kind) == [("1", "1"), ("2", "2"), ("3", "3")]
    text = "".join(section(made).itertext())
    assert ("내부 검토용" in text, "시책 m1의 것" in text, "시책 m2의 것" in text) == (False, True, True)


@pytest.mark.parametrize(
    ("how", "expected"), [("ON_SECTION", ["4", "5"]), ("ON_PAGE", ["1", "1"]), ("CONTINUOUS", ["1", "2"])]
)
def test_notes_begin_as_the_section_says(how: str, expected: list[str]):
    def rule(xml: str) -> str:
        found = re.search(r"<hp:footNotePr>.*?<hp:numbering [^>]*/>", xml)
        assert found
        changed = re.sub(r"<hp:numbering [^>]*/>", f'<hp:numbering type="{how}" newNum="4"/>', found[0])
        return xml.replace(found[0], changed)

    loop = ["{%p for m in measures %}", "{{ m.title }}①", "{%p endfor %}"]
    made = filled(*loop, change=both(noted("①", "가", 1), rule))
    assert [number for number, _ in numbered(made, "footNote")] == expected


def counted(mark: str, kind: str, tag: str = "autoNum") -> Change:
    control = f'<hp:ctrl><hp:{tag} num="7" numType="{kind}"/></hp:ctrl>'
    return lambda xml: xml.replace(mark, f"</hp:t>{control}<hp:t>")


def numbers(*content: str, change: Change) -> list[tuple[str | None, str | None]]:
    found = section(filled(*content, change=change)).iter(f"{HP}autoNum")
    return [(e.get("numType"), e.get("num")) for e in found if "PAGE" not in e.get("numType", "")]


def test_captions_are_counted_each_kind_by_itself():
    change = both(counted("①", "TABLE"), counted("②", "PICTURE"), counted("③", "EQUATION"))
    loop = ["표 ①", "{%p for m in measures %}", "표 ① 그림 ②", "{%p endfor %}", "식 ③"]
    tables = [("TABLE", "1"), ("TABLE", "2"), ("PICTURE", "1"), ("TABLE", "3"), ("PICTURE", "2"), ("EQUATION", "1")]
    assert numbers(*loop, change=change) == tables


def test_captions_begin_anew_where_the_author_says_so():
    change = both(counted("①", "TABLE"), counted("②", "TABLE", "newNum"))
    assert numbers("①", "②①", "①", change=change) == [("TABLE", "1"), ("TABLE", "7"), ("TABLE", "8")]
    start: Change = lambda xml: re.sub(r'(<hp:startNum [^>]*tbl=)"0"', r'\1"5"', xml)  # noqa: E731
    assert numbers("①", "①", change=both(counted("①", "TABLE"), start)) == [("TABLE", "5"), ("TABLE", "6")]


def test_hidden_comments_are_not_handed_out():
    def hidden(xml: str) -> str:
        held = '<hp:subList><hp:p id="0"><hp:run charPrIDRef="0"><hp:t>숨은 {{ 말</hp:t></hp:run></hp:p></hp:subList>'
        return xml.replace("◇", f"</hp:t><hp:ctrl><hp:hiddenComment>{held}</hp:hiddenComment></hp:ctrl><hp:t>")

    made = filled("가◇나", change=hidden)
    assert "숨은" not in "".join(section(made).itertext())
    assert texts("가◇나", change=hidden) == ["가나"]


def test_a_chart_is_refused():
    chart = '</hp:t><hp:switch><hp:case><hp:chart chartIDRef="Chart/chart1.xml"/></hp:case></hp:switch><hp:t>'
    (problem,) = refused("가◇", change=lambda xml: xml.replace("◇", chart))
    assert (problem.code, str(problem.where)) == ("template.not-taken-over", f"{FILE} › 문단 3")


def test_a_tag_in_the_numbers_of_a_list_is_refused():
    def numbered(head: bytes) -> bytes:
        return re.sub(rb"(<hh:paraHead[^>]*?)(/>|>[^<]*</hh:paraHead>)", rb"\1>{{ x }}</hh:paraHead>", head, count=1)

    stream = BytesIO()
    with ZipFile(BytesIO(drawn("가"))) as old, ZipFile(stream, "w") as new:
        for name in old.namelist():
            new.writestr(name, numbered(old.read(name)) if name == "Contents/header.xml" else old.read(name))
    with pytest.raises(PolicyReportError) as caught:
        made_of(stream.getvalue())
    assert [str(p.where) for p in caught.value.problems] == [f"{FILE} › 문단 번호 모양"]


MASTER = (
    '<masterPage xmlns:hp="http://www.hancom.co.kr/hwpml/2011/paragraph" id="masterpage0" type="BOTH"><hp:subList>'
    '<hp:p id="0" paraPrIDRef="0" styleIDRef="0"><hp:run charPrIDRef="0"><hp:t>{}</hp:t></hp:run></hp:p>'
    "</hp:subList></masterPage>"
)


def with_parts(content: bytes, **parts: bytes) -> bytes:
    """Return a file of 한글 with more parts, by the ids under which it lists them."""
    hrefs = {"masterpage0": "Contents/masterpage0.xml", "image1": "BinData/image1.png", "image2": "BinData/image2.png"}
    listed = "".join(f'<opf:item id="{name}" href="{hrefs[name]}" media-type="x/x" isEmbeded="1"/>' for name in parts)
    stream = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(stream, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "Contents/content.hpf":
                part = part.replace(b"</opf:manifest>", f"{listed}</opf:manifest>".encode())
            new.writestr(name, part, ZIP_STORED if name == "mimetype" else ZIP_DEFLATED)
        for name, part in parts.items():
            new.writestr(hrefs[name], part)
    return stream.getvalue()


def made_of(content: bytes) -> Rendered:
    return fill(DrawnTemplate("hwpx", FILE, content), facts(), META, Theme())


def test_master_pages_are_filled_and_traced():
    made = made_of(
        with_parts(drawn("가"), masterpage0=MASTER.format("{{ policy.title }} {{ count.measures }}").encode())
    )
    with ZipFile(BytesIO(made.content)) as package:
        master = etree.fromstring(package.read("Contents/masterpage0.xml"))
    assert "".join(master.itertext()) == "레벨업 전략 2개"
    assert made.placements == (Placement("count.measures", "2개", "master page"),)


def test_a_wrong_name_on_a_master_page_is_refused_there():
    with pytest.raises(PolicyReportError) as caught:
        made_of(with_parts(drawn("가"), masterpage0=MASTER.format("{{ polisy }}").encode()))
    assert [str(p.where) for p in caught.value.problems] == [f"{FILE} › 바탕쪽"]


def test_pictures_of_text_that_is_left_out_go_with_it():
    def pictured(xml: str) -> str:
        image = '<hp:pic><hc:img xmlns:hc="http://www.hancom.co.kr/hwpml/2011/core" binaryItemIDRef="{}"/></hp:pic>'
        return re.sub("〔(.)〕", lambda found: f"</hp:t>{image.format('image' + found[1])}<hp:t>", xml)

    content = drawn("{%p if council %}", "가〔1〕", "{%p endif %}", "나〔2〕", change=pictured)
    made = made_of(with_parts(content, image1=PICTURE, image2=PICTURE))
    with ZipFile(BytesIO(made.content)) as package:
        assert [name for name in package.namelist() if "BinData" in name] == ["BinData/image2.png"]
        assert b"image1" not in package.read("Contents/content.hpf")


def test_the_package_is_sound_and_read_by_rhwp(read_by_rhwp: Callable[[bytes], list[str]]):
    change = both(fielded("policy.title"), noted("①", "각주", 1), counted("②", "TABLE"))
    table = [["가", "나"], ["{#tr 뺌 #}", ""], ["다", "{{ count.measures }}"]]
    loop = ["{%p for m in measures %}", "표 ② {{ m.title }}①", "{%p endfor %}"]
    made = filled("《옛", "끝》", "{#p 뺌 #}", *loop, table, change=change)
    assert validate_package(made.content).errors == ()
    read = read_by_rhwp(made.content)
    assert "레벨업 전략" in read
    assert [text for text in read if "옛" in text or "뺌" in text] == []
    assert rows(table) == [["가", "나"], ["다", "2개"]]
