"""Search entries of one statement: its tables, figures, projects, facts, sections, table lines and failed findings."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from budgetbook.arithmetic import amount_format
from budgetbook.arithmetic.money import Amount
from budgetbook.arithmetic.severity import rate_outcome
from budgetbook.arithmetic.statement_table import StatementTable
from budgetbook.content.content import Content
from budgetbook.content.model import StandardTable
from budgetbook.content.row import Row
from budgetbook.content.sections import Section
from budgetbook.content.text import Text
from budgetbook.pages.language import LanguageSite, relative_href
from budgetbook.pages.views.statement import StatementPresenter
from budgetbook.search.asked_words import code_tag
from budgetbook.search.figures import counted_forms, exact_forms, figure_entry, number_forms, plain_text, shown_forms
from budgetbook.search.index import SearchEntry
from budgetbook.text import markdown
from budgetbook.text.table_lines import row_name

_ENDS = {"checks": "evidence/", "tables": "", "remarks": "evidence/", "source": ""}
"""The last sections of every statement, each with the page below the statement's that has it; an id is also its phrase's."""


def build_entries(language_site: LanguageSite, presenter: StatementPresenter, statement_title: str) -> Iterator[SearchEntry]:
    """Yield the entries of a statement's pages; `statement_title` tells them apart from other statements'."""
    yield from _table_entries(language_site, presenter, statement_title)
    forms = shown_forms(presenter)
    for concept, definition in language_site.content.concepts.items():
        if definition.measure and presenter.ledger.reports(concept):
            yield figure_entry(presenter, concept, statement_title, forms.get(concept, ()))
    yield from _item_entries(presenter, statement_title)
    yield from _section_entries(presenter, statement_title, with_site_texts=presenter.statement is language_site.newest[0])
    yield from _line_entries(language_site, presenter, statement_title)
    yield from _finding_entries(presenter, statement_title)  # last, so that a new or mended finding moves no other entry


def _relative_href(presenter: StatementPresenter, address: str) -> str:
    return relative_href(f"{presenter.lang}/search/", address)


def _table_entries(language_site: LanguageSite, presenter: StatementPresenter, statement_title: str) -> Iterator[SearchEntry]:
    standard, lang, statement = language_site.content.tables, language_site.lang, presenter.statement
    for table in (*statement.breakdowns, *statement.tables):
        definition, breakdown = standard[table], statement.breakdowns.get(table)
        name = language_site.content.name_table(statement, table)[lang]
        in_text = presenter.phrases.say("listed-in-text") if breakdown and breakdown.in_text else ""
        href = _relative_href(presenter, presenter.refs.address(table))
        yield SearchEntry(
            "table",
            name,
            statement_title,
            href,
            (name,) if in_text else (name, *definition.also),
            in_text or definition.explain[lang],
            sentence=in_text or definition.explain[lang],
        )


def _item_entries(presenter: StatementPresenter, statement_title: str) -> Iterator[SearchEntry]:
    """Yield entries of named projects and of facts."""
    for name, project in presenter.statement.projects.items():
        yield _item_entry(
            presenter,
            "project",
            name,
            project.name,
            plain_text(presenter, project.purpose),
            presenter.ledger.project_amount(name),
            statement_title,
        )
    for name, fact in presenter.statement.facts.items():
        text = plain_text(presenter, fact.note) if fact.note else ""
        yield _item_entry(presenter, "fact", name, fact.name, text, Amount(fact.amount, fact.unit), statement_title)


def _item_entry(
    presenter: StatementPresenter, kind: str, anchor: str, name: Text, text: str, amount: Amount, statement_title: str
) -> SearchEntry:
    names = tuple(name[lang] for lang in presenter.content.languages)
    return SearchEntry(
        kind,
        name[presenter.lang],
        statement_title,
        _relative_href(presenter, presenter.refs.address(anchor)),
        names,
        f"{text} {counted_forms(amount, presenter.styles)}".strip(),
        number_forms(amount, presenter.styles),
        amount_format.format_for_prose(amount, presenter.style),
        text,
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
            title, sentence = section.name[presenter.lang], prose.strip() or section.lead[presenter.lang]
            yield _section_entry(presenter, f"section-{name}", title, text, statement_title, page, sentence)
    remarks = " ".join(plain_text(presenter, remark.note) for remark in presenter.statement.remarks.values())
    for name, page in _ENDS.items():
        if name != "remarks" or remarks:
            sentence = presenter.phrases[f"{name}-lead"]
            lead = sentence if with_site_texts else ""
            text = f"{lead} {remarks}".strip() if name == "remarks" else lead
            yield _section_entry(presenter, name, presenter.phrases[name], text, statement_title, page, sentence)


def _has_numbers(presenter: StatementPresenter, section: Section) -> bool:
    return any(map(presenter.ledger.reports, section.figures)) or bool(section.facts and presenter.statement.facts)


def _section_entry(
    presenter: StatementPresenter, anchor: str, title: str, text: str, statement_title: str, page: str, sentence: str
) -> SearchEntry:
    href = _relative_href(presenter, f"{presenter.address}{page}#{anchor}")
    tags = (anchor,) if anchor.startswith("section-") else ()
    return SearchEntry("section", title, statement_title, href, (title,), text, sentence=sentence, tags=tags)


def _line_entries(language_site: LanguageSite, presenter: StatementPresenter, statement_title: str) -> Iterator[SearchEntry]:
    """Yield the lines of tables, those of expenditure with codes first; a table's total is found by the table itself."""
    standard, breakdowns = language_site.content.tables, presenter.statement.breakdowns
    name_table = language_site.content.name_table

    expenditure = language_site.content.used_as("expenditure")

    def order(table: str) -> tuple[bool, bool]:
        return standard[table].concept != expenditure, not any(row.code for row in breakdowns[table].rows)

    for table in sorted(breakdowns, key=order):
        statement_table, definition = StatementTable(table, breakdowns[table]), standard[table]
        name = name_table(presenter.statement, table)[presenter.lang]
        table_title = presenter.phrases.say("page-title", title=name, entity=statement_title)
        for row in statement_table.rows:
            if not statement_table.is_total(row):
                yield _line_entry(presenter, statement_table, definition, row, table_title)


def _line_entry(
    presenter: StatementPresenter, table: StatementTable, definition: StandardTable, row: Row, table_title: str
) -> SearchEntry:
    title = row_name(presenter.content, presenter.statement, table.name, row, presenter.lang)
    cells = [cell for column in table.column_indexes if (cell := table.cell(row, column))]
    own_amount = next((cell.amount for cell in cells if cell.concept == definition.concept), None)
    concept = _concepts_by_name(presenter.content).get(row.name, "")
    return SearchEntry(
        "line",
        title,
        table_title,
        _relative_href(presenter, presenter.refs.address(table.anchor(row))),
        tuple(dict.fromkeys(filter(None, (title, row.name, row.code)))),
        "",
        exact_forms((cell.amount for cell in cells), presenter.styles[-1]),
        amount_format.format_for_prose(own_amount, presenter.style) if own_amount else "",
        tags=(*_code_tags(presenter.content, definition, row), *((concept,) if concept else ())),
    )


def _code_tags(content: Content, definition: StandardTable, row: Row) -> tuple[str, ...]:
    """The tag of the line's code, if people ask for that; of a purpose only where all that is spent on it is told."""
    entry = content.classifications.get(definition.by, {}).get(row.code or "")
    if row.code is None or entry is None or entry.asked is None:
        return ()
    is_part = definition.by == "functional" and definition.concept != content.used_as("expenditure")
    return () if is_part else (code_tag(definition.by, row.code),)


@lru_cache(maxsize=2)
def _concepts_by_name(content: Content) -> dict[str, str]:
    """Concepts by their Chinese name; the first where two have it."""
    return {concept.name.as_printed: name for name, concept in reversed(content.concepts.items())}


def _finding_entries(presenter: StatementPresenter, statement_title: str) -> Iterator[SearchEntry]:
    words = presenter.phrases
    for finding in presenter.findings:
        if rate_outcome(finding) in ("fails", "last-digit", "wording"):
            view = presenter.finding_presenter.present(finding)
            note = words.say("page-title", title=view.rule, entity=statement_title)
            names = (view.name, view.rule, view.outcome_word)
            href = _relative_href(presenter, view.address)
            tags = ("finding", href.rpartition("#")[2])
            yield SearchEntry("finding", view.name, note, href, names, view.sentence, sentence=view.sentence, tags=tags)
