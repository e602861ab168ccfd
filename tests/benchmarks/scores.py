"""The real content in; what Lighthouse (mobile) says of a page of each kind out. `make lighthouse` runs it; it is no test.

The site is built with the address that it is served at, so that canonical and language links lead to themselves, and
is sent compressed, as hosts do. A kind is a template, and its page the heaviest one made with it. Performance jitters on a
busy machine: a page that does not get 100 is tried up to three times, the best counts, and all are shown. Pages that search
engines are to leave alone (`noindex`) are not scored for search engines. It ends with 1 if a page gets less than 100.
"""

from __future__ import annotations

import gzip
import json
import os
import re
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
LANGUAGES = ("zh", "en")
KIND = re.compile(rb'<body class="page-([\w-]+)"')
NOT_FOR_SEARCH = re.compile(rb'<meta name="robots" content="noindex')
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
            sys.stdout.write(f"{'':72}{''.join(f'{name:>16}' for name in CATEGORIES)}\n")
            perfect = True
            for page in sorted(_pages(site)):
                runs = _runs(f"{address}{page}", chromium, _categories(site / page / "index.html"))
                perfect &= all(max(found) == 100 for found in _by_category(runs).values())
                sys.stdout.write(_line(page, runs))
                sys.stdout.flush()
            server.shutdown()
    return 0 if perfect else 1


def _pages(site: Path) -> list[str]:
    """Of each kind of page and each language the heaviest, by the folder it is in; moved pages only lead on."""
    heaviest: dict[tuple[str, bytes], tuple[int, str]] = {}
    for lang in LANGUAGES:
        for file in (site / lang).rglob("index.html"):
            data = file.read_bytes()
            if kind := KIND.search(data):
                weighed = len(data), f"{file.parent.relative_to(site).as_posix()}/"
                heaviest[lang, kind[1]] = max(weighed, heaviest.get((lang, kind[1]), (0, "")))
    return [page for _, page in heaviest.values()]


def _categories(file: Path) -> tuple[str, ...]:
    hidden = NOT_FOR_SEARCH.search(file.read_bytes())
    return CATEGORIES[:-1] if hidden else CATEGORIES


def _runs(address: str, chromium: str, categories: tuple[str, ...]) -> list[dict[str, int]]:
    """What each run gives, until one is perfect or the patience is at its end."""
    runs: list[dict[str, int]] = []
    while len(runs) < RUNS and not any(min(run.values()) == 100 for run in runs):
        runs.append(_scores(address, chromium, categories))
    return runs


def _build(content: Path, site: Path, address: str) -> None:
    """The real site, as if it were published at an address."""
    shutil.copytree(ROOT / "content", content)
    file = content / "site.yaml"
    lines = file.read_text(encoding="utf-8").splitlines()
    file.write_text("\n".join(f"address: {address}" if line.startswith("address:") else line for line in lines) + "\n")
    program = [sys.executable, str(ROOT / "build.py"), "--quiet", "--content", str(content), "--out", str(site)]
    subprocess.run(program, check=True)


def _scores(address: str, chromium: str, names: tuple[str, ...]) -> dict[str, int]:
    """What one run gives each category, from 0 to 100."""
    program = ["node", str(LIGHTHOUSE), address, "--output=json", "--quiet", f"--chrome-flags={FLAGS}"]
    program += [f"--only-categories={','.join(names)}"]
    done = subprocess.run(program, env=os.environ | {"CHROME_PATH": chromium}, check=True, capture_output=True, timeout=180)
    categories = json.loads(done.stdout)["categories"]
    return {name: round(categories[name]["score"] * 100) for name in names}


def _by_category(runs: list[dict[str, int]]) -> dict[str, list[int]]:
    return {name: [run[name] for run in runs] for name in runs[0]}


def _line(page: str, runs: list[dict[str, int]]) -> str:
    found = _by_category(runs)
    cells = [_cell(found[name]) if name in found else "–" for name in CATEGORIES]
    return f"{page:72}{''.join(f'{cell:>16}' for cell in cells)}\n"


def _cell(found: list[int]) -> str:
    return str(max(found)) if len(set(found)) == 1 else f"{max(found)} ({min(found)}-{max(found)})"


if __name__ == "__main__":
    sys.exit(main())
