"""Addresses, repositories and branches as people write them; as machines write them, or the reason why not, out."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import built_site
import project
import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetbook.content import addresses, code_hosts
from budgetbook.content.addresses import AddressError

PATTERN = 'edit: "https://code.example/{branch}/{path}?line={line}"'
ODD = st.text(st.sampled_from("ab0.-:/@?#%[]_預中é~\\ '\"<>{}|^`\u200b\u3002=&+"), max_size=40)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("https://someone.github.io/budget", "https://someone.github.io/budget/"),
        ("https://someone.github.io/budget/", "https://someone.github.io/budget/"),
        ("https://someone.github.io", "https://someone.github.io/"),
        ("https://someone.github.io/v1.0", "https://someone.github.io/v1.0/"),
        ("HTTPS://Someone.GitHub.io/Budget", "https://someone.github.io/Budget/"),
        ("https://budgetbook.example:443/", "https://budgetbook.example/"),
        ("https://budgetbook.example:8443/", "https://budgetbook.example:8443/"),
        ("http://预算.中国/", "http://xn--lzz850d.xn--fiqs8s/"),
        ("http://预算。中国/公开", "http://xn--lzz850d.xn--fiqs8s/%E5%85%AC%E5%BC%80/"),
        ("http://127.0.0.1:8000/", "http://127.0.0.1:8000/"),
        ("http://localhost/", "http://localhost/"),
    ],
)
def test_the_address_of_a_site_is_a_folder_in_letters_that_all_programs_know(written: str, meant: str) -> None:
    assert addresses.read_home_address(written) == meant


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("https://budgetbook.example/index.html", "address-of-a-page"),
        ("https://budgetbook.example/index.html/", "address-of-a-page"),
        ("https://budgetbook.example/home.php", "address-of-a-page"),
        ("https://budgetbook.example/#top", "address-with-query"),
        ("https://budgetbook.example?", "address-with-query"),
        ("https://budgetbook.example/./", "address-steps"),
        ("https://budgetbook.example//", "address-steps"),
        ("https://-budgetbook.example/", "address-host"),
        ("https://budget_book.example/", "address-host"),
        (f"https://{'a' * 64}.example/", "address-host"),
        (f"https://{'a.' * 130}example/", "address-host"),
        ("https://budgetbook.example./", "address-host"),
        ("https:///", "address-host"),
        ("https://[::1]/", "address-host"),
        ("https://0x7f.1/", "address-host"),
        ("https://256.0.0.1/", "address-host"),
        ("https://budgetbook.example:0/", "address-port"),
        ("https://budgetbook.example:/", "address-port"),
        ("https://budgetbook.example:65536/", "address-port"),
        ("https://:pass@budgetbook.example/", "address-user"),
        ("https://budget\u200bbook.example/", "address-sign"),
        ("https://budgetbook.example/\u3000", "address-sign"),
        ("https://budgetbook.example/'", "address-sign"),
        ("//budgetbook.example/", "not-an-address"),
        ("javascript:alert", "not-an-address"),
        ("file:///etc/passwd", "not-an-address"),
    ],
)
def test_what_is_no_address_of_a_site_is_refused_for_its_true_reason(written: str, why: str) -> None:
    with pytest.raises(AddressError) as refused:
        addresses.read_home_address(written)
    assert refused.value.key == why
    assert refused.value.message.text("zh") != refused.value.message.text("en")


@given(ODD, ODD)
def test_whatever_is_taken_is_written_so_that_it_stays_as_it_is(host: str, rest: str) -> None:
    try:
        home = addresses.read_home_address(f"https://{host}example/{rest}")
    except AddressError:
        return
    assert re.fullmatch(r"https://[a-z0-9.:-]+/[A-Za-z0-9/%:@!$&()*+,;=~._-]*", home)
    assert home.endswith("/")
    assert addresses.read_home_address(home) == home


BRANCHES = st.lists(st.sampled_from([*"ab./@{~^:?*[\\ -#%é中\x7f\t", ".lock", "HEAD", "..", "//", "@{"]), max_size=6).map("".join)


@given(BRANCHES)
def test_a_branch_is_what_git_takes_for_one(name: str) -> None:
    asked = subprocess.run(["git", "check-ref-format", "--branch", name], capture_output=True, check=False)
    assert code_hosts.is_branch(name) == (asked.returncode == 0)


@pytest.mark.parametrize(
    ("repository", "leads"),
    [
        ("https://github.com/org/budget", "https://github.com/org/budget/edit/main/content/a.yaml#L28"),
        ("https://github.com/org/budget/", "https://github.com/org/budget/edit/main/content/a.yaml#L28"),
        ("https://github.com/org/budget.git", "https://github.com/org/budget/edit/main/content/a.yaml#L28"),
        ("https://gitlab.com/org/group/budget", "https://gitlab.com/org/group/budget/-/edit/main/content/a.yaml#L28"),
        ("https://gitlab.example.org/org/budget", "https://gitlab.example.org/org/budget/-/edit/main/content/a.yaml#L28"),
        ("https://codeberg.org/org/budget", "https://codeberg.org/org/budget/_edit/main/content/a.yaml#L28"),
        ("https://gitee.com/org/budget", "https://gitee.com/org/budget/edit/main/content/a.yaml#L28"),
        (
            "https://bitbucket.org/org/budget",
            "https://bitbucket.org/org/budget/src/main/content/a.yaml?mode=edit&at=main#lines-28",
        ),
        ("https://git.sr.ht/~who/budget", ""),
    ],
)
def test_a_line_is_edited_where_its_host_has_the_page_for_it(repository: str, leads: str) -> None:
    repository = code_hosts.read_repository(repository)
    pattern = code_hosts.find_edit_pattern(repository, None)
    assert pattern is not None
    assert code_hosts.edit_address(pattern, repository, "main", "content/a.yaml", 28) == leads


def test_a_branch_and_a_path_are_spelt_as_addresses_spell_them() -> None:
    found = code_hosts.edit_address("https://code.example/{branch}/{path}", "", "a#b/c", "content/预算.yaml", 1)
    assert found == "https://code.example/a%23b/c/content/%E9%A2%84%E7%AE%97.yaml"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("says", "leads"),
    [(PATTERN, "https://code.example/main/content/statements/"), ("edit: none", "")],
    ids=["a pattern", "no editor"],
)
def test_a_host_that_is_not_known_is_told_how_to_edit_or_has_no_such_links(says: str, leads: str, tmp_path: Path) -> None:
    content = built_site.small_content(tmp_path / "content")
    site = content / "site.yaml"
    site.write_text(re.sub("(?m)^edit: .*$", says, site.read_text(encoding="utf-8")), encoding="utf-8")
    pages = [file.data.decode() for path, file in project.outputs(project.check(content)).items() if path.endswith(".html")]
    hrefs = re.findall(r'href="([^"]*)"', "".join(pages))
    assert "" not in hrefs
    edits = [href for href in hrefs if "/content/" in href]
    assert bool(edits) == bool(leads)
    assert all(href.startswith("https://code.example/main/content/") for href in edits)


@pytest.mark.slow
@pytest.mark.parametrize("address", ["https://someone.github.io/budget", "http://预算.中国/公开"])
def test_every_absolute_address_of_a_site_is_below_its_own(address: str, tmp_path: Path) -> None:
    content = built_site.small_content(tmp_path / "content")
    site = content / "site.yaml"
    site.write_text(re.sub(r"(?m)^address: .*$", f"address: {address}", site.read_text(encoding="utf-8")), encoding="utf-8")
    home = addresses.read_home_address(address)
    for path, file in project.outputs(project.check(content)).items():
        if path.endswith((".html", ".xml", ".json", ".txt", ".jsonld", ".ttl")):
            text = file.data.decode()
            for found in re.findall(rf"{re.escape(home.rstrip('/'))}[^\s\"'<>]*", text):
                assert found.startswith(home) or found == home.rstrip("/"), (path, found)
            assert "预算.中国" not in text, path
