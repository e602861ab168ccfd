"""The plan of a site: its targets, each with a fingerprint and a way to make its files. Nothing is built here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache, partial
from itertools import chain
from pathlib import Path

from budgetbook.arithmetic.finding import Findings
from budgetbook.content.content import Content, Statement
from budgetbook.content.static_files import list_static_files
from budgetbook.engine.contribution_encoding import encode_values
from budgetbook.engine.contribution_targets import plan_comparisons, plan_findings_and_index, plan_terms
from budgetbook.engine.statement_groups import LastBuild, fingerprint_statements, reuse_group
from budgetbook.engine.stored_contributions import encode_contributions
from budgetbook.engine.target import PageRenderer, Target, render_pages
from budgetbook.infra.base.files import OutputFile
from budgetbook.opendata import downloads
from budgetbook.opendata.contributions import Contributions, Register
from budgetbook.opendata.data_file import DataFile
from budgetbook.opendata.formats import SLOW_SUFFIXES
from budgetbook.opendata.row_contribution import MEASURES, contribute_measures
from budgetbook.pages import standalone
from budgetbook.pages.data import data_page
from budgetbook.pages.entity_pages import EntityPages, entity_pages
from budgetbook.pages.language import LanguageSite, language_sites
from budgetbook.pages.models.page import Page
from budgetbook.pages.registry import COMMON_KINDS, SITE_KINDS
from budgetbook.pages.sql import sql_page
from budgetbook.render import feeds, host_files, redirects
from budgetbook.render.renderer import Renderer
from budgetbook.render.sql_engine.engine_files import engine_files
from budgetbook.validation.validate import CheckedEntity

HOST_FILES = "/host"
"""The target of the files that list all pages."""


def plan_entity_target(
    name: str,
    target_fingerprint: str,
    checked_entity: CheckedEntity,
    renderer: Renderer,
    cache: Path | None,
    *,
    last_build: LastBuild | None = None,
) -> Target:
    """Plan everything that is about one entity alone. It depends on no other entity.

    With `last_build` all of its files are made: pages of statements that still stand are left as they are, and it contributes
    how large its data files are.
    """
    content, entity_findings = checked_entity.content, checked_entity.findings
    if content is None:
        raise ValueError(name)
    get_downloads = lru_cache(
        partial(downloads.build_entity_downloads, content, entity_findings, cache / "data" if cache else None)
    )

    def contribute() -> dict[tuple[str, str], bytes]:
        measures = {(MEASURES, ""): contribute_measures(get_downloads())} if last_build else {}
        return encode_contributions(content, entity_findings, checked_entity.claim) | encode_values(measures)

    return Target(
        name,
        partial(str, target_fingerprint),
        lambda: _entity_files(content, entity_findings, renderer, get_downloads(), last_build),
        contribute=contribute,
    )


def _entity_files(
    content: Content, entity_findings: Findings, renderer: Renderer, files: tuple[DataFile, ...], last_build: LastBuild | None
) -> Iterator[OutputFile]:
    (entity,) = content.entities.values()
    if entity.formerly or last_build is None:
        pages: Iterable[Page] = entity_pages(content, entity_findings, files)
        if entity.formerly:
            pages = list(pages)
        yield from render_pages(renderer, pages)
    else:
        yield from _changed_pages(content, entity_findings, renderer, files, last_build)
    yield from files
    if entity.formerly:
        yield from redirects.build_former_files(entity, list(pages), files, renderer)


def _changed_pages(
    content: Content, entity_findings: Findings, renderer: Renderer, files: tuple[DataFile, ...], last_build: LastBuild
) -> Iterator[OutputFile]:
    """Yield the pages of a body, and those of each statement as a group that is left as it is if it would be the same."""
    pages = EntityPages(content, entity_findings, files)
    yield from render_pages(renderer, pages.own_pages())
    fingerprints = fingerprint_statements(content, entity_findings, files, last_build)
    for name, statement in content.statements.items():

        def make_files(statement: Statement = statement) -> Iterator[OutputFile]:
            return render_pages(renderer, pages.statement_pages(statement))

        yield from reuse_group(fingerprints[name], last_build.reusable_outputs, make_files)


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
    yield Target("/static", get_common_fingerprint, lambda: _copy_static_files(Path(common.root)))
    yield Target("/root", get_common_fingerprint, lambda: render(standalone.root_pages(common)))
    both_editions = tuple(language_sites(common, {}, files))
    for edition in both_editions:
        yield from _plan_common_pages(edition, render, get_common_fingerprint)
        yield from _plan_site_pages(edition, contributions, render, get_site_fingerprint)
        yield from plan_findings_and_index(edition, contributions, renderer, common_fingerprint)
        yield from plan_terms(edition, contributions, renderer, common_fingerprint)
        yield from plan_comparisons(edition, contributions, render, common_fingerprint)
    yield from _plan_data(files, contributions, render, get_site_fingerprint, both_editions)
    yield Target("/feeds", get_site_fingerprint, lambda: feeds.render_feeds(common, contributions, common_fingerprint))


def _copy_static_files(root: Path) -> Iterator[OutputFile]:
    """Yield the files of a content folder that stand on the site as they are."""
    return (OutputFile(address, path.read_bytes) for address, path in list_static_files(root))


def plan_host_target(common: Content, register: Register, paths: Iterable[str], host_fingerprint: str) -> Target:
    """Plan the last target: the files that list all pages for hosts and crawlers, from their `paths`.

    `host_fingerprint` covers everything that it is built from. Redirects at former addresses are not listed.
    """

    def render() -> Iterator[OutputFile]:
        addresses = (
            path.removesuffix("index.html") for path in paths if not redirects.is_former_address(path, register.former_names)
        )
        return host_files.render_host_files(common, addresses)

    return Target(HOST_FILES, partial(str, host_fingerprint), render)


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
        pages = (make(edition, contributions) for edition in both_editions for make in (data_page, sql_page))
        return chain(render(pages), engine_files())

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
