"""Whether other Pythons make the same files: ``python -m tests.bench.same_bytes PYTHON ...``.

Each PYTHON is one with policyreport and what ``requirements.lock`` lists, such as that of a virtual environment. All
build the repository's own data and templates; what differs from this Python's set is named.
"""

# ruff: noqa: T201

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from tests.bench.measuring import REPOSITORY


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pythons", nargs="+", metavar="PYTHON")
    pythons = parser.parse_args().pythons
    ours = _made_by(sys.executable)
    different = {python: _different(ours, _made_by(python)) for python in pythons}
    for python, files in different.items():
        said = f"different: {', '.join(files)}" if files else f"{len(ours)} files, the same bytes"
        print(f"{python} ({_version(python)}): {said}")
    raise SystemExit(any(different.values()))


def _made_by(python: str) -> Mapping[str, bytes]:
    with tempfile.TemporaryDirectory() as folder:
        for name in ("data", "templates"):
            shutil.copytree(REPOSITORY / name, Path(folder) / name)
        command = [python, "-m", "policyreport", "build", "--large-print"]
        subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL, check=True)
        files = (path for path in (Path(folder) / "out").glob("*/**/*") if path.is_file())
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def _different(ours: Mapping[str, bytes], theirs: Mapping[str, bytes]) -> list[str]:
    return sorted(name for name in ours.keys() | theirs.keys() if ours.get(name) != theirs.get(name))


def _version(python: str) -> str:
    command = [python, "-c", "import platform; print(platform.python_version())"]
    return subprocess.run(command, capture_output=True, check=True, text=True).stdout.strip()


if __name__ == "__main__":
    main()
