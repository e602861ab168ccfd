"""Rules on the words of the passages that a statement quotes: each passage is judged by itself and by the document's own names.

A passage is a slip only where nothing innocent explains it. What a person has to decide is a remark of the importer instead.
"""

from __future__ import annotations

from collections.abc import Iterator

from budgetbook.arithmetic.finding import Finding, Kind, Verdict
from budgetbook.arithmetic.passages import (
    body_names,
    contradictions,
    missing_units,
    punctuation,
    residue,
    stated_years,
    wrong_bases,
)
from budgetbook.arithmetic.passages.slip import PassageSlip, hide_quoted
from budgetbook.arithmetic.rules.quoted_items import compare_listed_items, read_item_names
from budgetbook.arithmetic.rules.quoted_statement import QuotedStatement, QuoteRule


def written_out(source: QuotedStatement) -> Iterator[Finding]:
    """A passage is written out: no words of a form, no blank, no number without its unit, marks that pair and end it.

    Nor does it take back what it says.
    """
    for name, quote in source.quotes.items():
        slips: list[tuple[Kind, PassageSlip]] = [("", slip) for slip in residue.find_residue(quote.text, source.words)]
        slips += [("no-unit", slip) for slip in missing_units.find_missing_units(quote.text)]
        slips += [("doubled", slip) for slip in punctuation.find_doubled_marks(quote.text)]
        slips += [("unpaired", slip) for slip in punctuation.find_unpaired_marks(quote.text)]
        slips += [("contradiction", slip) for slip in contradictions.find_contradictions(quote.text)]
        slips += [("wrong-base", slip) for slip in wrong_bases.find_wrong_bases(quote.text)]
        slips += [("no-stop", slip) for slip in punctuation.find_missing_stop(quote.text)]
        statement = source.tables.statement
        for number, (kind, slip) in enumerate(slips, 1):
            yield Finding(
                statement, name, "wording", "amount", "fails", slip.words, slip.right_words or None, kind=kind, number=number
            )
        if not slips:
            yield Finding(statement, name, "wording", "amount", "holds", quote.text)


def stated_years_fit(source: QuotedStatement) -> Iterator[Finding]:
    """A year that the document states beside its figures is its own; of a comparison, the year before."""
    for name, quote in source.quotes.items():
        for number, slip in enumerate(_year_slips(source, quote.text), 1):
            verdict: Verdict = "holds" if slip.is_right else "fails"
            yield Finding(
                source.tables.statement, name, "stated-year", "amount", verdict, slip.words, slip.right_words, number=number
            )


def _year_slips(source: QuotedStatement, text: str) -> Iterator[PassageSlip]:
    yield from stated_years.read_headings(text, source.year, source.phase)
    yield from stated_years.read_days(text, source.year, source.phase, source.words.dated_stocks)
    yield from stated_years.read_periods(text, source.year, source.phase)
    yield from stated_years.read_comparisons(text, source.year, source.phase)


def kind_of_document(source: QuotedStatement) -> Iterator[Finding]:
    """A document of a unit does not call itself that of a department, nor the other way round; its title says which it is."""
    title = source.tables.ledger.statement.source.title.as_printed
    kinds = [kind for kind in source.words.own_wordings if f"{kind}预算" in title or f"{kind}决算" in title]
    if len(kinds) != 1:
        return
    for name, quote in source.quotes.items():
        text = hide_quoted(quote.text)
        for kind, wordings in source.words.own_wordings.items():
            wording = max((wording for wording in wordings if wording in text), key=len, default="")
            if wording:
                verdict: Verdict = "holds" if kind == kinds[0] else "fails"
                own_words = _with_its_year(text, wording)
                yield Finding(source.tables.statement, name, "document-kind", "amount", verdict, own_words, kinds[0], other=kind)


def _with_its_year(text: str, wording: str) -> str:
    """A wording that begins with 年, with the digits before it: 2025年部门预算安排."""
    head, _, _ = text.partition(wording)
    return head[len(head.rstrip("0123456789０１２３４５６７８９ ")) :].strip() + wording


def name_of_the_body(source: QuotedStatement) -> Iterator[Finding]:
    """The body has one name on the cover, over every table and in the text."""
    for name, quote in source.quotes.items():
        for slip in body_names.read_body_name(quote.text, source.body_names, source.words.alike):
            verdict: Verdict = "holds" if slip.is_right else "fails"
            yield Finding(source.tables.statement, name, "body-name", "amount", verdict, slip.words, slip.right_words)


def items_by_name(source: QuotedStatement) -> Iterator[Finding]:
    """An item of the classification has the name in the text that it has in the document's own table."""
    for name, quote in source.quotes.items():
        for number, slip in enumerate(read_item_names(source.tables, quote.text), 1):
            verdict: Verdict = "holds" if slip.is_right else "fails"
            yield Finding(
                source.tables.statement, name, "item-name", "amount", verdict, slip.words, slip.right_words, number=number
            )


def lists_of_items(source: QuotedStatement) -> Iterator[Finding]:
    """What the text says an amount mainly holds are the rows of the table that are not 0, and all of them."""
    for name, quote in source.quotes.items():
        for number, (kind, slip) in enumerate(compare_listed_items(source.tables, source.words, quote.text), 1):
            verdict: Verdict = "holds" if slip.is_right else "fails"
            yield Finding(source.tables.statement, name, "listed", "amount", verdict, slip.words, kind=kind, number=number)


RULES: tuple[QuoteRule, ...] = (written_out, stated_years_fit, kind_of_document, name_of_the_body, items_by_name, lists_of_items)
