"""Markdown in; safe HTML or plain text out, with figures, terms and pages referred to by name in MyST's role form.

Raw HTML and images are off, links lead to http, https and mailto only; own pages are named by role. What a role means
is the caller's: a function from role and content to words, a link and a tip.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache
from html import unescape
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from budgetbook.content import addresses
from budgetbook.content.addresses import AddressError
from budgetbook.record import record

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.renderer import RendererHTML
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token
    from markdown_it.utils import EnvType, OptionsDict

Html = Markup

MAX_NESTING = 20
ROLE = re.compile(r"\{([a-z]+)\}`([^`\n]+)`")
_TARGET = re.compile(r"(.+) <([^<>]+)>")
_CODE = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)", re.DOTALL)
_HTML = re.compile(r"<(?:/?[a-zA-Z]|[!?])[^>]*>")
_LINK = re.compile(r"(?<!!)\[[^\]]*\]\([^)]*\)?")
# An image, and an address that stands apart from its link and was not taken for one.
_ELSEWHERE = re.compile(r"!\[[^\]]*\]\([^)]*\)|^ {0,3}\[[^\]]+\]:[ \t]*\S+", re.MULTILINE)
# Most texts have no sign of Markdown in them, nor one of HTML.
_PLAIN = re.compile(r"""[^\\`*_\[\]!<>&"{\n]*""")
# What is neither a list nor anything else but words; and what HTML, images and links cannot do without, spelt out or not.
_WORDS = re.compile(r"\w[\w -]*")
_SIGNS = re.compile(r"[<\[&]")
_MAIL = re.compile(r"mailto:[^/]", re.IGNORECASE)


@record
class Inline:
    """What a role stands for."""

    text: str
    address: str = ""
    """A site address; empty for plain words."""
    tip: str = ""
    kind: str = "figure"
    """The class of the link: figure or term."""


Resolve = Callable[[str, str], Inline]
"""(role, content) -> what stands there. Raises LookupError for a name it does not know."""
Href = Callable[[str], str]
"""Site address -> the href that leads there from the page."""


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt  # takes its time to load: a build that reads nothing anew does without it

    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": MAX_NESTING}).enable("table")
    parser.disable(["html_inline", "html_block", "image", "autolink"])
    parser.inline.ruler.before("backticks", "role", _role)
    parser.add_render_rule("role", _render_role)
    parser.validateLink = _is_good_link  # type: ignore[method-assign]
    return parser


def _is_good_link(url: str) -> bool:
    """Whether a link of a text may lead there: to a web address without a user's name in it, or to a mailbox."""
    if _MAIL.match(url):
        return True
    try:
        addresses.parts(url.replace("'", "%27"))  # the one sign that Markdown leaves as it is and a field may not have
    except AddressError:
        return False
    return True


def html(text: str, resolve: Resolve, href: Href = str) -> Markup:
    """Blocks of Markdown as HTML. Raises LookupError for an unknown role or name (checks.py has found it before)."""
    env = {"resolve": resolve, "href": href}
    return Markup(_parser().renderer.render(_blocks(text), _parser().options, env))  # noqa: S704 - escaped by the renderer


@lru_cache(maxsize=512)  # a text is read when it is checked, and shown soon after
def _blocks(text: str) -> Sequence[Token]:
    return _parser().parse(text, {})


def inline(text: str, resolve: Resolve, href: Href = str) -> Markup:
    """One text without blocks as HTML."""
    if _PLAIN.fullmatch(text):
        return Markup(text)  # noqa: S704 - there is nothing in it to escape
    return Markup(_parser().renderInline(text, {"resolve": resolve, "href": href}))  # noqa: S704 - escaped by the renderer


_ROOTED = "site:"
_ROOTED_HREF = re.compile(rf'href="{_ROOTED}([^"]*)"')  # a quotation mark of a text is always escaped


def rooted(address: str) -> str:
    """The href of an address in markup that stands on no page yet: `placed` makes it lead there from one."""
    return f"{_ROOTED}{address}"


def placed(markup: Markup, href: Href) -> Markup:
    """Markup whose hrefs were made by `rooted`, on the page that `href` is made for; other links stay as they are."""
    return Markup(_ROOTED_HREF.sub(lambda match: f'href="{escape(href(unescape(match[1])))}"', markup))  # noqa: S704 - it was, and what is put in is escaped


def plain(text: str, resolve: Resolve) -> str:
    """One text as words only, for titles, data files and tips."""
    return ROLE.sub(lambda match: resolve(match[1], match[2]).text, text)


def roles(text: str) -> Iterator[tuple[int, int, str, str]]:
    """(line, column, role, content) of every role in a text, from line 1."""
    number, begin = 1, 0
    for match in ROLE.finditer(text):
        start = match.start()
        number += text.count("\n", begin, start)
        begin = text.rfind("\n", 0, start) + 1
        yield number, start - begin + 1, match[1], match[2]


def without_roles(text: str) -> str:
    """The text with each role blanked out, columns kept: what people typed themselves."""
    return ROLE.sub(lambda match: " " * len(match[0]), text)


def refused(text: str) -> Iterator[tuple[int, str, str]]:
    """(line, what, excerpt) for what Markdown would drop or show as it is: HTML, images, links elsewhere, deep nesting."""
    if _WORDS.fullmatch(text):
        return
    lines, signs = text.split("\n"), _SIGNS.search(without_roles(text))
    for token in _blocks(text):
        start = token.map[0] if token.map else 0
        if token.level == MAX_NESTING - 1 and token.map:
            yield start + 1, "nesting", lines[start][:40]
        elif signs and token.type == "inline":
            raw = "\n".join(lines[start : token.map[1]]) if token.map else token.content
            for offset, what, excerpt in _refused(raw, token.children or []):
                yield start + 1 + raw.count("\n", 0, max(offset, 0)), what, excerpt


def _refused(raw: str, children: Sequence[Token]) -> Iterator[tuple[int, str, str]]:
    """(offset, what, excerpt) inside the source of one paragraph, heading or cell; code may say what it likes."""
    shown = _CODE.sub(lambda match: " " * len(match[0]), without_roles(raw))
    if match := _HTML.search(shown):
        yield match.start(), "html", match[0]
    yield from ((match.start(), "link", match[0]) for match in _ELSEWHERE.finditer(shown))
    for token in children:
        if token.type == "text" and (match := _LINK.search(token.content)):
            yield raw.find(match[0]), "link", match[0]


def words_with_target(content: str) -> tuple[str, str]:
    """MyST's ``words <name>``: ("words", "name"); for a bare name ("", "name")."""
    match = _TARGET.fullmatch(content)
    return (match[1].strip(), match[2].strip()) if match else ("", content.strip())


def _role(state: StateInline, silent: bool) -> bool:
    match = ROLE.match(state.src, state.pos)
    if match is None:
        return False
    if not silent:
        token = state.push("role", "", 0)
        token.meta = {"role": match[1], "content": match[2]}
    state.pos = match.end()
    return True


def _render_role(_self: RendererHTML, tokens: Sequence[Token], index: int, _options: OptionsDict, env: EnvType) -> str:
    found: Inline = env["resolve"](tokens[index].meta["role"], tokens[index].meta["content"])
    if not found.address:
        return str(escape(found.text))
    attributes: dict[str, Any] = {"class": found.kind, "href": env["href"](found.address)}
    if found.tip:
        attributes["aria-description"] = found.tip
    spelt = "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())
    return f"<a{spelt}>{escape(found.text)}</a>"
