"""What a programme has from its measures."""

from __future__ import annotations

from tests.knowledge import Fields, dataset, measure, program

from policyreport.facts import derive
from policyreport.model import Program, Quarter


def field(name: str) -> Fields:
    return {"id": name, "title": name, "short_title": name, "content": "내용", "sources": ["s1"]}


def known(measures: list[Fields], **own: object) -> Program:
    names = [str(each["id"]) for each in measures]
    data = dataset(
        "2024Q4", fields=[field("crops"), field("livestock")], measures=measures, programs=[program("p1", *names) | own]
    )
    return derive(data, Quarter(2024, 4)).known.programs[0]


def test_a_programme_is_for_the_fields_of_the_measure_that_it_carries_out():
    assert known([measure("m1") | {"fields": ["crops"]}]).fields == ("crops",)


def test_a_programme_of_several_measures_is_for_the_fields_of_them_all():
    both = [measure("m1") | {"fields": ["crops"]}, measure("m2") | {"fields": ["livestock", "crops"]}]
    assert known(both).fields == ("crops", "livestock")


def test_a_programme_is_for_every_field_where_one_of_its_measures_is():
    assert known([measure("m1") | {"fields": ["crops"]}, measure("m2")]).fields == ()


def test_what_a_programme_says_itself_stands():
    own = known(
        [measure("m1") | {"fields": ["crops"], "department": "정책과"}], fields=["livestock"], department="축산과"
    )
    assert (own.fields, own.department) == (("livestock",), "축산과")


def test_particulars_come_from_the_measures_that_say_them():
    told = {"target_group": "청년농업인", "contact": "031-000-0000", "partners": ["농업기술원"]}
    program = known([measure("m1") | told, measure("m2") | {"partners": ["시군"]}])
    assert (program.target_group, program.contact) == ("청년농업인", "031-000-0000")
    assert program.partners == ("농업기술원", "시군")


def test_measures_that_differ_give_a_programme_no_particular():
    program = known([measure("m1") | {"department": "정책과"}, measure("m2") | {"department": "축산과"}])
    assert program.department is None


def test_a_measure_that_readers_may_not_know_gives_nothing():
    data = dataset(
        "2024Q4",
        measures=[measure("m1"), measure("m2") | {"department": "감사과", "audience": "internal"}],
        programs=[program("p1", "m1", "m2")],
    )
    assert derive(data, Quarter(2024, 4), "public").known.programs[0].department is None
