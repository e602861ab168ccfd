"""Files at an entity's former addresses: pages redirect, other files are copies.

Files are copied because programs that read data or show pictures do not follow a redirecting page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from budgetbook.content.loader import Entity
from budgetbook.content.model import LANGUAGES
from budgetbook.infra.base.files import OutputFile
from budgetbook.opendata.data_file import DataFile
from budgetbook.pages.models.page import Page
from budgetbook.pages.standalone import moved_page
from budgetbook.render import chart_files
from budgetbook.render.renderer import Renderer

_FOLDERS = ("data/v2/entities/", "data/v2/statements/", "data/statements/", *(f"{lang}/" for lang in LANGUAGES))
"""Folders that contain folders or files named after entities."""


def build_former_files(
    entity: Entity, pages: Sequence[Page], data: Iterable[DataFile], renderer: Renderer
) -> Iterator[OutputFile]:
    """Yield the redirects and copies for each former name of the entity."""
    copies: list[OutputFile] = [*data]
    copies += [file for page in pages for file in chart_files.chart_files(page, renderer.chart_renderer)]
    for former_name in entity.formerly:
        for page in pages:
            yield renderer.render_page(moved_page(page, rename_path(page.address, entity.id, former_name)))
        yield from (file.copy_to(rename_path(file.path, entity.id, former_name)) for file in copies)


def rename_path(path: str, from_name: str, to_name: str) -> str:
    """The path as it would be if the entity had another name; unchanged if the path does not contain the name."""
    folder = next((each for each in _FOLDERS if path.startswith(each)), None)
    if folder is None:
        return path
    name, slash, rest = path.removeprefix(folder).partition("/")
    stem, point, kind = name.partition(".")
    return f"{folder}{to_name}{point}{kind}{slash}{rest}" if stem == from_name else path


def is_former_address(path: str, former_names: Iterable[str]) -> bool:
    """True if a page's address contains a former name of an entity."""
    return any(rename_path(path, former_name, "") != path for former_name in former_names)
