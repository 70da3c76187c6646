"""The command that lists what sentences claim of numbers, and what of that is true."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence

from policyreport.claims import Claim, JudgedSentence
from policyreport.cli.messages import Printer
from policyreport.cli.todo import require_reported
from policyreport.diagnostics import Message
from policyreport.facts import newest_quarter
from policyreport.inputs import load, settings
from policyreport.model import Dataset
from policyreport.pipeline.claims import judged_sentences
from policyreport.pipeline.options import parse_quarter
from policyreport.project import open_project


def claims_command(arguments: argparse.Namespace, printer: Printer) -> None:
    """Print what the sentences of the data claim of numbers up to a quarter; nothing of it is an error."""
    project = open_project(arguments.project)
    dataset = load(project).dataset
    quarter = parse_quarter(arguments.quarter) if arguments.quarter else newest_quarter(dataset)
    require_reported(dataset, quarter)
    found = judged_sentences(dataset, settings(project).rules, quarter)
    if arguments.json:
        said = [_record(sentence, dataset, printer) for sentence in found]
        print(json.dumps({"quarter": str(quarter), "sentences": said}, ensure_ascii=False, indent=1))
        return
    print("\n".join(_lines(found, dataset, printer)))


def _lines(found: Sequence[JudgedSentence], dataset: Dataset, printer: Printer) -> Iterator[str]:
    judged = [sentence for sentence in found if not sentence.is_left_alone]
    left = [sentence for sentence in found if sentence.is_left_alone]
    claims = [claim for sentence in judged for claim in sentence.claims]
    wrong = sum(not claim.is_true for claim in claims)
    yield printer.say(
        Message(
            f"{len(judged)} sentences judged: {len(claims) - wrong} claims true, {wrong} false; {len(left)} sentences "
            "left alone",
            f"문장 {len(judged)}개의 주장 {len(claims)}건: 맞음 {len(claims) - wrong}, 틀림 {wrong}. "
            f"뜻을 알 수 없어 두고 간 문장 {len(left)}개",
        )
    )
    for sentence in judged:
        yield ""
        yield f"{_place(sentence, dataset, printer)}: {sentence.text}"
        yield from (f"  {_mark(claim, printer)} {claim.word} — {printer.say(claim.facts)}" for claim in sentence.claims)
    if left:
        yield ""
        yield printer.say(Message("left alone:", "두고 간 문장:"))
        yield from (f"  {_place(sentence, dataset, printer)}: {sentence.text}" for sentence in left)


def _mark(claim: Claim, printer: Printer) -> str:
    return printer.say(Message("true", "맞음") if claim.is_true else Message("FALSE", "틀림"))


def _place(sentence: JudgedSentence, dataset: Dataset, printer: Printer) -> str:
    place = dataset.places.find(sentence.path)
    return place.text(korean=printer.korean) if place else str(sentence.quarter)


def _record(sentence: JudgedSentence, dataset: Dataset, printer: Printer) -> dict[str, object]:
    claims = [
        {
            "kind": claim.kind,
            "word": claim.word,
            "of": claim.of,
            "true": claim.is_true,
            "facts": printer.say(claim.facts),
            "right": printer.say(claim.right),
        }
        for claim in sentence.claims
    ]
    place = _place(sentence, dataset, printer)
    return {"place": place, "quarter": str(sentence.quarter), "text": sentence.text, "claims": claims}
