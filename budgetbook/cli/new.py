"""A body and a year in; the files that a new statement begins with out, beside those of the content, never over one of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from pydantic_core import PydanticCustomError

from budgetbook.cli import new_files
from budgetbook.cli.new_files import Wanted
from budgetbook.content import reserved_names
from budgetbook.content.fields import read_slug, read_year
from budgetbook.content.loader import Content, kinds_of_body
from budgetbook.content.model import LANGUAGES, Language
from budgetbook.diagnostics.problem import Message, Problem, did_you_mean, message
from budgetbook.importer.draft import prose_skeleton
from budgetbook.infra.base.record import record

T = TypeVar("T")
Ask = Callable[[str, str], str]
"""The name of a question and what is taken where nothing is answered in; the answer out."""


class Refused(Exception):
    """Nothing was written; why, and how to mend it."""

    def __init__(self, why: Message, hint: Message | None = None) -> None:
        super().__init__(why.key)
        self.why, self.hint = why, hint


@record
class Given:
    """What the command line says; what it leaves out is asked for, or refused where nobody can answer."""

    body: str | None
    year: str | None
    phase: str
    profile: str | None
    kind: str | None
    zh: str | None
    en: str | None


def run(root: Path, content: Content, given: Given, ask: Ask | None) -> list[Path]:
    """The files written. Raises Refused, or OSError."""
    wanted = _wanted(content, given, ask)
    folder = root / "statements" / wanted.body
    stem = f"{wanted.year}-{wanted.phase}"
    files = {folder / f"{stem}.yaml": new_files.statement(wanted, content)}
    text = prose_skeleton.text(
        {name: about.figures for name, about in content.sections.items()}, new_files.asked(wanted, content)
    )
    files |= {folder / f"{stem}.{lang}.md": text for lang in LANGUAGES}
    if wanted.body not in content.entities:
        files = {folder / "entity.yaml": new_files.entity(wanted, content), **files}
    if there := next((path for path in files if path.exists()), None):
        raise Refused(message("new-exists", file=there.as_posix()), message("new-never-over"))
    folder.mkdir(parents=True, exist_ok=True)
    for path, text in files.items():
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    return list(files)


def write_text(path: Path, root: Path) -> None:
    """The text of a statement that is there, to begin with: a heading for each part of its page that has a figure."""
    statement = path.with_name(f"{path.name.removesuffix('.md').rpartition('.')[0]}.yaml")
    with path.open("x", encoding="utf-8", newline="\n") as file:
        file.write(prose_skeleton.of_statement(statement, root))


def kinds(content: Content, lang: Language) -> list[str]:
    """The kinds of bodies, for who is asked for one: the word to type, and what it means."""
    return [f"  {kind}  {content.concepts[kind].name[lang]}" for kind in kinds_of_body(content.concepts)]


def missing_prose(problems: list[Problem]) -> list[Path]:
    """The texts of statements that are not there, where nothing else is wrong: as after an import of another year by hand."""
    missing = [Path(p.file) for p in problems if p.message.key == "no-such-file" and p.file.endswith(".md")]
    return missing if len(missing) == len(problems) and all("statements" in path.parts for path in missing) else []


def _wanted(content: Content, given: Given, ask: Ask | None) -> Wanted:
    body = _checked(read_slug, _answer("body", given.body, ask))
    year = _checked(read_year, _answer("year", given.year, ask))
    former = {old for entity in content.entities.values() for old in entity.formerly}
    if not reserved_names.is_free(body) or body in content.articles or body in former:
        raise Refused(message("name-of-a-page", name=body))
    there = content.entities.get(body)
    names = there.name.model_dump() if there else {lang: _answer(lang, getattr(given, lang), ask) for lang in ("zh", "en")}
    kind = there.kind if there else _answer("kind", given.kind, ask, "administrative-unit")
    profile = _answer("profile", given.profile, ask, _usual_profile(content, body))
    if kind not in content.concepts:
        raise Refused(message("unknown-concept", name=kind), did_you_mean(kind, content.concepts))
    if profile not in content.profiles:
        raise Refused(message("unknown-profile", name=profile), did_you_mean(profile, content.profiles))
    return Wanted(body, year, given.phase, profile, kind, names)


def _usual_profile(content: Content, body: str) -> str:
    """The profile of the body's newest statement; else the one that most statements have."""
    mine = sorted((s.fiscal_year, s.profile) for s in content.statements.values() if s.entity == body)
    if mine:
        return mine[-1][1]
    used = [s.profile for s in content.statements.values()] or sorted(content.profiles)
    return max(dict.fromkeys(used), key=used.count)


def _answer(name: str, given: str | None, ask: Ask | None, usual: str = "") -> str:
    answer = given or (ask(name, usual).strip() if ask else "") or usual
    if not answer:
        raise Refused(message("new-say-which", option=f"--{name}"))
    return answer


def _checked(read: Callable[[str], T], text: str) -> T:
    try:
        return read(text)
    except PydanticCustomError as error:
        fields = {name: value for name, value in (error.context or {}).items() if name != "key"}
        raise Refused(message(error.type, **fields)) from None
