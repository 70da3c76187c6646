"""Figures that were issued do not become others, or ``-``, unless somebody asks for that.

An office overwrites what it knew, such as the sum executed by last quarter's end; what it issued of that quarter would
then be otherwise in the next issue, and nobody would have decided so.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

from policyreport.diagnostics import ErrorKind, Message, Problem, SourceLocation, raise_any
from policyreport.document.number_format import MISSING
from policyreport.facts import newest_quarter
from policyreport.ledger import Ledger
from policyreport.ledger.issues import Issue
from policyreport.model import Dataset, Fact
from policyreport.model.base import Audience
from policyreport.pipeline.audiences import WIDEST
from policyreport.pipeline.composition import ProjectData
from policyreport.pipeline.fact_places import place_of, title_of
from policyreport.pipeline.issued_reach import (
    Deliveries,
    Numbers,
    Operand,
    figure_text,
    moved_because,
    moved_operands,
    printed_in,
    sent_to,
    value_now,
    value_then,
)
from policyreport.pipeline.manifest import known_facts
from policyreport.pipeline.render_set import RenderedSet
from policyreport.pipeline.restated_records import (
    Restated,
    RestatedValues,
    is_as_restated,
    restated_values,
    wrongly_restated,
)
from policyreport.publish import Staging

_WRITTEN = ("given", "unit")
"""The rules of facts that stand in the data, if perhaps in another unit."""

_Json = Mapping[str, Any]
"""What a manifest says, or a line of a list of editions."""

_Texts = Mapping[tuple[str, str], AbstractSet[str]]
"""How a fact reads in the files of a report, by the report's kind and the fact's id."""

_LISTED = 5
"""Figures that are told one by one: enough to see what was overwritten."""


@dataclass(frozen=True, slots=True)
class _Restatement:
    """An issued figure that would be another: its fact, how that came about, how it read, and how it would read."""

    fact: str
    rule: str
    before: str
    after: str


def require_as_issued(
    ledger: Ledger, data: ProjectData, dataset: Dataset, rendered: RenderedSet, staged: Staging
) -> None:
    """Raise ``PolicyReportError`` DATA where figures of a set's newest issue would be missing or others in a new one.

    Others are told of an older quarter alone: the newest quarter of the data may be corrected. Where a value is the
    same, or reads the same, no figure is another, however it is printed or whether at all, and under which name.
    """
    newest = ledger.issues.newest(data.set_name)
    if newest is None:
        return
    then: _Json = json.loads(ledger.blobs.load(newest.manifest))
    known: dict[Audience, Mapping[str, Fact]] = {
        audience: known_facts(data, reader.facts, rendered.outputs, rendered.listed)
        for audience, reader in data.readers.items()
    }
    moved = {number["fact"] for number in then["numbers"] if _is_moved(number, known.values())}
    if moved:
        before, printed_now = _texts(_printed_then(then, ledger)), _texts(_printed_now(rendered, staged))
        is_newest = data.facts.report.quarter == newest_quarter(dataset)
        issued = {key: before[key] for key in before if key[1] in moved}
        restated = list(_restatements(then, issued, printed_now, data, known, is_newest=is_newest))
        numbers: Numbers = {number["fact"]: number for number in reversed(then["numbers"])}
        put_right, now = restated_values(dataset), known[WIDEST]
        if put_right:
            restated = [
                one for one in restated if one.after == MISSING or not is_as_restated(one.fact, numbers, now, put_right)
            ]
        if restated:
            deliveries = Deliveries(ledger, data.set_name)
            told = _Teller(newest, numbers, now, put_right, deliveries, data, dataset)
            raise_any(list(told.problems(restated)))


def _is_moved(number: _Json, known: Iterable[Mapping[str, Fact]]) -> bool:
    """Say whether a fact of a manifest is not for all readers what it was."""
    return any(value_now(facts.get(number["fact"])) != value_then(number) for facts in known)


def _restatements(  # noqa: PLR0913
    then: _Json,
    before: _Texts,
    printed_now: _Texts,
    data: ProjectData,
    known: Mapping[Audience, Mapping[str, Fact]],
    *,
    is_newest: bool,
) -> Iterator[_Restatement]:
    """Yield each fact that would be restated, once for each report that there is still."""
    numbers: Mapping[tuple[str, str], _Json] = {(n.get("reader", ""), n["fact"]): n for n in then["numbers"]}
    of_some: Mapping[str, _Json] = {n["fact"]: n for n in reversed(then["numbers"])}
    new = {(report, text) for (report, name), texts in printed_now.items() if name not in of_some for text in texts}
    for (report, name), texts in before.items():
        if report not in data.kinds or not texts - {MISSING}:
            continue
        number = numbers.get((data.kinds[report].audience, name)) or numbers.get(("", name)) or of_some[name]
        facts, text = known[data.kinds[report].audience], _longest(texts)
        fact = facts.get(name)
        is_gone = fact is None and (report, text) not in new and not (is_newest and _lives_on(name, facts))
        if is_gone or (fact and fact.value is None):
            yield _Restatement(name, number["rule"], text, MISSING)
        elif fact and not is_newest and value_now(fact) != value_then(number):
            others = printed_now.get((report, name), set()) - texts
            yield from [_Restatement(name, number["rule"], text, _longest(others))] if others else []


def _lives_on(name: str, facts: Mapping[str, Fact]) -> bool:
    """Say whether what a fact was a part of is told of still.

    So where an event was put right, and with it the day for which a target was told; and where a template adds up
    others than before.
    """
    steps = name.split(".")
    if steps[0] == "sum":
        return any(other.split(".")[:2] == steps[:2] for other in facts)
    return any(".".join(steps[:length]) in facts for length in range(2, len(steps)))


def _longest(texts: Collection[str]) -> str:
    """Return the text that tells most: with its unit, where a table's cells do without."""
    return max(sorted(texts), key=len)


def _texts(printed: Iterable[tuple[str, str, str]]) -> _Texts:
    texts: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for report, fact, text in printed:
        texts[report, fact].add(text)
    return texts


def _printed_then(then: _Json, ledger: Ledger) -> Iterator[tuple[str, str, str]]:
    """Yield each printed number of an issue: the report, the fact and its text."""
    reports = {file["name"]: file["report"] for file in then["files"]}
    for number in then["numbers"]:
        for printed in number.get("printed", ()):
            yield reports[printed["file"]], number["fact"], printed["text"]
    for editions in then.get("editions", ()):
        for part in editions["listed_in"]:
            yield from _listed(editions["report"], ledger.blobs.load(part["sha256"]))


def _printed_now(rendered: RenderedSet, staged: Staging) -> Iterator[tuple[str, str, str]]:
    """Yield each printed number of a set that was just made, as above."""
    for output in rendered.outputs:
        for placed in output.placements:
            yield output.report, placed.fact, placed.text
    for editions in rendered.listed:
        for part in editions.parts:
            yield from _listed(editions.report, staged.content(part.name))


def _listed(report: str, part: bytes) -> Iterator[tuple[str, str, str]]:
    for line in part.splitlines():
        file: _Json = json.loads(line)
        for number in file["numbers"]:
            yield report, number["fact"], number["text"]


@dataclass(frozen=True, slots=True)
class _Teller:
    """Tells what of an issue would be otherwise, with how far it went: all that is known of it then and now."""

    issue: Issue
    then: Numbers
    now: Mapping[str, Fact]
    put_right: RestatedValues
    deliveries: Deliveries
    data: ProjectData
    dataset: Dataset

    def problems(self, restated: Iterable[_Restatement]) -> Iterator[Problem]:
        """Yield a problem for each of the first places in the data, and one for all other figures together.

        First come the facts that the data give, as they stand there; what is derived from them changes with them.
        """
        once = {change.fact: change for change in restated}
        as_in_the_data = {name: position for position, name in enumerate(self.data.facts.of)}
        in_order = sorted(
            once.values(), key=lambda change: (change.rule not in _WRITTEN, as_in_the_data.get(change.fact, -1))
        )
        listed: set[object] = set()
        for change in in_order:
            place = self._place(change.fact)
            if (place or change.fact) not in listed:
                listed.add(place or change.fact)
                yield self._problem(change, place)
            if len(listed) == _LISTED:
                break
        if len(in_order) > len(listed):
            yield _others(len(in_order) - len(listed), self.issue)

    def _problem(self, change: _Restatement, place: SourceLocation | None) -> Problem:
        number, reach = self.then[change.fact], self._reach(change.fact)
        if wrong := wrongly_restated(self.now.get(change.fact), number, self.put_right):
            return _not_from(change, self.issue, self._title(change.fact), wrong, reach)
        return _problem(change, self.issue, self._title(change.fact), place, reach)

    def _title(self, fact: str) -> str:
        return title_of(fact, self.dataset)

    def _place(self, fact: str) -> SourceLocation | None:
        given = _given_at(self.data.facts.of.get(fact))
        return given or place_of(fact, self.dataset, self.data.facts.report.quarter)

    def _reach(self, fact: str) -> Message:
        """Return the clauses on what moved beneath a figure, where it is printed, and who got it."""
        operands = [self._operand(one) for one in moved_operands(fact, self.then, self.now) if one != fact]
        got = self.deliveries.who_got(fact, value_then(self.then[fact]))
        clauses = (moved_because(operands), printed_in(self.then[fact]), sent_to(got))
        return Message("".join(one.en for one in clauses), "".join(one.ko for one in clauses))

    def _operand(self, fact: str) -> Operand:
        before = figure_text(value_then(self.then[fact]) if fact in self.then else ())
        after = figure_text(value_now(self.now.get(fact)))
        return Operand(fact, self._title(fact), before, after, self._place(fact))


def _given_at(fact: Fact | None) -> SourceLocation | None:
    return fact.places[0] if fact and fact.rule in _WRITTEN and fact.places else None


def _problem(change: _Restatement, issue: Issue, title: str, place: SourceLocation | None, reach: Message) -> Problem:
    number, new, name, hint = issue.number, issue.number + 1, f"'{title}'" if title else change.fact, _way_out(issue)
    if change.after == MISSING:
        what = Message(
            f"{name} was issued as {change.before} (issue {number}) and would be missing (-) in issue {new}",
            f"{name}: 제{number}판에 {change.before}(으)로 발행했는데, 제{new}판에서는 값이 없어 '-'가 됩니다",
        )
        return Problem(ErrorKind.DATA, "figure.missing", _with(what, reach), place, change.fact, hint)
    what = Message(
        f"{name} was issued as {change.before} (issue {number}) and would be {change.after} in issue {new}",
        f"{name}: 제{number}판에 {change.before}(으)로 발행했는데, 제{new}판에서는 {change.after}(으)로 바뀝니다",
    )
    return Problem(ErrorKind.DATA, "figure.restated", _with(what, reach), place, change.fact, hint)


def _not_from(change: _Restatement, issue: Issue, title: str, wrong: Restated, reach: Message) -> Problem:
    said, number, name = figure_text((wrong.before, wrong.unit)), issue.number, title or change.fact
    what = Message(
        f"'{name}' is said to be restated from {said}, but was issued as {change.before} (issue {number})",
        f"'{name}': 종전 값을 {said}(으)로 적었는데, 제{number}판에는 {change.before}(으)로 발행했습니다",
    )
    hint = Message(
        "write the value as it was issued into 'restated_from'",
        "'restated_from'(종전 값)에 발행한 값을 그대로 적으십시오",
    )
    return Problem(ErrorKind.DATA, "figure.restated-from", _with(what, reach), wrong.place, change.fact, hint)


def _with(what: Message, reach: Message) -> Message:
    return Message(what.en + reach.en, what.ko + reach.ko)


def _others(count: int, issue: Issue) -> Problem:
    what = Message(
        f"{count} more issued figures of {issue.set_name} would be missing or others",
        f"{issue.set_name}에서 그 밖에 발행한 수치 {count}개도 없어지거나 바뀝니다",
    )
    return Problem(ErrorKind.DATA, "figure.more", what, hint=_way_out(issue))


def _way_out(issue: Issue) -> Message:
    name, number = issue.set_name, issue.number
    return Message(
        "put the issued value back and write the later one beside it; the issued set stays as it is (policyreport "
        f"rebuild {name}/{number}); where the issued one was wrong, write it into 'restated_from' beside the right one "
        "with its 'restated_reason'; to issue other figures on purpose: policyreport build --quarter {name} --issue "
        "--restate",
        "발행한 값을 되돌리고 나중 값은 덮어쓰지 말고 그 옆에 따로 적으십시오. 발행본은 그대로 있습니다"
        f"(policyreport rebuild {name}/{number}). 발행한 값이 틀렸으면 바른 값 옆에 restated_from(종전 값)과 "
        "restated_reason(수정 사유)을 적으십시오. 일부러 바꾸어 다시 발행하려면: "
        f"policyreport build --quarter {name} --issue --restate",
    )
