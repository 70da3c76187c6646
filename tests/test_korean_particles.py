"""Particles follow the sound of what stands before them, as it is read aloud."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyreport.korean_particles import final_sound, forms, particle


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("예산", "예산을"),
        ("지표", "지표를"),
        ("65개사", "65개사를"),
        ("14조 9,497억원", "14조 9,497억원을"),
        ("85.6%", "85.6%를"),
        ("△1.2%p", "△1.2%p를"),
        ("3kg", "3kg을"),
        ("12ha", "12ha를"),
        ("2025. 6. 30.", "2025. 6. 30.을"),
        ("2025년", "2025년을"),
        ("AI", "AI를"),
        ("SW", "SW를"),
        ("VR", "VR을"),
        ("R&D", "R&D를"),
        ("IoT", "IoT를"),
        ("Link", "Link를"),
        ("Platform", "Platform을"),
        ("model", "model을"),
        ("Center", "Center를"),
        ("「농지법」", "「농지법」을"),
        ("'도약'", "'도약'을"),
        ("스타트업(startups)", "스타트업(startups)을"),
        ("프랑스 (France) [유럽]", "프랑스 (France) [유럽]를"),
        ("Ⅲ", "Ⅲ을"),
        ("漢字", "漢字을(를)"),
        ("lab", "lab을(를)"),
        ("-", "-을(를)"),
        ("", "을(를)"),
    ],
)
def test_the_object_particle_follows_the_word_as_it_is_read(word: str, expected: str) -> None:
    assert word + particle(word, "을/를") == expected


UNITS = {
    "vowel": (
        "m km cm mm nm ㎞ ㎝ ㎜ ㎛ m2 m² m³ ㎡ ㎢ ㎥ ha ㏊ a "  # 미터, 제곱미터, 세제곱미터, 헥타르, 아르
        "l L ℓ ml mL ㎖ dl dL ㎗ kl kL ㎘ cc ㏄ "  # 리터, 시시
        "% %p ℃ °C W kW ㎾ MW kWh MWh GWh Hz kHz MHz ㎒ GHz kcal ㎉ GB TB Mbps toe"
    ),
    "consonant": "g kg mg ㎏ ㎎ t h min ppm rpm",  # 그램, 톤, 시간, 분, 피피엠
    "rieul": "dB ㏈ mol hPa kPa MPa",  # 데시벨, 몰, 파스칼
}
"""Units by how their Korean names end."""


@pytest.mark.parametrize(("unit", "sound"), [(unit, sound) for sound, units in UNITS.items() for unit in units.split()])
@pytest.mark.parametrize("number", ["5", "1,200 ", "0.5"])
def test_a_unit_after_a_number_is_read_by_its_korean_name(number: str, unit: str, sound: str) -> None:
    assert final_sound(f"{number}{unit}") == sound


@pytest.mark.parametrize(("unit", "sound"), [("㎖", "vowel"), ("㎡", "vowel"), ("㎏", "consonant"), ("m³", "vowel")])
def test_a_unit_with_a_sign_of_its_own_is_read_as_one_without_a_number_too(unit: str, sound: str) -> None:
    assert final_sound(f"단위 {unit}") == sound


@pytest.mark.parametrize("word", ["2025Q2", "2026-B2", "COVID19 A2"])
def test_letters_and_digits_that_are_no_unit_end_as_their_digit(word: str) -> None:
    assert final_sound(word) == "vowel"


ENGLISH = {
    "vowel": (
        "Cloud Fund Brand Android World Grid Tech Research Growth Health Push Graph Talk Disk Camp Help Project Draft "
        "Script Text Default Site Code Guide Safe Bike YouTube Selfie Coffee Bus Box Software"
    ),
    "consonant": (
        "Block Stack Feedback Click Truck Internet Market Ticket Tablet Budget Robot Startup Workshop Roadmap Book "
        "Drone Game Platform Design Trading"
    ),
    "rieul": "Model Mobile Table Tool",
    None: "Check Deck Shock Sheet Set Jet Ballet Theme Good Private Loop Leap Swap Boot lab unit",
}
"""English words by how they end as Koreans write them; those of which the end does not tell how."""


@pytest.mark.parametrize(
    ("word", "sound"), [(word, sound) for sound, words in ENGLISH.items() for word in words.split()]
)
def test_an_english_word_ends_as_koreans_write_it(word: str, sound: str | None) -> None:
    assert (final_sound(word), final_sound(word.lower())) == (sound, sound)


@pytest.mark.parametrize(
    ("word", "sound"),
    [("FinTech", "vowel"), ("LevelUp", "consonant"), ("DataHub", None), ("IoT", "vowel"), ("K-Startup", "consonant")],
)
def test_of_words_written_as_one_the_last_is_read(word: str, sound: str | None) -> None:
    assert final_sound(word) == sound


@pytest.mark.parametrize(
    ("word", "expected"),
    [("서울", "로"), ("8", "로"), ("1", "로"), ("부산", "으로"), ("10", "으로"), ("나라", "로"), ("漢", "(으)로")],
)
def test_after_rieul_the_direction_has_its_short_form(word: str, expected: str) -> None:
    assert particle(word, "으로/로") == expected


@pytest.mark.parametrize("pair", ["을/를", "를/을", "을(를)"])
def test_a_pair_may_be_written_in_each_usual_way(pair: str) -> None:
    assert particle("예산", pair) == "을"


def test_an_unknown_pair_is_refused() -> None:
    with pytest.raises(KeyError):
        particle("예산", "도/도")


_READ = ["영", "일", "이", "삼", "사", "오", "육", "칠", "팔", "구"]


def _in_hangul(number: int) -> str:
    """Read a number aloud by another way than the tested one: from its left, myriad by myriad."""
    if number == 0:
        return "영"
    said, text = "", f"{number:020d}"
    for start, name in zip(range(0, 20, 4), ("경", "조", "억", "만", ""), strict=True):
        group = text[start : start + 4]
        read = "".join(
            _READ[int(digit)] + place
            for digit, place in zip(group, ("천", "백", "십", ""), strict=True)
            if digit != "0"
        )
        said += read + name if read else ""
    return said


@given(st.integers(0, 10**19), st.sampled_from(forms()))
def test_a_number_takes_the_particle_of_its_reading(number: int, pair: str) -> None:
    assert particle(f"{number:,}", pair) == particle(_in_hangul(number), pair)


@given(st.decimals(0, 10**6, places=2))
def test_a_fraction_ends_as_its_last_digit(number: Decimal) -> None:
    assert final_sound(f"{number:,f}") == final_sound(_READ[int(f"{number:f}"[-1])])
