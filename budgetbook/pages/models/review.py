"""What a page says about who has checked a statement."""

from __future__ import annotations

from dataclasses import dataclass

from budgetbook.content.content import Statement
from budgetbook.text.phrases import Phrases


@dataclass(frozen=True, slots=True)
class ReviewView:
    """How far a person has compared a statement that a program read."""

    is_complete: bool
    label: str
    """A few words, for cards and the top of pages."""
    sentence: str
    """The same in full, with the numbers and who looked."""


def review_view(statement: Statement, phrases: Phrases) -> ReviewView | None:
    """What to say of a statement's review; None where a person typed the statement."""
    review = statement.review
    if review is None:
        return None
    fields = {
        "seen": phrases.count(review.seen),
        "count": phrases.count(review.of),
        "by": review.by[phrases.lang] if review.by else "",
    }
    if review.is_complete:
        return ReviewView(True, phrases["review-complete"], phrases.say("review-complete", **fields))
    sentence = phrases.say("review-begun" if review.seen else "review-not-begun", **fields)
    return ReviewView(False, phrases["review-unchecked"], sentence)
