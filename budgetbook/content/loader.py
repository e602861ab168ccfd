"""Loads a content folder into `Content`: frozen records that know their file, and every problem of form."""

from __future__ import annotations

import re
from pathlib import Path

from budgetbook.content.common_reader import read_country, read_country_fields, read_languages, read_site_fields
from budgetbook.content.content import Content
from budgetbook.content.dictionary import COUNTRIES
from budgetbook.content.entity_reader import load_entity
from budgetbook.content.folder import Files, Folder
from budgetbook.content.reading_context import ReadingContext
from budgetbook.content.record_reader import ParsedFiles, RecordReader
from budgetbook.diagnostics.problem import Problem

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
    phrases = read_languages(reader)
    country = read_country(reader)
    fields = read_site_fields(reader) | read_country_fields(reader)
    reader.refuse_strays()
    if reader.problems or reader.context is None:
        return None, reader.problems
    fields |= {
        "phrases": country.fit(phrases) if country else phrases,
        "country": country,
        "context": reader.context,
        "files": reader.yaml_files,
        "root": folder.root.as_posix(),
    }
    return Content(**fields, entities={}, statements={}), []


def read_context(folder: Folder, files: Files, parsed_files: ParsedFiles) -> ReadingContext | None:
    """What records are read with, however much of the common files is wrong; None if `site.yaml` names no language."""
    reader = RecordReader(folder, files, [], parsed_files)
    read_languages(reader)
    read_country(reader)
    return reader.context
