"""A statement in a few numbers: on the first screen of its page, and as a card in lists."""

from __future__ import annotations

from dataclasses import dataclass, replace

from budgetbook.arithmetic import money
from budgetbook.arithmetic.prior_year import change_since, prior_value
from budgetbook.content.loader import Statement
from budgetbook.pages.language import LanguageSite
from budgetbook.pages.models.figures import Number
from budgetbook.pages.models.findings import Tally
from budgetbook.pages.models.page import Link
from budgetbook.pages.views.statement import StatementPresenter


@dataclass(frozen=True, slots=True)
class KeyNumber:
    """One of the three to five numbers on the first screen."""

    label: str
    number: Number
    short: str
    """For a first screen, at most two decimals: `10.58 million yuan`."""
    sentence: str
    prior: Number | None = None
    """The year before that the sentence compares with."""


@dataclass(frozen=True, slots=True)
class StatementCard:
    """A statement in a list."""

    title: str
    address: str
    entity: Link
    year: str
    numbers: tuple[KeyNumber, ...]
    tally: Tally


def key_numbers(views: StatementPresenter) -> tuple[KeyNumber, ...]:
    """The numbers of the first screen, as far as the statement has them."""
    numbers = {concept: views.number(concept) for concept in views.content.site.key_figures}
    return tuple(_key_number(views, concept, number) for concept, number in numbers.items() if number)


def _key_number(views: StatementPresenter, concept: str, number: Number) -> KeyNumber:
    value = views.ledger.known_value(concept, "amount")
    short = money.rounded_for_display(value.amount, views.lang) if value else ""
    prior, earlier_value = views.prior(concept), prior_value(views.ledger, concept)
    prior = replace(prior, text=money.rounded_for_display(earlier_value.amount, views.lang)) if prior and earlier_value else None
    return KeyNumber(views.name(concept), number, short, _key_sentence(views, concept, number, prior), prior)


def _key_sentence(views: StatementPresenter, concept: str, number: Number, prior: Number | None) -> str:
    change = change_since(views.ledger, concept)
    fields = {"year": number.year, "prior_year": prior.year if prior else ""}
    if change is None or prior is None:
        return views.phrases.say("key-plain", **fields)
    if not change.amount.value:
        return views.phrases.say("key-same", **fields)
    share = money.format_growth(change.amount, change.prior.amount)
    change_text = views.phrases.change(change.amount, money.rounded_for_display)
    return views.phrases.say("key-change" if share else "key-change-plain", change=change_text, percent=share, **fields)


def statement_card(edition: LanguageSite, statement: Statement, page: str) -> StatementCard:
    """A statement in a list on a page."""
    views = edition.presenter(statement.id, page)
    return StatementCard(
        title=views.title,
        address=views.address,
        entity=edition.entity_link(statement.entity),
        year=str(statement.fiscal_year),
        numbers=key_numbers(views),
        tally=edition.tally(views.findings),
    )
