"""Compares what the files of one document say of themselves: their body, year and phase have to be the same."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from budgetbook.importer.body_name import find_body_name
from budgetbook.importer.document_phase import find_phase
from budgetbook.importer.document_title import find_title
from budgetbook.importer.fiscal_year import MissingYearError, find_fiscal_year
from budgetbook.importer.readers.document import Document, UnreadableDocumentError
from budgetbook.importer.vocabulary import Vocabulary

Identity = tuple[str, str, str]
"""Body, year and phase; "" for what a file does not tell."""


def check_agreement(documents: Sequence[Document], vocabulary: Vocabulary) -> None:
    """Raise UnreadableDocumentError if two files are of different bodies, years or phases; one that tells nothing agrees."""
    identities = [_identify(document, vocabulary) for document in documents]
    for (first, one), (second, other) in combinations(zip(documents, identities, strict=True), 2):
        for mine, yours in zip(one, other, strict=True):
            if mine and yours and not (mine.endswith(yours) or yours.endswith(mine)):
                names = {"first": first.name, "second": second.name}
                raise UnreadableDocumentError("import-files-differ", one=mine, other=yours, **names)


def _identify(document: Document, vocabulary: Vocabulary) -> Identity:
    title = find_title(document, vocabulary)
    name = find_body_name(document, title, vocabulary.config.identity)
    try:
        year = find_fiscal_year(document, title)
    except MissingYearError:
        return name.text if name.is_sure else "", "", ""
    phase = find_phase(document, title, year, vocabulary)
    words = {"budget": "预算", "final-accounts": "决算"}
    return name.text if name.is_sure else "", f"{year}年", words.get(phase, "")
