"""Where a reader can correct what a page shows: the line of its file in the code host's editor."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from budgetbook.content import code_hosts
from budgetbook.content.content import Content, Statement


@dataclass(frozen=True)
class EditLinks:
    """Leads to the lines of one statement's file."""

    content: Content
    statement: Statement

    @cached_property
    def pattern(self) -> str:
        """The address for editing a line of its file, `{line}` standing for the number; empty if the host has no such page."""
        return edit_address(self.content, self.statement.file, "{line}")

    def find_row_pattern(self, table: str) -> str:
        """The same for the rows of a table, which may stand in a CSV file of their own."""
        if table not in self.statement.row_lines:
            return self.pattern
        return edit_address(self.content, f"{self.statement.file.removesuffix('.yaml')}.{table}.csv", "{line}")

    def find_line(self, *path: str | int) -> int:
        """The line of a field in the statement's file, for `pattern`; 0 where that is empty and no line is led to.

        Of a row in a CSV file of its own it is the line there.
        """
        if path[:1] == ("breakdowns",) and path[2:3] == ("rows",) and path[1] in self.statement.row_lines:
            return self.statement.row_lines[str(path[1])][int(path[3])] if self.pattern else 0
        return self.content.files[self.statement.file].keys.get(path, (1, 1))[0] if self.pattern else 0

    def find_address(self, *path: str | int) -> str:
        """The address of a field's line in the code host's editor."""
        return edit_address(self.content, self.statement.file, self.find_line(*path))


def edit_address(content: Content, file: str, line: int | str) -> str:
    """The address of a line in the code host's editor; empty if it has no page for the file."""
    site = content.site
    pattern = code_hosts.find_edit_pattern(site.repository, site.edit) or code_hosts.NO_EDITOR
    return code_hosts.edit_address(pattern, site.repository, site.branch, content.repository_path(file), line)
