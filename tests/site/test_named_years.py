"""Budget years that have names of their own, and a currency that is a sign, on every page of a site."""

from __future__ import annotations

import re
import shutil
from html import unescape
from pathlib import Path

import project
import pytest

CONTENT = project.ROOT / "tests" / "second_country" / "content"
PLAIN_YEAR = re.compile("20[0-9]{2}")
HEADS = re.compile(r"<th scope=\"col\"[^>]*>(.*?)</th>|<td data-label=\"([^\"]*)\"", re.DOTALL)
LABEL = 'label: {en: "FY{yy}/{next_yy}", es: "{yy}-{next_yy}"}'


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The country of the tests, its years named, its euro without a word."""
    root = shutil.copytree(CONTENT, tmp_path_factory.mktemp("named") / "content")
    country = root / "countries" / "velania" / "country.yaml"
    text = country.read_text("utf-8").replace("named_by: start", f"named_by: start, {LABEL}")
    lines = [re.sub(r", words: .*", "}", line) if "EUR: {unit" in line else line for line in text.split("\n")]
    country.write_text("\n".join(lines), "utf-8")
    target = tmp_path_factory.mktemp("named-site") / "site"
    project.build_site(root, target)
    return target


def test_no_head_of_a_column_is_the_number_of_a_year(site: Path) -> None:
    heads = [
        (path.relative_to(site).as_posix(), next(filter(None, each), ""))
        for path in site.rglob("*.html")
        for each in HEADS.findall(path.read_text("utf-8"))
    ]
    assert [head for head in heads if PLAIN_YEAR.search(head[1])] == []
    assert any("FY23/24" in head for _, head in heads)


@pytest.mark.parametrize(("lang", "amount"), [("en", "€40.96 million"), ("es", "40,96 millones de\u00a0€")])
def test_the_sign_stands_where_the_language_has_it(site: Path, lang: str, amount: str) -> None:
    page = (site / lang / "port-of-velania" / "2023-budget" / "index.html").read_text("utf-8")
    text = unescape(re.sub("<[^>]+>", "", page))
    assert amount in text
    assert "Of every €100" in text if lang == "en" else "De cada 100\u00a0€" in text
