"""One language's edition in; tables in which bodies and years stand side by side out: the main figures, and each figure.

Only what is like is set against like: each row says which document it is from, a budget or final accounts; a figure that a
document does not give is said to be missing, and what is computed is marked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from budgetbook.arithmetic import money
from budgetbook.arithmetic.ledger import Ledger
from budgetbook.arithmetic.money import Amount
from budgetbook.content.load import Statement
from budgetbook.data.structure import Structure
from budgetbook.pages.edition import Edition
from budgetbook.pages.elements import Link
from budgetbook.pages.listelements import CompareCell, CompareColumn, Comparison

Row = tuple[CompareCell, ...]

ENOUGH = 2
"""A figure has a page of its own from so many documents on; until then its glossary page shows all that there is."""


@dataclass(frozen=True)
class Comparisons:
    """The tables of one language."""

    edition: Edition

    @cached_property
    def _failing(self) -> set[tuple[str, str]]:
        """(statement, concept) of every figure that does not add up."""
        every = (finding for findings in self.edition.findings.values() for finding in findings)
        return {(finding.statement, finding.concept) for finding in every if finding.verdict == "fails"}

    @cached_property
    def _structure(self) -> Structure:
        return Structure(self.edition.content)

    @cached_property
    def compared(self) -> tuple[str, ...]:
        """The concepts that enough documents report to have a page of their own."""
        return tuple(concept for concept, some in self.reported.items() if len(some) >= ENOUGH)

    @cached_property
    def reported(self) -> dict[str, list[Ledger]]:
        """Each concept that some document gives a figure of, with those documents, the newest first."""
        ledgers = [self.edition.ledgers[statement.id] for statement in self.edition.newest]
        concepts = (name for name, about in self.edition.content.concepts.items() if about.measure)
        found = {name: [ledger for ledger in ledgers if ledger.reported(name)] for name in concepts}
        return {name: some for name, some in found.items() if some}

    def address(self, concept: str) -> str:
        """Where all figures of a concept stand side by side."""
        return f"{self.edition.lang}/{'compare' if concept in self.compared else 'glossary'}/{concept}/"

    def main(self) -> Comparison:
        """A row a document, a column a main figure."""
        words, ledgers = self.edition.words, self.edition.ledgers
        key = [c for c in self.edition.content.site.key_figures if c in self.reported]
        heads = (
            *self._heads(),
            *(CompareColumn(self._name(c), Link(self._name(c), self.address(c)), numeric=True) for c in key),
            CompareColumn(words["checks-fails"], None, numeric=True),
        )
        rows = tuple(
            (*self._start(statement, ""), *(self._amount(ledgers[statement.id], c) for c in key), self._fails(statement))
            for statement in self.edition.newest
        )
        return Comparison(words["compare"], f"{self.edition.lang}/compare/", heads, rows)

    def each(self) -> Iterator[tuple[str, Comparison]]:
        """Every concept that has enough figures to compare, with its table."""
        yield from ((concept, self.of(concept)) for concept in self.compared)

    def of(self, concept: str) -> Comparison:
        """A row a document, the newest year first and in it the largest figure."""
        words, ledgers = self.edition.words, self.reported[concept]
        whole = self._whole(concept)
        heads = [*self._heads(), *(CompareColumn(words[w], None, numeric=True) for w in ("amount", "year-before", "change"))]
        if whole:
            heads.append(CompareColumn(words.say("share-computed", whole=words.within(self._name(whole))), None, numeric=True))
        rows = [self._row(ledger, concept, whole) for ledger in ledgers]
        rows.sort(key=lambda row: (-Decimal(row[1].value), -Decimal(row[2].value or "-1")))
        return Comparison(self._name(concept), f"{self.edition.lang}/compare/{concept}/", tuple(heads), tuple(rows))

    def _heads(self) -> tuple[CompareColumn, ...]:
        words = self.edition.words
        return CompareColumn(words["body"], None, numeric=False), CompareColumn(words["document"], None, numeric=True)

    def _whole(self, concept: str) -> str | None:
        """What a figure can honestly be given as a share of: all revenue, or all expenditure."""
        side = self._structure.side(concept)
        return side if side != concept else None

    def _row(self, ledger: Ledger, concept: str, whole: str | None) -> Row:
        start = self._start(ledger.statement, concept)
        cells = (self._amount(ledger, concept), self._prior(ledger, concept), self._change(ledger, concept))
        return (*start, *cells, *((self._share(ledger, concept, whole),) if whole else ()))

    def _start(self, statement: Statement, concept: str) -> Row:
        """The body, linked to its figure; the year, with the kind of document."""
        lang, year = self.edition.lang, statement.fiscal_year
        address = f"{lang}/{statement.id}/{f'#{concept}' if concept else ''}"
        body = CompareCell(self.edition.content.entities[statement.entity].short[lang], address=address)
        kind = self.edition.words.document(statement.phase, year)
        return body, CompareCell(kind, value=f"{year}.{int(statement.phase == 'final-accounts')}")

    def _fails(self, statement: Statement) -> CompareCell:
        """How many checks of a document do not come out."""
        count = str(sum(finding.verdict == "fails" for finding in self.edition.findings[statement.id]))
        return CompareCell(count, value=count, address=f"{self.edition.lang}/{statement.id}/#checks")

    def _amount(self, ledger: Ledger, concept: str) -> CompareCell:
        """As the document has it: a number, nil, kept by somebody else, computed, or not there at all."""
        words, figure, known = self.edition.words, ledger.figure(concept), ledger.known(concept, "amount")
        statement = ledger.statement
        if known is None:
            state = words[f"state-{figure.state}"] if figure and figure.state != "printed" else words["not-in-this-document"]
            return CompareCell(state)
        tag = "computed" if known.computed else figure.state if figure and figure.state == "held-centrally" else ""
        return CompareCell(
            money.readable(known.amount, self.edition.lang),
            value=f"{known.amount.base():f}",
            address=f"{self.edition.lang}/{statement.id}/#{concept}",
            tag=words["computed"] if tag == "computed" else words[f"state-{tag}"] if tag else "",
            fails=(statement.id, concept) in self._failing,
        )

    def _prior(self, ledger: Ledger, concept: str) -> CompareCell:
        known, words = ledger.known(concept, "prior"), self.edition.words
        if known is None:
            return CompareCell(words["not-given"])
        text = money.readable(known.amount, self.edition.lang)
        return CompareCell(text, value=f"{known.amount.base():f}", tag=words["computed"] if known.computed else "")

    def _change(self, ledger: Ledger, concept: str) -> CompareCell:
        """In per cent, computed from the two figures; an amount where the year before was 0."""
        change = ledger.change(concept)
        if change is None:
            return CompareCell("–")
        amount, (_, before) = change
        if not before.amount.value:
            return CompareCell(self.edition.words.change(amount), value="0" if not amount.value else "")
        percent = money.percent_of(amount.value, abs(before.amount.value))
        return CompareCell(_signed(percent), value=f"{percent:f}")

    def _share(self, ledger: Ledger, concept: str, whole: str) -> CompareCell:
        part, all_of_it = ledger.known(concept, "amount"), ledger.known(whole, "amount")
        if part is None or all_of_it is None or not all_of_it.amount.value:
            return CompareCell("–")
        share = money.percent_of(part.amount.base(), all_of_it.amount.base(), 2)
        return CompareCell(money.share(part.amount.base(), all_of_it.amount.base()), value=f"{share:f}")

    def range(self, concept: str) -> str:
        """`0.59万元至1,058.41万元` / `from … to …`; one number where all are the same; empty where no document gives any."""
        known = [k.amount for ledger in self.reported[concept] if (k := ledger.known(concept, "amount"))]
        if not known:
            return ""
        low, high = (self._readable(some(known, key=Amount.base)) for some in (min, max))
        return low if low == high else self.edition.words.say("from-to", low=low, high=high)

    def _readable(self, amount: Amount) -> str:
        return money.readable(amount, self.edition.lang)

    def _name(self, concept: str) -> str:
        return self.edition.content.concepts[concept].name[self.edition.lang]


def _signed(percent: Decimal) -> str:
    """`+6.6%`, `−48.2%`, `0.0%`."""
    return f"{'+' if percent > 0 else ''}{money.grouped(percent)}%"


def missing(edition: Edition, ledgers: Sequence[Ledger]) -> int:
    """How many documents of the site are not among these."""
    return len(edition.newest) - len(ledgers)
