"""The steps from each form of content to the next, in their order; the last leads to the form that this program reads.

A new form is a step at the end of `STEPS` and its number in `content/form.py`. A step changes files in memory alone; it raises
UpgradeError or EditError where a person has to go first.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from budgetbook.cli.upgrade import country_folder
from budgetbook.cli.upgrade.content_draft import ContentDraft, UpgradeError
from budgetbook.content.form import PRESENT_FORM
from budgetbook.content.yaml.edits import EditError
from budgetbook.diagnostics.bilingual import Sentence
from budgetbook.diagnostics.bilingual import bilingual as _


@dataclass(frozen=True, slots=True)
class UpgradeStep:
    """From one form to the next."""

    form: int
    """The form that it leads to."""
    explanation: Sentence
    """What it changes, in words."""
    change: Callable[[ContentDraft], None]


STEPS = (
    UpgradeStep(
        1,
        _(
            "词典分开放：各国的在 countries/，各种语言的在 languages/，而且随程序一起来；网站只留自己改过的条目",
            "the dictionary lies by country and by language, in countries/ and languages/, and comes with the program;"
            " the site keeps only the entries that it changed",
        ),
        country_folder.move_dictionary,
    ),
)
_BY_HAND = _(
    "改不了 {file}：它的写法程序拿不准，请先照 CHANGELOG 手工改；什么也没有写",
    "{file} is written in a way that an edit cannot be sure of; nothing was written: change it by hand, as the changelog says",
)


def list_steps(form: int) -> list[UpgradeStep]:
    """The steps from a form to the present one; none if it is that one."""
    return [step for step in STEPS if form < step.form <= PRESENT_FORM]


def take_steps(draft: ContentDraft, steps: list[UpgradeStep]) -> None:
    """Take all steps in memory. Raises UpgradeError."""
    try:
        for step in steps:
            step.change(draft)
            draft.set_form(step.form)
    except EditError as error:
        raise UpgradeError(_BY_HAND, file=(draft.root / "site.yaml").as_posix()) from error
