from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from policyreport.diagnostics import ErrorKind, PolicyReportError, Problem, SourceLocation
from policyreport.inputs import load
from policyreport.inputs.open_data import imported
from policyreport.project import Project

from .answers import ANNOUNCED, BIZINFO, DESCRIBED, SPENT, openfiscal
from .conftest import Take, records

Make = Callable[[Mapping[str, str | bytes]], Project]
Refused = Callable[[str, object], list[Problem]]


@pytest.mark.parametrize(
    ("kind", "answer"),
    [
        ("kstartup", {"currentCount": 2, "data": [ANNOUNCED, DESCRIBED]}),
        ("bizinfo", {"jsonArray": [BIZINFO]}),
        ("openfiscal", openfiscal(SPENT)),
    ],
)
def test_what_is_imported_loads_without_a_fault(take: Take, make: Make, kind: str, answer: object) -> None:
    taken = take(kind, answer)
    loaded = load(make({f"data/imported/{kind}.yaml": taken.yaml_text}))
    titles = [program["title"] for program in records(taken, "programs")]
    assert sorted([*titles, "글로벌 팁스"]) == sorted(p.title for p in loaded.dataset.programs)
    assert loaded.warnings == ()


def test_what_is_imported_may_be_imported_from_all_portals(take: Take, make: Make) -> None:
    files = {
        "data/imported/kstartup.yaml": take("kstartup", [ANNOUNCED]).yaml_text,
        "data/imported/bizinfo.yaml": take("bizinfo", [BIZINFO]).yaml_text,
        "data/imported/openfiscal.yaml": take("openfiscal", openfiscal(SPENT)).yaml_text,
    }
    assert len(load(make(files)).dataset.programs) == 4


@pytest.mark.parametrize(
    "answer", [[BIZINFO], {"jsonArray": [BIZINFO]}, {"jsonArray": {"item": [BIZINFO]}}, {"row": [BIZINFO]}]
)
def test_rows_are_found_where_portals_put_them(take: Take, answer: object) -> None:
    assert len(records(take("bizinfo", answer), "programs")) == 1


@pytest.mark.parametrize(
    ("kind", "answer", "total"),
    [
        ("kstartup", {"matchCount": 30, "totalCount": 500, "data": [ANNOUNCED]}, "30"),
        ("bizinfo", {"jsonArray": [{**BIZINFO, "totCnt": 12}]}, "12"),
        ("openfiscal", openfiscal(SPENT, total=200), "200"),
    ],
)
def test_an_answer_that_is_only_a_part_is_a_warning(take: Take, kind: str, answer: object, total: str) -> None:
    (warning,) = take(kind, answer).warnings
    assert (warning.code, warning.where) == ("import.partial", SourceLocation("answer.json"))
    assert f"1 of {total}" in warning.what.en


@pytest.mark.parametrize("answer", [[], {"data": []}, {"RESULT": {"CODE": "ERROR-300"}}, {"VWFOEM": [{"head": []}]}])
def test_an_answer_without_rows_is_refused(refused: Refused, answer: object) -> None:
    (problem,) = refused("openfiscal", answer)
    assert (problem.kind, problem.code, problem.where) == (
        ErrorKind.DATA,
        "import.no-rows",
        SourceLocation("answer.json", 1, 1),
    )


def test_an_answer_that_is_no_json_is_refused_with_its_place(refused: Refused) -> None:
    (problem,) = refused("kstartup", "<OpenAPI_ServiceResponse/>")
    assert (problem.code, problem.where) == ("json.syntax", SourceLocation("answer.json", 1, 1))


def test_what_every_record_needs_is_told_with_its_place(refused: Refused) -> None:
    lacking = json.dumps({"data": [ANNOUNCED, {**ANNOUNCED, "biz_pbanc_nm": " ", "pbanc_ntrp_nm": None}]}, indent=1)
    problems = refused("kstartup", lacking)
    assert [(p.code, p.field) for p in problems] == [
        ("import.missing-field", "biz_pbanc_nm"),
        ("import.missing-field", "pbanc_ntrp_nm"),
    ]
    assert [p.where and p.where.line for p in problems] == [20, 27]


def test_the_answer_of_another_portal_is_refused(refused: Refused) -> None:
    assert {p.code for p in refused("bizinfo", openfiscal(SPENT))} == {"import.missing-field"}


def test_characters_that_no_text_may_hold_are_removed_with_a_warning(take: Take) -> None:
    taken = take("kstartup", [{**ANNOUNCED, "pbanc_ctnt": "\ue000 지원\t내용"}])
    assert records(taken, "programs")[0]["content"] == "지원 내용"
    assert [(w.code, w.field) for w in taken.warnings] == [("import.characters", "pbanc_ctnt")]


def test_an_unknown_kind_is_met_with_the_nearest() -> None:
    with pytest.raises(PolicyReportError) as caught:
        imported("kstartap", Path("answer.json"))
    (problem,) = caught.value.problems
    assert problem.kind is ErrorKind.USAGE
    assert problem.hint is not None
    assert problem.hint.en == "did you mean 'kstartup'?"


def test_a_missing_file_is_told_by_its_name_alone(tmp_path: Path) -> None:
    with pytest.raises(PolicyReportError) as caught:
        imported("kstartup", tmp_path / "answer.json")
    assert [(p.code, p.where) for p in caught.value.problems] == [("file.missing", SourceLocation("answer.json"))]


def test_the_same_answer_gives_the_same_text(take: Take) -> None:
    assert take("bizinfo", [BIZINFO]) == take("bizinfo", [BIZINFO])
