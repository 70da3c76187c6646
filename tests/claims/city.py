"""The made-up city of 다온시, whose figures the sentences of this folder tell of: seven quarters up to 2026Q2."""

from __future__ import annotations

from tests.knowledge import Fields, dataset, formula, indicator, seen, target

from policyreport.model import Dataset

QUARTERS = ("2024Q4", "2025Q1", "2025Q2", "2025Q3", "2025Q4", "2026Q1", "2026Q2")

_INDICATORS: list[Fields] = [
    indicator("visits", title="공공도서관 이용자", unit="명", short_names=["도서관 이용자"]),
    indicator("waiting", title="돌봄 대기아동", unit="명", direction="down", short_names=["대기아동"]),
    indicator("satisfaction", title="민원 만족도", unit="점"),
    indicator("employment", title="청년 고용률", unit="%"),
    indicator("vacancy", title="상가 공실률", unit="%", direction="down"),
    indicator("loans", title="소상공인 융자 집행액", unit="억원"),
    indicator("centres", title="다함께돌봄센터", unit="개소"),
    indicator("applied", title="청년월세 신청자", unit="명"),
    indicator("selected", title="청년월세 지원 인원", unit="명"),
    formula("rate", "share", "selected", "applied", title="청년월세 선정률", unit="%"),
    indicator("accidents", title="보행자 교통사고", unit="건", direction="down"),
    indicator("bikes", title="공영자전거 대여", unit="건"),
    indicator("jobs", title="노인 일자리 참여자", unit="명"),
    indicator("water", title="수질 기준 적합률", unit="%", direction="keep"),
]

_VALUES: dict[str, tuple[object, ...]] = {
    "visits": (118400, 121350, 126800, 131040, 128610, 133270, 139500),
    "waiting": (512, 498, 476, 430, 395, 362, 318),
    "satisfaction": (78.4, 79.1, 80.6, 79.8, 81.2, 83.5, 82.9),
    "employment": (None, None, 43.1, 43.6, "44.0", "44.0", 44.8),
    "vacancy": (None, None, 11.9, 12.4, 12.7, 12.1, 12.6),
    "loans": (None, 38.2, 91.5, 140.3, 196.4, 45.6, 103.8),
    "centres": (None, None, 12, 12, 14, 14, 14),
    "applied": (None, None, 1840, 1990, 2105, 905, 2412),
    "selected": (None, None, 920, 1010, 1080, 450, 1310),
    "accidents": (None, 64, 58, 61, 55, 47, 29),
    "bikes": (None, None, 20410, 25300, 14900, 11260, 22530),
    "jobs": (None, None, None, None, 3120, None, 3345),
    "water": (None, None, 100, 100, 100, 100, 100),
}

_TARGETS = (
    *(
        ("visits", 135000, "at_least"),
        ("waiting", 300, "at_most"),
        ("satisfaction", 85, None),
        ("employment", 45, None),
    ),
    *(("vacancy", 10, "at_most"), ("loans", 200, "at_least"), ("centres", 18, None), ("selected", 1300, None)),
    *(("accidents", 40, "at_most"), ("jobs", 3300, None)),
)


def city(**collections: object) -> Dataset:
    """Return the city's data, with other collections in the place of its own."""
    observations = [
        seen(name, quarter, str(value))
        for name, values in _VALUES.items()
        for quarter, value in zip(QUARTERS, values, strict=True)
        if value is not None
    ]
    targets = [
        target(name, value, "2026-01-10", year=2026, **({"bound": bound} if bound else {}))
        for name, value, bound in _TARGETS
    ]
    return dataset(
        *QUARTERS, **{"indicators": _INDICATORS, "observations": observations, "targets": targets, **collections}
    )
