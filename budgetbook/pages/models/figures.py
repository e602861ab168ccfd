"""Figures as several kinds of pages show them: numbers, changes, and all that is known of one figure.

`Html` values are safe markup made by `text/markdown.py`; every other text is plain and is escaped by the template.
"""

from __future__ import annotations

from dataclasses import dataclass

from budgetbook.pages.models.findings import FindingView
from budgetbook.pages.models.page import Link
from budgetbook.text.markdown import Html


@dataclass(frozen=True, slots=True)
class Number:
    """One number as the reader sees it, and how it can be checked."""

    text: str
    """In the reader's own number words: `1,058.41万元` / `10.5841 million yuan`."""
    printed_text: str
    """As the document prints it: `1,058.41 万元`; empty where it is computed."""
    exact: str
    """To the last yuan: `10,584,100元` / `10,584,100 yuan`; the same as `text` for what is no money."""
    is_computed: bool
    """True where the document prints no such number and it was worked out from others."""
    year: str
    address: str = ""
    """The figure's address in this language."""
    source: Link | None = None
    """`from the 2024 budget`, led to the figure there: of a year before that stands in the entity's earlier document."""

    @property
    def origin(self) -> str:
        """`earlier` where another document has it; `computed` where none prints it."""
        return "earlier" if self.source else "computed" if self.is_computed else ""


@dataclass(frozen=True, slots=True)
class ChangeView:
    """The change since the year compared with, computed."""

    text: str
    """`增加59.43万元` / `up 594,300 yuan`, as computed; without a figure of the year before, as printed."""
    percent: str
    """`6.6%`; empty where the prior figure is 0."""
    direction: str
    """increase, decrease or unchanged."""
    printed_text: str
    """What the document says: `减少59.43 万元，6.6%`, in English the digits alone, `59.43 万元, 6.6%`; empty for nothing."""
    agrees: bool
    """Whether what is printed is what the figures give."""
    reader_text: str
    """The same in the reader's own units: `a decrease of 594,300 yuan, 6.6%`; in Chinese these are the document's."""


@dataclass(frozen=True, slots=True)
class RemarkView:
    """Something in the document that no arithmetic finds."""

    id: str
    kind: str
    """misprint, unlabelled, missing, ambiguous, plausibility, wording or structure."""
    kind_word: str
    place: str
    printed_text: str
    """The few characters in question; may be empty."""
    note: Html
    subject: Link | None


@dataclass(frozen=True, slots=True)
class FigureView:
    """One figure with all that is known of it. Its `id` is its address on the statement page."""

    id: str
    name: str
    explain: str
    """One or two plain sentences."""
    term: str
    """The address of its glossary page."""
    depth: int
    """0 for a whole, 1 for a part, 2 for a part of a part."""
    state: str
    """printed, not-printed, nil or held-centrally."""
    state_word: str
    """Empty for a printed figure."""
    amount: Number | None
    """None for nil."""
    plans: tuple[tuple[str, Number], ...]
    """In final accounts: the initial and the adjusted budget, as printed, each with its name."""
    prior: Number | None
    change: ChangeView | None
    share: str
    """`占支出预算的90.1%` / `90.1% of expenditure`; may be empty."""
    memorandum: bool
    reason: Html
    """The reason that the document gives for a change; or the sentence that it gives none; may be empty."""
    note: Html
    place: str
    """Where in the document: `三（一） 基本支出`."""
    findings: tuple[FindingView, ...]
    remarks: tuple[RemarkView, ...]
    citation: str
    edit: str
    """Where the code host opens the very line for editing (absolute)."""

    @property
    def fails(self) -> bool:
        """Whether something about it does not add up."""
        return any(finding.verdict == "fails" for finding in self.findings)
