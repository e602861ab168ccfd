"""The form of a content folder: which files it has and how they are laid out, as a number that a release may raise.

`site.yaml` names it (`form: 1`). Where it names none, the form is that of 0.1.0, or the one before, whose dictionary lay at the
top of the folder. What leads from one form to the next stands in `cli/upgrade/steps.py`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from budgetbook.content.yaml.reader import YamlFile
from budgetbook.diagnostics.problem import Message, Problem, message
from budgetbook.infra.base.program_files import UPDATE, UPGRADE

PRESENT_FORM = 1
"""The form that this program reads."""
FORM_OF_FIRST_RELEASE = 1
_BEFORE_COUNTRIES = ("concepts.yaml", "wording.yaml")
"""At the top of a content folder until a country had a folder of its own."""
_FORM = re.compile(r"0|[1-9][0-9]{0,3}")


def tell_form(root: Path, site_file: YamlFile | None) -> int | None:
    """The form of a content folder; None if `site.yaml` says what is no form, which its record tells."""
    written_form = site_file.data.get("form") if site_file else None
    if written_form is not None:
        return int(written_form) if is_form(written_form) else None
    is_older = any((root / name).is_file() for name in _BEFORE_COUNTRIES)
    return FORM_OF_FIRST_RELEASE - 1 if is_older else FORM_OF_FIRST_RELEASE


def is_form(text: object) -> bool:
    """True if a text is the number of a form."""
    return isinstance(text, str) and _FORM.fullmatch(text) is not None


def find_problem(root: Path, site_file: YamlFile | None) -> Problem | None:
    """Say that the folder has a form that this program does not read, and what to do; None if it reads it."""
    form = tell_form(root, site_file)
    if form is None or form == PRESENT_FORM:
        return None
    text, hint = _explain(form)
    problem = site_file.problem(("form",), text, hint) if site_file else Problem("", 1, 1, "", text, hint)
    return replace(problem, file=(root / "site.yaml").as_posix())


def _explain(form: int) -> tuple[Message, Message]:
    """The message and the hint for a form that is older or newer than the present one."""
    if form < PRESENT_FORM:
        return message("form-older", found=form, present=PRESENT_FORM), message("form-upgrade", command=UPGRADE)
    return message("form-newer", found=form, present=PRESENT_FORM), message("form-update", command=UPDATE)
