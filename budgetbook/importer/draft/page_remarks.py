"""Remarks on pages that the reader could not read, or that cut their text off."""

from __future__ import annotations

from collections.abc import Iterator

from budgetbook.importer.draft.remarks import DraftRemark, create_remark
from budgetbook.importer.readers.document import Document, Omission


def remark_on_pages(document: Document) -> Iterator[DraftRemark]:
    """Yield each page without words, which may be blank or hold what nobody could read, and each page that cuts text off."""
    pages = [f"p{page}" for page in document.picture_pages]
    pages += [omission.where for omission in document.omissions if omission.kind in ("empty-page", "picture-page")]
    for page in pages:
        yield create_remark("page", page, None, place=page)
    for page, omission in {
        each.where: each for each in reversed(list(find_clipped_texts(document)))
    }.items():  # the first of each page
        yield create_remark("text-cut-off", page, None, place=page, passage=omission.words)


def find_clipped_texts(document: Document) -> Iterator[Omission]:
    """Yield the texts that pages do not show and that stand nowhere else in the document."""
    all_text = "".join("".join(document.texts()).split())
    for omission in document.omissions:
        if omission.kind == "clipped" and "".join(omission.words.split()) not in all_text:
            yield omission
