"""Records as the text of a YAML file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

import yaml

Record: TypeAlias = "dict[str, str | list[str]]"
"""A record's fields in the order in which they are written."""

Collections: TypeAlias = Mapping[str, list[Record]]
"""Records by the name of their collection."""

_HEADS: Mapping[str, str] = {"kstartup": "K-Startup", "bizinfo": "기업마당", "openfiscal": "열린재정"}


class _Dumper(yaml.SafeDumper):
    """Quotes only what would not be read as the same text, for every scalar is read as text."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - PyYAML's own way
        first: [(tag, pattern) for tag, pattern in resolvers if tag.endswith(":null")]
        for first, resolvers in yaml.SafeDumper.yaml_implicit_resolvers.items()
    }


def _text_node(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)  # pyright: ignore[reportUnknownMemberType]


_Dumper.add_representer(str, _text_node)


def yaml_text(kind: str, collections: Collections) -> str:
    """Return the YAML text that is read back as these collections, for clean texts: each value on a line of its own."""
    head = f"# {_HEADS[kind]}에서 가져온 자료. 다시 가져오면 덮어쓰므로 여기서 고치지 않음.\n\n"
    filled = {name: records for name, records in collections.items() if records}
    return head + yaml.dump(filled, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10_000)
