"""One side of a comparison: the content folder, and every page and file it would publish, described instead of rendered."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from budgetbook.arithmetic import run_rules
from budgetbook.arithmetic.confirmation import withhold_unconfirmed
from budgetbook.arithmetic.finding import Finding
from budgetbook.arithmetic.ledger import ledgers_of
from budgetbook.content import code_hosts, loader
from budgetbook.content.content import Content, Entity
from budgetbook.content.entity_reader import load_entity
from budgetbook.content.folder import Files, Folder
from budgetbook.content.text import Language
from budgetbook.diagnostics.problem import Problem
from budgetbook.engine.check import CheckedFolder, FolderChecker
from budgetbook.engine.contribution_targets import name_index
from budgetbook.engine.plan import HOST_FILES
from budgetbook.engine.virtual_site import VirtualSite
from budgetbook.infra.base.files import OutputFile
from budgetbook.opendata.tables import rows
from budgetbook.opendata.tables.site_schema import site_tables
from budgetbook.render import redirects
from budgetbook.render.page_describer import PageDescriber
from budgetbook.render.renderer import Renderer
from budgetbook.render.templates import Templates
from budgetbook.text.explain import Explainer
from budgetbook.text.phrases import Phrases
from budgetbook.validation.validate import CheckedEntity

Record = Mapping[str, object]
FindingSentences = dict[str, tuple[Finding, dict[Language, str]]]
"""Findings by id, each with its sentence in both languages."""
_COLON: dict[Language, str] = {"zh": "：", "en": ": "}
_FILE_SUFFIXES = (".png", ".csv", "/charts.json")
"""Cards, tables and specifications of charts, which people may link to, as they may to data files."""


_NO_TEMPLATES = Templates("", {}, {})


class DescribedSite(VirtualSite):
    """A site whose pages are described: that of one folder, then that of another, with whatever they have in common made once.

    Edit links are left out: they lead to lines, which move with any change above them.
    """

    def __init__(self) -> None:
        super().__init__(None)
        self._contents: dict[Content, Content] = {}
        """Each content without edit links."""
        self._entities: dict[Content, CheckedEntity] = {}

    def show(self, folder: CheckedFolder) -> None:
        """Describe the pages of this folder from now on."""
        entities = {name: self._strip_entity(each, each.content) for name, each in folder.entities.items() if each.content}
        self.update(CheckedFolder(self._strip(folder.common), entities), _NO_TEMPLATES)

    def _strip(self, content: Content) -> Content:
        if content not in self._contents:
            site = content.site.model_copy(update={"edit": code_hosts.NO_EDITOR})
            self._contents[content] = replace(content, site=site)
        return self._contents[content]

    def _strip_entity(self, entity: CheckedEntity, content: Content) -> CheckedEntity:
        if content not in self._entities:
            self._entities[content] = replace(entity, content=self._strip(content))
        return self._entities[content]

    def create_renderer(self, common: Content, templates: Templates) -> Renderer:
        """Return a describer instead of a renderer."""
        renderer = super().create_renderer(common, templates)
        return PageDescriber(renderer.templates, renderer.site, renderer.phrases, renderer.chart_renderer, renderer.has_feed)


@dataclass(frozen=True)
class PublishedSite:
    """Everything that one content folder publishes."""

    folder: CheckedFolder
    common_files: Files
    """The files that belong to no entity."""
    entity_files: Mapping[str, Files]

    @classmethod
    def read(cls, root: Path) -> tuple[PublishedSite | None, list[Problem]]:
        """Read the folder as it is now, or return its problems."""
        folder, problems = FolderChecker(root).check()
        return (cls(folder, *_read_files(Folder.scan(root))) if folder else None), problems

    @classmethod
    def read_unchecked(cls, root: Path, other: PublishedSite | None = None) -> PublishedSite | None:
        """Read a folder that any version may have published: only its form must be valid. None if it is not.

        What is the same in `other`, which is valid, is taken from there.
        """
        folder = Folder.scan(root)
        common_files, entity_files = _read_files(folder)
        if other is None or other.common_files != common_files or folder.find_problems():
            content, _ = loader.load_content(root)
            if content is None:
                return None
            entities = {name: _skip_validation(content.restricted_to([name])) for name in content.entities}
            return cls(CheckedFolder(content.restricted_to([]), entities), common_files, entity_files)
        common, entities = other.folder.common, {}
        for name, files in entity_files.items():
            if other.entity_files.get(name) == files:
                entities[name] = other.folder.entities[name]
            elif (own := load_entity(root, name, *folder.read(folder.entities[name]), {}, common.context)).problems:
                return None
            else:
                entities[name] = _skip_validation(common.with_entities((own,)))
        return cls(CheckedFolder(common, entities), common_files, entity_files)

    @property
    def entities(self) -> dict[str, Entity]:
        """Every entity by id."""
        contents = (each.content for each in self.folder.entities.values())
        return {name: entity for content in contents if content for name, entity in content.entities.items()}

    def list_files(self, site: DescribedSite, same_entities: Collection[str]) -> tuple[dict[str, OutputFile], dict[str, None]]:
        """Map addresses of pages to their descriptions, which are made when they are read, and list the paths of data files and
        images; all without `same_entities`."""
        site.show(self.folder)
        former_names = [name for entity in self.entities.values() for name in entity.formerly]
        not_compared = {*same_entities, HOST_FILES, *map(name_index, self.folder.common.languages)}
        files = [file for file in site.files(not_compared) if not redirects.is_former_address(file.path, former_names)]
        pages = {file.path.removesuffix("index.html"): file for file in files if file.path.endswith(".html")}
        paths = (file.path for file in files if file.path.startswith("data/") or file.path.endswith(_FILE_SUFFIXES))
        return pages, dict.fromkeys(paths)

    def _changed_entities(self, same_entities: Collection[str]) -> Iterator[tuple[Content, Mapping[str, tuple[Finding, ...]]]]:
        for entity, checked_entity in self.folder.entities.items():
            if entity not in same_entities and checked_entity.content:
                yield checked_entity.content, checked_entity.findings

    def figure_rows(self, same_entities: Collection[str]) -> dict[str, Record]:
        """Map the ids of the open data's `figures` to their rows, without `same_entities`."""
        table_rows = (row for each in self._changed_entities(same_entities) for row in rows.entity_rows(*each)["figures"])
        return {str(row["figure"]): row for row in rows.records(site_tables(self.folder.common)["figures"], table_rows)}

    def explain_findings(self, same_entities: Collection[str]) -> FindingSentences:
        """Explain every finding that fails or is off by rounding, without `same_entities`."""
        return {
            finding.id: (finding, sentences)
            for content, findings in self._changed_entities(same_entities)
            for finding, sentences in _explain_findings(content, findings)
        }


def _read_files(folder: Folder) -> tuple[Files, dict[str, Files]]:
    """Read the common files and the files of each entity."""
    common_files, _ = folder.read(folder.common_files)
    return common_files, {entity: folder.read(names)[0] for entity, names in folder.entities.items()}


def _skip_validation(content: Content) -> CheckedEntity:
    return CheckedEntity([], content, withhold_unconfirmed(content, run_rules.run_rules(content)))


def _explain_findings(
    content: Content, findings_by_statement: Mapping[str, tuple[Finding, ...]]
) -> Iterator[tuple[Finding, dict[Language, str]]]:
    for name, ledger in ledgers_of(content).items():
        words = [Phrases(lang, content.phrases) for lang in content.languages]
        explainers = [Explainer.create(content, each, ledger) for each in words]
        for finding in findings_by_statement[name]:
            if not finding.exact:
                yield finding, {each.lang: _build_sentence(each, finding) for each in explainers}


def _build_sentence(explainer: Explainer, finding: Finding) -> str:
    return f"{explainer.namer.name(finding.concept)}{_COLON[explainer.lang]}{explainer.sentence(finding)}"
