"""Pages of every kind are valid: vnu (HTML, CSS, SVG, the page's policy) and html-validate (structure, access) find nothing.

Both come by `npm ci --prefix tests/page_checkers`; `.ci/run` does that.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import built_site
import project
import pytest

pytestmark = pytest.mark.slow

PAGES = project.ROOT / "tests" / "page_checkers"
VNU = PAGES / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
HTML_VALIDATE = PAGES / "node_modules" / "html-validate" / "bin" / "html-validate.mjs"
INSTALL = "the page checkers (npm ci --prefix tests/page_checkers)"

# vnu reads the files from disk, where 'self' is nobody: it calls our own style and script strangers. A browser does not.
OWN_FILES = re.compile(
    r"Resource violates Content Security Policy \(meta tag\): external (stylesheet|script) "
    r"“((\.\./)*|/([a-z]+/)*)assets/(style\.css|[a-z]+\.js)” blocked by “(style|script)-src” directive\."
)

# What browsers know and vnu does not yet: queries of a container, the room of Chinese quotation marks, and strokes
# that keep their width when a drawing is stretched.
NEWER = re.compile(r"CSS: .*(container|text-spacing-trim|vector-effect).*", re.DOTALL)

# vnu guesses the language of a page from its words, which on a page of numbers and names are few.
GUESS = re.compile(r"This document appears to be written in .* but the “html” start tag has .*")

# Nor does a browser run data, whatever the policy says of scripts.
DATA, INLINE = '<script type="application/ld+json">', "Inline script violates Content Security Policy"

BRIEF = ("-Xss2m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
"""Java for a program that runs a few seconds: what it would compile and tidy up at length is never used."""

INVALID = """<!DOCTYPE html>
<html lang="en">
<head><title>Invalid</title></head>
<body><h1>Invalid</h1><img src="a.png"><p><div></div></p></body>
</html>
"""
"""A page that both must find fault with: what finds nothing here has looked at nothing."""


@pytest.fixture(scope="module")
def marked_site(sites: Path, pinto: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sites, with one of five terms (nine pages of ten are a term's), a demonstration, and a page that is not valid."""
    folder = tmp_path_factory.mktemp("html") / "site"
    shutil.copytree(sites, folder, copy_function=os.link)
    terms = sorted(path for path in (folder / "zh" / "glossary").iterdir() if path.is_dir())
    assert len(terms) > 100
    for number, term in enumerate(terms):
        if number % 5:
            shutil.rmtree(term)
            shutil.rmtree(folder / "en" / "glossary" / term.name)
    shutil.copytree(pinto, folder / "pinto", copy_function=os.link)
    for lang in ("es", "en"):
        for term in (folder / "pinto" / lang / "glossary").iterdir():
            if term.is_dir() and term.name != "outcome":
                shutil.rmtree(term)
    (folder / "invalid.html").write_text(INVALID, encoding="utf-8")
    return folder


def run(command: Sequence[str | Path]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=PAGES, capture_output=True, text=True, encoding="utf-8", check=False, timeout=project.PATIENCE
    )


def program(name: str, file: Path) -> str:
    """The path of a program of this machine that runs a file of ours."""
    found = shutil.which(name)
    if found is None:
        built_site.needs(name)
    if not file.is_file():
        built_site.needs(INSTALL)
    return found


def allowed(message: dict[str, str]) -> bool:
    """Whether vnu has only misjudged what a browser does, or the language of a page."""
    data = message["message"].startswith(INLINE) and DATA in message["extract"]
    return data or any(pattern.fullmatch(message["message"]) for pattern in (OWN_FILES, NEWER, GUESS))


def test_vnu_finds_nothing(marked_site: Path) -> None:
    java = program("java", VNU)
    options = ["--skip-non-html", "--also-check-css", "--also-check-svg", "--format", "json", "--stdout"]
    done = run([java, "-Xmx1g", *BRIEF, "-jar", VNU, *options, marked_site])
    messages = json.loads(done.stdout)["messages"]
    on_invalid = [message for message in messages if message["url"].endswith("/invalid.html")]
    assert on_invalid
    found = [
        f"{message['url']}:{message.get('lastLine')}: {message['message']}"
        for message in messages
        if message not in on_invalid and not allowed(message)
    ]
    assert found == []


def test_html_validate_finds_nothing(marked_site: Path) -> None:
    node = program("node", HTML_VALIDATE)
    # Into a file: what a program of Node writes to a pipe is cut where the program ends.
    written = marked_site.parent / "reports.json"
    run(
        [
            node,
            HTML_VALIDATE,
            "--config",
            PAGES / ".htmlvalidate.json",
            "--formatter",
            f"json={written}",
            f"{marked_site}/**/*.html",
        ]
    )
    reports = json.loads(written.read_text(encoding="utf-8"))
    assert any(report["filePath"].endswith("/invalid.html") for report in reports)
    found = [
        f"{report['filePath']}:{message['line']}: {message['ruleId']}: {message['message']}"
        for report in reports
        for message in report["messages"]
        if not report["filePath"].endswith("/invalid.html")
    ]
    assert found == []


def test_the_checkers_are_pinned_and_no_registry_is_named() -> None:
    package, lock = (json.loads((PAGES / name).read_text(encoding="utf-8")) for name in ("package.json", "package-lock.json"))
    asked = package["devDependencies"]
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in asked.values())
    assert lock["packages"][""]["devDependencies"] == asked, "run `npm install --prefix tests/page_checkers`"
    installed = {name: about for name, about in lock["packages"].items() if name}
    assert {name.removeprefix("node_modules/") for name in installed} >= asked.keys()
    assert [name for name, about in installed.items() if "resolved" in about or not about.get("integrity")] == []
