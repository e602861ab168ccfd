"""What a person decides in the workbench changes the lines that it says and no other, and the checks follow."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import workbench_content
from workbench_content import STATEMENT, statement_path

from budgetbook.review import page_frame, page_state
from budgetbook.review.assignments import ActError
from budgetbook.review.safe_files import FileChangedError
from budgetbook.review.statement_view import StatementView
from budgetbook.review.workbench import Workbench

BY = {"zh": "值班编辑", "en": "the editor on duty"}
NOTE = {"zh": "写的增幅，比算出来的大。", "en": "The stated increase is larger than the one by its figures."}
FINDING = f"{STATEMENT}/expenditure/percent-percent"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return workbench_content.import_library(tmp_path_factory.mktemp("library"), "txt")


@pytest.fixture
def content(library: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(library, tmp_path / "content"))


@pytest.fixture
def bench(content: Path, tmp_path: Path) -> Workbench:
    return Workbench(content, tmp_path / "cache")


def look(bench: Workbench) -> StatementView:
    files = bench.find(STATEMENT)
    assert files
    return bench.look(files)


def edit(bench: Workbench, **request: object) -> tuple[list[str], list[str]]:
    """The lines that an act takes out, and those that it brings in."""
    view = look(bench)
    before = view.files.path.read_text(encoding="utf-8").splitlines()
    bench.act(view, request)
    after = view.files.path.read_text(encoding="utf-8").splitlines()
    start = next(index for index, (one, other) in enumerate(zip(before, after, strict=False)) if one != other)
    gone, new = before[start:], after[start:]
    while gone and new and gone[-1] == new[-1]:
        gone, new = gone[:-1], new[:-1]
    return gone, new


def entries(bench: Workbench, number: str) -> list[tuple[str, str]]:
    state = page_state.build_state(look(bench), "en")
    each = next(each for each in state["numbers"] if each["id"] == number)
    return [(entry["name"], entry["role"]) for entry in each["entries"]] or [("", each["state"])]


def test_an_undecided_number_becomes_a_figure(bench: Workbench) -> None:
    assert entries(bench, "8#0") == [("", "undecided")]
    gone, new = edit(bench, act="assign", number="8#0", target=["figures", "reception"], role="amount")
    assert gone[0] == "    undecided: [21.55]"
    assert new[-3:] == ["  reception:", "    amount: 21.55", "    at: 一（三）"]
    assert [line for line in new if line not in gone] == new[-3:]
    assert entries(bench, "8#0") == [("Official receptions", "amount")]


def test_a_number_moves_to_another_role_and_comments_stay(bench: Workbench) -> None:
    comments = [line for line in statement_path(bench_root(bench)).read_text(encoding="utf-8").splitlines() if "#" in line]
    edit(bench, act="assign", number="6#1", target=["figures", "project-expenditure"], role="percent")
    text = statement_path(bench_root(bench)).read_text(encoding="utf-8")
    assert "    printed: {percent: 60.00}\n    at: 一（二）" in text
    assert [line for line in text.splitlines() if "#" in line] == comments
    assert entries(bench, "6#1") == [("Project expenditure", "percent")]


def bench_root(bench: Workbench) -> Path:
    files = bench.find(STATEMENT)
    assert files
    return files.path.parents[2]


@pytest.mark.slow
def test_the_same_figure_once_more_is_a_reading(bench: Workbench) -> None:
    gone, new = edit(bench, act="assign", number="8#0", target=["figures", "basic-expenditure"], role="amount")
    assert new[-1] == "    readings: [{amount: 21.55, at: 一（三）}]"
    assert gone[0] == "    undecided: [21.55]"
    edit(bench, act="set-aside", number="6#0")
    text = statement_path(bench_root(bench)).read_text(encoding="utf-8")
    assert "  basic-expenditure:\n    amount: 21.55\n    share: 60.00\n    at: 一（三）\n" in text
    assert "    aside: [300.00]\n" in text


def test_a_number_is_no_figure(bench: Workbench) -> None:
    gone, new = edit(bench, act="set-aside", number="8#0")
    assert (gone, new) == (["    undecided: [21.55]"], ["    aside: [21.55]"])
    gone, new = edit(bench, act="set-aside", number="4#4")
    assert gone[-1] == "    printed: {direction: increase, change: 20.00, percent: 9.17}"
    assert new[-1] == "    printed: {direction: increase, percent: 9.17}"
    assert "    aside: [20.00]" in new


def test_a_role_that_has_a_number_already_is_not_overwritten(bench: Workbench) -> None:
    with pytest.raises(ActError) as refusal:
        edit(bench, act="assign", number="8#0", target=["figures", "expenditure"], role="prior")
    assert (refusal.value.key, refusal.value.fields["digits"]) == ("role-taken", "480.00")


@pytest.mark.parametrize(
    "request_of_a_page",
    [
        {"act": "assign", "number": "8#0", "target": ["figures", "no-such-concept"], "role": "amount"},
        {"act": "assign", "number": "8#0", "target": ["source", "title"], "role": "amount"},
        {"act": "assign", "number": "8#0", "target": ["figures", "../../site"], "role": "amount"},
        {"act": "assign", "number": "8#0", "target": ["figures", "reception"], "role": "sic"},
        {"act": "assign", "number": "99#0", "target": ["figures", "reception"], "role": "amount"},
        {"act": "set-aside", "number": None},
        {"act": "confirm", "finding": "nothing", "note": NOTE},
        {"act": "confirm", "finding": FINDING, "note": {"zh": NOTE["zh"]}},
        {"act": "write", "texts": [{"file": "statement", "path": ["figures", "x"], "words": BY}]},
        {"act": "write", "texts": [{"file": "entity", "path": ["kind"], "choice": "reception"}]},
        {"act": "write", "texts": "x"},
        {"act": "accept", "numbers": "x"},
        {"act": "count"},
        {"act": "undo"},
        {"act": "delete"},
        {},
    ],
)
def test_what_cannot_be_done_changes_nothing(bench: Workbench, request_of_a_page: dict[str, object]) -> None:
    path = statement_path(bench_root(bench))
    before = path.read_bytes()
    view = look(bench)
    with pytest.raises(ActError):
        bench.act(view, request_of_a_page)
    assert path.read_bytes() == before


def test_a_finding_is_confirmed_with_a_note(bench: Workbench) -> None:
    gone, new = edit(bench, act="confirm", finding=FINDING, note=NOTE, place="一（一）")
    assert gone == []
    assert new == [
        "    sic:",
        "      - rule: percent",
        "        of: percent",
        "        difference: 5",
        '        note: {zh: 写的增幅，比算出来的大。, en: "The stated increase is larger than the one by its figures."}',
    ]
    (card,) = page_state.build_state(look(bench), "zh")["findings"]
    assert card["isConfirmed"]


def test_what_a_person_does_ends_in_a_check_that_passes_and_can_be_undone(bench: Workbench) -> None:
    path = statement_path(bench_root(bench))
    first, first_entity = path.read_bytes(), path.with_name("entity.yaml").read_bytes()
    state = page_state.build_state(look(bench), "en")
    texts = [
        {"file": text["file"], "path": text["path"], "words": dict.fromkeys(text["missing"], "文字 words"), "choice": ""}
        for text in state["texts"]
        if not text["choices"]
    ]
    texts.append({"file": "entity", "path": ["kind"], "words": {}, "choice": "public-institution"})
    edit(bench, act="write", texts=texts)
    edit(bench, act="confirm", finding=FINDING, note=NOTE, place="一（一）")
    edit(bench, act="set-aside", number="8#0")
    bench.act(look(bench), {"act": "accept", "numbers": [each["id"] for each in state["numbers"]]})
    edit(bench, act="count", by=BY)
    view = look(bench)
    assert [problem.message.key for problem in view.check_result.problems] == []
    assert view.check_result.statement is not None
    assert view.check_result.statement.review is not None
    review = view.check_result.statement.review
    assert (review.seen, review.of, review.by and review.by["en"]) == (12, 12, BY["en"])
    for _ in range(4):
        bench.act(look(bench), {"act": "undo"})
    assert (path.read_bytes(), path.with_name("entity.yaml").read_bytes()) == (first, first_entity)


@pytest.mark.slow
def test_what_was_seen_survives_a_restart_and_ends_with_a_change(content: Path, tmp_path: Path) -> None:
    bench = Workbench(content, tmp_path / "cache")
    bench.act(look(bench), {"act": "accept", "numbers": ["4#1", "6#0"]})
    bench = Workbench(content, tmp_path / "cache")
    assert look(bench).seen_count == 2
    path = statement_path(content)
    path.write_text(path.read_text(encoding="utf-8").replace("amount: 500.00", "amount: 480.00"), encoding="utf-8")
    assert look(bench).seen_count == 1


@pytest.mark.slow
def test_a_statement_that_was_seen_in_full_is_believed_on_another_machine(content: Path, tmp_path: Path) -> None:
    path = statement_path(content)
    text = path.read_text(encoding="utf-8")
    for count, seen in ((12, 12), (5, 0)):
        review = f"review: {{seen: {count}, of: 12, by: {{zh: 甲, en: A}}}}"
        path.write_text(text.replace("review: {seen: 0, of: 12}", review), encoding="utf-8")
        assert look(Workbench(content, tmp_path / f"other{count}")).seen_count == seen


def test_a_file_that_somebody_edits_meanwhile_is_not_overwritten(bench: Workbench) -> None:
    view, path = look(bench), statement_path(bench_root(bench))
    path.write_text(path.read_text(encoding="utf-8") + "# mine\n", encoding="utf-8")
    mine = path.read_bytes()
    with pytest.raises(FileChangedError):
        bench.act(view, {"act": "set-aside", "number": "8#0"})
    assert path.read_bytes() == mine
    assert [each.name for each in path.parent.iterdir() if each.name.startswith(".")] == []
    bench.act(look(bench), {"act": "set-aside", "number": "8#0"})
    assert path.read_bytes().endswith(b"# mine\n")


def test_an_act_cannot_be_undone_over_another_edit(bench: Workbench) -> None:
    path = statement_path(bench_root(bench))
    bench.act(look(bench), {"act": "set-aside", "number": "8#0"})
    path.write_text(path.read_text(encoding="utf-8") + "# mine\n", encoding="utf-8")
    with pytest.raises(FileChangedError):
        bench.act(look(bench), {"act": "undo"})
    assert path.read_text(encoding="utf-8").endswith("# mine\n")


def test_another_document_is_told(content: Path, bench: Workbench) -> None:
    document = statement_path(content).with_suffix(".txt")
    document.write_text("另一份文件", encoding="utf-8")
    view = look(bench)
    assert view.source_fault is not None
    assert view.source_fault.key == "review-other-document"
    document.unlink()
    fault = look(bench).source_fault
    assert fault is not None
    assert fault.key == "review-no-document"


@pytest.mark.slow
def test_what_was_seen_of_one_content_folder_is_not_seen_of_another(content: Path, bench: Workbench, tmp_path: Path) -> None:
    bench.act(look(bench), {"act": "accept", "numbers": ["4#0"]})
    assert look(bench).seen_count == 1
    other = Path(shutil.copytree(content, tmp_path / "other"))
    assert look(Workbench(other, tmp_path / "cache")).seen_count == 0
    assert look(Workbench(content, tmp_path / "cache")).seen_count == 1


def test_a_figure_is_found_by_its_name_in_either_language(bench: Workbench) -> None:
    labels = [each["label"] for each in page_frame.build_frame(look(bench), "en")["targets"]]
    assert "Official receptions · 公务接待费" in labels
