"""Follows the operators of a PDF page that pdfminer passes over, and describes what the page shows."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pdfminer.layout import LTChar, LTPage
from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.pdftypes import PDFObjRef, PDFStream, resolve1
from pdfminer.psparser import PSLiteral
from pdfplumber.page import Page
from pdfplumber.utils.exceptions import PdfminerException

from budgetbook.importer.readers import pdf_annotations
from budgetbook.importer.readers.pdf_painting import FAINT, PaintingDevice

_CHAR_FIELDS = ("x0", "y0", "x1", "y1", "width", "height", "size", "matrix", "fontname", "upright")
"""What is asked of a character; pdfplumber copies three times as much of each."""


class PaintingInterpreter(PDFPageInterpreter):
    """Follows the operators that pdfminer passes over: clipping, transparency and layers."""

    device: PaintingDevice
    layers: frozenset[int] = frozenset()
    """The object numbers of the layers that are switched off."""

    def dup(self) -> PaintingInterpreter:
        """An interpreter for the content of a form."""
        copy = self.__class__(self.rsrcmgr, self.device)
        copy.layers = self.layers
        return copy

    def get_current_state(self) -> Any:
        """The state to return to, with ours."""
        return (*super().get_current_state(), self.device.paint)

    def set_current_state(self, state: Any) -> None:
        """Return to a state."""
        super().set_current_state(state[:3])
        self.device.paint = state[3]

    def do_W(self) -> None:  # noqa: N802 - the name of the operator
        """Clip to the path."""
        if box := self.device.find_edges(self.curpath):
            self.device.clip(box)

    do_W_a = do_W  # noqa: N815

    def do_gs(self, name: Any) -> None:
        """Note whether what follows can be looked through."""
        states = resolve1(self.resources.get("ExtGState")) or {}
        entry = resolve1(states.get(getattr(name, "name", name))) if isinstance(states, dict) else None
        if isinstance(entry, dict) and ("ca" in entry or "BM" in entry):
            blend = getattr(resolve1(entry.get("BM")), "name", "Normal")
            opacity = resolve1(entry.get("ca", 1))
            opaque = opacity == 1 and blend in ("Normal", "Compatible")
            is_faint = isinstance(opacity, (int, float)) and opacity < FAINT
            self.device.paint = replace(self.device.paint, opaque=opaque, faint=is_faint)

    def do_sh(self, _name: Any) -> None:
        """Fill with a gradient."""
        self.device.paint_shading()

    def do_BMC(self, _tag: Any) -> None:  # noqa: N802
        """Begin marked content."""
        self.device.switched_off.append(False)

    def do_BDC(self, tag: Any, props: Any) -> None:  # noqa: N802
        """Begin marked content, perhaps of a layer that is off."""
        properties = resolve1(self.resources.get("Properties")) or {}
        layer = properties.get(props.name) if isinstance(props, PSLiteral) and isinstance(properties, dict) else None
        self.device.switched_off.append(getattr(tag, "name", "") == "OC" and self._is_off(layer))

    def do_EMC(self) -> None:  # noqa: N802
        """End marked content."""
        if self.device.switched_off:
            self.device.switched_off.pop()

    def do_Do(self, xobjid_arg: Any) -> None:  # noqa: N802
        """Draw a form or picture, unless its layer is off."""
        stream = resolve1(self.xobjmap.get(getattr(xobjid_arg, "name", "")))
        is_off = isinstance(stream, PDFStream) and self._is_off(stream.get("OC"))
        depth = len(self.device.switched_off)
        self.device.switched_off.append(is_off)
        super().do_Do(xobjid_arg)
        del self.device.switched_off[depth:]

    def _is_off(self, layer: Any) -> bool:
        if isinstance(layer, PDFObjRef) and layer.objid in self.layers:
            return True
        group = resolve1(layer)
        members = resolve1(group.get("OCGs")) if isinstance(group, dict) else None
        members = members if isinstance(members, list) else [group["OCGs"]] if members else []
        return bool(members) and all(isinstance(one, PDFObjRef) and one.objid in self.layers for one in members)


def find_layers_off(catalog: dict[str, Any]) -> frozenset[int]:
    """The object numbers of the layers that are switched off when the document is opened."""
    properties = resolve1(catalog.get("OCProperties"))
    default = resolve1(properties.get("D")) if isinstance(properties, dict) else None
    if not isinstance(default, dict):
        return frozenset()
    hidden_ids = {one.objid for one in resolve1(default.get("OFF")) or () if isinstance(one, PDFObjRef)}
    if getattr(resolve1(default.get("BaseState")), "name", "") == "OFF":
        shown_ids = {one.objid for one in resolve1(default.get("ON")) or () if isinstance(one, PDFObjRef)}
        hidden_ids |= {one.objid for one in resolve1(properties.get("OCGs")) or () if isinstance(one, PDFObjRef)} - shown_ids
    return frozenset(hidden_ids)


class PaintedPage(Page):
    """A page whose characters know whether they can be seen."""

    @property
    def layout(self) -> LTPage:
        """The page as pdfminer lays it out, drawn by our device."""
        if not hasattr(self, "_layout"):
            device = PaintingDevice(self.pdf.rsrcmgr, pageno=self.page_number, laparams=None)
            interpreter = PaintingInterpreter(self.pdf.rsrcmgr, device)
            interpreter.layers = find_layers_off(self.pdf.doc.catalog)
            try:
                interpreter.process_page(self.page_obj)
            except Exception as error:
                raise PdfminerException(error) from error
            device.mark_covered()
            device.mark_struck(pdf_annotations.find_struck_quads(self.page_obj.annots))
            self._layout: LTPage = device.get_result()
        return self._layout

    def process_object(self, obj: Any) -> dict[str, Any]:
        """Describe an object; of a character, only what is asked for here, which takes a fifth of the time."""
        if not isinstance(obj, LTChar):
            return super().process_object(obj)
        values: Any = obj
        left, top = self.mediabox[:2]
        char = {name: getattr(values, name) for name in _CHAR_FIELDS}
        char["top"], char["bottom"] = float(self.height) - obj.y1 + top, float(self.height) - obj.y0 + top
        char["x0"], char["x1"] = (edge + left for edge in _find_sides(obj))
        char["reversed"] = obj.matrix[0] * values.adv < 0
        char["baseline"] = char["bottom"] + obj.y0 - obj.matrix[5] - values.rise
        char["foot"] = obj.matrix[4] + left
        char |= {"text": obj.get_text(), "object_type": "char", "page_number": self.page_number, "hidden": values.hidden}
        char["covered_by_picture"] = getattr(values, "covered_by_picture", False)
        return char


def _find_sides(char: LTChar) -> tuple[float, float]:
    """The left and right side of a character. The box of one that leans reaches into its neighbors'."""
    a, b, c, _, x, _ = char.matrix
    return (x, x + a * char.adv) if c and not b and a * char.adv > 0 else (char.x0, char.x1)
