"""What a page of the workbench shows and every act may change, as plain data for its script."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from budgetbook.content.content import Content
from budgetbook.content.yaml import reader
from budgetbook.diagnostics.problem import Language, Problem, for_pages
from budgetbook.review.entry_labels import describe_entry
from budgetbook.review.finding_cards import FindingCard, build_cards
from budgetbook.review.number_marks import NumberMark
from budgetbook.review.open_texts import OpenText, list_entity_texts, list_statement_texts
from budgetbook.review.seen_numbers import name_number
from budgetbook.review.statement_names import build_title
from budgetbook.review.statement_view import StatementView
from budgetbook.review.words import WORDS

Data = dict[str, Any]


def build_state(view: StatementView, lang: Language) -> Data:
    """Everything that changes with an act: counts, numbers with their entries, findings, problems, missing texts."""
    statement, content = view.check_result.statement, view.check_result.content
    cards: list[FindingCard] = []
    if statement is not None and content is not None:
        cards = build_cards(content, statement, view.check_result.findings, lang, view.marks)
    texts = list(_list_texts(view, lang))
    return {
        **build_counts(view),
        "title": build_title(view.files, view.entity_raw, lang),
        "numbers": _build_numbers(view, cards, lang),
        "findings": [_describe_card(card) for card in cards],
        "problems": [
            {**for_pages(problem, lang), "isOfText": _is_of_text(problem, texts)} for problem in view.check_result.problems
        ],
        "texts": texts,
    }


def _is_of_text(problem: Problem, texts: Sequence[Data]) -> bool:
    """True if what `check` misses is a text that the page asks for."""
    file = "entity" if problem.file.endswith("/entity.yaml") else "statement"
    paths = [".".join(map(str, text["path"])) for text in texts if text["file"] == file]
    return any(problem.path == path or problem.path.startswith(f"{path}.") for path in paths)


def build_counts(view: StatementView) -> Data:
    """What changes when a number was seen."""
    statement = view.check_result.statement
    review = statement.review if statement else None
    list_of_seen = view.seen_numbers
    seen_names = [name for name, mark in view.by_name.items() if list_of_seen and statement and list_of_seen.has(mark, statement)]
    return {
        "version": view.version,
        "seen": len(seen_names),
        "of": len(view.marks),
        "written": review.seen if review else None,
        "hasBy": bool(review and review.by),
        "seenNumbers": seen_names,
    }


def _build_numbers(view: StatementView, cards: Sequence[FindingCard], lang: Language) -> list[Data]:
    findings: dict[str, list[int]] = defaultdict(list)
    for index, card in enumerate(cards):
        for number in card.numbers:
            findings[number].append(index)
    yaml_file = reader.attempt(view.files.path.name, view.check_result.raw).file
    return [_describe_number(view, mark, yaml_file, findings[name_number(mark.key)], lang) for mark in view.marks]


def _describe_number(view: StatementView, mark: NumberMark, yaml_file: Any, findings: list[int], lang: Language) -> Data:
    statement, content = view.check_result.statement, view.check_result.content
    reading = view.reading(mark)
    spot = view.source.spots.get(mark.key) if view.source else None
    entries: list[Data] = []
    if statement is not None and content is not None:
        claims = [claim for claim in mark.claims if claim.path[0] != "places"]
        entries = [describe_entry(content, statement, yaml_file, claim, lang) for claim in claims]
    is_open = mark.state in ("undecided", "loose")
    return {
        "id": name_number(mark.key),
        "digits": f"({mark.digits})" if mark.token.is_bracketed else mark.digits,
        "row": _name_row_of(mark),
        "where": _name_steps(mark, lang),
        "place": _name_place(view, mark, lang),
        "page": spot.page if spot else _guess_page(view, mark),
        "box": spot.box if spot else None,
        "isFound": spot is not None,
        "state": mark.state,
        "isOpen": is_open,
        "isDoubtful": bool(is_open and reading and reading.status == "doubtful"),
        "seen": bool(view.seen_numbers and statement and view.seen_numbers.has(mark, statement)),
        "evidence": reading.evidence if reading else "",
        "unit": reading.unit if reading else "",
        "role": reading.role if reading and is_open else "",
        "candidates": list(reading.candidates) if reading and is_open else [],
        "entries": entries,
        "findings": findings,
    }


def _name_place(view: StatementView, mark: NumberMark, lang: Language) -> str:
    """The name of the part of the document that holds a number; in Chinese where nobody has written the English yet."""
    places = view.check_result.yaml.data.get("places", {}) if view.check_result.yaml else {}
    name = places.get(mark.places[0], {}).get("name", {}) if mark.places else {}
    return str(name.get(lang) or next(iter(name.values()), "")) if isinstance(name, dict) else ""


def _name_steps(mark: NumberMark, lang: Language) -> str:
    """The location in words: `p6 l9` is page 6, line 9. Cells of a workbook are named as a spreadsheet does."""
    steps = {step: number for step, number in mark.line.steps.items() if number}
    if area := mark.line.area:
        steps = {step: number for step, number in steps.items() if step == "f"}
    names = [WORDS[f"step-{step}"][lang].format(number=number) for step, number in steps.items()]
    return WORDS["comma"][lang].join([*names, *([str(replace(area, file=0))] if area else [])])


def _guess_page(view: StatementView, mark: NumberMark) -> int:
    """The page of a number that was not found on any: the one that its place names, else the first of its sheet or file."""
    steps, area = mark.line.steps, mark.line.area
    pages = view.source.pages if view.source else ()
    own_pages = [index for index, page in enumerate(pages, 1) if page.file == steps.get("f", 0)]
    if area:
        own_pages = [index for index in own_pages if pages[index - 1].name == area.sheet] or own_pages
    own_pages = [index for index in own_pages if pages[index - 1].number == steps.get("p")] or own_pages
    return own_pages[0] if own_pages else 1


def _name_row_of(mark: NumberMark) -> str:
    """The line of the text or the row of the table or sheet that a number stands in, the cells of a row alike."""
    if area := mark.line.area:
        return f"{area.file} {area.sheet} {area.top}-{area.bottom}"
    return " ".join(step for step in mark.line.place.split() if not step.startswith("c"))


def _describe_card(card: FindingCard) -> Data:
    finding = card.finding
    return {
        "id": finding.id,
        "name": card.name,
        "sentence": card.sentence,
        "verdict": finding.verdict,
        "isConfirmed": finding.mark is not None,
        "numbers": list(card.numbers),
        "place": card.place,
    }


def _list_texts(view: StatementView, lang: Language) -> Iterator[Data]:
    content = view.check_result.content
    data = view.check_result.yaml.data if view.check_result.yaml else {}
    yield from (_describe_text(text, "statement", content, lang) for text in list_statement_texts(data, view.languages))
    entity = reader.attempt("entity.yaml", view.entity_raw).file if view.entity_raw else None
    kinds = [name for name, concept in content.concepts.items() if concept.body] if content else []
    if entity is not None:
        yield from (
            _describe_text(text, "entity", content, lang) for text in list_entity_texts(entity.data, kinds, view.languages)
        )


def _describe_text(text: OpenText, file: str, content: Content | None, lang: Language) -> Data:
    choices = [{"value": name, "label": content.concepts[name].name.nearest(lang)} for name in text.choices] if content else []
    return {
        "file": file,
        "path": list(text.path),
        "name": _name_text(text, lang),
        "missing": list(text.languages),
        "written": text.present_text,
        "choices": choices,
    }


def _name_text(text: OpenText, lang: Language) -> str:
    """What is asked for, in words; else the path of its field."""
    path = ".".join(map(str, text.path))
    if len(text.path) == 3 and (key := f"text-of-{text.path[0]}-{text.path[2]}") in WORDS:
        return WORDS[key][lang].format(name=text.path[1])
    return WORDS[f"text-of-{path}"][lang] if f"text-of-{path}" in WORDS else path
