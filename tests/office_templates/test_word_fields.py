"""Fields of Word show what was filled in, or are refused: captions, cross-references, formulas and the others."""

from __future__ import annotations

import pytest
from docx.document import Document as WordDocument
from docx.oxml.ns import qn

from policyreport.diagnostics import ErrorKind

from .drawing import Draw, filled, problems, refused, reopened, told
from .fields_of_word import bookmark, field, in_cell, paragraph, shown, simple_field, text

LOOP, END = "{%p for m in measures %}", "{%p endfor %}"
CAPTION = paragraph(text("표 "), field(r"SEQ 표 \* ARABIC", "1"), text(" {{ m.title }}"))


def test_captions_of_a_loop_are_counted():
    assert shown(filled(LOOP, CAPTION, END)) == ["표 1 시책 m1", "표 2 시책 m2"]


def test_captions_before_and_after_a_loop_are_counted_with_it():
    fixed = paragraph(text("표 "), simple_field(r"SEQ 표 \* ARABIC", "9"))
    assert shown(filled(fixed, LOOP, CAPTION, END, fixed)) == ["표 1", "표 2 시책 m1", "표 3 시책 m2", "표 4"]


def test_captions_of_nested_loops_are_counted_on():
    inner = paragraph(field('SEQ "그림"', "1"), text(" {{ p.title }}"))
    loops = [LOOP, CAPTION, "{%p for p in m.programs %}", inner, END, END]
    assert shown(filled(*loops)) == ["표 1 시책 m1", "1 사업 p1", "표 2 시책 m2"]


def test_a_caption_that_is_left_out_is_not_counted():
    chosen = ["{%p if council %}", paragraph(field("SEQ 표", "1")), "{%p else %}", paragraph(field("SEQ 표", "2"))]
    assert shown(filled(*chosen, "{%p endif %}", paragraph(field("SEQ 표", "3")))) == ["1", "2"]


def test_each_name_has_a_count_of_its_own_whatever_its_capitals():
    codes = ["SEQ Table", "SEQ 그림", "SEQ TABLE", r"SEQ Table \c", r"SEQ 그림 \r 5", "SEQ 그림", r"SEQ 그림 \h"]
    assert shown(filled(*(paragraph(field(code)) for code in codes))) == ["1", "1", "2", "2", "5", "6", ""]


def test_captions_in_cells_and_boxes_are_counted_in_the_order_of_the_text():
    table = [["{%tr for m in measures %}"], ["가"], ["{%tr endfor %}"]]
    assert shown(filled(table, in_cell(1, 0, field("SEQ 줄", "1")), paragraph(field("SEQ 줄", "1")))) == ["1", "2", "3"]


def test_captions_of_headers_are_counted_apart():
    def header(document: WordDocument) -> None:
        paragraph(field("SEQ 표", "8"))(document)
        made = document.element.body[-2]
        document.sections[0].header.paragraphs[0]._p.addnext(made)

    made = filled(header, paragraph(field("SEQ 표", "1")))
    assert shown(made) == ["1"]
    assert "".join(t.text for t in reopened(made).sections[0].header._element.iter(qn("w:t"))) == "1"


SEPARATOR = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'


@pytest.mark.parametrize(
    "one", [field("SEQ 표", "§").replace(f"{SEPARATOR}{text('§')}", ""), '<w:fldSimple w:instr="SEQ 표"/>']
)
def test_a_caption_that_showed_nothing_yet_shows_its_number(one: str):
    made = filled(paragraph(text("표 "), one))
    assert shown(made) == ["표 1"]
    kinds = [e.get(qn("w:fldCharType")) for e in reopened(made).element.iter(qn("w:fldChar"))]
    assert kinds in ([], ["begin", "separate", "end"])


def test_a_number_keeps_its_look():
    bold = field("SEQ 표", "1").replace("<w:r><w:t", "<w:r><w:rPr><w:b/></w:rPr><w:t")
    (run,) = [r for r in reopened(filled(LOOP, paragraph(bold), END)).paragraphs[1].runs if r.text]
    assert (run.text, run.bold) == ("2", True)


@pytest.mark.parametrize("code", [r"SEQ 표 \* HEX", r"SEQ 표 \s 1", "SEQ 표 _Ref1", "SEQ", r"SEQ 표 \# 0"])
def test_a_caption_that_is_not_counted_plainly_is_refused(code: str):
    (problem,) = problems(paragraph(field(code)))
    assert (problem.kind, problem.code, problem.field) == (ErrorKind.TEMPLATE, "template.field", code)
    assert "캡션 삽입" in (problem.hint.ko if problem.hint else "")


REFERRING = paragraph(text("앞의 "), field(r"REF _Ref1 \h", "지난 제목"), text(" 참고"))


def test_a_cross_reference_shows_what_its_bookmark_holds_now():
    titled = paragraph(bookmark("_Ref1", text("{{ policy.title }}") + "<w:r><w:tab/></w:r>" + text("개요")))
    assert reopened(filled(titled, REFERRING)).paragraphs[1].text == "앞의 레벨업 전략\t개요 참고"


@pytest.mark.parametrize("code", ["REF _ref1", r"REF _Ref1 \h \* MERGEFORMAT", "_Ref1"])
def test_a_cross_reference_to_a_caption_shows_its_number(code: str):
    caption = paragraph(bookmark("_Ref1", text("표 ") + field("SEQ 표", "1")), text(" {{ policy.title }}"))
    earlier = paragraph(field("SEQ 표", "1"))
    assert shown(filled(paragraph(simple_field(code)), earlier, caption))[0] == "표 2"


def test_a_cross_reference_in_a_loop_or_a_header_shows_what_stands_before_it():
    def header(document: WordDocument) -> None:
        REFERRING(document)
        document.sections[0].header.paragraphs[0]._p.addnext(document.element.body[-2])

    titled = paragraph(bookmark("_Ref1", text("{{ policy.title }}")))
    made = filled(titled, LOOP, REFERRING, END, header)
    assert shown(made)[1:] == ["앞의 레벨업 전략 참고"] * 2
    head = "".join(t.text for t in reopened(made).sections[0].header._element.iter(qn("w:t")))
    assert head == "앞의 레벨업 전략 참고"


def test_a_cross_reference_within_the_branch_of_its_bookmark_is_filled():
    titled = paragraph(bookmark("_Ref1", text("{{ policy.title }}")))
    assert shown(filled("{%p if policy %}", titled, REFERRING, "{%p endif %}"))[1] == "앞의 레벨업 전략 참고"


TITLED = paragraph(bookmark("_Ref1", text("제목")))
UNSURE = [
    [LOOP, TITLED, END, REFERRING],
    [LOOP, TITLED, END, LOOP, REFERRING, END],
    ["{%p if policy %}", TITLED, "{%p endif %}", REFERRING],
    ["{%p if policy %}", TITLED, "{%p else %}", REFERRING, "{%p endif %}"],
    [REFERRING],
    ["{#p 뺌 #}", REFERRING],
    [paragraph(text("{#p 뺌 #}"), bookmark("_Ref1", text("가"))), REFERRING],
    [
        paragraph('<w:bookmarkStart w:id="7" w:name="_Ref1"/>', text("가")),
        paragraph('<w:bookmarkEnd w:id="7"/>'),
        REFERRING,
    ],
    [paragraph(bookmark("_Ref1", field("TOC", "차례"))), REFERRING],
    *([TITLED, paragraph(field(rf"REF _Ref1 {switch}"))] for switch in (r"\r", r"\p", r"\n \h", r"\* Upper")),
]


@pytest.mark.parametrize("content", UNSURE)
def test_a_cross_reference_whose_text_cannot_be_known_is_refused(content: list[Draw | str]):
    (problem,) = problems(*content)
    assert (problem.code, problem.field[:8]) == ("template.field", "REF _Ref")
    assert "상호 참조" in (problem.hint.ko if problem.hint else "")


def summed(code: str, *, around: str = "{{ count.measures | bare }}") -> list[Draw | list[list[str]]]:
    return [[["시책", "수"], ["가", around], ["합계", ""]], in_cell(2, 1, field(code, "0"))]


@pytest.mark.parametrize("code", ["=IF(B2>1;1;2)", "=B2^2", r"=SUM(ABOVE) \* Ordinal", "=합계*2", r"=SUM(ABOVE) \# x"])
def test_a_formula_that_is_not_calculated_here_is_refused_with_the_way_out(code: str):
    (problem,) = problems(*summed(code))
    assert (str(problem.where).rpartition(" › ")[2], problem.code) == ("표 1, 행 3, 열 2", "template.field")
    assert "count.measures" in (problem.hint.ko if problem.hint else "")


def test_a_formula_of_a_table_in_which_nothing_is_filled_stays():
    assert "7" in shown(filled("{{ policy.title }}", *summed("=SUM(ABOVE)", around="7")))


@pytest.mark.parametrize("code", ["=합계*2", "=SUM(다른표 B2)"])
def test_a_formula_that_calculates_with_a_bookmark_is_refused(code: str):
    assert told(*summed(code, around="7")) == {"표 1, 행 3, 열 2": "template.field"}


def test_a_formula_outside_of_a_table_or_of_other_fields_is_refused():
    made_of_fields = field("=", "0").replace(" = ", f" =</w:instrText></w:r>{field('NUMPAGES')}<w:r><w:instrText>*2")
    assert told(paragraph(field("=2*3", "6")), paragraph(made_of_fields)) == {
        "문단 1": "template.field",
        "문단 2": "template.field",
    }


def test_a_cross_reference_shows_what_its_bookmark_holds_in_the_same_turn():
    titled = paragraph(bookmark("_Ref1", text("{{ m.title }}")))
    made = filled(LOOP, REFERRING, titled, REFERRING, END)
    assert shown(made) == [f"앞의 시책 {m} 참고" if at != 1 else f"시책 {m}" for m in ("m1", "m2") for at in range(3)]
    body = reopened(made).element.body
    names = [mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))]
    ids = [mark.get(qn("w:id")) for mark in body.iter(qn("w:bookmarkStart"), qn("w:bookmarkEnd"))]
    codes = [(code.text or "").split()[1] for code in body.iter(qn("w:instrText"))]
    assert (codes, len(set(names)), len(set(ids))) == ([names[0], names[0], names[1], names[1]], 2, 2)


@pytest.mark.parametrize(
    ("code", "numbers"),
    [(r"SEQ 표 \* ROMAN", ["I", "II"]), (r"SEQ 표 \* alphabetic", ["a", "b"]), (r"SEQ 표 \* GANADA", ["가", "나"])],
)
def test_captions_are_counted_in_other_forms(code: str, numbers: list[str]):
    assert shown(filled(LOOP, paragraph(field(code, "1")), END)) == numbers


def test_a_caption_for_whose_number_there_is_no_sign_is_refused():
    (problem,) = problems(*[paragraph(field(r"SEQ 표 \* GANADA", "1"))] * 15)
    assert (problem.code, "캡션 삽입" in (problem.hint.ko if problem.hint else "")) == ("template.field", True)


STALE = [
    *(r"PAGEREF _Ref1 \h", r"NOTEREF _Ref1", 'STYLEREF "제목 1"', r'DATE \@ "yyyy"', "TIME", "MERGEFIELD 이름"),
    *('IF 1 = 1 "가" "나"', "FILLIN 값", "INDEX", "NUMWORDS", "TITLE", "subject"),
]


@pytest.mark.parametrize("code", STALE)
@pytest.mark.parametrize("write", [field, simple_field])
def test_other_fields_that_follow_the_text_the_day_or_a_list_are_refused(code: str, write: type[str]):
    (problem,) = problems(paragraph(write(code)))
    assert (problem.kind, problem.code, str(problem.where).rpartition(" › ")[2]) == (
        ErrorKind.TEMPLATE,
        "template.field",
        "문단 1",
    )


def test_the_pages_of_a_table_of_contents_are_its_own_affair():
    contents = field(r"TOC \o", "§").replace(text("§"), text("개요 ") + field(r"PAGEREF _Toc1 \h", "3"))
    assert refused(paragraph(contents)) == []


@pytest.mark.parametrize("code", ["PAGE", "NUMPAGES", 'HYPERLINK "https://a.kr"', r'HYPERLINK \l "_Ref1"'])
def test_fields_that_follow_by_themselves_stay(code: str):
    assert shown(filled(TITLED, paragraph(field(code, "가")))) == ["제목", "가"]


BEGIN, REST = field(r"HYPERLINK \l a", "글").split("</w:r>", 1)
PARTED = [
    [paragraph(BEGIN + "</w:r>"), LOOP, paragraph(REST), END],
    ["{%p if policy %}", paragraph(BEGIN + "</w:r>"), "{%p endif %}", paragraph(REST)],
    [paragraph(BEGIN + "</w:r>", text("{#p 뺌 #}")), paragraph(REST)],
    [paragraph(BEGIN + "</w:r>"), paragraph(REST, text("{#p 뺌 #}"))],
]


@pytest.mark.parametrize("content", PARTED)
def test_a_field_of_which_a_block_takes_in_one_end_is_refused(content: list[Draw | str]):
    (problem,) = problems(*content)
    assert (problem.code, problem.field) == ("template.field", "HYPERLINK")


def test_a_field_that_goes_whole_with_its_paragraphs_is_no_fault():
    assert shown(filled("{%p if council %}", paragraph(field("PAGE")), "{%p endif %}", "끝")) == ["끝"]
    assert shown(filled(paragraph(field("PAGE"), text("{#p 뺌 #}")), "끝")) == ["끝"]


def test_a_field_in_text_that_was_deleted_with_tracking_is_none():
    deleted = f'<w:del w:id="1" w:author="x">{field("AUTHOR")}{field("=SUM(ABOVE)")}</w:del>'
    assert shown(filled(paragraph(text("가"), deleted))) == ["가"]
