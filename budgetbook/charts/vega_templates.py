"""Layers in; the Vega specification of a chart out: what the drawing engine draws as it is.

Vega-Lite takes as long to be compiled as its outcome to be drawn, and the outcome follows from the looks of the layers alone.
So each row of looks is compiled once, with no data; a chart's data, scales and size are put into what came out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from budgetbook.charts.layers import Layer, MarkStyle

Spec = dict[str, Any]

_MAX_TEMPLATES = 500
"""Templates of some 10 kB; the same hundred or so serve all statements."""
_TEMPLATES: dict[tuple[MarkStyle, ...], Spec] = {}


def fill_template(layers: Sequence[Layer], size: Spec, compile_layers: Callable[[Sequence[Layer]], Spec]) -> Spec:
    """A Vega specification of layers, of a size; `compiled` gives that of others of the same looks, and is asked once."""
    looks = tuple([layer.look for layer in layers])
    if looks not in _TEMPLATES:
        if len(_TEMPLATES) == _MAX_TEMPLATES:
            _TEMPLATES.clear()
        # Vega-Lite makes one of data that are alike: here each says which layer it is of
        _TEMPLATES[looks] = compile_layers([replace(layer, data=[{"layer": number}]) for number, layer in enumerate(layers)])
    template = _TEMPLATES[looks]
    data = [{**one, "values": layers[one["values"][0]["layer"]].data} if "values" in one else one for one in template["data"]]
    layer_scales = {
        f"layer_{number}_{name}": scale for number, layer in enumerate(layers) for name, scale in layer.scales.items()
    }
    scales = [{**scale, **layer_scales.get(scale["name"], {})} for scale in template.get("scales", ())]
    return {**template, **size, "data": data, "scales": scales}
