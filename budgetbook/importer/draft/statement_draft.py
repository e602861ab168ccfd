"""A statement as read from a document: the data of its file, with the evidence for each entry."""

from __future__ import annotations

from dataclasses import dataclass, field

from budgetbook.importer.draft.entries import DraftEntry, Fields
from budgetbook.importer.draft.remarks import DraftRemark
from budgetbook.importer.mention import Mention


@dataclass
class StatementDraft:
    """The data of a statement in the order of its file, and everything that the editor should know."""

    head: Fields
    source: Fields
    places: dict[str, Fields]
    figures: dict[str, DraftEntry]
    projects: dict[str, DraftEntry]
    breakdowns: dict[str, Fields]
    lines: dict[str, dict[str, DraftEntry]]
    """Table -> code -> what the text says of that row."""
    tables: dict[str, Fields]
    open_mentions: list[Mention]
    """Numbers that look like figures and are not placed, or that have two readings."""
    unread_parts: list[str] = field(default_factory=list)
    """Pages without text, tables without a standard title, and columns that no concept fits."""
    left_out: list[str] = field(default_factory=list)
    """Path and value of everything that was read and that no statement can hold."""
    quotes: dict[str, DraftEntry] = field(default_factory=dict)
    """Passages whose words are not as they should be."""
    remarks: list[DraftRemark] = field(default_factory=list)
    """What no rule can be sure of and a person should look at."""
    body_names: tuple[str, ...] = ()
    """The body's name, where the document tells it for certain."""
    file_names: tuple[str, ...] = ()
    """The names of the document's files, if there are several."""
