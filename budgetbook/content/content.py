"""What a content folder holds, once read: frozen records that know their file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from pydantic import ConfigDict, Field

from budgetbook.content import model, site_files, statement
from budgetbook.content.budget_calendar import Calendar
from budgetbook.content.code_level import CodeLevel, list_levels
from budgetbook.content.control_list import ControlList
from budgetbook.content.country import ClassificationShape, CountryFile, FundEntry
from budgetbook.content.dictionary import COUNTRIES, LANGUAGES, PROGRAM_CONTENT
from budgetbook.content.entity import EntityFile
from budgetbook.content.form_words import FormWords
from budgetbook.content.language_file import Languages
from budgetbook.content.model import Use
from budgetbook.content.prose import Prose
from budgetbook.content.reading_context import ReadingContext
from budgetbook.content.sections import Section
from budgetbook.content.stages import USUAL_STAGES, Stages
from budgetbook.content.table_map import TableMap
from budgetbook.content.text import Language, Text
from budgetbook.content.units import NO_UNITS, Units
from budgetbook.content.yaml.reader import Path as FieldPath
from budgetbook.content.yaml.reader import YamlFile
from budgetbook.diagnostics.problem import Message, Problem, bilingual_message


class Entity(EntityFile):
    """A public body as loaded: its file and the part of addresses that names it."""

    id: str
    file: str
    short: Text
    """The name for running text; the full one, where there is no other."""


class Statement(statement.StatementFile):
    """A statement as loaded: with its entity, its prose in both languages and the control list of its document."""

    model_config = ConfigDict(arbitrary_types_allowed=True)
    id: str
    """`<entity>/<year>-budget`: its address in either language."""
    entity: str
    file: str
    prose: dict[Language, Prose]
    numbers: ControlList | None
    row_lines: dict[str, tuple[int, ...]] = Field(default_factory=dict)
    """By table whose rows stand in a CSV file of their own: the line of each row in that file."""
    code_levels: Mapping[str, tuple[int, ...]] = Field(default_factory=dict)
    """Of each classification, how many digits a code of each level has: tables print the levels in cells of their own."""

    @property
    def order(self) -> int:
        """The place of its stage among those of a year."""
        return self.phase.order

    @property
    def is_unchecked(self) -> bool:
        """True if a program read the statement and no person has yet compared all of its numbers with the document."""
        return self.review is not None and not self.review.is_complete


@dataclass(frozen=True, eq=False)  # one is itself alone: to compare two would be to compare every figure
class Content:
    """Everything that people wrote, read and well-formed. Whether it is consistent is for `validation` to say."""

    site: site_files.Site
    phrases: Languages
    """The words of each language of the site."""
    context: ReadingContext = field(repr=False)
    """What its records were read with."""
    concepts: dict[str, model.Concept]
    sections: dict[str, Section]
    profiles: dict[str, model.Profile]
    entities: dict[str, Entity]
    statements: dict[str, Statement]
    articles: dict[str, dict[Language, Prose]]
    """By name, which is the address below a language; one in a folder has a name of two parts."""
    tables: dict[str, model.StandardTable]
    classifications: dict[str, dict[str, model.ClassificationEntry]]
    updates: dict[str, site_files.Update]
    files: dict[str, YamlFile] = field(repr=False)
    root: str = "content"
    examples: dict[str, site_files.Example] = field(default_factory=dict)
    international: model.International = field(default_factory=model.International)
    form_words: FormWords = field(default_factory=FormWords)
    maps: dict[str, TableMap] = field(default_factory=dict)
    country: CountryFile | None = None

    @property
    def units(self) -> Units:
        """The units of the site's country."""
        return self.context.units or NO_UNITS

    @cached_property
    def marks(self) -> Mapping[str, str]:
        """The concept that is marked as something: `expenditure` -> all expenditure."""
        return {definition.use: name for name, definition in self.concepts.items() if definition.use}

    def used_as(self, use: Use) -> str:
        """The concept that is marked as something; empty if the country has none."""
        return self.marks.get(use, "")

    def name_table(self, statement: Statement, table: str) -> Text:
        """What a statement's table is called; lines that the document lists in sentences are called no table."""
        standard, breakdown = self.tables[table], statement.breakdowns.get(table)
        return standard.in_text if breakdown and breakdown.in_text and standard.in_text else standard.name

    @property
    def calendar(self) -> Calendar:
        """When budget years of the country begin."""
        return self.country.calendar if self.country else Calendar()

    @property
    def stages(self) -> Stages:
        """The stages at which bodies of the country publish a year."""
        return self.context.stages or USUAL_STAGES

    @property
    def shapes(self) -> Mapping[str, ClassificationShape]:
        """Of each classification of the country, how its codes are built."""
        return self.country.classifications if self.country else {}

    @cached_property
    def code_levels(self) -> tuple[CodeLevel, ...]:
        """The levels of the country's codes by function and by nature."""
        return tuple(list_levels(self.shapes, self.classifications, self.languages))

    @property
    def funds(self) -> Mapping[str, FundEntry]:
        """The funds of the country."""
        return self.country.funds if self.country else {}

    @property
    def languages(self) -> tuple[Language, ...]:
        """The languages of the site, in the order of the switch."""
        return self.site.languages

    @property
    def printed_in(self) -> Language:
        """The language in which the documents of the site print."""
        return self.context.printed_in

    def other_language(self, lang: Language) -> Language | None:
        """The language whose names stand beside those of `lang`: that of the documents, else the first other one of the site."""
        return next((other for other in (self.printed_in, *self.languages) if other != lang and other in self.languages), None)

    def nearest_language(self, lang: Language) -> Language:
        """This language, if the site has it, or else its first: for tools that speak to editors in a language of their own."""
        return lang if lang in self.languages else self.languages[0]

    def restricted_to(self, entities: Iterable[str]) -> Content:
        """A copy with these entities alone, sorted; all common content stays."""
        selection = {entity: self.entities[entity] for entity in sorted(set(entities))}
        return replace(self, entities=selection, statements={s.id: s for s in self.statements.values() if s.entity in selection})

    def with_entities(self, others: Iterable[Content | EntityContent]) -> Content:
        """A copy with the entities of `others` in place of its own; all common content stays."""
        others = list(others)
        entities = {name: entity for each in others for name, entity in each.entities.items()}
        statements = {name: entry for each in others for name, entry in each.statements.items()}
        for breakdown in (each for entry in statements.values() for each in entry.breakdowns.values()):
            breakdown.divide(self.classifications.get(breakdown.by, {}))
        files = {**self.files, **{name: file for each in others for name, file in each.files.items()}}
        return replace(self, entities=entities, statements=statements, files=files)

    def file_path(self, name: str) -> str:
        """The full name of a file, given its name below the content folder."""
        return f"{self.root}/{name}"

    def language_path(self, lang: Language) -> str:
        """The full name of the file of a language."""
        return self._dictionary_path(f"{LANGUAGES}/{lang}.yaml")

    def country_path(self, name: str) -> str:
        """The full name of a file of the site's country, given its name below the country's folder."""
        return self._dictionary_path(f"{COUNTRIES}/{self.site.country}/{name}")

    def _dictionary_path(self, name: str) -> str:
        """The full name of a file of the dictionary, which the program may have lent."""
        program_file = (PROGRAM_CONTENT / name).as_posix()
        return program_file if program_file in self.files else self.file_path(name)

    def is_lent(self, file: str) -> bool:
        """True for a file of the program's dictionary, which nobody can mend in this content folder."""
        return not file.startswith(self.root)

    def repository_path(self, file: str) -> str:
        """A file's path in the repository, wherever the content folder was read from."""
        name = file.removeprefix(PROGRAM_CONTENT.as_posix())
        return self.site.folder + file.removeprefix(self.root) if name == file else "content" + name

    def problem(self, file: str, path: FieldPath, text: Message, hint: Message | None = None) -> Problem:
        """A problem at a field of a file; for a figure, with the printed name of its concept."""
        field_problem = self._row_problem(file, path, text, hint) or self.files[file].problem(path, text, hint)
        concept = self.concepts.get(str(path[1])) if path[:1] == ("figures",) and len(path) > 1 else None
        return replace(field_problem, name=concept.name.as_printed) if concept else field_problem

    def _row_problem(self, file: str, path: FieldPath, text: Message, hint: Message | None) -> Problem | None:
        """The problem at a row of a table that stands in a CSV file of its own; None for any other field."""
        match path:
            case ("breakdowns", str(table), "rows", int(index), *_):
                statement = next((each for each in self.statements.values() if each.file == file), None)
                if statement and table in statement.row_lines:
                    line = statement.row_lines[table][index]
                    return Problem(f"{file.removesuffix('.yaml')}.{table}.csv", line, 1, ".".join(map(str, path)), text, hint)
        return None

    def publisher_of(self, statement: Statement) -> Text:
        """Who published a statement: whom its file names, else the body itself."""
        return statement.source.publisher or self.entities[statement.entity].name

    def concept_label(self, concept: str) -> Message:
        """A concept for a message: its id in English, its name with the id in brackets in Chinese."""
        entry = self.concepts.get(concept)
        return bilingual_message(f"{entry.name.as_printed}（{concept}）" if entry else concept, concept)


@dataclass(frozen=True, slots=True)
class EntityContent:
    """One entity with those of its statements that are well-formed, and every problem of form."""

    entities: dict[str, Entity]
    statements: dict[str, Statement]
    files: dict[str, YamlFile]
    problems: list[Problem]


def entity_kinds(concepts: Mapping[str, model.Concept]) -> list[str]:
    """The concepts that `kind` of `entity.yaml` may name."""
    return [name for name, entry in concepts.items() if entry.body]
