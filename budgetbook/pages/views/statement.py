"""A statement, its findings and a language in; its figures and remarks as pages show them out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from budgetbook.arithmetic import money
from budgetbook.arithmetic.finding import Finding, Found
from budgetbook.arithmetic.ledger import Ledger, Level
from budgetbook.arithmetic.money import Amount
from budgetbook.arithmetic.prior_year import change_since, compared_year, year_before
from budgetbook.content import code_hosts
from budgetbook.content.loader import Content, Statement
from budgetbook.content.model import Language, Text
from budgetbook.pages.models.parts import Change, FigureView, FindingView, Link, Number, RemarkView
from budgetbook.pages.views.findings import FindingViews
from budgetbook.pages.views.printed_change import printed_change
from budgetbook.text.explain import Explainer
from budgetbook.text.markdown import Href, Html, inline
from budgetbook.text.phrases import Words
from budgetbook.text.roles import References


@dataclass(frozen=True)
class StatementViews:
    """One statement in one language, on one page."""

    told: FindingViews
    """Its findings, as the page shows them."""
    found: Found

    @classmethod
    def of(cls, content: Content, ledger: Ledger, findings: tuple[Finding, ...], words: Words, href: Href) -> StatementViews:
        """All of it anew."""
        explainer = Explainer(content, words, ledger, References(content, words, ledger))
        return cls(FindingViews(explainer, href), Found(findings))

    def on(self, href: Href) -> StatementViews:
        """The same on another page, which has links of its own; all else is worked out once."""
        return StatementViews(self.told.on(href), self.found)

    @property
    def explainer(self) -> Explainer:
        """Puts findings into words, and knows names."""
        return self.told.explainer

    @cached_property
    def content(self) -> Content:
        """The dictionary, and the body that it is of."""
        return self.explainer.content

    @cached_property
    def ledger(self) -> Ledger:
        """Its values."""
        return self.explainer.ledger

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """How every check of it ended."""
        return self.found.all

    @cached_property
    def words(self) -> Words:
        """The words of the language."""
        return self.explainer.words

    @cached_property
    def href(self) -> Href:
        """Site address -> href from the page."""
        return self.told.href

    @cached_property
    def lang(self) -> Language:
        """The language."""
        return self.words.lang

    @cached_property
    def statement(self) -> Statement:
        """The statement itself."""
        return self.ledger.statement

    @cached_property
    def refs(self) -> References:
        """What roles mean on its pages."""
        return self.explainer.refs

    @property
    def title(self) -> str:
        """`2023 departmental budget`."""
        return self.words.say(f"statement-title-{self.statement.phase}", year=self.statement.fiscal_year)

    @property
    def address(self) -> str:
        """Of its page."""
        return f"{self.lang}/{self.statement.id}/"

    @cached_property
    def years(self) -> tuple[str, str]:
        """The statement's year and the one that it is set beside."""
        year = self.statement.fiscal_year
        return str(year), str(compared_year(self.ledger) or year - 1)

    def name(self, concept: str) -> str:
        """A concept's name."""
        return self.content.concepts[concept].name[self.lang]

    def rich(self, text: Text | None) -> Html:
        """A text of the statement as HTML; empty for none."""
        return inline(text[self.lang], self.refs, self.href) if text else Html()

    def figures(self, concepts: Iterable[str]) -> tuple[FigureView, ...]:
        """The concepts of a section that the statement reports, wholes before their parts."""
        return tuple(self.figure(concept, depth) for concept, depth in self.depths(concepts).items())

    def depths(self, concepts: Iterable[str]) -> dict[str, int]:
        """Those that the statement reports, each with how deep it stands among them: 0 for a whole."""
        shown = [concept for concept in concepts if self.ledger.reported(concept)]
        depth: dict[str, int] = {}
        for index, concept in enumerate(shown):
            about = self.content.concepts[concept]
            for part in {*about.parts, *about.of_which} & set(shown[index:]):
                depth[part] = depth.get(concept, 0) + 1
        return {concept: depth.get(concept, 0) for concept in shown}

    def figure(self, concept: str, depth: int = 0) -> FigureView:
        """One figure with all that is known of it."""
        figure, about = self.ledger.figure(concept), self.content.concepts[concept]
        state = figure.state if figure else "not-printed"
        return FigureView(
            id=concept,
            name=about.name[self.lang],
            explain=self.refs.tip(concept),
            term=f"{self.lang}/glossary/{concept}/",
            depth=depth,
            state=state,
            state_word="" if state == "printed" else self.words[f"state-{state}"],
            amount=self.number(concept),
            plans=self._plans(concept),
            prior=self.prior(concept),
            change=self.change(concept),
            share=self._share(concept),
            memorandum=about.memorandum and state != "nil",
            reason=self._reason(concept),
            note=self.rich(figure.note if figure else None),
            place=self.place(figure.at) if figure else "",
            findings=self.checks(concept),
            remarks=self.remarks(concept),
            citation=self._citation(concept),
            edit=self.edit("figures", concept),
        )

    def checks(self, anchor: str) -> tuple[FindingView, ...]:
        """Every check of a figure, project, fact or line of a table."""
        return tuple(self.told.of(finding) for finding in self.found.by_anchor.get(anchor, ()))

    def number(self, concept: str) -> Number | None:
        """A figure's amount, printed or computed."""
        known = self.ledger.known(concept, "amount")
        if known is None:
            return None
        return self.shown(known.amount, concept, computed=known.computed, year=self.year(concept))

    def prior(self, concept: str) -> Number | None:
        """A figure of the year before, wherever it comes from."""
        before = year_before(self.ledger, concept)
        if before is None:
            return None
        shown = self.shown(before.amount, concept, computed=before.computed, year=str(before.year))
        return replace(shown, source=self.from_document(before.source, concept)) if before.how == "earlier" else shown

    def from_document(self, ledger: Ledger, anchor: str) -> Link:
        """`from the 2024 budget`, led to a number of that document of the body."""
        document = self.words.document(ledger.statement.phase, ledger.statement.fiscal_year)
        return Link(self.words.say("from-document", document=document), self.refs.of(ledger).address(anchor))

    def _plans(self, concept: str) -> tuple[tuple[str, Number], ...]:
        """The initial and the adjusted budget that final accounts print beside a figure."""
        levels: tuple[Level, ...] = ("budget", "adjusted")
        printed = [(self.words[f"stage-{level}"], self.ledger.printed(concept, level)) for level in levels]
        return tuple((name, self.shown(amount, concept)) for name, amount in printed if amount)

    def year(self, concept: str) -> str:
        """The year that a figure speaks of."""
        figure = self.ledger.figure(concept)
        return str(figure.as_of.year) if figure and figure.as_of else self.years[0]

    def shown(self, amount: Amount, anchor: str, *, computed: bool = False, year: str = "") -> Number:
        """An amount as pages show it; the statement's year unless another is given."""
        return Number(
            text=money.readable(amount, self.lang),
            printed="" if computed else money.printed(amount),
            exact=money.exact(amount, self.lang),
            computed=computed,
            year=year or self.years[0],
            address=self.refs.address(anchor),
        )

    def change(self, concept: str) -> Change | None:
        """The change as computed, and as printed; without a figure of the year before, only as printed."""
        computed, (printed, said) = change_since(self.ledger, concept), printed_change(self.ledger, concept, self.words)
        if computed is None:
            return Change("", "", "", printed, agrees=True, said=said) if printed else None
        amount, then = computed.amount, computed.before.amount
        mine = self.found.by_anchor.get(concept, ())
        wrong = any(finding.role in ("change", "percent") and finding.verdict == "fails" for finding in mine)
        return Change(
            text=self.words.change(amount),
            percent=money.growth(amount, then) if amount.value else "",
            direction="increase" if amount.value > 0 else "decrease" if amount.value else "unchanged",
            printed=printed,
            agrees=not wrong,
            said=said,
        )

    def _share(self, concept: str) -> str:
        figure = self.ledger.figure(concept)
        return self.words.say("printed-share", share=f"{figure.share}%") if figure and figure.share is not None else ""

    def _reason(self, concept: str) -> Html:
        figure, change = self.ledger.figure(concept), change_since(self.ledger, concept)
        if figure and figure.reason:
            return self.rich(figure.reason)
        mine = change is not None and change.before.how != "earlier" and bool(change.amount.value)
        changed = mine and self.content.concepts[concept].measure == "money"
        return Html.escape(self.words.say("no-reason")) if changed else Html()

    def place(self, at: str) -> str:
        """A place of the document, by its number and in our words."""
        return self._places[at]

    @cached_property
    def _places(self) -> dict[str, str]:
        places = self.statement.places.items()
        return {at: self.words.say("place", number=at, name=about.name[self.lang]) for at, about in places}

    def remarks(self, about: str | None = None) -> tuple[RemarkView, ...]:
        """Remarks about one figure, project or fact; all of them for None."""
        return tuple(
            RemarkView(
                id=f"remark-{name}",
                kind=remark.kind,
                kind_word=self.words[f"kind-{remark.kind}"],
                place=self.place(remark.at),
                printed=remark.printed or "",
                note=self.rich(remark.note),
                about=self._about(remark.about),
            )
            for name, remark in self.statement.remarks.items()
            if about is None or remark.about == about
        )

    def _about(self, name: str | None) -> Link | None:
        return Link(self.explainer.name(name), self.refs.address(name)) if name else None

    def _citation(self, concept: str) -> str:
        figure, known = self.ledger.figure(concept), self.ledger.known(concept, "amount")
        computed = figure is None or (known is not None and known.computed)
        said = self.quoted(known.amount, computed=known.computed) if known else self.words["nothing"]
        place, year = self.place(figure.at) if figure else "", self.year(concept)
        return self.cite(concept, self.name(concept), said, place, year=year, computed=computed)

    def quoted(self, amount: Amount, *, computed: bool = False) -> str:
        """A number for a sentence: as printed, in English with its own units before that; what is not printed in these alone."""
        printed = money.printed(amount)
        if self.lang == "zh" or printed.isascii():
            return printed
        there = money.readable(amount, self.lang)
        return there if computed else self.words.say("quoted", amount=there, printed=printed)

    def cite(self, anchor: str, name: str, printed: str, place: str, *, year: str = "", computed: bool = False) -> str:
        """A number with all that finds it again, ready to be copied: body, document, place, what is printed, address."""
        return self.words.say(
            "citation-computed" if computed else "citation",
            entity=self.content.entities[self.statement.entity].name[self.lang],
            title=self.statement.source.title[self.lang],
            place=place,
            name=name,
            year=year or self.years[0],
            printed=printed,
            site=self.content.site.name[self.lang],
            address=self.content.site.address + self.refs.address(anchor),
        )

    def edit(self, *path: str | int) -> str:
        """Where the code host opens the line of a field for editing."""
        file = self.content.files[self.statement.file]
        line = file.keys.get(path, (1, 1))[0]
        return edit_address(self.content, self.statement.file, line)


def edit_address(content: Content, file: str, line: int) -> str:
    """Where the code host opens a line of a file for editing; empty where it has no page for it."""
    site = content.site
    pattern = code_hosts.pattern(site.repository, site.edit) or code_hosts.NO_EDITOR
    return code_hosts.edit_address(pattern, site.repository, site.branch, content.in_repository(file), line)
