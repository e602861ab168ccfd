"""The YAML files of a content folder in memory, for steps that change them: what was there, and what shall be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from budgetbook.content.dictionary import PROGRAM_CONTENT
from budgetbook.content.folder import SOURCES, walk_folder
from budgetbook.content.static_files import STATIC
from budgetbook.content.yaml.characters import MAX_BYTES
from budgetbook.content.yaml.edits import YamlText
from budgetbook.diagnostics.bilingual import Sentence
from budgetbook.diagnostics.problem import Language
from budgetbook.infra.base.errors import BudgetbookError
from budgetbook.infra.base.own_files import open_file

SETTINGS = "site.yaml"


class UpgradeError(BudgetbookError):
    """What keeps a site from being brought to another form; nothing has been written."""

    message_key = "in-full"
    exit_code = 1

    def __init__(self, why: Sentence, **fields: object) -> None:
        super().__init__(why["en"].format(**fields))
        self._texts = {lang: str(text).format(**fields) for lang, text in why.items()}

    def describe(self, lang: Language) -> str:
        """The sentence in one language."""
        return self._texts[lang]


@dataclass
class ContentDraft:
    """Files by their names in the content folder. Steps change `files`; nothing of it is on the disk until all steps are done."""

    root: Path
    old_files: dict[str, bytes]
    files: dict[str, bytes] = field(init=False)
    remarks: list[tuple[Sentence, dict[str, object]]] = field(default_factory=list)
    """What a person has to know of a step beyond its own words, each with what fills its holes."""

    def __post_init__(self) -> None:
        self.files = dict(self.old_files)

    @classmethod
    def read(cls, root: Path) -> ContentDraft:
        """Read every YAML file of the folder but those that are copied or read as they are. Raises OSError, for a link too."""
        entries = [(name, entry) for name, entry in walk_folder(root, "") if name.partition("/")[0] not in (STATIC, SOURCES)]
        names = [name for name, entry in entries if name.endswith(".yaml") and not entry.is_dir()]
        return cls(root, {name: _read_file(root / name) for name in names})

    @property
    def is_of_program(self) -> bool:
        """True for the content folder that comes with the program: its dictionary is no site's own."""
        return self.root.resolve() == PROGRAM_CONTENT.resolve()

    def remark(self, sentence: Sentence, **fields: object) -> None:
        """Tell a person something."""
        self.remarks.append((sentence, fields))

    def edit(self, name: str) -> YamlText:
        """A file for edits that leave all of its other bytes as they are."""
        return YamlText(self.files[name])

    def set_form(self, form: int) -> None:
        """Write the form into `site.yaml`. Raises EditError."""
        text, number = self.edit(SETTINGS), str(form)
        has_form = "form" in text.data
        edit = text.set_value(("form",), number, number) if has_form else text.add_entry(("form",), [f"form: {number}"], number)
        self.files[SETTINGS] = edit.raw

    def list_changes(self) -> Iterator[tuple[str, bytes | None, bytes | None]]:
        """Yield each file that changes, with its bytes before and after; None where there is no such file."""
        for name in sorted({*self.old_files, *self.files}):
            old, new = self.old_files.get(name), self.files.get(name)
            if old != new:
                yield name, old, new


def _read_file(path: Path) -> bytes:
    with open_file(path) as file:
        return file.read(MAX_BYTES + 1)
