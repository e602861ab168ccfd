"""Runs the validation rules on content whose files are well-formed.

A rule is a short generator whose docstring is the rule in one sentence. The tuples at the end of this module, together with
`between_entities`, are the whole list. A wrong number in a published document is a finding, not a problem; `sic_marks` connects
the two.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import get_args

from budgetbook.arithmetic.finding import Findings
from budgetbook.arithmetic.scale import RESIDENTS
from budgetbook.content.content import Content
from budgetbook.content.fields import HOLE
from budgetbook.content.sections import CHART_NEEDS, Chart, ChartNeeds
from budgetbook.content.sic_mark import Rule
from budgetbook.content.text import Language
from budgetbook.content.yaml.reader import Path
from budgetbook.diagnostics.problem import Message, Problem, did_you_mean, message
from budgetbook.validation import (
    classifications,
    control_list,
    figures,
    international,
    performance,
    places,
    reviews,
    root_causes,
    site,
    table_maps,
    tables,
    texts,
)
from budgetbook.validation.statement_names import entity_names, statement_names
from budgetbook.validation.theme_contrast import theme_contrast
from budgetbook.validation.unknown_names import unknown_concept


def validate_common(content: Content) -> list[Problem]:
    """Problems of the content that belongs to no entity: names first, the rest only once names are right."""
    return _apply_rules(COMMON_NAMES, content) or _apply_rules(COMMON_MEANING, content)


def validate_names(content: Content) -> list[Problem]:
    """Problems of entities that would keep rules from running: names that do not exist, units that do not fit."""
    return _apply_rules(ENTITY_NAMES, content)


def validate_entities(content: Content, findings: Findings) -> list[Problem]:
    """All other problems of entities; both the entities and the dictionary must have passed their name rules."""
    return [*_apply_rules(ENTITY_MEANING, content), *root_causes.root_problems(content, findings)]


def _apply_rules(rules: Rules, content: Content) -> list[Problem]:
    return [problem for rule in rules for problem in rule(content)]


def concept_names(content: Content) -> Iterator[Problem]:
    """Every concept that the dictionary refers to is in it."""
    file = content.country_path("concepts.yaml")
    for name, concept in content.concepts.items():
        for key in ("parts", "of_which", "equals", "equals_unless", "at_most", "not_of", "may_include", "see"):
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


def section_names(content: Content) -> Iterator[Problem]:
    """Every section shows concepts of the dictionary, each at most once."""
    file = content.country_path("sections.yaml")
    section_by_concept: dict[str, str] = {}
    for name, section in content.sections.items():
        for index, concept in enumerate(section.figures):
            yield from unknown_concept(content, file, (name, "figures", index), concept)
            if concept in section_by_concept:
                yield content.problem(
                    file,
                    (name, "figures", index),
                    message("shown-twice", name=content.concept_label(concept), first=section_by_concept[concept]),
                )
            section_by_concept[concept] = name
        for chart, definition in section.charts.items():
            needs = CHART_NEEDS.get(definition.kind, ChartNeeds())
            is_unpaired = needs.pairs and len(definition.of) % 2
            has_no_table = needs.tables and not definition.tables
            if not definition.of or is_unpaired or has_no_table:
                yield content.problem(file, (name, "charts", chart, "of"), message("chart-of-nothing", kind=definition.kind))
            for index, concept in enumerate(definition.of):
                yield from unknown_concept(content, file, (name, "charts", chart, "of", index), concept)
            yield from _undrawable(content, (name, "charts", chart, "of"), definition)
            for index, table in enumerate(definition.tables):
                if table not in content.tables:
                    path, hint = (name, "charts", chart, "tables", index), did_you_mean(table, content.tables)
                    yield content.problem(file, path, message("unknown-table", name=table), hint)


def _undrawable(content: Content, path: Path, definition: Chart) -> Iterator[Problem]:
    """Every concept of a chart is a figure, and has what this kind of chart shows of it."""
    file, needs = content.country_path("sections.yaml"), CHART_NEEDS.get(definition.kind, ChartNeeds())
    for index, concept in enumerate(definition.of):
        entry = content.concepts.get(concept)
        if entry and entry.measure is None:
            yield content.problem(file, (*path, index), message("chart-of-no-figure", name=content.concept_label(concept)))
        elif entry and index == 0 and (keys := needs.concept_fields) and not any(getattr(entry, key) for key in keys):
            fields = {"kind": definition.kind, "keys": ", ".join(keys), "name": content.concept_label(concept)}
            yield content.problem(file, (*path, index), message("chart-without-parts", **fields))


def rule_words(content: Content) -> Iterator[Problem]:
    """Every rule has its name, its question and a sentence each for holding and failing; one problem lists all that are
    missing."""
    first = content.languages[0]
    phrases = content.phrases[first]
    for rule in get_args(Rule):
        missing_keys = [key for key in (f"rule-{rule}", f"question-{rule}") if key not in phrases.words]
        missing_keys += [key for key in (f"{rule}-holds", f"{rule}-fails") if key not in phrases.sentences]
        if missing_keys:
            text = message("rule-without-words", rule=rule, keys=", ".join(missing_keys))
            yield content.problem(content.language_path(first), ("words",), text)


def language_parity(content: Content) -> Iterator[Problem]:
    """Every language has the words and sentences of the first, and no other; a sentence has the same holes in each."""
    first, *others = content.languages
    for lang in others:
        yield from _lacking_phrases(content, first, lang)
        yield from _lacking_phrases(content, lang, first)
        sentences = content.phrases[lang].sentences
        for name, pattern in content.phrases[first].sentences.items():
            if different := set(HOLE.findall(pattern)) ^ set(HOLE.findall(sentences.get(name, pattern))):
                holes = ", ".join(f"{{{hole}}}" for hole in sorted(different))
                text = message("other-holes", holes=holes, other=content.language_path(first))
                yield content.problem(content.language_path(lang), ("sentences", name), text)


def country_wording(content: Content) -> Iterator[Problem]:
    """What a country words in its own way is a word or sentence of every language file."""
    language = content.phrases[content.languages[0]]
    for lang, wording in content.country.wording.items() if content.country else ():
        for key in wording.keys() - language.words.keys() - language.sentences.keys():
            text, hint = message("unknown-wording", key=key), did_you_mean(key, [*language.words, *language.sentences])
            yield content.problem(content.country_path("country.yaml"), ("wording", lang, key), text, hint)


def _lacking_phrases(content: Content, has: Language, lacks: Language) -> Iterator[Problem]:
    """The words and sentences that one language has and another lacks."""
    for kind in ("words", "sentences"):
        keys = getattr(content.phrases[has], kind).keys() - getattr(content.phrases[lacks], kind).keys()
        for key in sorted(keys):
            text = message("other-words", key=key, other=content.language_path(has))
            yield content.problem(content.language_path(lacks), (kind,), text)


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
            if requirement.table and requirement.table not in content.tables:
                hint = did_you_mean(requirement.table, content.tables)
                text = message("unknown-table", name=requirement.table)
                yield content.problem(file, ("requirements", name, "table"), text, hint)
            if not requirement.concepts and requirement.given_by is None and requirement.table is None:
                yield content.problem(file, ("requirements", name), message("requirement-untold"))


def _concept_labels(content: Content, **concepts: str) -> Mapping[str, Message]:
    return {hole: content.concept_label(concept) for hole, concept in concepts.items()}


Rules = tuple[Callable[[Content], Iterator[Problem]], ...]

COMMON_NAMES: Rules = (
    concept_names,
    whole_and_parts,
    section_names,
    language_parity,
    country_wording,
    rule_words,
    key_figures,
    scales,
    profile_names,
    table_maps.table_maps,
    figures.comparable_measures,
    figures.marks,
    tables.standard_tables,
    classifications.trees_of_codes,
    international.international_classes,
    site.edit_links,
    theme_contrast,
    site.menu_names,
    site.article_groups,
    site.page_names,
    site.asked_words,
    site.part_names,
)
ENTITY_NAMES: Rules = (
    entity_names,
    residents,
    statement_names,
    site.item_names,
    site.former_names,
    figures.figure_units,
    figures.statement_currency,
    tables.table_names,
    tables.table_shapes,
    performance.performance_names,
    places.role_places,
)
COMMON_MEANING: Rules = (texts.common_texts, texts.plain_words, texts.article_headings)
ENTITY_MEANING: Rules = (
    figures.amounts_and_states,
    figures.comparison_years,
    figures.stock_days,
    figures.publication_dates,
    performance.indicator_values,
    texts.statement_texts,
    texts.prose_headings,
    control_list.transcribed_numbers,
    reviews.review_counts,
)
