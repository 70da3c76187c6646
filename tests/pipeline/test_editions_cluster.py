"""Editions made on a Dask cluster; these tests are passed over where its library is not installed."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

import pytest

from policyreport.diagnostics import ErrorKind, PolicyReportError
from policyreport.pipeline.options import BuildOptions
from policyreport.project import Project

from .conftest import REPOSITORY
from .test_editions import add_kind, made

pytest.importorskip("distributed")
ON_CLUSTER = import_module("policyreport.pipeline.executors.dask_cluster")

Stored = Callable[[Path], dict[str, bytes]]


@pytest.fixture
def cluster() -> Iterator[str]:
    """The address of a scheduler with two workers, each a process of its own."""
    words = [sys.executable, "-m", "tests.local_cluster"]
    pipe = subprocess.PIPE
    with subprocess.Popen(
        words, cwd=REPOSITORY, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, text=True
    ) as running:
        assert running.stdout
        yield running.stdout.readline().strip()
        running.communicate()


@pytest.fixture
def many(project: Project) -> Project:
    add_kind(project, "indicators", "{{ indicator.id }}", "# {{ indicator.title }}\n\n{{ indicator.actual }}\n")
    return project


def test_a_cluster_makes_the_same_bytes(many: Project, cluster: str, stored: Stored):
    here = stored(made(many).folder)
    there = stored(made(many, BuildOptions(force=True, cluster=cluster)).folder)
    assert there == here
    assert len(here) > 40


@pytest.mark.parametrize("address", ["nowhere", "tcp://127.0.0.1:9"])
def test_an_address_without_a_cluster_is_told(many: Project, address: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(ON_CLUSTER, "_CONNECT", 1)
    with pytest.raises(PolicyReportError) as caught:
        made(many, BuildOptions(cluster=address))
    assert [problem.code for problem in caught.value.problems] == ["cluster.none", "editions.unfinished"]
    assert caught.value.exit_code == ErrorKind.USAGE


def test_a_worker_with_other_programs_makes_nothing(many: Project, cluster: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(ON_CLUSTER, "_programs", lambda: "others")
    with pytest.raises(PolicyReportError) as caught:
        made(many, BuildOptions(cluster=cluster))
    assert caught.value.problems[0].code == "cluster.other-programs"
