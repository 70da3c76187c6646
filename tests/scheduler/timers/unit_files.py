"""Reads systemd's unit files by the rules of systemd.syntax(7), systemd.service(5) and systemd.unit(5)."""

from __future__ import annotations


def value(text: str, key: str) -> str:
    """Return the only value of a key."""
    (line,) = (line for line in text.splitlines() if line.startswith(f"{key}="))
    return line.partition("=")[2]


def path(said: str) -> str:
    """Return a path, which is not quoted; ``%%`` is a percent sign, and there is no other specifier."""
    return _without_specifiers(said)


def command(said: str) -> tuple[str, ...]:
    """Return the words of a command line that is not to have its variables replaced, which a colon says."""
    program, *arguments = _words(said)
    assert program.startswith(":")
    return tuple(map(_without_specifiers, [program[1:], *arguments]))


def _words(said: str) -> list[str]:
    """Return the words, each between double quotes, in which a backslash goes before a quote or a backslash."""
    words: list[str] = []
    rest = iter(said)
    for sign in rest:
        if sign == '"':
            word = ""
            while (inner := next(rest)) != '"':
                word += next(rest) if inner == "\\" else inner
            words.append(word)
        else:
            assert sign == " "
    return words


def _without_specifiers(said: str) -> str:
    assert "%" not in said.replace("%%", "")
    return said.replace("%%", "%")
