"""Renders pages with Jinja. A page's bytes depend on the page, the templates, the site's names and phrases only."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from markupsafe import Markup

from budgetbook.charts.render.renderer import ChartRenderer
from budgetbook.content.content import Content
from budgetbook.content.site_files import Site
from budgetbook.content.text import Language
from budgetbook.infra.base.files import OutputFile
from budgetbook.pages.language import relative_href
from budgetbook.pages.models.charts import ChartView
from budgetbook.pages.models.page import Page
from budgetbook.render import chart_files
from budgetbook.render.language_tags import has_own_letters, mark_script, write_letters
from budgetbook.render.qr_code import draw_qr_code
from budgetbook.render.templates import Templates
from budgetbook.render.theme_style import chart_shades, make_style
from budgetbook.text.phrases import PhraseFiles, Phrases

if TYPE_CHECKING:
    from jinja2 import Environment

SECURITY_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; manifest-src 'self';"
    " base-uri 'none'; form-action 'self'"
)
"""Pages may load styles, scripts, pictures and data of their own site: nothing inline, nothing from elsewhere."""
_SCRIPT_PART = re.compile(r"script\.[a-z]+\.js")
"""The script of all pages is written in parts, one a purpose, and read by browsers as one file."""

_SHARED_LETTERS = {"han", "kana"}
"""Scripts that share letters, so that a text in one cannot be told from a text in the other."""


@dataclass(frozen=True)
class Renderer:
    """Renders pages with one set of templates and the names that every page shares."""

    templates: Templates
    site: Site
    phrases: PhraseFiles
    chart_renderer: ChartRenderer
    has_feed: bool = False
    """True if there is a feed, which every page then links to."""

    @cached_property
    def environment(self) -> Environment:
        """The Jinja environment, imported late: it is slow to load, and a build that renders nothing does without."""
        from budgetbook.render.jinja_env import create_environment

        return create_environment(self.templates)

    @cached_property
    def _words(self) -> dict[Language, Phrases]:
        return {lang: Phrases(lang, self.phrases) for lang in self.site.languages}

    @cached_property
    def _common_fields(self) -> dict[Language, dict[str, Any]]:
        return {lang: self._fields_of_language(lang) for lang in self.site.languages}

    def _fields_of_language(self, lang: Language) -> dict[str, Any]:
        site = self.site
        names = {"name": site.name[lang], "tagline": site.tagline[lang], "publisher": site.publisher[lang]}
        addresses = {"address": site.address, "repository": site.repository, "contact": site.contact}
        other = next((each for each in (self.printed_in, *site.languages) if each != lang), lang)
        return {
            "words": self._words[lang].interface_words,
            "language": self.phrases[lang],
            "printed_in": self.printed_in,
            "printed_tag": self._tag(self.printed_in),
            "other_tag": self._tag(other),
            "site": SimpleNamespace(**names, **addresses),
            "menu": site.menu,
            "menu_names": {name: text[lang] for name, text in site.menu_names.items()},
            "footer": SimpleNamespace(
                text=site.footer.text[lang] if site.footer.text else "",
                links=[SimpleNamespace(name=each.name[lang], address=each.address) for each in site.footer.links],
            ),
            "theme": SimpleNamespace(
                paper=site.theme.colours.paper or "#fff", dark_paper=site.theme.in_the_dark()["paper"], logo=site.theme.logo
            ),
        }

    @property
    def printed_in(self) -> Language:
        """The language in which the documents print."""
        return self.site.printed_in or self.site.languages[0]

    def _tag(self, lang: Language) -> str:
        return self.phrases[lang].tag if lang in self.phrases else lang

    def _translations(self, page: Page) -> list[SimpleNamespace]:
        """The same page in every other language of the site; none for a page that speaks all of them."""
        lang, slash, rest = page.address.partition("/")
        others = [other for other in self.site.languages if lang in self.site.languages and other != lang]
        names = ((other, self.phrases[other]) for other in others)
        return [
            SimpleNamespace(lang=other, tag=language.tag, name=language.name, address=f"{other}{slash}{rest}")
            for other, language in names
        ]

    def render_page(self, page: Page) -> OutputFile:
        """The file of a page, rendered when its bytes are needed."""
        path = page.address if page.address.endswith(".html") else f"{page.address}index.html"
        return OutputFile(path, partial(self._render_bytes, page))

    def _render_bytes(self, page: Page) -> bytes:
        return self._render_html(page).encode()

    def _render_html(self, page: Page) -> str:
        from budgetbook.render.jinja_env import render_template

        fields = dict(
            page=page,
            content=page.content,
            has_feed=self.has_feed,
            policy=SECURITY_POLICY,
            link=self._make_link(page),
            asset=lambda name: self._make_link(page)(f"assets/{name}"),
            draw=partial(self._draw, page.lang),
            qr_code=draw_qr_code,
            schema_org=_render_schema_org(page),
            canonical=self.site.address + page.address,
            picture=self.site.address + chart_files.picture_address(page),
            alternates=self.list_alternates(page.address),
            translations=self._translations(page),
            as_printed=self._other_script(page),
            **self._common_fields[page.lang],
        )
        html = render_template(self.environment, page.content.template, fields)
        other = self._other_script(page)
        return mark_script(html, other.script, other.tag) if other else html

    def _other_script(self, page: Page) -> SimpleNamespace | None:
        """The tag and letters of what is printed in another script than that of the page; a page that speaks all languages marks
        its own."""
        language = self.phrases.get(self.printed_in)
        if language is None or page.lang == self.printed_in or not page.address.startswith(f"{page.lang}/"):
            return None
        scripts = {language.script, self.phrases[page.lang].script}
        if len(scripts) == 1 or scripts <= _SHARED_LETTERS or not has_own_letters(language.script):
            return None
        return SimpleNamespace(tag=language.tag, script=language.script, letters=write_letters(language.script))

    def asset_files(self) -> Iterator[OutputFile]:
        """Yield styles and scripts, minified, and pictures unchanged. The parts of the script of all pages are one file."""
        assets = self.templates.assets
        parts = {name: data for name, data in assets.items() if _SCRIPT_PART.fullmatch(name)}
        whole = {"script.js": b"".join(parts.values())} if parts else {}
        for name, data in {**assets, **whole}.items():
            if name not in parts:
                whole_data = data + make_style(self.site.theme) if name == "style.css" else data
                yield OutputFile(f"assets/{name}", partial(_minify, name, whole_data))

    def list_alternates(self, address: str) -> tuple[tuple[str, str], ...]:
        """(hreflang, absolute address) of a page in each language; the language choice is the default of the home pages."""
        base, (lang, _, rest) = self.site.address, address.partition("/")
        if lang not in self.site.languages:
            homes = [(each, f"{base}{each}/") for each in self.site.languages]
            return () if address else (*homes, ("x-default", base))
        addresses = tuple((each, f"{base}{each}/{rest}") for each in self.site.languages)
        return addresses if rest else (*addresses, ("x-default", base))

    def _make_link(self, page: Page) -> Callable[[str], str]:
        """A function from site address to href.

        The 404 page is served at any depth, so its links begin at the host's root, which works under any host name.
        """
        if page.address == "404.html":
            root = f"{urlsplit(self.site.address).path.rstrip('/')}/"
            return lambda address: address if "://" in address else root + address
        return lambda address: relative_href(page.address, address)

    def _draw(self, lang: Language, chart: ChartView) -> Markup:
        """Markup of a chart with a short accessible name: its title and sentence are read out above it."""
        name = self._words[lang].say("chart-group", count=chart.drawing.mark_count)
        return Markup(self.chart_renderer.inline(chart.drawing, name))  # noqa: S704 - drawn by our own ChartRenderer


def create_renderer(content: Content, templates: Templates, cache: Path | None, *, has_feed: bool) -> Renderer:
    """Create the renderer of pages and charts, which caches what is slow to make."""
    chart_renderer = ChartRenderer(cache / "charts" if cache else None, chart_shades(content.site.theme))
    return Renderer(templates, content.site, content.phrases, chart_renderer, has_feed)


def _render_schema_org(page: Page) -> Markup:
    """The page's structured data as the text of a script element that no browser runs; empty if it has none."""
    return Markup(_escape_for_script(page.structured_data.to_json_ld())) if page.structured_data else Markup()  # noqa: S704 - nothing in it can end the script


def _escape_for_script(value: dict[str, Any]) -> str:
    """JSON in which no text can end the script element or begin another."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def _minify(name: str, data: bytes) -> bytes:
    """Strip whole-line comments and indentation from a style sheet or script, a sixth of its size; other assets stay."""
    if name.endswith(".css"):
        return re.sub(rb"\s*\n\s*", b"\n", re.sub(rb"/\*.*?\*/", b"", data, flags=re.DOTALL)).strip() + b"\n"
    return re.sub(rb"^\s*(//.*\n\s*)*", b"", data, flags=re.MULTILINE) if name.endswith(".js") else data
