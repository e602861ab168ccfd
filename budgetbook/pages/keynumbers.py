"""A statement in; the numbers of its page's first screen out, each with a sentence on the year before."""

from __future__ import annotations

from budgetbook.arithmetic import money
from budgetbook.pages.elements import KeyNumber, Number
from budgetbook.pages.statementviews import StatementViews


def key_numbers(views: StatementViews) -> tuple[KeyNumber, ...]:
    """The numbers of the first screen, as far as the statement has them."""
    numbers = {concept: views.number(concept) for concept in views.content.site.key_figures}
    return tuple(_key_number(views, concept, number) for concept, number in numbers.items() if number)


def _key_number(views: StatementViews, concept: str, number: Number) -> KeyNumber:
    known = views.ledger.known(concept, "amount")
    short = money.short(known.amount, views.lang) if known else ""
    prior = views.prior(concept)
    return KeyNumber(views.name(concept), number, short, _key_sentence(views, concept, prior), prior)


def _key_sentence(views: StatementViews, concept: str, prior: Number | None) -> str:
    change = views.change(concept)
    fields = {"year": views.years[0], "prior_year": prior.year if prior else ""}
    if change is None or prior is None:
        return views.words.say("key-plain", **fields)
    if change.direction == "unchanged":
        return views.words.say("key-same", **fields)
    key = "key-change" if change.percent else "key-change-plain"
    return views.words.say(key, change=change.text, percent=change.percent, **fields)
