"""Content in; what is wrong with its texts out: typed numbers, names of nothing, languages out of step."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import islice

from budgetbook.arithmetic.ledger import ledgers_of
from budgetbook.arithmetic.rules.scores import evaluations
from budgetbook.content.loader import Content, Statement
from budgetbook.content.model import LANGUAGES, Text
from budgetbook.content.prose import Prose
from budgetbook.content.yaml.reader import Path
from budgetbook.diagnostics.problem import Message, Problem, did_you_mean, message
from budgetbook.text.markdown import refused, roles, without_roles
from budgetbook.text.phrases import Words
from budgetbook.text.roles import NoValue, References, UnknownName

_DIGITS = re.compile("[0-9０-９]+")
MOST = 100
"""Problems that are told of one file of prose: each takes a search for the name that was meant."""
Broken = Callable[[str, str], tuple[Message, Message | None] | None]
"""A role and its content in; what is wrong with it, and a hint, out."""


def texts(content: Content) -> Iterator[Problem]:
    """Texts and prose of statements type no number and name nothing that is not there, in either language."""
    for ledger in ledgers_of(content).values():
        statement = ledger.statement
        # What is there in one language is there in the other, and both languages of a text name the same things.
        broken = cache(_broken_in(References(content, Words("zh", content.phrases), ledger)))
        written = list(_texts(statement))
        for lang in LANGUAGES:
            for path, text in written:
                yield from _text(content, statement.file, (*path, lang), text[lang], broken)
            yield from _prose(statement.prose[lang], broken, figures=True)


def dictionary_texts(content: Content) -> Iterator[Problem]:
    """Articles and explanations name nothing that is not there, in either language."""
    for article in content.articles.values():
        for lang in LANGUAGES:
            yield from _prose(article[lang], _broken_in(References(content, Words(lang, content.phrases))), figures=False)
    file = content.file("concepts.yaml")
    for name, about in content.concepts.items():
        for lang in LANGUAGES:
            broken = _broken_in(References(content, Words(lang, content.phrases)))
            yield from _names(content.problem, file, (name, "explain", lang), about.explain[lang], broken)


def _texts(statement: Statement) -> Iterator[tuple[Path, Text]]:
    """Every text of a statement that may hold roles, with its path."""
    found: list[tuple[Path, Text | None]] = [(("summary",), statement.summary), (("source", "note"), statement.source.note)]
    for concept, figure in statement.figures.items():
        path: Path = ("figures", concept)
        found += [((*path, "reason"), figure.reason), ((*path, "note"), figure.note)]
        found += [((*path, "sic", index, "note"), mark.note) for index, mark in enumerate(figure.sic)]
    if statement.compares_with:
        marks = enumerate(statement.compares_with.sic)
        found += [(("compares_with", "sic", index, "note"), mark.note) for index, mark in marks]
    for name, project in statement.projects.items():
        found += [(("projects", name, "purpose"), project.purpose), (("projects", name, "target"), project.target)]
    found += _texts_of_tables(statement)
    if statement.performance:
        found.append((("performance", "goal"), statement.performance.goal))
    for _, at, evaluation in evaluations(statement):
        found += [((*at, "sic", index, "note"), mark.note) for index, mark in enumerate(evaluation.sic)]
    found += [(("facts", name, "note"), fact.note) for name, fact in statement.facts.items()]
    found += [(("remarks", name, "note"), remark.note) for name, remark in statement.remarks.items()]
    yield from ((path, text) for path, text in found if text)


def _texts_of_tables(statement: Statement) -> list[tuple[Path, Text | None]]:
    """What is written about tables, their rows and what the text says of them."""
    found: list[tuple[Path, Text | None]] = []
    for name, breakdown in statement.breakdowns.items():
        path: Path = ("breakdowns", name)
        found += [((*path, "sic", index, "note"), mark.note) for index, mark in enumerate(breakdown.sic)]
        for code, line in breakdown.lines.items():
            at: Path = (*path, "lines", code)
            found += [((*at, "reason"), line.reason), ((*at, "note"), line.note)]
            found += [((*at, "sic", index, "note"), mark.note) for index, mark in enumerate(line.sic)]
    for name, table in statement.tables.items():
        found += [(("tables", name, "sic", index, "note"), mark.note) for index, mark in enumerate(table.sic)]
    return found


def _text(content: Content, file: str, path: Path, text: str, broken: Broken) -> Iterator[Problem]:
    yield from _names(content.problem, file, path, text, broken)
    if digit := _DIGITS.search(without_roles(text)):
        yield content.problem(file, path, message("typed-number", number=digit[0]), message("name-the-figure"))


def _names(
    problem: Callable[[str, Path, Message, Message | None], Problem], file: str, path: Path, text: str, broken: Broken
) -> Iterator[Problem]:
    for _line, _column, role, name in islice(roles(text), MOST):
        if found := broken(role, name):
            yield problem(file, path, *found)


def _broken_in(refs: References) -> Broken:
    def broken(role: str, content: str) -> tuple[Message, Message | None] | None:
        try:
            refs(role, content)
        except UnknownName as error:
            unknown = message(f"unknown-{'role' if error.role == 'role' else 'name'}", name=error.name)
            return unknown, did_you_mean(error.name, error.known)
        except NoValue as error:
            return message("no-value-for-role", role=error.role, name=error.name), None
        return None

    return broken


def _prose(prose: Prose, broken: Broken, *, figures: bool) -> Iterator[Problem]:
    """What is wrong with one file, as far as a person would mend in one go."""
    return islice(_all_of_prose(prose, broken, figures=figures), MOST)


def _all_of_prose(prose: Prose, broken: Broken, *, figures: bool) -> Iterator[Problem]:
    for heading, (start, body) in prose.sections.items():
        yield from _heading(prose, heading, start, broken)
        lines = body.split("\n")
        for line, column, role, name in roles(body):
            if found := broken(role, name):
                yield Problem(prose.file, start + line, column, "", *found, lines[line - 1])
        for line, what, excerpt in refused(body):
            yield Problem(prose.file, start + line, 1, "", message(f"markdown-{what}", found=excerpt), source=lines[line - 1])
        typed = without_roles(body) if figures else ""
        for line, text in enumerate(typed.split("\n") if _DIGITS.search(typed) else (), 1):
            if digit := _DIGITS.search(text):
                hint = message("name-the-figure")
                place = (start + line, digit.start() + 1)
                yield Problem(prose.file, *place, "", message("typed-number", number=digit[0]), hint, lines[line - 1])


def _heading(prose: Prose, heading: str, line: int, broken: Broken) -> Iterator[Problem]:
    """A heading is text too: its roles name what is there, and it holds no HTML."""
    source = f"## {heading}"
    for _, column, role, name in roles(heading):
        if found := broken(role, name):
            yield Problem(prose.file, line, column + 3, "", *found, source)
    for _, what, excerpt in refused(heading):
        yield Problem(prose.file, line, 1, "", message(f"markdown-{what}", found=excerpt), source=source)


def twins(content: Content) -> Iterator[Problem]:
    """A statement's prose has the same headings in both languages, and they are sections of its page."""
    known = {"", "summary", *content.sections}
    for statement in content.statements.values():
        chinese, english = statement.prose["zh"], statement.prose["en"]
        yield from (p for each in (chinese, english) for p in (*_headings(each, known), *_repeated(each)))
        for mine, other in ((chinese, english), (english, chinese)):
            for name in mine.sections.keys() - other.sections.keys():
                yield Problem(other.file, 1, 1, "", message("missing-section", name=name, other=mine.file))


def article_twins(content: Content) -> Iterator[Problem]:
    """An article has a title and as many headings in one language as in the other."""
    for article in content.articles.values():
        chinese, english = article["zh"], article["en"]
        if len(chinese.sections) != len(english.sections):
            text = message("other-headings", count=len(chinese.sections) - 1, other=chinese.file)
            yield Problem(english.file, 1, 1, "", text)
        for each in (chinese, english):
            yield from _repeated(each)
            if not each.title:
                yield Problem(each.file, 1, 1, "", message("no-title"))


def _repeated(prose: Prose) -> Iterator[Problem]:
    for name, line in prose.repeated:
        text = message("repeated-heading", name=name, first=prose.sections[name][0])
        yield Problem(prose.file, line, 4, "", text, source=f"## {name}")


def _headings(prose: Prose, known: set[str]) -> Iterator[Problem]:
    for name, (line, _) in prose.sections.items():
        if name not in known:
            yield Problem(prose.file, line, 4, "", message("unknown-section", name=name), did_you_mean(name, known), f"## {name}")
