"""Which numbers a person has seen: each with what the statement said of it then. Kept in the cache of this machine.

The statement has the counts alone. If the document or a figure has changed since, what was seen of it is unseen. Where a machine
has no such list (another desk, a new copy), a statement that says that all its numbers were seen is believed; one that says part
of them begins anew, for nobody knows which.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from budgetbook.content.content import Statement
from budgetbook.review.number_marks import NumberMark
from budgetbook.review.printed_numbers import NumberKey


@dataclass
class SeenNumbers:
    """The numbers of one statement that were seen."""

    file: Path | None
    """Where the list is kept; None to keep it only as long as the program runs."""
    sha256: str
    """The document that they were seen in."""
    fingerprints: dict[str, str] = field(default_factory=dict)
    """Name of a number -> what the statement said of it when it was seen."""

    @classmethod
    def load(cls, file: Path | None, sha256: str, statement: Statement, marks: list[NumberMark]) -> SeenNumbers:
        """The list of a statement; one of another document counts for nothing."""
        stored_list = _read(file)
        if stored_list is not None and stored_list.get("document") == sha256:
            return cls(file, sha256, {str(name): str(each) for name, each in stored_list.get("seen", {}).items()})
        review = statement.review
        is_complete = stored_list is None and review is not None and review.seen == review.of == len(marks)
        fingerprints = {name_number(mark.key): compute_fingerprint(mark, statement) for mark in marks} if is_complete else {}
        return cls(file, sha256, fingerprints)

    def has(self, mark: NumberMark, statement: Statement) -> bool:
        """True if the number was seen as it is now."""
        return self.fingerprints.get(name_number(mark.key)) == compute_fingerprint(mark, statement)

    def change(self, fingerprints: Mapping[str, str | None]) -> dict[str, str | None]:
        """Set or forget numbers, keep the list, and return what would undo it."""
        old_fingerprints = {name: self.fingerprints.get(name) for name in fingerprints}
        for name, fingerprint in fingerprints.items():
            if fingerprint is None:
                self.fingerprints.pop(name, None)
            else:
                self.fingerprints[name] = fingerprint
        self._write()
        return old_fingerprints

    def _write(self) -> None:
        if self.file is None:
            return
        with suppress(OSError):  # a full or read-only disk: the list lasts as long as the program
            self.file.parent.mkdir(parents=True, exist_ok=True)
            text = json.dumps({"document": self.sha256, "seen": self.fingerprints}, ensure_ascii=False, indent=0, sort_keys=True)
            draft = self.file.with_suffix(".tmp")
            draft.write_text(text, encoding="utf-8", newline="\n")
            draft.replace(self.file)


def _read(file: Path | None) -> dict[str, Any] | None:
    with suppress(OSError, ValueError):
        if file is not None:
            stored_list = json.loads(file.read_text(encoding="utf-8"))
            return stored_list if isinstance(stored_list, dict) and isinstance(stored_list.get("seen"), dict) else None
    return None


def name_number(key: NumberKey) -> str:
    """The name by which pages and lists know a number: `p6 l2#1`."""
    return f"{key[0]}#{key[1]}"


def compute_fingerprint(mark: NumberMark, statement: Statement) -> str:
    """What the statement says of a number, in words that do not change when other entries come or go."""
    claims = ["/".join(_name_steps(claim.path, statement)) for claim in mark.claims]
    return "|".join((mark.digits, mark.state, *sorted(claims)))


def _name_steps(path: tuple[str | int, ...], statement: Statement) -> list[str]:
    """The steps of a path, rows by their code or name instead of their number."""
    steps = [str(step) for step in path]
    if path[0] == "breakdowns" and path[2] == "rows" and isinstance(path[3], int):
        row = statement.breakdowns[steps[1]].rows[path[3]]
        steps[3] = f"{row.code or ''} {row.name}"
    return [step for step in steps if path[0] not in ("places", "figures") or not step.isdigit()]
