"""Figures as pages show them: numbers, changes, and everything that is known of one figure.

`Html` values are safe markup made by `text/markdown.py`; any other text is plain, and the template escapes it.
"""

from __future__ import annotations

from dataclasses import dataclass

from budgetbook.pages.models.findings import FindingView
from budgetbook.pages.models.page import Link
from budgetbook.text.markdown import Html

_KINDS_OF_SLIPS = ("misprint", "wording", "structure")


@dataclass(frozen=True, slots=True)
class Number:
    """One number in the reader's words, and how it can be checked."""

    text: str
    """In the reader's own number words: `1,058.41万元` / `10.5841 million yuan`."""
    printed_text: str
    """As the document prints it: `1,058.41 万元`; empty if it is computed."""
    exact: str
    """To the last yuan: `10,584,100元` / `10,584,100 yuan`; the same as `text` if it is not money."""
    is_computed: bool
    """True if the document prints no such number and it was computed from others."""
    year: str
    address: str = ""
    """The figure's address in this language."""
    source: Link | None = None
    """`from the 2024 budget`, linked to the figure there: for a year before that the entity's earlier document prints."""

    @property
    def origin(self) -> str:
        """`earlier` if another document prints it; `computed` if none does."""
        return "earlier" if self.source else "computed" if self.is_computed else ""


@dataclass(frozen=True, slots=True)
class ChangeView:
    """The change since the year compared with, computed."""

    text: str
    """`增加59.43万元` / `up 594,300 yuan`, as computed; as printed if there is no figure of the year before."""
    percent: str
    """`6.6%`; empty if the prior figure is 0."""
    direction: str
    """increase, decrease or unchanged."""
    printed_text: str
    """As printed: `减少59.43 万元，6.6%`, in English only the digits, `59.43 万元, 6.6%`; empty if nothing is."""
    agrees: bool
    """True if the printed change is the computed one."""
    reader_text: str
    """The printed change in the reader's units: `a decrease of 594,300 yuan, 6.6%`; in Chinese these are the document's."""


@dataclass(frozen=True, slots=True)
class CompletionView:
    """The rate of completion that final accounts print of a figure."""

    text: str
    """`文件写的：完成年初预算的38.10%` / `as printed: 38.10% of the initial budget`."""
    computed_text: str
    """`36.36%`; empty if there is no budget to divide by."""
    agrees: bool
    """False if the printed rate contradicts the amounts."""


@dataclass(frozen=True, slots=True)
class RemarkView:
    """An oddity of the document that no arithmetic finds."""

    id: str
    kind: str
    """misprint, unlabelled, missing, ambiguous, plausibility, wording or structure."""
    kind_word: str
    place: str
    printed_text: str
    """The few characters in question; may be empty."""
    note: Html
    subject: Link | None

    @property
    def is_slip(self) -> bool:
        """True for a small slip in the text that touches no figure: those are folded, lest they drown the others."""
        return self.kind in _KINDS_OF_SLIPS and self.subject is None


@dataclass(frozen=True, slots=True)
class FigureView:
    """One figure with everything that is known of it. Its `id` is its anchor on the statement page."""

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
    year: str
    """The year that it is of."""
    amount: Number | None
    """None for nil."""
    plans: tuple[tuple[str, Number], ...]
    """In final accounts: the initial and the adjusted budget as printed, each with its name."""
    completion: CompletionView | None
    prior: Number | None
    change: ChangeView | None
    share: str
    """`占支出预算的90.1%` / `90.1% of expenditure`; may be empty."""
    memorandum: bool
    reason: Html
    """The document's reason for a change, or a sentence that it states none; may be empty."""
    note: Html
    place: str
    """Its place in the document: `三（一） 基本支出`; then the places of numbers printed elsewhere, each with its role."""
    findings: tuple[FindingView, ...]
    remarks: tuple[RemarkView, ...]
    line: int
    """The line of its file to correct it on."""

    @property
    def is_computed(self) -> bool:
        """True if the document does not print its amount."""
        return self.amount is not None and self.amount.is_computed

    @property
    def fails(self) -> bool:
        """True if something about it does not add up."""
        return any(finding.outcome == "fails" for finding in self.findings)
