"""Clusters that tests start: by whom, where, and with which Python."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from .conftest import REPOSITORY

_PATHS = (str(REPOSITORY / "src"), str(REPOSITORY), sysconfig.get_path("purelib"), sysconfig.get_path("platlib"))
_PROBE = "import distributed, policyreport.pipeline.executors.dask_cluster"


@dataclass(frozen=True)
class Cluster:
    """A scheduler with its workers, each a process of its own."""

    address: str
    process: subprocess.Popen[str]


@dataclass(frozen=True)
class Starter:
    """Who starts a cluster, with which Python, in which folder; ``before`` is where it looks first for its modules."""

    python: str = sys.executable
    user: str | None = None
    folder: Path = REPOSITORY
    before: tuple[str, ...] = ()

    @property
    def environment(self) -> Mapping[str, str]:
        """What the processes know: where the libraries are, and a home of their own."""
        paths = os.pathsep.join([*self.before, *_PATHS])
        return {**os.environ, "PYTHONPATH": paths, "PYTHONDONTWRITEBYTECODE": "1", "HOME": str(self.folder)}

    def can_start(self) -> bool:
        """Tell whether this user may run this Python with what is needed."""
        try:
            tried = subprocess.run(
                [self.python, "-c", _PROBE],
                cwd=self.folder,
                env=self.environment,
                user=self.user,
                capture_output=True,
                check=False,
            )
        except OSError:
            return False
        return tried.returncode == 0


@contextmanager
def running(workers: int = 2, starter: Starter | None = None) -> Iterator[Cluster]:
    """Give a cluster that ends with the test."""
    starter, pipe = starter or Starter(), subprocess.PIPE
    with subprocess.Popen(
        [starter.python, "-m", "tests.local_cluster", str(workers)],
        cwd=starter.folder,
        env=starter.environment,
        user=starter.user,
        stdin=pipe,
        stdout=pipe,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        assert process.stdout
        yield Cluster(process.stdout.readline().strip(), process)
        if process.poll() is None:
            process.communicate()


def another_user(folder: Path) -> Starter | None:
    """Return a user who may read nothing of this one's, with a Python that they may run; None where there is none."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return None
    shutil.chown(folder, "nobody")
    same = f"python{sys.version_info.major}.{sys.version_info.minor}"
    known = (sys.executable, shutil.which(same, path="/usr/bin:/usr/local/bin"))
    starters = [Starter(python, "nobody", folder) for python in known if python]
    return next((starter for starter in starters if starter.can_start()), None)
