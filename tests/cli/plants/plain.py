"""Faults in CSV, plain text and the manifest."""

from __future__ import annotations

import re

from .planting import Edit, Plant


def replaced(old: str, new: str) -> Edit:
    def changed(content: bytes) -> bytes:
        assert old.encode() in content
        return content.replace(old.encode(), new.encode(), 1)

    return changed


def without_line(start: str) -> Edit:
    def changed(content: bytes) -> bytes:
        lines = content.decode().splitlines(keepends=True)
        kept = [line for line in lines if not line.startswith(start)]
        assert len(kept) == len(lines) - 1
        return "".join(kept).encode()

    return changed


def without_number(content: bytes) -> bytes:
    text = content.decode()
    numbers = re.findall(r'  \{\n   "fact": "[^"]+".*?\n  \},\n', text, flags=re.DOTALL)
    return text.replace(next(one for one in numbers if '"fact": "indicator.settled"' in one), "", 1).encode()


PLAIN = [
    Plant("a field", "matrix.csv", replaced(",438,", ",483,"), "row 4 column 7: ", "'483'"),
    Plant("swapped fields", "matrix.csv", replaced("1121,438", "438,1121"), "row 4 column 6: ", "'438'"),
    Plant(
        "a dropped row",
        "matrix.csv",
        without_line("청년농 농지 우선 임대,농지 우선 임대·매입비 지원,전체,가람도 농업정책과,’26. 4분기"),
        "row 7: text '청년농 농지 우선 임대",
        "is gone",
    ),
    Plant(
        "the name of a column",
        "matrix.csv",
        replaced("집행률(%)", "집행률(%p)"),
        "row 1 column 11: text '집행률(%)', now '집행률(%p)'",
    ),
    Plant("a digit", "handout.txt", replaced("101.2%", "121.2%"), "line ", "121.2%"),
    Plant("% for %p", "handout.txt", replaced("증감: △1.2%p", "증감: △1.2%"), "line 48: 영농 중단율", "△1.2%"),
    Plant(
        "a dropped line",
        "handout.txt",
        without_line("소관부서: "),
        "line 5: text '소관부서: 가람도 농업정책과' is gone",
    ),
    Plant(
        "an added line",
        "handout.txt",
        replaced("소관부서: ", "비고: 없음\n소관부서: "),
        "line 5: text '비고: 없음' is new",
    ),
    Plant(
        "a value",
        "manifest.json",
        replaced('"value": "1214"', '"value": "1314"'),
        "numbers › indicator.settled: value '1214', now '1314'",
    ),
    Plant(
        "where a number is printed",
        "manifest.json",
        replaced('"where": "table 8 row 2 column 7"', '"where": "table 8 row 3 column 7"'),
        "numbers › indicator.settled.rate: printed",
        "row 3",
    ),
    Plant(
        "the digest of a file",
        "manifest.json",
        lambda content: re.sub(
            rb'(?s)("name": "matrix.csv".*?"sha256": ")[0-9a-f]{4}', rb"\g<1>0000", content, count=1
        ),
        "files › matrix.csv: sha256",
        "0000",
    ),
    Plant(
        "the as-of day",
        "manifest.json",
        replaced('"as_of": "2026-12-31"', '"as_of": "2026-12-30"'),
        "as_of: value '2026-12-31', now '2026-12-30'",
    ),
    Plant("a dropped number", "manifest.json", without_number, "numbers › indicator.settled: ", "is gone"),
]
