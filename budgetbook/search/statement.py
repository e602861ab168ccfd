"""Search entries of one statement: its tables, figures, projects, facts, sections, table lines and failed findings.

A number is found in every form in which pages, search results and the data show it: an entry contains the page's own words, and
`search.terms` brings these and what a reader types to one form.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from budgetbook.arithmetic import amount_format
from budgetbook.arithmetic.money import Amount
from budgetbook.arithmetic.prior_year import change_since, prior_value
from budgetbook.arithmetic.severity import rate_outcome
from budgetbook.arithmetic.statement_table import StatementTable
from budgetbook.arithmetic.term import Level
from budgetbook.content.model import LANGUAGES, Text
from budgetbook.content.sections import Section
from budgetbook.pages.figure_rows import common_unit
from budgetbook.pages.language import LanguageSite, relative_href
from budgetbook.pages.views.statement import StatementPresenter
from budgetbook.search.index import SearchEntry
from budgetbook.text import markdown
from budgetbook.text.table_lines import row_name

_ENDS = {"checks": "evidence/", "tables": "", "remarks": "evidence/", "source": ""}
"""The last sections of every statement, each with the page below the statement's that has it; an id is also its phrase's."""
_LEVELS: tuple[Level, ...] = ("prior", "budget", "adjusted")


def build_entries(language_site: LanguageSite, presenter: StatementPresenter, statement_title: str) -> Iterator[SearchEntry]:
    """Yield the entries of a statement's pages; `statement_title` tells them apart from other statements'."""
    yield from _table_entries(language_site, presenter, statement_title)
    shown_forms = _shown_forms(presenter)
    for concept, definition in language_site.content.concepts.items():
        if definition.measure and presenter.ledger.reports(concept):
            yield _figure_entry(presenter, concept, statement_title, shown_forms.get(concept, ()))
    yield from _item_entries(presenter, statement_title)
    yield from _section_entries(presenter, statement_title, with_site_texts=presenter.statement is language_site.newest[0])
    yield from _line_entries(language_site, presenter, statement_title)
    yield from _finding_entries(presenter, statement_title)  # last, so that a new or mended finding moves no other entry


def _relative_href(presenter: StatementPresenter, address: str) -> str:
    return relative_href(f"{presenter.lang}/search/", address)


def _table_entries(language_site: LanguageSite, presenter: StatementPresenter, statement_title: str) -> Iterator[SearchEntry]:
    standard, lang, statement = language_site.content.tables, language_site.lang, presenter.statement
    for table in (*statement.breakdowns, *statement.tables):
        definition = standard[table]
        href = _relative_href(presenter, presenter.refs.address(table))
        yield SearchEntry(
            "table",
            definition.name[lang],
            statement_title,
            href,
            (definition.name[lang], *definition.also),
            definition.explain[lang],
        )


def _shown_forms(presenter: StatementPresenter) -> dict[str, list[str]]:
    """The amounts of each figure, this year's first, as its tile and its row write them: in the unit of the row."""
    forms: dict[str, list[str]] = {}
    groups = [presenter.content.site.key_figures, *(section.figures for section in presenter.content.sections.values())]
    for concepts in groups:
        unit = common_unit(presenter, concepts)
        for concept in filter(presenter.ledger.reports, concepts):
            value, prior = presenter.ledger.known_value(concept, "amount"), prior_value(presenter.ledger, concept)
            amounts = [each.amount for each in (value, prior) if each and each.amount.is_money and each.amount.value]
            forms.setdefault(concept, []).extend(unit.write_or_read(amount, presenter.lang) for amount in amounts)
    return forms


def _figure_entry(presenter: StatementPresenter, concept: str, statement_title: str, shown_forms: Iterable[str]) -> SearchEntry:
    name, number = presenter.content.concepts[concept].name, presenter.number(concept)
    known_value = presenter.ledger.known_value(concept, "amount")
    figure = presenter.ledger.figure(concept)
    state = presenter.phrases[f"state-{figure.state}"] if figure and figure.state != "printed" else ""
    value = number.text if number else state
    note = presenter.phrases.say("page-title", title=value, entity=statement_title) if value else statement_title
    texts = (_plain_text(presenter, text) for text in (figure.reason, figure.note) if text) if figure else ()
    return SearchEntry(
        "figure",
        name[presenter.lang],
        note,
        _relative_href(presenter, f"{presenter.address}#{concept}"),
        tuple(name[lang] for lang in LANGUAGES),
        " ".join(
            (
                *map(_number_forms, _other_amounts(presenter, concept)),
                *([_counted_forms(known_value.amount)] if known_value else ()),
                *texts,
            )
        ),
        " ".join((_number_forms(known_value.amount), *shown_forms)) if known_value else "",
    )


def _other_amounts(presenter: StatementPresenter, concept: str) -> Iterator[Amount]:
    """Yield what else a figure's row shows: the year before, the change, the printed change and the budgets of final accounts."""
    ledger, year_change, prior = presenter.ledger, change_since(presenter.ledger, concept), prior_value(presenter.ledger, concept)
    yield from filter(None, (prior and prior.amount, year_change and year_change.amount))
    yield from filter(None, (ledger.printed_amount(concept, level) for level in _LEVELS))
    figure = ledger.figure(concept)
    shares = (figure.share, figure.completion) if figure else ()
    yield from (Amount(share, "%") for share in shares if share is not None)
    printed_figure = figure.printed if figure else None
    if printed_figure and printed_figure.change is not None:
        yield Amount(printed_figure.change, printed_figure.unit or ledger.unit(concept))
    if printed_figure and printed_figure.percent is not None:
        yield Amount(printed_figure.percent, "%")


def _item_entries(presenter: StatementPresenter, statement_title: str) -> Iterator[SearchEntry]:
    """Yield entries of named projects and of facts."""
    for name, project in presenter.statement.projects.items():
        yield _item_entry(
            presenter,
            "project",
            name,
            project.name,
            _plain_text(presenter, project.purpose),
            presenter.ledger.project_amount(name),
            statement_title,
        )
    for name, fact in presenter.statement.facts.items():
        text = _plain_text(presenter, fact.note) if fact.note else ""
        yield _item_entry(presenter, "fact", name, fact.name, text, Amount(fact.amount, fact.unit), statement_title)


def _item_entry(
    presenter: StatementPresenter, kind: str, anchor: str, name: Text, text: str, amount: Amount, statement_title: str
) -> SearchEntry:
    names = tuple(name[lang] for lang in LANGUAGES)
    return SearchEntry(
        kind,
        name[presenter.lang],
        statement_title,
        _relative_href(presenter, presenter.refs.address(anchor)),
        names,
        f"{text} {_counted_forms(amount)}".strip(),
        _number_forms(amount),
    )


def _section_entries(presenter: StatementPresenter, statement_title: str, *, with_site_texts: bool) -> Iterator[SearchEntry]:
    """Yield the sections of the page with the prose written for this statement.

    The site's own texts in a section are the same for every statement; `with_site_texts` adds them for an entity's newest.
    """
    for name, section in presenter.content.sections.items():
        _, prose_source = presenter.statement.prose[presenter.lang].sections.get(name, (0, ""))
        if prose_source.strip() or _has_numbers(presenter, section):
            prose = markdown.render_html(prose_source, presenter.refs).striptags() if prose_source.strip() else ""
            site_texts = (section.lead, *(chart.title for chart in section.charts.values())) if with_site_texts else ()
            text = " ".join((*(each[presenter.lang] for each in site_texts), prose)).strip()
            is_explained = prose_source.strip() or any(map(presenter.ledger.reports, section.figures))
            page = "" if is_explained else "evidence/"  # which alone has the numbers that are no budget figures
            yield _section_entry(presenter, f"section-{name}", section.name[presenter.lang], text, statement_title, page)
    remarks = " ".join(_plain_text(presenter, remark.note) for remark in presenter.statement.remarks.values())
    for name, page in _ENDS.items():
        if name != "remarks" or remarks:
            lead = presenter.phrases[f"{name}-lead"] if with_site_texts else ""
            text = f"{lead} {remarks}".strip() if name == "remarks" else lead
            yield _section_entry(presenter, name, presenter.phrases[name], text, statement_title, page)


def _has_numbers(presenter: StatementPresenter, section: Section) -> bool:
    return any(map(presenter.ledger.reports, section.figures)) or bool(section.facts and presenter.statement.facts)


def _section_entry(
    presenter: StatementPresenter, anchor: str, title: str, text: str, statement_title: str, page: str = ""
) -> SearchEntry:
    href = _relative_href(presenter, f"{presenter.address}{page}#{anchor}")
    return SearchEntry("section", title, statement_title, href, (title,), text)


def _line_entries(language_site: LanguageSite, presenter: StatementPresenter, statement_title: str) -> Iterator[SearchEntry]:
    """Yield the lines of tables; a table's total is found by the table itself."""
    lang, statement = presenter.lang, presenter.statement
    for table, breakdown in statement.breakdowns.items():
        statement_table = StatementTable(table, breakdown)
        table_title = presenter.phrases.say(
            "page-title", title=language_site.content.tables[table].name[lang], entity=statement_title
        )
        for row in statement_table.rows:
            if not statement_table.is_total(row):
                title = row_name(language_site.content, statement, table, row, lang)
                href = _relative_href(presenter, presenter.refs.address(statement_table.anchor(row)))
                names = tuple(dict.fromkeys(filter(None, (title, row.name, row.code))))
                cells = (statement_table.cell(row, column) for column in statement_table.column_indexes)
                yield SearchEntry(
                    "line", title, table_title, href, names, "", _exact_forms(cell.amount for cell in cells if cell)
                )


def _finding_entries(presenter: StatementPresenter, statement_title: str) -> Iterator[SearchEntry]:
    words = presenter.phrases
    for finding in presenter.findings:
        if rate_outcome(finding) in ("fails", "last-digit", "wording"):
            view = presenter.finding_presenter.present(finding)
            note = words.say("page-title", title=view.rule, entity=statement_title)
            names = (view.name, view.rule, view.outcome_word)
            yield SearchEntry("finding", view.name, note, _relative_href(presenter, view.address), names, view.sentence)


def _plain_text(presenter: StatementPresenter, text: Text) -> str:
    return markdown.plain_text(text[presenter.lang], presenter.refs)


def _number_forms(amount: Amount) -> str:
    """An amount in every form that pages show: exact and rounded for display; empty for 0."""
    if not amount.value:
        return ""
    return " ".join((_exact_forms([amount]), *(amount_format.rounded_for_display(amount, lang) for lang in LANGUAGES)))


def _counted_forms(amount: Amount) -> str:
    """A count with its measure words, which are searchable; empty for money."""
    return (
        ""
        if amount.is_money
        else " ".join((amount_format.format_as_printed(amount), amount_format.format_readable(amount, "en")))
    )


def _exact_forms(amounts: Iterable[Amount]) -> str:
    """Amounts to the last yuan; a number has the same term in whatever unit it is shown."""
    return " ".join(dict.fromkeys(amount_format.format_exact(amount, "en") for amount in amounts if amount.value))
