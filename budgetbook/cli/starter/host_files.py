"""Writes what publishes a new site on a host: its settings or a script, and how to go on, with the limits of the host."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from budgetbook.infra.publish import host_limits

_FILES = Path(__file__).parent / "hosts"
HOSTS: dict[str, dict[str, str]] = {
    "github": {".github/workflows/publish.yml": "github.yml"},
    "gitlab": {".gitlab-ci.yml": "gitlab.yml"},
    "rsync": {"publish.sh": "rsync.sh"},
    "netlify": {"netlify.toml": "netlify.toml"},
    "cloudflare": {"wrangler.toml": "cloudflare.toml"},
    "s3": {"publish.sh": "s3.sh"},
    "nginx": {"publish.sh": "rsync.sh", "nginx.conf": "nginx.conf"},
}
"""The files of each host: their names in the folder of a site, and from which of ours each is made. The first is the usual."""


def make_host_files(host: str, version: str) -> dict[str, str]:
    """The files that publish a site there, by their names in its folder; `version` is that of the program."""
    return {name: (_FILES / file).read_text(encoding="utf-8").replace("{version}", version) for name, file in HOSTS[host].items()}


def describe_publishing(host: str, words: Mapping[str, Any]) -> str:
    """How to publish there, and what the host takes, in the words of one language."""
    limits = list(_describe_limits(host, words["limits"]))
    return "\n".join([str(words["publish"][host]).rstrip(), "", *(limits or [words["limits"]["none"]])])


def _describe_limits(host: str, words: Mapping[str, str]) -> Iterator[str]:
    """A line for each limit of the host, as the table has it, with where the host says so."""
    for limit in host_limits.read_limits():
        if limit.family == host:
            yield f"- {limit.host}{words['colon']}{words[limit.measure].format(most=f'{limit.most:,}')} <{limit.source}>"
