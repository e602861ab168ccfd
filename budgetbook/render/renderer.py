"""Pages in; their bytes out, by Jinja. A page's bytes depend on the page, the templates, the site's names and words only."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from markupsafe import Markup

from budgetbook.charts.render.renderer import Pen
from budgetbook.content.model import LANGUAGES, Language, Phrases, Site
from budgetbook.infra.base import profiling
from budgetbook.infra.base.files import Pending
from budgetbook.pages.language import relative
from budgetbook.pages.models.pages import Page
from budgetbook.pages.models.parts import ChartView
from budgetbook.render import chart_files
from budgetbook.render.language_tags import marked
from budgetbook.render.templates import Templates
from budgetbook.text.phrases import Words

if TYPE_CHECKING:
    from jinja2 import Environment

SECURITY_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; manifest-src 'self';"
    " base-uri 'none'; form-action 'self'"
)
"""What a page may load: style, script, pictures and lists of its own site, nothing inline and nothing from elsewhere."""


@dataclass(frozen=True)
class Renderer:
    """The templates, and the names that every page shares."""

    templates: Templates
    site: Site
    phrases: Phrases
    pen: Pen
    fed: bool = False
    """Whether there is a feed for readers to follow."""

    @cached_property
    def environment(self) -> Environment:
        """Jinja, which takes its time to load: a build that renders nothing does without it."""
        from budgetbook.render.jinja_env import environment

        return environment(self.templates)

    @cached_property
    def _words(self) -> dict[Language, Words]:
        return {lang: Words(lang, self.phrases) for lang in LANGUAGES}

    @cached_property
    def _shared(self) -> dict[Language, dict[str, Any]]:
        return {lang: self._of_language(lang) for lang in LANGUAGES}

    def _of_language(self, lang: Language) -> dict[str, Any]:
        site = self.site
        names = {"name": site.name[lang], "tagline": site.tagline[lang], "publisher": site.publisher[lang]}
        addresses = {"address": site.address, "repository": site.repository, "contact": site.contact}
        return {"words": self._words[lang].all, "site": SimpleNamespace(**names, **addresses)}

    def page(self, page: Page) -> Pending:
        """One page, as UTF-8."""
        path = page.address if page.address.endswith(".html") else f"{page.address}index.html"
        return Pending(path, partial(self._bytes, page))

    def _bytes(self, page: Page) -> bytes:
        with profiling.Step("render"):
            return self._html(page).encode()

    def _html(self, page: Page) -> str:
        from budgetbook.render.jinja_env import rendered

        fields = dict(
            page=page,
            body=page.body,
            fed=self.fed,
            policy=SECURITY_POLICY,
            link=self._link(page),
            asset=lambda name: self._link(page)(f"assets/{name}"),
            draw=partial(self._draw, page.lang),
            linked=_linked(page),
            canonical=self.site.address + page.address,
            picture=self.site.address + chart_files.address(page),
            alternates=self.alternates(page.address),
            **self._shared[page.lang],
        )
        html = rendered(self.environment, page.template, fields)
        return marked(html) if page.address.startswith("en/") else html

    def assets(self) -> Iterator[Pending]:
        """The style and the scripts without what only their writers need, and the pictures as they are."""
        for name, data in self.templates.assets.items():
            yield Pending(f"assets/{name}", partial(_lean, name, data))

    def alternates(self, address: str) -> tuple[tuple[str, str], ...]:
        """(hreflang, absolute address) of a page in each language; the language choice is the default of home."""
        base, (lang, _, rest) = self.site.address, address.partition("/")
        if lang not in LANGUAGES:
            homes = [("zh", f"{base}zh/"), ("en", f"{base}en/")]
            return () if address else (*homes, ("x-default", base))
        both = tuple((each, f"{base}{each}/{rest}") for each in LANGUAGES)
        return both if rest else (*both, ("x-default", base))

    def _link(self, page: Page) -> Callable[[str], str]:
        """Site address -> href. A page for what is not there is served at any depth, so its links begin at the host's root:
        at whatever host it is read, as a preview or under another name."""
        if page.address == "404.html":
            root = f"{urlsplit(self.site.address).path.rstrip('/')}/"
            return lambda address: address if "://" in address else root + address
        return lambda address: relative(page.address, address)

    def _draw(self, lang: Language, chart: ChartView) -> Markup:
        """Named shortly: its title and its sentence stand above it and are read out there."""
        name = self._words[lang].say("chart-group", count=len(chart.drawing.rows))
        return Markup(self.pen.inline(chart.drawing, name))  # noqa: S704 - made by draw.py


def _linked(page: Page) -> Markup:
    """The page's data for programs, as the text of a script element that no browser runs; empty where there is none."""
    return Markup(_inside_script(page.linked.told())) if page.linked else Markup()  # noqa: S704 - no sign that ends a script is left


def _inside_script(value: dict[str, Any]) -> str:
    """JSON in which no text can end the element or begin another."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def _lean(name: str, data: bytes) -> bytes:
    """An asset; of a style or a script without comments of their own lines and without indentation: a sixth less to load."""
    if name.endswith(".css"):
        return re.sub(rb"\s*\n\s*", b"\n", re.sub(rb"/\*.*?\*/", b"", data, flags=re.DOTALL)).strip() + b"\n"
    return re.sub(rb"^\s*(//.*\n\s*)*", b"", data, flags=re.MULTILINE) if name.endswith(".js") else data
