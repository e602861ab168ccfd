"""Search entries of a statement's figures, and the forms in which a number is found.

A number is found in every form in which pages, search results and the data show it: an entry contains the page's own words, and
`search.terms` brings these and what a reader types to one form.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from budgetbook.arithmetic import amount_format
from budgetbook.arithmetic.amount_style import AmountStyle
from budgetbook.arithmetic.money import Amount
from budgetbook.arithmetic.prior_year import YearChange, change_since, prior_value
from budgetbook.arithmetic.term import Level
from budgetbook.content.figure import Figure
from budgetbook.content.text import Text
from budgetbook.content.units import PERCENT
from budgetbook.pages.figure_rows import common_unit
from budgetbook.pages.language import relative_href
from budgetbook.pages.views.statement import StatementPresenter
from budgetbook.search.index import SearchEntry
from budgetbook.text import markdown

_LEVELS: tuple[Level, ...] = ("prior", "budget", "adjusted")


def shown_forms(presenter: StatementPresenter) -> dict[str, list[str]]:
    """The amounts of each figure, this year's first, as its tile and its row write them: in the unit of the row."""
    forms: dict[str, list[str]] = {}
    groups = [presenter.content.site.key_figures, *(section.figures for section in presenter.content.sections.values())]
    for concepts in groups:
        unit = common_unit(presenter, concepts)
        for concept in filter(presenter.ledger.reports, concepts):
            value, prior = presenter.ledger.known_value(concept, "amount"), prior_value(presenter.ledger, concept)
            amounts = [each.amount for each in (value, prior) if each and each.amount.is_money and each.amount.value]
            forms.setdefault(concept, []).extend(unit.write_or_read(amount) for amount in amounts)
    return forms


def figure_entry(presenter: StatementPresenter, concept: str, statement_title: str, shown_forms: Iterable[str]) -> SearchEntry:
    """A figure: its amount, what changed and why; found by its name and by every number that it shows."""
    name, number = presenter.content.concepts[concept].name, presenter.number(concept)
    known_value, styles = presenter.ledger.known_value(concept, "amount"), presenter.styles
    figure = presenter.ledger.figure(concept)
    state = presenter.phrases[f"state-{figure.state}"] if figure and figure.state != "printed" else ""
    year_change = change_since(presenter.ledger, concept)
    reason, remark = _texts(presenter, figure)
    return SearchEntry(
        "figure",
        name[presenter.lang],
        statement_title,
        relative_href(f"{presenter.lang}/search/", f"{presenter.address}#{concept}"),
        tuple(name[lang] for lang in presenter.content.languages),
        " ".join(
            (
                *(number_forms(amount, styles) for amount in _other_amounts(presenter, concept)),
                *([counted_forms(known_value.amount, styles)] if known_value else ()),
                *filter(None, (reason, remark)),
            )
        ),
        " ".join((number_forms(known_value.amount, styles), *shown_forms)) if known_value else "",
        number.text if number else state,
        _sentence(presenter, year_change, reason),
        (concept, *_direction(year_change)),
    )


def _texts(presenter: StatementPresenter, figure: Figure | None) -> tuple[str, str]:
    """The reason that the document gives for a change, and our note; empty where there is none."""
    reason, remark = (
        plain_text(presenter, text) if text else "" for text in ((figure.reason, figure.note) if figure else (None, None))
    )
    return reason, remark


def _sentence(presenter: StatementPresenter, year_change: YearChange | None, reason: str) -> str:
    """The change since the year before, and the reason that the document gives."""
    if year_change is None:
        return reason
    words, amount = presenter.phrases, year_change.amount
    prior_year = year_change.prior.year
    change = words.say("key-change-plain", prior_year=prior_year, change=words.change(amount))
    if not amount.value:
        change = words.say("found-unchanged", prior_year=prior_year)
    return words.say("found-with-reason", change=change, reason=reason) if reason else change


def _direction(year_change: YearChange | None) -> tuple[str, ...]:
    return () if year_change is None or not year_change.amount.value else ("up" if year_change.amount.value > 0 else "down",)


def _other_amounts(presenter: StatementPresenter, concept: str) -> Iterator[Amount]:
    """Yield what else a figure's row shows: the year before, the change, the printed change and the budgets of final accounts."""
    ledger, year_change, prior = presenter.ledger, change_since(presenter.ledger, concept), prior_value(presenter.ledger, concept)
    yield from filter(None, (prior and prior.amount, year_change and year_change.amount))
    yield from filter(None, (ledger.printed_amount(concept, level) for level in _LEVELS))
    figure = ledger.figure(concept)
    shares = (figure.share, figure.completion) if figure else ()
    yield from (Amount(share, PERCENT) for share in shares if share is not None)
    printed_figure = figure.printed if figure else None
    if printed_figure and printed_figure.change is not None:
        yield Amount(printed_figure.change, printed_figure.unit or ledger.unit(concept))
    if printed_figure and printed_figure.percent is not None:
        yield Amount(printed_figure.percent, PERCENT)


def plain_text(presenter: StatementPresenter, text: Text) -> str:
    """A text of the statement as plain words."""
    return markdown.plain_text(text[presenter.lang], presenter.refs)


def number_forms(amount: Amount, styles: Sequence[AmountStyle]) -> str:
    """An amount in every form that pages show: exact and rounded for display; empty for 0."""
    if not amount.value:
        return ""
    return " ".join((exact_forms([amount], styles[-1]), *(amount_format.rounded_for_display(amount, style) for style in styles)))


def counted_forms(amount: Amount, styles: Sequence[AmountStyle]) -> str:
    """A count with its measure words, which are searchable; empty for money."""
    if amount.is_money:
        return ""
    return " ".join(
        (amount_format.format_as_printed(amount), *(amount_format.format_readable(amount, style) for style in styles))
    )


def exact_forms(amounts: Iterable[Amount], style: AmountStyle) -> str:
    """Amounts to the last digit; a number has the same term in whatever unit it is shown."""
    return " ".join(dict.fromkeys(amount_format.format_exact(amount, style) for amount in amounts if amount.value))
