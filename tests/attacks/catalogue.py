"""All attacks, by the kind of template that makes them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise

from tests.office_templates import drawing as word
from tests.office_templates import drawing_in_excel as excel
from tests.office_templates import drawing_in_hangul as hangul
from tests.templating.writing import BODY, REPORT, SETTINGS, composed, facts, kind

from policyreport.delivery.message import MessageWriter
from policyreport.templating import compose
from policyreport.templating.view import plain

from .attack import Attack, ends
from .drawn_files import IN_EXCEL, IN_HANGUL, IN_WORD, DrawnFiles
from .wordings import EVERYWHERE, IN_MARKDOWN, IN_TEXT, Wordings

MAIL = "templates/house/message.txt.j2"
SUBJECT = "data/project.yaml"
_MOST_IN_A_CELL = 32_767
_IN_MAIL = {"policy": plain({"title": "레벨업"}), "measures": [plain({"title": "가"})], "link": "https://a.kr"}


def _in_body(text: str) -> object:
    return composed(f"가\n{text}")


def _in_title(text: str) -> object:
    return composed("가", title=text)


def _in_mail(text: str) -> object:
    return MessageWriter({SUBJECT: "제목", MAIL: f"가\n{text}"}, _IN_MAIL).wording(_IN_MAIL)


def _in_subject(text: str) -> object:
    return MessageWriter({SUBJECT: text, MAIL: "가"}, _IN_MAIL).wording(_IN_MAIL)


def _in_excel(text: str) -> object:
    return excel.filled([[text]])


def _worded(where: str, run: Callable[[str], object], place: str, wordings: Wordings) -> Iterator[Attack]:
    for name, (how, text) in wordings.items():
        if where != "excel" or len(text) < _MOST_IN_A_CELL:
            yield Attack(f"{where}: {name}", lambda text=text: run(text), ends(how), place)


def _multiplying(tag: str) -> object:
    """Have a template take the next one in twice, and that one the next, thirty times."""
    names = [f"templates/briefing/part{n}.md.j2" for n in range(30)]
    parts = {name: tag.format(after) * 2 for name, after in pairwise(names)}
    body = f"가\n{tag.format(names[0])}"
    report = replace(kind(body), templates={BODY: body, **parts, names[-1]: "x"})
    return compose(report, facts(), SETTINGS)


def _of_files(where: str, files: DrawnFiles, place: str) -> Iterator[Attack]:
    for name, (how, run) in files.items():
        yield Attack(f"{where}: {name}", run, ends(how), place)


ALL: tuple[Attack, ...] = (
    *_worded("body", _in_body, BODY, EVERYWHERE | IN_TEXT | IN_MARKDOWN),
    Attack(
        "body: includes that multiply",
        lambda: _multiplying("{{% include '{}' %}}"),
        ends("limit"),
        "templates/briefing/",
    ),
    Attack(
        "body: imports that multiply",
        lambda: _multiplying("{{% import '{}' as x %}}"),
        ends("limit"),
        "templates/briefing/",
    ),
    *_worded("title", _in_title, f"{REPORT}:1", EVERYWHERE | IN_TEXT),
    *_worded("mail", _in_mail, MAIL, EVERYWHERE | IN_TEXT),
    *_worded("subject", _in_subject, SUBJECT, EVERYWHERE | IN_TEXT),
    *_worded("word", word.filled, word.FILE, EVERYWHERE),
    *_worded("excel", _in_excel, excel.FILE, EVERYWHERE),
    *_worded("hangul", hangul.filled, hangul.FILE, EVERYWHERE),
    *_of_files("word", IN_WORD, word.FILE),
    *_of_files("excel", IN_EXCEL, excel.FILE),
    *_of_files("hangul", IN_HANGUL, hangul.FILE),
)
"""Each attack in each kind of template: to try them all takes minutes."""


def _chosen() -> Iterator[Attack]:
    """Yield all attacks on the body of a report, and a share of the others for each kind of template."""
    kinds = ("title", "mail", "subject", "word", "excel", "hangul")
    wordings = list(EVERYWHERE | IN_TEXT)
    for attack in ALL:
        kind, _, name = attack.name.partition(": ")
        if kind == "body":
            yield attack
        elif name in wordings:
            if wordings.index(name) % len(kinds) == kinds.index(kind):
                yield attack
        elif name != "a zip bomb" and sum(map(ord, name)) % 3:  # of the numbers in drawn files, two thirds
            yield attack


CHOSEN = tuple(_chosen())
"""What the tests try."""
