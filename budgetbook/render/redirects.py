"""What a body's pages and files are, and the names that its folder had before, in; what stands at the old addresses out.

A page leads on; a file is the same once more, for no program that reads data or shows a picture follows a page that leads on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from budgetbook.content.loader import Entity
from budgetbook.content.model import LANGUAGES
from budgetbook.infra.base.files import Pending
from budgetbook.opendata.data_file import DataFile
from budgetbook.pages.models.pages import MovedBody, Page
from budgetbook.render import chart_files
from budgetbook.render.renderer import Renderer

_FOLDERS = ("data/v1/entities/", "data/v1/statements/", "data/statements/", *(f"{lang}/" for lang in LANGUAGES))
"""Where bodies have folders or files of their names."""


def files(entity: Entity, pages: Sequence[Page], data: Iterable[DataFile], renderer: Renderer) -> Iterator[Pending]:
    """Everything that leads on to the body, or is the same once more."""
    once_more = [file.pending for file in data]
    once_more += [file for page in pages for file in chart_files.of(page, renderer.pen)]
    for old in entity.formerly:
        for page in pages:
            body = MovedBody(page.address)
            address = renamed(page.address, entity.id, old)
            yield renderer.page(replace(page, address=address, template="moved.html", trail=(), nav="", body=body, linked=None))
        yield from (replace(file, path=renamed(file.path, entity.id, old)) for file in once_more)


def renamed(path: str, now: str, other: str) -> str:
    """The path of a page or file of a body, as it would be if the body had another name; the same where it is of none."""
    folder = next((each for each in _FOLDERS if path.startswith(each)), None)
    if folder is None:
        return path
    name, slash, rest = path.removeprefix(folder).partition("/")
    stem, point, kind = name.partition(".")
    return f"{folder}{other}{point}{kind}{slash}{rest}" if stem == now else path


def stands_at(path: str, former: Iterable[str]) -> bool:
    """Whether a page stands at an address that a body had before."""
    return any(renamed(path, old, "") != path for old in former)
