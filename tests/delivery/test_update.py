"""A site that has made itself at home takes the next version of the program without one conflict.

The next version is made here: a copy of the program with another template, other words, another dictionary and a further form.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import project
import pytest
from installed_program import Installed, install

from budgetbook.content.form import PRESENT_FORM

NEXT_FORM = PRESENT_FORM + 1
NEXT_STEP = f"""

def _rename_contact(draft: ContentDraft) -> None:
    settings = draft.edit("site.yaml")
    contact = settings.data["contact"]
    settings = settings.add_entry(("report_at",), [f'report_at: "{{contact}}"'], contact, follower_key="contact")
    draft.files["site.yaml"] = settings.remove(("contact",)).raw


STEPS = (*STEPS, UpgradeStep({NEXT_FORM}, _("contact 改叫 report_at", "contact is called report_at"), _rename_contact))
"""


def edit(path: Path, *pairs: tuple[str, str]) -> None:
    """Replace each first text by the second, which stands in for exactly one place."""
    text = path.read_text(encoding="utf-8")
    for old, new in pairs:
        assert text.count(old) == 1, (path, old)
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")


def install_next(to: Path) -> Installed:
    """The version after this one."""
    installed = install(to)
    package, program = to / "budgetbook", to / "budgetbook" / "program"
    version = re.search(r'^version = "(.*)"$', (program / "pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE)
    assert version
    edit(program / "pyproject.toml", (version[0], 'version = "99.0.0"'))
    edit(program / "templates/base.html", ("{% block footer %}", '{% block footer %}<p class="next">Next</p>'))
    edit(program / "templates/home.html", ("{% block opening %}", '{% block opening %}<i class="next-opening">Next</i>'))
    edit(program / "content/languages/en.yaml", ("  verdict-holds: adds up\n", "  verdict-holds: comes out\n"))
    edit(
        program / "content/countries/china/concepts.yaml",
        ("  name: {zh: 收入, en: Revenue}\n", "  name: {zh: 收入, en: Revenue and receipts}\n"),
    )
    edit(package / "content/form.py", (f"PRESENT_FORM = {PRESENT_FORM}\n", f"PRESENT_FORM = {NEXT_FORM}\n"))
    edit(package / "content/site_files.py", ("    contact: Address\n", '    contact: Address = Field(alias="report_at")\n'))
    with (package / "cli/upgrade/steps.py").open("a", encoding="utf-8") as file:
        file.write(NEXT_STEP)
    return installed


def make_own(site: Path) -> None:
    """Change what the guides say that a site can change: colour, logo, menu, a block, a page, a concept; the sample goes."""
    with (site / "content/site.yaml").open("a", encoding="utf-8") as file:
        file.write(
            '# Our own look.\ntheme: {colours: {chart: "#205040"}, logo: logo.svg, radius: 8}\n'
            "menu: [budgets, why, about]\nmenu_names: {why: {zh: 缘由, en: Why}}\n"
        )
    static = site / "content/static"
    static.mkdir()
    (static / "logo.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>\n', encoding="utf-8")
    for lang, title in (("zh", "缘由"), ("en", "Why")):
        (site / f"content/pages/why.{lang}.md").write_text(f"# {title}\n\nOurs.\n", encoding="utf-8")
    (site / "templates/home.html").write_text(
        '{% extends "program/home.html" %}\n{% block opening %}<b class="ours">Ours</b>{{ super() }}{% endblock %}\n',
        encoding="utf-8",
    )
    country = site / "content/countries/china"
    country.mkdir(parents=True)
    (country / "concepts.yaml").write_text(
        "# What our library lends.\nloans:\n  name: {zh: 借阅, en: Loans of books}\n"
        "  explain: {zh: 借出去的书。, en: Books that were lent.}\nexpenditure: {plain: {en: What we spend}}\n",
        encoding="utf-8",
    )
    (site / "content/statements/sample-body").rename(site / "content/statements/our-library")


def commit(site: Path) -> None:
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    for words in (("init", "-q"), ("add", "-A"), ("commit", "-qm", "Ours")):
        subprocess.run(["git", *identity, *words], cwd=site, check=True, timeout=project.PATIENCE)


def list_changes(site: Path) -> set[str]:
    """The files that differ from what was committed, new ones among them."""
    words = ["git", "status", "--porcelain", "--untracked-files=all"]
    status = subprocess.run(words, cwd=site, check=True, capture_output=True, text=True, timeout=project.PATIENCE).stdout
    return {line[3:] for line in status.splitlines()}


@pytest.mark.whole
def test_a_site_with_changes_of_its_own_takes_the_next_version_without_a_conflict(tmp_path: Path) -> None:
    first, following, site = install(tmp_path / "first"), install_next(tmp_path / "next"), tmp_path / "site"
    first.run(tmp_path, "new", "site", "site", "--country", "china")
    make_own(site)
    assert "no problems" in first.run(site, "check")
    commit(site)
    before = (site / "content/site.yaml").read_text(encoding="utf-8")

    told = following.run(site, "check", status=1)
    assert f"expected content of form {NEXT_FORM}; this is of form {PRESENT_FORM}" in told
    assert "run budgetbook upgrade" in told
    shown = following.run(site, "upgrade")
    assert "contact is called report_at" in shown
    assert "the program's block opening (home.html) has changed; see whether yours still fits" in shown
    assert list_changes(site) == set()
    following.run(site, "upgrade", "--write")
    assert list_changes(site) == {
        "content/site.yaml", "content/schema/site.json", "templates/blocks.json", "requirements.txt"
    }  # fmt: skip
    after = (site / "content/site.yaml").read_text(encoding="utf-8")
    wanted = re.sub(r'^contact: "?([^"\n]*)"?$', r'report_at: "\1"', before, flags=re.MULTILINE)
    assert after == wanted.replace(f"form: {PRESENT_FORM}\n", f"form: {NEXT_FORM}\n")
    assert (site / "requirements.txt").read_text(encoding="utf-8") == "budgetbook[import]==99.0.0\n"

    assert "no problems" in following.run(site, "check")
    assert "nothing to change" in following.run(site, "upgrade", "--write")
    following.run(site, "build", "--jobs", "2")
    look_at_the_site(site / "site" / "en", site / "site")
    assert "use a newer program" in first.run(site, "check", status=1)


def look_at_the_site(english: Path, whole: Path) -> None:
    """What is the site's own is there, and so is what is new in the program."""
    home, why, glossary, budget = (
        (english / name / "index.html").read_text(encoding="utf-8") for name in ("", "why", "glossary", "our-library/2025-budget")
    )
    assert '<b class="ours">Ours</b>' in home
    assert '<i class="next-opening">Next</i>' in home
    assert "logo.svg" in home
    assert [re.search(rf">{name}</a>", home) is not None for name in ("Why", "Compare")] == [True, False]
    for page in (home, why, glossary, budget):
        assert '<p class="next">Next</p>' in page
    assert "Loans of books" in glossary
    assert "Revenue and receipts" in glossary
    assert "What we spend" in budget
    style = (whole / "assets/style.css").read_text(encoding="utf-8")
    assert "--chart-main: #205040;" in style
    assert "--radius: 8px;" in style
    assert not (english / "sample-body").exists()


@pytest.mark.whole
def test_the_sample_is_taken_out_in_one_step(tmp_path: Path) -> None:
    assert project.run("new", "site", tmp_path / "site", "--country", "china").status == 0
    shutil.rmtree(tmp_path / "site/content/statements/sample-body")
    ended = project.run_on(tmp_path / "site/content", "--out", tmp_path / "built")
    assert (ended.status, ended.err) == (0, "")
    assert (tmp_path / "built/en/index.html").is_file()
    assert not [path for path in (tmp_path / "built").rglob("*") if "sample" in path.name]
