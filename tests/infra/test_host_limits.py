"""A site that is more than a host takes is told to be, at the limit's own number and not before."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import built_site
import project
import pytest

from budgetbook.diagnostics.problem import Language
from budgetbook.infra.publish import host_limits
from budgetbook.infra.publish.host_limits import HostLimit, Measure


@pytest.mark.parametrize("limit", host_limits.read_limits(), ids=lambda limit: f"{limit.host} {limit.measure}")
def test_a_limit_is_passed_by_one_more_and_not_by_itself(limit: HostLimit) -> None:
    def passed(number: int) -> list[HostLimit]:
        numbers = dict.fromkeys(get_args(Measure), 0) | {limit.measure: number}
        return [each for each, _ in host_limits.find_exceeded(numbers)]

    assert limit not in passed(limit.most)
    assert limit in passed(limit.most + 1)
    assert limit.source.startswith("https://")


def test_the_table_has_the_hosts_that_the_guides_name() -> None:
    by_host = {(limit.host, limit.measure): limit.most for limit in host_limits.read_limits()}
    assert by_host["GitHub Pages", "bytes"] == 10**9
    assert by_host["Cloudflare Pages (free)", "files"] == 20_000
    assert by_host["Cloudflare Pages (free)", "file_bytes"] == 25 * 2**20
    assert by_host["Netlify", "folder_files"] == 54_000


@pytest.mark.slow
@pytest.mark.parametrize(
    ("lang", "measure", "said"),
    [
        ("en", "files", "files; Small Host takes 3 at most"),
        ("zh", "file_bytes", "一个文件最多 3"),
        ("en", "folder_files", "files; Small Host takes 3 in one folder"),
    ],
)
def test_a_build_warns_and_goes_on(
    lang: Language, measure: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    limit = HostLimit("Small Host", "small", measure, 3, "https://host.example/limits")  # type: ignore[arg-type]
    monkeypatch.setattr(host_limits, "read_limits", lambda: (limit,))
    content = built_site.small_content(tmp_path / "content")
    ended = project.run_on(content, "--out", tmp_path / "site", "--quiet", lang=lang)
    assert ended.status == 0
    assert said in ended.err
    assert "https://host.example/limits" in ended.err
