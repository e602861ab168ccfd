"""Classes of a classification that a document prints by name alone."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TypeVar

Class = TypeVar("Class")
_ORDINAL = re.compile(r"^[一二三四五六七八九十]+、|^（[一二三四五六七八九十]+）|^[0-9]+[.、．]\s*")


def without_number(name: str) -> str:
    """A printed name without its leading list number: 一、基本支出 becomes 基本支出."""
    return _ORDINAL.sub("", name)


def find_class(classes: Mapping[str, Class], printed_name: str, *, in_text: bool) -> Class | None:
    """The class of a name, by all names that classes have. A text may leave off the end of a name: 教育 for 教育支出."""
    name = without_number(printed_name)
    if name in classes or not in_text:
        return classes.get(name)
    candidates = [each for full_name, each in classes.items() if full_name.startswith(name)]
    return candidates[0] if candidates and all(each == candidates[0] for each in candidates) else None
