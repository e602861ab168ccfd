"""A site as `new site` makes it, published below a path by the workflow that the program lends: every step, run by `act`."""

from __future__ import annotations

from pathlib import Path

import pytest
from site_links import find_dead_references
from workflow_repository import NewSite, ran

pytestmark = pytest.mark.slow

ADDRESS = "https://someone.github.io/budgets/"


@pytest.fixture
def site(wheel: Path, tmp_path: Path) -> NewSite:
    made = NewSite(tmp_path, wheel)
    settings = made.content / "site.yaml"
    text = settings.read_text(encoding="utf-8")
    assert "https://budgets.example/" in text
    settings.write_text(text.replace("https://budgets.example/", ADDRESS), encoding="utf-8")
    made.commit()
    return made


def test_a_push_publishes_it_below_a_path(site: NewSite) -> None:
    status, log = site.publish("push")
    assert status == 0, log
    assert {"Install the program", "Check the content", "Build the site", "Say what the site holds"} <= set(ran(log, "Build"))
    assert "Attest where the site comes from" in ran(log, "Attest")
    assert "Attest what it is made with" not in ran(log, "Attest"), "there is no lock file to make a list of"
    assert "Publish to GitHub Pages" in ran(log, "Publish")
    published = site.kept / "published"
    assert (published / "checksums.txt").is_file()
    assert list(find_dead_references(published, ADDRESS)) == []
    assert list(find_dead_references(published, "https://someone.github.io/")) != [], "it stands below the path, and only there"


def test_a_pull_request_is_checked_and_kept_to_be_looked_at_and_publishes_nothing(site: NewSite) -> None:
    (statement,) = site.content.glob("statements/*/2025-budget.yaml")
    text = statement.read_text(encoding="utf-8")
    moved = {"amount: 987600.00": "amount: 987500.00", "amount: 246900.00": "amount: 247000.00"}
    for old, new in moved.items():
        assert old in text
        text = text.replace(old, new)
    statement.write_text(text, encoding="utf-8")
    site.commit()
    status, log = site.publish("pull_request")
    assert status == 0, log
    assert "Keep the site to be looked at" in ran(log, "Build")
    assert (site.kept / "site" / "index.html").is_file()
    assert ran(log, "Publish") == ran(log, "Attest") == []
    summary = log[log.index("Summary - ") :]
    assert "| 987,600.00 元 | 987,500.00 元 | −100.00 元 |" in summary


def test_a_slip_fails_at_its_line(site: NewSite) -> None:
    settings = site.content / "site.yaml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("tagline:", "tagilne:"), encoding="utf-8")
    site.commit()
    status, log = site.publish("push")
    assert status != 0
    assert "tagilne" in log
    assert "Build the site" not in ran(log, "Build")
    assert ran(log, "Publish") == []
