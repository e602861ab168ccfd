"""Writes a report as Markdown or as a web page of one file, by templates."""

from __future__ import annotations

import re
from pathlib import Path

from budgetbook.audit.report import AuditReport
from budgetbook.render.jinja_env import create_environment, render_template
from budgetbook.render.language_tags import mark_script
from budgetbook.render.templates import Templates

_MARKS = re.compile(r"([\\`*_\[\]<>#|~&])")
_LIST_HEADS = re.compile(r"(?<![^\n])([0-9]+)([.)])(?= |$)|(?<![^\n])([-+=])(?= |$)")
"""What would begin a list or underline a heading at the start of a line."""


def escape_markdown(text: str) -> str:
    """Text on one line that Markdown shows as it is."""
    line = _MARKS.sub(r"\\\1", " ".join(text.split()))
    return _LIST_HEADS.sub(lambda head: f"{head[1]}\\{head[2]}" if head[1] else f"\\{head[3]}", line)


def write_markdown(report: AuditReport, templates: Path) -> bytes:
    """The report as Markdown. Raises SiteTemplateError."""
    return _render(report, templates, "audit.md").encode()


def write_html(report: AuditReport, templates: Path) -> bytes:
    """The report as a page that needs no other file. Raises SiteTemplateError."""
    page = _render(report, templates, "audit.html")
    return (page if report.language.script == "han" else mark_script(page, "han", "zh-CN")).encode()


def _render(report: AuditReport, folder: Path, template: str) -> str:
    environment = create_environment(Templates.read(folder))
    environment.filters["markdown"] = escape_markdown
    return render_template(environment, template, {"report": report})
