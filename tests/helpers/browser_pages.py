"""Pages in Chromium: opened, asked, and held to say nothing on the console; the rules of axe that tests share."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, ConsoleMessage, Error, Page, Request, ViewportSize

WIDE: ViewportSize = {"width": 1280, "height": 900}


@dataclass
class Watch:
    """What a page says on the console and asks the network for."""

    home: str
    said: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def listen(self, page: Page) -> None:
        """From now on. A refusal by the page's policy is said on the console."""
        page.on("console", self._hear)
        page.on("pageerror", self._hear_error)
        page.on("requestfailed", self._see_failure)
        page.on("request", self._see)

    def leave(self, page: Page) -> None:
        """What it says and asks from now on is another's."""
        page.remove_listener("console", self._hear)
        page.remove_listener("pageerror", self._hear_error)
        page.remove_listener("requestfailed", self._see_failure)
        page.remove_listener("request", self._see)

    def _hear(self, message: ConsoleMessage) -> None:
        self.said.append(f"{message.type}: {message.text}")

    def _hear_error(self, error: Error) -> None:
        self.said.append(str(error))

    def _see_failure(self, request: Request) -> None:
        if "ABORTED" not in (
            request.failure or ""
        ):  # a reader who has gone on to the next page does not wait for the rest of this
            self.said.append(f"failed: {request.url}")

    def _see(self, request: Request) -> None:
        self.asked.append(request.url)

    def complaints(self) -> list[str]:
        """Everything said, and every request to somewhere else."""
        assert self.asked, "the page has asked for nothing, not even for itself"
        return self.said + [url for url in self.asked if not url.startswith((self.home, "data:"))]


FREE: dict[tuple[Browser, bool, bool], list[Page]] = {}
"""Pages that no test is at, each in a context of its own: to make one costs more than to show most of what is shown in it."""


@contextmanager
def opened(browser: Browser, home: str, path: str, *, script: bool = True, touch: bool = False) -> Iterator[Page]:
    """A page that knows of no other, shown in a window of its own; at the end it has said nothing and asked nobody else."""
    free, watch = FREE.setdefault((browser, script, touch), []), Watch(home)
    page = free.pop() if free else _new_page(browser, script=script, touch=touch)
    watch.listen(page)
    try:
        page.goto(home + path)
        yield page
        assert watch.complaints() == []
    except BaseException:
        page.context.close()
        raise
    watch.leave(page)
    _tidy(page)
    free.append(page)


def _new_page(browser: Browser, *, script: bool, touch: bool) -> Page:
    context = browser.new_context(java_script_enabled=script, viewport=WIDE, has_touch=touch, is_mobile=touch)
    context.set_default_timeout(5_000)
    return context.new_page()


def _tidy(page: Page) -> None:
    """As it was when it was new: nothing shown, kept, answered for or set. Its server lets no file be kept."""
    for other in page.context.pages:
        if other is not page:
            other.close()
    page.unroute_all()
    page.evaluate("() => { if (/^http/.test(location.href)) { localStorage.clear(); sessionStorage.clear(); } }")
    page.goto("about:blank")
    page.context.clear_cookies()
    page.emulate_media(media="null", color_scheme="light", reduced_motion="null", forced_colors="null")
    page.set_viewport_size(WIDE)
    page.mouse.move(0, 0)


def ask(page: Page, question: str, about: object = None) -> object:
    """The answer of a JavaScript function, run in the page."""
    return page.evaluate(question, about)


OPEN_ALL = "() => document.querySelectorAll('details').forEach(each => { each.open = true })"


OPEN_ONE_OF_EACH = """() => {
  const kinds = new Map();
  for (const each of document.querySelectorAll("details")) {
    const kind = `${each.className} in ${each.parentElement.tagName} ${each.parentElement.className}`;
    if (!(kinds.get(kind)?.textContent.length > each.textContent.length)) kinds.set(kind, each);
  }
  for (const each of kinds.values()) each.open = true;
}"""


RUN_AXE = "options => axe.run(options).then(({passes, violations}) => ({passes: passes.length, violations}))"


def axe(page: Page, options: dict[str, object] | None = None) -> list[str]:
    """What axe finds, a line each."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    results = page.evaluate(RUN_AXE, {"resultTypes": ["violations"]} | (options or {}))
    assert results["passes"] or results["violations"], "axe has looked at nothing"
    return [f"{rule['id']}: {rule['help']}: {node['html'][:200]}" for rule in results["violations"] for node in rule["nodes"]]


COLOURS: dict[str, object] = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}


ALL_BUT_COLOURS: dict[str, object] = {"rules": {"color-contrast": {"enabled": False}}}
