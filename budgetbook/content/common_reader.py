"""Reads the files that belong to no body: the site, its languages, its country, its articles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any

from pydantic import TypeAdapter, ValidationError

from budgetbook.content import dictionary, model, site_files
from budgetbook.content.country import CountryFile
from budgetbook.content.dictionary import COUNTRIES, LANGUAGES, country_of
from budgetbook.content.fields import Slug
from budgetbook.content.form_words import FormWords
from budgetbook.content.importer_config import ImporterFile
from budgetbook.content.language_file import LanguageFile, Languages
from budgetbook.content.prose import Prose
from budgetbook.content.reading_context import ReadingContext
from budgetbook.content.record_reader import RecordReader
from budgetbook.content.sections import Section
from budgetbook.content.table_map import TableMap
from budgetbook.content.text import Language
from budgetbook.diagnostics.problem import message

_CONCEPTS = TypeAdapter(dict[Slug, model.Concept])
_SECTIONS = TypeAdapter(dict[Slug, Section])
_TABLES = TypeAdapter(dict[Slug, model.StandardTable])
_UPDATES = TypeAdapter(dict[Slug, site_files.Update])
_EXAMPLES = TypeAdapter(dict[Slug, site_files.Example])
_CODES = TypeAdapter(dict[str, model.ClassificationEntry])


def read_site_fields(reader: RecordReader) -> dict[str, Any]:
    """The fields of `Content` that are the site's own, by name; None for a file with problems."""
    return {
        "site": reader.read_record("site.yaml", site_files.Site),
        "articles": _articles(reader),
        "updates": reader.read_optional("updates.yaml", _UPDATES.validate_python, dict[str, site_files.Update]),
        "examples": reader.read_optional("examples.yaml", _EXAMPLES.validate_python, dict[str, site_files.Example]),
    }


def read_country_fields(reader: RecordReader) -> dict[str, Any]:
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
        "profiles": {stem: reader.read_record(name, model.Profile) for stem, name in _stems(reader, f"{folder}/profiles")},
        "maps": {stem: reader.read_record(name, TableMap) for stem, name in _stems(reader, f"{folder}/maps")},
        "tables": reader.read_optional(f"{folder}/tables.yaml", _TABLES.validate_python, dict[str, model.StandardTable]),
        "classifications": {
            stem: reader.read_mapping(name, _CODES, model.ClassificationEntry)
            for stem, name in _stems(reader, f"{folder}/classifications")
        },
        "international": reader.read_optional(international, model.International.model_validate, model.International)
        or model.International(),
        "form_words": reader.read_optional(form_words, FormWords.model_validate, FormWords) or FormWords(),
    }


def _stems(reader: RecordReader, folder: str) -> Iterator[tuple[str, str]]:
    """The stem and the name of each YAML file directly in a folder."""
    return ((PurePosixPath(name).stem, name) for name in reader.list_files(folder, ".yaml"))


def _articles(reader: RecordReader) -> dict[str, dict[Language, Prose]]:
    """The articles by name; one in a folder has the name of the folder before its own, as in its address."""
    articles: dict[str, dict[Language, Prose]] = {}
    for name in sorted(name for name in reader.files if name.startswith("pages/") and name.endswith(".md")):
        stem, _, lang = name.removeprefix("pages/").removesuffix(".md").rpartition(".")
        if lang in reader.languages and stem:
            for part in stem.split("/"):
                reader.check_slug(name, part)
            articles[stem] = {other: reader.read_prose(f"pages/{stem}.{other}.md") for other in reader.languages}
    return articles


def read_languages(reader: RecordReader) -> Languages:
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


def read_country(reader: RecordReader) -> CountryFile | None:
    """Read what the country counts in, and add it to the context for all other files."""
    folder = _country_folder(reader)
    country: CountryFile | None = reader.read_record(f"{folder}/country.yaml", CountryFile) if folder else None
    if reader.context is not None and country is not None:
        units, stages, code_levels = country.unit_list, country.stage_list, country.code_levels
        reader.context = replace(reader.context, units=units, stages=stages, code_levels=code_levels)
    return country


def _site_languages(reader: RecordReader) -> tuple[tuple[Language, ...], Language]:
    """The languages that `site.yaml` names, and that of the documents; () if it names none in the right form."""
    data = reader.read_data("site.yaml") or {}
    try:
        languages = site_files.SiteLanguages.model_validate(data)
    except ValidationError:
        return (), ""
    return languages.languages, languages.printed_in or languages.languages[0]
