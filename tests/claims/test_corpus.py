"""Of the corpus the check finds nine in ten of the false sentences, and takes one true one in a hundred for false.

``python -m tests.claims.figures`` prints the figures of each kind.
"""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from .fresh import FRESH
from .held_out import HELD_OUT
from .judged import Score
from .last import LAST
from .later import LATER
from .sentences import SENTENCES, Pair

Corpus = Mapping[str, list[Pair]]
ALL: tuple[Corpus, ...] = (SENTENCES, HELD_OUT, LATER, LAST, FRESH)


def score(*parts: Corpus) -> Score:
    found = Score()
    for part in parts:
        for pairs in part.values():
            for pair in pairs:
                found.count(pair)
    return found


def test_the_corpus_is_large_and_near_to_half_of_it_is_false() -> None:
    found = score(*ALL)
    assert found.true + found.false >= 500
    assert found.false >= 200


def test_at_least_nine_in_ten_of_the_false_are_found_and_one_in_a_hundred_of_the_true_is_taken_for_false() -> None:
    found = score(*ALL)
    assert found.found / found.false >= 0.9, found.missed
    assert len(found.alarms) / found.true <= 0.01, found.alarms


@pytest.mark.parametrize("part", ALL, ids=["first", "held out", "later", "last", "fresh"])
def test_no_part_of_the_corpus_lags_behind(part: Corpus) -> None:
    found = score(part)
    assert found.found / found.false >= 0.9, found.missed
    assert found.alarms == []


def test_most_of_the_true_sentences_are_judged_and_not_merely_left_alone() -> None:
    pairs = [pair for part in ALL for pairs in part.values() for pair in pairs if pair[1] is not None]
    found = score({"": pairs})
    assert found.judged / found.true >= 0.9
