"""Slips of the keyboard in a YAML file: the line itself is blamed, and what it says to write makes the file good."""

from __future__ import annotations

import re

import pytest

from budgetbook.content import record_form, statement, value_guesses
from budgetbook.content.yaml import key_slips
from budgetbook.diagnostics.problem import Problem, message

GOOD = """\
fiscal_year: 2023
phase: budget
unit: 万元
profile: x
source:
  title: {zh: 标题, en: Title}
  publisher: {zh: 单位, en: Body}
summary: {zh: 摘要，又一句：如此, en: Words}
places:
  一:
    name: {zh: 一, en: One}
    lines: [1, 3]
figures:
  revenue:
    amount: 15.66
    prior: 3
    at: 一
  expenditure:
    at: 一
    amount: 15.66
  reception:
    state: nil
    at: 一
"""


def problems_of(text: str) -> list[Problem]:
    """What is said of a statement's file."""
    kind = statement.StatementFile
    _, record, problems = record_form.read_and_validate("s.yaml", text.encode(), kind.model_validate, kind, None)
    assert (record is None) == bool(problems)
    return problems


def test_the_file_that_is_broken_here_is_good() -> None:
    assert problems_of(GOOD) == []


SIGNS = [
    ("    prior: 3", "    prior：3"),
    ("    prior: 3", "    prior:3"),
    ("    prior: 3", "    prior 3"),
    ("    prior: 3", "    prior=3"),
    ("    prior: 3", "    prior；3"),
    ("    prior: 3", "    prior：　3"),
    ("    prior: 3", "    prior:　3"),
    ("    prior: 3", "　　prior: 3"),
    ("    prior: 3", "\xa0\xa0\xa0\xa0prior: 3"),
    ("    prior: 3", "    prior: 3 ＃ 注"),
    ("    prior: 3", "    prior: 3\n    ＃ 注"),
    ("    at: 一\n    amount: 15.66", "    amount：15.66\n    at:一"),
    ("    amount: 15.66\n  reception", "    amount：15.66\n  reception"),
    ("  expenditure:", "  expenditure：\n"[:-1]),
    ("  expenditure:", "  expenditure"),
    ("figures:", "figures："),
    ("fiscal_year: 2023", "fiscal_year：2023"),
    ("{zh: 标题, en: Title}", "｛zh：标题，en：Title｝"),
    ("{zh: 标题, en: Title}", "{zh: 标题， en: Title}"),
    ("{zh: 标题, en: Title}", "{zh：标题, en: Title}"),
    ("{zh: 标题, en: Title}", "{zh:标题,en:Title}"),
    ("{zh: 标题, en: Title}", "{zh: 标题, en: Title｝"),
    ("{zh: 标题, en: Title}", "{zh: “标: 题”, en: Title}"),
    ("{zh: 标题, en: Title}", '{zh: "标题”, en: Title}'),
    ("[1, 3]", "［1，3］"),
    ("[1, 3]", "[1，3]"),
    ("[1, 3]", "[1、3]"),
    ("[1, 3]", "1，3"),
    ("[1, 3]", "1"),
    (" [1, 3]", "\n      -1\n      -3"),
    (" [1, 3]", "\n      － 1\n      — 3"),
]


@pytest.mark.parametrize(("good", "typed"), SIGNS)
def test_a_sign_is_told_at_its_line_with_the_line_to_write(good: str, typed: str) -> None:
    assert GOOD.count(good) == 1
    broken = GOOD.replace(good, typed)
    first = GOOD[: GOOD.index(good)].count("\n") + 1
    problems = problems_of(broken)
    lines = broken.split("\n")
    assert problems
    for problem in problems:
        assert first <= problem.line <= first + typed.count("\n")
        assert problem.message.key in ("wide-sign", "wide-space", "missing-sign", "missing-space")
        assert problem.hint is not None
        old = lines[problem.line - 1]
        better = dict(problem.hint.fields)["better"]
        lines[problem.line - 1] = re.match(r"[ \u3000\xa0]*", old)[0].replace("\u3000", "  ").replace("\xa0", " ") + str(better)  # type: ignore[index]
    assert problems_of("\n".join(lines)) == []


INDENTS = [
    ("    amount: 15.66\n    prior", "   amount: 15.66\n    prior", 0),
    ("    amount: 15.66\n    prior", "     amount: 15.66\n    prior", 0),
    ("    amount: 15.66\n    prior", "amount: 15.66\n    prior", 0),
    ("    prior: 3", "     prior: 3", 0),
    ("    prior: 3", "   prior: 3", 0),
    ("    prior: 3", "  prior: 3", 0),
    ("    prior: 3", "prior: 3", 0),
    ("  expenditure:", " expenditure:", 0),
    ("  revenue:", " revenue:", 0),
    ("  revenue:", "   revenue:", 0),
    ("  revenue:", "revenue:", 0),
    ("    amount: 15.66\n    prior: 3\n    at: 一", "  amount: 15.66\n  prior: 3\n  at: 一", 2),
]


@pytest.mark.parametrize(("good", "typed", "more"), INDENTS)
def test_a_lost_indent_is_told_at_its_line(good: str, typed: str, more: int) -> None:
    (problem,) = problems_of(GOOD.replace(good, typed, 1))
    depth = len(good) - len(good.lstrip())
    told = dict(problem.message.fields)
    assert problem.line == GOOD[: GOOD.index(good)].count("\n") + 1
    assert (told["expected"], told["found"]) == (str(depth), str(len(typed) - len(typed.lstrip())))
    assert told.get("more", "0") == str(more)


@pytest.mark.parametrize(
    ("good", "typed", "key"),
    [
        ("    prior: 3", "    prior:", "no-value"),
        ("    prior: 3", "    priro: 3", "unknown-key"),
        ("    prior: 3", "    prior: three", "not-a-number"),
        ("en: Title", "en: Title: more", "yaml-bracket"),
        ("summary: {zh", "summary: Words: {zh", "yaml-second-colon"),
        ("profile: x\n", "", "missing-key"),
    ],
)
def test_what_is_no_slip_of_the_keyboard_is_told_as_before(good: str, typed: str, key: str) -> None:
    assert GOOD.count(good) == 1
    (problem,) = problems_of(GOOD.replace(good, typed))
    assert problem.message.key == key


def test_a_huge_file_is_read_again_only_so_often() -> None:
    read = 0

    def judge(text: str) -> tuple[key_slips.Rank, list[Problem]]:
        nonlocal read
        read += len(text)
        return (1, -2), [Problem("f", 2, 1, "", message("yaml-key"))]

    text = "a：1\nb：2\n c:3\n" + "# word\n" * 100_000
    assert [problem.message.key for problem in key_slips.find("f", text, judge)] == ["yaml-key"]
    assert read <= key_slips.MAX_REREAD + 2 * len(text)


NUMBERS = [
    ("15.66万元", "15.66"), ("15。66", "15.66"), ("１５．６６", "15.66"), ("1，234.5", "1234.5"), ("l5.66", "15.66"),
    ("O.5", "0.5"), ("15.6O", "15.60"), ("¥15.66", "15.66"), ("￥ 15.66", "15.66"), ("15.66%", "15.66"), ("15.66％", "15.66"),
    ("约15.66", "15.66"), ("+15.66", "15.66"), ("15 .66", "15.66"), ("1 234.56", "1234.56"), ("15·66", "15.66"), (".5", "0.5"),
    ("15.", "15"), ("15.66；", "15.66"), ("“15.66”", "15.66"), ("（15.66）", "-15.66"), ("—15.66", "-15.66"),
    ("　15.66", "15.66"),    ("3.20²", "3.20"), ("1.5①", "1.5"), ("15.66 元 左右", "15.66"),
    # What could be two things, or none, is left to the person.
    ("15,66", ""), ("1.058,41", ""), ("1.058.41", ""), ("15 66", ""), ("NaN", ""), ("١٠٥٨", ""), ("15、66", ""), ("十五", ""),
    ("15.66万元和3", ""), ("lO", ""), ("2023-15", ""), ("1" * 100 + "万", ""),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "meant"), NUMBERS)
def test_a_number_is_guessed_where_one_was_meant(typed: str, meant: str) -> None:
    assert value_guesses.guess_number(typed) == meant
    (problem,) = problems_of(GOOD.replace("prior: 3", f"prior: '{typed}'"))
    assert (dict(problem.hint.fields)["better"] if problem.hint else "") == meant


def test_so_are_years_days_flags_names_and_hashes() -> None:
    assert [value_guesses.guess_year(text) for text in ("2023年", "２０２３", "2O23", "23", "20233")] == [
        "2023",
        "2023",
        "2023",
        "",
        "",
    ]
    days = ["2023年1月31日", "2023/1/31", "２０２３．０１．３１", "2023年2月30日", "1月31日"]
    assert [value_guesses.guess_day(text) for text in days] == ["2023-01-31", "2023-01-31", "2023-01-31", "", ""]
    assert [value_guesses.guess_flag(text) for text in ("是", "否", "Yes", "maybe")] == ["true", "false", "true", ""]
    assert [value_guesses.guess_slug(text) for text in ("Basic_Expenditure", "ｒｅｖｅｎｕｅ", "收入")] == [
        "basic-expenditure",
        "revenue",
        "",
    ]
    assert value_guesses.guess_hash("SHA256: " + "AB" * 32) == "ab" * 32
