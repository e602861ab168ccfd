"""Finds sources whose address no longer answers. Only this needs the network."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Iterator, Sequence

from budgetbook.cli.address_check import NotPublicError, RefusedError, ask
from budgetbook.content.content import Content
from budgetbook.diagnostics.problem import Message, Problem, message

AT_ONCE = 8
MINUTES = 20
"""For all addresses together; when time is up, the results so far are reported."""
TRIES = 2
Ask = Callable[[str], None]
"""Requests one address. Raises what `address_check.ask` raises."""


def list_addresses(content: Content) -> list[str]:
    """List every address to request, once."""
    return sorted({statement.source.url for statement in content.statements.values() if statement.source.url})


def find_dead_links(content: Content, ask: Ask = ask, seconds: float = 60 * MINUTES) -> Iterator[Problem]:
    """Yield a problem for each source that cannot be fetched, or that there was no time to request."""
    answers = _ask_all(list_addresses(content), ask, seconds)
    for statement in content.statements.values():
        if why := answers.get(statement.source.url or ""):
            hint = None if why.key == "link-unasked" else message("link-look")
            yield content.problem(statement.file, ("source", "url"), why, hint)


def _ask_all(addresses: Sequence[str], ask: Ask, seconds: float) -> dict[str, Message | None]:
    """Map each address to what is wrong with it; None if the document is there.

    Threads are not waited for when time is up: a name lookup cannot be cancelled.
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
    """Say what is wrong with an address; a server that does not answer is asked again."""
    refusal: Message | None = None
    for _ in range(TRIES):
        try:
            ask(address)
        except NotPublicError as error:
            return message("link-not-public", host=str(error))
        except RefusedError as error:
            refusal = message("link-refused", status=error.status)
        except Exception:  # noqa: BLE001 - whatever a stranger's answer causes, one address must not end the run
            refusal = message("link-silent")
        else:
            return None
    return refusal
