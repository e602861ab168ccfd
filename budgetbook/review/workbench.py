"""The workbench of a content folder: reads statements and documents, does what a person asks for, and can undo it.

It serves one person at a time; whoever calls it lets one request in after the other.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from dataclasses import replace
from itertools import zip_longest
from pathlib import Path

from budgetbook.content.control_list import ControlList
from budgetbook.diagnostics.problem import message
from budgetbook.importer.readers.document import UnreadableDocumentError
from budgetbook.importer.vocabulary import MalformedVocabularyError
from budgetbook.review import source_reading, statement_acts
from budgetbook.review.assignments import ActError
from budgetbook.review.checked_statement import CheckedStatement, StatementChecker
from budgetbook.review.safe_files import replace_bytes
from budgetbook.review.seen_numbers import SeenNumbers, compute_fingerprint, name_number
from budgetbook.review.source_files import StatementFiles, compute_sha256, list_statements
from budgetbook.review.source_reading import SourceReading
from budgetbook.review.statement_acts import Request
from budgetbook.review.statement_view import StatementView, mark_view
from budgetbook.review.undo_history import FileEdit, UndoHistory, UndoStep, write_files

_PICTURES = 24
"""Pages whose pictures are kept, so that turning back is quick."""


class Workbench:
    """All statements of a content folder, as one person works on them."""

    def __init__(self, root: Path, cache: Path | None) -> None:
        self._root, self._lists = root, _find_lists(root, cache)
        self._checker = StatementChecker(root)
        self._sources: dict[tuple[str, str], SourceReading] = {}
        self._pictures: OrderedDict[tuple[str, int], bytes] = OrderedDict()
        self._views: dict[str, StatementView] = {}
        self._history = UndoHistory()

    def list_statements(self) -> list[StatementFiles]:
        """Every statement of the folder, with the document beside it, if any."""
        return list(list_statements(self._root).values())

    def has_documents(self) -> bool:
        """True if the document of any statement lies beside it."""
        return any(files.documents for files in self.list_statements())

    def find(self, name: str) -> StatementFiles | None:
        """The statement of that id. The name is looked up among those that are there, and never made a path."""
        return list_statements(self._root).get(name)

    def look(self, files: StatementFiles) -> StatementView:
        """Read a statement, its document and its marks as they are now. Raises OSError."""
        entity = files.path.with_name("entity.yaml")
        view = StatementView(files, self._checker.check(files), entity.read_bytes() if entity.is_file() else b"")
        self._read_source(view)
        last = self._views.get(files.id)
        if last and _is_same(last, view):
            return replace(last, entity_raw=view.entity_raw)
        mark_view(view)
        if view.source and view.check_result.statement:
            list_file = self._lists / files.entity / f"{files.path.stem}.json" if self._lists else None
            view.seen_numbers = SeenNumbers.load(list_file, view.source_version, view.check_result.statement, view.marks)
        self._views[files.id] = view
        return view

    def _read_source(self, view: StatementView) -> None:
        documents, numbers, own_hashes = view.files.documents, view.check_result.numbers, _list_hashes(view.check_result)
        found_hashes = [compute_sha256(document) for document in documents]
        pairs = zip_longest(documents, found_hashes, own_hashes)
        other = next((pair for pair in pairs if pair[0] and pair[1] != pair[2]), None)
        if not documents:
            view.source_fault = message("review-no-document", name=view.files.path.stem)
        elif numbers is None:
            view.source_fault = message("review-no-list", file=view.files.numbers.name)
        elif other:
            view.source_fault = message("review-other-document", file=other[0].name, found=other[1][:12])
        elif len(documents) < len(own_hashes):
            view.source_fault = message("review-no-document", name=f"{view.files.path.stem}.{len(documents) + 1}")
        else:
            self._read_documents(view, numbers, "+".join(found_hashes))

    def _read_documents(self, view: StatementView, numbers: ControlList, hashes: str) -> None:
        key = view.files.id, hashes
        view.source_version = hashes
        try:
            if key not in self._sources:
                self._sources[key] = source_reading.read_source(view.files.documents, self._root, numbers)
            view.source = self._sources[key]
        except UnreadableDocumentError as error:
            view.source_fault = error.reason
        except MalformedVocabularyError as error:
            view.source_fault = message("either", zh=str(error), en=str(error))

    def draw_page(self, files: StatementFiles, number: int) -> bytes:
        """The picture of a page, counted through all files. Raises UnreadableDocumentError and OSError."""
        view = self.look(files)
        page = view.source.pages[number - 1] if view.source and 1 <= number <= len(view.source.pages) else None
        if page is None or page.shape is None:
            raise FileNotFoundError
        key = view.source_version, number
        if key not in self._pictures:
            self._pictures[key] = source_reading.draw_page(files.documents[max(page.file, 1) - 1], page.number)
        self._pictures.move_to_end(key)
        while len(self._pictures) > _PICTURES:
            self._pictures.popitem(last=False)
        return self._pictures[key]

    def act(self, view: StatementView, request: Request) -> None:
        """Do what a page asks for. Raises ActError, FileChangedError and OSError; then nothing has changed."""
        act = request.get("act")
        if act == "undo":
            self._undo_last(view)
        elif act == "accept":
            self._accept(view, request)
        elif act == "count":
            self._count(view, request)
        elif act == "write":
            self._write_texts(view, request)
        elif act in statement_acts.EDITING_ACTS:
            text = statement_acts.edit_statement(view, request)
            self._apply(view, [FileEdit(view.files.path, view.check_result.raw, text.raw)], str(request.get("number", "")))
        else:
            raise ActError("out-of-date")

    def _accept(self, view: StatementView, request: Request) -> None:
        """Mark numbers as seen, or as unseen again."""
        names = request.get("numbers")
        if view.seen_numbers is None or view.check_result.statement is None or not isinstance(names, list):
            raise ActError("no-document")
        marks = [view.by_name[str(name)] for name in names if str(name) in view.by_name]
        fingerprints = {name_number(mark.key): compute_fingerprint(mark, view.check_result.statement) for mark in marks}
        old_fingerprints = view.seen_numbers.change(dict(fingerprints))
        self._history.remember(view.files.id, UndoStep(seen_changes=old_fingerprints))

    def _write_texts(self, view: StatementView, request: Request) -> None:
        """Write missing texts, into the statement and into the file of its body."""
        statement, entity = statement_acts.write_texts(view, request)
        edits = [
            FileEdit(view.files.path, view.check_result.raw, statement.raw),
            FileEdit(view.files.path.with_name("entity.yaml"), view.entity_raw, entity.raw),
        ]
        self._apply(view, [edit for edit in edits if edit.old_bytes != edit.new_bytes], "")

    def _count(self, view: StatementView, request: Request) -> None:
        """Write into the statement how many numbers were seen. Not a step of its own: undoing the act before takes it along."""
        reader = statement_acts.read_words(request.get("by"), view.languages)
        review = view.check_result.statement.review if view.check_result.statement else None
        if (review is None or review.by is None) and len(reader) < len(view.languages):
            raise ActError("by-needed")
        new = statement_acts.write_counts(view.text, view.seen_count, len(view.marks), reader).raw
        if new != view.check_result.raw:
            replace_bytes(view.files.path, view.check_result.raw, new)
            self._history.extend_last(view.files.id, FileEdit(view.files.path, view.check_result.raw, new))

    def _apply(self, view: StatementView, edits: list[FileEdit], number: str) -> None:
        """Write the files, and remember how they were."""
        write_files(edits)
        self._history.remember(view.files.id, UndoStep(edits))
        if number:
            self._see(view, number)

    def _see(self, view: StatementView, number: str) -> None:
        """A number that a person has decided on was seen, as it is now."""
        changed_view = self.look(view.files)
        mark, statement = changed_view.by_name.get(number), changed_view.check_result.statement
        if mark and statement and changed_view.seen_numbers:
            fingerprint = compute_fingerprint(mark, statement)
            self._history.find_last(view.files.id).seen_changes = changed_view.seen_numbers.change({number: fingerprint})

    def _undo_last(self, view: StatementView) -> None:
        """Write back what stood there before the last act. Raises FileChangedError and OSError; then the act is not undone."""
        step = self._history.find_last(view.files.id)
        for edit in step.edits:
            replace_bytes(edit.path, edit.new_bytes, edit.old_bytes)
        if view.seen_numbers is not None and step.seen_changes:
            view.seen_numbers.change(step.seen_changes)
        self._history.drop_last(view.files.id)


def _find_lists(root: Path, cache: Path | None) -> Path | None:
    """Where it is kept which numbers were seen; a content folder that is not the project's own has lists of its own."""
    if cache is None:
        return None
    folder = root.resolve()
    is_own = folder == (cache.parent / "content").resolve()
    name = hashlib.sha256(folder.as_posix().encode()).hexdigest()[:16]
    return cache / "review" if is_own else cache / "review" / "_elsewhere" / name


def _is_same(one: StatementView, other: StatementView) -> bool:
    """True if nothing has changed between two looks at a statement."""
    is_same_source = one.source is other.source and one.source_fault == other.source_fault
    return one.check_result is other.check_result and is_same_source


def _list_hashes(check_result: CheckedStatement) -> list[str]:
    """The hashes that the statement's file gives for the files of its document."""
    source = check_result.yaml.data.get("source") if check_result.yaml else None
    if not isinstance(source, dict):
        return []
    further_hashes = source.get("further_sha256")
    return [str(source.get("sha256", "")), *map(str, further_hashes if isinstance(further_hashes, list) else ())]
