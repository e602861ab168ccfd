"""Plans the shared targets that are built from one kind of contribution each: findings, the search index, comparisons.

Such a target is built again only when a contribution of its kind has changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain

from budgetbook.content.text import Language
from budgetbook.engine.target import PageRenderer, Target
from budgetbook.infra.base.files import OutputFile
from budgetbook.infra.cache.blobs import fingerprint
from budgetbook.opendata.contributions import ENTRY, Contributions
from budgetbook.pages import compare, compare_rows, findings, home, term_figures
from budgetbook.pages.compare_tables import ComparisonTable, ComparisonTables
from budgetbook.pages.glossary import term_fingerprint, term_page
from budgetbook.pages.language import LanguageSite
from budgetbook.render.renderer import Renderer
from budgetbook.search import entries


def plan_findings_and_index(
    edition: LanguageSite, contributions: Contributions, renderer: Renderer, common_fingerprint: str
) -> Iterator[Target]:
    """Plan the pages of findings and the search index, each built from one kind of contribution."""
    lang, content = edition.lang, edition.content
    get_findings_fingerprint, get_index_fingerprint = (
        _defer_fingerprint(common_fingerprint, contributions, findings.KIND, f"{lang}/"),
        _defer_fingerprint(common_fingerprint, contributions, entries.CONTRIBUTION, lang),
    )
    yield Target(
        f"/{lang} checks",
        get_findings_fingerprint,
        lambda: _render_findings_pages(edition, contributions, renderer, common_fingerprint),
    )
    yield Target(name_index(lang), get_index_fingerprint, lambda: entries.build_index(content, contributions, lang), priority=2)


def plan_terms(
    edition: LanguageSite, contributions: Contributions, renderer: Renderer, common_fingerprint: str
) -> Iterator[Target]:
    """Plan the pages of terms; one whose figures have not changed is not even put together."""

    def render_page(name: str) -> bytes:
        return renderer.render_page(term_page(edition, contributions, name)).data

    def compute_fingerprint(name: str) -> str:
        return fingerprint(common_fingerprint, term_fingerprint(contributions, name))

    def render() -> Iterator[OutputFile]:
        for name in edition.content.concepts:
            path = f"{edition.lang}/glossary/{name}/index.html"
            yield OutputFile(path, partial(render_page, name), partial(compute_fingerprint, name))

    get_fingerprint = _defer_fingerprint(common_fingerprint, contributions, term_figures.KIND, term_figures.FIGURES)
    yield Target(f"/{edition.lang} term", get_fingerprint, render)


def name_index(lang: Language) -> str:
    """The name of the target of the search index in a language."""
    return f"/{lang} index"


def _render_findings_pages(
    edition: LanguageSite, contributions: Contributions, renderer: Renderer, common_fingerprint: str
) -> Iterator[OutputFile]:
    """Render the pages of findings; one whose documents have not changed is not even put together."""

    def render_page(number: int) -> bytes:
        return renderer.render_page(findings.findings_page(edition, contributions, number)).data

    def compute_fingerprint(number: int) -> str:
        return fingerprint(common_fingerprint, findings.page_fingerprint(edition, contributions, number))

    for number in range(1, findings.page_count(contributions) + 1):
        path = f"{findings.page_address(edition, number)}index.html"
        yield OutputFile(path, partial(render_page, number), partial(compute_fingerprint, number))


def plan_comparisons(
    edition: LanguageSite, contributions: Contributions, render: PageRenderer, common_fingerprint: str
) -> Iterator[Target]:
    """Plan the list of entities, the main figures and the figures of each concept: pages, then the rows of long tables."""
    lang, tables = edition.lang, ComparisonTables(edition, contributions)

    def row_files(table: Callable[[], ComparisonTable]) -> Iterator[OutputFile]:
        return compare.rows_files(edition, table())

    def render_entity_list() -> Iterator[OutputFile]:
        return chain(render(home.entity_list_pages(edition, contributions)), home.entity_list_files(edition, contributions))

    def render_main_figures() -> Iterator[OutputFile]:
        return chain(render(compare.compare_main(edition, contributions)), row_files(tables.main_table))

    def render_concept(concept: str) -> Iterator[OutputFile]:
        return chain(
            render(compare.compare_figure(edition, contributions, concept)), row_files(partial(tables.concept_table, concept))
        )

    def render_scale(name: str) -> Iterator[OutputFile]:
        return chain(render(compare.compare_scale(edition, contributions, name)), row_files(partial(tables.scale_table, name)))

    yield Target(f"/{lang} bodies", _defer_fingerprint(common_fingerprint, contributions, ENTRY, ""), render_entity_list)

    def compute_fingerprint(*parts: str) -> str:
        part_fingerprints = (contributions.fingerprint(compare_rows.KIND, part) for part in parts)
        return fingerprint(common_fingerprint, len(contributions.register.statements), *part_fingerprints)

    def compute_main_fingerprint() -> str:
        return fingerprint(compute_fingerprint(lang, compare_rows.RANGES), tables.counts)

    yield Target(f"/{lang} compare", compute_main_fingerprint, render_main_figures)
    for concept in tables.compared_concepts:
        yield Target(
            f"/{lang} compare {concept}", partial(compute_fingerprint, f"{lang}/{concept}"), partial(render_concept, concept)
        )
    for name in edition.content.site.scales:
        part = compare_rows.scale_part(lang, name)
        yield Target(f"/{lang} compare {name}", partial(compute_fingerprint, part), partial(render_scale, name))


def _defer_fingerprint(common_fingerprint: str, contributions: Contributions, kind: str, *parts: str) -> Callable[[], str]:
    """Defer the fingerprint of the common content, the register and these parts of a contribution."""
    return lambda: fingerprint(
        common_fingerprint, contributions.fingerprint(ENTRY), *(contributions.fingerprint(kind, part) for part in parts)
    )
