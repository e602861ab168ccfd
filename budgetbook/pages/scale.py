"""The measures of a statement as its page shows them, each with its calculation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from budgetbook.arithmetic import amount_format
from budgetbook.arithmetic.scale import scale_figures
from budgetbook.pages.views.statement import StatementPresenter


@dataclass(frozen=True, slots=True)
class ScaleView:
    """One measure: always computed."""

    name: str
    value: str
    calculation: str
    """`9.54 million yuan ÷ 28 people`."""
    fails: bool
    """True if one of the two numbers does not add up."""


def scale_views(presenter: StatementPresenter) -> Iterator[ScaleView]:
    """Build the measures that the statement has the numbers for."""
    style = presenter.phrases.style
    for figure in scale_figures(presenter.content, presenter.ledger, presenter.findings):
        dividend, divisor = (amount_format.rounded_for_display(each, style) for each in (figure.dividend, figure.divisor))
        if figure.residents:
            source, count = figure.residents.source[presenter.lang], presenter.phrases.count(figure.residents.value)
            fields = {"of": dividend, "by": count, "year": figure.residents.year, "source": source}
            calculation = presenter.phrases.say("scale-working-residents", **fields)
        else:
            calculation = presenter.phrases.say("scale-working", of=dividend, by=divisor)
        name = figure.scale.name[presenter.lang]
        yield ScaleView(name, amount_format.rounded_for_display(figure.value, style), calculation, figure.fails)
