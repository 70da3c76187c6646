from __future__ import annotations

from tests.knowledge import dataset, source

from policyreport.facts import derive
from policyreport.model import Quarter
from policyreport.model.base import Audience
from policyreport.model.source_labels import source_labels

READERS: tuple[Audience, ...] = ("public", "internal")


def labels(*sources: dict[str, object]) -> list[str]:
    return list(source_labels(dataset(sources=[{**source("s1"), "id": "s1"}, *sources]).sources).values())[1:]


def test_a_short_id_is_a_label() -> None:
    assert labels(source("s13"), source("a2")) == ["S13", "A2"]


def test_an_id_that_is_a_word_is_numbered_in_the_order_of_the_sources() -> None:
    assert labels(source("rep4"), source("s2"), source("plan"), source("minutes1")) == ["[1]", "S2", "[2]", "[3]"]


def test_a_source_says_its_own_label_and_no_other_bears_it() -> None:
    found = labels(source("plan", label="[1]"), source("rep4"), source("law", label="S2"), source("s2"))
    assert found == ["[1]", "[2]", "S2", "[3]"]


def test_a_label_is_the_same_for_all_readers() -> None:
    sources = [source("s1"), {**source("secret"), "audience": "internal"}, source("plan")]
    told = [
        derive(dataset(sources=sources), Quarter(2024, 3), reader).labels["plan"] for reader in ("public", "internal")
    ]
    assert told == ["[2]", "[2]"]
