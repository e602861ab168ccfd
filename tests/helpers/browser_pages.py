"""Pages in Chromium: opened, asked, and held to say nothing on the console; the rules of axe that tests share."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page, ViewportSize

WIDE: ViewportSize = {"width": 1280, "height": 900}


@dataclass
class Watch:
    """What a page says on the console and asks the network for."""

    home: str
    said: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def listen(self, page: Page) -> None:
        """From now on. A refusal by the page's policy is said on the console."""
        page.on("console", lambda message: self.said.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: self.said.append(str(error)))
        # A reader who has gone on to the next page does not wait for the rest of this one.
        page.on("requestfailed", lambda it: None if "ABORTED" in (it.failure or "") else self.said.append(f"failed: {it.url}"))
        page.on("request", lambda request: self.asked.append(request.url))

    def complaints(self) -> list[str]:
        """Everything said, and every request to somewhere else."""
        assert self.asked, "the page has asked for nothing, not even for itself"
        return self.said + [url for url in self.asked if not url.startswith((self.home, "data:"))]


@contextmanager
def opened(browser: Browser, home: str, path: str, *, script: bool = True, touch: bool = False) -> Iterator[Page]:
    """A page in a context of its own; at the end it has said nothing and asked nobody else."""
    watch = Watch(home)
    with browser.new_context(java_script_enabled=script, viewport=WIDE, has_touch=touch, is_mobile=touch) as context:
        context.set_default_timeout(5_000)
        page = context.new_page()
        watch.listen(page)
        page.goto(home + path)
        yield page
        assert watch.complaints() == []


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
