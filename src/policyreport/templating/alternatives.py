"""What to write instead of the filters and tests of Jinja that templates do not have."""

from __future__ import annotations

from collections.abc import Mapping

from policyreport.diagnostics import Message

_HAS_VALUE = Message(
    "write 'x is not missing' to ask whether there is a value; a name that does not exist is always told as a fault",
    "값이 있는지는 x is not missing으로 물으십시오. 없는 이름은 언제나 잘못으로 알립니다",
)
_HAS_NONE = Message(
    "write 'x is missing' to ask whether a value is missing; a name that does not exist is always told as a fault",
    "값이 없는지는 x is missing으로 물으십시오. 없는 이름은 언제나 잘못으로 알립니다",
)
_KIND = Message(
    "ask whether there is a value (x is not missing), or compare the value itself (x == …)",
    "값이 있는지 묻거나(x is not missing) 값 자체를 비교하십시오(x == …)",
)
TESTS: Mapping[str, Message] = {
    "defined": _HAS_VALUE,
    "undefined": _HAS_NONE,
    "even": Message("write 'is divisibleby(2)'", "is divisibleby(2)라고 쓰십시오"),
    "odd": Message("write 'is not divisibleby(2)'", "is not divisibleby(2)라고 쓰십시오"),
    "true": Message("write {% if x %}", "{% if x %}라고 쓰십시오"),
    "false": Message("write {% if not x %}", "{% if not x %}라고 쓰십시오"),
    "sameas": Message("write 'x == y', or equalto in selectattr", "x == y라고, selectattr에서는 equalto로 쓰십시오"),
    **dict.fromkeys(("boolean", "integer", "float", "number", "string", "mapping", "iterable", "sequence"), _KIND),
    **dict.fromkeys(("callable", "escaped", "filter", "test", "lower", "upper"), _KIND),
}
_DECIMALS = Message(
    "write x | to(1): figures are never made into other numbers",
    "x | to(1)처럼 자릿수를 정하십시오. 수치를 다른 수로 바꾸지 않습니다",
)
_AS_IS = Message(
    "leave it out, or change the text in the data: values are printed exactly as they are",
    "빼거나 자료의 글을 고치십시오. 값은 글자 그대로 출력됩니다",
)
_ENDS = Message('write xs | top(1, by="…")', 'xs | top(1, by="…")라고 쓰십시오')
_GROUPS = Message(
    'loop over the lists that belong to records, as in m.programs, or over records | groupby("…")',
    'm.programs처럼 기록에 딸린 목록이나 records | groupby("…")를 반복하십시오',
)
_CHOICE = Message('write selectattr("code", "eq", "late")', 'selectattr("code", "eq", "late")처럼 쓰십시오')
_ADDRESS = Message("write {{ link(address, text) }}", "{{ link(주소, 글) }}로 쓰십시오")
FILTERS: Mapping[str, Message] = {
    **dict.fromkeys(("round", "int", "float", "abs", "format", "filesizeformat"), _DECIMALS),
    **dict.fromkeys(("upper", "lower", "title", "capitalize", "trim", "replace", "truncate", "wordwrap"), _AS_IS),
    **dict.fromkeys(("center", "indent", "striptags", "string", "e", "escape", "forceescape"), _AS_IS),
    "count": Message("write xs | length", "xs | length라고 쓰십시오"),
    "wordcount": Message("write xs | length", "xs | length라고 쓰십시오"),
    **dict.fromkeys(("min", "max"), _ENDS),
    **dict.fromkeys(("batch", "slice", "dictsort", "items"), _GROUPS),
    **dict.fromkeys(("select", "reject"), _CHOICE),
    **dict.fromkeys(("urlencode", "urlize"), _ADDRESS),
}
