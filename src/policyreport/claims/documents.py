"""What the words around a printed number claim of it: ``{{ i.actual }}으로 전 분기보다 증가`` in a template."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from policyreport.claims.claim import Claim
from policyreport.claims.figures import Figures
from policyreport.claims.prose import CLAIMING
from policyreport.claims.reading import claims_of
from policyreport.claims.sentence_state import SentenceContext
from policyreport.claims.tokens import Lexicon
from policyreport.document.contents import contents_of
from policyreport.document.nodes import Box, Document, Inline, Items, Number, Paragraph, Text, leaves, walk
from policyreport.document.number_format import plain_text
from policyreport.model import Facts

_PREFIX = "indicator."


@dataclass(frozen=True, slots=True)
class PrintedClaim:
    """A wrong claim in a document: the sentence as it is printed, the words that a template has, and the claim."""

    sentence: str
    words: str
    claim: Claim


def false_in_document(document: Document, facts: Facts) -> Iterator[PrintedClaim]:
    """Yield what the sentences of a document that print an indicator's value claim of it wrongly.

    Only paragraphs and lists are read, and only those in which a number stands beside words that claim something.
    """
    doubtful = [content for content in _sentences(document) if _claims_of_number(content)]
    if not doubtful:
        return
    figures, lexicon = Figures(facts.known), Lexicon(facts.known.indicators, facts.known.policy.lead)
    context = SentenceContext(figures, facts.report.quarter)
    for content in doubtful:
        text, named = _with_offsets(content, figures)
        for claim in claims_of(text, lexicon, context, named):
            if not claim.is_true:
                words = next((one for one in _texts(content) if claim.word in one), "")
                if words:
                    yield PrintedClaim(text, words, claim)


def _sentences(document: Document) -> Iterator[tuple[Inline, ...]]:
    for block in walk(document.blocks):
        if isinstance(block, Paragraph | Items):
            yield from contents_of(block)
        elif isinstance(block, Box):
            yield block.title


def _claims_of_number(content: Iterable[Inline]) -> bool:
    nodes = list(leaves(content))
    has_number = any(isinstance(node, Number) and node.fact.startswith(_PREFIX) for node in nodes)
    return has_number and any(CLAIMING.search(node.text) for node in nodes if isinstance(node, Text))


def _texts(content: Iterable[Inline]) -> Iterator[str]:
    return (node.text for node in leaves(content) if isinstance(node, Text))


def _with_offsets(content: Iterable[Inline], figures: Figures) -> tuple[str, Mapping[int, str]]:
    """Return the content as it is printed, and where in it which indicator's own value stands."""
    text, named = "", dict[int, str]()
    for node in leaves(content):
        if isinstance(node, Number) and (name := node.fact.removeprefix(_PREFIX)) in figures.indicators:
            named[len(text)] = name
        text += plain_text((node,))
    return text, named
