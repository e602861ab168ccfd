"""The year before, by the best of three ways and always with where it is from; and what may be called the largest change."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import built_site
import project
import pytest
from amount_styles import read_unit
from project import CheckedContent
from sample_content import LANGUAGES

from budgetbook.arithmetic import changes
from budgetbook.arithmetic.ledger import Ledger, ledgers_of
from budgetbook.arithmetic.money import Amount
from budgetbook.arithmetic.prior_year import change_since, prior_value
from budgetbook.arithmetic.statement_tables import StatementTables
from budgetbook.content import loader
from budgetbook.content.text import Language
from budgetbook.text.phrases import Phrases
from budgetbook.text.role_numbers import MissingValueError, RoleNumbers, UnknownRoleTargetError
from budgetbook.text.roles import References

FIELD = Path(__file__).parent.parent / "statements" / "field" / "content"
LIBRARY = "riverside-library"
OFFICE, SCIENCE = "wanli-subdistrict-office/2025-budget", project.STATEMENT
EARLIER = """\
fiscal_year: 2023
phase: budget
unit: 万元
profile: small
source:
  title: {zh: 河湾区图书馆2023年部门预算说明, en: "Riverside District Library, 2023 budget"}
  publisher: {zh: 河湾区图书馆, en: Riverside District Library}
summary: {zh: 上年的预算。, en: The budget before.}
places: {标题: {name: {zh: 标题, en: Title}}}
figures:
  revenue: {amount: 480.00, at: 标题}
  project-expenditure: {amount: 1900000, unit: 元, at: 标题}
  staff: {amount: 11, at: 标题}
"""


@pytest.fixture
def two_years(tmp_path: Path) -> Callable[..., Ledger]:
    """The library's budget of 2024 with that of 2023 beside it, in both of which pieces of text are replaced."""

    def made(*pairs: tuple[str, str], then: tuple[tuple[str, str], ...] = ()) -> Ledger:
        content = built_site.small_content(tmp_path / "content")
        (folder,) = (content / "statements").iterdir()
        texts = {"2024-budget.yaml": (folder / "2024-budget.yaml").read_text("utf-8"), "2023-budget.yaml": EARLIER}
        for name, changed in (("2024-budget.yaml", pairs), ("2023-budget.yaml", then)):
            for old, new in changed:
                assert old in texts[name], old
                texts[name] = texts[name].replace(old, new)
            (folder / name).write_text(texts[name], "utf-8")
        for lang in LANGUAGES:
            (folder / f"2023-budget.{lang}.md").write_text("## summary\n\n.\n", "utf-8")
        (folder / "2024-budget.numbers.txt").unlink(missing_ok=True)
        loaded, problems = loader.load_content(content)  # its form alone: what does not add up here is not what is looked at
        assert loaded is not None, problems
        return ledgers_of(loaded)[f"{folder.name}/2024-budget"]

    return made


PRINTED = "    prior: 190.00\n    printed: {direction: decrease, change: 0.25}\n"


def test_what_is_printed_comes_before_all_else(two_years: Callable[..., Ledger]) -> None:
    before = prior_value(two_years(), "project-expenditure")
    assert before is not None
    assert (before.amount, before.how, before.year) == (Amount(Decimal("190.00"), read_unit("万元")), "printed", 2023)


def test_a_printed_change_gives_it_where_it_is_not_printed(two_years: Callable[..., Ledger]) -> None:
    ledger = two_years((PRINTED, PRINTED.partition("\n")[2]))
    before = prior_value(ledger, "project-expenditure")
    assert before is not None
    assert (before.amount.value, before.how, before.is_computed, before.source) == (Decimal("190.00"), "computed", True, ledger)


def test_else_the_earlier_document_has_it_in_its_own_unit(two_years: Callable[..., Ledger]) -> None:
    """The change goes no further than the digits of the coarser of the two documents."""
    ledger = two_years((PRINTED, ""), then=(("1900000", "1876543"),))
    change = change_since(ledger, "project-expenditure")
    assert change is not None
    assert (change.prior.how, change.prior.amount) == ("earlier", Amount(Decimal(1876543), read_unit("元")))
    assert change.prior.source.statement.fiscal_year == 2023
    assert change.amount == Amount(Decimal("2.10"), read_unit("万元")), "189.75 less 187.6543"


def test_people_are_compared_as_well(two_years: Callable[..., Ledger]) -> None:
    change = change_since(two_years(), "staff")
    assert change is not None
    assert (change.amount.value, change.prior.how) == (Decimal(1), "earlier")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("basis: initial-budget", "basis: executed"),  # what was spent is not what was planned
        ("compares_with: {year: 2023", "compares_with: {year: 2022, sic: [{rule: years, difference: -1}]"),
    ],
)
def test_a_document_that_compares_with_something_else_is_not_given_last_years_budget(
    two_years: Callable[..., Ledger], old: str, new: str
) -> None:
    assert prior_value(two_years((PRINTED, ""), (old, new)), "project-expenditure") is None


def test_a_zero_that_somebody_else_keeps_is_no_fall_to_nothing(two_years: Callable[..., Ledger]) -> None:
    held = (f"    amount: 189.75\n{PRINTED}", "    amount: 0\n    state: held-centrally\n")
    sums = ("difference: 10.00", "difference: 199.75")
    assert prior_value(two_years(held, sums), "project-expenditure") is None


def test_things_counted_on_a_day_are_compared_with_the_same_day_a_year_before(two_years: Callable[..., Ledger]) -> None:
    counted = ("    amount: 12\n", "    amount: 12\n    as_of: 2023-12-31\n")
    day = "staff: {amount: 11, as_of: %s, at: 标题}"
    then = ("staff: {amount: 11, at: 标题}", day % "2022-12-31")
    before = prior_value(two_years(counted, then=(then,)), "staff")
    assert before is not None
    assert (before.how, before.year) == ("earlier", 2022)


def test_the_same_day_told_twice_is_no_year_before(two_years: Callable[..., Ledger]) -> None:
    counted = ("    amount: 12\n", "    amount: 12\n    as_of: 2023-12-31\n")
    then = ("staff: {amount: 11, at: 标题}", "staff: {amount: 11, as_of: 2023-12-31, at: 标题}")
    assert prior_value(two_years(counted, then=(then,)), "staff") is None


def test_a_document_that_compares_with_nothing_stands_beside_last_years(two_years: Callable[..., Ledger]) -> None:
    ledger = two_years(
        ("compares_with: {year: 2023, basis: initial-budget}\n", ""),
        (PRINTED, ""),
        ("    prior: 480.00\n    printed: {direction: increase, change: 20.00, percent: 4.2}\n", ""),
        ("    prior: 290.00\n    printed: {direction: increase, change: 10.25}\n", ""),
    )
    before = prior_value(ledger, "revenue")
    assert before is not None
    assert (before.amount.value, before.how, before.year) == (Decimal("480.00"), "earlier", 2023)


def test_prose_names_the_year_before_wherever_it_is_from_and_says_where(two_years: Callable[..., Ledger]) -> None:
    ledger = two_years((PRINTED, ""))
    content = project.check(ledger_content(ledger)).content
    refs = References(content, Phrases("en", content.phrases), ledger)
    prior = refs("prior", "project-expenditure")
    assert (prior.text, prior.tip) == ("1.9 million yuan", "from the 2023 budget")
    assert prior.address.endswith("2023-budget/#project-expenditure")
    assert refs("change", "project-expenditure").text == "down 2,500 yuan"
    assert refs("percent", "project-expenditure").text == "0.1%"
    with pytest.raises(MissingValueError):
        refs("prior", "other-funds")


def ledger_content(ledger: Ledger) -> Path:
    return Path(ledger.statement.file).parents[2]


# ---------------------------------------------------------------- what changed most


@pytest.fixture(scope="module")
def field(tmp_path_factory: pytest.TempPathFactory) -> CheckedContent:
    """Two years of a sub-district office beside a document that stands alone."""
    return project.check(field_content(tmp_path_factory.mktemp("field") / "content"))


def field_content(to: Path) -> Path:
    content = project.copy_content(to)
    shutil.copytree(FIELD, content, dirs_exist_ok=True)
    return content


TABLES = ("expenditure-by-function", "general-public-by-function", "revenue-and-expenditure")


def of_table(checked: CheckedContent, names: tuple[str, ...] = TABLES) -> changes.Changes | None:
    ledger = ledgers_of(checked.content)[OFFICE]
    return changes.changes_by_table(StatementTables(ledger, checked.content.classifications), names, "expenditure")


@pytest.mark.parametrize("table", TABLES[:2])
def test_the_lines_are_all_of_the_whole_and_none_stands_beside_its_part(field: CheckedContent, table: str) -> None:
    found = of_table(field, (table,))
    assert found is not None
    assert found.whole is not None
    codes = [line.anchor.partition(".")[2] for line in found.lines]
    assert [(one, other) for one in codes for other in codes if one != other and other.startswith(one)] == []
    apart = found.whole.change.value - sum(line.change.value for line in found.lines)
    assert abs(apart) <= 1, "one of the tables is one yuan off"
    largest = found.lines[0]
    assert largest.anchor == f"{table}.21299"
    assert (largest.then.value, largest.amount.value, largest.change.value) == (
        Decimal(9220200),
        Decimal(52348937),
        Decimal(43128737),
    )


def test_no_line_of_the_table_moved_by_more_than_the_one_that_is_named(field: CheckedContent) -> None:
    found = of_table(field)
    assert found is not None
    ledgers = ledgers_of(field.content)
    lines = changes.lines_with_prior(StatementTables(ledgers[OFFICE], field.content.classifications), TABLES[0])
    assert max(line.size for anchor, line in lines.items() if not anchor.endswith(".total")) == found.lines[0].size


LINE = "expenditure-by-function.21299"


@pytest.mark.parametrize(
    ("role", "name", "text"),
    [
        ("figure", LINE, "52.35 million yuan"),
        ("prior", LINE, "9.22 million yuan"),
        ("change", LINE, "up 43.13 million yuan"),
        ("percent", LINE, "467.8%"),
        ("share", f"{LINE} of expenditure-by-function.total", "27.6%"),
    ],
)
def test_prose_cites_a_line_of_a_table_as_it_cites_a_figure(field: CheckedContent, role: str, name: str, text: str) -> None:
    refs = References(field.content, Phrases("en", field.content.phrases), ledgers_of(field.content)[OFFICE])
    resolved_role = refs(role, name)
    assert resolved_role.text == text
    year = "2024-budget" if role == "prior" else "2025-budget"
    assert role == "share" or resolved_role.address.endswith(f"/{year}/expenditure-by-function/#line-21299")


def test_a_line_that_is_none_is_named_with_those_that_are(field: CheckedContent) -> None:
    refs = References(field.content, Phrases("en", field.content.phrases), ledgers_of(field.content)[OFFICE])
    with pytest.raises(UnknownRoleTargetError) as error:
        refs("change", "expenditure-by-function.21298")
    assert LINE in error.value.candidates
    with pytest.raises(MissingValueError):  # nothing stands for the year before
        RoleNumbers(field.content, ledgers_of(field.content)[OFFICE.replace("2025", "2024")]).find_change("change", LINE)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("by: functional\n    unit: 元\n    at: 表3", "by: items\n    unit: 元\n    at: 表3"),
        ("    total: [156211123, 99706020, 56505103]\n", ""),
        ("values: [5421234, 0, 5421234]", "values: [1, 0, 1]"),
    ],
    ids=["another-classification", "no-total", "lines-missing"],
)
def test_a_table_that_is_not_all_of_the_year_before_is_passed_over(tmp_path: Path, old: str, new: str) -> None:
    content = field_content(tmp_path / "content")
    file = content / "statements" / f"{OFFICE.replace('2025', '2024')}.yaml"
    text = file.read_text("utf-8")
    head, mark, rest = text.partition("  expenditure-by-function:\n")
    if old in rest:
        rest = rest.replace(old, new, 1)
    else:
        first = re.search(r'      - \{code: "212", .*\n', rest)
        assert first, "the largest class of the table"
        rest = rest.replace(first[0], "", 1)
    file.write_text(head + mark + rest, "utf-8")
    loaded, problems = loader.load_content(content)
    assert loaded is not None, problems
    tables = StatementTables(ledgers_of(loaded)[OFFICE], loaded.classifications)
    assert changes.changes_by_table(tables, TABLES[:1], "expenditure") is None


@pytest.mark.slow
def test_a_code_that_is_new_this_year_is_no_line_that_grew_from_nothing(tmp_path: Path) -> None:
    """Its money stood under another code: who ranks the lines would call that the largest change."""
    content = field_content(tmp_path / "content")
    classes = content / "countries/china/classifications" / "functional.yaml"
    text = classes.read_text("utf-8")
    entry = re.search(r'"21299": \{', text)
    assert entry
    classes.write_text(text.replace(entry[0], '"21299": {from: 2025, ', 1), "utf-8")
    loaded, problems = loader.load_content(content)
    assert loaded is not None, problems
    tables = StatementTables(ledgers_of(loaded)[OFFICE], loaded.classifications)
    assert changes.changes_by_table(tables, TABLES[:1], "expenditure") is None
    assert f"{TABLES[0]}.21299" not in changes.lines_with_prior(tables, TABLES[0])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_pages_tell_the_story_of_the_budget(field: CheckedContent, lang: Language) -> None:
    outputs = project.outputs(field)
    told = words(outputs[f"{lang}/{OFFICE}/index.html"].data.decode(), "chart-changes")
    story = {
        "en": "The largest change is in other spending on urban and rural communities: up 43.13 million yuan, "
        "from 9.22 million yuan to 52.35 million yuan.",
        "zh": "变化最大的是其他城乡社区支出，从922.02万元变为5,234.89万元，增加4,312.87万元。",
    }
    assert story[lang] in told
    assert {"en": "The figures for 2024 come from the 2024 budget.", "zh": "2024年的数取自2024年预算。"}[lang] in told
    science = words(outputs[f"{lang}/{SCIENCE}/index.html"].data.decode(), "chart-changes")
    assert {"en": "The largest change is in particular tasks", "zh": "变化最大的是专门办的事"}[lang] in science
    page = outputs[f"{lang}/{OFFICE}/index.html"].data.decode()
    there = "../2024-budget/index.html#project-expenditure"
    shown = {
        "key-numbers": {"en": "from 2024 (56.5%) from the 2024 budget", "zh": "3,192万元（56.5%） 见2024年预算"},
        "project-expenditure": {"en": "56.51 million yuan from the 2024 budget", "zh": "5,651 万元 见2024年预算"},
    }
    for place, text in shown.items():
        part = piece(page, place)
        assert there in part, place
        assert text[lang] in words(part)
    compared = words(outputs[f"{lang}/compare/project-expenditure/index.html"].data.decode())
    assert {"en": "56.51 from the 2024 budget", "zh": "5,650.5 见2024年预算"}[lang] in compared


def piece(source: str, name: str) -> str:
    found = re.search(rf'<(?!h2)(\w+)[^>]* (?:id|class)="{name}".*?</\1>', source, re.DOTALL)
    assert found, name
    return found[0]


def words(source: str, name: str = "") -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", piece(source, name) if name else source)).strip()


@pytest.mark.slow
def test_an_incomplete_list_names_no_largest_change(two_years: Callable[..., Ledger]) -> None:
    """Expenditure is printed with more than its two parts: what else changed nobody knows."""
    ledger = two_years()
    assert changes.changes_by_parts(ledger, "expenditure") is None
    outputs = project.outputs(project.check(ledger_content(ledger)))
    pages = [each.data.decode() for path, each in outputs.items() if path.endswith("2024-budget/index.html")]
    assert pages
    assert not any("largest change" in page or "变化最大的是" in page for page in pages if 'id="chart-changes"' in page)
