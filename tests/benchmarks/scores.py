"""The real content in; what Lighthouse (mobile) says of a page of each main kind out. `make lighthouse` runs it; it is no test.

The site is built with the address that it is served at, so that canonical and language links lead to themselves, and
is sent compressed, as hosts do. Performance jitters on a busy machine: of three runs the best counts, and all are shown.
"""

from __future__ import annotations

import gzip
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
LIGHTHOUSE = Path(__file__).parent / "lighthouse" / "node_modules" / "lighthouse" / "cli" / "index.js"
STATEMENT = "mentougou-science-association/2023-budget/"
PAGES = tuple(f"{lang}/{place}" for place in ("", STATEMENT, "glossary/", "compare/") for lang in ("zh", "en"))
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-sync"
RUNS = 3


class Compressed(SimpleHTTPRequestHandler):
    """Files of a folder, compressed, without a line on stderr."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name that the library gives it
        """Say nothing."""

    def do_GET(self) -> None:
        """The file, or 404."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        data = gzip.compress(path.read_bytes(), 9)
        self.send_response(200)
        self.send_header("Content-Type", f"{self.guess_type(path)}; charset=utf-8")
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


def main() -> int:
    """Print a line a page."""
    chromium = os.environ.get("CHROME_PATH") or shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None or not LIGHTHOUSE.is_file():
        sys.stderr.write("Lighthouse needs Chromium on the PATH, and `make lighthouse` to install it\n")
        return 2
    with tempfile.TemporaryDirectory(prefix="budgetbook-scores-") as folder:
        site = Path(folder) / "site"
        with ThreadingHTTPServer(("127.0.0.1", 0), partial(Compressed, directory=str(site))) as server:
            address = f"http://localhost:{server.server_address[1]}/"
            _build(Path(folder) / "content", site, address)
            threading.Thread(target=server.serve_forever, daemon=True).start()
            sys.stdout.write(f"{'':52}{''.join(f'{name:>16}' for name in CATEGORIES)}\n")
            for page in PAGES:
                sys.stdout.write(_line(page, [_scores(f"{address}{page}", chromium) for _ in range(RUNS)]))
                sys.stdout.flush()
            server.shutdown()
    return 0


def _build(content: Path, site: Path, address: str) -> None:
    """The real site, as if it were published at an address."""
    shutil.copytree(ROOT / "content", content)
    file = content / "site.yaml"
    lines = file.read_text(encoding="utf-8").splitlines()
    file.write_text("\n".join(f"address: {address}" if line.startswith("address:") else line for line in lines) + "\n")
    program = [sys.executable, str(ROOT / "build.py"), "--quiet", "--content", str(content), "--out", str(site)]
    subprocess.run(program, check=True)


def _scores(address: str, chromium: str) -> dict[str, int]:
    """What one run gives each category, from 0 to 100."""
    program = ["node", str(LIGHTHOUSE), address, "--output=json", "--quiet", f"--chrome-flags={FLAGS}"]
    program += [f"--only-categories={','.join(CATEGORIES)}"]
    done = subprocess.run(program, env=os.environ | {"CHROME_PATH": chromium}, check=True, capture_output=True, timeout=180)
    categories = json.loads(done.stdout)["categories"]
    return {name: round(categories[name]["score"] * 100) for name in CATEGORIES}


def _line(page: str, runs: list[dict[str, int]]) -> str:
    cells = []
    for name in CATEGORIES:
        found = [run[name] for run in runs]
        cells.append(str(max(found)) if len(set(found)) == 1 else f"{max(found)} ({min(found)}-{max(found)})")
    return f"{page:52}{''.join(f'{cell:>16}' for cell in cells)}\n"


if __name__ == "__main__":
    sys.exit(main())
