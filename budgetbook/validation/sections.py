"""Rules about the sections of a page and their charts."""

from __future__ import annotations

from collections.abc import Iterator

from budgetbook.content.content import Content
from budgetbook.content.sections import CHART_NEEDS, Chart, ChartNeeds
from budgetbook.content.yaml.reader import Path
from budgetbook.diagnostics.problem import Problem, message
from budgetbook.validation.unknown_names import unknown_concept, unknown_table


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
                yield from unknown_table(content, file, (name, "charts", chart, "tables", index), table)


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
