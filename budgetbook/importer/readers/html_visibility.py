"""Tells which elements of a web page its visitor does not see, and what a page shows that is no text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice

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
_COMPOUND = r"(?:[a-z][a-z0-9]*+|[.#][\w-]++)(?:[.#][\w-]++)*+"
_SELECTOR = re.compile(rf"{_COMPOUND}(?:(?: *> *| +){_COMPOUND})*+", re.IGNORECASE)
_LONGEST_SELECTOR, _MOST_SELECTORS = 200, 400
_SHOWN_STYLE = re.compile(r"display\s*:(?!\s*none)|visibility\s*:\s*visible", re.IGNORECASE)
_OVERRIDE_STYLE = re.compile(r"unicode-bidi\s*:\s*(?:bidi|isolate)-override", re.IGNORECASE)
_LEFTWARD_STYLE = re.compile(r"direction\s*:\s*rtl", re.IGNORECASE)
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
    """The selectors by which the page's own style sheets hide elements: `.name`, `p.name`, `.name p`, `#name > p`."""

    by_last: dict[str, list[_Selector]] = field(default_factory=dict)
    """Selectors of rules that hide, and of those that show again, by the last name in them."""

    @classmethod
    def read(cls, root: html.HtmlElement) -> HiddenRules:
        """Gather them from every `style` element; rules for print and small screens do not count."""
        effects: dict[str, bool] = {}
        for sheet in root.iter("style"):
            _read_sheet(sheet.text or "", effects)
        rules = cls()
        for order, (text, hides) in enumerate([*effects.items()][:_MOST_SELECTORS]):
            compounds = tuple(reversed(text.replace(">", " > ").split()))
            weight = (text.count("#"), text.count("."), len(compounds), order)
            rules.by_last.setdefault(_split_compound(compounds[0])[-1], []).append(_Selector(compounds, weight, hides))
        return rules

    def match(self, element: html.HtmlElement) -> bool:
        """True if the strongest rule that selects an element hides it."""
        names = [*(f".{name}" for name in (element.get("class") or "").split()), f"#{element.get('id') or ''}", str(element.tag)]
        selectors = [one for name in names for one in self.by_last.get(name, ()) if _selects(one.compounds, element)]
        return max(selectors, key=lambda one: one.weight).hides if selectors else False


@dataclass(frozen=True, slots=True)
class _Selector:
    """What a rule of a style sheet selects."""

    compounds: tuple[str, ...]
    """From the last one on, with a `>` between two of which the second must lie right around the first."""
    weight: tuple[int, int, int, int]
    """Which of two rules holds: ids, classes, names of elements, and the place in the sheet."""
    hides: bool


def _read_sheet(sheet: str, effects: dict[str, bool]) -> None:
    """Note of each selector of a style sheet whether its last rule on this hides what it selects."""
    depth, start, selector = 0, 0, ""
    for brace in re.finditer("[{}]", sheet):
        text = sheet[start : brace.start()]
        if brace[0] == "{":
            depth += 1
            selector = text.split("}")[-1].strip() if depth == 1 else ""
        else:
            hides = bool(_HIDDEN_STYLE.search(text[:2000]))
            if depth == 1 and (hides or _SHOWN_STYLE.search(text[:2000])):
                names = (one.strip() for one in selector.split(","))
                fitting_names = [one for one in names if len(one) < _LONGEST_SELECTOR and _SELECTOR.fullmatch(one)]
                for name in fitting_names:
                    effects.pop(name, None)  # so that the order is that of the last rule
                    effects[name] = hides
            depth = max(0, depth - 1)
        start = brace.end()


def _split_compound(compound: str) -> list[str]:
    return re.findall(r"[.#]?[^.#]+", compound)


def _selects(selector: tuple[str, ...], element: html.HtmlElement) -> bool:
    """True if the compounds of a selector fit an element and those around it, from the inside out."""
    if not _fits(selector[0], element):
        return False
    outer_elements, must_touch = element.iterancestors(), False
    for compound in selector[1:]:
        if compound == ">":
            must_touch = True
            continue
        candidates = islice(outer_elements, 1) if must_touch else outer_elements
        if not any(_fits(compound, one) for one in candidates):
            return False
        must_touch = False
    return True


def _fits(compound: str, element: html.HtmlElement) -> bool:
    names = [*(f".{name}" for name in (element.get("class") or "").split()), f"#{element.get('id') or ''}", element.tag]
    return all(name in names for name in _split_compound(compound))


def is_set_backwards(element: html.HtmlElement) -> bool:
    """True for words whose characters run from right to left, so that 21.00 is seen as 00.12."""
    style = (element.get("style") or "")[:2000]
    is_turned = bool(_OVERRIDE_STYLE.search(style)) or element.tag == "bdo"
    return is_turned and ((element.get("dir") or "").lower() == "rtl" or bool(_LEFTWARD_STYLE.search(style)))


def find_reason(element: html.HtmlElement, rules: HiddenRules) -> OmissionKind | None:
    """Why the words of an element are not a part of what the page says; None if they are."""
    style = (element.get("style") or "")[:2000]
    classes = (element.get("class") or "").split()
    if element.get("hidden") is not None or _HIDDEN_STYLE.search(style) or _HIDDEN_CLASSES.intersection(classes):
        return "hidden"
    is_closed = element.tag == "dialog" and element.get("open") is None
    is_ruled_out = rules.match(element) and not _SHOWN_STYLE.search(style)
    if is_closed or is_ruled_out or (_is_white(element, style) and not _has_ground(element)):
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
