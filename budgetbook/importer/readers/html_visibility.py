"""Tells which elements of a web page its visitor does not see, and what a page shows that is no text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import html

from budgetbook.importer.readers.document import Omission, OmissionKind

_HIDDEN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|font-size\s*:\s*0(?:px|pt|em)?\s*(?:;|!|$)|opacity\s*:\s*0(?:\.0)?\s*(?:;|!|$)"
    r"|transform\s*:\s*scale\(\s*0(?:\.0)?\s*[,)]|(?:^|[;\s])(?:max-)?(?:height|width)\s*:\s*0(?:px)?\s*;[^{}]*overflow\s*:\s*hidden"
    r"|(?:left|top|text-indent)\s*:\s*-\d{3,}|clip\s*:\s*rect\(\s*[01]",
    re.IGNORECASE,
)
_WHITE = (
    r"(?:#fff\b|#(?:f[0-9a-f]){3}\b|white\b|rgba?\(\s*255\s*,\s*255\s*,\s*255|transparent\b|rgba\([^()]{0,40},\s*0?\.?0\s*\))"
)
"""White, or nearly so, or no color at all."""
_WHITE_STYLE = re.compile(rf"(?:^|[;\s])color\s*:\s*{_WHITE}", re.IGNORECASE)
_WHITE_COLOR = re.compile(_WHITE, re.IGNORECASE)
_RAISED_STYLE = re.compile(r"vertical-align\s*:\s*(?:super|sub|text-top|-?\d)", re.IGNORECASE)
_NOTE_LINK = re.compile(r"[\[［(（【](?:注?\d{1,2}|[*＊※†‡])[\]］)）】]")
_STRUCK_STYLE = re.compile(r"text-decoration[a-z-]*\s*:[^;]*line-through", re.IGNORECASE)
_STRUCK_TAGS = ("del", "s", "strike")
_HIDDEN_CLASSES = frozenset(("sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "d-none"))
_SELECTOR = re.compile(r"(?:[a-z0-9]*)[.#][\w-]+", re.IGNORECASE)
_MARK = re.compile(r"[\[［（(【]?(?:注?\d{1,2}|[*＊※†‡]{1,3}|[①-⑳²³¹]|注|[a-z])[\]］）)】]?", re.IGNORECASE)
_FRAMES = ("iframe", "object", "embed")
MOST = 40
"""Omissions of one kind of a page that are listed, each of which takes a search for its heading."""
_SMALL = 60
"""Pixels: a smaller picture is an icon."""
_ICON = re.compile(r"icon|logo|qrcode|ewm|share|button|btn|arrow|banner", re.IGNORECASE)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


@dataclass
class HiddenRules:
    """The simple selectors by which the page's own style sheets hide elements: `.name`, `#name`, `p.name`."""

    selectors: set[str] = field(default_factory=set)

    @classmethod
    def read(cls, root: html.HtmlElement) -> HiddenRules:
        """Gather them from every `style` element; rules for print and small screens do not count."""
        rules = cls()
        for sheet in root.iter("style"):
            rules._add_sheet(sheet.text or "")
        return rules

    def _add_sheet(self, sheet: str) -> None:
        depth, start, selector = 0, 0, ""
        for brace in re.finditer("[{}]", sheet):
            text = sheet[start : brace.start()]
            if brace[0] == "{":
                depth += 1
                selector = text.split("}")[-1].strip() if depth == 1 else ""
            else:
                if depth == 1 and _HIDDEN_STYLE.search(text[:2000]):
                    self.selectors |= {one.strip() for one in selector.split(",") if _SELECTOR.fullmatch(one.strip())}
                depth = max(0, depth - 1)
            start = brace.end()

    def match(self, element: html.HtmlElement) -> bool:
        """True if one of them selects an element."""
        names = [f".{name}" for name in (element.get("class") or "").split()]
        names += [f"#{element.get('id') or ''}"]
        return any(name in self.selectors or f"{element.tag!s}{name}" in self.selectors for name in names)


def find_reason(element: html.HtmlElement, rules: HiddenRules) -> OmissionKind | None:
    """Why the words of an element are not a part of what the page says; None if they are."""
    style = (element.get("style") or "")[:2000]
    classes = (element.get("class") or "").split()
    if element.get("hidden") is not None or _HIDDEN_STYLE.search(style) or _HIDDEN_CLASSES.intersection(classes):
        return "hidden"
    if rules.match(element) or (_is_white(element, style) and not _has_ground(element)):
        return "hidden"
    return "struck" if element.tag in _STRUCK_TAGS or _STRUCK_STYLE.search(style) else None


def _is_white(element: html.HtmlElement, style: str) -> bool:
    color = (element.get("color") or "")[:40].strip() if element.tag == "font" else ""
    return bool(_WHITE_STYLE.search(style) or _WHITE_COLOR.match(color))


def _has_ground(element: html.HtmlElement) -> bool:
    """True if an element or one around it may have a color behind its words: one of its own, or of a class."""
    outer_elements = [element, *element.iterancestors()]
    return any(
        "background" in (one.get("style") or "") or one.get("bgcolor") or (one.get("class") and one is not element)
        for one in outer_elements
    )


def find_mark(element: html.HtmlElement) -> str | None:
    """What stands for a raised or lowered mark in the text: "" for that of a note, ² behind a unit; None if it is no mark."""
    if element.tag in ("rt", "rp"):
        return ""  # small letters above a word, and the brackets around them for old browsers
    if element.tag not in ("sup", "sub") and not _is_raised(element):
        return None
    text = str(element.text_content()).strip()
    left_text = _text_before(element)
    if text in ("2", "3") and left_text[-1:] in ("m", "M", "米"):
        return {"2": "²", "3": "³"}[text]
    return "" if _MARK.fullmatch(text[:8]) and len(text) <= 6 else None


def _is_raised(element: html.HtmlElement) -> bool:
    """True for an element that is raised or lowered by its style, set small behind a digit, or a link to a note."""
    if element.tag in ("span", "font", "em", "i", "b", "small") and _RAISED_STYLE.search((element.get("style") or "")[:2000]):
        return True
    if element.tag == "small":
        return _text_before(element)[-1:].isdecimal()
    is_link = element.tag == "a" and (element.get("href") or "").startswith("#")
    return is_link and bool(_NOTE_LINK.fullmatch(str(element.text_content()).strip()[:8]))


def _text_before(element: html.HtmlElement) -> str:
    previous = element.getprevious()
    parent = element.getparent()
    if previous is not None:
        return str(previous.tail or previous.text_content() or "").rstrip()
    return str(parent.text or "").rstrip() if parent is not None else ""


def describe_heading(element: html.HtmlElement) -> str:
    """The last heading, or else the last bold line, above an element; "" if there is none."""
    nearest = element.xpath(f"(preceding::*[{' or '.join(f'self::{tag}' for tag in _HEADINGS)}])[last()]")
    if isinstance(nearest, list) and nearest and isinstance(nearest[0], html.HtmlElement):
        return " ".join(str(nearest[0].text_content()).split())[:40]
    return ""


def name_unread(root: html.HtmlElement) -> list[Omission]:
    """Name the pictures and the embedded pages of a page, each with the heading above it."""
    omissions: list[Omission] = []
    for element in root.iter("img", "input", *_FRAMES):
        if len(omissions) >= MOST:
            break
        if element.tag in _FRAMES:
            omissions.append(Omission("embedded", describe_heading(element), element.get("src") or element.get("data") or ""))
        elif element.tag == "input":
            if (element.get("type") or "text") in ("text", "number") and (words := element.get("value") or ""):
                omissions.append(Omission("embedded", describe_heading(element), words))
        elif not _is_icon(element):
            omissions.append(Omission("picture", describe_heading(element), element.get("alt") or element.get("title") or ""))
    return omissions


def _is_icon(image: html.HtmlElement) -> bool:
    sizes = [image.get(name) or "" for name in ("width", "height")]
    if any(size.removesuffix("px").isdecimal() and int(size.removesuffix("px")[:6]) < _SMALL for size in sizes):
        return True
    source = image.get("src") or ""
    names = f"{source[-100:]} {image.get('class') or ''}"
    return not source or bool(_ICON.search(names)) or next(image.iterancestors()).tag == "a"
