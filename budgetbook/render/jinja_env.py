"""Templates in; Jinja out: strict (everything escaped, nothing undefined, no None on a page), and as quick as it gets.

A site prints millions of words. Jinja wraps each in two calls and a `Markup` of its own; here it is one call, and no object.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial

from jinja2 import Environment, FunctionLoader, StrictUndefined, TemplateError
from jinja2.compiler import CodeGenerator
from markupsafe import Markup, _escape_inner, escape  # type: ignore[attr-defined]

from budgetbook.arithmetic.finding import VERDICTS
from budgetbook.arithmetic.money import split_unit
from budgetbook.charts.render.standalone_svg import LANGUAGE
from budgetbook.pages.models.findings import FindingView
from budgetbook.render.templates import SiteTemplateError, Templates


def create_environment(templates: Templates) -> Environment:
    """Jinja for the templates. Compiled ones are not kept: they would be code that lies on the disk, and take 0.2 s to make."""
    jinja = _Environment(
        loader=FunctionLoader(partial(_load_source, templates)),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_finalize,
        auto_reload=False,
    )
    jinja.filters |= {"split_unit": split_unit, "group_by_verdict": _group_by_verdict}
    jinja.globals |= {"language_tags": LANGUAGE}
    return jinja


def render_template(jinja: Environment, template: str, fields: Mapping[str, object]) -> str:
    """A page. Raises BadTemplate."""
    try:
        return jinja.get_template(template).render(fields)
    except TemplateError as error:
        raise SiteTemplateError(str(error.message), getattr(error, "name", None), getattr(error, "lineno", None) or 0) from error
    except AttributeError as error:
        raise SiteTemplateError(str(error), template, 0) from error


def _finalize(value: object) -> str:
    """What a template prints, escaped unless it is markup."""
    if type(value) is str:
        return _escape_inner(value)  # what `escape` makes a Markup of; here it is joined to the page at once
    if type(value) is Markup:
        return value
    if value is None:
        raise ValueError("a template prints a value that is not there")
    return escape(value)


def _group_by_verdict(findings: Iterable[FindingView]) -> list[tuple[str, list[FindingView]]]:
    """Findings by how they ended, what fails first; a verdict that none has is left out."""
    by_verdict: dict[str, list[FindingView]] = {verdict: [] for verdict in VERDICTS}
    for finding in findings:
        by_verdict[finding.verdict].append(finding)
    return [(verdict, some) for verdict, some in by_verdict.items() if some]


class _Generator(CodeGenerator):
    """Leaves the escaping of what a template prints to `_finalize`."""

    def _output_child_pre(self, *_: object) -> None:
        self.write("environment.finalize(")

    def _output_child_post(self, *_: object) -> None:
        self.write(")")


class _Environment(Environment):
    """Attributes are those of records: one that a record lacks is a fault of the template, and raises AttributeError."""

    code_generator_class = _Generator
    getattr = staticmethod(getattr)  # type: ignore[assignment]


def _load_source(templates: Templates, name: str) -> tuple[str, str, None] | None:
    source = templates.sources.get(name)
    return (source.decode(), f"{templates.folder}/{name}", None) if source is not None else None
