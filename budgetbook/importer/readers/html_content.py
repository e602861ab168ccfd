"""Which part of a web page is its content, without menus, scripts and all that its visitor does not see."""

from __future__ import annotations

from lxml import html

from budgetbook.importer.readers import line_joining
from budgetbook.importer.readers.document import Omission
from budgetbook.importer.readers.html_visibility import (
    MOST,
    HiddenRules,
    describe_heading,
    find_mark,
    find_reason,
    is_set_backwards,
)

_DROPPED_TAGS = {
    "aside", "audio", "button", "canvas", "footer", "head", "math", "nav", "noscript", "option", "script",
    "select", "style", "svg", "template", "video",
}  # fmt: skip
_CONTENT = (
    "//article|//main|//*[@role='main']|//*[@itemprop='articleBody']"
    "|//*[@id='UCAP-CONTENT' or @id='zoom' or @id='Zoom' or @id='mainText' or @id='content' or @id='article']"
    "|//*[contains(@class,'TRS_Editor') or contains(@class,'trs_editor_view') or contains(@class,'pages_content')"
    " or contains(@class,'article-content') or contains(@class,'view TRS_UEDITOR')]"
)


def drop_unseen(root: html.HtmlElement) -> list[Omission]:
    """Drop menus and all that no visitor sees or that is struck out, and marks of notes; name the words among these."""
    omissions: list[Omission] = []
    rules = HiddenRules.read(root)
    dropped_elements: set[html.HtmlElement] = set()
    for element in [*root.iter()]:
        if element is root or (element.getparent() is None) or element.getparent() in dropped_elements:
            dropped_elements |= {element} - {root}
            continue
        if _is_dropped(element):
            element.drop_tree()
            dropped_elements.add(element)
        elif (reason := find_reason(element, rules)) and element.tag != "body":
            if len(omissions) < MOST and (words := read_words(element)):
                omissions.append(Omission(reason, describe_heading(element), words))
            element.drop_tree()
            dropped_elements.add(element)
        elif (mark := find_mark(element)) is not None:
            if not mark and len(omissions) < MOST:
                omissions.append(Omission("mark", describe_heading(element), read_words(element)))
            _put(element, mark)
            dropped_elements.add(element)
        elif is_set_backwards(element):
            _mark_backwards(element)
    return omissions


def _mark_backwards(element: html.HtmlElement) -> None:
    """Put the characters around an element's words that say the same as its style: from right to left."""
    element.text = f"{line_joining.LEFTWARDS}{element.text or ''}"
    if len(element):
        element[-1].tail = f"{element[-1].tail or ''}{line_joining.END_OF_LEFTWARDS}"
    else:
        element.text += line_joining.END_OF_LEFTWARDS


def _put(element: html.HtmlElement, text: str) -> None:
    """Replace an element by a text."""
    element.tail = text + (element.tail or "")
    element.drop_tree()


def _is_dropped(element: html.HtmlElement) -> bool:
    """True for an element that no visitor sees, or that is a menu."""
    if not isinstance(element.tag, str):
        return True
    if element.tag in _DROPPED_TAGS:
        return True
    return element.tag in ("div", "ul", "ol", "header", "section") and _is_menu(element)


def _is_menu(element: html.HtmlElement) -> bool:
    links = element.xpath("descendant::a")
    if not isinstance(links, list) or len(links) < 3 or element.xpath("descendant::table"):
        return False
    link_length = sum(len(read_words(one)) for one in links if isinstance(one, html.HtmlElement))
    return link_length > 0.6 * len(read_words(element))


def read_words(element: html.HtmlElement) -> str:
    """All words of an element and of those in it, on one line."""
    return line_joining.clean(str(element.text_content()))


def find_main(root: html.HtmlElement) -> html.HtmlElement:
    """The smallest element that calls itself the content and holds most of the page's text; else the whole page."""
    total_length = len(read_words(root))
    elements = root.xpath(_CONTENT)
    candidates = [one for one in elements if isinstance(one, html.HtmlElement)] if isinstance(elements, list) else []
    return min(
        (one for one in candidates if len(read_words(one)) >= 0.6 * total_length),
        key=lambda one: len(read_words(one)),
        default=root,
    )
