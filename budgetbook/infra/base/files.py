"""One file of the site: where it stands, how its bytes are obtained, and what they depend on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class CachedFile:
    """One finished file of the cache, read once."""

    path: Path
    size: int
    """In bytes."""
    sha256: str


@dataclass(frozen=True, slots=True)
class OutputFile:
    """One file of the site, finished or made when its bytes are asked for."""

    path: str
    """Below the site's folder: `en/index.html`."""
    source: bytes | Callable[[], bytes | CachedFile]
    """Its bytes, or a function that makes them; a large file is made in the cache and never held in memory."""
    fingerprint: Callable[[], str] = str
    """Fingerprint of all that the bytes depend on, computed without making them; empty where only the bytes tell."""

    @property
    def content(self) -> bytes | CachedFile:
        """The finished file."""
        return self.source if isinstance(self.source, bytes) else self.source()

    def read(self) -> bytes | Path:
        """Its bytes, or the path of the cached file that holds them."""
        content = self.content
        return content.path if isinstance(content, CachedFile) else content

    @property
    def data(self) -> bytes:
        """The whole file in memory."""
        data = self.read()
        return data.read_bytes() if isinstance(data, Path) else data

    def copy_to(self, path: str) -> OutputFile:
        """The same file once more, at another path."""
        return OutputFile(path, lambda: self.content, self.fingerprint)
