"""Specifications of charts, made once for each form and filled with the rows of each chart.

Altair writes a form, and Vega-Lite compiles it, without rows: both take longer than drawing the result, and charts of one form
differ in nothing but their data sets, their parameters and their size. What they make is kept from run to run, and all processes
of a run share it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from budgetbook.charts.drawing import Form, Width
from budgetbook.charts.layout import Layout
from budgetbook.infra.cache.blobs import BlobCache, fingerprint
from budgetbook.infra.cache.code_fingerprint import code_fingerprint

Spec = dict[str, Any]


def fill_vega_lite(form: Form, width: Width, layout: Layout, specs: BlobCache) -> Spec:
    """The Vega-Lite specification of a chart, as Altair writes it, with its data; `specs` keeps what Altair writes."""
    template = _written_by_altair(form, width, specs)
    spec = {**template, "datasets": layout.data, "padding": layout.padding}
    if "params" in template:
        spec["params"] = [{**each, "value": layout.params[each["name"]]} for each in template["params"]]
    if layout.panel_size:
        spec["spec"] = {**template["spec"], **layout.panel_size}
        spec.pop("padding")
        return spec
    return {**spec, "width": layout.width, "height": {"step": layout.step}, "autosize": "none"}


def fill_vega(form: Form, width: Width, layout: Layout, compiler: Callable[[Spec], Spec], specs: BlobCache) -> Spec:
    """The Vega specification of a chart; `compiler` turns Vega-Lite into Vega."""
    template = _compile_form(form, width, compiler, specs)
    data = [{**one, "values": layout.data[one["name"]]} if "values" in one else one for one in template["data"]]
    panel = {f"child_{side}": size for side, size in layout.panel_size.items()}
    values = {**layout.params, **panel, "y_step": layout.step}
    signals = [{**one, "value": values[one["name"]]} if one["name"] in values else one for one in template["signals"]]
    size = {"width": layout.width, "height": layout.height, "padding": layout.padding, "autosize": "none"}
    return {**template, **size, "data": data, "signals": [one for one in signals if one["name"] not in size]}


_made_specs: dict[tuple[str, Form, Width], Spec] = {}
"""What this process has made, or read from where it is kept."""


def _make_once(kind: str, form: Form, width: Width, specs: BlobCache, make: Callable[[], Spec]) -> Spec:
    key = kind, form, width
    if key not in _made_specs:
        data = specs.get_or_make(fingerprint(code_fingerprint("charts"), *key), lambda: json.dumps(make()).encode())
        _made_specs[key] = json.loads(data)
    return _made_specs[key]


def _written_by_altair(form: Form, width: Width, specs: BlobCache) -> Spec:
    def write() -> Spec:
        from budgetbook.charts import forms  # loads altair, half a second: paid only where nothing is kept

        return forms.write(form, width)

    return _make_once("vega-lite", form, width, specs, write)


def _compile_form(form: Form, width: Width, compiler: Callable[[Spec], Spec], specs: BlobCache) -> Spec:
    def compile_template() -> Spec:
        template = _written_by_altair(form, width, specs)
        size = {"width": 1, "height": {"step": 1}} if "layer" in template else {}
        return _measure_unfiltered(compiler({**template, **size, "datasets": {"rows": [], "headings": []}}))

    return _make_once("vega", form, width, specs, compile_template)


def _measure_unfiltered(vega: Spec) -> Spec:
    """Let scales span the rows before a layer's filter: Vega complains on the console that a layer without rows has no extent."""
    sources = {
        one["name"]: one["source"]
        for one in vega["data"]
        if one.get("transform") and all(each["type"] == "filter" for each in one["transform"])
    }
    scales = []
    for scale in vega.get("scales", []):
        domain = scale.get("domain")
        if scale["type"] == "linear" and isinstance(domain, dict) and "fields" in domain:
            fields = [_measure_field(each, sources) for each in domain["fields"]]
            scale = {**scale, "domain": {**domain, "fields": fields}}
        scales.append(scale)
    return {**vega, "scales": scales} if "scales" in vega else vega


def _measure_field(field: Any, sources: Mapping[str, str]) -> Any:
    """The field of a domain in the source of its data set; a domain may also have plain numbers."""
    return {**field, "data": sources.get(field["data"], field["data"])} if isinstance(field, dict) else field
