"""Who may touch files, the machine, the screen and markup; how long modules and functions may be."""

from __future__ import annotations

import ast
import re
import subprocess
import sys

import project
import pytest
from source_tree import FILES, TEMPLATES, imports, module_name, syntax_nodes

FILES_READ_BY = {"content", "engine", "charts", "render", "infra", "opendata", "cli", "importer", "review"}
FILES_WRITTEN_BY = {"infra", "cli", "importer", "review"}
THE_MACHINE_ASKED_BY = {"cli", "infra"}


@pytest.mark.slow
def test_only_their_owners_touch_files_and_nobody_asks_the_machine() -> None:
    """No clock, locale, environment or randomness can reach a page."""
    reading = {"read_bytes", "read_text"}
    writing = {"write_bytes", "write_text", "mkdir", "unlink", "rename", "symlink_to", "touch", "rmtree", "fdopen", "mkstemp"}
    asking = {"environ", "getenv", "now", "today", "time", "getlocale", "setlocale", "urandom"}
    for path in FILES:
        room = module_name(path).split(".")[0]
        called = {node.attr for node in syntax_nodes(path) if isinstance(node, ast.Attribute)}
        assert not called & reading or room in FILES_READ_BY, path
        assert not called & writing or room in FILES_WRITTEN_BY, path
        assert not called & asking or room in THE_MACHINE_ASKED_BY, path


def test_the_linter_reads_every_module() -> None:
    ruff = [sys.executable, "-m", "ruff", "check", "--show-files", "--quiet"]
    read = subprocess.run(ruff, capture_output=True, text=True, check=True, cwd=project.ROOT).stdout.splitlines()
    assert {str(path) for path in FILES} <= set(read)


def test_only_the_front_door_prints_and_exits() -> None:
    for path in FILES:
        room = module_name(path).split(".")[0]
        names = {node.id for node in syntax_nodes(path) if isinstance(node, ast.Name)}
        assert not names & {"exit", "quit", "eval", "exec", "breakpoint"}, path
        if room != "cli":
            assert not names & {"print", "input", "SystemExit"}, path
            # What openpyxl warns of, nobody who imports a workbook can do anything about.
            silences = module_name(path) == "importer.readers.xlsx_sheets"
            assert not {name for name, _ in imports(path)} & {"sys", "argparse", *(() if silences else ("warnings",))}, path


def test_every_place_where_text_is_taken_for_markup_is_known() -> None:
    """What `Markup(...)` wraps is not escaped again. Empty markup is fine; everything else is one of these."""
    found = set()
    for path in FILES:
        for node in syntax_nodes(path):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in ("Markup", "Html")
                and node.args
            ):
                found.add((module_name(path), ast.unparse(node.args[0]).split("(")[0]))
    assert found == {
        ("text.markdown", "_parser"),  # markdown-it escapes all text; html is off
        ("text.markdown", "text"),  # no sign of markup is in it
        ("text.markdown", "_UNRESOLVED_HREF.sub"),  # markup already; what is put in is escaped
        ("render.qr_code", "_write_svg"),  # numbers, and a name that it escapes
        ("render.renderer", "_escape_for_script"),  # JSON, with every sign of markup written as a number
        ("render.renderer", "self.chart_renderer.inline"),  # the drawing escapes all text; every element is checked
    }


def test_no_template_takes_text_for_markup() -> None:
    assert len(TEMPLATES) > 8
    for path in TEMPLATES:
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"\|\s*safe\b|autoescape|Markup|\|\s*tojson|\|\s*xmlattr|\|\s*urlize", text), path.name
        # Data, which no browser runs.
        no_script = text.replace('<script type="application/ld+json">{{ schema_org }}</script>', "")
        assert not re.search(r"<[^>]*\sstyle\s*=|<[^>]*\son[a-z]+\s*=|<script(?![^>]*\ssrc=)", no_script), path.name
        assert not re.search(r"=\{\{", text), f"{path.name}: an attribute without quotes"


def test_modules_and_functions_are_small() -> None:
    for path in (*FILES, project.ROOT / "build.py"):
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 450, path
        for node in syntax_nodes(path):
            if isinstance(node, ast.FunctionDef):
                assert (node.end_lineno or 0) - node.lineno < 40, f"{path}: {node.name}"
