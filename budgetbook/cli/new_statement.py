"""Creates the files of a new entity or statement beside the existing content, never overwriting a file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic_core import PydanticCustomError

from budgetbook.cli import new_files
from budgetbook.cli.new_files import StatementRequest
from budgetbook.content import reserved_names
from budgetbook.content.content import Content, entity_kinds
from budgetbook.content.fields import read_slug, read_year
from budgetbook.diagnostics.problem import Language, Message, Problem, did_you_mean, message
from budgetbook.importer.draft import prose_skeleton
from budgetbook.infra.base.errors import BudgetbookError
from budgetbook.infra.base.file_batch import write_together

T = TypeVar("T")
Ask = Callable[[str, str], str]
"""Asks a question by its name, with the default that an empty answer stands for, and returns the answer."""


class NewFileError(BudgetbookError):
    """Nothing was written; carries the reason and the remedy."""

    message_key = "in-full"

    def __init__(self, why: Message, hint: Message | None = None) -> None:
        super().__init__(why.key)
        self._why, self._hint = why, hint

    def describe(self, lang: Language) -> str:
        """Return the full sentence, with the remedy in brackets."""
        return self._why.text(lang) + (f" ({self._hint.text(lang)})" if self._hint else "")


@dataclass(frozen=True, slots=True)
class NewOptions:
    """Options of the command line; a missing one is asked for, or refused if nobody can answer."""

    entity: str | None
    year: str | None
    phase: str | None
    """The stage."""
    profile: str | None
    kind: str | None
    name: list[str]
    """The name of a new entity, as `<language>=<text>` for each language."""


def create_files(root: Path, content: Content, options: NewOptions, ask: Ask | None) -> list[Path]:
    """Create the files and return their paths. Raises NewFileError or OSError."""
    request = _complete_request(content, options, ask)
    folder = root / "statements" / request.entity
    stem = f"{request.year}-{request.phase}"
    files = {folder / f"{stem}.yaml": new_files.render_statement(request, content)}
    text = prose_skeleton.format_headings(
        {name: section.figures for name, section in content.sections.items()}, new_files.list_concepts(request, content)
    )
    files |= {folder / f"{stem}.{lang}.md": text for lang in content.languages}
    if request.entity not in content.entities:
        files = {folder / "entity.yaml": new_files.render_entity(request, content), **files}
    if existing_file := next((path for path in files if path.exists()), None):
        raise NewFileError(message("new-exists", file=existing_file.as_posix()), message("new-never-over"))
    with write_together() as batch:
        for path, text in files.items():
            batch.draft(path).write_text(text, encoding="utf-8", newline="\n")
    return list(files)


def write_text(path: Path, root: Path) -> None:
    """Create the text of an existing statement: a heading for each section of its page that has a figure."""
    statement = path.with_name(f"{path.name.removesuffix('.md').rpartition('.')[0]}.yaml")
    with path.open("x", encoding="utf-8", newline="\n") as file:
        file.write(prose_skeleton.make_statement_headings(statement, root))


def describe_kinds(content: Content, lang: Language) -> list[str]:
    """Describe the kinds of entities for whoever is asked for one: the word to type and its meaning."""
    return [f"  {kind}  {content.concepts[kind].name[lang]}" for kind in entity_kinds(content.concepts)]


def list_missing_prose(problems: list[Problem]) -> list[Path]:
    """List the statements whose text is missing, if nothing else is wrong: as after importing another year by hand."""
    missing_files = [Path(p.file) for p in problems if p.message.key == "no-such-file" and p.file.endswith(".md")]
    return (
        missing_files if len(missing_files) == len(problems) and all("statements" in path.parts for path in missing_files) else []
    )


def _complete_request(content: Content, options: NewOptions, ask: Ask | None) -> StatementRequest:
    entity_id = _parse_answer(read_slug, _get_answer("body", options.entity, ask))
    year = _parse_answer(read_year, _get_answer("year", options.year, ask))
    former_names = {old for entity in content.entities.values() for old in entity.formerly}
    if not reserved_names.is_free(entity_id) or entity_id in content.articles or entity_id in former_names:
        raise NewFileError(message("name-of-a-page", name=entity_id))
    known_entity = content.entities.get(entity_id)
    names = dict(known_entity.name) if known_entity else _get_names(content, options, ask)
    kind = known_entity.kind if known_entity else _get_answer("kind", options.kind, ask, content.used_as("usual-body"))
    profile = _get_answer("profile", options.profile, ask, _choose_profile(content, entity_id))
    stage = options.phase or next((str(each) for each in content.stages.of_phase("approved")), next(iter(content.stages)))
    if stage not in content.stages:
        choice = ", ".join(content.stages)
        raise NewFileError(message("not-one-of", allowed=choice, found=stage), did_you_mean(stage, content.stages))
    if kind not in content.concepts:
        raise NewFileError(message("unknown-concept", name=kind), did_you_mean(kind, content.concepts))
    if profile not in content.profiles:
        raise NewFileError(message("unknown-profile", name=profile), did_you_mean(profile, content.profiles))
    return StatementRequest(entity_id, year, content.stages[stage], profile, kind, names)


def _choose_profile(content: Content, entity_id: str) -> str:
    """Choose the profile of the entity's newest statement, else the most common one."""
    own_profiles = sorted((s.fiscal_year, s.profile) for s in content.statements.values() if s.entity == entity_id)
    if own_profiles:
        return own_profiles[-1][1]
    all_profiles = [s.profile for s in content.statements.values()] or sorted(content.profiles)
    return max(dict.fromkeys(all_profiles), key=all_profiles.count)


def _get_answer(name: str, value: str | None, ask: Ask | None, usual: str = "") -> str:
    answer = value or (ask(name, usual).strip() if ask else "") or usual
    if not answer:
        raise NewFileError(message("new-say-which", option=f"--{name.replace('.', ' ')}"))
    return answer


def _get_names(content: Content, options: NewOptions, ask: Ask | None) -> dict[str, str]:
    """The name of a new entity in each language of the site."""
    given_names = {lang.strip(): text.strip() for lang, _, text in (each.partition("=") for each in options.name)}
    if strange := next((lang for lang in given_names if lang not in content.languages), None):
        raise NewFileError(message("not-one-of", allowed=", ".join(content.languages), found=strange))
    return {lang: _get_answer(f"name.{lang}", given_names.get(lang), ask) for lang in content.languages}


def _parse_answer(parse: Callable[[str], T], text: str) -> T:
    try:
        return parse(text)
    except PydanticCustomError as error:
        fields = {name: value for name, value in (error.context or {}).items() if name != "key"}
        raise NewFileError(message(error.type, **fields)) from None
