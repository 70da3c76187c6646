"""Korean particles by the sound before them: 을 after a consonant, 를 after a vowel, 로 after ㄹ as after a vowel.

The word before a bracket decides, not what stands within it, and digits, units and initials are taken as they are read
(국립국어원, 한글 맞춤법 and its answers on 괄호 뒤의 조사). Where a word's reading is not certain, as of most English
words, both forms are written, as 을(를).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from typing import Literal

Sound = Literal["vowel", "rieul", "consonant"]

_FORMS = ("이/가", "을/를", "은/는", "과/와", "으로/로", "이나/나", "이라/라", "이랑/랑", "이며/며", "이고/고", "아/야")
_DIRECTION = "으로"
"""The particle that follows ㄹ in its shorter form."""

_DIGITS: Mapping[str, Sound] = {
    **dict.fromkeys("2459", "vowel"),
    **dict.fromkeys("178", "rieul"),
    **dict.fromkeys("036", "consonant"),
}
_LETTERS: Mapping[str, Sound] = {"L": "rieul", "R": "rieul", "M": "consonant", "N": "consonant"}
"""How the names of letters end that do not end in a vowel: 엘, 알, 엠, 엔."""
_UNITS_BY_SOUND: Mapping[Sound, str] = {
    "vowel": "% %p °C °F m km cm mm nm μm m2 km2 cm2 mm2 m3 cm3 ha a l L ml mL dl dL cl cL kl kL μl μL cc "
    "Wh kWh MWh GWh TWh Hz kHz MHz GHz cal kcal bps kbps Mbps Gbps toe",
    "consonant": "g kg mg μg t h",
    "rieul": "dB mol Pa hPa kPa MPa ‰",
}
"""Units by how they are read: 퍼센트, 도, 미터, 헥타르, 리터, 시시, 와트시, 헤르츠; 그램, 톤, 시간; 데시벨, 파스칼.

They stand here in the letters to which NFKC brings ㎖, ㎡ or ℃. Of others, such as GB or ppm, the letters are read.
"""
_UNITS: Mapping[str, Sound] = {unit: sound for sound, units in _UNITS_BY_SOUND.items() for unit in units.split()}
_RIEUL_ENDINGS = ("l", "le")
"""Ends of English words after which Korean writes ㄹ, such as 모델, 모바일."""
_CONSONANT_ENDINGS = (
    *("m", "n", "ng", "ne", "me", "up", "op", "ap", "ook", "ot"),
    *("ack", "ick", "uck", "lock", "rock", "tock", "dock"),
    *("net", "ket", "let", "get"),
)
"""Ends of English words after which Korean writes a final consonant, such as 플랫폼, 드론, 블록, 인터넷, 로봇.

Not every ck and et is one of them: check is 체크, shock 쇼크, set 세트, sheet 시트.
"""
_VOWEL_ENDINGS = (
    *("s", "z", "y", "w", "r", "i", "o", "a", "u", "d", "f", "v", "x", "ee", "ie"),
    *("be", "ce", "de", "fe", "ge", "ke", "re", "se", "te", "ve", "ze"),
    *("ch", "gh", "ph", "sh", "th"),
    *("lk", "nk", "rk", "sk", "lp", "mp", "rp", "sp"),
    *("ct", "ft", "lt", "nt", "pt", "rt", "st", "xt"),
)
"""Ends of English words after which Korean writes a vowel, such as 센터, 클라우드, 테크, 링크, 캠프, 프로젝트, 헬스."""
_UNCERTAIN_ENDINGS = (
    *("theme", "private", "good", "ballet", "valet", "soup", "coup"),
    *("oop", "eap", "oap", "wap", "oot", "dot"),
)
"""Words that are read otherwise than their ends let expect, as 테마, 굿, 발레, and ends that are read both ways."""

_BRACKETED = re.compile(r"\s*(?:\([^()]*\)|\[[^\[\]]*\])$")
_CLOSING = "」』》〉>”’\"')]}〕】"
_DATE = re.compile(r"\d{4}\. ?\d{1,2}\.(?: ?\d{1,2}\.)?$")
_NUMBER = re.compile(r"(?:(?P<whole>\d{1,3}(?:,\d{3})+|\d+)(?:\.(?P<part>\d+))?)$")
_UNIT_AFTER_NUMBER = re.compile(r"\d ?(?P<unit>%p|[%‰]|°?[A-Za-zμ]+[23]?)$")
_UNIT_SIGN = re.compile(r"(?:%p|[%‰℃℉ℓ㎀-㏟]|[A-Za-z]+[²³])$")
_LATIN = re.compile(r"[A-Za-z]+$")
_LAST_OF_SEVERAL = re.compile(r".*[a-z](?=[A-Z][a-z]+$)")
_INITIALS = 5
"""Up to how many capital letters are read one by one."""
_MYRIAD = 4
"""Digits after which Korean numbers have a name of their own: 만, 억, 조."""
_JO = 3
"""조 is the third of them, and ends in a vowel."""


def forms() -> tuple[str, ...]:
    """Return the particles that change with the sound before them, each as ``을/를``."""
    return _FORMS


def particle(word: str, pair: str) -> str:
    """Return what of a pair such as ``을/를`` follows a word: ``을``, ``를``, or ``을(를)`` where its sound is unknown.

    The pair may be written ``를/을`` or ``을(를)`` as well. Raises ``KeyError`` for one that is not known.
    """
    after_consonant, after_vowel = _pairs()[_plain(pair)]
    match final_sound(word):
        case "vowel":
            return after_vowel
        case "consonant":
            return after_consonant
        case "rieul":
            return after_vowel if after_consonant == _DIRECTION else after_consonant
        case None:
            if after_consonant.endswith(after_vowel):
                return f"({after_consonant.removesuffix(after_vowel)}){after_vowel}"
            return f"{after_consonant}({after_vowel})"


def final_sound(word: str) -> Sound | None:
    """Return how a word ends as it is read; None where that is not certain."""
    text = _without_brackets(word)
    if _DATE.search(text):
        return "rieul"  # 일, 월
    text = text.rstrip(".,!?:; ")
    if not text:
        return None
    if unit := _sound_of_unit(text):
        return unit
    last = text[-1]
    if "가" <= last <= "힣":
        return _sound_of_syllable(last)
    if "Ⅰ" <= last <= "Ⅻ":
        return _sound_of_number(str(ord(last) - ord("Ⅰ") + 1), "")
    text = unicodedata.normalize("NFKC", text)
    if number := _NUMBER.search(text):
        return _sound_of_number(number["whole"].replace(",", ""), number["part"] or "")
    if latin := _LATIN.search(text):
        return _sound_of_latin(latin[0])
    return None


_PAIR = re.compile(r"(?<=\S)(?:은\(는\)|이\(가\)|을\(를\)|와\(과\)|\(으\)로|\(이\)라)")
"""The pairs as messages write them, because their authors do not know the names that come before them."""

_SIGNS = re.compile(r"[\[\](){}%#=,]+")
"""Signs of tags, which are read as 기호, 괄호, 등호 or 쉼표: all end in a vowel."""
_QUOTED = re.compile(r"'([^']*)'$")
_END_OF_TAG = re.compile(r"\s*[%#]\}$")


def choose_particles(text: str) -> str:
    """Return a message in which each pair such as 은(는) is the one form that fits what stands before it.

    Both forms stay where nobody can tell how that is read.
    """
    return _PAIR.sub(lambda pair: _fitting(text[: pair.start()], pair[0]), text) if "(" in text else text


def _fitting(before: str, pair: str) -> str:
    quoted = _QUOTED.search(before)
    word = _END_OF_TAG.sub("", quoted[1] if quoted else before)  # of a quoted sign nothing before it is read
    if quoted and _SIGNS.fullmatch(quoted[1]):
        word = "기호"
    return particle(word, pair) if final_sound(word) else pair


@cache
def _pairs() -> Mapping[str, tuple[str, str]]:
    known: dict[str, tuple[str, str]] = {}
    for form in _FORMS:
        consonant, vowel = form.split("/")
        known |= dict.fromkeys((form, f"{vowel}/{consonant}"), (consonant, vowel))
    return known


def _plain(pair: str) -> str:
    """Return a pair as ``을/를``, however it is written: ``을(를)``, ``(으)로``, ``이/가``."""
    written = pair.replace(" ", "")
    if inner := re.fullmatch(r"\((.+)\)(.+)", written):
        return f"{inner[1]}{inner[2]}/{inner[2]}"
    if inner := re.fullmatch(r"(.+)\((.+)\)", written):
        return f"{inner[1]}/{inner[2]}"
    return written


def _without_brackets(word: str) -> str:
    text = word.rstrip()
    while text:
        shorter = _BRACKETED.sub("", text).rstrip()
        if not shorter:  # nothing but brackets: what stands in them is read
            shorter = text.strip("()[] ")
        shorter = shorter.rstrip(_CLOSING)
        if shorter == text:
            break
        text = shorter
    return text


def _sound_of_unit(text: str) -> Sound | None:
    """Return how the unit at the end of a text is read: one behind a number, or one with a sign of its own, as ㎖."""
    if unit := _UNIT_AFTER_NUMBER.search(unicodedata.normalize("NFKC", text)):
        return _UNITS.get(unit["unit"])
    sign = _UNIT_SIGN.search(text)
    return _UNITS.get(unicodedata.normalize("NFKC", sign[0])) if sign else None


def _sound_of_syllable(syllable: str) -> Sound:
    final = (ord(syllable) - ord("가")) % 28
    return "vowel" if final == 0 else "rieul" if final == ord("갈") - ord("가") else "consonant"


def _sound_of_number(whole: str, part: str) -> Sound:
    """Return how a number ends: digit by digit after its point (삼 점 오), else by 십, 백, 천, 만, 억, 조."""
    if part:
        return _DIGITS[part[-1]]
    digits = whole.lstrip("0")
    zeros = len(digits) - len(digits.rstrip("0"))
    if not zeros:
        return _DIGITS[digits[-1:] or "0"]
    return "vowel" if zeros % _MYRIAD == 0 and zeros // _MYRIAD == _JO else "consonant"


def _sound_of_latin(word: str) -> Sound | None:
    if word.isupper() and len(word) <= _INITIALS:
        return _LETTERS.get(word[-1], "vowel")
    if word[-1].isupper():  # such as IoT and PoC, of which the last letter is read
        return _LETTERS.get(word[-1], "vowel")
    ending = _LAST_OF_SEVERAL.sub("", word).lower()  # such as Tech of FinTech
    if ending.endswith(_UNCERTAIN_ENDINGS):
        return None
    ends: Mapping[Sound, tuple[str, ...]] = {
        "rieul": _RIEUL_ENDINGS,
        "consonant": _CONSONANT_ENDINGS,
        "vowel": _VOWEL_ENDINGS,
    }
    return next((sound for sound, endings in ends.items() if ending.endswith(endings)), None)
