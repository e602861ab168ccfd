"""Vega specifications from cached templates: what the drawing engine draws as it is.

Compiling Vega-Lite takes as long as drawing the result, and the result depends on the layers' styles alone. So each sequence of
styles is compiled once, without data; a chart's data, scales and size are then filled in.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from budgetbook.charts.layers import Layer, MarkStyle

Spec = dict[str, Any]

_MAX_TEMPLATES = 500
"""Templates of some 10 kB each; the same hundred or so serve all statements."""
_TEMPLATES: dict[tuple[MarkStyle, ...], Spec] = {}


def fill_template(layers: Sequence[Layer], size: Spec, compile_layers: Callable[[Sequence[Layer]], Spec]) -> Spec:
    """A Vega specification of these layers and size; `compile_layers` is called once for each sequence of styles."""
    looks = tuple([layer.look for layer in layers])
    if looks not in _TEMPLATES:
        if len(_TEMPLATES) == _MAX_TEMPLATES:
            _TEMPLATES.clear()
        # Vega-Lite merges equal data sets, so each carries the number of its layer.
        _TEMPLATES[looks] = compile_layers([replace(layer, data=[{"layer": number}]) for number, layer in enumerate(layers)])
    template = _TEMPLATES[looks]
    data = [{**one, "values": layers[one["values"][0]["layer"]].data} if "values" in one else one for one in template["data"]]
    layer_scales = {
        f"layer_{number}_{name}": scale for number, layer in enumerate(layers) for name, scale in layer.scales.items()
    }
    scales = [{**scale, **layer_scales.get(scale["name"], {})} for scale in template.get("scales", ())]
    return {**template, **size, "data": data, "scales": scales}
