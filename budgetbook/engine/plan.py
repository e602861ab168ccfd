"""The plan of a site: its targets, each with a fingerprint and a way to make its files. Nothing is built here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from budgetbook.arithmetic.finding import Findings
from budgetbook.content.loader import Content
from budgetbook.engine.stored_contributions import encode_contributions
from budgetbook.infra.base.files import OutputFile
from budgetbook.infra.cache.blobs import fingerprint
from budgetbook.opendata import downloads
from budgetbook.opendata.contributions import ENTRY, Contributions, Register
from budgetbook.opendata.data_file import DataFile
from budgetbook.opendata.formats import SLOW_SUFFIXES
from budgetbook.pages import compare, compare_rows, findings, home, standalone
from budgetbook.pages.compare_tables import ComparisonTable, ComparisonTables
from budgetbook.pages.data import data_page
from budgetbook.pages.entity_pages import entity_pages
from budgetbook.pages.language import LanguageSite, language_sites
from budgetbook.pages.models.page import Page
from budgetbook.pages.registry import COMMON_KINDS, SITE_KINDS
from budgetbook.render import chart_files, feeds, host_files, redirects
from budgetbook.render.renderer import Renderer
from budgetbook.search import entries
from budgetbook.validation.validate import CheckedEntity


class Target(NamedTuple):
    """Files that are built from the same inputs, and built or reused together."""

    name: str
    """An entity's id, or a name that begins with a slash."""
    fingerprint: Callable[[], str]
    """Computes the fingerprint of everything its files are built from."""
    files: Callable[[], Iterator[OutputFile]]
    priority: int = 0
    """Higher runs earlier: start the slowest targets first."""
    prerequisites: tuple[str, ...] = ()
    """Targets that must be finished before, because these files describe theirs."""
    contribute: Callable[[], dict[tuple[str, str], bytes]] = dict
    """Its contributions to shared targets; see `stored_contributions.py`."""


def plan_entity_target(
    name: str, target_fingerprint: str, checked_entity: CheckedEntity, renderer: Renderer, cache: Path | None
) -> Target:
    """Plan everything that is about one entity alone. It depends on no other entity."""
    content, entity_findings = checked_entity.content, checked_entity.findings
    if content is None:
        raise ValueError(name)
    return Target(
        name,
        partial(str, target_fingerprint),
        partial(_entity_files, content, entity_findings, renderer, cache),
        contribute=partial(encode_contributions, content, entity_findings, checked_entity.claim),
    )


def _entity_files(content: Content, entity_findings: Findings, renderer: Renderer, cache: Path | None) -> Iterator[OutputFile]:
    files = downloads.build_entity_downloads(content, entity_findings, cache / "data" if cache else None)
    pages: Iterable[Page] = entity_pages(content, entity_findings, files)
    (entity,) = content.entities.values()
    if entity.formerly:
        pages = list(pages)
    yield from render_pages(renderer, pages)
    yield from files
    if entity.formerly:
        yield from redirects.build_former_files(entity, list(pages), files, renderer)


def plan_common_targets(
    common: Content,
    contributions: Contributions,
    renderer: Renderer,
    cache: Path | None,
    common_fingerprint: str,
    site_fingerprint: str,
) -> Iterator[Target]:
    """Plan all shared targets but the last, style and scripts first.

    `common_fingerprint` covers everything that belongs to no entity, `site_fingerprint` that and every entity.
    """
    files = downloads.build_shared_downloads(common, contributions, cache / "data" if cache else None)
    get_common_fingerprint, get_site_fingerprint, render = (
        partial(str, common_fingerprint),
        partial(str, site_fingerprint),
        partial(render_pages, renderer),
    )
    yield Target("/assets", get_common_fingerprint, renderer.asset_files)
    yield Target("/root", get_common_fingerprint, lambda: render(standalone.root_pages(common)))
    both_editions = tuple(language_sites(common, {}, files))
    for edition in both_editions:
        yield from _plan_common_pages(edition, render, get_common_fingerprint)
        yield from _plan_site_pages(edition, contributions, render, get_site_fingerprint)
        yield from _plan_findings_and_index(edition, contributions, renderer, common_fingerprint)
        yield from _plan_comparisons(edition, contributions, render, common_fingerprint)
    yield from _plan_data(files, contributions, render, get_site_fingerprint, both_editions)
    yield Target("/feeds", get_site_fingerprint, lambda: feeds.render_feeds(common, contributions.register))


def plan_host_target(
    common: Content, register: Register, renderer: Renderer, paths: Iterable[str], host_fingerprint: str
) -> Target:
    """Plan the last target: the files that list all pages for hosts and crawlers, from their `paths`.

    `host_fingerprint` covers everything that it is built from. Redirects at former addresses are not listed.
    """

    def render() -> Iterator[OutputFile]:
        addresses = (
            path.removesuffix("index.html") for path in paths if not redirects.is_former_address(path, register.former_names)
        )
        return host_files.render_host_files(common, ((address, renderer.list_alternates(address)) for address in addresses))

    return Target("/host", partial(str, host_fingerprint), render)


def render_pages(renderer: Renderer, pages: Iterable[Page]) -> Iterator[OutputFile]:
    """Render each page and the image files of its charts."""
    for page in pages:
        yield renderer.render_page(page)
        yield from chart_files.chart_files(page, renderer.chart_renderer)


PageRenderer = Callable[[Iterable[Page]], Iterator[OutputFile]]


def _plan_data(
    files: tuple[DataFile, ...],
    contributions: Contributions,
    render: PageRenderer,
    get_fingerprint: Callable[[], str],
    both_editions: tuple[LanguageSite, ...],
) -> Iterator[Target]:
    """Plan the data files: the slow database alone, and catalogues last, because they describe the other files."""
    files_by_kind: dict[str, list[DataFile]] = {"data": [], "database": [], "catalogues": []}
    for file in files:
        name_parts = file.path.removeprefix("data/").partition(".")
        files_by_kind[
            "catalogues" if name_parts[0] == "catalogue" else "database" if name_parts[2] in SLOW_SUFFIXES else "data"
        ].append(file)

    def lazy_files(name: str) -> Iterator[OutputFile]:
        return iter(files_by_kind[name])

    yield Target("/database", get_fingerprint, partial(lazy_files, "database"), priority=4)
    yield Target("/data", get_fingerprint, partial(lazy_files, "data"), priority=3)

    def render_data_pages() -> Iterator[OutputFile]:
        return render(data_page(edition, contributions) for edition in both_editions)

    yield Target(
        "/catalogues",
        get_fingerprint,
        lambda: chain(lazy_files("catalogues"), render_data_pages()),
        priority=1,
        prerequisites=("/database", "/data"),
    )


def _render_lazily(render: PageRenderer, build: Callable[..., Iterable[Page]], *subjects: object) -> Iterator[OutputFile]:
    return render(build(*subjects))


def _plan_common_pages(edition: LanguageSite, render: PageRenderer, get_fingerprint: Callable[[], str]) -> Iterator[Target]:
    """Plan the pages that name no entity."""
    for kind in COMMON_KINDS:
        yield Target(f"/{edition.lang} {kind.name}", get_fingerprint, partial(_render_lazily, render, kind.build, edition))


def _plan_site_pages(
    edition: LanguageSite, contributions: Contributions, render: PageRenderer, get_fingerprint: Callable[[], str]
) -> Iterator[Target]:
    """Plan the pages that show a few entities in full, or link to files built from all of them."""
    for kind in SITE_KINDS:
        yield Target(
            f"/{edition.lang} {kind.name}", get_fingerprint, partial(_render_lazily, render, kind.build, edition, contributions)
        )


def _plan_findings_and_index(
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
    yield Target(f"/{lang} index", get_index_fingerprint, lambda: entries.build_index(content, contributions, lang), priority=2)


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


def _plan_comparisons(
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
