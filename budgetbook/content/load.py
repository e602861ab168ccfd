"""The folder `content/` in; `Content` out: frozen records that know their file, and every problem of form."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError
from pydantic_core import PydanticCustomError

from budgetbook.content import faults, model, statement, yamlfile
from budgetbook.content.fields import Slug, read_slug
from budgetbook.content.importerfile import ImporterFile
from budgetbook.content.model import LANGUAGES, Language
from budgetbook.content.numbers import Numbers, read_numbers
from budgetbook.content.yamlfile import YamlFile
from budgetbook.problems import systemwords
from budgetbook.problems.problems import Message, Problem, did_you_mean, message


@dataclass(frozen=True, slots=True)
class Prose:
    """One Markdown file, cut at its level-2 headings."""

    file: str
    title: str
    """The text of a level-1 heading on the first line; empty where there is none."""
    sections: Mapping[str, tuple[int, str]]
    """Heading -> (line of the heading, Markdown below it); what stands before the first heading is under ""."""
    repeated: tuple[tuple[str, int], ...] = ()
    """Headings that stand once more, each with the line where it does."""


class Entity(model.EntityFile):
    """A body, with its address part."""

    id: str
    file: str


class Statement(statement.StatementFile):
    """A statement, with its body, its prose in both languages and the list of numbers of its document."""

    model_config = ConfigDict(arbitrary_types_allowed=True)
    id: str
    """`<entity>/<year>-budget`: its address in either language."""
    entity: str
    file: str
    prose: dict[Language, Prose]
    numbers: Numbers | None


@dataclass(frozen=True)
class Content:
    """Everything that people wrote, read and well-formed; what it says together is for `checks.py`."""

    site: model.Site
    phrases: model.Phrases
    concepts: dict[str, model.Concept]
    sections: dict[str, model.Section]
    profiles: dict[str, model.Profile]
    entities: dict[str, Entity]
    statements: dict[str, Statement]
    articles: dict[str, dict[Language, Prose]]
    tables: dict[str, model.StandardTable]
    classifications: dict[str, dict[str, model.ClassificationEntry]]
    updates: dict[str, model.Update]
    files: dict[str, YamlFile] = field(repr=False)
    root: str = "content"
    examples: dict[str, model.Example] = field(default_factory=dict)
    international: model.International = field(default_factory=model.International)

    def only(self, entities: Iterable[str]) -> Content:
        """The same dictionary with these bodies alone, in their order."""
        kept = {entity: self.entities[entity] for entity in sorted(set(entities))}
        return replace(self, entities=kept, statements={s.id: s for s in self.statements.values() if s.entity in kept})

    def file(self, name: str) -> str:
        """The full name of a file, from the part below the content folder."""
        return f"{self.root}/{name}"

    def in_repository(self, file: str) -> str:
        """A file's path in the repository, wherever the content folder was read from."""
        return "content" + file.removeprefix(self.root)

    def problem(self, file: str, path: yamlfile.Path, text: Message, hint: Message | None = None) -> Problem:
        """A problem at a field of a file."""
        return self.files[file].problem(path, text, hint)


_CONCEPTS = TypeAdapter(dict[Slug, model.Concept])
_SECTIONS = TypeAdapter(dict[Slug, model.Section])
_TABLES = TypeAdapter(dict[Slug, model.StandardTable])
_UPDATES = TypeAdapter(dict[Slug, model.Update])
_EXAMPLES = TypeAdapter(dict[Slug, model.Example])
_CODES = TypeAdapter(dict[str, model.ClassificationEntry])
_STATEMENT_NAME = re.compile(r"((?:19|20)[0-9]{2})-(budget|final-accounts)")


Kept = dict[str, tuple[bytes, YamlFile | None, Any, list[Problem]]]
"""What came of each YAML file when it was last read, with its bytes: an unchanged one need not be read again."""


def content(root: Path, kept: Kept | None = None) -> tuple[Content | None, list[Problem]]:
    """Read `root`; the content, or every problem of form in every file (never both)."""
    return _Loader(root, {} if kept is None else kept).run()


class _Loader:
    """One walk over the folder. Each file is named by the place that expects it; a file that no place expects is a problem."""

    def __init__(self, root: Path, kept: Kept) -> None:
        self.root, self.kept = root, kept
        self.problems: list[Problem] = []
        self.files: dict[str, YamlFile] = {}
        self.expected: set[Path] = set()

    def run(self) -> tuple[Content | None, list[Problem]]:
        if not self.root.is_dir():
            return None, [Problem(str(self.root), 1, 1, "", message("no-content-folder"))]
        self._refuse_links()
        if self.problems:
            return None, self.problems
        read = self._read()
        self._optional("importer.yaml", ImporterFile.model_validate, ImporterFile)  # the importer's; only its form is checked
        self._refuse_strays()
        if self.problems:
            return None, self.problems
        return Content(**read, files=self.files, root=self.root.as_posix()), []

    def _read(self) -> dict[str, Any]:
        """The fields of the content, by their names; None where a file has problems."""
        entities, statements = self._bodies()
        return {
            "site": self._record("site.yaml", model.Site),
            "phrases": self._record("wording.yaml", model.Phrases),
            "concepts": self._mapping("concepts.yaml", _CONCEPTS, model.Concept),
            "sections": self._mapping("sections.yaml", _SECTIONS, model.Section),
            "profiles": {p.stem: self._record(self._name(p), model.Profile) for p in self._glob("profiles/*.yaml")},
            "entities": entities,
            "statements": statements,
            "articles": self._articles(),
            "tables": self._optional("tables.yaml", _TABLES.validate_python, dict[str, model.StandardTable]),
            "classifications": {
                p.stem: self._mapping(self._name(p), _CODES, model.ClassificationEntry)
                for p in self._glob("classifications/*.yaml")
            },
            "updates": self._optional("updates.yaml", _UPDATES.validate_python, dict[str, model.Update]),
            "examples": self._optional("examples.yaml", _EXAMPLES.validate_python, dict[str, model.Example]),
            "international": self._optional("international.yaml", model.International.model_validate, model.International)
            or model.International(),
        }

    def _bodies(self) -> tuple[dict[str, Entity], dict[str, Statement]]:
        entities: dict[str, Entity] = {}
        statements: dict[str, Statement] = {}
        for folder in self._glob("statements/*/"):
            entity = folder.name
            self._slug(folder)
            name = self._name(folder / "entity.yaml")
            if record := self._record(name, model.EntityFile):
                entities[entity] = Entity.model_construct(**dict(record), id=entity, file=self._shown(name))
            for path in sorted(folder.glob("*.yaml")):
                if path.name != "entity.yaml" and (statement := self._statement(entity, path)):
                    statements[statement.id] = statement
        return entities, statements

    def _statement(self, entity: str, path: Path) -> Statement | None:
        name = self._name(path)
        record = self._record(name, statement.StatementFile)
        prose = {lang: self._prose(path.with_suffix(f".{lang}.md")) for lang in LANGUAGES}
        numbers = self._numbers(path.with_suffix(".numbers.txt"))
        if record is None:
            return None
        if (match := _STATEMENT_NAME.fullmatch(path.stem)) is None or match.groups() != (str(record.fiscal_year), record.phase):
            expected = f"{record.fiscal_year}-{record.phase}.yaml"
            self.problems.append(self.files[self._shown(name)].problem(("fiscal_year",), message("file-name", expected=expected)))
        return Statement.model_construct(
            **dict(record), id=f"{entity}/{path.stem}", entity=entity, file=self._shown(name), prose=prose, numbers=numbers
        )

    def _articles(self) -> dict[str, dict[Language, Prose]]:
        found: dict[str, dict[Language, Prose]] = {}
        for path in self._glob("pages/*.md"):
            stem, _, lang = path.stem.rpartition(".")
            if lang in LANGUAGES and stem:
                found[stem] = {other: self._prose(path.with_name(f"{stem}.{other}.md")) for other in LANGUAGES}
        return found

    def _prose(self, path: Path) -> Prose:
        raw = self._bytes(self._name(path))
        text, problems = yamlfile.decode_text(self._shown(self._name(path)), raw) if raw is not None else ("", [])
        self.problems += problems
        return cut_prose(self._shown(self._name(path)), text)

    def _numbers(self, path: Path) -> Numbers | None:
        if not path.exists():
            return None
        shown = self._shown(self._name(path))
        text, problems = yamlfile.decode_text(shown, self._bytes(self._name(path)) or b"")
        numbers, more = read_numbers(shown, text)
        self.problems += problems + more
        return numbers

    def _record(self, name: str, kind: type[BaseModel]) -> Any:
        return self._validate(name, kind.model_validate, kind)

    def _mapping(self, name: str, adapter: TypeAdapter[Any], kind: type[BaseModel]) -> Any:
        return self._validate(name, adapter.validate_python, dict[str, kind])  # type: ignore[valid-type]

    def _validate(self, name: str, validate: Callable[[Any], Any], kind: Any) -> Any:
        raw = self._bytes(name)
        if raw is None:
            return None
        if name not in self.kept or self.kept[name][0] != raw:
            self.kept[name] = (raw, *_validated(self._shown(name), raw, validate, kind))
        _, read, record, problems = self.kept[name]
        self.problems += problems
        if read is not None:
            self.files[read.file] = read
        return record

    def _optional(self, name: str, validate: Callable[[Any], Any], kind: Any) -> Any:
        """A file that a small site can do without; {} where it is not there."""
        return self._validate(name, validate, kind) if (self.root / name).exists() else {}

    def _bytes(self, name: str) -> bytes | None:
        path = self.root / name
        self.expected.add(path)
        try:
            return path.read_bytes()
        except FileNotFoundError:
            self.problems.append(Problem(self._shown(name), 1, 1, "", message("no-such-file")))
        except OSError as error:
            self.problems.append(Problem(self._shown(name), 1, 1, "", message("cannot-read", why=systemwords.short(error))))
        return None

    def _glob(self, pattern: str) -> list[Path]:
        return sorted(p for p in self.root.glob(pattern) if pattern.endswith("/") == p.is_dir())

    def _name(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix()

    def _shown(self, name: str) -> str:
        return (self.root / name).as_posix()

    def _slug(self, folder: Path) -> None:
        try:
            read_slug(folder.name)
        except PydanticCustomError:
            self.problems.append(Problem(folder.as_posix(), 1, 1, "", message("not-a-slug", found=folder.name)))

    def _refuse_links(self) -> None:
        for path in sorted(self.root.rglob("*")):
            if path.is_symlink():
                self.problems.append(Problem(path.as_posix(), 1, 1, "", message("link"), message("copy-the-file")))

    def _refuse_strays(self) -> None:
        for path in sorted(self.root.rglob("*")):
            name = self._name(path)
            if path.is_dir() or path in self.expected or name.startswith("schema/") or path.name.startswith("."):
                continue
            known = [self._name(p) for p in self.expected]
            self.problems.append(Problem(path.as_posix(), 1, 1, "", message("stray-file"), did_you_mean(name, known)))


def _validated(file: str, raw: bytes, validate: Callable[[Any], Any], kind: Any) -> tuple[YamlFile | None, Any, list[Problem]]:
    """One YAML file, read; its record, or None and every problem of its form."""
    read, problems = yamlfile.read(file, raw)
    if read is None:
        return None, None, problems
    try:
        return read, validate(read.data), problems
    except ValidationError as error:
        return read, None, [faults.problem(read, kind, detail) for detail in error.errors(include_url=False)]


def cut_prose(file: str, text: str) -> Prose:
    """Cut Markdown at its level-2 headings; headings inside fenced blocks do not count."""
    sections: dict[str, tuple[int, list[str]]] = {"": (0, [])}
    title, current, fence = "", "", ""
    repeated: list[tuple[str, int]] = []
    for number, line in enumerate(text.split("\n"), 1):
        if match := re.match(r"(`{3,}|~{3,})", line):
            fence = "" if fence and line.startswith(fence) else fence or match[1]
        if number == 1 and line.startswith("# "):
            title = line[2:].strip()
            sections[""] = (1, [])
        elif line.startswith("## ") and not fence:
            current = line[3:].strip()
            if current in sections:
                repeated.append((current, number))
            sections.setdefault(current, (number, []))
        else:
            sections[current][1].append(line)
    cut = {name: (line, "\n".join(body)) for name, (line, body) in sections.items()}
    return Prose(file, title, cut, tuple(repeated))
