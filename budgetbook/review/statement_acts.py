"""What a person can do to a number, a finding or a missing text: each act becomes the new bytes of one file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from budgetbook.arithmetic.finding import Finding
from budgetbook.content.yaml.edits import EditError, YamlText
from budgetbook.content.yaml.reader import Path
from budgetbook.importer.draft.yaml_writer import format_field
from budgetbook.review import assignments, confirmations, open_texts
from budgetbook.review.assignments import ActError, PlacedNumber
from budgetbook.review.number_marks import NumberMark
from budgetbook.review.open_texts import OpenText
from budgetbook.review.statement_view import StatementView

Request = Mapping[str, Any]
"""What a page asks for: `act`, and what that act needs. Strings, and lists and mappings of strings."""


def edit_statement(view: StatementView, request: Request) -> YamlText:
    """The statement's file after an act. Raises ActError."""
    try:
        return _EDITS[str(request.get("act"))](view, request)
    except EditError:
        raise ActError("edit-by-hand") from None
    except KeyError:
        raise ActError("out-of-date") from None


def find_mark(view: StatementView, request: Request) -> NumberMark:
    """The number that a request names. Raises ActError if there is none."""
    mark = view.by_name.get(str(request.get("number")))
    if mark is None or not mark.places:
        raise ActError("out-of-date")
    return mark


def _set_aside(view: StatementView, request: Request) -> YamlText:
    return assignments.set_aside(view.text, _place_number(view, find_mark(view, request), "", ""))


def _assign(view: StatementView, request: Request) -> YamlText:
    mark, role = find_mark(view, request), str(request.get("role"))
    target = _read_path(request.get("target"))
    assignments.check_target(target, role)
    _check_concept(view, target)
    return assignments.assign(view.text, _place_number(view, mark, str(target[1]), role), target, role)


def _check_concept(view: StatementView, target: Path) -> None:
    content, statement = view.check_result.content, view.check_result.statement
    if content is None or statement is None:
        raise ActError("out-of-date")
    if target[0] == "figures" and (str(target[1]) not in content.concepts or not content.concepts[str(target[1])].measure):
        raise ActError("no-such-target")
    if target[0] == "breakdowns" and not any(row.code == target[3] for row in statement.breakdowns[str(target[1])].rows):
        raise ActError("no-such-target")


def _place_number(view: StatementView, mark: NumberMark, concept: str, role: str) -> PlacedNumber:
    reading, statement, content = view.reading(mark), view.check_result.statement, view.check_result.content
    unit = reading.unit if reading else ""
    if statement is not None and content is not None and (definition := content.concepts.get(concept)):
        is_money = definition.measure == "money"
        usual_unit = statement.unit if is_money else definition.unit or content.units.usual_for(definition.measure or "money")
        unit = "" if unit == usual_unit or not is_money else unit
    direction = reading.direction if reading and role in ("change", "percent") else ""
    claims = tuple(claim.path for claim in mark.claims)
    return PlacedNumber(mark.digits, mark.places[0], claims, "" if unit == "%" else unit, direction)


def _confirm(view: StatementView, request: Request) -> YamlText:
    finding = find_finding(view, str(request.get("finding")))
    note = read_words(request.get("note"), view.languages)
    if finding.verdict == "fails" and len(note) < len(view.languages):
        raise ActError("note-needed")
    return confirmations.confirm(view.text, finding, note, str(request.get("place", "")))


def find_finding(view: StatementView, name: str) -> Finding:
    """The unconfirmed finding of that id. Raises ActError."""
    finding = next(
        (each for each in view.check_result.findings if each.id == name and each.mark is None and not each.exact), None
    )
    if finding is None:
        raise ActError("out-of-date")
    return finding


def write_texts(view: StatementView, request: Request) -> tuple[YamlText, YamlText]:
    """The statement and the file of its body after missing texts were written into them. Raises ActError."""
    statement, entity, languages = view.text, YamlText(view.entity_raw), view.languages
    texts = request.get("texts")
    if not isinstance(texts, list) or not texts:
        raise ActError("text-needed")
    try:
        for each in texts:
            given_fields: Request = each if isinstance(each, dict) else {}
            path, words = _read_path(given_fields.get("path")), read_words(given_fields.get("words"), languages)
            if given_fields.get("file") == "entity":
                _check_open(path, open_texts.list_entity_texts(entity.data, (), languages))
                entity = open_texts.write_text(entity, path, words, languages, _read_choice(view, given_fields))
            else:
                _check_open(path, open_texts.list_statement_texts(statement.data, languages))
                statement = open_texts.write_text(statement, path, words, languages)
    except (EditError, KeyError, TypeError):
        raise ActError("edit-by-hand") from None
    return statement, entity


def _check_open(path: Path, texts: Sequence[OpenText]) -> None:
    """Refuse to write anywhere but where a text is missing."""
    if path not in [text.path for text in texts]:
        raise ActError("out-of-date")


def _read_choice(view: StatementView, given_fields: Request) -> str:
    """The kind of body that was chosen; empty where a text was written."""
    choice = str(given_fields.get("choice") or "")
    concepts = view.check_result.content.concepts if view.check_result.content else {}
    if choice and not (choice in concepts and concepts[choice].body):
        raise ActError("out-of-date")
    return choice


def write_counts(text: YamlText, seen_count: int, number_count: int, reader: Mapping[str, str]) -> YamlText:
    """The statement with how many numbers were seen, of how many, and by whom."""
    counts = {"seen": str(seen_count), "of": str(number_count)}
    try:
        if ("review",) not in text.nodes:
            review: dict[str, Any] = {**counts, "by": dict(reader)}
            follower_key = "summary" if ("summary",) in text.nodes else "places"
            return text.add_entry(("review",), list(format_field("review", review, 0)), review, follower_key=follower_key)
        for key, value in counts.items():
            if text.data["review"].get(key) != value:
                text = text.set_value(("review", key), value, value)
        if reader and "by" not in text.data["review"]:
            line = next(iter(format_field("by", dict(reader), 0)))
            text = text.add_entry(("review", "by"), [line], dict(reader))
        return text
    except (EditError, KeyError):
        raise ActError("edit-by-hand") from None


def _read_path(value: object) -> Path:
    """A path as a page sends it: a list of names, and of numbers for items of lists."""
    if not isinstance(value, list) or not 1 <= len(value) <= 8 or not all(isinstance(step, str | int) for step in value):
        raise ActError("out-of-date")
    return tuple(value)


def read_words(value: object, languages: Sequence[str]) -> dict[str, str]:
    """Texts by language as a page sends them; what is empty is left out."""
    given_fields: Mapping[str, object] = value if isinstance(value, dict) else {}
    words = {lang: " ".join(str(given_fields.get(lang, "")).split()) for lang in languages}
    if any(len(each) > open_texts.LONGEST for each in words.values()):
        raise ActError("text-too-long")
    return {lang: each for lang, each in words.items() if each}


_EDITS = {"set-aside": _set_aside, "assign": _assign, "confirm": _confirm}
EDITING_ACTS: Sequence[str] = tuple(_EDITS)
