"""The ways in which a template can misuse what it is given, each with its problem for the author."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import ClassVar

from jinja2 import TemplateError, TemplateSyntaxError
from markupsafe import Markup

from policyreport.diagnostics import ErrorKind, Message, Problem, SourceLocation, did_you_mean

_SHOWN_CHARACTERS = 40
"""How long a value may be that a problem shows."""


class TemplateValueError(Exception):
    """A template did what it may not do; the text says with what, and ``{0}`` stands for it in ``message``."""

    kind: ClassVar[ErrorKind] = ErrorKind.TEMPLATE
    code: ClassVar[str]
    message: ClassVar[Message]
    advice: ClassVar[Message]

    def problem(self, place: SourceLocation | None) -> Problem:
        """Return the problem that this is at a place of a template."""
        what = Message(self.message.en.format(self), self.message.ko.format(self))
        return Problem(self.kind, self.code, what, place, hint=self.advice)


RENDERING_ERRORS = (
    TemplateError,
    TemplateValueError,
    MemoryError,
    RuntimeError,  # and so RecursionError
    ArithmeticError,
    AssertionError,  # Jinja's own, for a macro or a block where it expects none
    AttributeError,  # of a value of another kind than a filter or a function expects
    TypeError,
    ValueError,
    LookupError,
    NameError,
    SyntaxError,  # Python's own, for more blocks within blocks than it takes
)
"""Whatever a template can make a rendering raise: all but what the system or a signal does."""


class JoinedToTextError(TemplateValueError):
    """A fact was to become text, where it would lose its source."""

    code = "template.joined-number"
    message = Message("the number '{0}' is joined to text", "수치 '{0}'을(를) 글자와 이어 붙였습니다")
    advice = Message(
        "write text beside the braces, as in {{ x }}%, so that the number keeps its source",
        "수치가 출처를 잃지 않도록 {{ x }}% 처럼 괄호 밖에 글자를 쓰십시오",
    )


class MisplacedError(TemplateValueError):
    """A block stands where only text may stand, or text where a block stands; ``place`` is where it was printed."""

    code = "template.misplaced"
    message = Message("a block stands within a line of text: {0}", "문장 중간에 블록(표, 차트 등)이 들어 있습니다: {0}")
    advice = Message("leave an empty line before and after a block", "블록 앞뒤에 빈 줄을 두십시오")

    def __init__(self, what: str, place: SourceLocation | None = None) -> None:
        super().__init__(what)
        self.place = place

    def problem(self, place: SourceLocation | None) -> Problem:
        """Return the problem, at the place of the block where that is known."""
        return super().problem(self.place or place)


class PagesWithinError(TemplateValueError):
    """A page ends, or turns to landscape, within a block; the text is the block's name."""

    code = "template.misplaced"
    message = Message(
        "a page break or a part in landscape stands within {0}(…)", "{0}(…) 안에 쪽 나누기나 가로 쪽이 들어 있습니다"
    )
    advice = Message(
        "write {{ page_break() }} and {% call landscape() %} outside of other blocks",
        "{{ page_break() }}와 {% call landscape() %}는 다른 블록의 밖에 쓰십시오",
    )


class CellCountError(TemplateValueError):
    """A table's row has other than the number of cells that its head has; the text is the row."""

    code = "template.cells"
    message = Message(
        "a row has {0.written} cells under a head of {0.columns}: {0}",
        "칸이 {0.columns}개인 표의 줄에 칸이 {0.written}개입니다: {0}",
    )
    advice = Message(
        "give each row as many cells as the head; write \\| for a bar in a text",
        "줄마다 머리줄과 같은 수의 칸을 두고, 글자 |는 \\|로 쓰십시오",
    )

    def __init__(self, row: str, written: int, columns: int) -> None:
        super().__init__(row)
        self.written, self.columns = written, columns


class NotAFigureError(TemplateValueError):
    """A filter for figures was given something else."""

    code = "template.not-a-number"
    message = Message("this filter is for numbers, not for {0}", "수치에만 쓰는 필터입니다({0})")
    advice = Message("print it without the filter", "필터 없이 출력하십시오")


class NotAListError(TemplateValueError):
    """A filter for lists was given something else."""

    code = "template.not-a-list"
    message = Message("this filter is for lists, not for {0}", "목록에만 쓰는 필터입니다({0})")
    advice = Message("give a list, as in programs | top(5)", "programs | top(5)처럼 목록에 쓰십시오")


class NotARecordError(TemplateValueError):
    """Something that is no record, nor a list of them, was to be led to or to name a row."""

    code = "template.not-a-record"
    message = Message("rows tell of records, not of {0}", "표의 줄은 {0}이(가) 아니라 기록에 붙습니다")
    advice = Message(
        "give a record or a list of them, such as measure or strategy.programs",
        "measure 같은 기록이나 strategy.programs 같은 기록의 목록을 넘기십시오",
    )


class WeightlessError(TemplateValueError):
    """A list was to be cut to what weighs most, of which nothing tells the weight."""

    code = "template.no-weight"
    message = Message("nothing tells which of these weigh most", "무엇이 중요한지 가릴 수 없는 목록입니다")
    advice = Message(
        "weightiest(n) cuts lists of budgets, programs, events, milestones, actions, risks and changes",
        "weightiest(n)는 budgets, programs, events, milestones, actions, risks, changes의 목록에 씁니다",
    )


class PrintedLengthError(TemplateValueError):
    """A list's length was to be printed, though it is no fact; the text is the length."""

    code = "template.printed-length"
    message = Message("a list's length ({0}) is printed", "목록의 길이({0})를 출력했습니다")
    advice = Message(
        "print a count, which has its source, such as {{ count.measures }} or {{ strategy.count.events }}",
        "{{ count.measures }}, {{ strategy.count.events }} 처럼 출처를 지닌 count를 쓰십시오",
    )


class BudgetExceededError(TemplateValueError):
    """More work was asked for than the limits allow."""

    kind = ErrorKind.LIMIT
    code = "template.too-much"
    message = Message("the template asks for more work than is allowed", "템플릿이 허용된 작업량을 넘었습니다")
    advice = Message("look for a loop or a macro without an end", "끝나지 않는 반복이나 매크로가 없는지 보십시오")


class TimeExceededError(BudgetExceededError):
    """A rendering took longer than the limits allow."""

    message = Message("the template takes longer than is allowed", "템플릿을 채우는 시간이 허용된 시간을 넘었습니다")


class MemoryExceededError(BudgetExceededError):
    """A rendering took more memory than the limits allow."""

    message = Message("the template takes more memory than is allowed", "템플릿이 허용된 메모리를 넘었습니다")


class TooManyRowsError(TemplateValueError):
    """A table would have more rows than a sheet of Excel; the text says how many, and ``line`` where it is known."""

    kind = ErrorKind.LIMIT
    code = "xlsx.rows"
    message = Message(
        "this loop prints {0} rows of a table; a sheet of Excel holds {0.most:,}",
        "이 반복은 표에 {0}행을 씁니다. Excel은 시트 하나에 {0.most:,}행까지 허용합니다",
    )
    advice = Message(
        "divide the table over several chapters, or make a CSV file of it, which may be as long as it needs",
        "표를 여러 시트로 나누거나, 길이에 한도가 없는 CSV로 만드십시오",
    )

    def __init__(self, count: str, most: int, line: int = 0) -> None:
        super().__init__(count)
        self.most, self.line = most, line


class UnsafeLinkError(TemplateValueError):
    """A link leads to something that is no web page."""

    kind = ErrorKind.SECURITY
    code = "template.unsafe-link"
    message = Message("the link to '{0}' is refused", "쓸 수 없는 링크입니다: '{0}'")
    advice = Message("only http:// and https:// may be linked to", "http://와 https:// 주소만 쓸 수 있습니다")


_WHOLE: Mapping[str, Message] = {
    "record": Message("a whole record", "기록 전체"),
    "dict": Message("a whole record", "기록 전체"),
    "Chart": Message("a chart", "차트"),
    "DataPicture": Message("a picture within text", "글 속의 그림"),
    "Macro": Message("a macro itself", "매크로 자체"),
    "method": Message("a function itself", "함수 자체"),
    "function": Message("a function itself", "함수 자체"),
    "mark": Message("a character that is kept for marks", "표시에 쓰는 특수 문자"),
    "character": Message("a character that no file holds", "파일에 담을 수 없는 글자"),
}
"""What cannot be printed, by the name of its kind."""


class UnprintableError(TemplateValueError):
    """What was to be printed has no text of its own."""

    code = "template.unprintable"
    message = Message("{0} cannot be printed", "{0}은(는) 출력할 수 없습니다")
    advice = Message("print one of its fields, such as .title", ".title 같은 항목을 지정하십시오")

    def problem(self, place: SourceLocation | None) -> Problem:
        """Return the problem, with what was to be printed in words."""
        whole = _WHOLE.get(str(self), Message("such a value", "이런 값"))
        what = Message(self.message.en.format(whole.en), self.message.ko.format(whole.ko))
        return Problem(self.kind, self.code, what, place, hint=self.advice)


class UnknownAttributeError(TemplateValueError):
    """A function was given a word that it does not know; ``known`` are those that it knows."""

    code = "template.unknown-name"

    def __init__(self, word: str, known: Iterable[str]) -> None:
        super().__init__(word)
        self.known = tuple(known)

    def problem(self, place: SourceLocation | None) -> Problem:
        """Return the problem, with the known word that is nearest."""
        word = str(self)
        what = Message(f"'{word}' is not known here", f"'{word}'은(는) 여기에 쓸 수 없습니다")
        return Problem(self.kind, self.code, what, place, word, self._hint(word))

    def _hint(self, word: str) -> Message:
        return did_you_mean(word, self.known)


class UnknownPathError(UnknownAttributeError):
    """A function was given a path with a name that its value has not; ``hint`` says what it was meant to be."""

    def __init__(self, word: str, hint: Message) -> None:
        super().__init__(word, ())
        self.hint = hint

    def _hint(self, word: str) -> Message:  # noqa: ARG002 - it was looked for where the value was known
        return self.hint


class WordedError(TemplateValueError):
    """A misuse that has words of its own: ``what`` it is, a ``hint``, and the ``field`` that it concerns."""

    def __init__(self, what: Message, hint: Message, field: str = "") -> None:
        super().__init__(what.en)
        self.what, self.hint, self.field = what, hint, field

    def problem(self, place: SourceLocation | None) -> Problem:
        """Return the problem in its own words."""
        return Problem(self.kind, self.code, self.what, place, self.field, self.hint)


class ChartDataError(WordedError):
    """A chart's table is not what its kind takes."""

    code = "template.chart"


class ComparisonError(WordedError):
    """Values were compared that cannot be, or that do not decide the comparison."""

    code = "template.comparison"


class ReckoningError(WordedError):
    """Figures were to be reckoned with that cannot be, or that would make another number than it seems."""

    code = "template.reckoning"


class CutError(WordedError):
    """A list was to be cut to something else than a number of records."""

    code = "template.cut"

    @classmethod
    def of(cls, given: object, name: str) -> CutError:
        """Return the error of what a filter was given for the number of records."""
        is_shown = isinstance(given, str | int | float) and not isinstance(given, bool | Markup)
        shown = f": {given!r}" if is_shown and len(repr(given)) <= _SHOWN_CHARACTERS else ""
        return cls(
            Message(
                f"{name}(n) keeps n records, so that n is a whole number from 0{shown}",
                f"{name}(n)의 n은 남길 건수이므로 0 이상의 정수여야 합니다{shown}",
            ),
            Message(
                f"write the number without quotation marks and without a sign, as in {name}(5)",
                f"{name}(5)처럼 따옴표와 부호 없이 수만 쓰십시오",
            ),
        )


class UnreadablyMuchError(TemplateSyntaxError):
    """A template has a number that is too long, or more within one another than can be read."""

    def __init__(self, line: int, name: str | None = None) -> None:
        super().__init__("more than can be read", line, name, name)
