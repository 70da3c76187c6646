"""The public licence (공공누리) at the foot of every page."""

from __future__ import annotations

import pytest
from tests.templating.writing import SETTINGS, facts, kind

from policyreport.templating import compose


@pytest.mark.parametrize(
    ("said", "licence"),
    [
        ({"kogl": "1", "licence": None}, "공공누리 제1유형(출처표시)"),
        ({"kogl": "ai", "licence": "문의 042"}, "공공누리 AI유형 · 문의 042"),
        ({"kogl": None, "licence": None}, ""),
    ],
)
def test_the_licence_is_told_by_its_type_and_in_words(said: dict[str, str | None], licence: str) -> None:
    settings = SETTINGS.model_copy(update=said)
    assert compose(kind(""), facts(), settings).meta.licence == licence
