"""The base of the exceptions that end a command."""

from __future__ import annotations

from typing import ClassVar, Literal


class BudgetbookError(Exception):
    """Ends a command with a sentence: something outside the program is not as it must be.

    An exception that is caught on its way, by whoever called, is no subclass: at the front door it would be a fault of ours,
    whose traceback is wanted.
    """

    message_key: ClassVar[str]
    """The sentence of `cli/messages.py` that is said of it."""
    exit_code: ClassVar[int] = 2
    """The exit status of the command: 1 where something is wrong with what was read, 2 for wrong use or a fault of ours."""

    def describe(self, lang: Literal["zh", "en"]) -> str:
        """The cause, in a language: it fills `{why}` in the sentence."""
        del lang  # an address or a path, and what a library says, is the same in both
        return str(self)
