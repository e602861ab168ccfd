"""The stages at which a country's bodies publish a year: proposed, adopted, adjusted, in the course of the year, final."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from typing import Annotated, Any, Literal

from pydantic import PlainValidator, ValidationInfo, WithJsonSchema
from pydantic_core import PydanticKnownError

from budgetbook.content.fields import read_slug

Phase = Literal["proposed", "approved", "adjusted", "executed"]
"""The phases of the budget cycle, as the Fiscal Data Package names them."""
STEM = r"((?:19|20)[0-9]{2})-([a-z0-9]{1,64}(?:-[a-z0-9]{1,64}){0,8})"
"""The pattern of a statement's file name without its ending: the year and the stage, `2024-final-accounts`."""
_STEM = re.compile(STEM)


class Stage(str):  # noqa: SLOT000 - a str with slots cannot have attributes
    """A stage, by the name that files and addresses have; it knows what its documents report. Within one content no two stages
    share a name."""

    phase: Phase
    is_partial: bool
    """True where its documents report a part of the year."""
    order: int
    """Its place among the stages of a year."""

    def __new__(cls, name: str, phase: Phase = "approved", is_partial: bool = False, order: int = 0) -> Stage:
        """Make a stage; its name is all that two stages are compared by."""
        stage = super().__new__(cls, name)
        stage.phase, stage.is_partial, stage.order = phase, is_partial, order
        return stage

    def __getnewargs__(self) -> tuple[object, ...]:  # type: ignore[override]
        """What a copy of it in another process is made from."""
        return str(self), self.phase, self.is_partial, self.order

    @property
    def is_outcome(self) -> bool:
        """True where its documents report what was received and spent, not what was planned."""
        return self.phase == "executed"


class Stages(Mapping[str, Stage]):
    """The stages of a country by name, in the order of a year."""

    def __init__(self, stages: Iterable[Stage]) -> None:
        self._stages = {str(stage): stage for stage in stages}

    def __getitem__(self, name: str) -> Stage:
        return self._stages[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._stages)

    def __len__(self) -> int:
        return len(self._stages)

    def of_phase(self, phase: Phase) -> tuple[Stage, ...]:
        """The stages of a phase whose documents report the whole year, the latest first."""
        return tuple(each for each in reversed(self._stages.values()) if each.phase == phase and not each.is_partial)

    def find_id(self, entity: str, year: int, phase: Phase, statements: Container[str]) -> str:
        """Id of the latest statement of a phase and year among those that there are; empty if there is none."""
        ids = (f"{entity}/{year}-{stage}" for stage in self.of_phase(phase))
        return next((each for each in ids if each in statements), "")


USUAL_STAGES = Stages((Stage("budget", "approved"), Stage("final-accounts", "executed", order=1)))
"""Those of a country that names none."""


def split_stem(stem: str) -> tuple[int, str] | None:
    """The year and the stage in the name of a statement's file; None for another name."""
    match = _STEM.fullmatch(stem)
    return (int(match[1]), match[2]) if match else None


def _read_stage(text: Any, info: ValidationInfo) -> Stage:
    if isinstance(text, Stage):
        return text
    name = read_slug(text)
    stages = info.context.stages if info.context and info.context.stages else USUAL_STAGES
    if name not in stages:
        raise PydanticKnownError("literal_error", {"expected": ", ".join(f"'{each}'" for each in stages)})
    return stages[name]


StageName = Annotated[Stage, PlainValidator(_read_stage), WithJsonSchema({"type": "string", "minLength": 1})]
"""A field that names a stage: a text in the file, the stage itself in the record."""
