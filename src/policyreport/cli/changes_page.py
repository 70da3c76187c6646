"""What is otherwise, as one HTML page that needs nothing else and reads on a phone and on paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from policyreport.cli.messages import Printer
from policyreport.diagnostics import Message
from policyreport.pipeline.told_changes import TOPICS, ToldPart, ToldRecord, by_topic

_STYLE = """
:root { color-scheme: light dark; }
body { font-family: "Pretendard", "Apple SD Gothic Neo", "Malgun Gothic", sans-serif; line-height: 1.6;
 margin: 0 auto; max-width: 60rem; padding: 1rem; overflow-wrap: anywhere; word-break: keep-all; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.15rem; border-bottom: 2px solid; padding-bottom: .2rem; }
h3 { font-size: 1rem; margin: 1rem 0 .2rem; } dl { margin: 0; } dt { font-weight: 600; } dd { margin: 0 0 .4rem 1rem; }
del { text-decoration-thickness: 1px; } ins { text-decoration: none; font-weight: 600; }
@media print { h2, h3, dt { break-after: avoid; } }
"""
_MARKS = {"+": Message("new", "신규"), "-": Message("gone", "없어짐"), "~": Message("", "")}


def changes_page(heading: str, told: Sequence[ToldRecord], printer: Printer) -> str:
    """Return the page; whatever the data say is text on it, never markup."""
    language = "ko" if printer.korean else "en"
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    head = (
        f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{escape(heading)}</title>\n'
        f"<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{escape(heading)}</h1>\n"
    )
    return head + "\n".join(_topics(told, printer)) + "\n</main>\n</body>\n</html>\n"


def _topics(told: Sequence[ToldRecord], printer: Printer) -> Iterator[str]:
    for topic, listed in by_topic(told):
        yield f'<section id="{topic}">\n<h2>{escape(printer.say(TOPICS[topic]))} ({len(listed)})</h2>'
        for record in listed:
            mark = printer.say(_MARKS[record.mark])
            kind = "" if record.kind == TOPICS[topic] else printer.say(record.kind)
            about = ", ".join(filter(None, (kind, mark)))
            yield f"<h3>{escape(record.title)}{escape(f' ({about})') if about else ''}</h3>"
            if record.parts:
                yield "<dl>"
                yield from (_part(part, printer) for part in record.parts)
                yield "</dl>"
        yield "</section>"


def _part(part: ToldPart, printer: Printer) -> str:
    before = f"<del>{escape(printer.say(part.before))}</del> → " if part.before else ""
    after = f"<ins>{escape(printer.say(part.after))}</ins>" if part.after else "-"
    note = f" ({escape(printer.say(part.note))})" if part.note else ""
    return f"<dt>{escape(printer.say(part.name))}</dt>\n<dd>{before}{after}{note}</dd>"
