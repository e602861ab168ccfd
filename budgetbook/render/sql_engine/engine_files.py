"""The files of the engine on a site, read only where one has to be written."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from budgetbook.infra.base.files import OutputFile
from budgetbook.pages.sql import ENGINE_FOLDER

HASHES = {
    "LICENCE.txt": "faf0636c8e3d4521264729b2aed10206e4daaeb0d112b5bdbfb078da3ef21f2f",
    "sqlite3.mjs": "0dcdd860e6ec672623b13b8b8e41bb6c78be7a5df80ec553fc4f69160161c8af",
    "sqlite3.wasm": "b8a92a19f441a90ff2339fe988fbe317c4adf3ed844096f12aee04aa72d58257",
}
"""The SHA-256 of each file; a test holds them to it, so that it is also their fingerprint."""
_HERE = Path(__file__).parent


def engine_files() -> Iterator[OutputFile]:
    """Yield the files."""
    for name, sha256 in HASHES.items():
        yield OutputFile(f"{ENGINE_FOLDER}{name}", (_HERE / name).read_bytes, partial(str, sha256))
