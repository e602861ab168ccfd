"""Templates, macros, words and style classes: what is asked for is there, and what is there is used."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import project
from jinja2 import meta, nodes
from source_tree import FILES, TEMPLATES, calls, module_name, template, wording


def spelt(node: ast.expr) -> Iterator[str]:
    """The keys that one argument may be, as patterns; none where it is a name whose value stands elsewhere."""
    if isinstance(node, ast.IfExp):
        yield from (*spelt(node.body), *spelt(node.orelse))
    elif isinstance(node, ast.Constant):
        yield re.escape(str(node.value))
    elif isinstance(node, ast.JoinedStr):
        yield "".join(re.escape(str(v.value)) if isinstance(v, ast.Constant) else "[a-z-]+" for v in node.values)


def words_in(path: Path) -> Iterator[str]:
    """Every word that a template asks for, as a pattern."""
    for item in template(path).find_all(nodes.Getitem):
        if isinstance(item.node, nodes.Name) and item.node.name == "words":
            yield _pattern(item.arg)


def _pattern(node: nodes.Node) -> str:
    if isinstance(node, nodes.Const):
        return re.escape(str(node.value))
    if isinstance(node, nodes.Concat):
        return "".join(_pattern(part) for part in node.nodes)
    if isinstance(node, nodes.CondExpr):
        return f"(?:{_pattern(node.expr1)}|{_pattern(node.expr2 or nodes.Const(''))})"
    return "[a-z-]+"


def test_every_word_that_a_template_asks_for_is_there() -> None:
    asked = {pattern for path in TEMPLATES for pattern in words_in(path)}
    assert len(asked) > 50
    assert [pattern for pattern in asked if not any(re.fullmatch(pattern, key) for key in wording().words)] == []


def test_every_sentence_that_the_program_says_is_there() -> None:
    calls_of_pages = [node for path, node in calls("say") if not module_name(path).startswith("cli.")]
    asked = {pattern for node in calls_of_pages if node.args for pattern in spelt(node.args[0])}
    assert len(asked) > 40
    assert [p for p in asked if not any(re.fullmatch(p, key) for key in wording().sentences)] == []


def test_every_template_is_used() -> None:
    used = {match for path in FILES for match in re.findall(r'"([a-z0-9-]+\.html)"', path.read_text(encoding="utf-8"))}
    for path in TEMPLATES:
        used |= set(re.findall(r'(?:extends|import|include|from) "([a-z0-9-]+\.html)"', path.read_text(encoding="utf-8")))
    assert used - {"index.html"} == {path.name for path in TEMPLATES}


def test_every_macro_is_used() -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in TEMPLATES)
    macros = re.findall(r"{% macro ([a-z_]+)", text)
    assert len(macros) > 10
    assert [name for name in macros if len(re.findall(rf"\b{name}\(", text)) < 2] == []


def test_every_class_that_a_page_wears_is_styled_and_the_other_way_round(site: Path) -> None:
    style = (project.TEMPLATES / "assets" / "style.css").read_text(encoding="utf-8")
    script = "\n".join(path.read_text(encoding="utf-8") for path in sorted((project.TEMPLATES / "assets").glob("*.js")))
    styled = set(re.findall(r"\.([a-z][a-z-]*[a-z])(?=[^}]*\{)", re.sub(r"/\*.*?\*/|url\([^)]*\)", "", style, flags=re.DOTALL)))
    worn = set(re.findall(r'(?:class|className) ?= ?"([^"]+)"', script))
    for path in site.rglob("*.html"):
        worn |= set(re.findall(r'class="([^"]+)"', path.read_text(encoding="utf-8")))
    worn = {name for names in worn for name in names.split()}
    in_templates = "\n".join(path.read_text(encoding="utf-8") for path in TEMPLATES)
    unworn = {name for name in styled - worn if name not in in_templates and name not in script}
    assert len(styled) > 50
    assert unworn == set()


def test_no_page_gives_a_name_of_the_frame_another_meaning() -> None:
    """A macro, a macro's import or a variable at the top of a page would stand there for what the frame around it shows."""
    frame = meta.find_undeclared_variables(template(next(path for path in TEMPLATES if path.name == "base.html")))
    assert "picture" in frame
    assert [(path.name, name) for path in TEMPLATES for name in _top_names(path) if name in frame] == []


def _top_names(path: Path) -> Iterator[str]:
    for node in template(path).body:
        if isinstance(node, nodes.Macro):
            yield node.name
        elif isinstance(node, nodes.FromImport):
            yield from (name if isinstance(name, str) else name[1] for name in node.names)
        elif isinstance(node, nodes.Assign):
            yield from (each.name for each in node.target.find_all(nodes.Name))
            if isinstance(node.target, nodes.Name):
                yield node.target.name
