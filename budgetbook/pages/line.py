"""The page of a class of the classification: what an entity's documents give for it over the years, down to its items."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from budgetbook.arithmetic import amount_format
from budgetbook.arithmetic.amount_style import AmountStyle
from budgetbook.arithmetic.column_unit import ColumnUnit, choose_column_unit
from budgetbook.arithmetic.line_series import ClassifiedSeries, LineAmount, LineSeries
from budgetbook.arithmetic.money import Amount
from budgetbook.arithmetic.prior_year import subtract_prior
from budgetbook.arithmetic.severity import rate_outcome
from budgetbook.content.content import Entity
from budgetbook.pages.language import LanguageSite
from budgetbook.pages.models.findings import Tally
from budgetbook.pages.models.page import Link, Page, PageContent
from budgetbook.text.table_lines import class_address, line_address


@dataclass(frozen=True, slots=True)
class LineCell:
    """What one document gives for one line."""

    amount: str
    address: str
    """The line on the page of the document's table."""
    fails: bool


@dataclass(frozen=True, slots=True)
class SeriesLine:
    """One line over the years."""

    id: str
    code: str
    level: int
    name: str
    other_name: str
    cells: tuple[LineCell | None, ...]
    change: str
    """To the last document from the one before it of its kind, with its sign; empty if one of them does not have the line."""
    share: str
    """Of the total of its table in the last document."""


@dataclass(frozen=True, slots=True)
class LinePage(PageContent):
    """A class of the classification in the documents of one entity."""

    template: ClassVar[str] = "line.html"
    entity: Link
    name: str
    code: str
    other_name: str
    sentence: str
    unit: str
    documents: tuple[Link, ...]
    """One for each column, oldest first."""
    compared_with: str
    """The document that changes are measured from; empty if there is none of the last one's kind."""
    lines: tuple[SeriesLine, ...]
    tallies: tuple[tuple[Link, Tally], ...]
    """The checks of the class in each document."""
    siblings: tuple[Link, ...]
    """The other classes of the same classification."""


def line_pages(language_site: LanguageSite, entity: Entity) -> Iterator[Page]:
    """Build a page for each class that several documents of an entity give."""
    for series in language_site.classified_series(entity.id):
        pages = ClassPages(language_site, entity, series)
        yield from map(pages.page, series.classes)


def class_links(language_site: LanguageSite, entity: Entity) -> tuple[Link, ...]:
    """Link to the page of each class of an entity; a name that classes of two classifications have is told apart by the table."""
    content, lang, marks = language_site.content, language_site.lang, language_site.phrases.marks
    all_series = language_site.classified_series(entity.id)
    entries = content.classifications
    names = {s.scheme: {line.code: entries[s.scheme][line.code].name[lang] for line in s.classes} for s in all_series}
    counts = Counter(name for each in names.values() for name in each.values())
    tables = {s.scheme: content.name_table(s.ledgers[-1].statement, s.table)[lang] for s in all_series}
    return tuple(
        Link(
            name if counts[name] == 1 else f"{name}{marks.opening}{tables[scheme]}{marks.closing}",
            class_address(content, entity.id, scheme, code, lang),
        )
        for scheme, names_by_code in names.items()
        for code, name in names_by_code.items()
    )


@dataclass(frozen=True)
class ClassPages:
    """The pages of one classification for one entity, and what feeds tell of them."""

    site: LanguageSite
    entity: Entity
    series: ClassifiedSeries

    def page(self, line: LineSeries) -> Page:
        """Build the page of one class."""
        entity, name = self.site.entity_link(self.entity.id), self._name(line.code)
        amounts = [each.amount for each in line.amounts if each]
        unit = choose_column_unit(amounts, self.site.style)
        documents = tuple(self.document(number) for number in range(len(self.series.ledgers)))
        content = LinePage(
            entity=entity,
            name=name,
            code=line.code,
            other_name=self._other_name(line.code),
            sentence=self.sentence(line, max(number for number, each in enumerate(line.amounts) if each)),
            unit=unit.unit,
            documents=documents,
            compared_with=documents[earlier].text if (earlier := self._previous(len(documents) - 1)) is not None else "",
            lines=tuple(self._rows(line, unit)),
            tallies=tuple(self._tallies(line)),
            siblings=tuple(self.link(each.code) for each in self.series.classes if each is not line),
        )
        address = self.link(line.code).address.partition("/")[2]
        return self.site.page(address, self.title(line), content.sentence, (self.site.home, entity), "budgets", content)

    def title(self, line: LineSeries) -> str:
        """The class and its entity."""
        return self.site.phrases.say("page-title", title=self._name(line.code), entity=self.site.entity_link(self.entity.id).text)

    def _rows(self, line: LineSeries, unit: ColumnUnit, level: int = 0) -> Iterator[SeriesLine]:
        last, earlier = line.amounts[-1], self._previous(len(line.amounts) - 1)
        earlier_amount = line.amounts[earlier] if earlier is not None else None
        yield SeriesLine(
            id=f"line-{line.code}",
            code=line.code,
            level=level,
            name=self._name(line.code),
            other_name=self._other_name(line.code),
            cells=tuple(self._cell(each, unit) if each else None for each in line.amounts),
            change=unit.write_change(_difference(earlier_amount, last)) if earlier_amount and last else "",
            share=_share(last, self.site.style) if last else "",
        )
        for part in line.parts:
            yield from self._rows(part, unit, level + 1)

    def _cell(self, line: LineAmount, unit: ColumnUnit) -> LineCell:
        fails = line.anchor in self._failing_anchors[line.ledger.statement.id]
        return LineCell(unit.write(line.amount), self.cell_address(line), fails)

    def cell_address(self, line: LineAmount) -> str:
        """The line on the page of the document's table."""
        return line_address(line.ledger.statement, line.anchor, self.site.lang)

    @cached_property
    def _failing_anchors(self) -> dict[str, set[str]]:
        """By document, the lines of which something does not add up."""
        names = [ledger.statement.id for ledger in self.series.ledgers]
        return {
            name: {finding.concept for finding in self.site.findings[name] if rate_outcome(finding) == "fails"} for name in names
        }

    def _tallies(self, line: LineSeries) -> Iterator[tuple[Link, Tally]]:
        """Yield the checks on the class and everything below it, document by document."""
        prefix = f"{self.series.table}.{line.code}"
        for number, ledger in enumerate(self.series.ledgers):
            findings = [each for each in self.site.findings[ledger.statement.id] if each.concept.startswith(prefix)]
            if findings:
                yield self.document(number), self.site.tally(findings)

    def sentence(self, line: LineSeries, number: int) -> str:
        """Say what one document gives, and how that changed."""
        say, last = self.site.phrases.say, line.amounts[number]
        if last is None:
            raise ValueError(number)
        unit = choose_column_unit([each.amount for each in line.amounts if each], self.site.style)
        share = _share(last, self.site.style)
        fields = {"document": self.document(number).text, "amount": unit.write_or_read(last.amount), "share": share}
        if not share:
            return say("line-sentence-plain", **fields)
        earlier = self._previous(number)
        earlier_amount = line.amounts[earlier] if earlier is not None else None
        if earlier is None or earlier_amount is None:
            return say("line-sentence", **fields)
        change = self.site.phrases.change(_difference(earlier_amount, last), unit.write_or_read)
        return say("line-sentence-change", change=change, earlier=self.document(earlier).text, **fields)

    def _previous(self, number: int) -> int | None:
        """The document before another of the same phase: a budget is never compared with an outcome."""
        phase = self.series.ledgers[number].statement.phase
        return max((n for n in range(number) if self.series.ledgers[n].statement.phase == phase), default=None)

    def document(self, number: int) -> Link:
        """The table of a document that has the class."""
        statement = self.series.ledgers[number].statement
        name = self.site.phrases.document(statement.phase, statement.fiscal_year)
        return Link(name, f"{self.site.lang}/{statement.id}/{self.series.table}/")

    def link(self, code: str) -> Link:
        """The page of a class."""
        address = class_address(self.site.content, self.entity.id, self.series.scheme, code, self.site.lang)
        return Link(self._name(code), address)

    def _name(self, code: str) -> str:
        return self.site.content.classifications[self.series.scheme][code].name[self.site.lang]

    def _other_name(self, code: str) -> str:
        return self.site.other_name(self.site.content.classifications[self.series.scheme][code].name)


def _difference(earlier_amount: LineAmount, last: LineAmount) -> Amount:
    return subtract_prior(last.ledger, last.amount, earlier_amount.amount, earlier_amount.ledger)


def _share(line: LineAmount, style: AmountStyle) -> str:
    """A line's share of the total of its table; empty if it prints none."""
    if line.whole is None or not line.whole.value:
        return ""
    return amount_format.format_percentage(line.amount.value, line.whole.value, style.numbers)
