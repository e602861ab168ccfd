"""The international class that the editors assign to a national code or a concept, with the status of that mapping."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from budgetbook.content.content import Content
from budgetbook.content.model import ClassMapping

Status = Literal["judgement", "choice", "none"]


@dataclass(frozen=True, slots=True)
class ClassMappingResult:
    """The class that a code or concept is mapped to."""

    code: str | None
    """The international code; None if none fits or nothing is decided."""
    status: Status | None
    """`judgement`: one class fits; `choice`: others could be argued for; `none`: no class fits; None: undecided."""
    mapping: ClassMapping | None = None


def map_code(content: Content, scheme: str, code: str) -> ClassMappingResult:
    """The mapping of a code, or of the nearest coarser code that has one."""
    lines: Mapping[str, ClassMapping] = getattr(content.international, scheme, {})
    for size in sorted((n for n in _levels(content, scheme) if n <= len(code)), reverse=True):
        if line := lines.get(code[:size]):
            return _mapping_result(line)
    return ClassMappingResult(None, None)


def map_concept(content: Content, concept: str) -> ClassMappingResult:
    """The GFSM class of a concept."""
    line = content.international.concepts.get(concept)
    return _mapping_result(line) if line else ClassMappingResult(None, None)


def split_levels(content: Content, scheme: str, code: str) -> tuple[str | None, ...]:
    """A code cut at its levels, coarsest first; None for levels that it does not reach."""
    return tuple(code[:size] if len(code) >= size else None for size in _levels(content, scheme))


def _levels(content: Content, scheme: str) -> tuple[int, ...]:
    shape = content.shapes.get(scheme)
    return shape.levels if shape else ()


def _mapping_result(line: ClassMapping) -> ClassMappingResult:
    if line.to is None:
        return ClassMappingResult(None, "none", line)
    return ClassMappingResult(line.to, "choice" if line.alternatives else "judgement", line)
