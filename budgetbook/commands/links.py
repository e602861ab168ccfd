"""Content in; a problem out for each source whose address no longer answers. The one command that asks the network."""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Iterator

from budgetbook.content.load import Content
from budgetbook.problems.problems import Message, Problem, message

SECONDS = 30
TRIES = 2
_ASKING = {"User-Agent": "Mozilla/5.0 (compatible; Budgetbook link check)"}


def addresses(content: Content) -> list[str]:
    """Every address that is asked for, once."""
    return sorted({statement.source.url for statement in content.statements.values() if statement.source.url})


def dead(content: Content) -> Iterator[Problem]:
    """A problem at the address of each source that cannot be had."""
    answers = {address: _refusal(address) for address in addresses(content)}
    for statement in content.statements.values():
        if why := answers.get(statement.source.url or ""):
            yield content.problem(statement.file, ("source", "url"), why, message("link-look"))


def _refusal(address: str) -> Message | None:
    """What is wrong with an address; None where the document is there. `Address` lets http and https through only."""
    for _ in range(TRIES):
        try:
            with urllib.request.urlopen(urllib.request.Request(address, headers=_ASKING), timeout=SECONDS):  # noqa: S310
                return None
        except urllib.error.HTTPError as error:
            refusal = message("link-refused", status=error.code)
        except (OSError, ValueError):  # no such host, no answer, a certificate that is not trusted
            refusal = message("link-silent")
    return refusal
