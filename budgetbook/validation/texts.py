"""Rules on texts: no typed numbers, no names of what does not exist, both languages in step."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import islice

from budgetbook.arithmetic.ledger import ledgers_of
from budgetbook.arithmetic.rules.scores import evaluations
from budgetbook.content.content import Content, Statement
from budgetbook.content.prose import Prose
from budgetbook.content.text import Text
from budgetbook.content.yaml.reader import Path
from budgetbook.diagnostics.problem import Message, Problem, did_you_mean, message
from budgetbook.text.markdown import disallowed_markup
from budgetbook.text.phrases import Phrases
from budgetbook.text.role_numbers import MissingValueError, UnknownRoleTargetError
from budgetbook.text.role_syntax import find_roles, without_roles
from budgetbook.text.roles import References

_DIGITS = re.compile("[0-9０-９]+")
MOST = 100
"""Problems reported for one prose file: each costs a search for the name that was meant."""
RoleValidator = Callable[[str, str], tuple[Message, Message | None] | None]
"""Given a role and its content: the message and hint if they name nothing, else None."""


def statement_texts(content: Content) -> Iterator[Problem]:
    """Texts and prose of statements type no number and name nothing that does not exist, in either language."""
    for ledger in ledgers_of(content).values():
        statement = ledger.statement
        # One language stands for all: roles resolve alike in each, so each is looked up once per statement.
        validate_role = cache(_role_validator(References(content, Phrases(content.languages[0], content.phrases), ledger)))
        text_entries = list(_texts(statement))
        for lang in content.languages:
            for path, text in text_entries:
                yield from _text(content, statement.file, (*path, lang), text[lang], validate_role)
            yield from _prose(statement.prose[lang], validate_role, figures=True)


def common_texts(content: Content) -> Iterator[Problem]:
    """Articles and explanations name nothing that does not exist, in either language."""
    for article in content.articles.values():
        for lang in content.languages:
            yield from _prose(article[lang], _role_validator(References(content, Phrases(lang, content.phrases))), figures=False)
    file = content.country_path("concepts.yaml")
    for name, concept in content.concepts.items():
        for lang in content.languages:
            validate_role = _role_validator(References(content, Phrases(lang, content.phrases)))
            yield from _names(content.problem, file, (name, "explain", lang), concept.explain[lang], validate_role)


def plain_words(content: Content) -> Iterator[Problem]:
    """The everyday words of a concept hold no term that a reader would have to look up."""
    for name, concept in content.concepts.items():
        for lang in content.languages if concept.plain else ():
            words = concept.plain[lang] if concept.plain else ""
            term = next((each.name[lang] for each in content.concepts.values() if _names_term(words, each.name[lang])), None)
            if term is not None:
                yield content.problem(
                    content.country_path("concepts.yaml"), (name, "plain", lang), message("plain-term", term=term)
                )


def _names_term(words: str, term: str) -> bool:
    """True if a term stands in the words; in a script with spaces, as whole words."""
    if not term.isascii():
        return term in words
    if term.casefold() not in words.casefold():  # nearly every pair of a text and a term ends here, and no pattern is compiled
        return False
    return re.search(rf"\b{re.escape(term)}\b", words, re.IGNORECASE) is not None


def _texts(statement: Statement) -> Iterator[tuple[Path, Text]]:
    """Every text of a statement that may hold roles, with its path."""
    entries: list[tuple[Path, Text | None]] = [(("summary",), statement.summary), (("source", "note"), statement.source.note)]
    for concept, figure in statement.figures.items():
        path: Path = ("figures", concept)
        entries += [((*path, "reason"), figure.reason), ((*path, "note"), figure.note)]
        entries += [((*path, "sic", index, "note"), mark.note) for index, mark in enumerate(figure.sic)]
    if statement.compares_with:
        marks = enumerate(statement.compares_with.sic)
        entries += [(("compares_with", "sic", index, "note"), mark.note) for index, mark in marks]
    for name, project in statement.projects.items():
        entries += [(("projects", name, "purpose"), project.purpose), (("projects", name, "target"), project.target)]
    entries += _texts_of_tables(statement)
    if statement.performance:
        entries.append((("performance", "goal"), statement.performance.goal))
    for _, evaluation_path, evaluation in evaluations(statement):
        entries += [((*evaluation_path, "sic", index, "note"), mark.note) for index, mark in enumerate(evaluation.sic)]
    entries += [(("facts", name, "note"), fact.note) for name, fact in statement.facts.items()]
    entries += [(("remarks", name, "note"), remark.note) for name, remark in statement.remarks.items()]
    yield from ((path, text) for path, text in entries if text)


def _texts_of_tables(statement: Statement) -> list[tuple[Path, Text | None]]:
    """Texts about tables, their rows and their lines in the text."""
    entries: list[tuple[Path, Text | None]] = []
    for name, breakdown in statement.breakdowns.items():
        path: Path = ("breakdowns", name)
        entries += [((*path, "sic", index, "note"), mark.note) for index, mark in enumerate(breakdown.sic)]
        for code, line in breakdown.lines.items():
            line_path: Path = (*path, "lines", code)
            entries += [((*line_path, "reason"), line.reason), ((*line_path, "note"), line.note)]
            entries += [((*line_path, "sic", index, "note"), mark.note) for index, mark in enumerate(line.sic)]
    for name, table in statement.tables.items():
        entries += [(("tables", name, "sic", index, "note"), mark.note) for index, mark in enumerate(table.sic)]
    return entries


def _text(content: Content, file: str, path: Path, text: str, validate_role: RoleValidator) -> Iterator[Problem]:
    yield from _names(content.problem, file, path, text, validate_role)
    if digit := _DIGITS.search(without_roles(text)):
        yield content.problem(file, path, message("typed-number", number=digit[0]), message("name-the-figure"))


def _names(
    problem: Callable[[str, Path, Message, Message | None], Problem],
    file: str,
    path: Path,
    text: str,
    validate_role: RoleValidator,
) -> Iterator[Problem]:
    for _line, _column, role, name in islice(find_roles(text), MOST):
        if fault := validate_role(role, name):
            yield problem(file, path, *fault)


def _role_validator(refs: References) -> RoleValidator:
    def validate_role(role: str, content: str) -> tuple[Message, Message | None] | None:
        try:
            refs(role, content)
        except UnknownRoleTargetError as error:
            text = message(f"unknown-{'role' if error.role == 'role' else 'name'}", name=error.name)
            return text, did_you_mean(error.name, error.candidates)
        except MissingValueError as error:
            return message("no-value-for-role", role=error.role, name=error.name), None
        return None

    return validate_role


def _prose(prose: Prose, validate_role: RoleValidator, *, figures: bool) -> Iterator[Problem]:
    """Problems of one prose file, up to as many as a person would mend in one go."""
    return islice(_all_of_prose(prose, validate_role, figures=figures), MOST)


def _all_of_prose(prose: Prose, validate_role: RoleValidator, *, figures: bool) -> Iterator[Problem]:
    for heading, (start, section_text) in prose.sections.items():
        yield from _heading(prose, heading, start, validate_role)
        lines = section_text.split("\n")
        for line, column, role, name in find_roles(section_text):
            if fault := validate_role(role, name):
                yield Problem(prose.file, start + line, column, "", *fault, lines[line - 1])
        for line, what, excerpt in disallowed_markup(section_text):
            yield Problem(prose.file, start + line, 1, "", message(f"markdown-{what}", found=excerpt), source=lines[line - 1])
        plain_text = without_roles(section_text) if figures else ""
        for line, text in enumerate(plain_text.split("\n") if _DIGITS.search(plain_text) else (), 1):
            if digit := _DIGITS.search(text):
                hint = message("name-the-figure")
                place = (start + line, digit.start() + 1)
                yield Problem(prose.file, *place, "", message("typed-number", number=digit[0]), hint, lines[line - 1])


def _heading(prose: Prose, heading: str, line: int, validate_role: RoleValidator) -> Iterator[Problem]:
    """A heading is text too: its roles name what exists, and it holds no HTML."""
    source = f"## {heading}"
    for _, column, role, name in find_roles(heading):
        if fault := validate_role(role, name):
            yield Problem(prose.file, line, column + 3, "", *fault, source)
    for _, what, excerpt in disallowed_markup(heading):
        yield Problem(prose.file, line, 1, "", message(f"markdown-{what}", found=excerpt), source=source)


def prose_headings(content: Content) -> Iterator[Problem]:
    """A statement's prose has the same headings in each language, and they are sections of its page."""
    known_headings = {"", "summary", *content.sections}
    for statement in content.statements.values():
        first, *others = (statement.prose[lang] for lang in content.languages)
        yield from (p for each in (first, *others) for p in (*_headings(each, known_headings), *_repeated_headings(each)))
        for prose, other in (pair for each in others for pair in ((first, each), (each, first))):
            for name in prose.sections.keys() - other.sections.keys():
                yield Problem(other.file, 1, 1, "", message("missing-section", name=name, other=prose.file))


def article_headings(content: Content) -> Iterator[Problem]:
    """An article has a title and as many headings in each language as in the first."""
    for article in content.articles.values():
        first, *others = (article[lang] for lang in content.languages)
        for other in others:
            if len(first.sections) != len(other.sections):
                text = message("other-headings", count=len(first.sections) - 1, other=first.file)
                yield Problem(other.file, 1, 1, "", text)
        for each in (first, *others):
            yield from _repeated_headings(each)
            if not each.title:
                yield Problem(each.file, 1, 1, "", message("no-title"))


def _repeated_headings(prose: Prose) -> Iterator[Problem]:
    for name, line in prose.repeated_headings:
        text = message("repeated-heading", name=name, first=prose.sections[name][0])
        yield Problem(prose.file, line, 4, "", text, source=f"## {name}")


def _headings(prose: Prose, known_headings: set[str]) -> Iterator[Problem]:
    for name, (line, _) in prose.sections.items():
        if name not in known_headings:
            yield Problem(
                prose.file, line, 4, "", message("unknown-section", name=name), did_you_mean(name, known_headings), f"## {name}"
            )
