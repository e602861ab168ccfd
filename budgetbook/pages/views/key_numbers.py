"""A statement in; the numbers of its page's first screen out, each with a sentence on the year before."""

from __future__ import annotations

from dataclasses import replace

from budgetbook.arithmetic import money
from budgetbook.arithmetic.prior_year import change_since, year_before
from budgetbook.pages.models.parts import KeyNumber, Number
from budgetbook.pages.views.statement import StatementViews


def key_numbers(views: StatementViews) -> tuple[KeyNumber, ...]:
    """The numbers of the first screen, as far as the statement has them."""
    numbers = {concept: views.number(concept) for concept in views.content.site.key_figures}
    return tuple(_key_number(views, concept, number) for concept, number in numbers.items() if number)


def _key_number(views: StatementViews, concept: str, number: Number) -> KeyNumber:
    known = views.ledger.known(concept, "amount")
    short = money.short(known.amount, views.lang) if known else ""
    prior, before = views.prior(concept), year_before(views.ledger, concept)
    prior = replace(prior, text=money.short(before.amount, views.lang)) if prior and before else None
    return KeyNumber(views.name(concept), number, short, _key_sentence(views, concept, number, prior), prior)


def _key_sentence(views: StatementViews, concept: str, number: Number, prior: Number | None) -> str:
    since = change_since(views.ledger, concept)
    fields = {"year": number.year, "prior_year": prior.year if prior else ""}
    if since is None or prior is None:
        return views.words.say("key-plain", **fields)
    if not since.amount.value:
        return views.words.say("key-same", **fields)
    share = money.growth(since.amount, since.before.amount)
    said = views.words.change(since.amount, money.short)
    return views.words.say("key-change" if share else "key-change-plain", change=said, percent=share, **fields)
