"""Loads a content folder into `Content`: frozen records that know their file, and every problem of form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError
from pydantic_core import PydanticCustomError

from budgetbook.content import dictionary, model, reserved_names, site_files, statement
from budgetbook.content.breakdown import Breakdown
from budgetbook.content.control_list import ControlList
from budgetbook.content.country import Calendar, ClassificationShape, CountryFile, FundEntry
from budgetbook.content.dictionary import COUNTRIES, LANGUAGES, PROGRAM_CONTENT, country_of
from budgetbook.content.entity import EntityFile
from budgetbook.content.fields import Slug, read_slug
from budgetbook.content.folder import STATEMENTS, Files, Folder
from budgetbook.content.form_words import FormWords
from budgetbook.content.importer_config import ImporterFile
from budgetbook.content.language_file import LanguageFile, Languages
from budgetbook.content.model import Use
from budgetbook.content.prose import Prose
from budgetbook.content.reading_context import ReadingContext
from budgetbook.content.record_reader import ParsedFiles, RecordReader
from budgetbook.content.sections import Section
from budgetbook.content.stages import USUAL_STAGES, Stages, split_stem
from budgetbook.content.table_map import TableMap
from budgetbook.content.text import Language, Text
from budgetbook.content.units import NO_UNITS, Units
from budgetbook.content.yaml.reader import Path as FieldPath
from budgetbook.content.yaml.reader import YamlFile
from budgetbook.diagnostics.problem import Message, Problem, bilingual_message, message


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

    def with_entities(self, others: Iterable[Content | EntityFiles]) -> Content:
        """A copy with the entities of `others` in place of its own; all common content stays."""
        others = list(others)
        entities = {name: entity for each in others for name, entity in each.entities.items()}
        statements = {name: entry for each in others for name, entry in each.statements.items()}
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


_CONCEPTS = TypeAdapter(dict[Slug, model.Concept])
_SECTIONS = TypeAdapter(dict[Slug, Section])
_TABLES = TypeAdapter(dict[Slug, model.StandardTable])
_UPDATES = TypeAdapter(dict[Slug, site_files.Update])
_EXAMPLES = TypeAdapter(dict[Slug, site_files.Example])
_CODES = TypeAdapter(dict[str, model.ClassificationEntry])


NOT_FOR_ENTITIES = re.compile(rf"updates\.yaml|examples\.yaml|{COUNTRIES}/[^/]+/(importer\.yaml|maps/.*)|pages/.*|schema/.*")
"""Common files that no page of an entity depends on."""


def load_content(root: Path, parsed_files: ParsedFiles | None = None) -> tuple[Content | None, list[Problem]]:
    """Load all of `root`: the content, or every problem of form in every file (never both).

    `parsed_files` carries the parsed YAML from one load to the next; it is filled in place.
    """
    folder = Folder.scan(root)
    if problems := folder.find_problems():
        return None, problems
    parsed_files = {} if parsed_files is None else parsed_files
    common_files, read_problems = folder.read(folder.common_files)
    common_content, problems = load_common(folder, common_files, read_problems, parsed_files)
    context = common_content.context if common_content else read_context(folder, common_files, parsed_files)
    entity_files = [
        load_entity(root, entity, *folder.read(names), parsed_files, context) for entity, names in folder.entities.items()
    ]
    problems += [problem for each in entity_files for problem in each.problems]
    if common_content is None or problems:
        return None, problems
    return common_content.with_entities(entity_files), []


def load_common(
    folder: Folder, files: Files, read_problems: list[Problem], parsed_files: ParsedFiles
) -> tuple[Content | None, list[Problem]]:
    """Load everything that belongs to no entity: the content without entities, or every problem of form (never both)."""
    reader = RecordReader(folder, files, read_problems, parsed_files)
    phrases = _read_languages(reader)
    country = _read_country(reader)
    fields = _site_fields(reader) | _country_fields(reader)
    reader.refuse_strays()
    if reader.problems or reader.context is None:
        return None, reader.problems
    fields |= {
        "phrases": phrases.fit(country.wording, country.amounts, country.stage_names) if country else phrases,
        "country": country,
        "context": reader.context,
        "files": reader.yaml_files,
        "root": folder.root.as_posix(),
    }
    return Content(**fields, entities={}, statements={}), []


def read_context(folder: Folder, files: Files, parsed_files: ParsedFiles) -> ReadingContext | None:
    """What records are read with, however much of the common files is wrong; None if `site.yaml` names no language."""
    reader = RecordReader(folder, files, [], parsed_files)
    _read_languages(reader)
    _read_country(reader)
    return reader.context


def _read_languages(reader: RecordReader) -> Languages:
    """Read the file of each language of the site, and give the reader the context for all other files."""
    tags, printed_in = _site_languages(reader)
    files = [tag for tag in dict.fromkeys((*tags, printed_in)) if tag in tags or f"{LANGUAGES}/{tag}.yaml" in reader.files]
    phrases = {tag: reader.read_record(f"{LANGUAGES}/{tag}.yaml", LanguageFile) for tag in files}
    sketches = {tag: phrases[tag].sketch if phrases.get(tag) else None for tag in (*tags, *dictionary.program_languages())}
    if tags:
        with_file = tuple(tag for tag in tags if f"{LANGUAGES}/{tag}.yaml" in reader.files)  # of others, nothing more is asked
        reader.context = ReadingContext(with_file, printed_in, tuple(sketches.items()))
    # The language of the documents first, as in every text.
    return Languages(phrases, printed_in)


def _country_folder(reader: RecordReader) -> str:
    """The folder of the site's country; empty if there is none."""
    return next(("/".join(name.split("/")[:2]) for name in reader.files if name.startswith(f"{COUNTRIES}/")), "")


def _read_country(reader: RecordReader) -> CountryFile | None:
    """Read what the country counts in, and add it to the context for all other files."""
    folder = _country_folder(reader)
    country: CountryFile | None = reader.read_record(f"{folder}/country.yaml", CountryFile) if folder else None
    if reader.context is not None and country is not None:
        reader.context = replace(
            reader.context, units=country.unit_list, stages=country.stage_list, code_levels=country.code_levels
        )
    return country


def _site_languages(reader: RecordReader) -> tuple[tuple[Language, ...], Language]:
    """The languages that `site.yaml` names, and that of the documents; () if it names none in the right form."""
    data = reader.read_data("site.yaml") or {}
    try:
        languages = site_files.SiteLanguages.model_validate(data)
    except ValidationError:
        return (), ""
    return languages.languages, languages.printed_in or languages.languages[0]


@dataclass(frozen=True, slots=True)
class EntityFiles:
    """One entity with those of its statements that are well-formed, and every problem of form."""

    entities: dict[str, Entity]
    statements: dict[str, Statement]
    files: dict[str, YamlFile]
    problems: list[Problem]


def load_entity(
    root: Path, entity: str, files: Files, read_problems: list[Problem], parsed_files: ParsedFiles, context: ReadingContext | None
) -> EntityFiles:
    """Load the files of one folder in `statements/`."""
    reader = RecordReader(Folder(root), files, read_problems, parsed_files, context)
    place = f"{STATEMENTS}/{entity}"
    _check_slug(reader, place, entity)
    if not reserved_names.is_free(entity):
        reader.problems.append(Problem(reader.display_name(place), 1, 1, "", message("name-of-a-page", name=entity)))
    name = f"{place}/entity.yaml"
    record = reader.read_record(name, EntityFile)
    entities = {entity: _entity(record, entity, reader.display_name(name))} if record else {}
    names = (each for each in reader.list_files(place, ".yaml") if each != name)
    statements = [each for each in (_statement(reader, entity, name) for name in names) if each]
    reader.refuse_strays()
    return EntityFiles(entities, {each.id: each for each in statements}, reader.yaml_files, reader.problems)


def _entity(record: EntityFile, entity: str, file: str) -> Entity:
    return Entity.model_construct(**dict(record) | {"short": record.short or record.name}, id=entity, file=file)


def _site_fields(reader: RecordReader) -> dict[str, Any]:
    """The fields of `Content` that are the site's own, by name; None for a file with problems."""
    return {
        "site": reader.read_record("site.yaml", site_files.Site),
        "articles": _articles(reader),
        "updates": reader.read_optional("updates.yaml", _UPDATES.validate_python, dict[str, site_files.Update]),
        "examples": reader.read_optional("examples.yaml", _EXAMPLES.validate_python, dict[str, site_files.Example]),
    }


def _country_fields(reader: RecordReader) -> dict[str, Any]:
    """The fields of `Content` that are its country's; none if `site.yaml` names no country, or one that nobody has described."""
    site = reader.parsed_files.get("site.yaml", (b"", None, None, []))[1]
    folder = _country_folder(reader)
    if not folder:
        if site is not None and (country := country_of(site)):
            reader.problems.append(site.problem(("country",), message("unknown-country", name=country)))
        return {}
    # Only checked: the importer reads it itself.
    reader.read_optional(f"{folder}/importer.yaml", ImporterFile.model_validate, ImporterFile)
    international, form_words = f"{folder}/international.yaml", f"{folder}/form-words.yaml"
    return {
        "concepts": reader.read_mapping(f"{folder}/concepts.yaml", _CONCEPTS, model.Concept),
        "sections": reader.read_mapping(f"{folder}/sections.yaml", _SECTIONS, Section),
        "profiles": {
            _stem(name): reader.read_record(name, model.Profile) for name in reader.list_files(f"{folder}/profiles", ".yaml")
        },
        "maps": {_stem(name): reader.read_record(name, TableMap) for name in reader.list_files(f"{folder}/maps", ".yaml")},
        "tables": reader.read_optional(f"{folder}/tables.yaml", _TABLES.validate_python, dict[str, model.StandardTable]),
        "classifications": {
            _stem(name): reader.read_mapping(name, _CODES, model.ClassificationEntry)
            for name in reader.list_files(f"{folder}/classifications", ".yaml")
        },
        "international": reader.read_optional(international, model.International.model_validate, model.International)
        or model.International(),
        "form_words": reader.read_optional(form_words, FormWords.model_validate, FormWords) or FormWords(),
    }


def _articles(reader: RecordReader) -> dict[str, dict[Language, Prose]]:
    articles: dict[str, dict[Language, Prose]] = {}
    for name in reader.list_files("pages", ".md"):
        stem, _, lang = _stem(name).rpartition(".")
        if lang in reader.languages and stem:
            _check_slug(reader, name, stem)
            articles[stem] = {other: reader.read_prose(f"pages/{stem}.{other}.md") for other in reader.languages}
    return articles


def _check_slug(reader: RecordReader, name: str, part: str) -> None:
    """Report a file or folder whose name becomes a part of addresses and is no slug."""
    try:
        read_slug(part)
    except PydanticCustomError:
        reader.problems.append(Problem(reader.display_name(name), 1, 1, "", message("not-a-slug", found=part)))


def _statement(reader: RecordReader, entity: str, name: str) -> Statement | None:
    record = reader.read_record(name, statement.StatementFile)
    stem, base = _stem(name), name.removesuffix(".yaml")
    prose = {lang: reader.read_prose(f"{base}.{lang}.md") for lang in reader.languages}
    numbers = reader.read_control_list(f"{base}.numbers.txt")
    code_levels = reader.context.code_levels if reader.context else {}
    if record is None:
        reader.expect(each for each in reader.files if each.startswith(f"{base}.") and each.endswith(".csv"))
        return None
    breakdowns, row_lines = _take_rows(reader, name, record)
    file = reader.display_name(name)
    if split_stem(stem) != (record.fiscal_year, record.phase):
        expected_name = f"{record.fiscal_year}-{record.phase}.yaml"
        reader.problems.append(reader.yaml_files[file].problem(("fiscal_year",), message("file-name", expected=expected_name)))
    return Statement.model_construct(
        **dict(record) | {"breakdowns": breakdowns},
        id=f"{entity}/{stem}",
        entity=entity,
        file=file,
        prose=prose,
        numbers=numbers,
        row_lines=row_lines,
        code_levels=code_levels,
    )


def _take_rows(
    reader: RecordReader, name: str, record: statement.StatementFile
) -> tuple[dict[str, Breakdown], dict[str, tuple[int, ...]]]:
    """The breakdowns of a statement, the rows of large ones taken from their CSV files, and the lines of these rows there."""
    breakdowns, row_lines = dict(record.breakdowns), {}
    for table, breakdown in record.breakdowns.items():
        if (rows_name := f"{name.removesuffix('.yaml')}.{table}.csv") not in reader.files:
            continue
        rows, lines = reader.read_table(rows_name, breakdown.columns)
        breakdowns[table], row_lines[table] = breakdown.model_copy(update={"rows": rows}), lines
        if breakdown.rows:
            yaml_file = reader.yaml_files[reader.display_name(name)]
            reader.problems.append(yaml_file.problem(("breakdowns", table, "rows"), message("rows-twice", file=rows_name)))
    return breakdowns, row_lines


def _stem(name: str) -> str:
    return PurePosixPath(name).stem


def entity_kinds(concepts: Mapping[str, model.Concept]) -> list[str]:
    """The concepts that `kind` of `entity.yaml` may name."""
    return [name for name, entry in concepts.items() if entry.body]
