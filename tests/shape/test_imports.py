"""Imports point one way, libraries stay behind their modules, and nothing large is loaded before it is needed."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import project
import pytest
from source_tree import FILES, PACKAGE, imports, module_name, syntax_nodes, tree

from budgetbook.opendata.formats import FORMATS

FORMS_OF_CHARTS = {f"charts.{name}" for name in ("forms", "bar_charts", "dot_charts", "part_charts", "year_charts")}
LAZY = {"altair", "vl_convert", "rdflib", "portalocker", "pdfplumber", "pypdfium2", "docx"} | {
    each for f in FORMATS for each in f.libraries
}
"""Large libraries: each is imported by the function that needs it."""


@pytest.mark.slow
def test_the_contracts_of_the_imports_are_kept() -> None:
    """The rooms from top to bottom, no circle in any of them, each library behind its modules: see `pyproject.toml`."""
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()", "--no-cache"]
    done = subprocess.run(command, cwd=project.ROOT, capture_output=True, text=True, check=False, timeout=project.PATIENCE)
    assert done.returncode == 0, done.stdout


def test_the_root_of_the_package_holds_folders_only() -> None:
    assert [path.name for path in PACKAGE.glob("*.py")] == ["__init__.py"]


@pytest.mark.parametrize("path", [path for path in FILES if path.name == "__init__.py"], ids=module_name)
def test_each_room_says_what_it_is_for(path: Path) -> None:
    assert len(ast.get_docstring(tree(path)) or "") > 60


@pytest.mark.slow
def test_large_libraries_are_imported_only_where_they_are_used() -> None:
    for path in FILES:
        if module_name(path).startswith("importer.readers.") or module_name(path) in FORMS_OF_CHARTS:
            continue  # itself loaded only where a file of its kind is read, or a chart drawn
        late = {id(node) for f in syntax_nodes(path) if isinstance(f, ast.FunctionDef) for node in ast.walk(f)}
        for name, node in imports(path):
            assert name.split(".")[0] not in LAZY or id(node) in late, f"{path}: {name}"


@pytest.mark.slow
def test_a_check_loads_nothing_that_draws_or_renders() -> None:
    drawing = {*LAZY, "PIL", "jinja2"}
    code = f"import sys, build; build.main(['check', '--quiet']); print(sorted(set(sys.modules) & {drawing!r}))"
    done = subprocess.run([sys.executable, "-c", code], cwd=project.ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
