"""What a paragraph has said so far in; what its words speak of, and the mention that a number makes, out."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from budgetbook.content.statement import Direction
from budgetbook.importer.mention import Mention
from budgetbook.importer.readers.document import Paragraph
from budgetbook.importer.sentences.lexicon import Lexer
from budgetbook.importer.sentences.subject import NOTHING, Context, Subject, fits
from budgetbook.importer.sentences.subject_finder import Chooser
from budgetbook.importer.sentences.tokens import Token
from budgetbook.importer.vocabulary import BASES, MONEY, Vocabulary


@dataclass(frozen=True)
class Grammar:
    """Reads paragraphs; holds what is the same for the whole document."""

    vocabulary: Vocabulary
    lexer: Lexer
    chooser: Chooser
    fiscal_year: int
    executed: bool = False
    """Whether the document is of final accounts, where an amount is what was executed."""


@dataclass
class Speech:
    """One paragraph as far as it has been read: what is being spoken of, and how a mention of it is made."""

    grammar: Grammar
    paragraph: Paragraph
    context: Context
    row: list[Token] = field(default_factory=list)
    """The tokens of the sentence so far."""
    subject: Subject = field(default_factory=Subject)
    unit: str = ""
    fresh: bool = True
    """Whether the subject has no number yet."""
    parts: int = 0
    """How many figures of a list of parts have come since 其中."""
    whole: str = ""
    """What the sentence takes apart since 其中."""
    outer: str = ""
    """What it took apart before, where one of the parts is taken apart in turn, up to the next semicolon."""
    listed: str = ""
    """What the paragraph has taken apart last."""
    sharer: Subject = field(default_factory=Subject)
    """What a share that follows is a share of something of."""
    counted: Subject = field(default_factory=Subject)
    """What a sentence about the use of money has counted by the way."""
    comparison: str = ""
    """What the paragraph compares with: `last-year`, another class of words, or nothing yet."""
    kept: list[tuple[Subject, Subject, str]] = field(default_factory=list)
    """What was spoken of before the brackets that are open."""
    reason: bool = False
    began: int = 0
    """Where the reason begins."""
    as_of: str = ""

    def compared(self, unit: str) -> Subject | None:
        """What the clause of a comparison names itself: 与2023年收入预算11,000万元相比; 基本支出比上年增加3%. None: nothing."""
        chunk, choose = self.chunk(), self.grammar.chooser
        for index in range(len(chunk) - 1, -1, -1):
            if chunk[index].kind not in ("code", "name", "both"):
                continue
            subject = choose.named(chunk[: index + 1], "万元" if unit == "%" else unit, self.whole, self.context)
            if subject and subject.concept not in self.grammar.vocabulary.words.weak_names:
                return subject
            if not subject and chunk[index].kind == "name" and self.grammar.lexer.totals.issuperset(chunk[index].concepts):
                return NOTHING  # a bare 收入 or 支出, of which nobody says whose it is: not what was spoken of before
        return None

    def unnamed(self) -> Subject:
        """The subject at hand; after a list of parts, in a sentence of its own, it may as well be the whole."""
        listed = self.listed and self.parts > 1 and not any(t.kind == "name" for t in self.row)
        return replace(self.subject, sure=False, others=(self.listed,)) if listed else self.subject

    def with_last_year(self) -> bool:
        """Whether a change is one since last year: not since a year before, and not the distance from the budget."""
        return self.comparison in ("", "last-year")

    def compares(self, token: Token) -> None:
        """Keep in mind what is compared with: the first year or kind of budget after 比, 与, 较; 同比 says it alone."""
        since = next((t for t in reversed(self.row) if t.kind in ("compare", "increase", "decrease", "unchanged", "mark")), None)
        if token.kind == "compare" and not (since and since.kind == "compare"):  # 与2024年度相比: said already
            self.comparison = "last-year" if token.text in self.grammar.vocabulary.words.same_period else "open"
        elif since is not None and since.kind == "compare" and self.comparison in ("open", *BASES):
            if token.kind in ("last-year", "this-year", "other-year", *BASES):
                self.comparison = token.kind
            elif token.text in ("预算", "预算数") and self.comparison == "open":
                self.comparison = "initial-budget"

    def same(self, subject: Subject, unit: str) -> bool:
        """Whether a subject's figures can have a unit."""
        if subject.names:
            return unit in MONEY
        return fits(self.grammar.vocabulary, subject.concept, unit)

    def chunk(self) -> list[Token]:
        """The tokens since the last number of the sentence."""
        last = max((i for i, t in enumerate(self.row) if t.kind == "number"), default=-1)
        start = 0 if last >= 0 and self._price(last) else last + 1
        return self.row[start:]

    def clause(self) -> list[Token]:
        """The tokens since the last mark of the sentence."""
        last = max((i for i, t in enumerate(self.row) if t.kind == "mark"), default=-1)
        return self.row[last + 1 :]

    def _price(self, index: int) -> bool:
        return index > 0 and self.row[index - 1].kind == "unit-price"

    def made(self, token: Token, subject: Subject, role: Any, project: str = "") -> Mention:
        """The mention of a figure; an amount is what is spoken of from here on."""
        prose = self.context.prose and not project
        if role in ("amount", "budget", "adjusted") and not project:
            self.subject, self.fresh = subject, False
            self.parts += self.grammar.chooser.inside(subject.concept, self.whole) if subject.concept else 0
            if not any(t.kind == "share" for t in self.clause()):  # 占全部项目11个的100%: the 11 are the whole, not the part
                self.sharer = subject
        unit = token.unit or self.unit
        if role == "amount":
            self.unit = unit
        if prose and not subject.sure:
            return self.plain(token, "other")
        mention = self.said(token, role, direction=self.direction(role), basis=self.basis(), subject=subject)
        about = self.grammar.vocabulary.concepts.get(subject.concept)
        held = bool(about and about.stock) and subject.concept not in self.grammar.vocabulary.planned
        planned = held and any(t.kind == "buying" for t in self.row)  # 拟新增配置: not what is held
        sure = subject.sure and bool(token.unit) and not planned
        return replace(
            mention, digits=token.text, kind="figure", status="placed" if sure else "doubtful", unit=unit, project=project,
            evidence=project or self.words_before(token),
        )  # fmt: skip

    def said(
        self, token: Token, role: Any, direction: Direction | None = None, basis: Any = None, subject: Subject | None = None
    ) -> Mention:
        """A mention of the subject at hand, or of another, that holds no number yet."""
        about = self.subject if subject is None else subject
        year = self.grammar.fiscal_year - (role == "prior")
        data = self.grammar.vocabulary
        stock = about.concept and data.concepts[about.concept].stock and about.concept not in data.planned
        as_of = self.as_of if stock else ""
        return Mention(
            "", "word", "placed", self.paragraph.spot(token.start), self.context.place, token.text,
            concept=about.concept, names=about.names, twin=about.twin, fund=about.fund or "all", role=role,
            year=int(as_of[:4]) if as_of else year, direction=direction, basis=basis, as_of=as_of, others=about.others,
        )  # fmt: skip

    def direction(self, role: str) -> Direction | None:
        """The last word of increase or decrease before the number."""
        if role not in ("change", "percent"):
            return None
        kinds = [t.kind for t in self.row if t.kind in ("increase", "decrease")]
        return {"increase": "increase", "decrease": "decrease"}.get(kinds[-1]) if kinds else None  # type: ignore[return-value]

    def basis(self) -> Any:
        """The document's word for the figure that it compares with."""
        after = [i for i, t in enumerate(self.row) if t.kind == "last-year"]
        found = [t.kind for t in self.row[after[-1] :] if t.kind in BASES] if after else []
        return found[0] if found else None

    def words_before(self, token: Token) -> str:
        """The clause up to the number, as evidence."""
        start = max((t.end for t in self.row if t.kind == "mark"), default=self.row[0].start if self.row else token.start)
        return self.paragraph.text[max(start, token.start - 30) : max(token.unit_end, token.end)].strip()

    def plain(self, token: Token, kind: Any) -> Mention:
        """The mention of a number that is placed nowhere."""
        year = int(token.text) if kind == "year" else 0
        unit = token.unit if token.unit != "other" else ""
        evidence = self.paragraph.text[max(0, token.start - 6) : max(token.unit_end, token.end) + 4]
        spot = self.paragraph.spot(token.start)
        return Mention(token.text, kind, "not-placed", spot, self.context.place, evidence, unit=unit, year=year)

    def lost(self, token: Token) -> Mention:
        """A number with the look of a figure that no wording places; below a heading of plans it is none."""
        kind = "other" if self.context.prose or token.unit not in (*MONEY, "人", "名", "辆", "%") else "figure"
        return self.plain(token, kind)
