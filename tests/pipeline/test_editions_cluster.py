"""Editions made on a Dask cluster; these tests are passed over where its library is not installed."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

import pytest

from policyreport.diagnostics import ErrorKind, PolicyReportError, Problem
from policyreport.pipeline.executors.worker_programs import Program, foreign_workers, other_programs, own_programs
from policyreport.pipeline.options import BuildOptions
from policyreport.project import Project

from .cluster_processes import Cluster, Starter, another_user, running
from .test_editions import add_kind, made

distributed = pytest.importorskip("distributed")
ON_CLUSTER = import_module("policyreport.pipeline.executors.dask_cluster")
WORKER_PROGRAMS = import_module("policyreport.pipeline.executors.worker_programs")

Stored = Callable[[Path], dict[str, bytes]]
ELSEWHERE = "tcp://10.0.0.6:4711"


pytestmark = pytest.mark.filterwarnings("ignore::distributed.versions.VersionMismatchWarning")
"""What it warns of is that there are two versions of Python, which is no matter."""


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[Starter | None]:
    """Another user with a folder of their own; None where there is none, or none who may run a Python."""
    with tempfile.TemporaryDirectory() as folder:
        yield another_user(Path(folder))


@pytest.fixture(scope="module")
def cluster(elsewhere: Starter | None) -> Iterator[Cluster]:
    """A scheduler with two workers, of another user where that can be."""
    with running(starter=elsewhere) as started:
        yield started


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """However slow this machine is, a cluster is not given up that is there."""
    monkeypatch.setattr(ON_CLUSTER, "USUAL_PATIENCE", ON_CLUSTER.Patience(answer=90, without=90, look=0.2))


@pytest.fixture
def many(project: Project) -> Project:
    add_kind(project, "indicators", "{{ indicator.id }}", "# {{ indicator.title }}\n\n{{ indicator.actual }}\n")
    return project


def refused(project: Project, address: str, progress: Callable[[int, int, str], None] | None = None) -> list[Problem]:
    """Return what a build on a cluster says that cannot be made, without what follows of it."""
    options = BuildOptions(cluster=address)
    with pytest.raises(PolicyReportError) as caught:
        made(project, options if progress is None else BuildOptions(cluster=address, progress=progress))
    assert caught.value.exit_code == ErrorKind.USAGE
    *problems, unfinished = caught.value.problems
    assert unfinished.code == "editions.unfinished"
    return problems


def said(problems: list[Problem]) -> str:
    return "\n".join(f"{problem.what.en} ({problem.hint.en if problem.hint else ''})" for problem in problems)


def test_a_cluster_makes_the_same_bytes(many: Project, cluster: Cluster, stored: Stored):
    here = stored(made(many).folder)
    there = stored(made(many, BuildOptions(force=True, cluster=cluster.address)).folder)
    assert there == here
    assert len(here) > 40


def test_its_workers_are_another_users_who_cannot_see_the_project(
    many: Project, elsewhere: Starter | None, cluster: Cluster
):
    if elsewhere is None:
        pytest.skip("there is no other user here, or none who may run this Python")
    with distributed.Client(cluster.address, timeout=90, set_as_default=False) as client:
        assert os.geteuid() not in client.run(os.geteuid).values()
        assert set(client.run(os.access, many.root, os.R_OK).values()) == {False}
        assert set(client.run(os.getcwd).values()) == {str(elsewhere.folder)}


@pytest.mark.parametrize("address", ["nowhere", "tcp://127.0.0.1:9"])
def test_an_address_without_a_cluster_is_told(many: Project, address: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(ON_CLUSTER, "USUAL_PATIENCE", ON_CLUSTER.Patience(answer=0.5))
    problems = refused(many, address)
    assert [problem.code for problem in problems] == ["cluster.none"]
    assert address in said(problems)


def test_a_scheduler_without_workers_is_told(many: Project, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(ON_CLUSTER, "USUAL_PATIENCE", ON_CLUSTER.Patience(answer=90, without=0.2, look=0.1))
    with running(0) as alone:
        problems = refused(many, alone.address)
    assert [problem.code for problem in problems] == ["cluster.no-workers"]
    assert f"dask worker {alone.address}" in said(problems)


def test_a_scheduler_that_is_gone_is_told(many: Project):
    begun: list[str] = []

    def end(_number: int, _total: int, name: str) -> None:
        begun.append(name)
        if len([each for each in begun if each.startswith("one/")]) == 2:
            doomed.process.kill()
            doomed.process.wait()

    with running(1) as doomed:
        problems = refused(many, doomed.address, end)
    assert [problem.code for problem in problems] == ["cluster.scheduler-gone"]
    assert "--retry" in said(problems)


def test_a_worker_of_another_project_is_told(many: Project, tmp_path: Path):
    (tmp_path / "policyreport").mkdir()
    (tmp_path / "policyreport/__init__.py").write_text("")
    (tmp_path / "policyreport-0.0.9.dist-info").mkdir()
    (tmp_path / "policyreport-0.0.9.dist-info/METADATA").write_text("Name: policyreport\nVersion: 0.0.9\n")
    with running(1, Starter(before=(str(tmp_path),))) as foreign:
        problems = refused(many, foreign.address)
    assert [(problem.code, problem.where) for problem in problems] == [("cluster.foreign-worker", None)]
    assert "policyreport 0.0.9" in said(problems)


@pytest.mark.parametrize("asked", [True, False], ids=["asked before", "come later"])
def test_what_differs_is_named_once_with_both_versions(
    many: Project, cluster: Cluster, monkeypatch: pytest.MonkeyPatch, *, asked: bool
):
    real = own_programs()
    here = {**real, "lxml": Program("5.9.9", "5.9.9")}
    for module in (ON_CLUSTER, WORKER_PROGRAMS):
        monkeypatch.setattr(module, "own_programs", lambda: here)
    if not asked:
        monkeypatch.setattr(ON_CLUSTER._Cluster, "require_same_programs", lambda _cluster: None)
    [problem] = refused(many, cluster.address)
    assert (problem.code, problem.where) == ("cluster.other-programs", None)
    assert problem.what.en.count(f"lxml 5.9.9 here, {real['lxml'].version} there") == 1
    assert "pillow" not in problem.what.en


def test_people_are_told_within_a_quarter_of_a_minute():
    usual = ON_CLUSTER.Patience()
    assert usual.answer + usual.without + usual.look <= 15


def test_workers_with_the_same_difference_are_one_problem():
    other = {**own_programs(), "openpyxl": Program("3.1.4", "3.1.4")}
    workers = {f"tcp://10.0.0.{n}:1": other for n in range(6)}
    [problem] = other_programs({**workers, ELSEWHERE: own_programs()})
    assert "tcp://10.0.0.0:1, tcp://10.0.0.1:1, tcp://10.0.0.2:1 and 3 more" in problem.what.en
    assert ELSEWHERE not in problem.what.en
    assert "외 3개" in problem.what.ko


def test_a_program_that_only_one_side_has_is_a_difference():
    there = {name: program for name, program in own_programs().items() if name != "lxml"}
    [problem] = other_programs({ELSEWHERE: there})
    assert "lxml" in problem.what.en
    assert "- there" in problem.what.en


def test_another_version_of_zlib_that_packs_alike_is_no_difference():
    there = {**own_programs(), "zlib": own_programs()["zlib"]._replace(version="1.3.1")}
    assert other_programs({ELSEWHERE: there}) == []


def test_the_version_of_python_is_not_among_what_is_compared():
    assert "python" not in own_programs()


def test_another_state_of_the_same_version_of_policyreport_is_a_difference():
    ours = own_programs()["policyreport"]
    there = {**own_programs(), "policyreport": Program(f"{ours.version.split()[0]} (00000000)", "0")}
    [problem] = other_programs({ELSEWHERE: there})
    assert f"policyreport {ours.version} here" in problem.what.en
    assert "(00000000) there" in problem.what.en


def test_a_worker_without_policyreport_is_told_what_to_install():
    problem = foreign_workers([ELSEWHERE], "")
    assert "no policyreport" in problem.what.en
    assert "policyreport가 없습니다" in problem.what.ko
    assert own_programs()["policyreport"].version in said([problem])
