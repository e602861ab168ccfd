"""Pages as their records: what a comparison of two sites looks at, where rendering would only take time."""

from __future__ import annotations

from budgetbook.infra.base.files import OutputFile
from budgetbook.pages.models.page import Page
from budgetbook.render.renderer import Renderer


class PageDescriber(Renderer):
    """Describes each page by its record instead of rendering it."""

    def render_page(self, page: Page) -> OutputFile:
        """Return the repr of the page's record."""
        return OutputFile(super().render_page(page).path, lambda: repr(page).encode())
