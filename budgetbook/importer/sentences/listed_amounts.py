"""Notes the amounts that a sentence lists under a whole: those of its known parts, and others that may count in it as well.

A list can hold what the dictionary does not know as a part (基本支出…，其中：人员经费…，公用经费…，专户资金…). The sum of
the known ones alone then tells nothing about the document.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from budgetbook.importer.mention import ListMembership, Mention
from budgetbook.importer.sentences.lexicon import DIRECTIONS
from budgetbook.importer.sentences.subject import concept_can_have_unit
from budgetbook.importer.sentences.tokens import Token
from budgetbook.importer.vocabulary import Vocabulary

_AMOUNT_ROLES = ("amount", "budget", "adjusted")
_NO_AMOUNT = (*DIRECTIONS, "share", "last-year", "other-year", "earlier-year", "difference", "completed", "unit-price")
"""Words of a clause whose number is no amount of a list: a change, a share, what was last year."""


@dataclass
class _OpenList:
    """A list as far as it has been read."""

    key: str
    depth: int | None = None
    """The brackets around its items; None before the first one."""


@dataclass
class ListedAmounts:
    """The lists of one paragraph."""

    vocabulary: Vocabulary
    open_lists: dict[str, _OpenList] = field(default_factory=dict)
    """By the concept of their whole."""
    last_key: str = ""

    def open_list(self, whole: str, key: str, depth: int | None = None) -> None:
        """Open the list that the words announce, if the whole has parts."""
        if whole and whole not in self.open_lists and self.vocabulary.concepts[whole].parts:
            self.open_lists[whole], self.last_key = _OpenList(key, depth), key

    def end_sentence(self) -> None:
        """Close every list."""
        self.open_lists.clear()

    def note(self, mention: Mention, clause: Sequence[Token], depth: int, narrowest: str) -> Mention:
        """The mention, with the lists that it stands in; `narrowest` is what the words broke down last."""
        if not is_listed_amount(mention, clause):
            return mention
        concept = mention.concept if mention.status == "placed" and not mention.item_path else ""
        for whole in [w for w in self.open_lists if concept and self._leaves(concept, w)]:
            del self.open_lists[whole]
        if concept and mention.role in _AMOUNT_ROLES:
            self.open_list(self.vocabulary.whole_of.get(concept, ""), f"{mention.spot} {mention.digits}")
        memberships = tuple(
            ListMembership(whole, each.key, is_part=bool(concept) and self.vocabulary.is_within(concept, whole))
            for whole, each in self.open_lists.items()
            if concept != whole
            and concept_can_have_unit(self.vocabulary, whole, mention.unit)
            and not (narrowest not in ("", whole) and self.vocabulary.is_within(narrowest, whole))
            and self._is_at_depth(each, depth)
        )
        if concept and mention.role in _AMOUNT_ROLES:
            self.open_list(concept, f"{mention.spot} {mention.digits}")
        return replace(mention, lists=memberships) if memberships else mention

    def _is_at_depth(self, open_list: _OpenList, depth: int) -> bool:
        """True for an item of the list itself; what brackets say of an item is none."""
        open_list.depth = depth if open_list.depth is None else open_list.depth
        return depth <= open_list.depth

    def _leaves(self, concept: str, whole: str) -> bool:
        """True if a figure cannot stand in the list: what the whole is some of, what stands beside it, another total."""
        data = self.vocabulary
        if concept == whole or data.is_within(concept, whole):
            return False
        key = self.open_lists[whole].key  # what only the whole's own amount opened is no list that the text goes back to
        outer_wholes = [outer for outer, each in self.open_lists.items() if each.key != key]
        if any(data.is_within(concept, outer) and data.is_within(whole, outer) for outer in outer_wholes):
            return True
        neighbours_whole = data.whole_of.get(concept)
        return (
            data.belongs_to(whole, concept)
            or (neighbours_whole is not None and neighbours_whole == data.whole_of.get(whole))
            or concept in data.sides
            or bool(data.concepts[concept].parts)
        )


def is_listed_amount(mention: Mention, clause: Sequence[Token]) -> bool:
    """True for a number that can be an amount of a list."""
    if not mention.digits or mention.project or mention.kind not in ("figure", "other"):
        return False
    if mention.status == "placed":
        return mention.role in _AMOUNT_ROLES
    compares = any(t.kind in _NO_AMOUNT for t in clause) or [t.kind for t in clause[:1]] == ["compare"]
    return mention.role in _AMOUNT_ROLES and not compares
