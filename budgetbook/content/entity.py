"""Records of a public body: `content/statements/<entity>/entity.yaml`."""

from __future__ import annotations

from budgetbook.content.fields import Count, Slug, Year
from budgetbook.content.model import Record
from budgetbook.content.text import Text


class Duty(Record):
    """One duty of a body."""

    short: Text
    """Two or three words."""
    text: Text
    """One plain sentence of our own."""


class SubEntity(Record):
    """A unit that belongs to the body."""

    name: Text
    kind: Slug
    """A concept: `public-institution`, `administrative-unit`, …"""
    entity: Slug | None = None
    """The folder of its own statements, where it publishes some and they are here."""
    units: tuple[SubEntity, ...] = ()
    """The units below it."""


class Residents(Record):
    """How many people live in the area that a body is responsible for, as somebody else has published it."""

    value: Count
    year: Year
    """The year of the count."""
    source: Text
    """Who published it, and where."""


class EntityFile(Record):
    """A public body: `content/statements/<entity>/entity.yaml`."""

    name: Text
    """The full official name."""
    short: Text | None = None
    """The name for running text, where the full one is too long for it."""
    kind: Slug
    """A concept that says what kind of body it is."""
    place: Text
    parent: Text | None = None
    """The organisation that it belongs to, where the document names one."""
    residents: Residents | None = None
    """Of a body with an area of its own, such as a town or a district: its spending is also given per resident. A department or
    an association has none."""
    about: Text
    """Who this body is, in a few plain sentences of our own."""
    duties: tuple[Duty, ...] = ()
    units: tuple[SubEntity, ...] = ()
    formerly: tuple[Slug, ...] = ()
    """Names that its folder had before, the oldest first: whatever stood at an address with one of them leads on to
    where it stands now."""
