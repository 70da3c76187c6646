"""The sentences of a data set that claim something of numbers, each judged by the figures of its own time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from policyreport.claims.claim import Claim
from policyreport.claims.enumerations import listed_against, miscounted
from policyreport.claims.figures import Figures
from policyreport.claims.reading import claims_of
from policyreport.claims.sentence_state import SentenceContext
from policyreport.claims.tokens import Lexicon
from policyreport.model import Dataset, Event, Meeting, Path, Quarter, QuarterReport, Update
from policyreport.model.base import Entry

_SENTENCE_END = re.compile(r"(?<=[가-힣)”’])\.\s+(?=\S)|\n+")
CLAIMING = re.compile(
    r"증가|감소|늘|줄|상승|하락|올라|올랐|오른|내려|떨어|높아|낮아|개선|악화|달성|미달|초과|최고|최저|최대|최소|처음|연속|대비|절반"
    r"|\d배|과반|대부분|모두|이상|이하|가까이"
)
"""What a sentence has that may claim something of a number."""
_DIGIT = re.compile(r"\d")
_PLANS = frozenset(("outlook", "requests", "remedy", "decisions", "agenda"))
"""The fields that tell of what is to come."""
_READ: dict[str, frozenset[str]] = {
    "quarters": frozenset(("headline", "narrative", "outlook", "gaps", "requests")),
    "events": frozenset(("title", "detail")),
    "meetings": frozenset(("agenda", "reports", "discussion", "decisions")),
    "risks": frozenset(("title", "reason", "remedy")),
    "milestones": frozenset(("reason", "remedy")),
    "actions": frozenset(("note", "evidence")),
    "legislation": frozenset(("note",)),
    "updates": frozenset(("reason", "remedy", "note", "evidence")),
}
"""The fields whose sentences tell of figures; of all others only lists are counted."""
_OVER = ("done", "closed", "cancelled")


class Prose(NamedTuple):
    """A text of a data set: its path, the record and field that it is of, and what it says."""

    path: Path
    record: Entry
    field: str
    text: str


@dataclass(frozen=True, slots=True)
class JudgedSentence:
    """A sentence that may claim something, and what of it was judged; nothing where it is left alone."""

    path: Path
    text: str
    claims: tuple[Claim, ...]
    quarter: Quarter

    @property
    def is_left_alone(self) -> bool:
        """Whether nothing of it was understood well enough to be judged."""
        return not self.claims

    @property
    def false(self) -> tuple[Claim, ...]:
        """What it claims wrongly."""
        return tuple(claim for claim in self.claims if not claim.is_true)


def judged_prose(
    dataset: Dataset, texts: Iterable[Prose], newest: Quarter, figures: Figures | None = None
) -> Iterator[JudgedSentence]:
    """Yield the sentences of some texts that may claim something of numbers, judged.

    What has no day of its own is held against the figures of the quarter ``newest``.
    """
    lexicon, known = Lexicon(dataset.indicators, dataset.policy.lead), figures or Figures(dataset)
    updated = {(update.kind, update.record) for update in dataset.updates}
    for prose in texts:
        context = _context(prose, known, newest, updated)
        for sentence in sentences(prose.text):
            counted = [*miscounted(sentence), *_against_figures(sentence, prose.record, known)]
            is_claiming = context is not None and CLAIMING.search(sentence) is not None
            is_read = context is not None and (is_claiming or _DIGIT.search(sentence))
            claims = claims_of(sentence, lexicon, context) if context and is_read else []
            if counted or claims or is_claiming:
                quarter = context.quarter if context else newest
                yield JudgedSentence(prose.path, sentence, (*counted, *claims), quarter)


def _against_figures(sentence: str, record: Entry, figures: Figures) -> Iterator[Claim]:
    """Yield whether what an event lists is as much as the one of its figures that counts such things says."""
    if not isinstance(record, Event) or "(" not in sentence:
        return
    counting = [name for name in record.figures if figures.indicators[name].unit.startswith("개 ")]
    if len(counting) == 1:
        value = figures.value(counting[0], Quarter.of(record.date))
        if value.value is not None and value.bound is None:
            shown = f"{value.value.normalize():f}{value.unit}"
            yield from listed_against(sentence, value.unit.removeprefix("개 "), value.value, shown)


def sentences(text: str) -> list[str]:
    """Return the sentences of a text, one for each line or full stop."""
    return [sentence.strip() for sentence in _SENTENCE_END.split(text) if sentence.strip()]


def _context(prose: Prose, figures: Figures, newest: Quarter, updated: set[tuple[str, str]]) -> SentenceContext | None:
    """Return what a text is read with; None where it tells of no figures, or of what is over."""
    collection, record = str(prose.path[0]), prose.record
    if prose.field not in _READ.get(collection, ()):
        return None
    is_plan = prose.field in _PLANS
    match record:
        case QuarterReport(quarter=quarter):
            return SentenceContext(figures, quarter, is_plan)
        case Event(date=day):
            return SentenceContext(figures, Quarter.of(day), is_plan, frozenset(record.figures))
        case Meeting(date=day):
            return SentenceContext(figures, Quarter.of(day), is_plan, frozenset())
        case Update(on=day):
            return SentenceContext(figures, Quarter.of(day), is_plan, frozenset())
        case _:
            states = (getattr(record, "status", None), "done" if getattr(record, "done", None) else None)
            if (collection, getattr(record, "id", "")) in updated or any(state in _OVER for state in states):
                return None
            return SentenceContext(figures, newest, is_plan, frozenset())
