"""A statement in a few numbers: on the first screen of its page, and as a card in lists."""

from __future__ import annotations

from dataclasses import dataclass

from budgetbook.arithmetic import amount_format
from budgetbook.arithmetic.column_unit import ColumnUnit
from budgetbook.arithmetic.prior_year import change_since
from budgetbook.content.content import Statement
from budgetbook.pages.figure_rows import common_unit
from budgetbook.pages.language import LanguageSite
from budgetbook.pages.models.figures import Number
from budgetbook.pages.models.findings import Tally
from budgetbook.pages.models.page import Link
from budgetbook.pages.models.review import ReviewView, review_view
from budgetbook.pages.views.statement import StatementPresenter


@dataclass(frozen=True, slots=True)
class KeyNumber:
    """One of the three to five numbers on the first screen."""

    label: str
    """In everyday words where the field's term is not plain."""
    term: str
    """The field's term, if the label is another."""
    number: Number
    short: str
    """Rounded, in the unit of its row: `10.58 million yuan`."""
    sentence: str
    prior: Number | None = None
    """The year before, which the sentence compares with."""


@dataclass(frozen=True, slots=True)
class StatementCard:
    """A statement in a list."""

    title: str
    address: str
    entity: Link
    year: str
    numbers: tuple[KeyNumber, ...]
    tally: Tally
    review: ReviewView | None


def key_numbers(presenter: StatementPresenter) -> tuple[KeyNumber, ...]:
    """The numbers of the first screen that the statement has, all money in one unit.

    Where it has not the one that the site asks for, that is the first of its stand-ins: under its own name, and once.
    """
    numbers = dict(filter(None, (_find_number(presenter, concept) for concept in presenter.content.site.key_figures)))
    unit = common_unit(presenter, numbers)
    return tuple(_key_number(presenter, concept, number, unit) for concept, number in numbers.items())


def _find_number(presenter: StatementPresenter, concept: str) -> tuple[str, Number] | None:
    """The number of a concept, or of the first of its stand-ins that the statement has."""
    for name in (concept, *presenter.content.concepts[concept].stand_ins):
        if number := presenter.number(name):
            return name, number
    return None


def _key_number(presenter: StatementPresenter, concept: str, number: Number, unit: ColumnUnit) -> KeyNumber:
    value, name = presenter.ledger.known_value(concept, "amount"), presenter.name(concept)
    short = unit.write_or_read(value.amount) if value else ""
    plain, prior = presenter.plain_words(concept), presenter.prior(concept)
    return KeyNumber(
        plain or name, name if plain else "", number, short, _key_sentence(presenter, concept, number, prior, unit), prior
    )


def _key_sentence(presenter: StatementPresenter, concept: str, number: Number, prior: Number | None, unit: ColumnUnit) -> str:
    change = change_since(presenter.ledger, concept)
    fields = {"year": number.year, "prior_year": prior.year if prior else ""}
    if change is None or prior is None:
        return presenter.phrases.say("key-plain", **fields)
    if not change.amount.value:
        return presenter.phrases.say("key-same", **fields)
    share = amount_format.format_growth(change.amount, change.prior.amount, presenter.style.numbers)
    change_text = presenter.phrases.change(change.amount, unit.write_or_read)
    return presenter.phrases.say("key-change" if share else "key-change-plain", change=change_text, percent=share, **fields)


def statement_card(language_site: LanguageSite, statement: Statement, page: str) -> StatementCard:
    """Build the card of a statement for a list on a page."""
    presenter = language_site.presenter(statement.id, page)
    return StatementCard(
        title=presenter.title,
        address=presenter.address,
        entity=language_site.entity_link(statement.entity),
        year=language_site.phrases.name_year(statement.fiscal_year),
        numbers=key_numbers(presenter),
        tally=language_site.tally(presenter.findings),
        review=review_view(statement, presenter.phrases),
    )
