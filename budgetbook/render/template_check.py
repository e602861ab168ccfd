"""Looks at a site's own before any page is made: what they extend is there, and every block has a place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from jinja2 import Environment, TemplateError, nodes

from budgetbook.diagnostics.problem import did_you_mean, message
from budgetbook.render.jinja_env import create_environment
from budgetbook.render.templates import SiteTemplateError, Templates

_REFERENCES = (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)


def check_templates(templates: Templates, own_names: Iterable[str]) -> None:
    """Look at a site's own templates. Raises SiteTemplateError."""
    jinja = create_environment(templates)
    for name in own_names:
        _check_template(name, templates, jinja)


def _check_template(name: str, templates: Templates, jinja: Environment) -> None:
    try:
        tree = _parse(name, templates, jinja)
        for node in tree.find_all(_REFERENCES):
            _check_reference(node, name, templates)
        _check_blocks(tree, name, templates, jinja)
        jinja.get_template(name)  # finds what only compiling does: filters that there are not
    except TemplateError as error:
        line = getattr(error, "lineno", None) or 0
        raise SiteTemplateError(str(error.message), getattr(error, "name", None) or name, line) from error


def _parse(name: str, templates: Templates, jinja: Environment) -> nodes.Template:
    return jinja.parse((templates.find_source(name) or b"").decode(), name)


def _check_reference(node: nodes.Node, name: str, templates: Templates) -> None:
    other = _name_template(node)
    if other is None or (isinstance(node, nodes.Include) and node.ignore_missing):
        return  # several of which one may be there, or a name that is only known when a page is made
    if templates.find_source(other) is None:
        raise SiteTemplateError(message("template-not-there", name=other), name, node.lineno)


def _check_blocks(tree: nodes.Template, name: str, templates: Templates, jinja: Environment) -> None:
    """Every block that stands in no other replaces one: what is in another would be shown nowhere."""
    known_names: set[str] = set()
    parent, seen_names = _find_parent(tree), {name}
    if parent == "":
        return
    while parent:
        if parent in seen_names:
            raise SiteTemplateError(message("template-of-itself", name=parent), name, 0)
        seen_names.add(parent)
        parent_tree = _parse(parent, templates, jinja)
        known_names.update(block.name for block in parent_tree.find_all(nodes.Block))
        parent = _find_parent(parent_tree)
    if parent is None:
        return
    for block in _list_outermost(tree):
        if block.name not in known_names:
            hint = did_you_mean(block.name, sorted(known_names))
            raise SiteTemplateError(message("template-block-lost", name=block.name), name, block.lineno, hint)


def _find_parent(tree: nodes.Template) -> str | None:
    """The template that this one extends; empty if it extends none, None if that is only known when a page is made."""
    extends = tree.find(nodes.Extends)
    return "" if extends is None else _name_template(extends)


def _name_template(node: nodes.Node) -> str | None:
    """The other template that a tag names, if it is one and known."""
    template = getattr(node, "template", None)
    return template.value if isinstance(template, nodes.Const) and isinstance(template.value, str) else None


def _list_outermost(node: nodes.Node) -> Iterator[nodes.Block]:
    for child in node.iter_child_nodes():
        if isinstance(child, nodes.Block):
            yield child
        else:
            yield from _list_outermost(child)
