"""What the tests would do hundreds of times with the same outcome, done once.

Nearly all of them read the same dictionary and use the same templates: reading the one and compiling the other took half of
their time. Both depend on the bytes alone; `make serve` shares what it has read in the same way. Most of what a build of a
small site costs is its charts: what one test has drawn, others find in a folder of the run (`shared_drawings`). And a document is
read in the tests' own process: to start another one takes longer than to read a page. The importer's vocabulary and its index of
names took a quarter of a quick run, where hundreds of tests read one sentence each.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import CodeType
from typing import Any

import pytest
import shared_drawings
from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket
from pydantic import TypeAdapter

from budgetbook.charts.render import renderer
from budgetbook.content import dictionary, record_form
from budgetbook.content.reading_context import ReadingContext
from budgetbook.content.record_form import NO_BASE, BaseFile
from budgetbook.content.yaml.reader import YamlFile
from budgetbook.diagnostics.problem import Problem
from budgetbook.importer import recognise, sandbox, vocabulary
from budgetbook.importer.draft import place_entries
from budgetbook.importer.name_matching import ConceptNames
from budgetbook.importer.sentences.lexicon import Lexicon
from budgetbook.render import jinja_env

Reading = tuple[YamlFile | None, Any, list[Problem]]
Validate = Callable[..., Any]


def spare(patch: pytest.MonkeyPatch) -> None:
    """Put all of these in the place of what works anew each time."""
    patch.setattr(record_form, "read_and_validate", RecordMemory(record_form.read_and_validate))
    patch.setattr(jinja_env, "Environment", partial(Environment, bytecode_cache=TemplateMemory()))
    patch.setattr(renderer, "BlobCache", shared_drawings.SharedDrawings)
    patch.setattr(sandbox, "run", run_here)
    patch.setattr(vocabulary, "_read", FileMemory(vocabulary._read))
    patch.setattr(vocabulary, "Vocabulary", SameParts(vocabulary.Vocabulary))
    names = SameParts(ConceptNames)
    patch.setattr(recognise, "ConceptNames", names)
    patch.setattr(place_entries, "ConceptNames", names)
    patch.setattr(recognise, "Lexicon", SameParts(Lexicon))


class RecordMemory:
    """Files without a problem, by what stands in them and what they must be; the name of the file is put in afterwards."""

    def __init__(self, read: Callable[..., Reading]) -> None:
        self._read = read
        self._known: dict[tuple[bytes, Validate, Any, ReadingContext | None], Reading] = {}

    def __call__(
        self, file: str, raw: bytes, validate: Validate, kind: Any, context: ReadingContext | None, base: BaseFile = NO_BASE
    ) -> Reading:
        """As `record_reader` reads a file; one that extends another is read anew."""
        if base[1] is not None:
            return self._read(file, raw, validate, kind, context, base)
        if (raw, validate, kind, context) not in self._known:
            found = self._read(file, raw, validate, kind, context)
            if found[2] or len(self._known) > 2_000:
                return found
            self._known[raw, validate, kind, context] = found
        yaml_file, record, _ = self._known[raw, validate, kind, context]
        return yaml_file and replace(yaml_file, file=file), record, []


class FileMemory:
    """Files of the importer's vocabulary, by what stands in and beneath them and what they must be; a faulty one is read anew."""

    def __init__(self, read: Callable[[Path, Path, TypeAdapter[Any]], Any]) -> None:
        self._read = read
        self._known: dict[tuple[bytes, bytes, str], Any] = {}

    def __call__(self, root: Path, path: Path, adapter: TypeAdapter[Any]) -> Any:
        """As `vocabulary` reads a file, over the program's where it extends one."""
        program_path = dictionary.PROGRAM_CONTENT / path.relative_to(root) if path.is_relative_to(root) else path
        key = path.read_bytes(), program_path.read_bytes() if program_path.is_file() else b"", repr(adapter)
        if key not in self._known:
            self._known[key] = self._read(root, path, adapter)
        return self._known[key]


class SameParts:
    """What never changes and is made of the same objects as before, is the one that was made of them before."""

    def __init__(self, make: Callable[..., Any]) -> None:
        self._make = make
        self._known: dict[tuple[object, ...], tuple[Any, tuple[object, ...]]] = {}

    def __call__(self, *parts: object) -> Any:
        """As the class makes it; the parts are kept with it, so that no other object takes the place of one in memory."""
        key = tuple(map(self._identify, parts))
        if key not in self._known:
            self._known[key] = self._make(*parts), parts
        return self._known[key][0]

    @staticmethod
    def _identify(part: object) -> object:
        return tuple((key, id(value)) for key, value in part.items()) if isinstance(part, dict) else id(part)


class TemplateMemory(BytecodeCache):
    """What Jinja has compiled, by name and source."""

    def __init__(self) -> None:
        self._code: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give what is known."""
        bucket.code = self._code.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what is new."""
        assert bucket.code is not None
        self._code[bucket.key, bucket.checksum] = bucket.code


def run_here(function: Callable[..., Any], *arguments: object) -> Any:
    """As the sandbox runs it, without its limits: a fault of ours is an exception, which fails the test."""
    return function(*arguments)
