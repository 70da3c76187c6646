"""The output folder, and what may stand in it."""

from __future__ import annotations

from pathlib import Path

from policyreport.errors import Kind, Place, PolicyReportError, Problem, Words


def open_folder(out: Path) -> None:
    """Make the output folder where there is none; refuse one that is a file, or a link that leads out of its parent."""
    if out.is_symlink() and not out.resolve().is_relative_to(out.parent.resolve()):
        raise PolicyReportError([_leads_elsewhere(out)])
    if out.exists() and not out.is_dir():
        raise PolicyReportError([_not_a_folder(out.name)])
    out.mkdir(parents=True, exist_ok=True)


def require_replaceable(target: Path) -> None:
    """Refuse a target that is neither a folder nor absent: only what a publication made is ever replaced."""
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise PolicyReportError([_not_a_folder(f"{target.parent.name}/{target.name}")])


def _leads_elsewhere(out: Path) -> Problem:
    what = Words(
        f"the output folder '{out.name}' is a link that leads elsewhere",
        f"출력 폴더 '{out.name}'은(는) 다른 곳을 가리키는 링크입니다",
    )
    hint = Words("use a folder of its own", "링크가 아닌 폴더를 쓰십시오")
    return Problem(Kind.SECURITY, "output-link", what, Place(out.name), hint=hint)


def _not_a_folder(place: str) -> Problem:
    what = Words(f"'{place}' is not a folder", f"'{place}'은(는) 폴더가 아닙니다")
    hint = Words("move it away or choose another output folder", "옮겨 두거나 다른 출력 폴더를 지정하십시오")
    return Problem(Kind.OUTPUT, "output-not-a-folder", what, Place(place), hint=hint)
