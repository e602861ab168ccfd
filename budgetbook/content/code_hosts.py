"""Knows how a code host opens a line of a file for editing, and which branch names git allows.

Hosts differ in their addresses. The common ones stand in one table; for any other, `edit` in `site.yaml` gives the pattern.
"""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote

from budgetbook.content import addresses
from budgetbook.content.addresses import AddressError

NO_EDITOR = "none"
"""The value of `edit` for a host that has no page to edit a file on."""
HOLES = ("repository", "branch", "path", "line")
_GITHUB = "{repository}/edit/{branch}/{path}#L{line}"
_GITLAB = "{repository}/-/edit/{branch}/{path}#L{line}"
_GITEA = "{repository}/_edit/{branch}/{path}#L{line}"
KNOWN_HOSTS = {
    "github.com": _GITHUB,
    "gitee.com": _GITHUB,
    "gitlab.com": _GITLAB,
    "codeberg.org": _GITEA,
    "gitea.com": _GITEA,
    "bitbucket.org": "{repository}/src/{branch}/{path}?mode=edit&at={branch}#lines-{line}",
    "git.sr.ht": NO_EDITOR,
}
"""Host -> its pattern."""
_PATTERN_BY_PROGRAM = {"gitlab": _GITLAB, "forgejo": _GITEA, "gitea": _GITEA}
"""First label of a host -> pattern: whoever runs one of these programs often calls the host `gitlab.example.org`."""
_HOLE = re.compile(r"\{([^{}]*)\}")
_FORBIDDEN_IN_BRANCH = re.compile(r"[\x00-\x20\x7f~^:?*\[\\]|\.\.|@\{|//")


def read_repository(text: str) -> str:
    """Read the address of a repository's page; drops a slash or `.git` at its end. Raises AddressError."""
    address = addresses.split_address(text)
    path = address.path.rstrip("/").removesuffix(".git")
    if address.query or address.fragment:
        raise AddressError("address-with-query", found=address.query or address.fragment, better=f"{address.origin}{path}")
    if not path or addresses.has_relative_steps(path):
        raise AddressError("repository-path", found=text)
    _, owner, *name = path.split("/")
    if address.host in KNOWN_HOSTS and (not name or (len(name) > 1 and KNOWN_HOSTS[address.host] != _GITLAB) or "-" in name):
        better = {"better": f"{address.origin}/{owner}/{name[0]}"} if name else {}
        raise AddressError("repository-path", found=text, **better)
    return f"{address.origin}{path}"


@lru_cache(maxsize=4)  # every figure has such a link
def find_edit_pattern(repository: str, edit: str | None) -> str | None:
    """The pattern for editing a line: `NO_EDITOR` if the host cannot, None for an unknown host without `edit`."""
    if edit:
        return edit
    host = addresses.split_address(repository).host
    return KNOWN_HOSTS.get(host.removeprefix("www.")) or _PATTERN_BY_PROGRAM.get(host.partition(".")[0])


def edit_address(pattern: str, repository: str, branch: str, path: str, line: int | str) -> str:
    """The page that opens one line of a file; empty if the host has none. A name instead of a number leaves a hole for it."""
    if pattern == NO_EDITOR:
        return ""
    values = {"repository": repository, "branch": quote(branch, safe="/"), "path": quote(path, safe="/"), "line": str(line)}
    return _HOLE.sub(lambda hole: values[hole[1]], pattern)


def read_pattern(text: str) -> str:
    """Check a pattern that an editor typed for a host that is not in the table. Raises AddressError."""
    if text == NO_EDITOR:
        return text
    holes = _HOLE.findall(text)
    if strange := [hole for hole in holes if hole not in HOLES]:
        raise AddressError("edit-hole", found=f"{{{strange[0]}}}")
    if "path" not in holes:
        raise AddressError("edit-without-path", found=text)
    addresses.split_address(edit_address(text, "https://host.example/repository", "branch", "path", 1))
    return text


def is_branch(name: str) -> bool:
    """True if git accepts this as the name of a branch (`git help check-ref-format`)."""
    parts = name.split("/")
    return (
        not _FORBIDDEN_IN_BRANCH.search(name)
        and not name.startswith("-")
        and name not in ("", "@", "HEAD")
        and not any(not part or part.startswith(".") or part.endswith(".lock") for part in parts)
        and not name.endswith(".")
    )
