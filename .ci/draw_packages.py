"""Draw the packages of policyreport and which of them import which, as Mermaid text in ``docs/architecture.md``.

    python .ci/draw_packages.py

An arrow that a longer way of arrows implies is left out, so that the picture can be read.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]
SOURCES = REPOSITORY / "src" / "policyreport"
PAGE = REPOSITORY / "docs" / "architecture.md"
BEGIN, END = "<!-- packages: drawn by .ci/draw_packages.py -->", "<!-- end of packages -->"
ROOT = "policyreport"

Graph = Mapping[str, frozenset[str]]
"""What each module or package imports, both by name."""


def main() -> None:
    """Put the picture into the page."""
    page = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(with_picture(page, picture(packages(imports(SOURCES)))), encoding="utf-8", newline="\n")


def imports(sources: Path, *, only_at_import: bool = False) -> Graph:
    """Return what each module under a folder imports of the others.

    ``only_at_import`` leaves out what is imported in functions or for type checkers alone. Importing a module runs the
    packages around it too, so these are among what is imported, except those in which the importing module itself is.
    """
    files = {_module_name(file, sources): file for file in sources.rglob("*.py")}
    graph: dict[str, frozenset[str]] = {}
    for module, file in sorted(files.items()):
        tree = ast.parse(file.read_bytes())
        nodes = _run_at_import(tree.body) if only_at_import else ast.walk(tree)
        named = {target for node in nodes for target in _targets(node, files)}
        around = {package for target in named for package in _packages_around(target)}
        within = {module, *_packages_around(module)}
        graph[module] = frozenset((named | (around - within)) & files.keys() - {module})
    return graph


def circles(graph: Graph) -> list[list[str]]:
    """Return the groups of modules each of which is imported, by whatever way, by what it imports itself."""
    reached = {module: _reached(module, graph) for module in graph}
    groups = {tuple(sorted(other for other in ways if module in reached[other])) for module, ways in reached.items()}
    return [list(group) for group in sorted(groups) if group]


def packages(modules: Graph) -> Graph:
    """Return what each package, or file beside the packages, imports of the others; the root itself is none of them."""
    graph: dict[str, frozenset[str]] = {}
    for module, targets in modules.items():
        package = _package(module)
        others = {_package(target) for target in targets} - {package, ""}
        if package not in ("", "__main__"):
            graph[package] = graph.get(package, frozenset()) | others
    return graph


def without_implied(graph: Graph) -> Graph:
    """Return a graph that has no circles without the arrows that a longer way implies."""
    reached = {package: _reached(package, graph) for package in graph}
    return {
        package: frozenset(target for target in targets if not any(target in reached[other] for other in targets))
        for package, targets in graph.items()
    }


def picture(graph: Graph) -> str:
    """Return the packages as a Mermaid flowchart, the same text for the same imports."""
    drawn = without_implied(graph)
    arrows = [f"    {package} --> {target}" for package in sorted(drawn) for target in sorted(drawn[package])]
    linked = {name for package, targets in drawn.items() if targets for name in (package, *targets)}
    alone = [f"    {package}" for package in sorted(drawn.keys() - linked)]
    return "\n".join(["```mermaid", "flowchart TD", *arrows, *alone, "```"])


def with_picture(page: str, drawn: str) -> str:
    """Return a page with a picture between its two markers; raises ``ValueError`` where it lacks one of them."""
    before, _, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not end:
        raise ValueError(f"the page has no '{BEGIN}' with '{END}' after it")
    return f"{before}{BEGIN}\n{drawn}\n{END}{after}"


def _module_name(file: Path, sources: Path) -> str:
    parts = file.relative_to(sources).with_suffix("").parts
    return ".".join((ROOT, *(parts[:-1] if parts[-1] == "__init__" else parts)))


def _run_at_import(body: Iterable[ast.stmt]) -> Iterator[ast.AST]:
    """Yield the statements that importing a module carries out."""
    for node in body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        if isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING"):
            yield from _run_at_import(node.orelse)
            continue
        yield node
        inner = (child for child in ast.iter_child_nodes(node) if isinstance(child, ast.stmt | ast.ExceptHandler))
        for child in inner:
            yield from _run_at_import(child.body if isinstance(child, ast.ExceptHandler) else [child])


def _targets(node: ast.AST, modules: Iterable[str]) -> Iterator[str]:
    """Yield what an import names: the module in ``from package import module`` where that is one, else the package."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom) and node.module:
        for alias in node.names:
            inner = f"{node.module}.{alias.name}"
            yield inner if inner in modules else node.module


def _packages_around(module: str) -> list[str]:
    parts = module.split(".")
    return [".".join(parts[:depth]) for depth in range(1, len(parts))]


def _package(module: str) -> str:
    return module.removeprefix(ROOT).removeprefix(".").partition(".")[0]


def _reached(start: str, graph: Graph) -> set[str]:
    """Return all to which the arrows from a name lead, which may be itself."""
    reached: set[str] = set()
    waiting = list(graph[start])
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting.extend(graph.get(name, ()))
    return reached


if __name__ == "__main__":
    main()
