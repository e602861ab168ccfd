"""A body whose folder got another name: every address that it had leads on, and what cannot is the same once more."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urljoin

import built_site
import project
import pytest
from playwright.sync_api import Browser
from sample_content import LANGUAGES

from budgetbook.render import redirects

OLD, NEW = "riverside-library", "riverside-district-library"
SITE = "https://budgetbook.example/"


@pytest.fixture
def before(tmp_path: Path) -> Path:
    return built_site.small_content(tmp_path / "before")


def renamed(content: Path, *, told: bool) -> Path:
    (content / "statements" / OLD).rename(content / "statements" / NEW)
    entity = content / "statements" / NEW / "entity.yaml"
    if told:
        entity.write_text(f"{entity.read_text(encoding='utf-8').rstrip()}\nformerly: [{OLD}]\n", encoding="utf-8")
    return content


@pytest.fixture
def after(tmp_path: Path) -> Path:
    return renamed(built_site.small_content(tmp_path / "after"), told=True)


@pytest.mark.slow
def test_every_address_leads_on_and_every_file_is_there(before: Path, after: Path, tmp_path: Path) -> None:
    address = re.findall("(?m)^address: (.*)$", (before / "site.yaml").read_text(encoding="utf-8"))[0]
    old = project.outputs(project.check(before))
    assert project.run_on(after, "--out", tmp_path / "site").status == 0
    new = {path: file.data for path, file in project.outputs(project.check(after)).items()}
    assert {path: (tmp_path / "site" / path).read_bytes() for path in new} == new
    led = 0
    for path in old:
        now = redirects.rename_path(path, OLD, NEW)
        assert path in new
        if now == path:
            continue
        assert now in new
        if not path.endswith(".html"):
            assert new[path] == new[now]
            continue
        page = new[path].decode()
        ((to,),) = (re.findall(r'<meta http-equiv="refresh" content="0; url=([^"]+)">', page),)
        assert urljoin(f"{SITE}{path}", to) == f"{SITE}{now}"
        assert f'<link rel="canonical" href="{address}{now.removesuffix("index.html")}">' in page
        assert f'<a href="{to}">' in page
        assert f'<html lang="{"zh-CN" if path.startswith("zh/") else "en"}">' in page
        led += 1
    assert led > 2 * len(LANGUAGES)
    assert OLD.encode() not in new["sitemap.xml"]


@pytest.mark.slow
def test_what_moved_is_told_and_what_ceases_too(before: Path, after: Path, tmp_path: Path) -> None:
    untold = renamed(built_site.small_content(tmp_path / "untold"), told=False)
    told = project.run("diff", before, "--content", after, "--lang", "en")
    lost = project.run("diff", before, "--content", untold, "--lang", "en")
    page, file = f"zh/{OLD}/2024-budget/", f"data/v2/entities/{OLD}.json"
    assert (told.status, lost.status) == (0, 0)
    assert f"> {page} → zh/{NEW}/2024-budget/" in told.out
    assert f"- {page}" not in told.out.splitlines()
    assert file not in told.out
    assert {f"- {page}", f"- {file}"} <= set(lost.out.splitlines())
    assert f"formerly: [{OLD}]" in lost.out
    marked = project.run("diff", before, "--content", untold, "--format", "markdown").out
    assert page.replace("_", r"\_") in marked
    assert file in marked
    assert "formerly" in marked


@pytest.mark.parametrize(
    ("name", "said"), [(NEW, "expected a name of its own"), ("search", "expected a name of its own"), ("about", "of its own")]
)
def test_a_former_name_is_one_that_nothing_has_now(name: str, said: str, after: Path) -> None:
    entity = after / "statements" / NEW / "entity.yaml"
    entity.write_text(entity.read_text(encoding="utf-8").replace(f"[{OLD}]", f"[{name}]"), encoding="utf-8")
    ended = project.run_on(after, "check")
    line = entity.read_text(encoding="utf-8").count("\n")
    assert ended.status == 1
    (problem,) = ended.problems
    assert problem.startswith(f"{entity}:{line}:12: formerly.0: ")
    assert said in problem


def test_a_new_body_cannot_have_the_old_address(after: Path) -> None:
    ended = project.run(
        "new", "--content", after, "--body", OLD, "--year", "2024", "--name", "zh=某馆", "--name", "en=A", "--lang", "en"
    )
    assert ended.status == 2
    assert "expected" in ended.err
    assert not (after / "statements" / OLD).exists()


@pytest.mark.browser
@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_a_browser_is_led_on_and_with_scripts_to_the_very_figure(
    scripts: bool, after: Path, tmp_path: Path, browser: Browser
) -> None:
    assert project.run_on(after, "--out", tmp_path / "site").status == 0
    with built_site.served(tmp_path / "site") as site:
        context = browser.new_context(java_script_enabled=scripts)
        page = context.new_page()
        page.goto(f"{site}en/{OLD}/2024-budget/#revenue")
        page.wait_for_url(f"{site}en/{NEW}/2024-budget/index.html{'#revenue' if scripts else ''}")
        page.goto(f"{site}zh/{OLD}/")
        page.wait_for_url(f"{site}zh/{NEW}/index.html")
        context.close()
