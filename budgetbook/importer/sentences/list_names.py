"""Finds what brackets behind the last of several names call them all: 公务接待费、公车运行费（“三公”经费）."""

from __future__ import annotations

from collections.abc import Sequence

from budgetbook.importer.name_matching import ConceptNames, normalise
from budgetbook.importer.sentences.subject import NO_SUBJECT, Subject
from budgetbook.importer.sentences.tokens import Token
from budgetbook.importer.vocabulary import Vocabulary


def find_list_name(tokens: Sequence[Token], index: int, last: Subject, vocabulary: Vocabulary, names: ConceptNames) -> Subject:
    """The figure that the brackets behind the name at `index`, whose subject is `last`, give as that of the whole list.

    No subject if the name stands alone (公务接待费（“三公”经费）), or it or the name before it is no part of that figure.
    """
    bracket = tokens[index + 1] if index + 1 < len(tokens) else None
    if bracket is None or bracket.kind != "bracket":
        return NO_SUBJECT
    text = normalise(bracket.text).text.strip("()")
    prefix = next((word for word in vocabulary.config.so_called if text.startswith(word)), "")
    wholes = names.find_exact(text.removeprefix(prefix))
    list_concepts = [c for t in tokens[:index] if t.kind == "name" for c in t.concepts[:1]][-1:]
    if len(wholes) != 1 or not list_concepts:
        return NO_SUBJECT
    are_parts = all(c != wholes[0] and vocabulary.belongs_to(c, wholes[0]) for c in (*list_concepts, last.concept))
    return Subject(wholes[0], evidence=bracket.text) if are_parts else NO_SUBJECT
