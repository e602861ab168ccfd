"""What each body gives to the pages and files that many bodies share, by kind: see `shares.py`."""

from __future__ import annotations

from budgetbook.shares import Giver
from budgetbook.site import searchentries

GIVERS: dict[str, Giver] = {
    searchentries.SHARE: searchentries.give,
}
