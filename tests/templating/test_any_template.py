"""Whatever a template says, there is a document that can be shown, or problems with their places: never a crash."""

from __future__ import annotations

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tests.at_night import tries
from tests.templating.writing import BODY, composed, facts

from policyreport.diagnostics import PolicyReportError, Problem
from policyreport.document.dump import dump

KNOWN = facts()
_NAMES = ["policy", "quarter", "count", "measures", "programs", "outcomes", "events", "meetings", "council", "wrong"]
_FIELDS = ["title", "titel", "actual", "figures", "began", "as_of", "measures", "__class__", "sources", "index", "0"]
_HELPERS = [
    "box",
    "captioned",
    "card",
    "cards",
    "cards_of",
    "chart",
    "column",
    "contents",
    "footnote",
    "lamp",
    "link",
    "pair",
    "pairs",
    "table",
    "wrong",
]
_FILTERS = ["bare", "to(1)", "to('a')", "join", "roman", "first", "last", "length", "list", "reverse", "sort", "unique"]
_FILTERS += ["map(attribute='title')", "selectattr('title')", "rejectattr('wrong')", "map('bare')", "safe", "wrong"]
_LITERALS = [
    "none",
    "true",
    "0",
    "-1",
    "1.5",
    "'가'",
    "'title'",
    "'good'",
    "'right'",
    "'https://a.kr'",
    "[]",
    "{'a': 1}",
]
_OPERATORS = ["+", "-", "*", "/", "//", "~", "==", "<", "in", "and", "or", "is eq", "%", "**"]

_atoms = st.sampled_from([*_NAMES, *_LITERALS])


def _grown(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.builds("{}.{}".format, inner, st.sampled_from(_FIELDS)),
        st.builds("{}[{}]".format, inner, inner),
        st.builds("({} {} {})".format, inner, st.sampled_from(_OPERATORS), inner),
        st.builds("({} | {})".format, inner, st.sampled_from(_FILTERS)),
        st.builds("({} if {} else {})".format, inner, inner, inner),
        st.builds("(not {})".format, inner),
        st.builds("[{}, {}]".format, inner, inner),
        st.builds("{}({})".format, st.sampled_from(_HELPERS), st.lists(inner, max_size=4).map(", ".join)),
        st.builds("{}({}, unit={})".format, st.sampled_from(_HELPERS), inner, inner),
    )


expressions = st.recursive(_atoms, _grown, max_leaves=8)
_lines = st.one_of(
    st.builds("{{{{ {} }}}}".format, expressions),
    st.builds("- {{{{ {} }}}}".format, expressions),
    st.builds("| {{{{ {} }}}} | 나 |".format, expressions),
    st.builds("{{% set x = {} %}}{{{{ x }}}}".format, expressions),
    st.builds("{{% for x in {} %}}{{{{ x.title }}}} {{{{ loop.index }}}}{{% endfor %}}".format, expressions),
    st.builds("{{% if {} is none %}}가{{% endif %}}".format, expressions),
    st.builds("{{% call {} %}}\n| 가 |\n|--|\n{{% endcall %}}".format, expressions),
    st.sampled_from(
        ["# 가", "※ 나", "- 가", "  - 나", "| 가 | 나 |", "|--|--|", "", "1. 가", "{% endfor %}", "{{", "%}"]
    ),
)


@settings(max_examples=tries(120, 400), suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(_lines, max_size=5).map("\n".join))
@example("{{ table(measures, 'title') }}")
@example("{{ table(measures, column('가', none)) }}")
@example("{{ cards('가') }}")
@example("{{ lamp('good', none) }}")
@example("{{ count.measures | to('a') }}")
def test_there_is_a_document_or_there_are_problems(body: str) -> None:
    found: list[Problem] = []
    try:
        assert dump(composed(body, KNOWN))
    except PolicyReportError as error:
        found.extend(error.problems)
    assert all(problem.where is not None and problem.where.file == BODY for problem in found)
