"""Dimensions for tests, and observations by their members."""

from __future__ import annotations

from tests.knowledge import Fields, seen

DIMENSIONS: Fields = {
    "region": {
        "title": "시군",
        "members": [{"code": "garam", "title": "가람시"}, {"code": "byeol", "title": "별빛군"}],
    },
    "gender": {"title": "성별", "members": [{"code": "f", "title": "여성"}, {"code": "m", "title": "남성"}]},
}
SETTINGS = """\
name: small
title: 작은 프로젝트
organisation: 가람도
dimensions:
  region:
    title: 시군
    members: [{code: garam, title: 가람시}, {code: byeol, title: 별빛군}]
  gender:
    title: 성별
    members: [{code: f, title: 여성}, {code: m, title: 남성}]
"""


def of(name: str, quarter: str, value: object, /, audience: str = "public", **members: str) -> Fields:
    """An observation of some members."""
    return seen(name, quarter, value, dimensions=members, audience=audience)
