"""The importer's knowledge of the field, loaded from the content folder: names, words, units, wordings, tables."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from pydantic import TypeAdapter, ValidationError

from budgetbook.arithmetic.passages.chinese_units import CHINESE_UNITS, read_unit
from budgetbook.content import dictionary, validation_errors
from budgetbook.content.country import CountryFile
from budgetbook.content.fields import Slug
from budgetbook.content.figure import Basis
from budgetbook.content.form_words import FormWords
from budgetbook.content.importer_config import ImporterFile
from budgetbook.content.language_file import LanguageFile, Languages
from budgetbook.content.model import ClassificationEntry, Concept, Fund, Profile, StandardTable
from budgetbook.content.yaml.reader import YamlFile
from budgetbook.diagnostics.problem import MESSAGE_LANGUAGES
from budgetbook.importer.readers.document import UnreadableDocumentError

FundLimit = Fund | Literal[""]
"""A fund, or "" for no limit to one."""

BASES: tuple[Basis, ...] = ("initial-budget", "adjusted-budget", "executed", "final-accounts")


class MalformedVocabularyError(ValueError):
    """A file of the content folder that the importer needs is malformed."""


@dataclass(frozen=True)
class Vocabulary:
    """The data by which the importer reads."""

    config: ImporterFile
    concepts: dict[str, Concept]
    tables: dict[str, StandardTable]
    classifications: Mapping[str, dict[str, ClassificationEntry]]
    """`functional` and `economic`: code -> entry; empty if there is no such file."""
    form_words: FormWords = field(default_factory=FormWords)
    """The words by which passages are judged; none if there is no such file."""
    country: CountryFile | None = None

    @cached_property
    def patterns(self) -> dict[str, re.Pattern[str]]:
        """Wording -> the pattern of its `before`, matched at the end of a row of word classes."""
        return {name: re.compile(_kind_pattern(wording.before) + r"\Z") for name, wording in self.config.wordings.items()}

    @cached_property
    def whole_of(self) -> dict[str, str]:
        """Part -> the concept that it is part of."""
        return {p: name for name, definition in self.concepts.items() for p in (*definition.parts, *definition.of_which)}

    @cached_property
    def fund_of(self) -> dict[str, Fund]:
        """Concept that is limited to one fund -> the fund."""
        return {
            fund_concept: fund for fund, fund_concepts in self.config.by_fund.items() for fund_concept in fund_concepts.values()
        }

    @cached_property
    def grand_totals(self) -> dict[str, str]:
        """Total of the year's own money -> total with carry-over."""
        config = self.config
        return {config.balance_rows[label]: total for label, total in config.grand_rows.items() if label in config.balance_rows}

    @cached_property
    def economic_classes(self) -> dict[str, str]:
        """Name of a class by economic nature -> its code."""
        classes = [(code, entry) for code, entry in self.classifications["economic"].items() if len(code) == 3]
        return {name: code for code, entry in classes for name in entry.all_names}

    def is_economic(self, names: Sequence[str], code: str) -> bool:
        """True for the class of the economic classification of these names; 其他支出 is one of either, told by its code."""
        return bool(names) and names[0] in self.economic_classes and code not in self.function_names

    @cached_property
    def function_names(self) -> dict[str, tuple[str, ...]]:
        """Code of the classification by function -> every name that papers have for it, today's first."""
        names = {code: entry.all_names for code, entry in self.classifications["functional"].items()}
        for section, items in self.config.items.items():
            for item in items:
                digits, _, spellings = item.rpartition(" ")
                names[section + digits] = tuple(dict.fromkeys((*names.get(section + digits, ()), *spellings.split("|"))))
        return names

    def side_of(self, concept: str) -> str:
        """`revenue` or `expenditure` if the concept is a total of that side over all money; else ""."""
        sides = dict(zip(self.config.totals, self.config.totals, strict=True)) | {v: k for k, v in self.grand_totals.items()}
        return sides.get(concept, "")

    @cached_property
    def sides(self) -> dict[str, str]:
        """Total over all money or over one fund -> `revenue` or `expenditure`; without the names that mostly say which money."""
        totals = {concept: self.side_of(concept) for concept in (*self.config.totals, *self.grand_totals.values())}
        by_fund = {part[total]: side for part in self.config.by_fund.values() for total, side in totals.items() if total in part}
        return {concept: side for concept, side in (totals | by_fund).items() if concept not in self.config.weak_names}

    def limit_to_fund(self, concept: str, fund: FundLimit) -> str:
        """The concept for the part of another that one fund pays; "" if there is none."""
        return self.config.by_fund.get(fund, {}).get(concept, "") if fund else ""

    def belongs_to(self, concept: str, whole: str) -> bool:
        """True if a concept is some of `whole`: itself, a part, a share, a count of its things, or at most as much."""
        todo, seen_concepts = [concept], {concept}
        while todo:
            current = todo.pop()
            definition = self.concepts[current]
            neighbours = (self.whole_of.get(current), definition.share_of, definition.counts, *definition.at_most)
            todo += [c for c in neighbours if c and c not in seen_concepts]
            seen_concepts.update(c for c in neighbours if c)
        return whole in seen_concepts

    def is_within(self, concept: str, whole: str) -> bool:
        """True if a concept is a part of `whole`, or a part of a part."""
        while concept := self.whole_of.get(concept, ""):
            if concept == whole:
                return True
        return False

    @cached_property
    def planned_concepts(self) -> set[str]:
        """Concepts of things that are to be bought, according to the wordings."""
        return {wording.concept for wording in self.config.wordings.values() if wording.concept and "buying" in wording.before}

    @property
    def weak_funds(self) -> set[str]:
        """Concepts whose names mostly say only which money it is; without 财政拨款, which hardly says that."""
        return {c for c in self.config.weak_names if self.fund_of.get(c) not in (None, "appropriation")}

    @cached_property
    def counted_by(self) -> dict[str, str]:
        """Concept of a value -> the count of the things that have it."""
        return {definition.counts: name for name, definition in self.concepts.items() if definition.counts}

    def unit_of(self, concept: str) -> str | None:
        """The unit of a concept that is no money; None for money."""
        definition = self.concepts[concept]
        return None if definition.measure == "money" else definition.unit or "个"


_GROUPS = {
    "direction": ("increase", "decrease", "either"),
    "basis": BASES,
    "any": (r"[^<>]+",),
    "word": (r"(?!mark)[^<>]+",),
    "steady-word": (r"(?!mark|increase|decrease|either)[^<>]+",),
    "own-word": (r"(?!mark|number)[^<>]+",),
}


def _kind_pattern(pattern: str) -> str:
    """`compare last-year name|filler*` as a regular expression over `<compare><last-year><name>`."""
    return "".join(_step_pattern(step) for step in pattern.split())


def _step_pattern(step: str) -> str:
    core, times = (step[:-1], step[-1]) if step[-1] in "?*" else (step, "")
    classes = [name for word in core.split("|") for name in _GROUPS.get(word, (word,))]
    return f"(?:<(?:{'|'.join(classes)})>){times}"


def load(root: Path) -> Vocabulary:
    """Read what the importer needs of the dictionary of a content folder.

    Raises UnreadableDocumentError if it has no `importer.yaml`, MalformedVocabularyError if one of the files is malformed.
    """
    config_file = dictionary.find_file(root, "importer.yaml")
    if not config_file.exists():
        raise UnreadableDocumentError("import-no-vocabulary", folder=config_file.parent.as_posix())
    config = _read(root, config_file, TypeAdapter(ImporterFile))
    concepts = _read(root, dictionary.find_file(root, "concepts.yaml"), TypeAdapter(dict[Slug, Concept]))
    concepts = {name: _with_unit(definition) for name, definition in concepts.items()}
    tables = _read(root, dictionary.find_file(root, "tables.yaml"), TypeAdapter(dict[Slug, StandardTable]))
    classifications = {}
    for kind in ("functional", "economic"):
        path = dictionary.find_file(root, f"classifications/{kind}.yaml")
        classifications[kind] = _read(root, path, TypeAdapter(dict[str, ClassificationEntry])) if path.exists() else {}
    form_words_file = dictionary.find_file(root, "form-words.yaml")
    form_words = _read(root, form_words_file, TypeAdapter(FormWords)) if form_words_file.exists() else FormWords()
    country = _read(root, dictionary.find_file(root, "country.yaml"), TypeAdapter(CountryFile))
    return Vocabulary(config, concepts, tables, classifications, form_words, country)


def _with_unit(definition: Concept) -> Concept:
    """A concept with the unit in which Chinese documents count it."""
    if definition.measure in (None, "money"):
        return definition
    unit = read_unit(definition.unit) if definition.unit else CHINESE_UNITS.usual_for(definition.measure)
    return definition.model_copy(update={"unit": unit})


def load_phrases(root: Path) -> Languages:
    """Read the sentences by which findings are told, in each language that the folder has or the program lends.

    Raises ValueError if malformed.
    """
    names = [f"{dictionary.LANGUAGES}/{lang}.yaml" for lang in MESSAGE_LANGUAGES]
    paths = (root / name if (root / name).is_file() else dictionary.PROGRAM_CONTENT / name for name in names)
    return Languages({path.stem: _read(root, path, TypeAdapter(LanguageFile)) for path in paths if path.is_file()})


def load_profile(root: Path, name: str) -> Profile | None:
    """Read what the rules of a place ask for; None if the content folder has no such profile. Raises ValueError if malformed."""
    path = dictionary.find_file(root, f"profiles/{name}.yaml")
    return _read(root, path, TypeAdapter(Profile)) if path.is_file() else None


def _read_yaml(root: Path, path: Path) -> YamlFile:
    attempt = dictionary.read_file(root, path)
    if attempt.file is None or attempt.problems:
        why = "; ".join(f"{p.line}: {p.message.text('en')}" for p in attempt.problems)
        raise MalformedVocabularyError(f"{path}: {why}")
    return attempt.file


def _read(root: Path, path: Path, adapter: TypeAdapter[Any]) -> Any:
    yaml_file = _read_yaml(root, path)
    try:
        return adapter.validate_python(yaml_file.data)
    except ValidationError as error:
        first = validation_errors.validation_problem(yaml_file, None, error.errors(include_url=False)[0], ())
        raise MalformedVocabularyError(f"{path}:{first.line}:{first.column}: {first.message.text('en')}") from error
