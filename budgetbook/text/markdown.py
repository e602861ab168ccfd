"""Markdown in; safe HTML or plain text out, with figures, terms and pages referred to by name in MyST's role form.

Raw HTML and images are off, links lead to http, https and mailto only; own pages are named by role. What a role means
is the caller's: a function from role and content to words, a link and a tip.
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
_BACKTICKS = re.compile("`+")
_HTML = re.compile(r"<(?:/?[a-zA-Z]|[!?])")
# An image, and an address that stands apart from its link and was not taken for one. What is repeated never runs over the
# sign that it begins with, so these take as long as the text is.
_IMAGE_OR_DEFINITION = re.compile(
    r"!\[[^\[\]]{0,999}\]\([^()]{0,999}\)|^ {0,3}\[[^\[\]]{1,999}\]:[ \t]{0,99}\S{1,99}", re.MULTILINE
)
MAX_LENGTH, MAX_BRACKETS, MAX_COLUMNS = 10_000, 500, 50
"""What one paragraph or list item may have, and a table in a line: Markdown's own time grows faster than a longer one does."""
_ITEM = re.compile(r" {0,12}(?:[-*+>#]|[0-9]{1,9}[.)])")
# Most texts have no sign of Markdown in them, nor one of HTML.
_PLAIN = re.compile(r"""[^\\`*_\[\]!<>&"{\n]*""")
# What is neither a list nor anything else but words; and what HTML, images and links cannot do without, spelt out or not.
_WORDS = re.compile(r"\w[\w -]*")
_SIGNS = re.compile(r"[<\[&]")
_EXCERPT = 200
"""Characters of what is refused that are shown."""
_MAIL = re.compile(r"mailto:[^/]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ResolvedRole:
    """What a role stands for."""

    text: str
    address: str = ""
    """A site address; empty for plain words."""
    tip: str = ""
    kind: str = "figure"
    """The class of the link: figure or term."""


RoleResolver = Callable[[str, str], ResolvedRole]
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
        addresses.split_address(url.replace("'", "%27"))  # the one sign that Markdown leaves as it is and a field may not have
    except AddressError:
        return False
    return True


def render_html(text: str, resolve: RoleResolver, href: Href = str) -> Markup:
    """Blocks of Markdown as HTML. Raises LookupError for an unknown role or name (checks.py has found it before)."""
    env = {"resolve": resolve, "href": href}
    return Markup(_parser().renderer.render(_blocks(text), _parser().options, env))  # noqa: S704 - escaped by the renderer


@lru_cache(maxsize=512)  # a text is read when it is checked, and shown soon after
def _blocks(text: str) -> Sequence[Token]:
    return _parser().parse(text, {})


def render_inline(text: str, resolve: RoleResolver, href: Href = str) -> Markup:
    """One text without blocks as HTML."""
    if _PLAIN.fullmatch(text):
        return Markup(text)  # noqa: S704 - there is nothing in it to escape
    return Markup(_parser().renderInline(text, {"resolve": resolve, "href": href}))  # noqa: S704 - escaped by the renderer


_UNRESOLVED_PREFIX = "site:"
_UNRESOLVED_HREF = re.compile(rf'href="{_UNRESOLVED_PREFIX}([^"]*)"')  # a quotation mark of a text is always escaped


def unresolved_href(address: str) -> str:
    """The href of an address in markup that stands on no page yet: `placed` makes it lead there from one."""
    return f"{_UNRESOLVED_PREFIX}{address}"


def resolve_hrefs(markup: Markup, href: Href) -> Markup:
    """Markup whose hrefs were made by `rooted`, on the page that `href` is made for; other links stay as they are."""
    return Markup(_UNRESOLVED_HREF.sub(lambda match: f'href="{escape(href(unescape(match[1])))}"', markup))  # noqa: S704 - it was, and what is put in is escaped


def plain_text(text: str, resolve: RoleResolver) -> str:
    """One text as words only, for titles, data files and tips."""
    return ROLE.sub(lambda match: resolve(match[1], match[2]).text, text)


def find_roles(text: str) -> Iterator[tuple[int, int, str, str]]:
    """(line, column, role, content) of every role in a text, from line 1."""
    number, begin = 1, 0
    for match in ROLE.finditer(text):
        start = match.start()
        if (lines := text.count("\n", begin, start)) > 0:
            number += lines
            begin = text.rindex("\n", begin, start) + 1
        yield number, start - begin + 1, match[1], match[2]


def without_roles(text: str) -> str:
    """The text with each role blanked out, columns kept: what people typed themselves."""
    return ROLE.sub(lambda match: " " * len(match[0]), text)


def disallowed_markup(text: str) -> Iterator[tuple[int, str, str]]:
    """(line, what, excerpt) for what Markdown would drop or show as it is: HTML, images, links elsewhere, deep nesting.

    A text with a paragraph of unreasonable length is not given to Markdown at all.
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
    """The line, from 1, at which the first paragraph begins that is longer than one may be; 0 where none is."""
    begin, length, brackets = 0, 0, 0
    for number, line in enumerate(lines, 1):
        if not line.strip() or _ITEM.match(line):
            begin, length, brackets = number, 0, 0
        begin, length, brackets = begin or number, length + len(line) + 1, brackets + line.count("[")
        if length > MAX_LENGTH or brackets > MAX_BRACKETS or line.count("|") > MAX_COLUMNS:
            return begin if lines[begin - 1].strip() else begin + 1
    return 0


def _disallowed_in_block(raw: str, children: Sequence[Token]) -> Iterator[tuple[int, str, str]]:
    """(offset, what, excerpt) inside the source of one paragraph, heading or cell; code may say what it likes."""
    visible_text = _without_code(without_roles(raw))
    if (match := _HTML.search(visible_text)) and (end := visible_text.find(">", match.end())) >= 0:
        yield match.start(), "html", visible_text[match.start() : end + 1][:_EXCERPT]
    yield from ((match.start(), "link", match[0][:_EXCERPT]) for match in _IMAGE_OR_DEFINITION.finditer(visible_text))
    if "&" in visible_text and (hidden_char := find_hidden_character(visible_text)):
        yield 0, "unseen", f"U+{ord(hidden_char):04X}"
    for token in children:
        if token.type == "text" and (excerpt := _failed_link(token.content)):
            yield raw.find(excerpt), "link", excerpt[:_EXCERPT]


def _failed_link(text: str) -> str:
    """What looks like a link in a text that Markdown has taken the links out of; images are told otherwise."""
    for match in re.finditer(r"\]\(", text):
        start = text.rfind("[", max(0, match.start() - _EXCERPT), match.start())
        if start >= 0 and text[start - 1 : start] != "!":
            end = text.find(")", match.end(), match.end() + _EXCERPT)
            return text[start : end + 1 if end >= 0 else match.end() + _EXCERPT]
    return ""


def _without_code(text: str) -> str:
    """The text with each code span blanked out: a run of backticks, and the next one that is as long."""
    runs = [(match.start(), match.end()) for match in _BACKTICKS.finditer(text)]
    later: dict[int, int] = {}
    partner: dict[int, int] = {}
    for index in range(len(runs) - 1, -1, -1):
        length = runs[index][1] - runs[index][0]
        if length in later:
            partner[index] = later[length]
        later[length] = index
    pieces, position, index = list[str](), 0, 0
    while index < len(runs):
        if index in partner:
            end = runs[partner[index]][1]
            pieces += [text[position : runs[index][0]], " " * (end - runs[index][0])]
            position, index = end, partner[index]
        index += 1
    return "".join([*pieces, text[position:]])


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
    reference: ResolvedRole = env["resolve"](tokens[index].meta["role"], tokens[index].meta["content"])
    if not reference.address:
        return str(escape(reference.text))
    attributes: dict[str, Any] = {"class": reference.kind, "href": env["href"](reference.address)}
    if reference.tip:
        attributes["aria-description"] = reference.tip
    attribute_text = "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())
    return f"<a{attribute_text}>{escape(reference.text)}</a>"
