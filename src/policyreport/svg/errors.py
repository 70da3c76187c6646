"""What is wrong with a drawing in SVG: at which line and element, and what to do in the program that drew it."""

from __future__ import annotations

from policyreport.diagnostics import Message

SAVE_PLAIN = Message(
    "save it as plain SVG from the program that drew it, or export it as PNG",
    "그린 프로그램에서 '일반 SVG'로 다시 저장하거나 PNG로 내보내어 쓰십시오",
)
OUTLINE_TEXT = Message(
    "turn the letters into outlines in the program that drew it (Create Outlines, Object to Path), and save again",
    "그린 프로그램에서 글자를 윤곽선(곡선)으로 바꾸어 다시 저장하십시오",
)
EXPORT_PNG = Message(
    "simplify it in the program that drew it, or export it as PNG",
    "그린 프로그램에서 단순하게 고치거나 PNG로 내보내어 쓰십시오",
)


class SvgError(ValueError):
    """A drawing cannot be used; ``what`` says why and where, ``hint`` what to do."""

    def __init__(self, what: Message, hint: Message = SAVE_PLAIN) -> None:
        super().__init__(what.en)
        self.what, self.hint = what, hint


def fault(line: int, element: str, what: Message, hint: Message = SAVE_PLAIN) -> SvgError:
    """Return the error that an element of a line is."""
    return SvgError(Message(f"line {line}, <{element}>: {what.en}", f"{line}째 줄의 <{element}>: {what.ko}"), hint)
