"""Content in; a problem out for each source whose address no longer answers. The one command that asks the network."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Iterator, Sequence

from budgetbook.cli.address_check import NotPublicError, RefusedError, ask
from budgetbook.content.loader import Content
from budgetbook.diagnostics.problem import Message, Problem, message

AT_ONCE = 8
MINUTES = 20
"""For all addresses together: a run that takes longer says what it knows by then."""
TRIES = 2
Ask = Callable[[str], None]
"""Asks for one address. Raises what `asking.ask` raises."""


def list_addresses(content: Content) -> list[str]:
    """Every address that is asked for, once."""
    return sorted({statement.source.url for statement in content.statements.values() if statement.source.url})


def find_dead_links(content: Content, ask: Ask = ask, seconds: float = 60 * MINUTES) -> Iterator[Problem]:
    """A problem at the address of each source that cannot be had, or that there was no time to ask for."""
    answers = _ask_all(list_addresses(content), ask, seconds)
    for statement in content.statements.values():
        if why := answers.get(statement.source.url or ""):
            hint = None if why.key == "link-unasked" else message("link-look")
            yield content.problem(statement.file, ("source", "url"), why, hint)


def _ask_all(addresses: Sequence[str], ask: Ask, seconds: float) -> dict[str, Message | None]:
    """What is wrong with each address; None where the document is there.

    Who asks is not waited for when time is up: a name that is being looked up cannot be called back.
    """
    task_queue, answer_queue = queue.SimpleQueue[str](), queue.SimpleQueue[tuple[str, Message | None]]()
    for address in addresses:
        task_queue.put(address)

    def work() -> None:
        while True:
            try:
                address = task_queue.get_nowait()
            except queue.Empty:
                return
            answer_queue.put((address, _find_refusal(address, ask)))

    for _ in range(min(AT_ONCE, len(addresses))):
        threading.Thread(target=work, daemon=True).start()
    answers: dict[str, Message | None] = dict.fromkeys(addresses, message("link-unasked"))
    end = time.monotonic() + seconds
    for _ in addresses:
        try:
            address, answer = answer_queue.get(timeout=max(0, end - time.monotonic()))
        except queue.Empty:
            break
        answers[address] = answer
    return answers


def _find_refusal(address: str, ask: Ask) -> Message | None:
    """What is wrong with an address; a server that says nothing is asked again."""
    refusal: Message | None = None
    for _ in range(TRIES):
        try:
            ask(address)
        except NotPublicError as error:
            return message("link-not-public", host=str(error))
        except RefusedError as error:
            refusal = message("link-refused", status=error.status)
        except Exception:  # noqa: BLE001 - whatever else a stranger's answer causes: one address does not end the run
            refusal = message("link-silent")
        else:
            return None
    return refusal
