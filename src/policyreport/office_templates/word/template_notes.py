"""What is left out of a Word template when it is filled, or hidden in it: no faults, told by ``check --notes``."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from policyreport.diagnostics import ErrorKind, Message, Problem
from policyreport.office_templates.errors import location
from policyreport.office_templates.opc_package import OfficePackage
from policyreport.office_templates.word.package import w
from policyreport.office_templates.xml import Element, parse

_WHOLE_FILE = Message("document", "문서")
_COMMENTS = w("commentReference")
_CHANGES = tuple(
    map(
        w,
        (
            *("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge", "rPrChange", "pPrChange"),
            *("tblPrChange", "trPrChange", "tcPrChange", "sectPrChange", "numberingChange"),
        ),
    )
)


def is_hidden(run: Element) -> bool:
    """Return whether a run's text is formatted as hidden."""
    hidden = run.find(f"{w('rPr')}/{w('vanish')}")
    return hidden is not None and hidden.get(w("val"), "1") not in ("0", "false", "off")


def traces_of_work(file: str, root: Element, place_of: Callable[[Element], Message]) -> Iterator[Problem]:
    """Yield the comments and tracked changes of a part, and its hidden text, each kind once, at the first of them."""
    comment = next(root.iter(_COMMENTS), None)
    if comment is not None:
        yield _comments(file, place_of(comment), sum(1 for _ in root.iter(_COMMENTS)))
    change = next(root.iter(*_CHANGES), None)
    if change is not None:
        yield _changes(file, place_of(change), sum(1 for _ in root.iter(*_CHANGES)))
    vanished = (mark.getparent() for mark in root.iter(w("vanish")))
    runs = (properties.getparent() for properties in vanished if properties is not None)
    for run in runs:
        text = "" if run is None or not is_hidden(run) else "".join(t.text or "" for t in run.iter(w("t")))
        if run is not None and text:
            yield _hidden(file, place_of(run), text)
            return


def attached_template(path: str, file: OfficePackage) -> Iterator[Problem]:
    """Yield the note that the Word template, to which a file is attached, is left out."""
    settings = (parse(file.parts[part]) for part, kind in file.kinds.items() if kind == "settings")
    if any(root.find(w("attachedTemplate")) is not None for root in settings):
        what = Message(
            "the Word template to which this file is attached is left out",
            "이 파일에 연결된 Word 서식 파일은 결과에서 빠집니다",
        )
        hint = Message(
            "nothing needs to be done: the styles stand in the file itself (see Developer, Document Template)",
            "스타일은 파일 안에 있으므로 그대로 두어도 됩니다. 연결은 개발 도구 › 문서 서식 파일에서 보입니다",
        )
        yield Problem(ErrorKind.TEMPLATE, "template.attached-template", what, location(path, _WHOLE_FILE), hint=hint)


def _comments(file: str, place: Message, number: int) -> Problem:
    what = Message(
        f"{number} comments are left out of the result, the first one here",
        f"메모 {number}개는 결과에서 빠집니다(첫째가 여기)",
    )
    hint = Message("look at them in Review, Comments", "검토 › 메모에서 살펴보십시오")
    return Problem(ErrorKind.TEMPLATE, "template.comments", what, location(file, place), hint=hint)


def _changes(file: str, place: Message, number: int) -> Problem:
    what = Message(
        f"{number} tracked changes are taken as accepted, the first one here",
        f"변경 내용 {number}곳은 적용한 것으로 봅니다(첫째가 여기)",
    )
    hint = Message(
        "accept or reject them in Review, Changes, so that the template says what is meant",
        "검토 › 변경 내용에서 적용하거나 취소해 두면 틀림이 없습니다",
    )
    return Problem(ErrorKind.TEMPLATE, "template.tracked-changes", what, location(file, place), hint=hint)


def _hidden(file: str, place: Message, text: str) -> Problem:
    what = Message(f"hidden text goes into the result: '{text[:30]}'", f"숨긴 글이 결과에 들어갑니다: '{text[:30]}'")
    hint = Message(
        "show it by Ctrl+Shift+8, and delete it, or undo Hidden in Font (Ctrl+D)",
        "Ctrl+Shift+8로 보이게 하여 지우거나, 글꼴(Ctrl+D)에서 '숨김'을 푸십시오",
    )
    return Problem(ErrorKind.TEMPLATE, "template.hidden-text", what, location(file, place), hint=hint)
