"""Rules on the names in a statement and its entity: of kinds, concepts, places and the profile."""

from __future__ import annotations

from collections.abc import Iterator

from budgetbook.content.content import Content, Statement
from budgetbook.content.yaml.reader import Path
from budgetbook.diagnostics.problem import Problem, did_you_mean, message
from budgetbook.validation.between_entities import walk_subentities
from budgetbook.validation.unknown_names import unknown_concept, unknown_place


def entity_names(content: Content) -> Iterator[Problem]:
    """Every entity, and every unit of one, is of a kind that the dictionary explains."""
    for entity in content.entities.values():
        yield from unknown_concept(content, entity.file, ("kind",), entity.kind)
        for path, unit in walk_subentities(entity.units):
            yield from unknown_concept(content, entity.file, (*path, "kind"), unit.kind)


def statement_names(content: Content) -> Iterator[Problem]:
    """A statement's figures are concepts that some section shows; its places and its profile exist."""
    shown_concepts = {concept for section in content.sections.values() for concept in section.figures}
    for statement in content.statements.values():
        if statement.profile not in content.profiles:
            hint = did_you_mean(statement.profile, content.profiles)
            yield content.problem(statement.file, ("profile",), message("unknown-profile", name=statement.profile), hint)
        for concept, figure in statement.figures.items():
            path: Path = ("figures", concept)
            if concept not in content.concepts or content.concepts[concept].measure is None:
                figure_concepts = [name for name, entry in content.concepts.items() if entry.measure]
                yield content.files[statement.file].problem(
                    path, message("unknown-concept", name=concept), did_you_mean(concept, figure_concepts), at_key=True
                )
            elif concept not in shown_concepts:
                yield content.problem(statement.file, path, message("shown-nowhere", name=content.concept_label(concept)))
            for index, repeated_figure in enumerate(figure.readings):
                yield from unknown_place(content, statement, (*path, "readings", index, "at"), repeated_figure.at)
        yield from _items(content, statement)


def _items(content: Content, statement: Statement) -> Iterator[Problem]:
    kind_by_name = dict.fromkeys(statement.figures, "figures")
    for kind in ("figures", "projects", "facts", "quotes", "remarks"):
        for name, item in getattr(statement, kind).items():
            yield from unknown_place(content, statement, (kind, name, "at"), item.at)
            if kind_by_name.setdefault(name, kind) != kind:
                yield content.problem(statement.file, (kind, name), message("same-address", name=name, other=kind_by_name[name]))
    for name, remark in statement.remarks.items():
        if remark.about and kind_by_name.get(remark.about, "remarks") == "remarks":
            hint = did_you_mean(remark.about, kind_by_name)
            yield content.problem(statement.file, ("remarks", name, "about"), message("about-nothing", name=remark.about), hint)
