"""Watches the content, the dictionary that the program lends and the templates, and refreshes after every save.

No mistake in a saved file ends the watching, nor does a folder that is moved away: it is followed again once it is back.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from watchfiles import Change, awatch

from budgetbook.cli.serve.preview import Preview, describe_unexpected
from budgetbook.content.dictionary import COUNTRIES, PROGRAM_CONTENT
from budgetbook.content.leftovers import is_leftover
from budgetbook.infra.base.errors import BudgetbookError

_CHECK_INTERVAL = 1000
"""Milliseconds between two looks whether the folders are still the ones that are watched."""
_RETRY_INTERVAL = 0.2
"""Seconds between two looks for a folder that is gone."""


class WatchEndedError(BudgetbookError):
    """The watcher ended; carries the reason."""

    message_key = "watch-ended"


class Watcher:
    """Follows the folders of a preview; `announce` is called after each refresh."""

    def __init__(self, preview: Preview, announce: Callable[[], None]) -> None:
        self._preview, self._announce = preview, announce
        self._was_folder_gone = False
        """True if a folder was gone since the last refresh."""

    async def watch(self) -> None:
        """Refresh after every save in the content or the templates, until the server ends."""
        while True:
            try:
                await self._follow()
            except OSError as error:
                self._preview.problems = [describe_unexpected(self._preview.content, error)]
                self._announce()
                await asyncio.sleep(1)

    async def _follow(self) -> None:
        """Follow until a folder is gone or replaced: moving a folder away and back makes a new one."""
        folders = _choose_folders(self._preview.content, self._preview.templates)
        while None in (identities := [_identify(folder) for folder in folders]):
            await asyncio.sleep(_RETRY_INTERVAL)
        if self._was_folder_gone:
            self._was_folder_gone = False
            self._refresh()
        changes = awatch(
            *folders,
            watch_filter=_is_relevant,
            debounce=200,
            step=20,
            rust_timeout=_CHECK_INTERVAL,
            yield_on_timeout=True,
            recursive=True,
        )
        async for change_set in changes:
            if change_set:
                self._refresh()
            if identities != [_identify(folder) for folder in folders]:
                self._was_folder_gone = True
                self._refresh()
                return

    def _refresh(self) -> None:
        """Read what has changed, and announce it."""
        self._preview.refresh()
        self._announce()


def _choose_folders(content: Path, templates: Path) -> list[Path]:
    """The folders that a site is made of: its content, the templates and, where it lies elsewhere, the program's dictionary."""
    countries = PROGRAM_CONTENT / COUNTRIES
    lies_elsewhere = countries.is_dir() and content.resolve() not in countries.parents
    return [content, templates, *([countries] if lies_elsewhere else [])]


def _is_relevant(_change: Change, path: str) -> bool:
    return not is_leftover(Path(path).name)


def _identify(folder: Path) -> tuple[int, int] | None:
    """Identify a folder whatever its name; None if there is none."""
    with suppress(OSError):
        status = folder.stat()
        return status.st_dev, status.st_ino
    return None
