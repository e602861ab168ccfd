"""Rules about the dictionary, and about what names its concepts: the site's figures and measures, and the profiles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from budgetbook.arithmetic.scale import RESIDENTS
from budgetbook.content.content import Content
from budgetbook.diagnostics.problem import Message, Problem, message
from budgetbook.validation.unknown_names import unknown_concept, unknown_table


def concept_names(content: Content) -> Iterator[Problem]:
    """Every concept that the dictionary refers to is in it."""
    file = content.country_path("concepts.yaml")
    for name, concept in content.concepts.items():
        for key in ("parts", "of_which", "equals", "equals_unless", "at_most", "not_of", "may_include", "stand_ins", "see"):
            for index, other in enumerate(getattr(concept, key)):
                yield from unknown_concept(content, file, (name, key, index), other)
        for key in ("share_of", "counts", "one_more_than"):
            if other := getattr(concept, key):
                yield from unknown_concept(content, file, (name, key), other)


def whole_and_parts(content: Content) -> Iterator[Problem]:
    """No concept is part of itself, and none is part of two wholes."""
    file = content.country_path("concepts.yaml")
    whole_of: dict[str, str] = {}
    for name, concept in content.concepts.items():
        for index, part in enumerate((*concept.parts, *concept.of_which)):
            key = "parts" if index < len(concept.parts) else "of_which"
            place = (name, key, index if key == "parts" else index - len(concept.parts))
            if part in whole_of:
                yield content.problem(
                    file, place, message("two-wholes", **_concept_labels(content, part=part, first=whole_of[part], second=name))
                )
            whole_of.setdefault(part, name)
    for name in content.concepts:
        chain, step = [name], whole_of.get(name)
        while step is not None and step not in chain:
            chain, step = [*chain, step], whole_of.get(step)
        if step == name:
            yield content.problem(file, (name, "parts"), message("cycle", path=" < ".join([*chain, name])))


def key_figures(content: Content) -> Iterator[Problem]:
    """The figures at the top of a page are concepts of the dictionary."""
    for index, concept in enumerate(content.site.key_figures):
        yield from unknown_concept(content, content.file_path("site.yaml"), ("key_figures", index), concept)


def scales(content: Content) -> Iterator[Problem]:
    """What a measure divides, and what it divides by, are concepts of the dictionary, or the residents of a body's area."""
    for name, scale in content.site.scales.items():
        if name in content.concepts:  # both have a page of comparison at an address of their name
            yield content.problem(content.file_path("site.yaml"), ("scales", name), message("scale-is-a-concept", name=name))
        for field, concept in (("of", scale.of), ("by", scale.by)):
            if (field, concept) != ("by", RESIDENTS):
                yield from unknown_concept(content, content.file_path("site.yaml"), ("scales", name, field), concept)


def residents(content: Content) -> Iterator[Problem]:
    """An area in which somebody lives has at least one resident."""
    for entity in content.entities.values():
        if entity.residents and entity.residents.value <= 0:
            yield content.problem(entity.file, ("residents", "value"), message("no-residents"))


def profile_names(content: Content) -> Iterator[Problem]:
    """Every requirement is met by concepts of the dictionary, a standard table or a part of the statement."""
    for profile_name, profile in content.profiles.items():
        file = content.country_path(f"profiles/{profile_name}.yaml")
        for name, requirement in profile.requirements.items():
            for index, concept in enumerate(requirement.concepts):
                yield from unknown_concept(content, file, ("requirements", name, "concepts", index), concept)
            if requirement.table:
                yield from unknown_table(content, file, ("requirements", name, "table"), requirement.table)
            if not requirement.concepts and requirement.given_by is None and requirement.table is None:
                yield content.problem(file, ("requirements", name), message("requirement-untold"))


def _concept_labels(content: Content, **concepts: str) -> Mapping[str, Message]:
    return {hole: content.concept_label(concept) for hole, concept in concepts.items()}
