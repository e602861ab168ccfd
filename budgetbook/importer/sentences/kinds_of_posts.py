"""Whose posts and people a sentence counts, and whom 实有 counts behind posts: 行政编制7名，事业编制0名，实有6人."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from budgetbook.importer.sentences.subject import NO_SUBJECT, Subject
from budgetbook.importer.sentences.tokens import Token
from budgetbook.importer.vocabulary import Vocabulary

_KINDS = ("administrative-posts", "institutional-posts")
_ALL = "posts"
"""Posts of every kind, whose holders are the staff."""
_PAID_BY = re.compile("(全额|差额|财政补助|财政补贴|自收自支|经费自理|参公|参照)(?:拨款|补助|管理)?(?:事业)?编")
"""How posts of institutions are paid for, which limits them to some where others stand beside them."""
_WORD = "编"
"""What every word for posts holds: 编制, 编数."""


def find_counted_posts(earlier_tokens: Sequence[Token], words: Sequence[str], subject: Subject, whole: Subject) -> Subject:
    """The posts whose holders one of `words` counts behind the tokens of a paragraph, which last gave those of `subject`.

    Behind both kinds of posts it counts the holders of `whole`, which they were parts of; without one, of all posts if there are
    none of one kind, else of neither for sure. A list that says it of each kind speaks of the last.
    """
    numbers_by_kind: dict[str, str] = {}
    passed_text, number = "", ""
    for token in reversed(earlier_tokens):
        passed_text = token.text + passed_text if token.kind in ("text", "lead", "filler") else ""
        if any(word in passed_text or word in token.text for word in words):
            break
        number = token.text if token.kind == "number" else number
        if token.kind == "name":
            numbers_by_kind |= {concept: number for concept in token.concepts if concept in _KINDS}
    if len(numbers_by_kind) < len(_KINDS):
        return subject
    return whole or (Subject(_ALL) if "0" in numbers_by_kind.values() else NO_SUBJECT)


def counts_people_by_posts(data: Vocabulary, subject: Subject, sentence: Sequence[Token]) -> bool:
    """True for posts in a list of kinds of people, whose number was not understood: 到岗60人，其中行政编制20人."""
    is_of_posts = bool(subject.concept) and data.concepts[subject.concept].measure == "posts"
    return is_of_posts and _WORD not in "".join(t.text for t in takewhile(lambda t: t.kind != "part", sentence))


def are_others_people(data: Vocabulary, earlier: Subject, subject: Subject, owner: str, body: str) -> bool:
    """True for people, or posts, behind such whose clause begins with `owner`, the name of a body that is not the document's."""
    measures = [data.concepts[each.concept].measure for each in (earlier, subject) if each.concept]
    is_other_body = not earlier.sure and owner.endswith(tuple(data.config.identity.bodies)) and not _is_misspelt(owner, body)
    return is_other_body and len(measures) > 1 and set(measures) <= {"people", "posts"}


def _is_misspelt(owner: str, body: str) -> bool:
    """True for the name of a body with another character in one place."""
    return len(owner) == len(body) and sum(a != b for a, b in zip(owner, body, strict=True)) == 1


def is_one_kind(subject: Subject, whole: str, text: str) -> bool:
    """True for posts that are called by who pays for them (全额拨款事业编制), among others or as part of all posts."""
    is_paid_by = subject.concept in _KINDS and _PAID_BY.search(subject.evidence)
    return bool(is_paid_by) and (bool(whole) or len(set(_PAID_BY.findall(text))) > 1)
