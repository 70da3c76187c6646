"""A publication killed at any moment leaves the old set or the new one, whole."""

import json
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from policyreport.ledger import LEDGER, WITNESS

from .publishing import publish

Stored = Callable[[Path], dict[str, bytes]]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kills as POSIX does")
REPOSITORY = Path(__file__).parents[2]

FILES = """
import json
def files(edition):
    text = json.dumps([edition] * 5000).encode()
    return {f"part-{i}.json": text for i in range(4)}
"""
PUBLISH_FOR_EVER = f"""
import itertools, sys
from pathlib import Path
from tests.publish.publishing import publish
{FILES}
for edition in itertools.count(1):
    publish(Path(sys.argv[1]), "2025Q2", files(edition))
    if edition == 1:
        print("published", flush=True)
"""
DIE_AT_A_STEP = f"""
import os, signal, sys
from pathlib import Path
from tests.publish.publishing import publish
{FILES}
step = 0
def count(event, args):
    global step
    if event in ("open", "os.rename", "os.mkdir", "os.remove", "os.rmdir", "ctypes.set_errno", "ctypes.dlopen"):
        if step == int(sys.argv[2]):
            os.kill(os.getpid(), signal.SIGKILL)
        step += 1
publish(Path(sys.argv[1]), "2025Q2", files(1))
sys.addaudithook(count)
publish(Path(sys.argv[1]), "2025Q2", files(2))
"""


def editions_in(folder: Path, stored: Stored) -> set[int]:
    parts = stored(folder)
    del parts["manifest.json"]
    assert sorted(parts) == [f"part-{i}.json" for i in range(4)]
    return {edition for content in parts.values() for edition in json.loads(content)}


def assert_next_publication_is_clean(out: Path) -> None:
    publish(out, "2025Q2", {"part-0.json": b"[]"})
    assert sorted(path.name for path in out.iterdir()) == [WITNESS, ".lock", "2025Q2", LEDGER]
    assert sorted(path.name for path in (out / "2025Q2").iterdir()) == ["manifest.json", "part-0.json"]


@pytest.mark.parametrize("seed", range(20))
def test_a_kill_at_a_random_moment_leaves_one_whole_set(out: Path, stored: Stored, seed: int):
    command = [sys.executable, "-c", PUBLISH_FOR_EVER, str(out)]
    with subprocess.Popen(command, cwd=REPOSITORY, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "published\n"
        time.sleep(random.Random(seed).uniform(0, 0.1))
        process.kill()
    assert process.returncode == -signal.SIGKILL
    assert len(editions_in(out / "2025Q2", stored)) == 1
    assert_next_publication_is_clean(out)


def test_a_kill_before_any_step_leaves_one_whole_set(tmp_path: Path, stored: Stored):
    step, killed = 0, True
    while killed:
        out = tmp_path / str(step) / "out"
        done = subprocess.run([sys.executable, "-c", DIE_AT_A_STEP, str(out), str(step)], cwd=REPOSITORY, check=False)
        killed = done.returncode == -signal.SIGKILL
        assert editions_in(out / "2025Q2", stored) in ({1}, {2})
        assert_next_publication_is_clean(out)
        step += 1
    assert done.returncode == 0
    assert step > len(["open", "mkdir", "four files", "swap", "four removals"])
