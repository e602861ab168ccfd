"""Python runs this at the start of each program that has this folder on its path: it lets the program share drawings.

The module that draws is changed as soon as somebody imports it, and not imported for that: many programs draw nothing.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType

DRAWS = "budgetbook.charts.render.renderer"


class DrawingLoader(Loader):
    """Loads the module that draws as ever, and lets it share."""

    def __init__(self, loader: Loader) -> None:
        self._loader = loader

    def exec_module(self, module: ModuleType) -> None:
        """Run it, then change it."""
        self._loader.exec_module(module)
        from shared_drawings import SharedDrawings

        vars(module)["BlobCache"] = SharedDrawings


class DrawingFinder(MetaPathFinder):
    """Finds that module and no other."""

    def find_spec(self, fullname: str, path: Sequence[str] | None, _target: ModuleType | None = None) -> ModuleSpec | None:
        """Where it is, with a loader of ours."""
        spec = PathFinder.find_spec(fullname, path) if fullname == DRAWS else None
        if spec and spec.loader:
            spec.loader = DrawingLoader(spec.loader)
        return spec


sys.meta_path.insert(0, DrawingFinder())
