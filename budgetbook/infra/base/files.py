"""One file of the site: its path, its bytes or how to make them, and the fingerprint of what they depend on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class CachedFile:
    """A finished file of the cache; its hash was computed while it was verified."""

    path: Path
    size: int
    """In bytes."""
    sha256: str


@dataclass(frozen=True, slots=True)
class OutputFile:
    """One file of the site, either finished or made when its bytes are asked for."""

    path: str
    """Relative to the site's folder: `en/index.html`."""
    source: bytes | Callable[[], bytes | CachedFile]
    """The bytes, or a function that makes them; a large file is made in the cache and never held in memory."""
    fingerprint: Callable[[], str] = str
    """Fingerprint of everything the bytes depend on, computed without making them; empty if only the bytes can tell."""

    @property
    def content(self) -> bytes | CachedFile:
        """The finished content, made on first access."""
        return self.source if isinstance(self.source, bytes) else self.source()

    def read(self) -> bytes | Path:
        """Return the bytes, or the path of the cached file that holds them."""
        content = self.content
        return content.path if isinstance(content, CachedFile) else content

    @property
    def data(self) -> bytes:
        """The whole content in memory."""
        data = self.read()
        return data.read_bytes() if isinstance(data, Path) else data

    def copy_to(self, path: str) -> OutputFile:
        """Return the same file under another path."""
        return OutputFile(path, lambda: self.content, self.fingerprint)
