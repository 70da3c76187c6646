from __future__ import annotations

from policyreport.document.theme import Sizes, Theme, merged_overrides

HOUSE = Theme(sizes=Sizes(body=11, note=9), item_marks=("○",))


def test_what_a_change_does_not_set_stays() -> None:
    assert merged_overrides(HOUSE, {}) == HOUSE


def test_a_change_reaches_into_parts_and_leaves_the_rest_of_them() -> None:
    changed = merged_overrides(HOUSE, {"sizes": {"body": 9.5}, "leading": 1.4})
    assert (changed.sizes.body, changed.sizes.note, changed.leading) == (9.5, 9, 1.4)


def test_a_change_may_set_what_is_the_default_elsewhere() -> None:
    assert merged_overrides(HOUSE, {"sizes": {"body": 10}}).sizes.body == 10


def test_changes_add_up() -> None:
    twice = merged_overrides(merged_overrides(HOUSE, {"page": {"top": 22}}), {"page": {"side": 20}})
    assert (twice.page.top, twice.page.side, twice.page.bottom) == (22, 20, HOUSE.page.bottom)


def test_a_list_is_taken_as_a_whole_and_a_lamp_by_its_tone() -> None:
    changed = merged_overrides(HOUSE, {"item_marks": ("-",), "lamps": {"bad": {"shape": "X", "colour": "#000000"}}})
    assert (changed.item_marks, changed.lamps["bad"].shape) == (("-",), "X")
    assert changed.lamps["good"] == HOUSE.lamps["good"]
