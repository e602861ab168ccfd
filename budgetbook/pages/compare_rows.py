"""One body's content and findings in; the rows out that it gives to the tables in which bodies and years stand side by side.

A row holds all that is shown of it, so that a table needs nothing else of the body.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from budgetbook.aggregate.contributions import Findings, StatementEntry
from budgetbook.arithmetic import money
from budgetbook.arithmetic.ledger import Ledger
from budgetbook.arithmetic.money import Amount
from budgetbook.arithmetic.prior_year import change_since, year_before
from budgetbook.content.loader import Content, Statement
from budgetbook.content.model import Language
from budgetbook.opendata.tables.concept_tree import Structure
from budgetbook.pages.language import Edition, editions
from budgetbook.pages.models.lists import CompareCell
from budgetbook.text.phrases import Words

KIND = "compare"
RANGES = "ranges"
"""The part that says between which amounts a body's figures lie."""

Row = tuple[CompareCell, ...]
Rows = tuple[Row, ...]
"""Of one body, the newest document first."""
Ranges = dict[str, tuple[Amount, Amount]]
"""By concept: the smallest and the largest amount that a document gives or lets compute."""


def give(content: Content, findings: Findings) -> dict[str, Any]:
    """What one body gives.

    - `<lang>`: Rows of the main figures, a cell each of them, given or not
    - `<lang>/<concept>`: Rows of a concept, a document each that gives a figure of it
    - `ranges`: Ranges
    """
    structure, given = Structure(content), dict[str, Any]()
    for edition in editions(content, findings):
        given |= _Body(edition, structure).given()
    return given


def whole(structure: Structure, concept: str) -> str | None:
    """What a figure can honestly be given as a share of: all revenue, or all expenditure."""
    side = structure.side(concept)
    return side if side != concept else None


def document_cell(statement: Statement | StatementEntry, words: Words) -> CompareCell:
    """Its year and kind, the later kind of a year after the earlier."""
    value = f"{statement.fiscal_year}.{int(statement.phase == 'final-accounts')}"
    return CompareCell(words.document(statement.phase, statement.fiscal_year), value)


@dataclass(frozen=True)
class _Body:
    """The rows of one body in one language."""

    edition: Edition
    structure: Structure

    @property
    def lang(self) -> Language:
        return self.edition.lang

    @property
    def words(self) -> Words:
        return self.edition.words

    @cached_property
    def _failing(self) -> set[tuple[str, str]]:
        """(statement, concept) of every figure that does not add up."""
        every = (finding for findings in self.edition.findings.values() for finding in findings)
        return {(finding.statement, finding.concept) for finding in every if finding.verdict == "fails"}

    def given(self) -> dict[str, Any]:
        ledgers = [self.edition.ledgers[statement.id] for statement in self.edition.newest]
        given: dict[str, Any] = {self.lang: tuple(self._main(ledger) for ledger in ledgers)}
        ranges: Ranges = {}
        for concept, about in self.edition.content.concepts.items():
            if about.measure and (reporting := [ledger for ledger in ledgers if ledger.reported(concept)]):
                of = whole(self.structure, concept)
                given[f"{self.lang}/{concept}"] = tuple((*self._row(ledger, concept, of),) for ledger in reporting)
                if known := [k.amount for ledger in reporting if (k := ledger.known(concept, "amount"))]:
                    ranges[concept] = min(known, key=Amount.base), max(known, key=Amount.base)
        return given | {RANGES: ranges}

    def _main(self, ledger: Ledger) -> Row:
        key = self.edition.content.site.key_figures
        return (*self._start(ledger, ""), *(self._amount(ledger, concept) for concept in key), self._fails(ledger))

    def _row(self, ledger: Ledger, concept: str, of: str | None) -> Iterator[CompareCell]:
        yield from self._start(ledger, concept)
        yield self._amount(ledger, concept)
        yield self._prior(ledger, concept)
        yield self._change(ledger, concept)
        if of:
            yield self._share(ledger, concept, of)

    def _address(self, ledger: Ledger, concept: str) -> str:
        return f"{self.lang}/{ledger.statement.id}/{f'#{concept}' if concept else ''}"

    def _start(self, ledger: Ledger, concept: str) -> Row:
        """The body, linked to its figure; the year, with the kind of document."""
        body, document = self._names[ledger.statement.id]
        return CompareCell(body, address=self._address(ledger, concept)), document

    @cached_property
    def _names(self) -> dict[str, tuple[str, CompareCell]]:
        """By statement."""
        shorts = {name: entity.short[self.lang] for name, entity in self.edition.content.entities.items()}
        return {each.id: (shorts[each.entity], document_cell(each, self.words)) for each in self.edition.newest}

    def _fails(self, ledger: Ledger) -> CompareCell:
        """How many checks of a document do not come out."""
        count = str(sum(finding.verdict == "fails" for finding in self.edition.findings[ledger.statement.id]))
        return CompareCell(count, value=count, address=self._address(ledger, "checks"))

    def _amount(self, ledger: Ledger, concept: str) -> CompareCell:
        """As the document has it: a number, nil, kept by somebody else, computed, or not there at all."""
        words, figure, known = self.words, ledger.figure(concept), ledger.known(concept, "amount")
        statement = ledger.statement
        if known is None:
            state = words[f"state-{figure.state}"] if figure and figure.state != "printed" else words["not-in-this-document"]
            return CompareCell(state)
        tag = "computed" if known.computed else figure.state if figure and figure.state == "held-centrally" else ""
        return CompareCell(
            money.readable(known.amount, self.lang),
            value=f"{known.amount.base():f}",
            address=self._address(ledger, concept),
            tag=words["computed"] if tag == "computed" else words[f"state-{tag}"] if tag else "",
            fails=(statement.id, concept) in self._failing,
        )

    def _prior(self, ledger: Ledger, concept: str) -> CompareCell:
        """The year before, with where it is from where the document does not print it."""
        before, words = year_before(ledger, concept), self.words
        if before is None:
            return CompareCell(words["not-given"])
        text, tag = money.readable(before.amount, self.lang), words["computed"] if before.computed else ""
        if before.how == "earlier":
            then = before.source.statement
            tag = words.say("from-document", document=words.document(then.phase, then.fiscal_year))
            address = f"{self.lang}/{then.id}/#{concept}"
            return CompareCell(text, value=f"{before.amount.base():f}", address=address, tag=tag)
        return CompareCell(text, value=f"{before.amount.base():f}", tag=tag)

    def _change(self, ledger: Ledger, concept: str) -> CompareCell:
        """In per cent, computed from the two figures; an amount where the year before was 0, or below it."""
        change = change_since(ledger, concept)
        if change is None:
            return CompareCell("–")
        amount, before = change.amount, change.before.amount
        if before.value <= 0:
            return CompareCell(self.words.change(amount), value="0" if not amount.value else "")
        percent = money.percent_of(amount.base(), before.base())
        return CompareCell(_signed(percent), value=f"{percent:f}")

    def _share(self, ledger: Ledger, concept: str, whole: str) -> CompareCell:
        part, all_of_it = ledger.known(concept, "amount"), ledger.known(whole, "amount")
        if part is None or all_of_it is None or not all_of_it.amount.value:
            return CompareCell("–")
        share = money.percent_of(part.amount.base(), all_of_it.amount.base(), 2)
        return CompareCell(money.share(part.amount.base(), all_of_it.amount.base()), value=f"{share:f}")


def _signed(percent: Decimal) -> str:
    """`+6.6%`, `−48.2%`, `0.0%`."""
    return f"{'+' if percent > 0 else ''}{money.grouped(percent)}%"
