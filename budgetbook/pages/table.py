"""The page of one table of the document: every line with its code, values and failed checks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from budgetbook.arithmetic.finding import Finding
from budgetbook.arithmetic.prior_year import earlier_document
from budgetbook.arithmetic.severity import rate_outcome
from budgetbook.content.breakdown import Breakdown
from budgetbook.content.content import Statement
from budgetbook.content.currency_sign import stands_before
from budgetbook.content.table_parts import PagePart
from budgetbook.content.units import Unit
from budgetbook.pages.held_checks import HeldCheck, HeldChecks
from budgetbook.pages.language import LanguageSite
from budgetbook.pages.models.findings import FindingView, Tally
from budgetbook.pages.models.page import Link, Page, PageContent
from budgetbook.pages.models.review import ReviewView, review_view
from budgetbook.pages.table_lines import LineView, line_views
from budgetbook.pages.views.findings import merge_findings, slight_findings, sort_by_severity
from budgetbook.pages.views.statement import StatementPresenter
from budgetbook.text.column_heads import column_heads
from budgetbook.text.table_lines import line_name

_LINES_OF_A_SCREEN = 15


@dataclass(frozen=True, slots=True)
class TablePage(PageContent):
    """One table of the document, with its codes."""

    template: ClassVar[str] = "table.html"
    statement: Link
    entity: Link
    review: ReviewView | None
    name: str
    explain: str
    place: str
    unit: str
    sign_before: str
    """The sign of the currency where the documents print it before each number; else empty."""
    unit_sentence: str
    """The unit of all amounts, for the head of the table."""
    columns: tuple[Link, ...]
    """The concept that each column reports, linked to the term."""
    visible_columns: tuple[int, ...]
    """The columns that the page shows: those with anything but 0."""
    has_codes: bool
    """True if any line has a code."""
    omission_notes: tuple[str, ...]
    """Sentences on the columns that are not shown, and why."""
    lines: tuple[LineView, ...]
    held_checks: tuple[HeldCheck, ...]
    """The rules that hold on its lines, with how often and an example."""
    tally: Tally
    prior_source: Link | None
    """The earlier document from which the lines take the year before."""
    citation_form: str
    neighbours: tuple[Link, ...]
    """The pages that go on with the same lines, where one has no room for them."""
    alarms: tuple[FindingView, ...]
    """The findings that fail."""
    last_digit_findings: tuple[FindingView, ...]
    rounding_findings: tuple[FindingView, ...]
    edit: str
    edit_pattern: str
    """The address for editing a line of the statement's file, `{line}` standing for its number."""

    @property
    def has_blanks(self) -> bool:
        """True if a cell that the page shows is empty in the document."""
        return any(not line.cells[column] for line in self.lines for column in self.visible_columns)

    @property
    def is_folded(self) -> bool:
        """True if the finer lines wait behind their class: only in a table that no screen holds."""
        classes = sum(not line.level for line in self.lines)
        return len(self.lines) > _LINES_OF_A_SCREEN and 1 < classes < len(self.lines)


def table_pages(language_site: LanguageSite, statement: Statement) -> Iterator[Page]:
    """Build a page for each table that has lines; of a very long one, a page for each of its parts."""
    for name, breakdown in statement.breakdowns.items():
        if breakdown.rows:
            visible_columns = _visible_columns(breakdown)
            for part in breakdown.parts:
                yield _page(language_site, statement, name, part, visible_columns)


def _page(language_site: LanguageSite, statement: Statement, name: str, part: PagePart, visible_columns: tuple[int, ...]) -> Page:
    subpage = f"{name}/{part.key}/" if part.key else f"{name}/"
    address = f"{language_site.lang}/{statement.id}/{subpage}"
    presenter, table = language_site.presenter(statement.id, address), language_site.content.tables[name]
    breakdown = statement.breakdowns[name]
    has_codes = any(row.code for row in breakdown.rows)
    findings = tuple(_find_findings(presenter, name, breakdown, part))
    entity, parent = language_site.entity_link(statement.entity), Link(presenter.title, presenter.address)
    held_checks = HeldChecks(presenter.finding_presenter)
    lines = tuple(line_views(presenter, name, breakdown, part, held_checks))
    content = TablePage(
        statement=parent,
        entity=entity,
        review=review_view(statement, language_site.phrases),
        name=_name_part(language_site, statement, name, part),
        neighbours=tuple(_link_neighbours(language_site, statement, name, part)),
        explain=language_site.phrases.say("listed-in-text") if breakdown.in_text else table.explain[language_site.lang],
        place=presenter.place(breakdown.at),
        unit=breakdown.unit,
        sign_before=breakdown.unit.sign if stands_before(language_site.style.printed_numbers.money) else "",
        unit_sentence=_unit_sentence(language_site, breakdown.unit),
        columns=_columns(language_site, statement, breakdown),
        visible_columns=visible_columns,
        has_codes=has_codes,
        omission_notes=tuple(_omission_notes(language_site, statement, breakdown, visible_columns, has_codes)),
        lines=lines,
        held_checks=held_checks.views(),
        prior_source=_prior_source(presenter, name) if any(line.prior for line in lines) else None,
        citation_form=presenter.citation_form(f"{address}#{language_site.phrases['cite-name']}", presenter.years[0]),
        tally=language_site.tally(findings),
        alarms=_alarms(presenter, findings),
        last_digit_findings=slight_findings("last-digit", findings, presenter.finding_presenter),
        rounding_findings=slight_findings("rounding", findings, presenter.finding_presenter),
        edit=presenter.edit_links.find_address("breakdowns", name),
        edit_pattern=presenter.edit_links.find_row_pattern(name),
    )
    document = language_site.phrases.document(statement.phase, statement.fiscal_year)
    title = language_site.phrases.say("page-title", title=content.name, entity=f"{entity.text} {document}")
    trail = (language_site.home, entity, parent, *_trail_to(language_site, statement, name, part))
    return language_site.page(f"{statement.id}/{subpage}", title, content.explain, trail, "budgets", content)


def _alarms(presenter: StatementPresenter, findings: tuple[Finding, ...]) -> tuple[FindingView, ...]:
    """What fails, the worst first."""
    failures = (finding for finding in sort_by_severity(findings, presenter.content) if rate_outcome(finding) == "fails")
    return merge_findings(presenter.finding_presenter.present(finding) for finding in failures)


def _find_findings(presenter: StatementPresenter, name: str, breakdown: Breakdown, part: PagePart) -> Iterator[Finding]:
    """The findings on the lines of a part; on the table's own page, those on all of the table."""
    if not part.key:
        yield from presenter.finding_index.by_table.get(name, ())
        return
    for number in part.rows:
        line = breakdown.rows[number].code or str(number + 1)
        yield from presenter.finding_index.by_anchor.get(f"{name}.{line}", ())


def _name_part(language_site: LanguageSite, statement: Statement, name: str, part: PagePart) -> str:
    """The name of the table or, of a part, also of the line whose finer lines it shows."""
    if part.head is None:
        return language_site.content.name_table(statement, name)[language_site.lang]
    line = statement.breakdowns[name].rows[part.head].code or str(part.head + 1)
    return line_name(language_site.content, statement, f"{name}.{line}", language_site.lang)


def _trail_to(language_site: LanguageSite, statement: Statement, name: str, part: PagePart) -> tuple[Link, ...]:
    """The pages of the table above a part, the table's own first."""
    parts, trail = {each.key: each for each in statement.breakdowns[name].parts}, list[Link]()
    while part.key:
        part = parts[part.upper_key]
        address = f"{language_site.lang}/{statement.id}/{name}/{f'{part.key}/' if part.key else ''}"
        trail.append(Link(_name_part(language_site, statement, name, part), address))
    return tuple(reversed(trail))


def _link_neighbours(language_site: LanguageSite, statement: Statement, name: str, part: PagePart) -> Iterator[Link]:
    """The other pages of the same lines."""
    for number, each in enumerate([each for each in statement.breakdowns[name].parts if each.head == part.head], 1):
        if each is not part:
            yield Link(str(number), f"{language_site.lang}/{statement.id}/{name}/{f'{each.key}/' if each.key else ''}")


def _prior_source(presenter: StatementPresenter, name: str) -> Link | None:
    """Link to the same table of the entity's earlier document."""
    earlier = earlier_document(presenter.ledger)
    return presenter.source_link(earlier, name) if earlier else None


def _columns(language_site: LanguageSite, statement: Statement, breakdown: Breakdown) -> tuple[Link, ...]:
    heads = column_heads(language_site.phrases, language_site.content, statement, breakdown)
    return tuple(
        Link(head, f"{language_site.lang}/glossary/{column.concept}/", language_site.refs.tip(column.concept))
        for head, column in zip(heads, breakdown.columns, strict=True)
    )


def _column_values(breakdown: Breakdown, index: int) -> set[Decimal | None]:
    """The distinct values of a column, None for an empty cell."""
    rows = [row.values for row in breakdown.rows]
    return {values[index] for values in (*rows, breakdown.total) if values is not None}


def _visible_columns(breakdown: Breakdown) -> tuple[int, ...]:
    """Select the columns that are neither all empty nor all 0; all of them if none is."""
    numbers = range(len(breakdown.columns))
    return tuple(n for n in numbers if len(_column_values(breakdown, n)) > 1 or any(_column_values(breakdown, n))) or tuple(
        numbers
    )


def _omission_notes(
    language_site: LanguageSite, statement: Statement, breakdown: Breakdown, visible_columns: tuple[int, ...], has_codes: bool
) -> Iterator[str]:
    """Explain which columns are not shown."""
    heads = column_heads(language_site.phrases, language_site.content, statement, breakdown)
    hidden_columns = [number for number in range(len(heads)) if number not in visible_columns]
    for phrase_id, value in (("left-out-empty", None), ("left-out-zero", Decimal(0))):
        if names := [heads[number] for number in hidden_columns if _column_values(breakdown, number) == {value}]:
            yield language_site.phrases.say(phrase_id, columns=language_site.phrases.join_list(names))
    if breakdown.rows and not has_codes and not breakdown.in_text:
        yield language_site.phrases.say("left-out-codes")


def _unit_sentence(language_site: LanguageSite, unit: Unit) -> str:
    """The unit of the amounts on the page; that of the document as well, where the page converts them."""
    style, phrases = language_site.style, language_site.phrases
    if style.is_printed or not unit.exponent:
        return phrases.say("table-in", unit=style.name_of(unit))
    return phrases.say("table-in-converted", unit=style.name_of(unit.base), printed=style.name_of(unit))
