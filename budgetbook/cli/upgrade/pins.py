"""The versions that a site names outside its content: the program's in `requirements.txt`, and those of actions in workflows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

_REQUIREMENT = re.compile(r"^(?P<name>budgetbook(?:\[[\w, -]*\])? *== *)(?P<version>[\w.!+]+)", re.MULTILINE)
_ACTION = re.compile(r"^[ \t-]*uses: *(?P<name>[\w./-]+)@(?P<version>[^\n]*)", re.MULTILINE)


def raise_requirement(text: str, version: str) -> tuple[str, str]:
    """The text of `requirements.txt` with this version of the program, and the version that it had; empty where it names none."""
    match = _REQUIREMENT.search(text)
    if match is None:
        return text, ""
    return text[: match.start("version")] + version + text[match.end("version") :], match["version"]


def list_actions(workflow: str) -> dict[str, str]:
    """The actions that a workflow uses, each with its version as written."""
    return {match["name"]: match["version"].strip() for match in _ACTION.finditer(workflow)}


def compare_actions(workflow: str, known_actions: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Yield each action that a new site uses in another version: its name, the version here and that one."""
    for name, version in list_actions(workflow).items():
        if version != known_actions.get(name, version):
            yield name, version, known_actions[name]
