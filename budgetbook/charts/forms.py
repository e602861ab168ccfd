"""Every form of chart, and the specification that Altair writes for it.

The other rooms and modules reach altair through this one only, and late: it takes half a second to load.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import altair as alt

from budgetbook.charts.bar_charts import bars, changes, pairs
from budgetbook.charts.dot_charts import dots
from budgetbook.charts.drawing import Form, Width
from budgetbook.charts.part_charts import hundred, squares
from budgetbook.charts.theme import theme
from budgetbook.charts.year_charts import years

FORMS: dict[Form, Callable[[alt.NamedData, Width], alt.TopLevelMixin]] = {
    "bars": bars, "hundred": hundred, "changes": changes, "pairs": pairs, "dots": dots, "squares": squares, "years": years
}  # fmt: skip

alt.theme.register("budgetbook", enable=True)(theme)


def write(form: Form, width: Width, *, validate: bool = False) -> dict[str, Any]:
    """The Vega-Lite specification of a form, whose data set `rows` is to be filled. Tests validate it; a build need not."""
    with alt.utils.schemapi.debug_mode(validate):
        chart = FORMS[form](alt.NamedData("rows"), width)
        spec: dict[str, Any] = chart.to_dict(validate=validate)
    return spec
