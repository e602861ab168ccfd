"""The base of the exceptions that end a command."""

from __future__ import annotations

from typing import ClassVar, Literal


class BudgetbookError(Exception):
    """Ends a command with a sentence: something outside the program is wrong.

    An exception that its caller always catches is no subclass: at the front door it would be a bug of ours, and the traceback is
    wanted.
    """

    message_key: ClassVar[str]
    """The id of its sentence in `cli/messages.py`."""
    exit_code: ClassVar[int] = 2
    """The exit status of the command: 1 if something is wrong with what was read, 2 for wrong use or a bug of ours."""

    def describe(self, lang: Literal["zh", "en"]) -> str:
        """Describe the cause in one language; it fills `{why}` in the sentence."""
        del lang  # an address, a path or a library's message reads the same in both
        return str(self)
