"""Files at an entity's former addresses: pages redirect, other files are copies.

Files are copied because programs that read data or show pictures do not follow a redirecting page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from budgetbook.content.content import Entity
from budgetbook.content.fields import LANGUAGE_TAG
from budgetbook.infra.base.files import OutputFile
from budgetbook.opendata.data_file import DataFile
from budgetbook.pages.models.page import Page
from budgetbook.pages.standalone import moved_page
from budgetbook.render import chart_files
from budgetbook.render.renderer import Renderer

_FOLDER = re.compile(f"data/v2/(?:entities|statements)/|data/statements/|{LANGUAGE_TAG.pattern}/")
"""A folder that contains folders or files named after entities: of data, or of the pages in one language."""


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
    match = _FOLDER.match(path)
    if match is None:
        return path
    folder = match[0]
    name, slash, rest = path.removeprefix(folder).partition("/")
    stem, point, kind = name.partition(".")
    return f"{folder}{to_name}{point}{kind}{slash}{rest}" if stem == from_name else path


def is_former_address(path: str, former_names: Iterable[str]) -> bool:
    """True if a page's address contains a former name of an entity."""
    return any(rename_path(path, former_name, "") != path for former_name in former_names)
