"""An edit of a YAML file changes the lines that it is about, and every other byte stays."""

from __future__ import annotations

from pathlib import Path

import project
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from budgetbook.content.yaml.edits import EditError, YamlText

HAND = """# the first line
fiscal_year: 2024   # as printed

source:
  title: {zh: 某图书馆, en: "A library, of sorts"}   # flow

  sha256: "00"
# a comment of nobody
places:
  一:
    name: {zh: 一, en: one}
    aside: [7, 8, 9]   # storeys
  "二":
    name:
      zh: >-
        很长的
        名字
      en: long

    undecided:
      - 3.5
      - 4.5 # the last
figures:
  # amount 5, p1 l1
  revenue:
    amount: 5
    printed: {direction: increase, change: 1}
    at: 一
    readings:
      - {amount: 50000, unit: 元, at: 二}
      - amount: 5.00
        at: 一
    # proposal: sic
  # amount 6
  expenditure:
    amount: 6.0
    at: 二
# the end
"""
VARIANTS = {
    "lines": HAND.encode(),
    "windows": HAND.replace("\n", "\r\n").encode(),
    "marked": b"\xef\xbb\xbf" + HAND.encode(),
    "unended": HAND.removesuffix("\n# the end\n").encode(),
}
KEPT = Path(project.CONTENT) / project.STATEMENT_FILE


def lines_of(raw: bytes) -> list[bytes]:
    return raw.split(b"\n")


def changed_lines(before: bytes, after: bytes) -> tuple[list[bytes], list[bytes]]:
    """What is gone and what is new between the first and the last line that differ."""
    old, new = lines_of(before), lines_of(after)
    start = next(
        (index for index, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), min(len(old), len(new))
    )
    old, new = old[start:], new[start:]
    while old and new and old[-1] == new[-1]:
        old, new = old[:-1], new[:-1]
    return old, new


@pytest.mark.parametrize("name", VARIANTS)
def test_a_value_is_replaced_on_its_line(name: str) -> None:
    text = YamlText(VARIANTS[name])
    edited = text.set_value(("figures", "revenue", "amount"), "5.25", "5.25")
    gone, new = changed_lines(text.raw, edited.raw)
    assert [line.strip() for line in (*gone, *new)] == [b"amount: 5", b"amount: 5.25"]
    assert edited.data["figures"]["revenue"]["amount"] == "5.25"


@pytest.mark.parametrize("name", VARIANTS)
def test_a_key_comes_last_in_its_mapping_before_what_is_said_below(name: str) -> None:
    text = YamlText(VARIANTS[name])
    edited = text.add_entry(("figures", "revenue", "share"), ["share: 2.5"], "2.5")
    gone, new = changed_lines(text.raw, edited.raw)
    assert (gone, [line.rstrip(b"\r") for line in new]) == ([], [b"    share: 2.5"])
    assert b"        at: \xe4\xb8\x80" in lines_of(edited.raw)[edited.raw[: edited.raw.index(b"share: 2.5")].count(b"\n") - 1]
    assert edited.raw.count(b"\r") in (0, edited.raw.count(b"\n"))
    assert edited.raw[:3] == text.raw[:3]


def test_a_key_stands_above_the_comments_of_the_key_that_it_comes_before() -> None:
    edited = YamlText(HAND.encode()).add_entry(("review",), ["review:", "  seen: 1"], {"seen": "1"}, follower_key="places")
    assert b'  sha256: "00"\nreview:\n  seen: 1\n# a comment of nobody\nplaces:' in edited.raw


def test_lists_and_mappings_in_brackets_stay_on_their_line() -> None:
    text = YamlText(HAND.encode())
    assert b"aside: [7, 8, 9, 10]   # storeys" in text.add_item(("places", "一", "aside"), ["10"], "10").raw
    assert b"aside: [7, 9]   # storeys" in text.remove(("places", "一", "aside", 1)).raw
    assert b"aside: [8, 9]   # storeys" in text.remove(("places", "一", "aside", 0)).raw
    assert b"printed: {direction: increase}" in text.remove(("figures", "revenue", "printed", "change")).raw
    added = text.add_entry(("figures", "revenue", "printed", "percent"), ["percent: 25"], "25")
    assert b"printed: {direction: increase, change: 1, percent: 25}" in added.raw


def test_items_below_each_other_get_a_dash_of_their_own() -> None:
    text = YamlText(HAND.encode())
    assert b"      - 4.5 # the last\n      - 9\nfigures:" in text.add_item(("places", "二", "undecided"), ["9"], "9").raw
    assert b"    undecided:\n      - 4.5 # the last\n" in text.remove(("places", "二", "undecided", 0)).raw
    longer = text.add_item(("figures", "revenue", "readings"), ["amount: 6", "at: 二"], {"amount": "6", "at": "二"})
    assert b"        at: \xe4\xb8\x80\n      - amount: 6\n        at: \xe4\xba\x8c\n    # proposal" in longer.raw


@pytest.mark.parametrize(
    ("path", "why"), [(("places", "二", "name", "zh"), "a text of several lines"), (("figures", "revenue"), "a mapping")]
)
def test_what_is_no_value_of_one_line_is_left_to_a_person(path: tuple[str, ...], why: str) -> None:
    with pytest.raises(EditError):
        YamlText(HAND.encode()).set_value(path, "x", why)


def test_what_the_file_would_not_say_is_refused() -> None:
    text = YamlText(HAND.encode())
    for value_text in ("[5", "5 # cut", "5: 6", '"5', "no"):
        with pytest.raises(EditError):
            text.set_value(("fiscal_year",), value_text, value_text)
    with pytest.raises(EditError):
        text.add_entry(("figures", "reception"), ["reception:", "  amount: 1", "surplus: 2"], {"amount": "1"})


@pytest.mark.slow
@settings(deadline=None, max_examples=project.rounds(60, 2000))
@given(data=st.data(), name=st.sampled_from([*VARIANTS, "kept"]))
def test_whatever_is_edited_all_other_lines_stay(data: st.DataObject, name: str) -> None:
    text = YamlText(KEPT.read_bytes() if name == "kept" else VARIANTS[name])
    path = data.draw(st.sampled_from([path for path in text.nodes if path]))
    act = data.draw(st.sampled_from(["set", "add", "item", "remove"]))
    node = text.nodes[path]
    try:
        if act == "set":
            edited = text.set_value(path, "12.5", "12.5")
        elif act == "add":
            edited = text.add_entry((*path, "added-key"), ["added-key: 12.5"], "12.5")
        elif act == "item":
            edited = text.add_item(path, ["12.5"], "12.5")
        else:
            edited = text.remove(path)
    except EditError:
        return
    gone, new = changed_lines(text.raw, edited.raw)
    first, last = (node.key or node.extent)[0], node.extent[2]
    if act in ("add", "item") and not node.is_flow:
        assert (len(gone), len(new)) == (0, 1)
    elif act == "remove" and not text.nodes[path[:-1]].is_flow:
        assert (len(gone), len(new)) == (last - first + 1, 0)
    else:
        assert len(gone) == len(new) == last - first + 1
    assert b"12.5" in b"".join(new) or act == "remove"
