"""The source files of the program and what stands in them, for the tests of its shape."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import get_args

import project
from jinja2 import Environment, nodes

from budgetbook.content.language_file import LanguageFile
from budgetbook.content.sic_mark import Rule
from budgetbook.content.yaml import reader

PACKAGE = project.ROOT / "budgetbook"
FILES = sorted(path for path in PACKAGE.rglob("*.py") if path.parent.name != "fonts")
TEMPLATES = sorted(project.TEMPLATES.glob("*.html"))


def module_name(path: Path) -> str:
    """The dotted name of a file of the package, without `budgetbook.`; empty for the package itself."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def tree(path: Path) -> ast.Module:
    """The syntax tree of a file."""
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def syntax_nodes(path: Path) -> tuple[ast.AST, ...]:
    """Every node of the syntax tree of a file, walked once for all tests."""
    return tuple(ast.walk(tree(path)))


def module_tree(name: str) -> ast.Module:
    """The syntax tree of a module, by its dotted name without `budgetbook.`."""
    return tree(PACKAGE / f"{name.replace('.', '/')}.py")


def imports(path: Path) -> Iterator[tuple[str, ast.stmt]]:
    """(dotted name of the module, statement) of every import, wherever in the file."""
    for node in syntax_nodes(path):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or "", node


def calls(*names: str) -> Iterator[tuple[Path, ast.Call]]:
    """Every call of a function or method of one of these names."""
    for path in FILES:
        for node in syntax_nodes(path):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) in names:
                yield path, node


@cache
def template(path: Path) -> nodes.Template:
    """The syntax tree of a template."""
    return Environment(autoescape=True).parse(path.read_text(encoding="utf-8"))


@cache
def wording(lang: str = "zh") -> LanguageFile:
    """The words and sentences of the site in one language: every language has the same."""
    found, problems = reader.read(f"{lang}.yaml", (project.CONTENT / "languages" / f"{lang}.yaml").read_bytes())
    assert found is not None, problems
    return LanguageFile.model_validate(found.data)


RULES = get_args(Rule)
# A rule compares rounded amounts and can end within rounding, unless it is named below as one of words, counts or percentages.
_WITH_ROUNDING, _EXACT = ("holds", "rounding", "fails"), ("holds", "fails")
ENDS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys((*RULES, "equal-change", "equal-again", "at-most-listed", "sum-across", "sum-funds"), _WITH_ROUNDING),
    **dict.fromkeys(
        ("equal-table", "equal-text", "equal-lines", "equal-control", "equal-sides", "sum-nature", "sum-class", "sum-text"),
        _WITH_ROUNDING,
    ),
    **dict.fromkeys(("at-most-item", "chain-budget"), _WITH_ROUNDING),
    **dict.fromkeys(("direction", "zero-with-a-direction", "unit", "count", "count-listed"), _EXACT),
    **dict.fromkeys(("count-units", "sum-score", "years", "basis", "code", "nil-table", "outcome"), _EXACT),
    **dict.fromkeys(("change-unit", "change-below-zero", "percent-base-zero", "completion-base-zero"), ("fails",)),
    **dict.fromkeys(("nil-table-account", "nil-table-said"), _EXACT),
    "sum-unlisted": ("fails",),
    **dict.fromkeys(("wording", "stated-year", "document-kind", "body-name", "item-name", "listed"), _EXACT),
    **dict.fromkeys(("share-sentence", "share-hundred", "count-named"), _EXACT),
    **dict.fromkeys(("wording-no-unit", "wording-doubled", "wording-unpaired", "wording-no-stop"), ("fails",)),
    "sum-balance": _WITH_ROUNDING,
    "sum-sentence": _EXACT,
    "wording-contradiction": ("fails",),
    "wording-wrong-base": ("fails",),
    "listed-left-out": ("fails",),
    "nil-table-contents": ("fails",),
}
