"""A role and its content in, as ``{figure}`revenue` ``; the words, link and tip that stand for it out.

The names are the statement's own figures, projects and facts, the dictionary's terms and the site's pages.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from budgetbook.arithmetic import money
from budgetbook.arithmetic.ledger import Ledger, total_of
from budgetbook.arithmetic.money import Amount
from budgetbook.arithmetic.prior_year import change_since, compared_year, year_before
from budgetbook.content.loader import Content
from budgetbook.content.model import Language
from budgetbook.text.markdown import Inline, plain, words_with_target
from budgetbook.text.phrases import Words
from budgetbook.text.table_lines import line_address


class UnknownName(LookupError):
    """A role that names nothing. `name` is the word in question, `known` what it could have been."""

    def __init__(self, role: str, name: str, known: Mapping[str, object] | tuple[str, ...]) -> None:
        super().__init__(f"{role}: {name}")
        self.role, self.name, self.known = role, name, tuple(known)


class NoValue(LookupError):
    """A role that names a figure of which the statement does not give what is asked for."""

    def __init__(self, role: str, name: str) -> None:
        super().__init__(f"{role}: {name}")
        self.role, self.name = role, name


@dataclass(frozen=True)
class References:
    """What roles mean in one language, on one statement's pages or (without a ledger) anywhere."""

    content: Content
    words: Words
    ledger: Ledger | None = None

    @cached_property
    def lang(self) -> Language:
        """The language."""
        return self.words.lang

    def __call__(self, role: str, content: str) -> Inline:
        """What stands for a role. Raises UnknownName or NoValue."""
        if role in _ANYWHERE:
            return _ANYWHERE[role](self, content)
        if self.ledger is not None and role in _STATEMENT:
            return _STATEMENT[role](self, self.ledger, content)
        raise UnknownName("role", role, (*_ANYWHERE, *(_STATEMENT if self.ledger else ())))

    def address(self, name: str) -> str:
        """Where a figure, project or fact of the statement stands."""
        statement = self.ledger.statement if self.ledger else None
        if statement and name in statement.tables:
            return f"{self.lang}/{statement.id}/#tables"
        if statement and name.partition(".")[0] in statement.breakdowns:
            return line_address(statement, name, self.lang)
        return f"{self.lang}/{statement.id if statement else ''}/#{name}"

    def of(self, ledger: Ledger) -> References:
        """The same on another document of the body."""
        return References(self.content, self.words, ledger)

    def term(self, concept: str, words: str = "") -> Inline:
        """A link to a term's glossary page; the tip is its meaning."""
        about = self.content.concepts[concept]
        tip = plain(about.explain[self.lang], self._name_only)
        return Inline(words or about.name[self.lang], f"{self.lang}/glossary/{concept}/", tip, "term")

    def _name_only(self, role: str, content: str) -> Inline:
        words, name = words_with_target(content)
        if role != "term":
            raise UnknownName("role", role, ("term",))
        _known(role, name, self.content.concepts)
        return Inline(words or self.content.concepts[name].name[self.lang])

    def tip(self, concept: str) -> str:
        """A concept's meaning as plain words."""
        return plain(self.content.concepts[concept].explain[self.lang], self._name_only)

    def shown(self, ledger: Ledger, concept: str, amount: Amount) -> Inline:
        """A figure's amount, linked to the figure where the statement has one."""
        address = self.address(concept) if ledger.reported(concept) else ""
        return Inline(money.bare(amount, self.lang), address)


def _known(role: str, name: str, names: Mapping[str, object]) -> None:
    if name not in names:
        raise UnknownName(role, name, names)


def _term(refs: References, content: str) -> Inline:
    words, name = words_with_target(content)
    _known("term", name, refs.content.concepts)
    return refs.term(name, words)


def _page(refs: References, content: str) -> Inline:
    words, name = words_with_target(content)
    _known("page", name, refs.content.articles)
    return Inline(words or refs.content.articles[name][refs.lang].title, f"{refs.lang}/{name}/", kind="page")


def _figure(refs: References, ledger: Ledger, name: str) -> Inline:
    _known("figure", name, ledger.concepts)
    known = ledger.known(name, "amount")
    if known is None:
        raise NoValue("figure", name)
    return refs.shown(ledger, name, known.amount)


def _prior(refs: References, ledger: Ledger, name: str) -> Inline:
    _known("prior", name, ledger.concepts)
    before = year_before(ledger, name)
    if before is None:
        raise NoValue("prior", name)
    shown = refs.shown(ledger, name, before.amount)
    then = before.source.statement
    if before.how == "earlier":
        tip = refs.words.say("from-document", document=refs.words.document(then.phase, then.fiscal_year))
        return replace(shown, address=refs.of(before.source).address(name), tip=tip)
    return replace(shown, tip=refs.words["not-printed-computed"]) if before.computed else shown


def _change(refs: References, ledger: Ledger, name: str) -> Inline:
    _known("change", name, ledger.concepts)
    change = change_since(ledger, name)
    if change is None:
        raise NoValue("change", name)
    return Inline(refs.words.change(change.amount), refs.address(name))


def _percent(refs: References, ledger: Ledger, name: str) -> Inline:
    _known("percent", name, ledger.concepts)
    change = change_since(ledger, name)
    percent = money.growth(change.amount, change.before.amount) if change else ""
    if not percent:
        raise NoValue("percent", name)
    return Inline(percent, refs.address(name))


def _share(_refs: References, ledger: Ledger, content: str) -> Inline:
    name, of, whole = content.partition(" of ")
    _known("share", name, ledger.concepts)
    if not of:
        raise NoValue("share", name)
    for concept in (name, whole):
        _known("share", concept, ledger.concepts)
    part, total = ledger.known(name, "amount"), ledger.known(whole, "amount")
    if part is None or total is None or not total.amount.value:
        raise NoValue("share", content)
    return Inline(money.share(part.amount.base(), total.amount.base()))


def _remainder(refs: References, ledger: Ledger, name: str) -> Inline:
    _known("remainder", name, ledger.concepts)
    left = ledger.remainder(name)
    if left is None:
        raise NoValue("remainder", name)
    return Inline(money.bare(left, refs.lang))


def _listed(refs: References, ledger: Ledger, name: str) -> Inline:
    _known("listed", name, ledger.concepts)
    terms = ledger.listed(name)
    if not terms:
        raise NoValue("listed", name)
    return Inline(money.bare(Amount(total_of(terms), terms[0].amount.unit), refs.lang))


def _project(refs: References, ledger: Ledger, name: str) -> Inline:
    _known("project", name, ledger.statement.projects)
    return Inline(money.bare(ledger.project(name), refs.lang), refs.address(name))


def _fact(refs: References, ledger: Ledger, name: str) -> Inline:
    _known("fact", name, ledger.statement.facts)
    fact = ledger.statement.facts[name]
    return Inline(money.bare(Amount(fact.amount, fact.unit), refs.lang), refs.address(name))


def _year(refs: References, ledger: Ledger, name: str) -> Inline:
    years = {"this": ledger.statement.fiscal_year, "prior": compared_year(ledger)}
    _known("year", name, years)
    if years[name] is None:
        raise NoValue("year", name)
    return Inline(money.readable(Amount(Decimal(years[name] or 0), "年"), refs.lang))


def _word(refs: References, name: str) -> Inline:
    """What the interface says, for prose that explains it: it can then name nothing that no page shows."""
    _known("word", name, refs.words.all)
    return Inline(refs.words[name])


_ANYWHERE: dict[str, Callable[[References, str], Inline]] = {"term": _term, "page": _page, "word": _word}
_STATEMENT: dict[str, Callable[[References, Ledger, str], Inline]] = {
    "figure": _figure,
    "prior": _prior,
    "change": _change,
    "percent": _percent,
    "share": _share,
    "remainder": _remainder,
    "listed": _listed,
    "project": _project,
    "fact": _fact,
    "year": _year,
}
