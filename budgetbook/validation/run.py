"""Runs the validation rules on content whose files are well-formed.

A rule is a short generator whose docstring is the rule in one sentence. The tuples at the end of this module, together with
`between_entities`, are the whole list. A wrong number in a published document is a finding, not a problem; `sic_marks` connects
the two.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from budgetbook.arithmetic.finding import Findings
from budgetbook.content.content import Content
from budgetbook.diagnostics.problem import Problem
from budgetbook.validation import (
    classifications,
    control_list,
    dictionary,
    figures,
    international,
    languages,
    performance,
    places,
    reviews,
    root_causes,
    sections,
    site,
    table_maps,
    tables,
    texts,
)
from budgetbook.validation.statement_names import entity_names, statement_names
from budgetbook.validation.theme_contrast import theme_contrast


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


Rules = tuple[Callable[[Content], Iterator[Problem]], ...]

COMMON_NAMES: Rules = (
    dictionary.concept_names,
    dictionary.whole_and_parts,
    sections.section_names,
    languages.language_parity,
    languages.country_wording,
    languages.rule_words,
    dictionary.key_figures,
    dictionary.scales,
    dictionary.profile_names,
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
    dictionary.residents,
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
