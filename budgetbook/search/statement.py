"""Search entries of one statement: its tables, figures, projects, facts, sections, table lines and failed findings.

A number is found in every form in which pages, search results and the data show it: an entry contains the page's own words, and
`search.terms` brings these and what a reader types to one form.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from budgetbook.arithmetic import money
from budgetbook.arithmetic.ledger import Level
from budgetbook.arithmetic.money import Amount
from budgetbook.arithmetic.prior_year import change_since, prior_value
from budgetbook.arithmetic.statement_tables import StatementTable
from budgetbook.content.model import LANGUAGES, Section, Text
from budgetbook.pages.language import LanguageSite, relative_href
from budgetbook.pages.views.statement import StatementPresenter
from budgetbook.search.index import SearchEntry
from budgetbook.text import markdown
from budgetbook.text.table_lines import row_name

_ENDS = ("checks", "tables", "remarks", "source")
"""Sections that every statement page ends with; each id is also the id of its phrase."""
_LEVELS: tuple[Level, ...] = ("prior", "budget", "adjusted")


def build_entries(edition: LanguageSite, views: StatementPresenter, statement_title: str) -> Iterator[SearchEntry]:
    """Yield the entries of a statement's pages; `statement_title` tells them apart from other statements'."""
    yield from _table_entries(edition, views, statement_title)
    for concept, definition in edition.content.concepts.items():
        if definition.measure and views.ledger.reports(concept):
            yield _figure_entry(views, concept, statement_title)
    yield from _item_entries(views, statement_title)
    yield from _section_entries(views, statement_title, with_site_texts=views.statement is edition.newest[0])
    yield from _line_entries(edition, views, statement_title)
    yield from _finding_entries(views, statement_title)  # last, so that a new or mended finding moves no other entry


def _relative_href(views: StatementPresenter, address: str) -> str:
    return relative_href(f"{views.lang}/search/", address)


def _table_entries(edition: LanguageSite, views: StatementPresenter, statement_title: str) -> Iterator[SearchEntry]:
    standard, lang, statement = edition.content.tables, edition.lang, views.statement
    for table in (*statement.breakdowns, *statement.tables):
        definition = standard[table]
        href = _relative_href(views, views.refs.address(table))
        yield SearchEntry(
            "table",
            definition.name[lang],
            statement_title,
            href,
            (definition.name[lang], *definition.also),
            definition.explain[lang],
        )


def _figure_entry(views: StatementPresenter, concept: str, statement_title: str) -> SearchEntry:
    name, number = views.content.concepts[concept].name, views.number(concept)
    known_value = views.ledger.known_value(concept, "amount")
    figure = views.ledger.figure(concept)
    value = number.text if number else views.phrases[f"state-{figure.state}"] if figure else ""
    note = views.phrases.say("page-title", title=value, entity=statement_title) if value else statement_title
    texts = (_plain_text(views, text) for text in (figure.reason, figure.note) if text) if figure else ()
    return SearchEntry(
        "figure",
        name[views.lang],
        note,
        _relative_href(views, f"{views.address}#{concept}"),
        tuple(name[lang] for lang in LANGUAGES),
        " ".join(
            (
                *map(_number_forms, _other_amounts(views, concept)),
                *([_counted_forms(known_value.amount)] if known_value else ()),
                *texts,
            )
        ),
        _number_forms(known_value.amount) if known_value else "",
    )


def _other_amounts(views: StatementPresenter, concept: str) -> Iterator[Amount]:
    """Yield what else a figure's row shows: the year before, the change, the printed change and the budgets of final accounts."""
    ledger, year_change, prior = views.ledger, change_since(views.ledger, concept), prior_value(views.ledger, concept)
    yield from filter(None, (prior and prior.amount, year_change and year_change.amount))
    yield from filter(None, (ledger.printed_amount(concept, level) for level in _LEVELS))
    figure = ledger.figure(concept)
    if figure and figure.share is not None:
        yield Amount(figure.share, "%")
    printed_figure = figure.printed if figure else None
    if printed_figure and printed_figure.change is not None:
        yield Amount(printed_figure.change, printed_figure.unit or ledger.unit(concept))
    if printed_figure and printed_figure.percent is not None:
        yield Amount(printed_figure.percent, "%")


def _item_entries(views: StatementPresenter, statement_title: str) -> Iterator[SearchEntry]:
    """Yield entries of named projects and of facts."""
    for name, project in views.statement.projects.items():
        yield _item_entry(
            views,
            "project",
            name,
            project.name,
            _plain_text(views, project.purpose),
            views.ledger.project_amount(name),
            statement_title,
        )
    for name, fact in views.statement.facts.items():
        text = _plain_text(views, fact.note) if fact.note else ""
        yield _item_entry(views, "fact", name, fact.name, text, Amount(fact.amount, fact.unit), statement_title)


def _item_entry(
    views: StatementPresenter, kind: str, anchor: str, name: Text, text: str, amount: Amount, statement_title: str
) -> SearchEntry:
    names = tuple(name[lang] for lang in LANGUAGES)
    return SearchEntry(
        kind,
        name[views.lang],
        statement_title,
        _relative_href(views, views.refs.address(anchor)),
        names,
        f"{text} {_counted_forms(amount)}".strip(),
        _number_forms(amount),
    )


def _section_entries(views: StatementPresenter, statement_title: str, *, with_site_texts: bool) -> Iterator[SearchEntry]:
    """Yield the sections of the page with the prose written for this statement.

    The site's own texts in a section are the same for every statement; `with_site_texts` adds them for an entity's newest.
    """
    for name, section in views.content.sections.items():
        _, prose_source = views.statement.prose[views.lang].sections.get(name, (0, ""))
        if prose_source.strip() or _has_numbers(views, section):
            prose = markdown.render_html(prose_source, views.refs).striptags() if prose_source.strip() else ""
            site_texts = (section.lead, *(chart.title for chart in section.charts.values())) if with_site_texts else ()
            text = " ".join((*(each[views.lang] for each in site_texts), prose)).strip()
            yield _section_entry(views, f"section-{name}", section.name[views.lang], text, statement_title)
    remarks = " ".join(_plain_text(views, remark.note) for remark in views.statement.remarks.values())
    for name in _ENDS:
        if name != "remarks" or remarks:
            lead = views.phrases[f"{name}-lead"] if with_site_texts else ""
            text = f"{lead} {remarks}".strip() if name == "remarks" else lead
            yield _section_entry(views, name, views.phrases[name], text, statement_title)


def _has_numbers(views: StatementPresenter, section: Section) -> bool:
    return any(map(views.ledger.reports, section.figures)) or bool(section.facts and views.statement.facts)


def _section_entry(views: StatementPresenter, anchor: str, title: str, text: str, statement_title: str) -> SearchEntry:
    return SearchEntry("section", title, statement_title, _relative_href(views, f"{views.address}#{anchor}"), (title,), text)


def _line_entries(edition: LanguageSite, views: StatementPresenter, statement_title: str) -> Iterator[SearchEntry]:
    """Yield the lines of tables; a table's total is found by the table itself."""
    lang, statement = views.lang, views.statement
    for table, breakdown in statement.breakdowns.items():
        statement_table = StatementTable(table, breakdown)
        table_title = views.phrases.say("page-title", title=edition.content.tables[table].name[lang], entity=statement_title)
        for row in statement_table.rows:
            if not statement_table.is_total(row):
                title = row_name(edition.content, statement, table, row, lang)
                href = _relative_href(views, views.refs.address(statement_table.anchor(row)))
                names = tuple(dict.fromkeys(filter(None, (title, row.name, row.code))))
                cells = (statement_table.cell(row, column) for column in statement_table.column_indexes)
                yield SearchEntry(
                    "line", title, table_title, href, names, "", _exact_forms(cell.amount for cell in cells if cell)
                )


def _finding_entries(views: StatementPresenter, statement_title: str) -> Iterator[SearchEntry]:
    words = views.phrases
    for finding in views.findings:
        if finding.verdict == "fails":
            view = views.finding_presenter.present(finding)
            note = words.say("page-title", title=view.rule, entity=statement_title)
            names = (view.name, view.rule, words["found-finding"])
            yield SearchEntry("finding", view.name, note, _relative_href(views, view.address), names, view.sentence)


def _plain_text(views: StatementPresenter, text: Text) -> str:
    return markdown.plain_text(text[views.lang], views.refs)


def _number_forms(amount: Amount) -> str:
    """An amount in every form that pages show: exact and rounded for display; empty for 0."""
    if not amount.value:
        return ""
    return " ".join((_exact_forms([amount]), *(money.rounded_for_display(amount, lang) for lang in LANGUAGES)))


def _counted_forms(amount: Amount) -> str:
    """A count with its measure words, which are searchable; empty for money."""
    return "" if amount.is_money else " ".join((money.format_as_printed(amount), money.format_readable(amount, "en")))


def _exact_forms(amounts: Iterable[Amount]) -> str:
    """Amounts to the last yuan; a number has the same term in whatever unit it is shown."""
    return " ".join(dict.fromkeys(money.format_exact(amount, "en") for amount in amounts if amount.value))
