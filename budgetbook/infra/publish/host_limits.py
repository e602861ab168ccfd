"""Whether a site is more than a host of static sites takes, by the table `host_limits.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

_TABLE = Path(__file__).with_suffix(".toml")
Measure = Literal["bytes", "files", "file_bytes"]


@dataclass(frozen=True, slots=True)
class HostLimit:
    """One limit of one host."""

    host: str
    measure: Measure
    """`bytes` of the whole site, number of `files`, or `file_bytes` of the largest."""
    most: int
    source: str
    """Where the host says so."""


@cache
def read_limits() -> tuple[HostLimit, ...]:
    """All limits of the table."""
    hosts = tomllib.loads(_TABLE.read_text(encoding="utf-8"))["host"]
    measures: tuple[Measure, ...] = ("bytes", "files", "file_bytes")
    return tuple(
        HostLimit(host["name"], measure, host[measure], host["source"])
        for host in hosts
        for measure in measures
        if measure in host
    )


def find_exceeded(size: int, file_count: int, largest_size: int) -> Iterator[tuple[HostLimit, int]]:
    """Yield each limit that a site passes, with the site's own number."""
    numbers: dict[Measure, int] = {"bytes": size, "files": file_count, "file_bytes": largest_size}
    for limit in read_limits():
        if numbers[limit.measure] > limit.most:
            yield limit, numbers[limit.measure]
