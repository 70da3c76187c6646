"""A task for Windows' Task Scheduler, as XML (Task Scheduler Schema, version 1.2: Windows 7 and newer)."""

from __future__ import annotations

import re
import subprocess
from datetime import datetime
from pathlib import PureWindowsPath
from xml.etree import ElementTree as ET

from policyreport.diagnostics import ErrorKind, Message, PolicyReportError, Problem
from policyreport.scheduler.timers.timer import TimerSpec

NAMESPACE = "http://schemas.microsoft.com/windows/2004/02/mit/task"
_FIRST_DAY = "2024-01-01"
"""A day in the past: a task that could have run since is run as soon as the host is there (StartWhenAvailable)."""
_LONGEST_PATH = 260
"""Characters of ``pathType`` in the schema."""
_EXPANDED = re.compile(r"%.*%|\$\(")
"""What Task Scheduler puts other words in place of: ``%NAME%`` and ``$(Name)``. It knows no way to escape them."""


def task(spec: TimerSpec) -> str:
    """Return the XML of a task, whose first line says UTF-16, in which Windows wants it.

    Raises ``PolicyReportError`` USAGE for paths that a task cannot hold.
    """
    program, *arguments = spec.command
    said = {"Command": program, "Arguments": subprocess.list2cmdline(arguments), "WorkingDirectory": spec.folder}
    _require_literal(said)
    root = ET.Element("Task", {"version": "1.2", "xmlns": NAMESPACE})
    _add(root, "RegistrationInfo", {"Description": "policyreport: issue the quarters that are due"})
    _add_trigger(ET.SubElement(root, "Triggers"), spec)
    principal = {"LogonType": "InteractiveToken", "RunLevel": "LeastPrivilege"}
    _add(ET.SubElement(root, "Principals"), "Principal", principal, id="Author")
    _add(root, "Settings", _SETTINGS)
    _add(ET.SubElement(root, "Actions", {"Context": "Author"}), "Exec", said)
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-16"?>\n{ET.tostring(root, encoding="unicode")}\n'


_SETTINGS = {
    "MultipleInstancesPolicy": "IgnoreNew",
    "DisallowStartIfOnBatteries": "false",
    "StopIfGoingOnBatteries": "false",
    "StartWhenAvailable": "true",
    "ExecutionTimeLimit": "PT4H",
}


def _add(parent: ET.Element, name: str, texts: dict[str, str], **attributes: str) -> None:
    element = ET.SubElement(parent, name, attributes)
    for child, text in texts.items():
        ET.SubElement(element, child).text = text


def _add_trigger(triggers: ET.Element, spec: TimerSpec) -> None:
    """Add the daily start, in the schema's order. With an offset, Windows starts it whatever the host's own zone is."""
    start = datetime.fromisoformat(f"{_FIRST_DAY}T{spec.at}").replace(tzinfo=spec.zone)
    trigger = ET.SubElement(triggers, "CalendarTrigger")
    ET.SubElement(trigger, "StartBoundary").text = start.isoformat()
    ET.SubElement(trigger, "RandomDelay").text = "PT10M"
    _add(trigger, "ScheduleByDay", {"DaysInterval": "1"})


def _require_literal(said: dict[str, str]) -> None:
    paths = (said["Command"], said["WorkingDirectory"])
    if any(map(_EXPANDED.search, said.values())) or any(len(path) > _LONGEST_PATH for path in paths):
        shown = PureWindowsPath(said["WorkingDirectory"]).name
        what = Message(f"a task cannot name the folder '{shown}'", f"예약 작업에 적을 수 없는 폴더입니다: '{shown}'")
        hint = Message(
            "use a path of at most 260 characters, without %…% or $(",
            "경로를 260자 이내로 하고 %…%와 $(를 쓰지 마십시오",
        )
        raise PolicyReportError([Problem(ErrorKind.USAGE, "schedule.path", what, hint=hint)])
