"""Names: a module is a noun, a function a verb phrase, a class a noun; no bare participle or preposition names anything.

A compound may hold one (`printed_amount`, `lines_between`): it is a lone `printed` or `between` that says nothing. Fields of the
records of content are the keys of its YAML files, which editors read and write, and follow a rule of their own.
"""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from source_tree import FILES, module_name, syntax_nodes, tree

PREPOSITIONS = """
about above across after against along among apart around aside at before behind below beneath beside besides between beyond by
down during except for from in inside into near of off on onto out outside over per since through till to together toward under
until up upon via with within without
"""
IRREGULAR = """
beaten begun bent bitten blown broken brought built caught chosen dealt done drawn driven drunk dug eaten fallen fed felt fled
forbidden forgotten fought found frozen given gone grown heard held hidden hung kept known laid lent lost made meant met misread
overdrawn paid proven rebuilt redone resent ridden risen rung said seen sent shaken shown slept slid sold sought spelt spent
spoken sprung stolen stood struck stuck sung sunk swept sworn swum taken taught thought thrown told torn understood undone unknown
unread unsaid unseen untold withdrawn won worn woven written
"""
"""Participles without -ed. Not `read`, `set`, `put`, `cut`, `run`, `split`: these are verbs in their first form, too."""
NOUNS = """
bed breed creed deed exceed feed greed heed hundred id need proceed red seed shed sled speed succeed weed
anything beginning bring ceiling drawing encoding ending everything finding heading hosting kerning king lettering listing logging
mapping meaning nesting nothing opening ordering padding paging reading rendering ring rounding setting sibling sing something
spacing spelling spring string styling thing timing warning wing wording
"""
"""Nouns and verbs that end in -ed or -ing without being participles, or that are nouns of the field all the same."""
BARE, NOT_BARE = {*PREPOSITIONS.split(), *IRREGULAR.split()}, set(NOUNS.split())
IGNORED = {"__missing__", "__exit__", "__enter__"}


def is_bare(name: str) -> bool:
    """True for a lone participle or preposition, in whatever case: `found`, `_Given`, `OF`."""
    word = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name.strip("_")).rstrip("0123456789").lower()
    if not word or "_" in word:
        return False
    participle = (word.endswith("ed") and len(word) > 3) or (word.endswith("ing") and len(word) > 4)
    return word in BARE or (participle and word not in NOT_BARE)


def base_names(node: ast.ClassDef) -> list[str]:
    """The names of the classes that a class is made from, without their modules."""
    return [ast.unparse(base).split(".")[-1] for base in node.bases]


def is_content_record(node: ast.ClassDef) -> bool:
    """True for a record that is read from YAML: its fields are the keys that editors write."""
    return not {"Record", "PlacedItem", "File", "BaseModel"}.isdisjoint(base_names(node))


def names(node: ast.AST, *, in_record: bool = False) -> Iterator[tuple[str, int]]:
    """Every name that a file binds: classes, functions, parameters, variables, attributes of `self`."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)):
            yield child.name, child.lineno
        elif isinstance(child, ast.arg):
            yield child.arg, child.lineno
        elif isinstance(child, ast.Name) and isinstance(child.ctx, ast.Store) and not in_record:
            yield child.id, child.lineno
        elif isinstance(child, ast.Attribute) and isinstance(child.ctx, ast.Store) and getattr(child.value, "id", "") == "self":
            yield child.attr, child.lineno
        elif isinstance(child, ast.alias) and child.asname:
            yield child.asname, child.lineno
        elif isinstance(child, (ast.ExceptHandler, ast.MatchAs, ast.MatchStar)) and child.name:
            yield child.name, child.lineno
        fields_of_record = isinstance(child, ast.ClassDef) and is_content_record(child)
        fields_of_record |= in_record and isinstance(child, (ast.AnnAssign, ast.Assign))
        yield from names(child, in_record=fields_of_record)


def bare_names(path: Path) -> Iterator[str]:
    """The names of a module that are bare, its own among them, each with its place."""
    own = path.parent.name if path.name == "__init__.py" else path.stem
    if is_bare(own):
        yield f"the module {module_name(path)}"
    for name, line in names(tree(path)):
        if name not in IGNORED and is_bare(name):
            yield f"{module_name(path)}:{line}: {name}"


@pytest.mark.slow
def test_no_bare_participle_or_preposition_is_a_name() -> None:
    assert [found for path in FILES for found in bare_names(path)] == []


def test_no_class_name_stands_twice() -> None:
    places = defaultdict(list)
    for path in FILES:
        for node in syntax_nodes(path):
            if isinstance(node, ast.ClassDef):
                places[node.name.strip("_")].append(f"{module_name(path)}:{node.lineno}")
    assert len(places) > 100
    assert {name: where for name, where in places.items() if len(where) > 1} == {}


def test_an_exception_ends_in_error() -> None:
    classes = {node.name: node for path in FILES for node in syntax_nodes(path) if isinstance(node, ast.ClassDef)}
    errors = {"Exception", "BaseException"}
    bases = {name: base_names(node) for name, node in classes.items()}
    for _ in classes:  # as deep as a line of ancestors can be
        errors |= {name for name, above in bases.items() if any(base in errors or base.endswith("Error") for base in above)}
    assert len(errors) > 10
    assert [name for name in errors if name in classes and not name.endswith("Error")] == []


@pytest.mark.parametrize("name", ["found", "_given", "OF", "Made", "within", "reading2", "x_of"])
def test_what_is_bare(name: str) -> None:
    assert is_bare(name) == (name not in ("reading2", "x_of"))
