"""What `new site --host` writes for each host: read by the host's own schema or a linter, and the script run."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import project
import pytest
import yaml
from workflow_repository import installed_from

from budgetbook.cli.starter.host_files import make_host_files
from budgetbook.cli.starter.site_files import program_version

PINS = """
rules:
  unpinned-uses:
    config:
      policies: {"budgetbook/*": ref-pin, "*": hash-pin}
"""
"""The workflow of the program is called by the version that stands in `requirements.txt` too."""
TOOL = """#!/bin/sh
echo "$@" >> "$(dirname "$0")/calls"
"""
"""Stands for what copies files to a host."""


def lint(name: str, *words: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a linter that stands beside this Python."""
    command = [Path(sys.executable).with_name(name), *words]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, timeout=project.PATIENCE)


def write(host: str, folder: Path) -> dict[str, Path]:
    """The files of a host, in a folder; their paths by name."""
    paths = {}
    for name, text in make_host_files(host, program_version()).items():
        paths[name] = folder / name
        paths[name].parent.mkdir(parents=True, exist_ok=True)
        paths[name].write_text(text, encoding="utf-8")
    return paths


def test_the_settings_for_gitlab_fit_its_schema_and_a_slip_does_not(tmp_path: Path) -> None:
    (path,) = write("gitlab", tmp_path).values()
    words = ("--builtin-schema", "vendor.gitlab-ci", "--data-transform", "gitlab-ci", path)
    ended = lint("check-jsonschema", *words)
    assert ended.returncode == 0, ended.stdout
    path.write_text(path.read_text(encoding="utf-8").replace("paths: [public]", "paths: public"), encoding="utf-8")
    assert lint("check-jsonschema", *words).returncode == 1


def test_gitlab_publishes_the_main_branch_and_shows_what_a_merge_request_would(tmp_path: Path) -> None:
    (path,) = write("gitlab", tmp_path).values()
    settings = yaml.safe_load(path.read_text(encoding="utf-8"))
    jobs = {name: job for name, job in settings.items() if "script" in job}
    when = {name: [rule["if"] for rule in job["rules"]] for name, job in jobs.items()}
    assert when == {
        "preview": ['$CI_PIPELINE_SOURCE == "merge_request_event"'],
        "pages": ["$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH"],
    }
    assert [job["script"] for job in jobs.values()] == [["budgetbook --out public"]] * 2
    assert settings["default"]["artifacts"]["paths"] == ["public"]
    assert settings["default"]["before_script"][-1] == "budgetbook check"


def test_the_workflow_for_github_passes_the_linters(tmp_path: Path) -> None:
    (path,) = write("github", tmp_path).values()
    (tmp_path / "zizmor.yml").write_text(PINS, encoding="utf-8")
    ended = lint("zizmor", "--offline", "--strict-collection", "--no-progress", "--config", tmp_path / "zizmor.yml", path)
    assert ended.returncode == 0, ended.stdout
    ended = lint("check-jsonschema", "--builtin-schema", "vendor.github-workflows", path)
    assert ended.returncode == 0, ended.stdout
    ended = lint("jactionlint", "--ignore=unpinned-uses", path)
    assert ended.returncode == 0, ended.stdout


def test_netlify_and_cloudflare_are_told_where_the_site_is(tmp_path: Path) -> None:
    (netlify_file,), (cloudflare_file,) = (write(host, tmp_path).values() for host in ("netlify", "cloudflare"))
    netlify, cloudflare = (tomllib.loads(path.read_text(encoding="utf-8")) for path in (netlify_file, cloudflare_file))
    assert netlify.keys() == {"build"}
    assert netlify["build"]["publish"] == cloudflare["pages_build_output_dir"] == "site"
    assert netlify["build"]["command"].endswith("&& budgetbook check && budgetbook")
    assert netlify["build"]["environment"]["PYTHON_VERSION"] in ("3.11", "3.12", "3.13")
    assert re.fullmatch(r"[a-z0-9-]+", cloudflare["name"])


def test_nginx_shows_the_folder_of_the_script_and_the_page_of_what_is_not_there(tmp_path: Path) -> None:
    paths = write("nginx", tmp_path)
    first, *lines, last = paths["nginx.conf"].read_text(encoding="utf-8").splitlines()
    assert (first, last) == ("server {", "}")
    found = re.findall(r"^ {4}([a-z_]+) ([^{};]+);$", "\n".join(lines), re.MULTILINE)
    assert len(found) == len(lines), "each line is a directive"
    directives = dict(found)
    assert directives["root"] in paths["publish.sh"].read_text(encoding="utf-8")
    assert directives["error_page"] == "404 /404.html"


@pytest.mark.parametrize("host", ["rsync", "s3"])
def test_a_script_passes_the_linter_and_asks_where_to(host: str, tmp_path: Path) -> None:
    (path,) = write(host, tmp_path).values()
    ended = lint("shellcheck", "--enable=all", path)
    assert ended.returncode == 0, ended.stdout
    for words in ((), ("a", "b")):
        asked = subprocess.run(["sh", path, *words], cwd=tmp_path, capture_output=True, text=True, check=False)
        assert (asked.returncode, asked.stdout) == (2, "")
        assert asked.stderr.startswith("./publish.sh ")
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.slow
def test_the_scripts_build_the_site_and_copy_it_and_copy_nothing_that_is_wrong(wheel: Path, tmp_path: Path) -> None:
    """The script for a server; that for a bucket differs from it in the tool alone."""
    rsync, s3 = (make_host_files(host, "1")["publish.sh"].splitlines() for host in ("rsync", "s3"))
    assert [line for line in rsync if line not in s3 and not line.startswith(("rsync ", "  echo "))] == []
    assert project.run("new", "site", tmp_path / "mine", "--host", "rsync", "--lang", "en").status == 0
    tools = tmp_path / "tools"
    tools.mkdir()
    (tools / "rsync").write_text(TOOL, encoding="utf-8")
    (tools / "rsync").chmod(0o755)
    (tools / "python3").symlink_to(sys.executable)
    kept = {"PATH": f"{tools}:{os.environ['PATH']}", "HOME": str(tmp_path), "LC_ALL": "C.UTF-8"}
    environment = kept | installed_from(wheel)
    command: list[str | Path] = [tmp_path / "mine" / "publish.sh", "me@server:/srv/www/budgets"]

    def publish() -> int:
        return subprocess.run(command, env=environment, capture_output=True, check=False, timeout=project.PATIENCE).returncode

    settings = tmp_path / "mine" / "content" / "site.yaml"
    right = settings.read_text(encoding="utf-8")
    settings.write_text(right.replace("tagline:", "tagilne:"), encoding="utf-8")
    assert publish() == 1
    assert not (tools / "calls").exists()
    settings.write_text(right, encoding="utf-8")
    assert publish() == 0
    assert (tmp_path / "mine" / "site" / "index.html").is_file()
    (call,) = (tools / "calls").read_text(encoding="utf-8").splitlines()
    assert call.endswith(" site/ me@server:/srv/www/budgets/")
    assert {"--recursive", "--delay-updates", "--delete-after", "--exclude=.gitignore"} <= set(call.split())
