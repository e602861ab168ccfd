"""The templates of a site: its own over the program's, looked at before any page is made."""

from __future__ import annotations

from pathlib import Path

from budgetbook.infra.base.program_files import TEMPLATES
from budgetbook.render.templates import Templates


def read_templates(folder: Path) -> Templates:
    """Read a site's folder over the program's, and look at its own templates. Raises SiteTemplateError."""
    templates = Templates.read(folder)
    program_sources = Templates.read(TEMPLATES).sources
    if own_names := sorted(name for name, source in templates.sources.items() if source != program_sources.get(name)):
        # With its library, which a process that only gives out the work need not load.
        from budgetbook.render.template_check import check_templates

        check_templates(templates, own_names)
    return templates
