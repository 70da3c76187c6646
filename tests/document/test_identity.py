from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyreport.document.output import identifier, identity_of


@given(st.text(st.characters(exclude_categories=("Cs",))))
def test_an_identity_is_read_back_from_plain_ascii(identity: str) -> None:
    assert identity_of(identifier(identity)) == identity
    assert identifier(identity).isascii()
    assert identifier(identity).isprintable()


@pytest.mark.parametrize("other", ["", "urn:isbn:9788936434120", "uuid:0", "policyreport"])
def test_other_identifiers_are_not_ours(other: str) -> None:
    assert identity_of(other) == ""
