"""What a page says that the rules ask for and a document lacks."""

from __future__ import annotations

from pathlib import Path

import built_site
import project
import pytest

GLOSSARY = """
  glossary:
    name: {zh: 名词, en: Glossary of the document}
    kind: text
    given_by: glossary
    explain: {zh: 解释名词。, en: Explains terms.}
"""


@pytest.mark.parametrize(
    ("place", "word"),
    [
        ("name: {zh: 接待, en: Receptions}\n    spots: [p1 l2]", "Not in this document"),
        ("name: {zh: 名词解释, en: Glossary}\n    spots: [p1 l2]", "In this document"),
        ("name: {zh: 名词解释, en: Glossary}", "Not in this document"),
    ],
    ids=["another", "glossary", "name-alone"],
)
def test_a_document_with_a_place_for_its_glossary_does_not_lack_one(place: str, word: str, tmp_path: Path) -> None:
    content = built_site.small_content(tmp_path / "content", "hillside")
    profile = content / "countries/hillside/profiles/small.yaml"
    profile.write_text(profile.read_text(encoding="utf-8").rstrip() + GLOSSARY, encoding="utf-8")
    file = content / "statements" / "hillside-office" / "2023-budget.yaml"
    text = file.read_text(encoding="utf-8").replace("name: {zh: 接待, en: Receptions}", place)
    file.write_text(text, encoding="utf-8")
    page = project.outputs(project.check(content))["en/hillside-office/2023-budget/evidence/index.html"].data.decode()
    line = page[page.index("Glossary of the document") :]
    assert word.lower() in line[:200].lower()
