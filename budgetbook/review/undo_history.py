"""What was done to each statement since the workbench was opened, so that it can be undone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from budgetbook.review.assignments import ActError
from budgetbook.review.safe_files import FileChangedError, replace_bytes

_STEPS = 200
"""Acts that can be undone."""


@dataclass(frozen=True, slots=True)
class FileEdit:
    """A file's bytes before and after an act."""

    path: Path
    old_bytes: bytes
    new_bytes: bytes


@dataclass
class UndoStep:
    """One act: the files that it changed, and what had been seen before it."""

    edits: list[FileEdit] = field(default_factory=list)
    seen_changes: dict[str, str | None] = field(default_factory=dict)


class UndoHistory:
    """The acts on every statement, by its id, the last one last."""

    def __init__(self) -> None:
        self._steps: dict[str, list[UndoStep]] = defaultdict(list)

    def remember(self, statement: str, step: UndoStep) -> None:
        """Add an act."""
        steps = self._steps[statement]
        steps.append(step)
        del steps[:-_STEPS]

    def find_last(self, statement: str) -> UndoStep:
        """The last act. Raises ActError where there is none."""
        if not self._steps[statement]:
            raise ActError("nothing-to-undo")
        return self._steps[statement][-1]

    def drop_last(self, statement: str) -> None:
        """Forget the last act, which was undone."""
        self._steps[statement].pop()

    def extend_last(self, statement: str, further_edit: FileEdit) -> None:
        """Let the last act that changed a file end with another edit of it, so that it can still be undone."""
        for step in reversed(self._steps[statement]):
            for index, edit in enumerate(step.edits):
                if edit.path == further_edit.path:
                    is_next = edit.new_bytes == further_edit.old_bytes
                    step.edits[index] = replace(edit, new_bytes=further_edit.new_bytes) if is_next else edit
                    return


def write_files(edits: Sequence[FileEdit]) -> None:
    """Write some files; if the second cannot be written, the first is as it was. Raises FileChangedError and OSError."""
    written_edits: list[FileEdit] = []
    try:
        for edit in edits:
            replace_bytes(edit.path, edit.old_bytes, edit.new_bytes)
            written_edits.append(edit)
    except (FileChangedError, OSError):
        for edit in written_edits:
            replace_bytes(edit.path, edit.new_bytes, edit.old_bytes)
        raise
