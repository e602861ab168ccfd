"""Renders Markdown as safe HTML or plain text, with figures, terms and pages referred to by MyST roles.

Raw HTML and images are off; links may lead to http, https and mailto only, and own pages are named by role. The caller decides
what a role means, by a function from role and content to words, a link and a tip.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from html import unescape
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from budgetbook.content import addresses
from budgetbook.content.addresses import AddressError
from budgetbook.content.yaml.characters import find_hidden_character
from budgetbook.text.role_syntax import ROLE, replace_roles, without_code, without_roles

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.renderer import RendererHTML
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token
    from markdown_it.utils import EnvType, OptionsDict

Html = Markup

MAX_NESTING = 20
_HTML = re.compile(r"<(?:/?[a-zA-Z]|[!?])")
# An image, or a link definition that was not parsed as one. No repetition can run over the character that begins the
# pattern, so matching takes linear time.
_IMAGE_OR_DEFINITION = re.compile(
    r"!\[[^\[\]]{0,999}\]\([^()]{0,999}\)|^ {0,3}\[[^\[\]]{1,999}\]:[ \t]{0,99}\S{1,99}", re.MULTILINE
)
MAX_LENGTH, MAX_BRACKETS, MAX_COLUMNS = 10_000, 500, 50
"""Limits per paragraph or list item (characters, opening brackets) and per table row (columns): Markdown takes more than linear
time."""
_ITEM = re.compile(r" {0,12}(?:[-*+>#]|[0-9]{1,9}[.)])")
# Most texts contain no Markdown and no HTML: these are rendered without a parser.
_PLAIN = re.compile(r"""[^\\`*_\[\]!<>&"{\n]*""")
# Words alone, which need no check; and the characters that every piece of HTML, image, link or entity contains.
_WORDS = re.compile(r"\w[\w -]*")
_SIGNS = re.compile(r"[<\[&]")
_EXCERPT = 200
"""Characters shown of disallowed markup."""
_MAIL = re.compile(r"mailto:[^/]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ResolvedRole:
    """Words, link and tip that replace a role."""

    text: str
    address: str = ""
    """Site address; empty for plain words."""
    tip: str = ""
    kind: str = "figure"
    """CSS class of the link: figure, term or page."""


RoleResolver = Callable[[str, str], ResolvedRole]
"""(role, content) -> what replaces it. Raises LookupError for an unknown role or name."""
Href = Callable[[str], str]
"""Site address -> the href that leads there from the current page."""


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt  # imported late: slow to load, and a build that parses nothing does without

    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": MAX_NESTING}).enable("table")
    parser.disable(["html_inline", "html_block", "image", "autolink"])
    parser.inline.ruler.before("backticks", "role", _role)
    parser.add_render_rule("role", _render_role)
    parser.validateLink = _is_good_link  # type: ignore[method-assign]
    return parser


def _is_good_link(url: str) -> bool:
    """True for a web address without user information, or a mailbox."""
    if _MAIL.match(url):
        return True
    try:
        addresses.split_address(url.replace("'", "%27"))  # Markdown leaves the apostrophe unescaped; our address fields forbid it
    except AddressError:
        return False
    return True


def render_html(text: str, resolve: RoleResolver, href: Href = str) -> Markup:
    """Render blocks of Markdown as HTML. Raises LookupError for an unknown role or name, which validation has excluded."""
    env = {"resolve": resolve, "href": href}
    return Markup(_parser().renderer.render(_blocks(text), _parser().options, env))  # noqa: S704 - escaped by the renderer


@lru_cache(maxsize=512)  # a text is parsed when validated and rendered soon after
def _blocks(text: str) -> Sequence[Token]:
    return _parser().parse(text, {})


def render_inline(text: str, resolve: RoleResolver, href: Href = str) -> Markup:
    """Render a text without blocks as HTML."""
    if _PLAIN.fullmatch(text):
        return Markup(text)  # noqa: S704 - contains nothing to escape
    return Markup(_parser().renderInline(text, {"resolve": resolve, "href": href}))  # noqa: S704 - escaped by the renderer


_UNRESOLVED_PREFIX = "site:"
_UNRESOLVED_HREF = re.compile(rf'href="{_UNRESOLVED_PREFIX}([^"]*)"')  # quotation marks in texts are always escaped


def unresolved_href(address: str) -> str:
    """The href for markup that is not on a page yet; `resolve_hrefs` makes it lead to `address`."""
    return f"{_UNRESOLVED_PREFIX}{address}"


def resolve_hrefs(markup: Markup, href: Href) -> Markup:
    """Replace the hrefs made by `unresolved_href` with those of the page that `href` belongs to; other links stay."""
    return Markup(_UNRESOLVED_HREF.sub(lambda match: f'href="{escape(href(unescape(match[1])))}"', markup))  # noqa: S704 - was Markup, and the insertions are escaped


def plain_text(text: str, resolve: RoleResolver) -> str:
    """A text as plain words, roles replaced, for titles, data files and tips."""
    return replace_roles(text, lambda role: resolve(role[1], role[2]).text)


def disallowed_markup(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield (line, kind, excerpt) for what Markdown would drop or show literally: HTML, images, other links, deep nesting.

    A text with an overlong paragraph is reported without being parsed.
    """
    if len(text) <= MAX_LENGTH and _WORDS.fullmatch(text):
        return
    lines = text.split("\n")
    if too_long := _first_too_long(lines):
        yield too_long, "paragraph", lines[too_long - 1][:40]
        return
    signs = _SIGNS.search(without_roles(text))
    for token in _blocks(text):
        start = token.map[0] if token.map else 0
        if token.level == MAX_NESTING - 1 and token.map:
            yield start + 1, "nesting", lines[start][:40]
        elif signs and token.type == "inline":
            raw = "\n".join(lines[start : token.map[1]]) if token.map else token.content
            for offset, what, excerpt in _disallowed_in_block(raw, token.children or []):
                yield start + 1 + raw.count("\n", 0, max(offset, 0)), what, excerpt


def _first_too_long(lines: Sequence[str]) -> int:
    """Line, from 1, where the first overlong paragraph begins; 0 if there is none."""
    begin, length, brackets = 0, 0, 0
    for number, line in enumerate(lines, 1):
        if not line.strip() or _ITEM.match(line):
            begin, length, brackets = number, 0, 0
        begin, length, brackets = begin or number, length + len(line) + 1, brackets + line.count("[")
        if length > MAX_LENGTH or brackets > MAX_BRACKETS or line.count("|") > MAX_COLUMNS:
            return begin if lines[begin - 1].strip() else begin + 1
    return 0


def _disallowed_in_block(raw: str, children: Sequence[Token]) -> Iterator[tuple[int, str, str]]:
    """Yield (offset, kind, excerpt) within one paragraph, heading or cell; code spans may hold anything."""
    visible_text = without_code(without_roles(raw))
    if (match := _HTML.search(visible_text)) and (end := visible_text.find(">", match.end())) >= 0:
        yield match.start(), "html", visible_text[match.start() : end + 1][:_EXCERPT]
    yield from ((match.start(), "link", match[0][:_EXCERPT]) for match in _IMAGE_OR_DEFINITION.finditer(visible_text))
    if "&" in visible_text and (hidden_char := find_hidden_character(visible_text)):
        yield 0, "unseen", f"U+{ord(hidden_char):04X}"
    for token in children:
        if token.type == "text" and (excerpt := _failed_link(token.content)):
            yield raw.find(excerpt), "link", excerpt[:_EXCERPT]


def _failed_link(text: str) -> str:
    """Source that looks like a link but was not parsed as one; images are reported separately."""
    for match in re.finditer(r"\]\(", text):
        start = text.rfind("[", max(0, match.start() - _EXCERPT), match.start())
        if start >= 0 and text[start - 1 : start] != "!":
            end = text.find(")", match.end(), match.end() + _EXCERPT)
            return text[start : end + 1 if end >= 0 else match.end() + _EXCERPT]
    return ""


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
    reference: ResolvedRole = env["resolve"](tokens[index].meta["role"], tokens[index].meta["content"])
    if not reference.address:
        return str(escape(reference.text))
    attributes: dict[str, Any] = {"class": reference.kind, "href": env["href"](reference.address)}
    if reference.tip:
        attributes["aria-description"] = reference.tip
    attribute_text = "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())
    return f"<a{attribute_text}>{escape(reference.text)}</a>"
