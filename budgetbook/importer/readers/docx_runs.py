"""Tells of each run of a Word file whether it can be seen, wherever its properties come from: run, styles, or defaults."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from docx.oxml.ns import qn
from lxml.etree import _Element

from budgetbook.importer.readers.docx_numbering import Styles

RunKind = Literal["", "hidden", "struck", "mark", "square"]
_MARK = re.compile(r"[\[［（(【]?(?:注?\d{1,2}|[*＊※†‡]{1,3}|[①-⑳]|注|[a-z])[\]］）)】]?", re.IGNORECASE)
_TINY = 4
"""Half points: text of 2 points or less is there for machines."""
_SHIFT = 6
"""Half points by which a run is raised or lowered so that its digits are a mark."""
_NEARLY_WHITE = re.compile(r"(?:[Ff][0-9A-Fa-f]){3}")
_FALSE_WORDS = ("0", "false", "off", "none")


class RunProperties:
    """Looks up the properties that a run has or inherits."""

    def __init__(self, styles: Styles, defaults: _Element | None) -> None:
        self.styles, self.defaults = styles, defaults

    def find_kind(self, run: _Element, paragraph: _Element, text: str, left_text: str) -> RunKind:
        """Why the text of a run is left out; "square" for the 2 of m², and "" for all that is read.

        `text` is the run's text, `left_text` the text of the paragraph in front of it.
        """
        sources = list(self._sources(run, paragraph))
        if _is_on(sources, "vanish") or _is_on(sources, "specVanish") or _is_small(sources):
            return "hidden"
        if (_is_white(sources) and not _has_ground(sources, run, paragraph)) or _is_blackened(sources):
            return "hidden"
        if _is_on(sources, "strike") or _is_on(sources, "dstrike"):
            return "struck"
        if _is_shifted(sources) and _MARK.fullmatch(text.strip()):
            return "square" if text.strip() in ("2", "3") and left_text[-1:] in ("m", "M", "米") else "mark"
        return ""

    def _sources(self, run: _Element, paragraph: _Element) -> Iterator[_Element]:
        """Yield all `w:rPr` that hold for a run, the closest first."""
        own = run.find(qn("w:rPr"))
        if own is not None:
            yield own
            yield from self._of_styles(own.find(qn("w:rStyle")))
        # Word writes the properties first; a search for them would go through all runs, for each of these.
        properties = next(iter(paragraph), None)
        if properties is not None and properties.tag == qn("w:pPr"):
            yield from self._of_styles(properties.find(qn("w:pStyle")))
        if self.defaults is not None:
            yield self.defaults

    def _of_styles(self, reference: _Element | None) -> Iterator[_Element]:
        name = reference.get(qn("w:val")) if reference is not None else None
        for style in self.styles.find_chain(name):
            properties = style.find(qn("w:rPr"))
            if properties is not None:
                yield properties


def _find(sources: list[_Element], name: str) -> _Element | None:
    return next((element for one in sources if (element := one.find(qn(f"w:{name}"))) is not None), None)


def _is_on(sources: list[_Element], name: str) -> bool:
    element = _find(sources, name)
    return element is not None and element.get(qn("w:val")) not in _FALSE_WORDS


def _value(sources: list[_Element], name: str) -> str:
    element = _find(sources, name)
    return (element.get(qn("w:val")) or "") if element is not None else ""


def _number(text: str) -> int:
    return int(text[:6]) if re.fullmatch(r"-?\d{1,5}", text[:6]) else 0


def _is_small(sources: list[_Element]) -> bool:
    return 0 < _number(_value(sources, "sz")) <= _TINY


def _is_shifted(sources: list[_Element]) -> bool:
    is_script = _value(sources, "vertAlign") in ("superscript", "subscript")
    return is_script or abs(_number(_value(sources, "position"))) >= _SHIFT


def _is_white(sources: list[_Element]) -> bool:
    """True for a color that is white or nearly so, by its number or as the theme's background."""
    element = _find(sources, "color")
    if element is None:
        return False
    is_shaded = element.get(qn("w:themeShade")) is not None
    is_ground = element.get(qn("w:themeColor")) in ("background1", "light1") and not is_shaded
    return is_ground or bool(_NEARLY_WHITE.fullmatch(element.get(qn("w:val")) or ""))


def _is_blackened(sources: list[_Element]) -> bool:
    """True for words under a black bar, or of the color of their own ground."""
    color, ground = _value(sources, "color").upper(), _find(sources, "shd")
    fill = (ground.get(qn("w:fill")) or "").upper() if ground is not None else ""
    has_bar = _value(sources, "highlight") == "black" and color in ("", "AUTO", "000000")
    return has_bar or (bool(color) and color == fill != "AUTO")


def _has_ground(sources: list[_Element], run: _Element, paragraph: _Element) -> bool:
    """True if a color may stand behind a run: its own, its paragraph's, its cell's, or that of a table style or box."""
    if _find(sources, "shd") is not None or _find(sources, "highlight") is not None:
        return True
    if paragraph.find(f"{qn('w:pPr')}/{qn('w:shd')}") is not None:
        return True
    return any(one.tag in (qn("w:tc"), qn("w:txbxContent")) for one in run.iterancestors())
