"""The strict reader: text with the place of each key and value, and no surprise of YAML's."""

from __future__ import annotations

import pytest

from budgetbook.content.yaml.composer import MAX_DEPTH
from budgetbook.content.yaml.encoding import decode_text
from budgetbook.content.yaml.reader import YamlFile, attempt, read
from budgetbook.diagnostics.problem import for_people, message


def good(text: str | bytes) -> YamlFile:
    found, problems = read("f.yaml", text.encode() if isinstance(text, str) else text)
    assert found is not None, problems
    assert problems == []
    return found


def bad(text: str | bytes) -> list[tuple[int, int, str]]:
    """(line, column, sentence) of each problem."""
    found, problems = read("f.yaml", text.encode() if isinstance(text, str) else text)
    assert found is None
    assert problems
    return [(problem.line, problem.column, problem.message.key) for problem in problems]


def test_scalars_stay_the_text_that_was_typed() -> None:
    text = "a: 104.30\nb: 0\nc: true\nd: 2022-12-31\ne: '010'\nf: \"a\\nb\"\ng: 1058.41 # a comment\n"
    expected = {"a": "104.30", "b": "0", "c": "true", "d": "2022-12-31", "e": "010", "f": "a\nb", "g": "1058.41"}
    assert good(text).data == expected


def test_every_key_and_value_has_its_place() -> None:
    file = good("figures:\n  revenue:\n    amount: 37.5\n    printed: {change: 1, percent: 2}\nlist:\n  - a\n  - {b: c}\n")
    assert file.keys[("figures",)] == (1, 1)
    assert file.values[("figures",)] == (2, 3)
    assert file.values[("figures", "revenue", "amount")] == (3, 13)
    assert file.keys[("figures", "revenue", "printed", "percent")] == (4, 26)
    assert file.values[("figures", "revenue", "printed", "percent")] == (4, 35)
    assert file.values[("list", 0)] == (6, 5)
    assert file.values[("list", 1, "b")] == (7, 9)


def test_columns_count_characters_whatever_their_width() -> None:
    file = good("名称: {中文: 收入, 英文: 𠮷a}\n")
    assert file.values[("名称", "英文")] == (1, 18)


def test_a_problem_at_a_missing_field_stands_at_what_is_around_it() -> None:
    file = good("a:\n  b:\n    c: 1\n")
    for path, place in ((("a", "b", "d"), (2, 3)), (("a", "x", "y"), (1, 1)), (("z",), (1, 1))):
        problem = file.problem(path, message("empty-file"))
        assert (problem.line, problem.column) == place
        assert problem.path == ".".join(path)


def test_folded_and_literal_blocks_are_read() -> None:
    assert good("a: >-\n  one\n  two\nb: |\n  three\n").data == {"a": "one two", "b": "three\n"}


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_line_ends_of_windows_and_a_byte_order_mark_are_fine(ending: str, mark: bytes) -> None:
    file = good(mark + f"a: 1{ending}b: 2{ending}".encode())
    assert file.data == {"a": "1", "b": "2"}
    assert file.values[("b",)] == (2, 4)


AMBIGUOUS = [
    "y", "Y", "yes", "Yes", "YES", "n", "N", "no", "No", "NO", "on", "On", "ON", "off", "Off", "OFF", "True", "TRUE",
    "False", "FALSE", "~", "null", "Null", "NULL", "010", "0o17", "0x1F", "0b101", "1_000", "12:30", "1:20:30.5", "1e3",
    "1.5E-3", "-1e+10", ".5e1", ".inf", "-.INF", "+.inf", ".nan", ".NaN", "007", "-010", "+012", "=",
]  # fmt: skip


@pytest.mark.parametrize("word", AMBIGUOUS)
def test_what_versions_of_yaml_read_differently_must_be_quoted(word: str) -> None:
    assert bad(f"a: {word}\n") == [(1, 4, "ambiguous")]
    assert good(f'a: "{word}"\n').data == {"a": word}
    assert good(f"a: '{word}'\n").data == {"a": word}


@pytest.mark.parametrize("word", ["no", "12:30", "~", "010"])
def test_so_must_a_key(word: str) -> None:
    assert bad(f"{word} : a\n") == [(1, 1, "ambiguous")]
    assert good(f'"{word}" : a\n').data == {word: "a"}


@pytest.mark.parametrize(
    "word", ["0", "-1", "10", "0.5", "1058.41", "yesterday", "none", "Norway", "12.30", "2023-01-31", "10:x"]
)
def test_plain_words_and_numbers_need_no_quotes(word: str) -> None:
    assert good(f"a: {word}\n").data == {"a": word}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [(1, 1, "empty-file")]),
        ("# only words\n", [(1, 1, "empty-file")]),
        ("- a\n", [(1, 1, "not-a-mapping")]),
        ("word\n", [(1, 1, "not-a-mapping")]),
        ("a: 1\n---\nb: 2\n", [(2, 1, "several-documents")]),
        ("a:\n", [(1, 3, "no-value")]),
        ("a: ''\n", [(1, 4, "no-value")]),
        ("a: '  '\n", [(1, 4, "no-value")]),
        ("a: &x 1\n", [(1, 4, "alias")]),
        ("a: 1\nb: *x\n", [(2, 4, "alias")]),
        ("&x a: 1\n", [(1, 1, "alias")]),
        ("a: !!int 1\n", [(1, 4, "tag")]),
        ("a: !secret 1\n", [(1, 4, "tag")]),
        ("!!str a: 1\n", [(1, 1, "tag")]),
        ("a: {<<: {b: 1}}\n", [(1, 5, "merge")]),
        ("[a, b]: 1\n", [(1, 1, "key-not-text")]),
        ("a:\n\tb: 1\n", [(2, 1, "tab")]),
        ("a: 1\n  \t# b\n", [(2, 3, "tab")]),
        ("a: 1\na: 2\na: 3\n", [(2, 1, "repeated-key"), (3, 1, "repeated-key")]),
        ("a: no\nb: &x 1\nc: yes\n", [(1, 4, "ambiguous"), (2, 4, "alias"), (3, 4, "ambiguous")]),
        ("a: [1, 2\n", [(2, 1, "yaml-bracket")]),
        ("a: 1\n b: 2\n", [(2, 3, "yaml-second-colon")]),
        ("a: b: c\n", [(1, 5, "yaml-second-colon")]),
        ("a: %b\n", [(1, 4, "yaml-first-character")]),
        ("a: @b\n", [(1, 4, "yaml-first-character")]),
    ],
)
def test_what_is_refused_is_told_with_its_place(text: str, expected: list[tuple[int, int, str]]) -> None:
    assert bad(text) == expected


def test_a_tab_inside_text_is_no_indentation() -> None:
    assert good('a: "b\tc"\n').data == {"a": "b\tc"}


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x1b", "\x7f", "\x85", "\u2028", "\u200e", "\u202e", "\u2066", "\ufeff"])
def test_what_cannot_be_seen_is_refused(character: str) -> None:
    assert bad(f"a: 1\nbc: d{character}e\n") == [(2, 6, "control-character")]


def test_a_lone_carriage_return_is_refused() -> None:
    assert bad("a: 1\rb: 2\n") == [(1, 5, "control-character")]


@pytest.mark.parametrize("codec", ["gbk", "gb18030", "big5", "utf-16-le", "utf-16"])
def test_other_encodings_are_refused(codec: str) -> None:
    ((line, _, key),) = bad("a: 1\nb: 預算\n".encode(codec))
    assert key in ("not-utf8", "control-character")
    assert line in (1, 2)


def test_a_byte_that_is_no_utf8_is_told_with_its_place() -> None:
    assert bad("a: 1\n收入: ".encode() + b"\xff\n") == [(2, 5, "not-utf8")]


def test_depth_is_limited() -> None:
    def nested(depth: int) -> str:
        return "a: " + "[" * depth + "1" + "]" * depth + "\n"

    assert good(nested(MAX_DEPTH - 1)).data
    assert bad(nested(MAX_DEPTH))[0][2] == "too-big"
    assert bad("a: " + "[" * 100_000)[0][2] == "too-big"


@pytest.mark.slow
def test_size_is_limited() -> None:
    assert bad("a: 1\n" + "#" * 1_000_000) == [(1, 1, "file-too-large")]
    assert bad("a: [" + "1," * 250_000 + "1]\n")[0][2] == "too-big"


def test_bytes_of_other_files_are_decoded_as_strictly() -> None:
    assert decode_text("f.md", "一\r\n二".encode()) == ("一\n二", [])
    text, (problem,) = decode_text("f.md", b"a\n\xff")
    assert (text, problem.line, problem.column, problem.message.key) == ("", 2, 1, "not-utf8")


def test_for_people_a_caret_stands_under_the_place_also_after_wide_characters() -> None:
    _, (problem,) = read("f.yaml", "名称: no\n".encode())
    head, source, caret = for_people(problem, "en").split("\n")
    assert head.startswith("f.yaml:1:5: 名称: ")
    assert source == "    1 | 名称: no"
    assert caret.index("^") - caret.index("|") == 2 + 6


UNSEEN = [
    r"\0", r"\a", r"\e", r"\x7f", r"\u202e", r"\u2066", r"\u200b", r"\u061c", r"\ufeff", r"\ufffe", r"\uffff", r"\ufdd0",
    r"\ufdef", r"\U0001ffff", r"\U0010fffe", r"\u2028", r"\u0085", r"\r", r"\U000e0041", "&#x202e;", "&rlm;", "&#8238;",
]  # fmt: skip


@pytest.mark.parametrize("escape", UNSEEN)
def test_an_escape_brings_in_nothing_that_the_file_may_not_hold(escape: str) -> None:
    assert bad(f'a: 1\nb: {{c: "x{escape}y"}}\n') == [(2, 8, "control-character")]
    assert bad(f'a: 1\n"x{escape}y": 2\n') == [(2, 1, "control-character")]
    assert bad(f'a:\n  - 1\n  - "x{escape}y"\n') == [(3, 5, "control-character")]


@pytest.mark.parametrize("code", [0x200B, 0x202E, 0xFDD0, 0xFFFF, 0x1FFFE, 0x10FFFF, 0xE0041, 0x7F, 0xAD])
def test_nor_may_the_file_hold_it(code: int) -> None:
    text, (problem,) = decode_text("f.md", f"a\nbc{chr(code)}".encode())
    assert (text, problem.line, problem.column) == ("", 2, 3)
    assert dict(problem.message.fields)["code"] == f"U+{code:04X}"


@pytest.mark.parametrize("text", [r'"\u00e9\t\n\\ \""', '"R&D"', '"&amp; &#20986;"', "葛\U000e0100城", "👨\u200d👩"])
def test_what_can_be_seen_may_be_written_in_any_way(text: str) -> None:
    assert len(good(f"a: {text}\n").data["a"]) > 1


def test_a_key_that_is_repeated_again_and_again_is_told_each_time_at_its_own_place() -> None:
    read_so_far = attempt("f.yaml", b"name: a\nname: b\nname: c\nname (again, 1): d\nname: e\n")
    assert [problem.line for problem in read_so_far.problems] == [2, 3, 4, 5]
    assert read_so_far.file is not None
    assert sorted(line for line, _ in read_so_far.file.keys.values()) == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('a: "text\nb: 1\nc: "next"\nd: 2\n', (1, 4)),
        ("a: 'text\nb: 1\nc: 'next'\nd: 2\n", (1, 4)),
        ('a:\n  - "x\n  - "y"\n', (2, 5)),
        ('a:\n  zh: "甲\n  en: "B"\nb: 3\n', (2, 7)),
        ('a: "x\nb: say "no" to it\n', (1, 4)),
        ('z: "well\n  closed"\na: "text\nc: "next"\n', (3, 4)),
    ],
)
def test_an_open_quote_is_told_where_it_opens(text: str, place: tuple[int, int]) -> None:
    assert bad(text) == [(*place, "yaml-open-quote")]


def test_another_fault_behind_a_text_of_two_lines_is_told_where_it_stands() -> None:
    assert bad('a: "one\n  two" three\nb: 1\n') == [(2, 8, "yaml-key")]
    assert bad('a: "text\nb: 1\n') == [(1, 4, "yaml-quote")]


@pytest.mark.parametrize(("text", "is_told"), [("'\u00a0'", False), ("'\u202f'", False), ("' '", True), ("", True)])
def test_the_space_between_groups_of_digits_is_a_value(text: str, is_told: bool) -> None:
    """French, Polish and many other languages group digits by it: 1 200 000."""
    _, problems = read("fr.yaml", f"numbers: {{group: {text}}}\n".encode())
    assert bool(problems) == is_told
