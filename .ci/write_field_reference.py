"""Write the reference of all records and fields into ``docs/data.md``, as ``policyreport schema --table`` prints it.

.venv/bin/python .ci/write_field_reference.py
"""

from __future__ import annotations

from pathlib import Path

from policyreport.inputs.field_reference import reference_markdown

PAGE = Path(__file__).resolve().parents[1] / "docs" / "data.md"
BEGIN, END = "<!-- fields: written by .ci/write_field_reference.py -->", "<!-- end of fields -->"


def main() -> None:
    """Put the reference into the page."""
    page = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(with_reference(page, reference_markdown(korean=True)), encoding="utf-8", newline="\n")


def with_reference(page: str, reference: str) -> str:
    """Return a page with the reference between its markers; raises ``ValueError`` for a page without them."""
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"the page has no {BEGIN} … {END}")
    return f"{before}{BEGIN}\n\n{reference}{END}{after}"


if __name__ == "__main__":
    main()
