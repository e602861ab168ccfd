"""One statement in one language as pages show it: names, numbers, places, remarks, citations."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from budgetbook.arithmetic import amount_format
from budgetbook.arithmetic.amount_style import AmountStyle
from budgetbook.arithmetic.finding import Finding, FindingIndex
from budgetbook.arithmetic.ledger import Ledger
from budgetbook.arithmetic.money import Amount
from budgetbook.arithmetic.prior_year import compared_year, prior_value
from budgetbook.content.content import Content, Statement
from budgetbook.content.figure import PlacedItem
from budgetbook.content.text import Language, Text
from budgetbook.pages.models.figures import Number, RemarkView
from budgetbook.pages.models.findings import FindingView
from budgetbook.pages.models.page import Link
from budgetbook.pages.views.edit_links import EditLinks
from budgetbook.pages.views.findings import FindingPresenter, join_by_rule
from budgetbook.text.explain import Explainer
from budgetbook.text.markdown import Href, Html, render_inline
from budgetbook.text.phrases import Phrases
from budgetbook.text.place_names import name_place
from budgetbook.text.roles import References

CITED_FIELDS = ("name", "year", "place", "printed")
"""What a citation says of its number."""


@dataclass(frozen=True)
class StatementPresenter:
    """One statement in one language, on one page."""

    finding_presenter: FindingPresenter
    """Its findings, as the page shows them."""
    finding_index: FindingIndex

    @classmethod
    def create(
        cls, content: Content, ledger: Ledger, findings: tuple[Finding, ...], phrases: Phrases, href: Href
    ) -> StatementPresenter:
        """Create a presenter with everything it needs."""
        explainer = Explainer.create(content, phrases, ledger)
        return cls(FindingPresenter(explainer, href), FindingIndex(findings))

    def with_href(self, href: Href) -> StatementPresenter:
        """Return the presenter for another page; everything but links is still computed only once."""
        return StatementPresenter(self.finding_presenter.with_href(href), self.finding_index)

    @property
    def explainer(self) -> Explainer:
        """Puts findings into words, and knows names."""
        return self.finding_presenter.explainer

    @cached_property
    def content(self) -> Content:
        """The common content, and the entity of the statement."""
        return self.explainer.content

    @cached_property
    def ledger(self) -> Ledger:
        """The values of the statement."""
        return self.explainer.ledger

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """Every finding of the statement."""
        return self.finding_index.all

    @cached_property
    def phrases(self) -> Phrases:
        """The phrases of the language."""
        return self.explainer.phrases

    @cached_property
    def href(self) -> Href:
        """Maps a site address to the href from the page."""
        return self.finding_presenter.href

    @cached_property
    def lang(self) -> Language:
        """The language."""
        return self.phrases.lang

    @property
    def style(self) -> AmountStyle:
        """How the language writes amounts."""
        return self.phrases.style

    @cached_property
    def styles(self) -> tuple[AmountStyle, ...]:
        """How each language writes amounts, with the signs of this one in numbers: the search reads them by its rules."""
        styles = (Phrases(lang, self.content.phrases).style for lang in self.content.languages)
        return tuple(replace(style, numbers=self.style.numbers, texts={}) for style in styles)

    @cached_property
    def statement(self) -> Statement:
        """The statement itself."""
        return self.ledger.statement

    @cached_property
    def refs(self) -> References:
        """The meaning of roles on its pages."""
        return self.explainer.refs

    @property
    def title(self) -> str:
        """`2023 departmental budget`."""
        return self.phrases.say(f"statement-title-{self.statement.phase}", year=self.statement.fiscal_year)

    @property
    def address(self) -> str:
        """The address of its page."""
        return f"{self.lang}/{self.statement.id}/"

    @cached_property
    def years(self) -> tuple[str, str]:
        """What readers call the statement's year and the year compared with."""
        year = self.statement.fiscal_year
        return self.phrases.name_year(year), self.phrases.name_year(compared_year(self.ledger) or year - 1)

    def name(self, concept: str) -> str:
        """The name of a concept."""
        return self.content.concepts[concept].name[self.lang]

    def plain_name(self, concept: str) -> str:
        """A concept in everyday words, or by its name where that is plain enough."""
        return self.plain_words(concept) or self.name(concept)

    def plain_words(self, concept: str) -> str:
        """A concept in everyday words; empty if its name is plain enough."""
        plain = self.content.concepts[concept].plain
        return plain[self.lang] if plain else ""

    def render_text(self, text: Text | None) -> Html:
        """Render a text of the statement as HTML; empty for None."""
        return render_inline(text[self.lang], self.refs, self.href) if text else Html()

    def finding_views(self, anchor: str) -> tuple[FindingView, ...]:
        """The findings about a figure, project, fact or table line; those that settle nothing are joined, rule by rule."""
        return self.present(self.finding_index.by_anchor.get(anchor, ()))

    def present(self, findings: Iterable[Finding]) -> tuple[FindingView, ...]:
        """The views of findings; those that settle nothing are joined, rule by rule."""
        return join_by_rule(self.finding_presenter.present(finding) for finding in findings)

    def number(self, concept: str) -> Number | None:
        """The amount of a figure, printed or computed."""
        value = self.ledger.known_value(concept, "amount")
        if value is None:
            return None
        return self.number_view(value.amount, concept, is_computed=value.is_computed, year=self.year(concept))

    def prior(self, concept: str) -> Number | None:
        """The figure of the year before, wherever it is from."""
        earlier_value = prior_value(self.ledger, concept)
        if earlier_value is None:
            return None
        view = self.number_view(
            earlier_value.amount, concept, is_computed=earlier_value.is_computed, year=self.phrases.name_year(earlier_value.year)
        )
        return replace(view, source=self.source_link(earlier_value.source, concept)) if earlier_value.how == "earlier" else view

    def source_link(self, ledger: Ledger, anchor: str) -> Link:
        """`from the 2024 budget`, linked to a number in that document of the entity."""
        document = self.phrases.document(ledger.statement.phase, ledger.statement.fiscal_year)
        return Link(self.phrases.say("from-document", document=document), self.refs.with_ledger(ledger).address(anchor))

    def year(self, concept: str) -> str:
        """The year that a figure is about."""
        figure = self.ledger.figure(concept)
        return str(figure.as_of.year) if figure and figure.as_of else self.years[0]

    def number_view(self, amount: Amount, anchor: str, *, is_computed: bool = False, year: str = "") -> Number:
        """Build an amount as pages show it, of the statement's year unless another is passed."""
        return Number(
            text=amount_format.format_readable(amount, self.style),
            printed_text="" if is_computed else amount_format.format_as_printed(amount, self.style.printed_numbers),
            exact=amount_format.format_exact(amount, self.style),
            is_computed=is_computed,
            year=year or self.years[0],
            address=self.refs.address(anchor),
        )

    def place(self, place_number: str) -> str:
        """A place of the document, by its number and in our words."""
        if place_number not in self._places:
            self._places[place_number] = name_place(self.statement.places, place_number, self.phrases)
        return self._places[place_number]

    def places(self, item: PlacedItem) -> str:
        """The place of a figure or project, and by role those of its numbers that are printed elsewhere."""
        others = [
            self.phrases.say("place-of-role", role=self.phrases[f"role-{role}"], place=self.place(place))
            for role, place in item.elsewhere.items()
        ]
        return self.phrases.marks.semicolon.join([self.place(item.at), *others])

    @cached_property
    def _places(self) -> dict[str, str]:
        return {}

    def remark_views(self, subject: str | None = None) -> tuple[RemarkView, ...]:
        """The remarks about one figure, project or fact; all of them for None."""
        return tuple(
            RemarkView(
                id=f"remark-{name}",
                kind=remark.kind,
                kind_word=self.phrases[f"kind-{remark.kind}"],
                place=self.place(remark.at),
                printed_text=remark.printed or "",
                note=self.render_text(remark.note),
                subject=self._subject_link(remark.about),
            )
            for name, remark in self.statement.remarks.items()
            if subject is None or remark.about == subject
        )

    def _subject_link(self, name: str | None) -> Link | None:
        return Link(self.explainer.namer.name(name), self.refs.address(name)) if name else None

    @property
    def is_printed_in(self) -> bool:
        """True if the page is in the language of the document."""
        return self.lang == self.content.printed_in

    def citation_form(self, address: str, year: str = "") -> str:
        """How to cite a number of a page: entity, document, place, number, address. What differs from number to number is a word
        in brackets, which the page's script fills in."""
        return self.phrases.say(
            "citation",
            entity=self.content.entities[self.statement.entity].name[self.lang],
            title=self.statement.source.title[self.lang],
            site=self.content.site.name[self.lang],
            address=f"{self.content.site.address}{address}",
            **{field: self.phrases[f"cite-{field}"] for field in CITED_FIELDS} | ({"year": year} if year else {}),
        )

    @cached_property
    def edit_links(self) -> EditLinks:
        """Leads to the lines of its file in the code host's editor."""
        return EditLinks(self.content, self.statement)
