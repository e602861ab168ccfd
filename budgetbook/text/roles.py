"""Resolves roles in prose, such as ``{figure}`revenue` ``, to words, link and tip.

Names are the statement's own figures, projects and facts, the dictionary's terms and the site's articles.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from budgetbook.arithmetic import amount_format
from budgetbook.arithmetic.amount_style import AmountStyle
from budgetbook.arithmetic.itemisation import compute_remainder, list_itemised_terms
from budgetbook.arithmetic.ledger import Ledger
from budgetbook.arithmetic.money import Amount
from budgetbook.arithmetic.prior_year import compared_year
from budgetbook.arithmetic.term import total_of
from budgetbook.content.content import Content, Statement
from budgetbook.content.text import Language
from budgetbook.text.markdown import ResolvedRole, plain_text
from budgetbook.text.phrases import Phrases
from budgetbook.text.role_numbers import MissingValueError, RoleNumbers, UnknownRoleTargetError, require_name
from budgetbook.text.role_syntax import words_with_target
from budgetbook.text.table_lines import line_address


def is_nil_table(statement: Statement, name: str) -> bool:
    """True for a table without lines, which has no page: the list of tables says all there is to say."""
    return name in statement.breakdowns and not statement.breakdowns[name].rows


def evidence_address(statement: str, lang: Language) -> str:
    """Address of the page that proves a statement's numbers."""
    return f"{lang}/{statement}/evidence/"


@dataclass(frozen=True)
class References:
    """Resolver of roles in one language, for one statement or (without a ledger) for the site's common texts."""

    content: Content
    phrases: Phrases
    ledger: Ledger | None = None

    @cached_property
    def lang(self) -> Language:
        """Language of the phrases."""
        return self.phrases.lang

    @property
    def style(self) -> AmountStyle:
        """How the language writes amounts."""
        return self.phrases.style

    def __call__(self, role: str, content: str) -> ResolvedRole:
        """Resolve a role. Raises UnknownRoleTargetError or MissingValueError."""
        if role in _COMMON_ROLES:
            return _COMMON_ROLES[role](self, content)
        if self.ledger is not None and role in _STATEMENT_ROLES:
            return _STATEMENT_ROLES[role](self, self.ledger, content)
        raise UnknownRoleTargetError("role", role, (*_COMMON_ROLES, *(_STATEMENT_ROLES if self.ledger else ())))

    def address(self, name: str) -> str:
        """Address of a figure, project, fact or table line of the statement; for a quoted passage, the list of its checks."""
        statement = self.ledger.statement if self.ledger else None
        if statement and (name in statement.tables or is_nil_table(statement, name)):
            return f"{self.lang}/{statement.id}/#tables"
        if statement and name in statement.quotes:
            return f"{evidence_address(statement.id, self.lang)}#checks"
        if statement and name in statement.facts:
            return f"{evidence_address(statement.id, self.lang)}#{name}"
        if statement and name.partition(".")[0] in statement.breakdowns:
            return line_address(statement, name, self.lang)
        return f"{self.lang}/{statement.id if statement else ''}/#{name}"

    def with_ledger(self, ledger: Ledger) -> References:
        """A resolver for another document of the entity."""
        return References(self.content, self.phrases, ledger)

    def term(self, concept: str, words: str = "") -> ResolvedRole:
        """A link to a term's glossary page, with its meaning as the tip."""
        definition = self.content.concepts[concept]
        tip = plain_text(definition.explain[self.lang], self._name_only)
        return ResolvedRole(words or definition.name[self.lang], f"{self.lang}/glossary/{concept}/", tip, "term")

    def _name_only(self, role: str, content: str) -> ResolvedRole:
        words, name = words_with_target(content)
        if role != "term":
            raise UnknownRoleTargetError("role", role, ("term",))
        require_name(role, name, self.content.concepts)
        return ResolvedRole(words or self.content.concepts[name].name[self.lang])

    def tip(self, concept: str) -> str:
        """Meaning of a concept as plain words."""
        return plain_text(self.content.concepts[concept].explain[self.lang], self._name_only)

    def link_amount(self, ledger: Ledger, name: str, amount: Amount) -> ResolvedRole:
        """An amount, linked to its line, or to its figure if the statement reports the concept."""
        address = self.address(name) if "." in name or ledger.reports(name) else ""
        return ResolvedRole(_write_for_readers(amount, self.style), address)


def _write_for_readers(amount: Amount, style: AmountStyle) -> str:
    """Write money with two decimals at most: its figure, a click away, has every digit. Counts keep theirs."""
    write = amount_format.rounded_for_display if amount.is_money else amount_format.format_for_prose
    return write(amount, style)


def _term(refs: References, content: str) -> ResolvedRole:
    words, name = words_with_target(content)
    require_name("term", name, refs.content.concepts)
    return refs.term(name, words)


def _page(refs: References, content: str) -> ResolvedRole:
    words, name = words_with_target(content)
    require_name("page", name, refs.content.articles)
    return ResolvedRole(words or refs.content.articles[name][refs.lang].title, f"{refs.lang}/{name}/", kind="page")


def _figure(refs: References, ledger: Ledger, name: str) -> ResolvedRole:
    return refs.link_amount(ledger, name, RoleNumbers(refs.content, ledger).find_amount("figure", name))


def _prior(refs: References, ledger: Ledger, name: str) -> ResolvedRole:
    prior = RoleNumbers(refs.content, ledger).find_prior("prior", name)
    resolved_role = refs.link_amount(ledger, name, prior.amount)
    if prior.source is not ledger:
        then = prior.source.statement
        tip = refs.phrases.say("from-document", document=refs.phrases.document(then.phase, then.fiscal_year))
        return replace(resolved_role, address=refs.with_ledger(prior.source).address(prior.name), tip=tip)
    return replace(resolved_role, tip=refs.phrases["not-printed-computed"]) if prior.is_computed else resolved_role


def _change(refs: References, ledger: Ledger, name: str) -> ResolvedRole:
    change, _ = RoleNumbers(refs.content, ledger).find_change("change", name)
    return ResolvedRole(refs.phrases.change(change, lambda size: _write_for_readers(size, refs.style)), refs.address(name))


def _percent(refs: References, ledger: Ledger, name: str) -> ResolvedRole:
    percent = amount_format.format_growth(*RoleNumbers(refs.content, ledger).find_change("percent", name), refs.style.numbers)
    if not percent:
        raise MissingValueError("percent", name)
    return ResolvedRole(percent, refs.address(name))


def _share(refs: References, ledger: Ledger, content: str) -> ResolvedRole:
    name, separator, whole = content.partition(" of ")
    numbers = RoleNumbers(refs.content, ledger)
    part = numbers.find_amount("share", name)
    total = numbers.find_amount("share", whole) if separator else None
    if total is None or not total.value:
        raise MissingValueError("share", content)
    return ResolvedRole(amount_format.format_percentage(part.to_base_unit(), total.to_base_unit(), refs.style.numbers))


def _remainder(refs: References, ledger: Ledger, name: str) -> ResolvedRole:
    require_name("remainder", name, ledger.concepts)
    left = compute_remainder(ledger, name)
    if left is None:
        raise MissingValueError("remainder", name)
    return ResolvedRole(_write_for_readers(left, refs.style))


def _itemised_total(refs: References, ledger: Ledger, name: str) -> ResolvedRole:
    require_name("listed", name, ledger.concepts)
    terms = list_itemised_terms(ledger, name)
    if not terms:
        raise MissingValueError("listed", name)
    return ResolvedRole(_write_for_readers(Amount(total_of(terms), terms[0].amount.unit), refs.style))


def _project(refs: References, ledger: Ledger, name: str) -> ResolvedRole:
    require_name("project", name, ledger.statement.projects)
    return ResolvedRole(_write_for_readers(ledger.project_amount(name), refs.style), refs.address(name))


def _fact(refs: References, ledger: Ledger, name: str) -> ResolvedRole:
    require_name("fact", name, ledger.statement.facts)
    fact = ledger.statement.facts[name]
    return ResolvedRole(amount_format.format_for_prose(Amount(fact.amount, fact.unit), refs.style), refs.address(name))


def _year(refs: References, ledger: Ledger, name: str) -> ResolvedRole:
    years = {"this": ledger.statement.fiscal_year, "prior": compared_year(ledger)}
    require_name("year", name, years)
    if years[name] is None:
        raise MissingValueError("year", name)
    return ResolvedRole(
        amount_format.format_readable(Amount(Decimal(years[name] or 0), ledger.units.usual_for("year")), refs.style)
    )


def _word(refs: References, name: str) -> ResolvedRole:
    """An interface word, for prose that explains the interface: it cannot name what no page shows."""
    require_name("word", name, refs.phrases.interface_words)
    return ResolvedRole(refs.phrases[name])


_COMMON_ROLES: dict[str, Callable[[References, str], ResolvedRole]] = {"term": _term, "page": _page, "word": _word}
_STATEMENT_ROLES: dict[str, Callable[[References, Ledger, str], ResolvedRole]] = {
    "figure": _figure,
    "prior": _prior,
    "change": _change,
    "percent": _percent,
    "share": _share,
    "remainder": _remainder,
    "listed": _itemised_total,
    "project": _project,
    "fact": _fact,
    "year": _year,
}
