"""What templates say that would have a report never end, fill the memory or reach out: by what they consist of."""

from __future__ import annotations

from .attack import FENCE, HARMLESS, LIMIT, WRONG

Wordings = dict[str, tuple[str, str]]
"""How each must end, and what it says, by a name."""

MILLION = "[1] * 1000000"
LONG = "{% set a = 'A' * 999999 %}"


def _loop(inside: str, times: str = MILLION) -> str:
    return f"{{% for z in {times} %}}{inside}{{% endfor %}}"


def _doubled(step: str, times: int = 60) -> str:
    return f"{{% set a = [1] %}}{f'{{% set a = {step} %}}' * times}"


EVERYWHERE: Wordings = {
    "loops within loops": (LIMIT, _loop(_loop(_loop("")))),
    "a list of a milliard": (LIMIT, "{% set a = [1] * 1000000000 %}"),
    "a text of a milliard letters": (LIMIT, "{{ 'A' * 1000000000 }}"),
    "a text that doubles": (LIMIT, "{% set a = 'AA' %}" + "{% set a = a ~ a %}" * 40),
    "a text that doubles by plus": (LIMIT, "{% set a = 'AA' %}" + "{% set a = a + a %}" * 40),
    "a list that doubles": (LIMIT, _doubled("a + a", 40)),
    "a number that squares": (LIMIT, "{% set n = 3 %}" + "{% set n = n * n %}" * 60),
    "a number that squares in a loop": (LIMIT, _loop("{% set n = 99999 * 99999 %}" + "{% set n = n * n %}" * 40)),
    "a number of many hexadecimal digits": (f"{LIMIT} {WRONG}", "{% set n = 0x" + "F" * 20_000 + " %}"),
    "a number of five thousand digits": (f"{LIMIT} {WRONG}", "{% set n = " + "9" * 5_000 + " %}"),
    "powers": (FENCE, "{{ 9 ** 9 ** 9 }}"),
    "a width in percents": (FENCE, "{{ '%1000000000s' % 1 }}"),
    "members of a long list": (LIMIT, f"{{% set a = {MILLION} %}}" + _loop("{% if 2 in a %}{% endif %}")),
    "members of a long list of texts": (
        LIMIT,
        "{% set a = ['가'] * 1000000 %}{% set b = ['나'] * 1000000 %}"
        + _loop("{% if 'x' in a %}{% endif %}{% if 'x' in b %}{% endif %}"),
    ),
    "long texts compared": (LIMIT, LONG + "{% set b = a ~ '' %}" + _loop("{% if a == b %}{% endif %}")),
    "long texts compared by a test": (LIMIT, LONG + "{% set b = a ~ '' %}" + _loop("{% if a is eq(b) %}{% endif %}")),
    "a text in a long text": (LIMIT, LONG + _loop("{% if 'AAAAAAAAAAAAAAB' in a %}{% endif %}")),
    "long lists compared": (LIMIT, f"{{% set a = {MILLION} %}}{{% set b = {MILLION} %}}" + _loop("{{ a == b }}")),
    "a long text printed many times": (LIMIT, LONG + _loop("{{ a }}", "[1] * 1000")),
    "a thousand texts of a million letters": (
        LIMIT,
        LONG + "{% set c = [" + ", ".join(f"a ~ {n % 10}" for n in range(1000)) + "] %}",
    ),
    "a list in lists in lists, printed": (LIMIT, _doubled("[a, a]") + "{{ a }}"),
    "a list in lists in lists, compared": (
        LIMIT,
        _doubled("[a, a]") + "{% set b = a %}" + "{% set a = [1] %}" + "{% set a = [a, a] %}" * 60 + "{{ a == b }}",
    ),
    "a list in lists in lists, looked through": (LIMIT, _doubled("[a, a]") + "{{ 'x' in [a] }}"),
    "a list in lists in lists, joined": (LIMIT, _doubled("[a, a]") + "{{ a | join }}"),
    "a list in lists in lists, sorted": (LIMIT + " " + WRONG, _doubled("[a, a]") + "{{ [a, a] | sort | length }}"),
    "a long list joined by a long text": (LIMIT, LONG + "{{ ([1] * 100000) | join(a) }}"),
    "a private filter by its name": (WRONG, "{% set a = [1, 2] | map('#counted', -1000000) | list %}"),
    "a private filter that compares": (WRONG, "{% set a = [1, 2] | map('#compared', 'eq', 1) | list %}"),
    "a private filter that joins": (WRONG, "{% set a = [[1], [2]] | map('#concatenated') | list %}"),
    "filters over filters": (LIMIT, f"{{% set a = ({MILLION})" + " | map('d')" * 400 + " | list %}"),
    "a list cut and sorted again and again": (LIMIT, f"{{% set a = {MILLION} %}}" + _loop("{% set b = a | sort %}")),
    "the class of a text": (FENCE, "{{ ''.__class__.__mro__ }}"),
    "the class of a list's members": (FENCE, "{{ measures | map(attribute='__class__') | list }}"),
    "the class as a key to sort by": (FENCE, "{{ measures | sort(attribute='__class__') }}"),
    "the class as a key to tell apart by": (FENCE, "{{ measures | unique(attribute='title.__class__') | list }}"),
    "the class as a key to choose by": (FENCE, "{{ measures | selectattr('__init__') | list }}"),
    "the globals of a function": (FENCE, "{{ link.__globals__ }}"),
    "the thunks of a view": (FENCE, "{{ policy._thunks }}"),
    "the filter for attributes": (FENCE, "{{ 'a' | attr('__class__') }}"),
    "the filter for formats": (FENCE, "{{ '%1000000000d' | format(1) }}"),
    "the filter for JSON": (FENCE, "{{ policy | tojson }}"),
    "the filter for pretty printing": (FENCE, "{{ policy | pprint }}"),
    "the filter for attributes of HTML": (FENCE, "{{ policy | xmlattr }}"),
    "the methods of a text": (WRONG, "{{ 'a'.center(1000000000) }}"),
    "what a range would be": (WRONG, "{{ range(1000000000) }}"),
    "a namespace": (WRONG, "{% set n = namespace(a=1) %}"),
    "a cycler": (WRONG, "{{ cycler(1, 2) }}"),
    "a joiner": (WRONG, "{{ joiner(', ') }}"),
    "lipsum": (WRONG, "{{ lipsum(1000000) }}"),
    "a dict": (WRONG, "{{ dict(a=1) }}"),
    "a slice that is huge": (HARMLESS, "{{ 'abc'[0:1000000000] }}"),
    "a thousand slices of a long text": (LIMIT, LONG + "{% set c = [" + "a[1:], " * 1000 + "] %}"),
    **{
        f"the filter {name}": (WRONG, f"{{{{ 'abc' | {name}({given}) }}}}")
        for name, given in {
            "center": "1000000000",
            "wordwrap": "1",
            "indent": "1000000000",
            "replace": "'', 'A' * 1000",
            "batch": "1000000000",
            "slice": "1000000000",
            "truncate": "1000000000",
            "urlize": "",
            "groupby": "'x'",
            "round": "1000000000",
            "sum": "",
            "striptags": "",
        }.items()
    },
    "parentheses within parentheses": (LIMIT, "{{ " + "(" * 2_000 + "1" + ")" * 2_000 + " }}"),
    "lists within lists": (LIMIT, "{{ " + "[" * 2_000 + "1" + "]" * 2_000 + " }}"),
    "minus before minus": (LIMIT, "{% set a = " + "- " * 5_000 + "1 %}"),
    "not before not": (LIMIT, "{% if " + "not " * 5_000 + "1 %}{% endif %}"),
    "a sum of very many": (LIMIT, "{% set a = " + "1 + " * 20_000 + "1 %}"),
    "a text joined of very many": (LIMIT, LONG + "{% set b = " + "a ~ " * 5_000 + "a %}"),
    "conditions within conditions": (LIMIT, "{% set a = " + "1 if 1 else " * 3_000 + "1 %}"),
    "a filter after a filter": (LIMIT, "{% set a = 1" + " | d" * 10_000 + " %}"),
    "blocks within blocks": (LIMIT, "{% if 1 %}" * 300 + "{% endif %}" * 300),
}
"""What every kind of template can say."""

IN_TEXT: Wordings = {
    "a macro that calls itself": (LIMIT, "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}"),
    "macros that call one another twice": (
        LIMIT,
        "{% macro m0() %}x{% endmacro %}"
        + "".join(f"{{% macro m{n}() %}}{{{{ m{n - 1}() }}}}{{{{ m{n - 1}() }}}}{{% endmacro %}}" for n in range(1, 60))
        + "{{ m59() }}",
    ),
    "blocks that double what they hold": (
        LIMIT,
        "{% set a %}xx{% endset %}" + "{% set a %}{{ a }}{{ a }}{% endset %}" * 60,
    ),
    "a long macro called for nothing": (
        LIMIT,
        "{% macro m() %}" + "x" * 100_000 + "{% endmacro %}" + _loop("{% set a = m() %}"),
    ),
    "a caller that calls its caller": (
        LIMIT,
        "{% macro m() %}{{ caller() }}{% call m() %}{% endcall %}{% endmacro %}{% call m() %}{% endcall %}",
    ),
    "very many statements in a loop": (LIMIT, _loop("{% set b = 1 %}" * 3_000)),
    "a recursive loop": (WRONG, "{% for m in [1] recursive %}{{ loop([1]) }}{% endfor %}"),
    "a block that prints itself": (WRONG, "{% block b %}{{ self.b() }}{% endblock %}"),
    "an include of the system": (FENCE, "{% include '/etc/passwd' %}"),
    "an include that climbs": (FENCE, "{% include 'templates/../../secret' %}"),
    "an import of the system": (FENCE, "{% import '/etc/passwd' as x %}"),
    "an include of the data": (WRONG, "{% include 'data/project.yaml' %}"),
    "an include of a list of a million": (LIMIT + " " + WRONG, f"{{% include {MILLION} ignore missing %}}"),
    "a debugging tag": (WRONG, "{% debug %}"),
    "an extension that evaluates": (WRONG, "{% do policy.clear() %}"),
    "very many tags": (LIMIT, "{{ 1 }}" * 100_000),
}
"""What a template can say that is text: it has macros, blocks and other templates."""

IN_MARKDOWN: Wordings = {
    "stars": (LIMIT + " harmless wrong", "가" + "*" * 200_000),
    "stars beside letters": (LIMIT + " harmless wrong", "**a " * 50_000),
    "brackets": (LIMIT + " harmless wrong", "[" * 100_000),
    "links within links": (LIMIT + " harmless wrong", "[a](" * 50_000),
    "ticks of growing length": (LIMIT + " harmless wrong", "".join("a" + "`" * n for n in range(1500))),
    "signs of HTML": (LIMIT + " harmless wrong", "<a" * 100_000),
    "ampersands": (LIMIT + " harmless wrong", "&a" * 100_000),
    "lists within lists": (LIMIT + " harmless wrong", "- " * 5_000 + "x"),
    "quotes within quotes": (LIMIT + " harmless wrong", ">" * 20_000 + "x"),
    "empty lines": (LIMIT + " harmless wrong", _loop("\n\n\n\n\n\n\n\n", "[1] * 200000")),
    "blanks": (LIMIT + " harmless wrong", _loop("        ", "[1] * 500000")),
    "numbers of lines": (LIMIT + " harmless wrong", "\n" * 300_000 + "1. 가\n" * 1_000),
    "a table of very many columns": (
        LIMIT + " harmless wrong",
        "\n\n" + "|a" * 5_000 + "|\n" + "|-" * 5_000 + "|\n" + ("|b" * 5_000 + "|\n") * 50,
    ),
    "a table of very many records and columns": (
        LIMIT,
        "{% set m = measures | list %}{{ table(m * 400000, " + "column('a', 'title'), " * 100 + ") }}",
    ),
    "a table printed many times": (
        LIMIT,
        "{% set t = table((measures | list) * 10000, column('a', 'title')) %}" + _loop("\n\n{{ t }}\n\n"),
    ),
    "cards of very many records": (
        LIMIT,
        "{{ cards(" + "cards_of(measures * 400000, 'title', 'title', 'title')," * 9 + ") }}",
    ),
    "boxes within boxes": (LIMIT + " wrong", "{% call box('a') %}\n\n" * 200 + "x" + "\n\n{% endcall %}" * 200),
    "a link of a million letters": (LIMIT + " harmless", LONG + _loop("{{ link('https://' ~ a, 'x') }}")),
    "a path of very many steps": (
        LIMIT + " wrong",
        f"{{{{ table(measures, column('a', 'title{'.title' * 100_000}')) }}}}",
    ),
}
"""What only the text of a report can say: Markdown, and the functions for blocks."""
