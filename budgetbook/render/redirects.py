"""What a body's pages and files are, and the names that its folder had before, in; what stands at the old addresses out.

A page leads on; a file is the same once more, for no program that reads data or shows a picture follows a page that leads on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from budgetbook.content.loader import Entity
from budgetbook.content.model import LANGUAGES
from budgetbook.infra.base.files import OutputFile
from budgetbook.opendata.data_file import DataFile
from budgetbook.pages.models.pages import MovedPage, Page
from budgetbook.render import chart_files
from budgetbook.render.renderer import Renderer

_FOLDERS = ("data/v1/entities/", "data/v1/statements/", "data/statements/", *(f"{lang}/" for lang in LANGUAGES))
"""Where bodies have folders or files of their names."""


def build_former_files(
    entity: Entity, pages: Sequence[Page], data: Iterable[DataFile], renderer: Renderer
) -> Iterator[OutputFile]:
    """Everything that leads on to the body, or is the same once more."""
    copies: list[OutputFile] = [*data]
    copies += [file for page in pages for file in chart_files.chart_files(page, renderer.chart_renderer)]
    for former_name in entity.formerly:
        for page in pages:
            content = MovedPage(page.address)
            address = rename_path(page.address, entity.id, former_name)
            yield renderer.render_page(
                replace(page, address=address, template="moved.html", trail=(), nav="", content=content, structured_data=None)
            )
        yield from (file.copy_to(rename_path(file.path, entity.id, former_name)) for file in copies)


def rename_path(path: str, from_name: str, to_name: str) -> str:
    """The path of a page or file of a body, as it would be if the body had another name; the same where it is of none."""
    folder = next((each for each in _FOLDERS if path.startswith(each)), None)
    if folder is None:
        return path
    name, slash, rest = path.removeprefix(folder).partition("/")
    stem, point, kind = name.partition(".")
    return f"{folder}{to_name}{point}{kind}{slash}{rest}" if stem == from_name else path


def is_former_address(path: str, former_names: Iterable[str]) -> bool:
    """Whether a page stands at an address that a body had before."""
    return any(rename_path(path, former_name, "") != path for former_name in former_names)
