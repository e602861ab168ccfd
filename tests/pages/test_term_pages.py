"""Pages of terms: one is put together again if, and only if, something of its own figures has changed."""

from __future__ import annotations

from pathlib import Path

import built_site
import project
import pytest

STATEMENT = "statements/hillside-office/2024-budget.yaml"
EDITS: dict[str, tuple[dict[str, str], set[str]]] = {
    "two amounts": (
        {"amount: 310.00": "amount: 311.00", "amount: 210.00": "amount: 209.00"},
        {"basic-expenditure", "project-expenditure"},
    ),
    "a printed percentage": ({", percent: 4.0}": "}"}, {"revenue"}),
    "two of the year before": (
        {"prior: 302.00": "prior: 303.00", "difference: 2.00": "difference: 3.00"}
        | {"prior: 198.00": "prior: 197.00", "difference: -2.00": "difference: -3.00"},
        {"basic-expenditure", "project-expenditure"},
    ),
}


def term_files(content: Path) -> dict[str, tuple[str, bytes]]:
    """By term: the fingerprint and the bytes of its page."""
    files = project.outputs(project.check(content))
    paths = {path.split("/")[2]: path for path in files if path.startswith("en/glossary/") and path.count("/") == 3}
    return {term: (files[path].fingerprint(), files[path].data) for term, path in paths.items()}


@pytest.mark.slow
@pytest.mark.parametrize("edit", EDITS)
def test_a_change_reaches_the_terms_that_show_it(edit: str, tmp_path: Path) -> None:
    content = built_site.small_content(tmp_path / "content", "hillside")
    before = term_files(content)
    file, (changes, reached) = content / STATEMENT, EDITS[edit]
    text = file.read_text("utf-8")
    for old, new in changes.items():
        assert text.count(old) == 1
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8", newline="\n")
    after = term_files(content)
    assert len(before) > 5
    made_again = {term for term in before if before[term][0] != after[term][0]}
    assert reached <= made_again
    assert made_again < before.keys(), "the others stay"
    assert {term for term in before if before[term][1] != after[term][1]} <= made_again
