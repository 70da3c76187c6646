"""The project's time zone, by its name in the IANA database."""

from __future__ import annotations

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from policyreport.errors import Kind, Place, PolicyReportError, Problem, Words, did_you_mean

_SETTINGS = Place("data/project.yaml")


def zone_of(name: str) -> ZoneInfo:
    """Return the time zone of a name such as ``Asia/Seoul``; ``PolicyReportError`` (exit code 3) for an unknown one."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise PolicyReportError([_unknown(name)]) from None


def _unknown(name: str) -> Problem:
    what = Words("the time zone is not known here", "알 수 없는 시간대입니다")
    hint = did_you_mean(name, available_timezones())
    return Problem(Kind.DATA, "schedule.timezone", what, _SETTINGS, "timezone", hint)
