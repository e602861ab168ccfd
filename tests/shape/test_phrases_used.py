"""Every word and sentence is one that the program asks for: a key that it puts together counts only for what can be put in.

A pattern that takes anything for its hole proves nothing: `data-…` and `chart-…` would use half of the words.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import get_args

import project
import pytest
from data_readers import TABLES
from jinja2 import nodes
from source_tree import ENDS, PACKAGE, RULES, TEMPLATES, calls, syntax_nodes, template, tree, wording

from budgetbook.arithmetic.finding import Why
from budgetbook.arithmetic.severity import OUTCOMES, SEVERITIES
from budgetbook.arithmetic.table_state import TableState
from budgetbook.audit import reading_items
from budgetbook.content import figure, importer_config, model, performance, site_files, statement
from budgetbook.content.code_level import USUAL_NAMES
from budgetbook.content.loader import load_content
from budgetbook.content.stages import USUAL_STAGES
from budgetbook.diagnostics.messages import MESSAGES
from budgetbook.importer.data_tables import table_checks
from budgetbook.opendata.api import documents
from budgetbook.opendata.tables.statement_rows import API_COLUMNS
from budgetbook.pages import data, home, updates
from budgetbook.pages.views import findings
from budgetbook.pages.views import statement as statement_views
from budgetbook.search import entries
from budgetbook.search.asked_words import asked_names
from budgetbook.text import statement_namer


def _choices(record: type, field: str) -> tuple[str, ...]:
    """What a field may be."""
    return get_args(record.model_fields[field].annotation)  # type: ignore[attr-defined]


@dataclass(frozen=True)
class CallArguments:
    """The texts that calls of a function give in one place; they are looked for when they are asked for, not at collection."""

    function: str
    place: int

    def __iter__(self) -> Iterator[str]:
        """Each of them."""
        asked = (node.args[self.place] for _, node in calls(self.function) if len(node.args) > self.place)
        yield from {str(each.value) for each in asked if isinstance(each, ast.Constant)}


def _refusals() -> Iterator[tuple[str, int, str]]:
    """What is refused in prose: where the module yields it, and by which name."""
    path = PACKAGE / "text" / "markdown.py"
    for node in syntax_nodes(path):
        if isinstance(node, ast.Yield) and isinstance(node.value, ast.Tuple):
            yield from (
                (path.name, node.lineno, each.value)
                for each in node.value.elts
                if isinstance(each, ast.Constant) and isinstance(each.value, str)
            )


COLUMNS = [column for table in TABLES.values() for column in table.columns]
PHASES = {*USUAL_STAGES, "of-stage"}


class AskedNames:
    """What words of a question can stand for; read from the tests' content when they are asked for."""

    def __iter__(self) -> Iterator[str]:
        """Each of them."""
        content, _ = load_content(project.CONTENT)
        assert content is not None
        yield from asked_names(content)


BUILT: dict[str, tuple[Iterable[str], ...]] = {
    "api-{}": (set(data._ENDPOINTS.values()),),
    "asked-{}": (AskedNames(),),
    "audit-severity-{}": (SEVERITIES,),
    "audit-tables-{}": ((*reading_items._FLAWS, "missing", "read", "there"),),
    "audit-why-{}": (get_args(Why),),
    "basis-{}": (get_args(figure.Basis),),
    "chart-against-{}": (("over", "under", "full"),),
    "chart-annotation-{}": (get_args(figure.Direction),),
    "chart-years-{}": (("budget", "execution"),),
    "checks-{}": (OUTCOMES,),
    "cite-{}": (statement_views.CITED_FIELDS,),
    "data-{}": (TABLES,),
    "document-{}": (PHASES,),
    "explained-{}": (OUTCOMES,),
    "field-{}": ({each.name.replace("_", "-") for each in COLUMNS if not each.lang} | API_COLUMNS.keys(),),
    "field-level-{}": (USUAL_NAMES,),
    "field-translated-{}": ({each.name.removesuffix(f"_{each.lang}").replace("_", "-") for each in COLUMNS if each.lang},),
    "found-{}": (entries.KINDS,),
    "headline-doubled-{}": (("nearly", "exactly", "more"),),
    "headline-halved-{}": (("nearly", "exactly", "more"),),
    "judged-by-{}": (_choices(performance.Evaluation, "by"),),
    "kind-{}": (_choices(statement.Remark, "kind"),),
    "month-{}": (updates._MONTHS,),
    "nav-{}": (re.findall(r'\("([a-z-]+)", "', (project.TEMPLATES / "base.html").read_text("utf-8")),),
    "legend-{}": (findings._LEGEND,),
    "principle-{}": (home.PRINCIPLES,),
    "printed-completion-{}": (("budget", "adjusted", "of-some-budget"),),
    "question-{}": (RULES,),
    "reading-{}-{}": (("sum", "change", "equal", "percent"), ("one", "two")),
    "role-{}": ({*get_args(importer_config.MentionRole), "completion"},),
    "rule-{}": (RULES,),
    "stage-{}": ({*{"budget", "adjusted", "execution"}, *get_args(model.Role)},),
    "state-{}": (get_args(figure.State),),
    "statement-title-{}": (PHASES,),
    "table-{}": ({*TABLES, *get_args(TableState)},),
    "tally-{}": (OUTCOMES,),
    "tally-{}-one": (OUTCOMES,),
    "untestable-{}{}": (get_args(Why), ("", "-without-a-year")),
    "update-{}": (_choices(site_files.Update, "kind"),),
    "verdict-{}": (OUTCOMES,),
    "whole-{}": (set(data._COMPLETE_FILES),),
    "word-{}": (statement_namer.PRINTED_WORDS,),
    "{}-by-purpose": (("chart-classes-revenue",),),
    "{}-lead": (("checks", "tables", "remarks", "source"),),
    "{}-revenue": (CallArguments("side_phrase_id", 1),),
}
"""Each key that is put together, with what its holes can be: from the types and lists that the program takes it from."""


MESSAGES_BUILT: dict[str, tuple[Iterable[str], ...]] = {
    "audit-data-{}": (
        {*get_args(table_checks.CheckKind), "check", "line", "amount", "place", "table", "file", "column", "lines"},
    ),
    "audit-data-{}-fails": (get_args(table_checks.CheckKind),),
    "audit-data-no-{}": (("year", "stage"),),
    "expected-{}": (("model", "dict", "tuple", "string"),),
    "markdown-{}": ({kind for _, _, kind in _refusals()},),
    "unconfirmed-{}": (("fails", "rounding"),),
    "unknown-{}": (("role", "name"),),
}
"""The same for what the program says to who edits."""


def _pattern(node: ast.JoinedStr) -> str:
    return "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)


@cache
def _in_code() -> frozenset[tuple[str, bool]]:
    """Every text of the program, and whether it has holes."""
    return frozenset(_texts())


def _texts() -> Iterator[tuple[str, bool]]:
    for path in (path for path in PACKAGE.rglob("*.py") if not path.stem.endswith("messages")):
        inside = {id(part) for node in syntax_nodes(path) if isinstance(node, ast.JoinedStr) for part in node.values}
        for node in syntax_nodes(path):
            if isinstance(node, ast.JoinedStr):
                yield _pattern(node), True
            elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in inside:
                yield node.value, False


def _of_template(node: nodes.Node) -> Iterator[str]:
    """What one thing that a template asks for may be, holes as `{}`."""
    if isinstance(node, nodes.Const):
        yield str(node.value)
    elif isinstance(node, nodes.Concat):
        yield from map("".join, product(*map(tuple, map(_of_template, node.nodes))))
    elif isinstance(node, nodes.CondExpr):
        yield from (*_of_template(node.expr1), *(_of_template(node.expr2) if node.expr2 else ()))
    else:
        yield "{}"


def _in_templates() -> Iterator[str]:
    for path in TEMPLATES:
        for item in template(path).find_all(nodes.Getitem):
            if isinstance(item.node, nodes.Name) and item.node.name == "words":
                yield from _of_template(item.arg)


def _filled(pattern: str) -> set[str]:
    return {pattern.format(*values) for values in product(*BUILT[pattern])}


@pytest.mark.slow
def test_every_word_and_sentence_is_used() -> None:
    of_rules = {f"{rule}-{verdict}" for rule, verdicts in ENDS.items() for verdict in verdicts}
    whole = {text for text, holes in _in_code() if not holes} | {text for text in _in_templates() if "{}" not in text}
    built = {key for pattern in BUILT for key in _filled(pattern)}
    words, sentences = wording().words.keys(), wording().sentences.keys()
    assert (sorted(words - whole - built), sorted(sentences - whole - built - of_rules)) == ([], [])


@pytest.mark.slow
def test_every_message_is_used() -> None:
    built = {pattern.format(*values) for pattern, holes in MESSAGES_BUILT.items() for values in product(*holes)}
    program = [tree(project.ROOT / "build.py")]
    front = {node.value for each in program for node in ast.walk(each) if isinstance(node, ast.Constant)}
    assert sorted(MESSAGES.keys() - {text for text, holes in _in_code() if not holes} - built - front) == []
    assert MESSAGES_BUILT.keys() <= {text for text, holes in _in_code() if holes}


@pytest.mark.slow
def test_every_key_that_is_put_together_is_one_that_the_program_has() -> None:
    """So that none stays here when the program asks no more for it; and each is of some use."""
    there = {text for text, holes in _in_code() if holes} | {text for text in _in_templates() if "{}" in text}
    assert BUILT.keys() - there == set()
    keys = wording().words.keys() | wording().sentences.keys()
    assert [pattern for pattern in BUILT if not _filled(pattern) & keys] == []


def test_a_word_that_only_a_wildcard_would_use_is_found() -> None:
    built = {key for pattern in BUILT for key in _filled(pattern)}
    for nearly in ("data-everything", "chart-against-nothing", "field-of-no-table", "verdict-none", "month-sunday"):
        assert nearly not in built
    assert documents.FOLDER not in built
