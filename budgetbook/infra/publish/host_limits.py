"""Whether a site is more than a host of static sites takes, by the table `host_limits.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, get_args

_TABLE = Path(__file__).with_suffix(".toml")
Measure = Literal["bytes", "files", "file_bytes", "folder_files"]


@dataclass(frozen=True, slots=True)
class HostLimit:
    """One limit of one host."""

    host: str
    family: str
    """What `new site --host` calls it, or the plans of one host together."""
    measure: Measure
    """`bytes` of the whole site, number of `files`, `file_bytes` of the largest, or `folder_files` of the fullest folder."""
    most: int
    source: str
    """Where the host says so."""


@cache
def read_limits() -> tuple[HostLimit, ...]:
    """All limits of the table."""
    hosts = tomllib.loads(_TABLE.read_text(encoding="utf-8"))["host"]
    return tuple(
        HostLimit(host["name"], host["family"], measure, host[measure], host["source"])
        for host in hosts
        for measure in get_args(Measure)
        if measure in host
    )


def find_exceeded(numbers: Mapping[Measure, int]) -> Iterator[tuple[HostLimit, int]]:
    """Yield each limit that a site passes, with the site's own number of what is limited."""
    for limit in read_limits():
        if numbers[limit.measure] > limit.most:
            yield limit, numbers[limit.measure]
