"""The numbers of a statement's first screen: those that the site asks for, or what stands in for them, under its own name."""

from __future__ import annotations

from dataclasses import replace

import pytest
from project import CheckedContent

from budgetbook.arithmetic.run_rules import run_rules
from budgetbook.content.content import Content
from budgetbook.pages.language import language_sites
from budgetbook.pages.statement_card import key_numbers


def first_screen(checked: CheckedContent, *left_out: str, also: str = "") -> list[tuple[str, str]]:
    """The terms and digits of the first screen where the document lacks some figures, and gives another."""
    name, statement = next(iter(checked.content.statements.items()))
    figures = {concept: figure for concept, figure in statement.figures.items() if concept not in left_out}
    if also:
        figures[also] = statement.figures["revenue"]
    no_prose = {lang: replace(prose, sections={}) for lang, prose in statement.prose.items()}  # it names the figures
    bare = statement.model_copy(update={"figures": figures, "prose": no_prose})
    content: Content = replace(checked.content.restricted_to([statement.entity]), statements={name: bare})
    site = next(each for each in language_sites(content, run_rules(content)) if each.lang == "en")
    return [(key.term or key.label, key.short) for key in key_numbers(site.presenter(name, f"en/{name}/"))]


def test_what_the_site_asks_for_stands_there(checked: CheckedContent) -> None:
    shown = dict(first_screen(checked))
    assert list(shown) == ["Revenue", "Basic expenditure", "Project expenditure", "“Three public” expenses"]


@pytest.mark.parametrize(
    ("left_out", "also", "terms"),
    [
        (("revenue", "other-funds"), "",
         ["Fiscal appropriation", "Basic expenditure", "Project expenditure", "“Three public” expenses"]),
        (("basic-expenditure", "project-expenditure", "personnel-expenses", "operating-expenses"), "expenditure",
         ["Revenue", "Expenditure", "“Three public” expenses"]),
        (("basic-expenditure", "project-expenditure", "personnel-expenses", "operating-expenses"),
         "general-public-expenditure", ["Revenue", "General public expenditure", "“Three public” expenses"]),
    ],
)  # fmt: skip
def test_what_the_document_lacks_is_stood_in_for_once(
    checked: CheckedContent, left_out: tuple[str, ...], also: str, terms: list[str]
) -> None:
    assert [term for term, _ in first_screen(checked, *left_out, also=also)] == terms


def test_without_any_of_them_the_page_has_no_such_part(checked: CheckedContent) -> None:
    every_figure = [*next(iter(checked.content.statements.values())).figures]
    assert first_screen(checked, *every_figure) == []
