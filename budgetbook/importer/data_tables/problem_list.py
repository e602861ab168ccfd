"""What is wrong with one data file, each with its row and column; of a kind that never ends, the first ones and their number."""

from __future__ import annotations

from collections import Counter

from budgetbook.diagnostics.problem import Message, Problem, message

MOST_OF_A_KIND = 20
"""Problems of one kind that are listed for one file."""


class ProblemList:
    """Gathers the problems of one file."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.headings: tuple[str, ...] = ()
        self._problems: list[Problem] = []
        self._counts: Counter[str] = Counter()

    def report(self, row: int, column: int, text: Message, hint: Message | None = None) -> None:
        """Add a problem at a row, counted from 1, and a column, counted from 0; -1 for the whole row."""
        self._counts[text.key] += 1
        if self._counts[text.key] <= MOST_OF_A_KIND:
            heading = self.headings[column] if 0 <= column < len(self.headings) else ""
            self._problems.append(Problem(self.file, row, column + 1 if column >= 0 else 1, heading, text, hint))

    @property
    def count(self) -> int:
        """How many there are, listed or not."""
        return self._counts.total()

    def list_problems(self) -> list[Problem]:
        """The problems in the order of the rows, and how many more of a kind there are."""
        more = [
            Problem(self.file, 1, 1, "", message("data-more-of-a-kind", count=count - MOST_OF_A_KIND, like=self._first(key)))
            for key, count in self._counts.items()
            if count > MOST_OF_A_KIND
        ]
        return [*sorted(self._problems, key=lambda problem: (problem.line, problem.column)), *more]

    def _first(self, key: str) -> Message:
        return next(problem.message for problem in self._problems if problem.message.key == key)
