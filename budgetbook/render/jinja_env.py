"""The Jinja environment: everything is escaped, an undefined name is an error, and None never reaches a page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial

from jinja2 import Environment, FunctionLoader, StrictUndefined, TemplateError, TemplateNotFound

from budgetbook.arithmetic.amount_format import split_unit
from budgetbook.arithmetic.severity import OUTCOMES
from budgetbook.diagnostics.problem import message
from budgetbook.pages.models.findings import FindingView
from budgetbook.render.templates import SiteTemplateError, Templates


def create_environment(templates: Templates) -> Environment:
    """Create the environment. Compiled templates are not cached on disk: they would be code, and compiling takes 0.2 s."""
    jinja = Environment(
        loader=FunctionLoader(partial(_load_source, templates)),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_refuse_none,
        auto_reload=False,
    )
    jinja.filters |= {"split_unit": split_unit, "group_by_outcome": _group_by_outcome}
    return jinja


def render_template(jinja: Environment, template: str, fields: Mapping[str, object]) -> str:
    """Render a page. Raises SiteTemplateError."""
    try:
        return jinja.get_template(template).render(fields)
    except TemplateNotFound as error:
        raise SiteTemplateError(message("template-not-there", name=error.name or ""), template, 0) from error
    except TemplateError as error:
        name, line = getattr(error, "name", None) or template, getattr(error, "lineno", None) or 0
        raise SiteTemplateError(str(error.message), name, line) from error


def _refuse_none(value: object) -> object:
    if value is None:
        raise ValueError("a template prints a value that is not there")
    return value


def _group_by_outcome(findings: Iterable[FindingView]) -> list[tuple[str, list[FindingView]]]:
    """Group findings by outcome, the serious failures first; an outcome without findings is left out."""
    by_outcome: dict[str, list[FindingView]] = {outcome: [] for outcome in OUTCOMES}
    for finding in findings:
        by_outcome[finding.outcome].append(finding)
    return [(outcome, some) for outcome, some in by_outcome.items() if some]


def _load_source(templates: Templates, name: str) -> tuple[str, str, None] | None:
    source = templates.find_source(name)
    return (source.decode(), f"{templates.folder}/{name}", None) if source is not None else None
