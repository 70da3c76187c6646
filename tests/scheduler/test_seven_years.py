"""Whatever is off or dies when, every quarter is issued exactly once, and none early."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

SIMULATION = Path(__file__).with_name("simulation.py")
ZONES = ["Asia/Seoul", "UTC", "America/Los_Angeles", "Pacific/Kiritimati"]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a run dies in a process that was forked for it")
@pytest.mark.parametrize("zone", ZONES)
def test_every_quarter_from_2024_to_2030_is_issued_once_and_none_early(tmp_path: Path, zone: str):
    command = [sys.executable, str(SIMULATION), str(tmp_path), zone]
    said = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    assert said["wrong"] == []
    assert said["deaths"] > 60
