from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from policyreport.diagnostics import ErrorKind, Problem, SourceLocation
from policyreport.inputs import READERS, load
from policyreport.inputs.merge import collect
from policyreport.inputs.raw_data import RawData
from policyreport.project import Project

Faults = Callable[[Mapping[str, str | bytes]], list[Problem]]
Make = Callable[[Mapping[str, str | bytes]], Project]

SECOND_PROGRAM = """\
programs:
  - id: lips
    title: 립스
    measures: [challenge]
    content: 민간 투자 연계
    lead: 중소벤처기업부
    sources: [s1]
"""


def test_the_records_of_a_collection_are_joined_over_files_in_their_order(make: Make) -> None:
    dataset = load(make({"data/a.yaml": SECOND_PROGRAM})).dataset
    assert [p.id for p in dataset.programs] == ["lips", "global-tips"]


def test_joined_records_keep_their_places(make: Make) -> None:
    places = load(make({"data/a.yaml": SECOND_PROGRAM})).dataset.places
    assert places.find(("programs", 0, "title")) == SourceLocation("data/a.yaml", 3, 12)
    assert places.find(("programs", 1, "title")) == SourceLocation("data/programs.yaml", 3, 12)


def test_files_in_folders_are_read_and_both_endings_are_known(make: Make) -> None:
    assert len(load(make({"data/more/programs.yml": SECOND_PROGRAM})).dataset.programs) == 2


@pytest.mark.parametrize("name", ["project.yaml", "recipients.yaml", "notes.md", ".hidden.yaml", ".git/x.yaml"])
def test_what_is_no_data_is_left_alone(make: Make, name: str) -> None:
    assert "name" not in collect(make({f"data/{name}": "name: x\n"}), READERS).content


def test_a_new_kind_of_source_is_one_more_reader(make: Make) -> None:
    def read_lines(_project: Project, path: Path) -> RawData:
        place = SourceLocation(path.name, 1)
        return RawData({"members": [{"id": line} for line in path.read_text().split()]}, {("members",): place})

    reading = collect(make({"data/members.txt": "a\nb\n"}), {**READERS, ".txt": read_lines})
    assert reading.content["members"] == [{"id": "a"}, {"id": "b"}]


def test_a_quarter_is_said_once_for_its_observations_and_its_report(make: Make) -> None:
    dataset = load(make({})).dataset
    assert [str(o.quarter) for o in dataset.observations] == ["2025Q2"]
    assert [str(q.quarter) for q in dataset.quarters] == ["2025Q2"]
    assert dataset.places.find(("quarters", 0, "headline")) == SourceLocation("data/quarters/2025Q2.yaml", 5, 13)


def test_an_observation_may_say_a_quarter_of_its_own(make: Make) -> None:
    earlier = "quarter: 2025Q1\nreport:\n  as_of: 2025-03-31\n  headline: 공고\n"
    observed = (
        "quarter: 2025Q2\nreport:\n  as_of: 2025-06-30\n  headline: 선정\nobservations:\n"
        "  - {indicator: applied, quarter: 2025Q1, value: 5, as_of: 2025-03, source: s1}\n"
    )
    made = make({"data/quarters/2025Q1.yaml": earlier, "data/quarters/2025Q2.yaml": observed})
    assert [str(o.quarter) for o in load(made).dataset.observations] == ["2025Q1"]


@pytest.mark.parametrize(("top", "place"), [("quarter: 2025Q1", ":1:10"), ("", "")])
def test_a_quarters_file_says_the_quarter_in_its_name(faults: Faults, top: str, place: str) -> None:
    body = "report:\n  as_of: 2025-06-30\n  headline: 선정\n"
    (problem,) = faults({"data/quarters/2025Q2.yaml": f"{top}\n{body}"})
    assert (problem.code, str(problem.where)) == ("data.quarter", f"data/quarters/2025Q2.yaml{place}")
    assert problem.hint is not None
    assert problem.hint.en == "write 'quarter: 2025Q2' at the top"


def test_a_quarters_file_is_named_after_its_quarter(faults: Faults) -> None:
    body = "quarter: 2025Q3\nobservations:\n  - {indicator: applied, value: 5, as_of: 2025-09, source: s1}\n"
    (problem,) = faults({"data/quarters/third.yaml": body})
    assert (problem.code, str(problem.where)) == ("data.quarter", "data/quarters/third.yaml")


def test_a_quarters_file_reports_on_one_quarter(faults: Faults) -> None:
    body = "quarter: 2025Q3\nreport: {as_of: 2025-09-30, headline: 가}\nquarters: []\n"
    (problem,) = faults({"data/quarters/2025Q3.yaml": body})
    assert (problem.code, str(problem.where)) == ("data.unknown-field", "data/quarters/2025Q3.yaml:3:11")


def test_an_unknown_collection_is_met_with_the_nearest(faults: Faults) -> None:
    (problem,) = faults({"data/a.yaml": "program:\n  - id: x\n"})
    assert (problem.code, str(problem.where)) == ("data.unknown-field", "data/a.yaml:2:3")
    assert problem.hint is not None
    assert problem.hint.en == "did you mean 'programs'?"


def test_places_is_no_collection(faults: Faults) -> None:
    assert [p.code for p in faults({"data/a.yaml": "places: {}\n"})] == ["data.unknown-field"]


def test_what_there_is_one_of_is_given_once(faults: Faults) -> None:
    (problem,) = faults({"data/z.yaml": "policy:\n  id: other\n"})
    assert (problem.code, str(problem.where)) == ("data.twice", "data/z.yaml:2:3")
    assert "data/policy.yaml:2:3" in problem.what.en


def test_a_collection_is_a_list(faults: Faults) -> None:
    (problem,) = faults({"data/a.yaml": "events:\n  id: x\n"})
    assert (problem.code, str(problem.where)) == ("data.wrong-type", "data/a.yaml:2:3")


def test_a_collection_without_records_is_none(make: Make) -> None:
    assert load(make({"data/a.yaml": "events:\n"})).dataset.events == ()


def test_unreadable_files_are_told_of_together_with_sure_faults_of_others(faults: Faults) -> None:
    problems = faults(
        {
            "data/programs.yaml": "programs: [\n",
            "data/sources.yaml": "- a\n",
            "data/events.yaml": "events:\n  - {id: x, date: 2025-02-30, title: 가, sources: [s9]}\n",
        }
    )
    assert [(p.code, p.where.file) for p in problems if p.where] == [
        ("data.date", "data/events.yaml"),
        ("yaml.syntax", "data/programs.yaml"),
        ("yaml.not-a-mapping", "data/sources.yaml"),
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="needs links")
def test_a_linked_folder_is_refused(make: Make, tmp_path: Path) -> None:
    project = make({})
    (tmp_path / "elsewhere").mkdir()
    (project.data / "linked").symlink_to(tmp_path / "elsewhere")
    (problem,) = collect(project, READERS).problems
    assert (problem.kind, problem.where) == (ErrorKind.SECURITY, SourceLocation("data/linked"))
