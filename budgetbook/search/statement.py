"""A statement's views in; what can be found on its pages out: tables, figures, projects, sections, lines, findings.

A number is found in every form in which the page, the list of results and the data show it: an entry is given the words that the
page has, and `searchkeys` brings them, and what a reader types, to one form.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from budgetbook.arithmetic import money
from budgetbook.arithmetic.ledger import Level
from budgetbook.arithmetic.money import Amount
from budgetbook.arithmetic.prior_year import change_since, year_before
from budgetbook.arithmetic.statement_tables import Sheet
from budgetbook.content.model import LANGUAGES, Section, Text
from budgetbook.pages.language import Edition, relative
from budgetbook.pages.views.statement import StatementViews
from budgetbook.search.index import Entry
from budgetbook.text import markdown
from budgetbook.text.table_lines import row_name

_ENDS = ("checks", "tables", "remarks", "source")
"""The sections that every statement page ends with, by their ids and words."""
_LEVELS: tuple[Level, ...] = ("prior", "budget", "adjusted")


def entries_of(edition: Edition, views: StatementViews, shown: str) -> Iterator[Entry]:
    """What stands on the statement's pages, by names of its own; `shown` says of which statement it is."""
    yield from _tables(edition, views, shown)
    for concept, about in edition.content.concepts.items():
        if about.measure and views.ledger.reported(concept):
            yield _figure(views, concept, shown)
    yield from _items(views, shown)
    yield from _sections(views, shown, explained=views.statement is edition.newest[0])
    yield from _lines(edition, views, shown)
    yield from _findings(views, shown)  # last: one that comes or goes moves nothing else


def _href(views: StatementViews, address: str) -> str:
    return relative(f"{views.lang}/search/", address)


def _tables(edition: Edition, views: StatementViews, shown: str) -> Iterator[Entry]:
    standard, lang, statement = edition.content.tables, edition.lang, views.statement
    for table in (*statement.breakdowns, *statement.tables):
        about = standard[table]
        href = _href(views, views.refs.address(table))
        yield Entry("table", about.name[lang], shown, href, (about.name[lang], *about.also), about.explain[lang])


def _figure(views: StatementViews, concept: str, shown: str) -> Entry:
    name, number, known = views.content.concepts[concept].name, views.number(concept), views.ledger.known(concept, "amount")
    figure = views.ledger.figure(concept)
    value = number.text if number else views.words[f"state-{figure.state}"] if figure else ""
    note = views.words.say("page-title", title=value, entity=shown) if value else shown
    told = (_plain(views, text) for text in (figure.reason, figure.note) if text) if figure else ()
    return Entry(
        "figure",
        name[views.lang],
        note,
        _href(views, f"{views.address}#{concept}"),
        tuple(name[lang] for lang in LANGUAGES),
        " ".join((*map(_forms, _others(views, concept)), *([_counted(known.amount)] if known else ()), *told)),
        _forms(known.amount) if known else "",
    )


def _others(views: StatementViews, concept: str) -> Iterator[Amount]:
    """What else its row shows: the year before, the change, what is printed of it, and the budgets of final accounts."""
    ledger, since, before = views.ledger, change_since(views.ledger, concept), year_before(views.ledger, concept)
    yield from filter(None, (before and before.amount, since and since.amount))
    yield from filter(None, (ledger.printed(concept, level) for level in _LEVELS))
    figure = ledger.figure(concept)
    if figure and figure.share is not None:
        yield Amount(figure.share, "%")
    says = figure.printed if figure else None
    if says and says.change is not None:
        yield Amount(says.change, says.unit or ledger.unit(concept))
    if says and says.percent is not None:
        yield Amount(says.percent, "%")


def _items(views: StatementViews, shown: str) -> Iterator[Entry]:
    """The named projects, and the numbers that are no budget figures."""
    for name, project in views.statement.projects.items():
        yield _item(views, "project", name, project.name, _plain(views, project.purpose), views.ledger.project(name), shown)
    for name, fact in views.statement.facts.items():
        text = _plain(views, fact.note) if fact.note else ""
        yield _item(views, "fact", name, fact.name, text, Amount(fact.amount, fact.unit), shown)


def _item(views: StatementViews, kind: str, anchor: str, name: Text, text: str, amount: Amount, shown: str) -> Entry:
    names = tuple(name[lang] for lang in LANGUAGES)
    return Entry(
        kind,
        name[views.lang],
        shown,
        _href(views, views.refs.address(anchor)),
        names,
        f"{text} {_counted(amount)}".strip(),
        _forms(amount),
    )


def _sections(views: StatementViews, shown: str, *, explained: bool) -> Iterator[Entry]:
    """The sections of its page by their titles, with what people write in them. What the site says in each, in the same words for
    every statement, is found in the newest of a body: `explained`."""
    for name, section in views.content.sections.items():
        _, written = views.statement.prose[views.lang].sections.get(name, (0, ""))
        if written.strip() or _has_numbers(views, section):
            prose = markdown.html(written, views.refs).striptags() if written.strip() else ""
            said = (section.lead, *(chart.title for chart in section.charts.values())) if explained else ()
            text = " ".join((*(each[views.lang] for each in said), prose)).strip()
            yield _section(views, f"section-{name}", section.name[views.lang], text, shown)
    remarks = " ".join(_plain(views, remark.note) for remark in views.statement.remarks.values())
    for name in _ENDS:
        if name != "remarks" or remarks:
            lead = views.words[f"{name}-lead"] if explained else ""
            text = f"{lead} {remarks}".strip() if name == "remarks" else lead
            yield _section(views, name, views.words[name], text, shown)


def _has_numbers(views: StatementViews, section: Section) -> bool:
    return any(map(views.ledger.reported, section.figures)) or bool(section.facts and views.statement.facts)


def _section(views: StatementViews, anchor: str, title: str, text: str, shown: str) -> Entry:
    return Entry("section", title, shown, _href(views, f"{views.address}#{anchor}"), (title,), text)


def _lines(edition: Edition, views: StatementViews, shown: str) -> Iterator[Entry]:
    """The lines of coded tables; the total of a table is the table."""
    lang, statement = views.lang, views.statement
    for table, breakdown in statement.breakdowns.items():
        sheet = Sheet(table, breakdown)
        where = views.words.say("page-title", title=edition.content.tables[table].name[lang], entity=shown)
        for row in sheet.rows:
            if not sheet.is_total(row):
                title = row_name(edition.content, statement, table, row, lang)
                href = _href(views, views.refs.address(sheet.anchor(row)))
                names = tuple(dict.fromkeys(filter(None, (title, row.name, row.code))))
                cells = (sheet.cell(row, column) for column in sheet.column_indexes)
                yield Entry("line", title, where, href, names, "", _exact(cell.amount for cell in cells if cell))


def _findings(views: StatementViews, shown: str) -> Iterator[Entry]:
    words = views.words
    for finding in views.findings:
        if finding.verdict == "fails":
            view = views.told.of(finding)
            note = words.say("page-title", title=view.rule, entity=shown)
            names = (view.name, view.rule, words["found-finding"])
            yield Entry("finding", view.name, note, _href(views, view.address), names, view.sentence)


def _plain(views: StatementViews, text: Text) -> str:
    return markdown.plain(text[views.lang], views.refs)


def _forms(amount: Amount) -> str:
    """An amount in every form in which it is shown: exactly, and as first screens have it; nothing for 0, which is no news."""
    return " ".join((_exact([amount]), *(money.short(amount, lang) for lang in LANGUAGES))) if amount.value else ""


def _counted(amount: Amount) -> str:
    """What is no money with its measure words, which are words to be found by; nothing for money."""
    return "" if amount.is_money else " ".join((money.printed(amount), money.readable(amount, "en")))


def _exact(amounts: Iterable[Amount]) -> str:
    """Amounts to the last yuan. However large the unit in which one is shown, it has the same key."""
    return " ".join(dict.fromkeys(money.exact(amount, "en") for amount in amounts if amount.value))
