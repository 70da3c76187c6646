from dataclasses import replace

from docx.oxml.ns import qn

from policyreport.document.nodes import Front, Meta, Pair

from .specimens import META, number, opened, rendered, said

PAIRS = (Pair(said("보도시점"), said("배포 즉시")), Pair(said("배포"), said(number("sheets", "2", "매"))))


def fronted(front: Front, **said_of_it: object) -> Meta:
    return replace(META, front=front, banner="보도자료", particulars=PAIRS, **said_of_it)


def styles(meta: Meta) -> list[str]:
    return [p.style.name for p in opened(rendered(meta=meta)).paragraphs]


def test_a_cover_ends_with_its_page_and_bears_no_header():
    word = opened(rendered(meta=fronted("cover")))
    assert [p.style.name for p in word.paragraphs] == ["Cover Title", "Cover Subtitle", "Cover Office", "Gap"]
    assert word.paragraphs[-1]._p.find(f".//{qn('w:br')}").get(qn("w:type")) == "page"
    assert word.sections[0].different_first_page_header_footer


def test_a_cover_says_the_day_and_the_organisation():
    assert opened(rendered(meta=fronted("cover"))).paragraphs[2].text == "2025. 6. 30.\n중소벤처기업부"


def test_a_notice_has_its_banner_beside_its_particulars():
    banner = opened(rendered(meta=fronted("notice"))).tables[0]
    assert [[cell.text for cell in row.cells] for row in banner.rows] == [
        ["보도자료", "보도시점", "배포 즉시"],
        ["보도자료", "배포", "2매"],
    ]


def test_a_notices_subtitle_stands_between_dashes():
    title, subtitle = opened(rendered(meta=fronted("notice"))).paragraphs[:2]
    assert (title.style.name, subtitle.text) == ("Notice Title", f"- {META.subtitle} -")


def test_a_number_in_a_notices_banner_is_placed_in_its_cell():
    places = rendered(meta=fronted("notice")).placements
    assert [(p.fact, p.where) for p in places] == [("sheets", "table 1 row 2 column 3")]


def test_a_notice_without_particulars_is_all_banner():
    meta = replace(META, front="notice", banner="보도자료", particulars=())
    assert opened(rendered(meta=meta)).tables[0].cell(0, 0).text == "보도자료"


def test_the_mark_stands_once_on_every_page():
    header = opened(rendered(meta=META)).sections[0].header.paragraphs[0]
    assert header.text == f"{META.running_title}\t{META.mark}\u2003{META.quarter}"
    assert [run.style.name for run in header.runs if run.text == META.mark] == ["Mark"]
