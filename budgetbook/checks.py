"""Content and findings in; every problem out: what must be true of our own files once each is well-formed.

A rule is a short generator whose docstring is the rule in one sentence; `RULES` is the whole list. A wrong number in
the published document is no problem but a finding; the `sic` mark is the bridge between the two.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from budgetbook import transcription
from budgetbook.findings import Finding
from budgetbook.ledger import DEFAULT_UNITS, Ledger
from budgetbook.load import Content, Prose, Statement
from budgetbook.markdown import refused, roles, without_roles
from budgetbook.model import HOLE, LANGUAGES, Figure, Text
from budgetbook.money import Amount, grouped
from budgetbook.problems import Message, Problem, did_you_mean, message, sort
from budgetbook.references import NoValue, References, UnknownName
from budgetbook.wording import Words
from budgetbook.yamlfile import Path

Findings = Mapping[str, tuple[Finding, ...]]


def run(content: Content, findings: Findings) -> list[Problem]:
    """Every problem, sorted. References first: where one is broken the rest would only echo it."""
    first = [problem for rule in REFERENCE_RULES for problem in rule(content)]
    if first:
        return sort(first)
    return sort([*(p for rule in MEANING_RULES for p in rule(content)), *unconfirmed(content, findings)])


def concept_names(content: Content) -> Iterator[Problem]:
    """Every concept that the dictionary refers to is in it."""
    file = _file(content, "concepts.yaml")
    for name, about in content.concepts.items():
        for key in ("parts", "of_which", "equals", "at_most", "see"):
            for index, other in enumerate(getattr(about, key)):
                yield from _concept(content, file, (name, key, index), other)
        for key in ("share_of", "counts"):
            if other := getattr(about, key):
                yield from _concept(content, file, (name, key), other)


def whole_and_parts(content: Content) -> Iterator[Problem]:
    """No concept is part of itself, and none is part of two wholes."""
    file = _file(content, "concepts.yaml")
    whole_of: dict[str, str] = {}
    for name, about in content.concepts.items():
        for index, part in enumerate((*about.parts, *about.of_which)):
            key = "parts" if index < len(about.parts) else "of_which"
            place = (name, key, index if key == "parts" else index - len(about.parts))
            if part in whole_of:
                yield content.problem(file, place, message("two-wholes", part=part, first=whole_of[part], second=name))
            whole_of.setdefault(part, name)
    for name in content.concepts:
        seen, step = [name], whole_of.get(name)
        while step is not None and step not in seen:
            seen, step = [*seen, step], whole_of.get(step)
        if step == name:
            yield content.problem(file, (name, "parts"), message("cycle", path=" < ".join([*seen, name])))


def section_names(content: Content) -> Iterator[Problem]:
    """Every section shows concepts of the dictionary, each at most once."""
    file = _file(content, "sections.yaml")
    shown: dict[str, str] = {}
    for name, section in content.sections.items():
        for index, concept in enumerate(section.figures):
            yield from _concept(content, file, (name, "figures", index), concept)
            if concept in shown:
                yield content.problem(file, (name, "figures", index), message("shown-twice", name=concept, first=shown[concept]))
            shown[concept] = name
        for chart, about in section.charts.items():
            for index, concept in enumerate(about.of):
                yield from _concept(content, file, (name, "charts", chart, "of", index), concept)


def patterns(content: Content) -> Iterator[Problem]:
    """A sentence pattern has the same holes in both languages."""
    for name, pattern in content.phrases.sentences.items():
        if different := set(HOLE.findall(pattern.zh)) ^ set(HOLE.findall(pattern.en)):
            holes = ", ".join(f"{{{hole}}}" for hole in sorted(different))
            yield content.problem(_file(content, "wording.yaml"), ("sentences", name), message("other-holes", holes=holes))


def key_figures(content: Content) -> Iterator[Problem]:
    """The figures at the top of a page are concepts of the dictionary."""
    for index, concept in enumerate(content.site.key_figures):
        yield from _concept(content, _file(content, "site.yaml"), ("key_figures", index), concept)


def profile_names(content: Content) -> Iterator[Problem]:
    """Every requirement is told by concepts of the dictionary or by a part of the statement."""
    for profile_name, profile in content.profiles.items():
        file = _file(content, f"profiles/{profile_name}.yaml")
        for name, requirement in profile.requirements.items():
            for index, concept in enumerate(requirement.concepts):
                yield from _concept(content, file, ("requirements", name, "concepts", index), concept)
            if not requirement.concepts and requirement.given_by is None:
                yield content.problem(file, ("requirements", name), message("requirement-untold"))


def entity_names(content: Content) -> Iterator[Problem]:
    """Every body is of a kind that the dictionary explains, and no two bodies have one name."""
    named: dict[str, str] = {}
    for entity in content.entities.values():
        yield from _concept(content, entity.file, ("kind",), entity.kind)
        for index, unit in enumerate(entity.units):
            yield from _concept(content, entity.file, ("units", index, "kind"), unit.kind)
        if entity.name.zh in named:
            yield content.problem(entity.file, ("name", "zh"), message("same-body", other=named[entity.name.zh]))
        named[entity.name.zh] = entity.id


def statement_names(content: Content) -> Iterator[Problem]:
    """A statement's figures are concepts that some section shows; its places and its profile exist."""
    shown = {concept for section in content.sections.values() for concept in section.figures}
    for statement in content.statements.values():
        if statement.profile not in content.profiles:
            hint = did_you_mean(statement.profile, content.profiles)
            yield content.problem(statement.file, ("profile",), message("unknown-profile", name=statement.profile), hint)
        for concept, figure in statement.figures.items():
            path: Path = ("figures", concept)
            if concept not in content.concepts or content.concepts[concept].measure is None:
                known = [name for name, about in content.concepts.items() if about.measure]
                yield content.files[statement.file].problem(
                    path, message("unknown-concept", name=concept), did_you_mean(concept, known), at_key=True
                )
            elif concept not in shown:
                yield content.problem(statement.file, path, message("shown-nowhere", name=concept))
            for index, reading in enumerate(figure.readings):
                yield from _place(content, statement, (*path, "readings", index, "at"), reading.at)
        yield from _items(content, statement)


def _items(content: Content, statement: Statement) -> Iterator[Problem]:
    taken = {name: "figures" for name in statement.figures}
    for kind in ("figures", "projects", "facts", "remarks"):
        for name, item in getattr(statement, kind).items():
            yield from _place(content, statement, (kind, name, "at"), item.at)
            if taken.setdefault(name, kind) != kind:
                yield content.problem(statement.file, (kind, name), message("same-address", name=name, other=taken[name]))
    for name, remark in statement.remarks.items():
        if remark.about and taken.get(remark.about, "remarks") == "remarks":
            hint = did_you_mean(remark.about, taken)
            yield content.problem(statement.file, ("remarks", name, "about"), message("about-nothing", name=remark.about), hint)


def states(content: Content) -> Iterator[Problem]:
    """A figure has an amount unless its state says why not; nil and not-printed have none."""
    for statement in content.statements.values():
        for concept, figure in statement.figures.items():
            path: Path = ("figures", concept)
            if figure.state in ("nil", "not-printed") and figure.amount is not None:
                yield content.problem(statement.file, (*path, "amount"), message("amount-and-state", state=figure.state))
            if figure.state in ("printed", "held-centrally") and figure.amount is None:
                yield content.problem(statement.file, path, message("no-amount"), message("give-a-state"))
            if figure.state == "held-centrally" and figure.amount:
                yield content.problem(statement.file, (*path, "amount"), message("held-centrally-not-zero"))


def units(content: Content) -> Iterator[Problem]:
    """A figure's unit fits what its concept measures, and only money is compared in money units."""
    for statement in content.statements.values():
        for concept, figure in statement.figures.items():
            measure = content.concepts[concept].measure
            money = ("元", "万元", "亿元")
            fitting = money if measure == "money" else (content.concepts[concept].unit or DEFAULT_UNITS[str(measure)],)
            for path, unit in _units(figure):
                if unit not in fitting:
                    text = message("wrong-unit", unit=unit, fitting=", ".join(fitting))
                    yield content.problem(statement.file, ("figures", concept, *path), text)


def _units(figure: Figure) -> Iterator[tuple[Path, str]]:
    if figure.unit:
        yield ("unit",), figure.unit
    if figure.printed and figure.printed.unit:
        yield ("printed", "unit"), figure.printed.unit
    for index, reading in enumerate(figure.readings):
        if reading.unit:
            yield ("readings", index, "unit"), reading.unit


def comparisons(content: Content) -> Iterator[Problem]:
    """A figure of last year, or a change, needs a year to compare with; sizes have no sign."""
    for statement in content.statements.values():
        for concept, figure in statement.figures.items():
            path: Path = ("figures", concept)
            if statement.compares_with is None and (figure.prior is not None or figure.printed):
                yield content.problem(statement.file, path, message("no-comparison"))
            for key in ("change", "percent"):
                if figure.printed and (value := getattr(figure.printed, key)) is not None and value < 0:
                    yield content.problem(statement.file, (*path, "printed", key), message("signed-size"))


def texts(content: Content) -> Iterator[Problem]:
    """Texts and prose type no number and name nothing that is not there, in either language."""
    for statement in content.statements.values():
        ledger = Ledger(statement, content.concepts)
        for lang in LANGUAGES:
            refs = References(content, Words(lang, content.phrases), ledger)
            for path, text in _texts(statement):
                yield from _text(content, statement.file, (*path, lang), text[lang], refs)
            yield from _prose(statement.prose[lang], refs, figures=True)
    for article in content.articles.values():
        for lang in LANGUAGES:
            yield from _prose(article[lang], References(content, Words(lang, content.phrases)), figures=False)
    file = _file(content, "concepts.yaml")
    for name, about in content.concepts.items():
        for lang in LANGUAGES:
            refs = References(content, Words(lang, content.phrases))
            yield from _names(content.problem, file, (name, "explain", lang), about.explain[lang], refs)


def _texts(statement: Statement) -> Iterator[tuple[Path, Text]]:
    """Every text of a statement that may hold roles, with its path."""
    yield ("summary",), statement.summary
    if statement.source.note:
        yield ("source", "note"), statement.source.note
    for concept, figure in statement.figures.items():
        for key in ("reason", "note"):
            if text := getattr(figure, key):
                yield ("figures", concept, key), text
        for index, mark in enumerate(figure.sic):
            if mark.note:
                yield ("figures", concept, "sic", index, "note"), mark.note
    for kind, keys in (("projects", ("purpose", "target")), ("facts", ("note",)), ("remarks", ("note",))):
        for name, item in getattr(statement, kind).items():
            for key in keys:
                if text := getattr(item, key):
                    yield (kind, name, key), text


def _text(content: Content, file: str, path: Path, text: str, refs: References) -> Iterator[Problem]:
    yield from _names(content.problem, file, path, text, refs)
    if digit := re.search(r"[0-9０-９]+", without_roles(text)):
        yield content.problem(file, path, message("typed-number", number=digit[0]), message("name-the-figure"))


def _names(
    problem: Callable[[str, Path, Message, Message | None], Problem], file: str, path: Path, text: str, refs: References
) -> Iterator[Problem]:
    for _line, _column, role, name in roles(text):
        if found := _broken(refs, role, name):
            yield problem(file, path, *found)


def _broken(refs: References, role: str, content: str) -> tuple[Message, Message | None] | None:
    try:
        refs(role, content)
    except UnknownName as error:
        return message(f"unknown-{'role' if error.role == 'role' else 'name'}", name=error.name), did_you_mean(error.name, error.known)
    except NoValue as error:
        return message("no-value-for-role", role=error.role, name=error.name), None
    return None


def _prose(prose: Prose, refs: References, *, figures: bool) -> Iterator[Problem]:
    for start, body in prose.sections.values():
        lines = body.split("\n")
        for line, column, role, name in roles(body):
            if found := _broken(refs, role, name):
                yield Problem(prose.file, start + line, column, "", *found, lines[line - 1])
        for line, what, excerpt in refused(body):
            yield Problem(prose.file, start + line, 1, "", message(f"markdown-{what}", found=excerpt), source=lines[line - 1])
        for line, text in enumerate(lines, 1):
            if figures and (digit := re.search(r"[0-9０-９]+", without_roles(text))):
                hint = message("name-the-figure")
                place = (start + line, digit.start() + 1)
                yield Problem(prose.file, *place, "", message("typed-number", number=digit[0]), hint, text)


def twins(content: Content) -> Iterator[Problem]:
    """A text has the same headings in both languages, and a statement's headings are sections of its page."""
    pairs = [(s.prose, True) for s in content.statements.values()] + [(a, False) for a in content.articles.values()]
    for prose, is_statement in pairs:
        chinese, english = prose["zh"], prose["en"]
        if is_statement:
            known = {"", "summary", *content.sections}
            yield from (p for each in (chinese, english) for p in _headings(each, known))
            for mine, other in ((chinese, english), (english, chinese)):
                for name in mine.sections.keys() - other.sections.keys():
                    yield Problem(other.file, 1, 1, "", message("missing-section", name=name, other=mine.file))
        elif len(chinese.sections) != len(english.sections):
            text = message("other-headings", count=len(chinese.sections) - 1, other=chinese.file)
            yield Problem(english.file, 1, 1, "", text)
        for each in (chinese, english):
            if not is_statement and not each.title:
                yield Problem(each.file, 1, 1, "", message("no-title"))


def _headings(prose: Prose, known: set[str]) -> Iterator[Problem]:
    for name, (line, _) in prose.sections.items():
        if name not in known:
            yield Problem(prose.file, line, 4, "", message("unknown-section", name=name), did_you_mean(name, known), f"## {name}")


def unconfirmed(content: Content, findings: Findings) -> Iterator[Problem]:
    """A finding that does not come out exactly is confirmed by a mark, and a mark confirms such a finding."""
    for name, statement in content.statements.items():
        inexact = [finding for finding in findings[name] if not finding.exact]
        for finding in inexact:
            if finding.mark is None:
                yield content.problem(statement.file, _path(content, statement, finding), *_unconfirmed(finding))
            elif finding.verdict == "fails" and finding.mark.note is None:
                index = statement.figures[finding.concept].sic.index(finding.mark)
                path: Path = ("figures", finding.concept, "sic", index)
                yield content.problem(statement.file, path, message("mark-without-note"), message("add-a-note"))
        for concept, figure in statement.figures.items():
            for index, mark in enumerate(figure.sic):
                if not any(finding.concept == concept and finding.confirmed_by(mark) for finding in inexact):
                    text = message("mark-without-finding", rule=mark.rule, difference="–" if mark.difference is None else mark.difference)
                    yield content.problem(statement.file, ("figures", concept, "sic", index), text, message("check-again"))


def _unconfirmed(finding: Finding) -> tuple[Message, Message]:
    printed, computed = _shown(finding.printed), _shown(finding.computed)
    apart = "" if finding.difference is None or not isinstance(finding.printed, Amount) else f", difference: {finding.difference:f}"
    of = f", of: {finding.role}" if finding.rule in ("equal", "sum") and finding.role != "amount" else ""
    note = ", note: {zh: …, en: …}" if finding.verdict == "fails" else ""
    mark = f"sic: [{{rule: {finding.rule}{of}{apart}{note}}}]"
    return message(f"unconfirmed-{finding.verdict}", rule=finding.rule, printed=printed, computed=computed), message("mark-it", mark=mark)


def _shown(value: Amount | str | None) -> str:
    return f"{grouped(value.value)} {value.unit}" if isinstance(value, Amount) else str(value)


_FIELD_OF_RULE: dict[str, Path] = {
    "change": ("printed", "change"),
    "direction": ("printed", "direction"),
    "zero-with-a-direction": ("printed", "direction"),
    "percent": ("printed", "percent"),
    "unit": ("printed", "unit"),
    "share": ("share",),
    "chain": ("prior",),
}


def _path(content: Content, statement: Statement, finding: Finding) -> Path:
    """The field that a finding is about; for a whole that has no entry, the first of its figures that has one."""
    if finding.rule == "years":
        return ("compares_with", "year")
    if finding.concept not in statement.figures:
        for term in finding.terms:
            if term.concept in statement.figures:
                return ("figures", term.concept, "amount")
    tail = _FIELD_OF_RULE.get(finding.rule, ("prior",) if finding.role == "prior" else ("amount",))
    return ("figures", finding.concept, *tail)


def _concept(content: Content, file: str, path: Path, name: str) -> Iterator[Problem]:
    if name not in content.concepts:
        yield content.problem(file, path, message("unknown-concept", name=name), did_you_mean(name, content.concepts))


def _place(content: Content, statement: Statement, path: Path, place: str) -> Iterator[Problem]:
    if place not in statement.places:
        yield content.problem(statement.file, path, message("unknown-place", name=place), did_you_mean(place, statement.places))


def _file(content: Content, name: str) -> str:
    """The full name of a file of content, from the part below the content folder."""
    return f"{content.root}/{name}"


REFERENCE_RULES: tuple[Callable[[Content], Iterator[Problem]], ...] = (
    concept_names,
    whole_and_parts,
    section_names,
    patterns,
    key_figures,
    profile_names,
    entity_names,
    statement_names,
)
MEANING_RULES: tuple[Callable[[Content], Iterator[Problem]], ...] = (
    states,
    units,
    comparisons,
    texts,
    twins,
    transcription.problems,
)


