"""The content folder in; what the importer knows of the field out: names, words, units, wordings, tables."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from pydantic import TypeAdapter, ValidationError

from budgetbook.content import validation_errors
from budgetbook.content.fields import Slug
from budgetbook.content.importer_config import ImporterFile
from budgetbook.content.model import ClassificationEntry, Concept, Fund, StandardTable
from budgetbook.content.yaml import reader
from budgetbook.content.yaml.reader import YamlFile
from budgetbook.importer.readers.document import CannotRead

Limit = Fund | Literal[""]
"""One kind of money, or no limit to one."""

MONEY = ("元", "万元", "亿元")
BASES = ("initial-budget", "adjusted-budget", "executed", "final-accounts")


@dataclass(frozen=True)
class Vocabulary:
    """All data that the importer reads by."""

    words: ImporterFile
    concepts: dict[str, Concept]
    tables: dict[str, StandardTable]
    classifications: Mapping[str, dict[str, ClassificationEntry]]
    """`functional` and `economic`: code -> its entry; empty where there is no such file."""

    @cached_property
    def patterns(self) -> dict[str, re.Pattern[str]]:
        """Each wording's `before`, to be matched at the end of a row of word classes."""
        return {name: re.compile(_row(wording.before) + r"\Z") for name, wording in self.words.wordings.items()}

    @cached_property
    def whole_of(self) -> dict[str, str]:
        """Part -> the concept that it is part of."""
        return {p: name for name, about in self.concepts.items() for p in (*about.parts, *about.of_which)}

    @cached_property
    def fund_of(self) -> dict[str, Fund]:
        """A concept that is limited to one fund -> the fund."""
        return {limited: fund for fund, known in self.words.by_fund.items() for limited in known.values()}

    @cached_property
    def grand(self) -> dict[str, str]:
        """The year's own total -> the total with what is carried over."""
        words = self.words
        return {words.balance_rows[label]: total for label, total in words.grand_rows.items() if label in words.balance_rows}

    @cached_property
    def economic_classes(self) -> dict[str, str]:
        """The names of the classes by economic nature -> their codes."""
        return {entry.name.zh: code for code, entry in self.classifications["economic"].items() if len(code) == 3}

    def side_of(self, concept: str) -> str:
        """`revenue` or `expenditure` of all money, where the concept is either's total; else nothing."""
        sides = dict(zip(self.words.totals, self.words.totals, strict=True)) | {v: k for k, v in self.grand.items()}
        return sides.get(concept, "")

    def limited(self, concept: str, fund: Limit) -> str:
        """The concept for the part of another that one fund pays; empty where the field has none."""
        return self.words.by_fund.get(fund, {}).get(concept, "") if fund else ""

    def belongs(self, concept: str, whole: str) -> bool:
        """Whether a concept is some of another: its part, or never more than it, itself or what is counted by it."""
        todo, seen = [concept], {concept}
        while todo:
            each = todo.pop()
            about = self.concepts[each]
            near = (self.whole_of.get(each), about.share_of, about.counts, *about.at_most)
            todo += [c for c in near if c and c not in seen]
            seen.update(c for c in near if c)
        return whole in seen

    @cached_property
    def planned(self) -> set[str]:
        """Concepts of what is to be bought, as the wordings tell."""
        return {wording.concept for wording in self.words.wordings.values() if wording.concept and "buying" in wording.before}

    @property
    def weak_funds(self) -> set[str]:
        """The concepts whose names mostly only say which money it is, but for 财政拨款, which says little."""
        return {c for c in self.words.weak_names if self.fund_of.get(c) not in (None, "appropriation")}

    @cached_property
    def counted_by(self) -> dict[str, str]:
        """A value -> the count of the things that have it."""
        return {about.counts: name for name, about in self.concepts.items() if about.counts}

    def unit_of(self, concept: str) -> str | None:
        """The unit of a concept that is no money."""
        about = self.concepts[concept]
        return None if about.measure == "money" else about.unit or "个"


_GROUPS = {
    "direction": ("increase", "decrease"),
    "basis": BASES,
    "any": (r"[^<>]+",),
    "word": (r"(?!mark)[^<>]+",),
}


def _row(pattern: str) -> str:
    """`compare last-year name|filler*` as a regular expression over `<compare><last-year><name>`."""
    return "".join(_step(step) for step in pattern.split())


def _step(step: str) -> str:
    core, times = (step[:-1], step[-1]) if step[-1] in "?*" else (step, "")
    classes = [name for word in core.split("|") for name in _GROUPS.get(word, (word,))]
    return f"(?:<(?:{'|'.join(classes)})>){times}"


def load(root: Path) -> Vocabulary:
    """Read what the importer needs of `content/`. Raises CannotRead where it has no words of the field, ValueError where one of
    the files is not as it should be."""
    if not (root / "importer.yaml").exists():
        raise CannotRead("import-no-vocabulary", folder=root.as_posix())
    words = _read(root / "importer.yaml", TypeAdapter(ImporterFile))
    concepts = _read(root / "concepts.yaml", TypeAdapter(dict[Slug, Concept]))
    tables = _read(root / "tables.yaml", TypeAdapter(dict[Slug, StandardTable]))
    found = {}
    for kind in ("functional", "economic"):
        path = root / "classifications" / f"{kind}.yaml"
        found[kind] = _read(path, TypeAdapter(dict[str, ClassificationEntry])) if path.exists() else {}
    return Vocabulary(words, concepts, tables, found)


def _plain(path: Path) -> YamlFile:
    read, problems = reader.read(path.as_posix(), path.read_bytes())
    if read is None or problems:
        why = "; ".join(f"{p.line}: {p.message.text('en')}" for p in problems)
        raise ValueError(f"{path}: {why}")
    return read


def _read(path: Path, adapter: TypeAdapter[Any]) -> Any:
    read = _plain(path)
    try:
        return adapter.validate_python(read.data)
    except ValidationError as error:
        first = validation_errors.problem(read, None, error.errors(include_url=False)[0])
        raise ValueError(f"{path}:{first.line}:{first.column}: {first.message.text('en')}") from error
