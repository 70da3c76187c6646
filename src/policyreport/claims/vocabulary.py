"""The words of official prose that claim something of a number, with the endings that state it as a fact.

A word with another ending or company, such as 증가 우려, 증가할 or 증가하면, states nothing, and is not read.
"""

from __future__ import annotations

import re

_END = r"(?![가-힣A-Za-z\d])"
_STOP = r"(?=\s*(?:$|[,.;:()·/→\]]))"
_ENDED = r"(?:음|다고(?=\s(?:밝혔|발표|설명했))|다|습니다|으며|으나|고|지만|는데)"
_GOING = r"고\s?있(?:음|다|습니다|으며|으나|고|지만)"
_SAID = r"(?:나타|집계|조사|확인|파악|분석|드러|보고|기록)[가-힣]*"
_THAT = rf"(?=\s?것(?:으로|이|도)?\s?{_SAID})"
_BEFORE_NUMBER = r"(?=\s(?:약\s|총\s)?\d)"

_BESIDE = rf"(?=\s(?:수준|편|(?:가운데|반면|데\s반해){_END}|것은\s(?!아니|아님|아닌)))"

_NOUN_ENDINGS = (
    rf"(?:하였|했|되었|됐){_ENDED}{_END}",
    rf"(?:하|되){_GOING}{_END}",
    rf"(?:함|됨)(?:에\s따라|에\s따른|에도(?:\s불구하고)?|으로써)?{_END}",
    rf"(?:하고|하며|하여|하면서|되고|되며|되어|한다|합니다|된다|됩니다|해|돼){_END}",
    rf"(?:한|된)(?:{_BEFORE_NUMBER}|{_THAT}|{_BESIDE})",
    rf"\s?(?:세|추세|흐름|중)?(?:임|이며|이고|이었음|였음|입니다)?{_STOP}",
    rf"\s?(?:세|추세|흐름|중)?(?:를|을|가|이|로|으로)?\s?(?:지속|유지|기록|전환|나타|보임|보이|이어|확인됨|집계|그침|그쳤)[가-힣]*(?:\s있[가-힣]*)?{_STOP}",
    rf"에\s(?:따라|따른|그침|그쳤음|머묾|힘입어)|에도(?:\s불구하고)?{_END}|(?:으)?로\s(?:인해|인한|인하여){_END}",
)
_NOUN = "(?:" + "|".join(_NOUN_ENDINGS) + ")"
_NOT_NOUN = (
    rf"(?:하|되)지(?:는|도)?\s?(?:않|못)[가-힣]*{_STOP}"
    rf"|(?:하|되)지(?:는|도)?\s?(?:않|못하)(?:았으나|고|으며|았고|였으나){_END}"
)

_NOT_VERB = r"(?:는|도)?\s?(?:않|못)(?:음|함|았[가-힣]*|했[가-힣]*|하였[가-힣]*|고|으며|다|하고|하며)"

_NOUNS = {"+": "증가|상승", "-": "감소|하락", "!": "개선|호전", "?": "악화"}
_PAST = {
    "+": "늘었|늘어났|올랐|올라갔|높아졌|많아졌",
    "-": "줄었|줄어들었|줄였|내렸|내려갔|떨어졌|낮아졌|적어졌",
    "!": "나아졌",
    "?": "나빠졌",
}
_STEMS = {
    "+": "늘|늘어나|오르|올라가|높아지|많아지",
    "-": "줄|줄어들|내리|떨어지|낮아지|적어지",
    "!": "나아지",
    "?": "나빠지",
}
_NOMINAL = {
    "+": "늘어남|늚|늘음|오름|올라감|높아짐|많아짐|많음|많았음|높음|높았음",
    "-": "줄어듦|줄어듬|줆|줌|내림|내려감|떨어짐|낮아짐|적어짐|적음|적었음|낮음|낮았음",
    "!": "나아짐",
    "?": "나빠짐",
}
_CONNECTIVE = {
    "+": "늘어|늘어나|늘며|늘고|늘어나며|늘어나고|올라|오르며|오르고|높아져|높아지며|높아지고",
    "-": "줄어|줄어들어|줄며|줄고|줄어들며|줄어들고|내려|내려가|내리며|떨어져|떨어지며|낮아져|낮아지며|낮아지고",
    "!": "나아져",
    "?": "나빠져",
}
_ADNOMINAL = {
    "+": "늘어난|오른|높아진|많아진|많은|높은",
    "-": "줄어든|내린|떨어진|낮아진|적어진|적은|낮은",
    "!": "나아진",
    "?": "나빠진",
}
_FORMS = {
    "noun": _NOUNS,
    "past": _PAST,
    "stem": _STEMS,
    "nominal": _NOMINAL,
    "connective": _CONNECTIVE,
    "adnominal": _ADNOMINAL,
}
_SENSES = {
    (form, word): sense
    for form, words in _FORMS.items()
    for sense, listed in words.items()
    for word in listed.split("|")
}


def _form(name: str) -> str:
    return rf"(?P<{name}>{'|'.join(_FORMS[name].values())})"


DIRECTION = re.compile(
    "|".join(
        (
            rf"{_form('noun')}(?:(?P<denied>{_NOT_NOUN})|{_NOUN})",
            rf"{_form('past')}{_ENDED}{_END}",
            rf"{_form('stem')}(?:{_GOING}|지(?P<never>{_NOT_VERB})){_END}",
            rf"{_form('nominal')}{_END}",
            rf"{_form('connective')}{_END}",
            rf"{_form('adnominal')}(?:{_BEFORE_NUMBER}|{_THAT}|{_BESIDE})",
        )
    )
)
"""A direction stated as a fact, or denied; ``direction_of`` says which."""


def direction_of(match: re.Match[str]) -> tuple[str, bool]:
    """Return the sense of a match of ``DIRECTION``, and whether it is denied.

    The sense is ``+`` for more, ``-`` for less, ``!`` for better and ``?`` for worse.
    """
    form = next(name for name in _FORMS if match[name])
    return _SENSES[form, match[form]], bool(match["denied"] or match["never"])


KEEP = re.compile(
    rf"""(?P<same>(?:같은|동일한)(?=\s(?:수준|\d))|(?:변동|변화|증감)\s?없(?:음|었음|다|었다|습니다|었습니다|이)
      |동일(?:함|하였음|했음|합니다|하며|하고|하게)?{_STOP}|같음|같았음|같습니다|제자리)
    |(?P<near>(?:비슷한|유사한)\s수준|수준(?:을|으로)?\s?유지|보합세?|횡보
      |유지(?:함|하였음|했음|하였다|했다|됨|되었음|하고\s있음|하고\s있다|하고\s있습니다|중|하며|하였으나|하였으며)?{_STOP})""",
    re.VERBOSE,
)
"""That a value is what it was: exactly (``same``), or about that (``near``)."""

ACHIEVE = re.compile(
    rf"""(?P<missed>(?:달성|도달)(?:하|되)지(?:는|도)?\s?(?:못|않)[가-힣]*
        |(?:미치|이르)지(?:는|도)?\s?(?:못|않)[가-힣]*|못\s?미(?:침|쳤[가-힣]*|치[가-힣]*|쳐)
        |미달(?:하였|했|되었|됐)?(?:음|다|습니다|으며|으나|고|지만)?(?:함|됨|이며|임)?{_STOP})
    |(?P<below>밑돌(?:았[가-힣]*|고\s?있[가-힣]*|아|며|고)|밑돎)
    |(?P<beyond>넘어(?:섬|섰[가-힣]*|서|선(?=\s\d))|넘(?:음|었음|었다|었습니다|었으며|었으나|어|겼[가-힣]*|김)
        |웃돌(?:았[가-힣]*|고\s?있[가-힣]*|아|며|고)|웃돎)
    |(?P<noun>초과\s?달성|초과|상회|돌파|하회|(?:조기\s)?(?:달성|도달)){_NOUN}""",
    re.VERBOSE,
)
"""What has become of a target, or on which side of a number a value is; ``achievement_of`` says which."""


def achievement_of(match: re.Match[str]) -> str:
    """Return what a match of ``ACHIEVE`` says: ``met``, ``missed``, ``beyond`` or ``below``."""
    noun: str | None = match["noun"]
    if noun is None:
        return next(name for name in ("missed", "below", "beyond") if match[name])
    if noun == "하회":
        return "below"
    return "beyond" if noun.startswith(("초과", "상회", "돌파")) else "met"


BOUND = re.compile(
    r"(?P<at_least>이상)|(?P<at_most>이하|이내)|(?P<more>초과|넘게|을\s넘는|를\s넘는)|(?P<less>미만|아래|밑)|(?P<nearly>가까이|육박|근접)"
    r"|(?P<about>안팎|내외|수준|정도)"
)
"""On which side of the number before it a value is."""
BOUND_TAIL = re.compile(
    rf"(?:를|을|에|의|로|으로|인|임|이며|이었음|하였음|했음|함|하고\s있음|하는|입니다|이다|까지는)?{_END}"
)

RANK = re.compile(
    rf"""(?:(?:역대|사상|분기\s기준|분기|(?:집계|통계\s작성|관측|도입|개관|시행|조사)\s?(?:이래|이후|개시\s이후)(?:로)?)\s)*
    (?:(?P<most>최고|최대|최다)|(?P<least>최저|최소)|가장\s(?:(?P<much>많|높|컸|크)|(?P<little>적|낮|작)))
    (?:치|점|\s?기록|\s?실적|값)?(?:음|았음|았다|았습니다|았으며|었음|었다|었습니다|은)?(?:\s?수준|\s?실적)?
    (?:를|을|로|으로|인|임|이며|이다|입니다)?
    (?:\s?(?:기록|경신|갱신|달성|보임|나타냄|나타남|집계){_NOUN}|{_STOP}|(?=\s\d[\d,.]*\s?[가-힣%]+(?:를|을|으로|로)\s기록))""",
    re.VERBOSE,
)
"""That a value is the greatest or the least of all that are known."""

_COUNT_WORDS = {"두": 2, "세": 3, "네": 4, "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9, "열": 10}
_NUMERAL = r"(?P<n>\d+(?:\.\d+)?|두|세|네|다섯|여섯|일곱|여덟|아홉|열)"
STREAK = re.compile(
    rf"{_NUMERAL}\s?(?:개\s?)?(?P<unit>분기|년|개월|달|해|주|차례)\s?(?:연속|째|내리)(?:으로|해서)?{_END}"
)
"""That something went on for some quarters."""
MULTIPLE = re.compile(
    rf"""(?:{_NUMERAL}\s?배|(?P<half>절반)|(?P<twice>갑절|곱절|배))(?P<more>\s?(?:이상|넘게)|를\s(?=넘))?(?P<nearly>\s?(?:가까이|가까운|육박))?
    (?P<less>\s?(?:이하|미만))?(?P<about>\s?(?:가량|정도|수준|남짓|안팎))?(?:으로|로|를|을|가|이|의|에|인|임|이다|입니다)?{_END}""",
    re.VERBOSE,
)
"""How many times another value a value is."""
FIRST = re.compile(rf"처음(?:으로)?{_END}|최초로{_END}|첫{_END}")
BASE = re.compile(
    rf"대비(?:하여|해)?{_END}|보다(?:도|는)?{_END}|에\s?(?:비해(?:서)?|비하여|견(?:주어|줘)){_END}|(?:과|와)\s?비교(?:해도|해|하여|하면|할\s때){_END}|비{_END}"
)
"""With what a value is compared; the thing stands before it."""
TARGET = re.compile(
    r"(?:연간|올해|금년|분기|당초|계획|이번\s?분기|\d{4}년)?\s?목표(?:치|값|액|량|인원)?(?P<particle>를|을|에|에는|에도|의|로|은|는|인|보다)?"
    r"(?![가-힣])"
)
RATE = re.compile(rf"(?:목표\s?)?(?:달성률|달성도|진도율|진척률|이행률|집행률)(?:은|는|이|가|도)?{_END}")
PART = re.compile(rf"(?:중|가운데|중에서|가운데서){_END}")
MAJORITY = re.compile(
    rf"(?P<majority>과반(?:수)?|절반\s?(?:이상|넘게))(?:를|을|이|가|으로|의)?{_END}|(?P<most>대부분|대다수)(?:을|를|이|가|은|는|의)?{_END}"
)
ALL = re.compile(rf"(?:모두|전원|전부|전체가|빠짐없이){_END}")
APPROXIMATE = re.compile(rf"(?:약|대략|거의){_END}")
ARROW = re.compile(r"→|⇒|➔|->")

PARTICLE_ALONE = re.compile(r"(?:은|는|이|가|을|를|의|와|과|및|도|로|으로|에서|에|·)(?=\s|$|[,)])")
"""A particle that stands apart from its word, as after a bracket."""
PLAN = re.compile(
    r"계획|예정|전망|예상|추진|방침|목표로|위한|위해|위하여|노력|필요|검토|건의|가능|우려|기대|하겠|방안|대책|까지|달성|확충|경우|[할될릴]$"
)
"""What shows that a number before it is aimed at or feared, not reached."""

FILLER = re.compile(
    rf"""(?:특히|또한|한편|아울러|다만|그러나|반면|이에|그\s결과|관내|도내|시내|우리\s시|우리\s도|우리\s군|우리\s구|우리|매우|소폭|대폭|크게|다소|꾸준히|지속적으로
    |지속|올\s들어|들어|훌쩍|조기에|차질\s없이|무난히|가까스로|간신히|이번에|나란히|동반|함께|소폭이나마|계속해서|계속|급격히|급격하게|점차|다시|더욱|더|많이|조금|약간|가파르게|큰\s폭으로|소폭으로|이미|아직|모두|총|전체|누계|누적|기준(?:으로)?|말
    |매\s분기|매년|지표(?:는|가|도)?|실적(?:은|이|도)?|수치(?:는|가)?|규모(?:는|가)?|건수(?:는|가)?|인원(?:은|이)?|결과|경우|각각|이어|수준|동안
    |기록(?:함|하였음|했음|했다|하였다|했습니다|하며|하여|하였으며)?|집계(?:됨|되었음|되어|되었다|되었습니다)?|나타(?:남|났음|났다|났습니다|나)
    |(?:으)?로|에|이르러|이르렀음|머물러|머묾|머물렀음|그쳐|그침|그쳤음|것으로|것이|운영|설치|선정|지원|지급|조성|확보|완료|수료|남음|있음|달함|[□○●◦▪■◆▶※☞ㅇ\-*]|달하며|달해)
    {_END}""",
    re.VERBOSE,
)
"""Words that change nothing of what is claimed."""


def count_of(word: str) -> int | None:
    """Return the number that a numeral says, in digits or in words; None for a fraction."""
    if word in _COUNT_WORDS:
        return _COUNT_WORDS[word]
    return int(word) if word.isdigit() else None
