"""Doubts outcomes in a budget: what a year's accounts gave is not what its budget plans, whichever of the two the document is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from budgetbook.importer.document_phase import Phase
from budgetbook.importer.mention import Mention

_OUTCOME = re.compile("(?<!预)决算(?:总额|总数|汇总数|数)")


def doubt_outcomes(mentions: Sequence[Mention], phase: Phase, year: int) -> list[Mention]:
    """The mentions, with those of a budget doubtful that are outcomes of its own year by their words: 支出决算数为18.50万元."""
    return [_doubt(each, year) for each in mentions] if phase == "budget" else list(mentions)


def _doubt(mention: Mention, year: int) -> Mention:
    is_outcome = mention.role == "amount" and mention.year == year and _OUTCOME.search(mention.evidence)
    return replace(mention, status="doubtful") if mention.status == "placed" and is_outcome else mention
