"""How Sphinx makes the site of the documentation: the pages of the repository as they are, and one of the interface.

    make docs

Nothing is fetched, neither when the site is made nor when it is read.
"""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

from pydantic import BaseModel
from sphinx.application import Sphinx

REPOSITORY = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(REPOSITORY / "src"))

project = "policyreport"
author = "policyreport"
copyright = ""  # noqa: A001 - Sphinx's name; LICENSE says whose it is
language = "ko"

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
root_doc = "README"
include_patterns = [
    "README.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    ".github/SECURITY.md",
    "docs/*.md",
    "docs/examples/**.md",
]
exclude_patterns = [".git", ".venv", "build", "data", "dist", "out", "src", "templates", "tests"]
myst_heading_anchors = 3

highlight_language = "none"
autodoc_default_options = {"exclude-members": "model_config"}
autodoc_member_order = "groupwise"
autodoc_typehints_format = "short"
maximum_signature_line_length = 100

html_theme = "furo"
html_title = "policyreport"
html_static_path = ["static"]
html_css_files = ["site.css"]
html_copy_source = False
html_show_sphinx = False
html_show_copyright = False
_FONTS = "'Malgun Gothic', 'Apple SD Gothic Neo', 'Noto Sans KR', 'Noto Sans CJK KR', 'NanumGothic', sans-serif"
html_theme_options = {"light_css_variables": {"font-stack": _FONTS}}

_NAVIGATION = {
    root_doc: """

```{toctree}
:hidden:
:caption: 쓰는 이에게

처음 <self>
docs/data
docs/templates
docs/voice
docs/drawn-features
docs/names
docs/editions
docs/rules
docs/publishing
docs/trust
docs/figures
docs/scheduling
docs/delivery
CHANGELOG
```

```{toctree}
:hidden:
:caption: 만드는 이에게

docs/examples/README
docs/api
docs/architecture
docs/glossary
CONTRIBUTING
.github/SECURITY
```
""",
    "docs/examples/README": """

```{toctree}
:hidden:

own_report/README
```
""",
}
"""What pages lead to, which Markdown has no sign for."""

_FUNCTION = re.compile(r"<function (\w+)>")


def setup(app: Sphinx) -> None:
    """Add what the pages do not have on their own."""
    app.connect("source-read", _adapt)
    app.connect("autodoc-process-signature", _shorten)
    app.connect("autodoc-skip-member", _leave_out)
    app.connect("build-finished", _add_front_door)


def _adapt(_app: Sphinx, name: str, source: list[str]) -> None:
    """Give pages their navigation; the picture of packages, which a browser cannot draw alone, stays text."""
    source[0] = source[0].replace("```mermaid\n", "```text\n") + _NAVIGATION.get(name, "")


def _shorten(*told: object) -> tuple[str, str | None] | None:
    """Return a signature that Sphinx can read; none for a record, whose fields are those of the reference."""
    _app, _kind, _name, value, _options, signature, returns = told
    if isinstance(value, type) and issubclass(value, BaseModel):
        return "", None
    if not isinstance(signature, str):
        return None
    return _FUNCTION.sub(r"\1", signature).replace("<factory>", "..."), returns if isinstance(returns, str) else None


def _leave_out(*told: object) -> bool | None:
    """Leave out the fields of a tuple, which its signature names; Sphinx itself decides on all else."""
    return True if str(getattr(told[3], "__doc__", "")).startswith("Alias for field number") else None


def _add_front_door(app: Sphinx, fault: Exception | None) -> None:
    """Let the first page be found where a browser looks for it."""
    if fault is None:
        shutil.copy(Path(app.outdir) / f"{root_doc}.html", Path(app.outdir) / "index.html")
