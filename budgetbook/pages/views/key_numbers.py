"""A statement in; the numbers of its page's first screen out, each with a sentence on the year before."""

from __future__ import annotations

from dataclasses import replace

from budgetbook.arithmetic import money
from budgetbook.arithmetic.prior_year import change_since, prior_value
from budgetbook.pages.models.parts import KeyNumber, Number
from budgetbook.pages.views.statement import StatementPresenter


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
