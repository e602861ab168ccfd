"""Divides the data of a large site into parts, each of whole entities, so that no file passes what hosts take."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from budgetbook.infra.manifest.contribution_table import EVERY_ENTITY
from budgetbook.opendata.contributions import Contributions
from budgetbook.opendata.row_contribution import WEIGHT

MAX_WEIGHT = 150_000
"""Numbers and findings in a part. Its database, the largest file, takes 60 to 140 bytes for each of them, and a megabyte for the
dictionary: less than the 25 MiB of Cloudflare Pages."""


@dataclass(frozen=True, slots=True)
class DataPart:
    """Some entities in the order of their ids, with all their statements."""

    number: int
    """From 1; 0 if the data is in one part."""
    span: tuple[str, str]
    """First and last id."""

    @property
    def suffix(self) -> str:
        """What stands in the names of its files: `figures-2.csv.gz`; nothing if there are no others."""
        return f"-{self.number}" if self.number else ""


def plan_parts(contributions: Contributions, max_weight: int = MAX_WEIGHT) -> tuple[DataPart, ...]:
    """The parts: as few entities change places as may be when one of them grows, since each part is filled before the next."""
    spans = list(_fill_spans(contributions, max_weight))
    if len(spans) < 2:
        return (DataPart(0, EVERY_ENTITY),)
    return tuple(DataPart(number, span) for number, span in enumerate(spans, 1))


def _fill_spans(contributions: Contributions, max_weight: int) -> Iterator[tuple[str, str]]:
    first, last, weight = "", "", 0
    for entity, more in zip(contributions.register.entities, contributions.collect(WEIGHT), strict=True):
        if first and weight + more > max_weight:
            yield first, last
            first, weight = "", 0
        first, last, weight = first or entity, entity, weight + more
    if first:
        yield first, last
