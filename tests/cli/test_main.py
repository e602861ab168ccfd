"""The command line: how it ends, in which language it speaks, to whom, and that no text of content can forge a command."""

from __future__ import annotations

import ast
import errno
import os
import re
import string
import subprocess
import sys
from pathlib import Path

import built_site
import project
import pytest

import build
from budgetbook.cli.messages import ARGPARSE, HELP, SAYS, USES
from budgetbook.cli.options import Command
from budgetbook.cli.registry import COMMANDS
from budgetbook.content import json_schemas
from budgetbook.diagnostics import os_errors
from budgetbook.diagnostics.messages import MESSAGES
from budgetbook.diagnostics.problem import (
    ANNOTATIONS,
    Language,
    Problem,
    for_editors,
    for_github,
    for_people,
    format_problems,
    message,
)

DOCUMENT = built_site.GOLDEN / "library" / "document.txt"
CHINESE = re.compile("[\u4e00-\u9fff]")
HOSTILE = "##[error]f\n::error file=x,line=1::forged\r\n::set-output name=a::b\u2028::warning::c%0A::d\x1b[31m"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return built_site.small_content(tmp_path / "content")


@pytest.fixture
def broken(small: Path) -> Path:
    """A content with one problem: a misspelt key on the first line of site.yaml."""
    path = small / "site.yaml"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    name = next(line for line in lines if line.startswith("name:"))
    lines.remove(name)
    path.write_text("".join((name.replace("name:", "nmae:"), *lines)), encoding="utf-8")
    return small


def program(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """The front door as a program, in an environment of its own; what it writes is read as UTF-8."""
    command = [sys.executable, str(project.ROOT / "build.py"), *(str(each) for each in arguments)]
    kept = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"} | environment
    return subprocess.run(
        command, env=kept, capture_output=True, text=True, encoding="utf-8", check=False, timeout=project.PATIENCE
    )


def wrong_use(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """What is said to a command line that cannot be understood; it must end with 2."""
    with pytest.raises(SystemExit) as ended:
        build.main(list(arguments))
    assert ended.value.code == 2
    said = capsys.readouterr()
    assert said.out == ""
    return said.err


def checks_of(content: Path) -> int:
    """How many checks are made of a content."""
    return sum(map(len, project.check(content).findings.values()))


# How it ends


def test_a_build_ends_with_0_and_says_what_it_wrote(small: Path, tmp_path: Path) -> None:
    ended = project.run_on(small, "--out", tmp_path / "site")
    files = sum(path.is_file() for path in (tmp_path / "site").rglob("*"))
    assert (ended.status, ended.err) == (0, "")
    assert ended.out.startswith(f"{files} files ({files} written, 0 unchanged, 0 removed), {checks_of(small)} checks, ")


def test_a_check_tells_of_a_name_that_no_picture_can_draw_and_lets_it_pass(small: Path) -> None:
    """A box on the card is nothing that keeps a page from being right; whoever typed the name learns of it at its line."""
    file = next(small.glob("statements/*/entity.yaml"))
    before, zh, after = file.read_text("utf-8").partition("zh: ")
    file.write_text(f"{before}{zh}𠮷𠮷{after}", "utf-8")
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n") + len(zh)
    for lang, said in (("en", "the font of the pictures lacks 𠮷 (U+20BB7)"), ("zh", "图片用的字体没有 𠮷 (U+20BB7)")):
        ended = project.run("check", "--content", small, "--lang", lang, "--format", "editors")
        (note,) = (each for each in ended.out.splitlines() if f"{file.as_posix()}:{line}:{column}: " in each)
        assert said in note
        assert (ended.status, ended.err) == (0, "")
        assert said not in project.run("check", "--content", small, "--quiet").out
    assert f"::notice file={file.as_posix()},line={line}" in project.run("check", "--content", small, "--format", "github").out


def test_a_check_ends_with_0_and_writes_nothing(small: Path, tmp_path: Path) -> None:
    ended = project.run_on(small, "check")
    *notes, last = ended.out.splitlines()
    assert (ended.status, ended.err, last) == (0, "", f"no problems (statements: 1, checks: {checks_of(small)})")
    assert all(line.startswith("note: ") for line in notes)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["content"]


@pytest.mark.parametrize("command", ["build", "check"])
def test_a_problem_in_the_content_ends_with_1_and_writes_nothing(command: str, broken: Path, tmp_path: Path) -> None:
    ended = project.run_on(broken, command, *(("--out", tmp_path / "site") if command == "build" else ()))
    assert (ended.status, ended.out) == (1, "")
    assert [line.startswith(f"{broken}/site.yaml:1:1: nmae: ") for line in ended.problems] == [True]
    assert not (tmp_path / "site").exists()


def test_no_content_at_all_is_a_problem(tmp_path: Path) -> None:
    ended = project.run_on(tmp_path / "nothing")
    assert ended.status == 1
    assert ended.problems == [f"{tmp_path / 'nothing'}:1:1: expected a folder with the content; there is none"]


def test_a_folder_of_somebody_else_ends_with_2(small: Path) -> None:
    other = small.with_name("thesis")
    other.mkdir()
    (other / "thesis.txt").write_text("years of work", encoding="utf-8")
    ended = project.run_on(small, "--out", other)
    assert (ended.status, ended.out) == (2, "")
    assert ended.err == f"{other} holds files that no build wrote, and was left alone; name an empty folder\n"


@pytest.mark.parametrize("words", [["nonsense"], ["--nonsense"], ["--lang", "fr"], ["--format", "html"], ["--out"]])
def test_wrong_use_ends_with_2_and_says_what_there_is(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    said = wrong_use(capsys, *words)
    assert "usage" in said.lower()
    assert words[0].lstrip("-") in said


@pytest.mark.parametrize("command", ["build", "check", "schema"])
def test_a_file_where_none_is_taken_is_wrong_use(command: str, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Who types `check FILE` thinks that this one file was checked."""
    assert wrong_use(capsys, command, "some.yaml", "--content", str(tmp_path / "none"), "--out", str(tmp_path / "site"))


STOPPED = """
import sys
import build
from budgetbook.engine import check

def stopped(root, means):
    raise KeyboardInterrupt

check.check = stopped
sys.exit(build.main(["check"]))
"""


def test_stopped_by_hand_it_ends_without_a_traceback() -> None:
    done = subprocess.run(
        [sys.executable, "-c", STOPPED], cwd=project.ROOT, capture_output=True, text=True, check=False, timeout=project.PATIENCE
    )
    assert "Traceback" not in done.stderr
    assert done.returncode in (2, 130)


# What it says


def test_quiet_says_nothing_of_success_and_all_of_failure(small: Path, tmp_path: Path) -> None:
    assert project.run_on(small, "--quiet", "--out", tmp_path / "site") == project.Ended(0, "", "")
    assert project.run_on(small, "check", "--quiet") == project.Ended(0, "", "")
    (small / "site.yaml").write_text("", encoding="utf-8")
    loud, quiet = project.run_on(small), project.run_on(small, "--quiet")
    assert quiet == loud
    assert quiet.status == 1
    assert quiet.err


def help_of(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """The help, without its spaces and line ends."""
    with pytest.raises(SystemExit) as ended:
        build.main([*words, "--help"])
    assert ended.value.code == 0
    return "".join(capsys.readouterr().out.split())


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_help_of_a_command_explains_what_it_takes(command: Command, lang: Language, capsys: pytest.CaptureFixture[str]) -> None:
    shown = help_of(capsys, command.name, "--lang", lang)
    own = (command.help, *(option.help for option in command.options))
    for text in (*own, *(HELP[name] for name in ("lang", "quiet", "help", "usage", "arguments"))):
        assert "".join(text[lang].split()) in shown, text
    assert bool(CHINESE.search(shown)) == (lang == "zh")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_help_without_a_command_lists_all_of_them(lang: Language, capsys: pytest.CaptureFixture[str]) -> None:
    shown = help_of(capsys, "--lang", lang)
    assert shown.startswith("".join((HELP["usage"][lang] + HELP["synopsis"][lang]).split()))
    for command in COMMANDS:
        assert "".join(f"{command.name}{command.help[lang]}".split()) in shown
    assert "".join(HELP["more"][lang].split()) in shown


WRONG = [
    (["chek"], "没有 chek 这个命令"),
    (["check", "--format", "html"], "--format 只能是 people, editors, github，不能是 html"),
    (["check", "--lang", "zh", "--content"], "--content 后面要有一个值"),
    (["numbers"], "还要写明 file"),
    (["check", "some.yaml"], "check 不接受 some.yaml"),
    (["--nonsense"], "build 不接受 --nonsense"),
    (["check", "--quiet=1"], "--quiet 后面不能写值：1"),
    (["--jobs", "two"], "--jobs 后面应为数字，不能是 two"),
    (["serve", "--port", "web"], "--port 后面应为数字，不能是 web"),
    (["--shard", "two"], "--shard 要写成 2/4 这样，不能是 two"),
    (["build", "--shard", "5/4"], "--shard 要写成 2/4 这样，不能是 5/4"),
    (["--shard", "1/2", "--scheduler", "tcp://127.0.0.1:9"], "--shard 和 --scheduler 不能一起用"),
    (["--no-cache", "--shard", "1/2"], "--shard 和 --no-cache 不能一起用"),
]


@pytest.mark.parametrize(("words", "expected"), WRONG)
def test_wrong_use_is_told_in_chinese_without_a_word_of_english(
    words: list[str], expected: str, capsys: pytest.CaptureFixture[str]
) -> None:
    usage, said = wrong_use(capsys, *(words if "zh" in words else ["--lang", "zh", *words])).rsplit("\n", 2)[:2]
    assert said.startswith(expected)
    assert usage.startswith("用法：")
    assert not CHINESE.search(wrong_use(capsys, *("en" if word == "zh" else word for word in words), "--lang", "en"))


@pytest.mark.parametrize("words", [["--lang", "zh"], ["--lang=zh"], ["--quiet", "--lang", "zh", "check"]])
def test_the_language_asked_for_decides_the_help_too(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        build.main([*words, "--help"])
    assert HELP["lang"]["zh"] in capsys.readouterr().out


@pytest.mark.parametrize(
    ("environment", "lang"),
    [({"LC_ALL": "zh_CN.UTF-8"}, "zh"), ({"LC_ALL": "", "LANG": "zh_TW.UTF-8"}, "zh"), ({"LC_ALL": "C", "LANG": "zh_CN"}, "en")],
    ids=["all", "lang", "all-before-lang"],
)
def test_the_environments_language_is_spoken_where_none_is_asked_for(
    environment: dict[str, str], lang: str, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.setenv(name, environment.get(name, ""))
    said = project.run("check", "--content", small, "--format", "people").out
    assert bool(CHINESE.search(said)) == (lang == "zh")
    assert not CHINESE.search(project.run("check", "--content", small, "--lang", "en").out)


def holes(text: str) -> list[str]:
    return sorted(name for _, name, _, _ in string.Formatter().parse(text) if name)


def test_every_word_of_the_front_door_is_in_both_languages() -> None:
    own = [sentence for command in COMMANDS for sentence in (command.help, *(option.help for option in command.options))]
    says = {**HELP, **SAYS, **USES, **{str(number): sentence for number, sentence in enumerate(own)}}
    del says["in-full"]  # what an exception says of itself
    for key, text in says.items():
        assert text.keys() == {"zh", "en"}, key
        assert CHINESE.search(text["zh"]), key
        assert not CHINESE.search(text["en"]), key
        assert holes(text["zh"]) == holes(text["en"]), key


def test_what_argparse_says_is_told_in_both_languages() -> None:
    for key, text in ARGPARSE.items():
        chinese, english = (sorted(re.findall(r"%\(\w+\)s|%s", text[lang])) for lang in ("zh", "en"))
        assert chinese == english, key
        assert not CHINESE.search(text["en"]), key


def test_every_word_of_the_front_door_is_used() -> None:
    places = [project.ROOT / "build.py", *(project.ROOT / "budgetbook").rglob("*.py")]
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in places if path.name != "messages.py"]
    said = {node.value for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    assert HELP.keys() | USES.keys() | SAYS.keys() <= said | {"usage"}  # in what argparse says


def test_the_same_fault_is_told_in_both_languages(broken: Path) -> None:
    english, chinese = project.run_on(broken), project.run_on(broken, lang="zh")
    assert len(english.err.splitlines()) == len(chinese.err.splitlines())
    assert CHINESE.search(chinese.err)
    assert not CHINESE.search(english.err)


def test_a_terminal_without_chinese_gets_signs_for_it_and_no_traceback(small: Path) -> None:
    done = program("check", "--content", small, "--lang", "zh", PYTHONIOENCODING="ascii")
    assert "Traceback" not in done.stderr
    assert done.returncode == 0
    assert done.stdout


# Three prints


def test_people_see_the_line_and_a_caret_under_the_place(broken: Path) -> None:
    ended = project.run("check", "--content", broken, "--lang", "en", "--format", "people")
    place, source, caret = ended.err.splitlines()[:3]
    assert place.startswith(f"{broken}/site.yaml:1:1: ")
    assert source == "    1 | nmae: {zh: 小预算书, en: Small Budgetbook}"
    assert caret.startswith("      | ^")


def test_editors_get_one_line_a_problem(broken: Path) -> None:
    ended = project.run_on(broken, "check")
    assert [line for line in ended.problems if not re.match(r"[^:]+:\d+:\d+: .", line)] == []
    assert ended.problems


def test_github_gets_annotations_by_itself_where_it_runs_the_build(broken: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    ended = project.run("check", "--content", broken, "--lang", "en")
    annotated, *log = ended.problems
    assert annotated.startswith(f"::error file={broken}/site.yaml,line=1,col=1::")
    assert log == project.run_on(broken, "check").problems


def test_ten_problems_are_annotated_each_file_s_first_before_its_second_and_all_are_in_the_log() -> None:
    many = [Problem(f"{name}.yaml", line, 1, "", message("no-value")) for name in "abc" for line in range(1, 6)]
    lines = list(format_problems(many, "github", "en"))
    annotated = [line for line in lines if line.startswith("::error ")]
    assert len(annotated) == ANNOTATIONS == 10
    assert [re.findall("file=.", line)[0] for line in annotated[:3]] == ["file=a", "file=b", "file=c"]
    assert {line.split(",line=")[1][0] for line in annotated} == {"1", "2", "3", "4"}
    assert lines[10:] == [for_editors(problem, "en") for problem in many]


PRINTS = {"people": for_people, "editors": for_editors, "github": for_github}


@pytest.mark.parametrize("name", PRINTS)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_text_forges_a_line(name: str, lang: str) -> None:
    for key, sentence in MESSAGES.items():
        fields = dict.fromkeys({*holes(sentence["en"]), *holes(sentence["zh"])}, HOSTILE)
        hint = message("did-you-mean", word=HOSTILE)
        problem = Problem(f"content/{HOSTILE}", 1, 1, HOSTILE, message(key, **fields), hint, HOSTILE)
        said = PRINTS[name](problem, "zh" if lang == "zh" else "en")
        assert len(said.splitlines()) <= (3 if name == "people" else 1), f"{key}: {said!r}"
        assert len(re.findall("^ *::", said, re.MULTILINE)) == (name == "github"), f"{key}: {said!r}"
        assert "\x1b" not in said, key
        assert "##[" not in said, key


@pytest.mark.parametrize("name", PRINTS)
def test_a_file_of_a_hostile_name_or_key_forges_nothing(name: str, small: Path) -> None:
    forged = small / "pages" / "a\n::error::forged.md"
    forged.write_text("x", encoding="utf-8")
    errors = [project.run("check", "--content", small, "--lang", "en", "--format", name)]
    forged.unlink()  # a name that not every system can write is told before anything is read
    site = small / "site.yaml"
    site.write_text(site.read_text(encoding="utf-8") + '"b\\n::error::forged": 1\n', encoding="utf-8")
    errors.append(project.run("check", "--content", small, "--lang", "en", "--format", name))
    for ended in errors:
        assert ended.status == 1
        lines = ended.err.splitlines()
        assert lines[-1] == "1 problem; the site is as it was"
        assert [line for line in lines if line.lstrip().startswith("::error::")] == []
        assert "forged" in ended.err


# Lists of numbers, and schemas


def test_numbers_lists_every_number_of_a_document() -> None:
    (kept,) = (built_site.GOLDEN / "library" / "content").glob("statements/*/*.numbers.txt")
    assert project.run("numbers", DOCUMENT) == project.Ended(0, kept.read_text(encoding="utf-8"), "")


@pytest.mark.parametrize(("name", "data"), [("gone.txt", None), ("odd.txt", b"\xff\xff\xff"), ("folder", b"")])
def test_numbers_of_a_file_that_cannot_be_read_end_with_1(name: str, data: bytes | None, tmp_path: Path) -> None:
    path = tmp_path / name
    if name == "folder":
        path.mkdir()
    elif data is not None:
        path.write_bytes(data)
    ended = project.run("numbers", path, "--lang", "en")
    assert (ended.status, ended.out) == (1, "")
    assert ended.err.startswith("expected ")
    assert CHINESE.search(project.run("numbers", path, "--lang", "zh").err)


@pytest.mark.parametrize("number", [*os_errors._MESSAGE_KEYS, errno.EIO])
def test_the_system_speaks_the_readers_language(number: int) -> None:
    for lang in ("zh", "en"):
        alone, of_file = OSError(number, os.strerror(number)), OSError(number, os.strerror(number), "a.yaml")
        said = os_errors.describe_os_error(alone).text("zh" if lang == "zh" else "en")
        assert bool(CHINESE.search(said)) == (lang == "zh")
        assert os.strerror(number) not in said
        assert os_errors.describe_os_error(of_file).text("zh" if lang == "zh" else "en").startswith("a.yaml")
        assert os_errors.describe_without_file(of_file) == os_errors.describe_os_error(alone)


def test_schema_writes_what_editors_use_and_says_the_same_twice(content: Path) -> None:
    committed = {path.name: path.read_text(encoding="utf-8") for path in (project.CONTENT / "schema").iterdir()}
    for path in (content / "schema").iterdir():
        path.unlink()
    (content / "schema").rmdir()
    for _ in range(2):
        assert project.run("schema", "--content", content).status == 0
        assert {
            path.name: path.read_text(encoding="utf-8") for path in (content / "schema").iterdir()
        } == json_schemas.build_schemas()
    assert committed == json_schemas.build_schemas(), "run `python build.py schema`"


def test_as_a_program_it_ends_as_it_does_when_called(small: Path, tmp_path: Path) -> None:
    assert program("check", "--content", small).returncode == 0
    assert program("numbers", DOCUMENT).stdout.startswith("sha256 ")
    assert program("numbers", tmp_path).returncode == 1
    assert program("--format").returncode == 2
    (small / "site.yaml").unlink()
    done = program("check", "--content", small, GITHUB_ACTIONS="true")
    assert done.returncode == 1
    assert done.stderr.startswith("::error file=")
