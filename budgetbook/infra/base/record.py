"""A class with fields in; a record out: compared and hashed by what it holds, and changed by nobody.

That nobody changes one is what mypy holds, before the program runs. A frozen dataclass holds it again at run time and takes four
times as long to fill: a statement is some four thousand records.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from inspect import unwrap
from typing import TypeVar, dataclass_transform

Kind = TypeVar("Kind")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(kind: type[Kind]) -> type[Kind]:
    """A record with the fields of the class. One with a `cached_property` has no room for it: that is a frozen dataclass."""
    record_class = dataclass(slots=True, unsafe_hash=True)(kind)
    record_class.__repr__ = unwrap(record_class.__repr__)  # type: ignore[method-assign] # without a guard: none is in itself
    return record_class
