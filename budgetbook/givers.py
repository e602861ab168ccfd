"""What each body gives to the pages and files that many bodies share, by kind: see `shares.py`."""

from __future__ import annotations

from budgetbook.data import given
from budgetbook.pages import checkspages, comparerows
from budgetbook.shares import ENTRY, Giver, give_entry
from budgetbook.site import searchentries

GIVERS: dict[str, Giver] = {
    ENTRY: give_entry,
    checkspages.KIND: checkspages.give,
    comparerows.KIND: comparerows.give,
    given.KIND: given.of,
    searchentries.SHARE: searchentries.give,
}
