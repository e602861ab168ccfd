"""The front door: reads the command line, calls the line, prints, and says how it ended.

Exit status: 0 done, 1 problems in content, 2 wrong use or a fault of ours (the site stays as it was).
"""

from __future__ import annotations

import argparse
import gc
import io
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from jinja2 import TemplateError

from budgetbook import pipeline, schemas, write
from budgetbook.numbers import list_numbers
from budgetbook.problems import Language, Problem, for_editors, for_github, for_people, message

HERE = Path(__file__).parent
COMMANDS = ("build", "check", "import", "numbers", "schema")
HELP = {
    "description": {
        "zh": "把 content/ 里的预算文件变成双语网站。",
        "en": "Turn the budget statements of content/ into a bilingual website.",
    },
    "help": {"zh": "显示这份帮助", "en": "show this help"},
    "command": {
        "zh": (
            "build 生成网站（默认）；check 只检查；import 从公布的文件生成草稿；"
            "numbers 列出文件中的每个数字；schema 更新 content/schema/"
        ),
        "en": (
            "build the site (default); check and write nothing; import: draft a statement from a published document; "
            "numbers: list every number of one; schema: update content/schema/"
        ),
    },
    "file": {
        "zh": "import：公布的文件；numbers：文件的文字副本（UTF-8）",
        "en": "for import: a published document; for numbers: its text copy (UTF-8)",
    },
    "content": {"zh": "内容目录", "en": "the folder of the content"},
    "out": {
        "zh": "写到哪个目录：网站（默认 site/），或 import 的草稿",
        "en": "the folder to write to: the site (site/ by default), or the draft of an import",
    },
    "report": {"zh": "import：把文件里的每个数字列成 CSV", "en": "for import: a CSV of every number that the document prints"},
    "lang": {"zh": "提示用的语言", "en": "the language of messages"},
    "quiet": {"zh": "只在出问题时说话", "en": "say nothing but problems"},
    "no-cache": {"zh": "不用缓存，全部重画", "en": "draw everything afresh"},
    "format": {"zh": "问题给谁看：人、编辑器、GitHub", "en": "who reads the problems: people, an editor, GitHub"},
}
SAYS = {
    "built": {
        "zh": "{files} 个文件（新写 {changed}，删去 {removed}），{findings} 项检验，{size} KB，{seconds} 秒",
        "en": "{files} files ({changed} written, {removed} removed), {findings} checks, {size} KB, {seconds} s",
    },
    "checked": {
        "zh": "没有问题：{statements} 份文件，{findings} 项检验",
        "en": "no problems: {statements} statements, {findings} checks",
    },
    "problem": {"zh": "有 1 个问题；网站保持原样", "en": "1 problem; the site is as it was"},
    "problems": {"zh": "共 {count} 个问题；网站保持原样", "en": "{count} problems; the site is as it was"},
    "not-ours": {
        "zh": "{why} 里有不是本程序写的文件，没有动它；请换一个空目录",
        "en": "{why} holds files that no build wrote, and was left alone; name an empty folder",
    },
    "system": {"zh": "没有写成，网站保持原样：{why}", "en": "nothing was written, the site is as it was: {why}"},
    "no-file": {"zh": "{command} 不接受文件：{file}", "en": "{command} takes no file: {file}"},
    "stopped": {"zh": "已停下，网站保持原样", "en": "stopped; the site is as it was"},
    "template": {"zh": "模板有误，网站保持原样：{why}", "en": "a template is at fault, the site is as it was: {why}"},
    "needs-document": {
        "zh": "import 要有一份文件（文本、网页、Word 或 PDF）：{why}",
        "en": "import takes a document (text, web page, Word or PDF): {why}",
    },
    "needs-file": {"zh": "numbers 要有一个可读的 UTF-8 文件：{why}", "en": "numbers takes a UTF-8 file that can be read: {why}"},
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit status."""
    gc.set_threshold(100_000)  # a build makes records and ends: looking for cycles among them every 700 is a tenth of its time
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal without Chinese gets signs for it
    options = _options(arguments)
    try:
        if options.command == "numbers":
            return _numbers(options)
        if options.command == "import":
            return _import(options)
        if options.command == "schema":
            return _schema(options)
        return _build(options)
    except write.NotOurs as error:
        return _fault("not-ours", options.lang, str(error))
    except OSError as error:
        return _fault("system", options.lang, str(error))
    except KeyboardInterrupt:
        return _fault("stopped", options.lang)
    except TemplateError as error:
        return _fault("template", options.lang, f"{getattr(error, 'name', None) or 'templates/'}: {error.message}")


def _build(options: argparse.Namespace) -> int:
    start = time.perf_counter()
    checked, problems = pipeline.check(options.content)
    if checked is None:
        return _report(problems, options)
    count = sum(len(found) for found in checked.findings.values())
    if options.command == "check":
        _say("checked", options, statements=len(checked.content.statements), findings=count)
        return 0
    cache = None if options.no_cache else HERE / ".cache"
    done, problems = pipeline.build(checked, HERE / "templates", options.out or HERE / "site", cache)
    if done is None:
        return _report(problems, options)
    seconds = f"{time.perf_counter() - start:.2f}"
    fields = {"files": done.files, "changed": done.changed, "removed": done.removed}
    _say("built", options, findings=count, size=f"{done.size / 1000:,.0f}", seconds=seconds, **fields)
    return 0


def _numbers(options: argparse.Namespace) -> int:
    try:
        sys.stdout.write(list_numbers(Path(options.file or "").read_bytes()))
    except (OSError, UnicodeDecodeError) as error:
        return _fault("needs-file", options.lang, str(error))
    return 0


def _import(options: argparse.Namespace) -> int:
    """A draft statement from a published document; what exists already is compared, never overwritten."""
    from budgetbook.importer import importing  # its libraries are large, and only this command needs them
    from budgetbook.importer.document import CannotRead

    if options.file is None:
        return _fault("needs-document", options.lang)
    try:
        done = importing.run(Path(options.file), options.content, options.out, options.report, options.lang)
    except CannotRead as error:
        print(message(error.key, **error.fields).text(options.lang), file=sys.stderr)
        return 1
    except ValueError as error:
        return _fault("needs-document", options.lang, str(error))
    for line in done.says:
        print(line)
    return 0


def _schema(options: argparse.Namespace) -> int:
    folder = options.content / "schema"
    folder.mkdir(exist_ok=True)
    for name, text in schemas.of().items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return 0


def _report(problems: list[Problem], options: argparse.Namespace) -> int:
    show = {"people": for_people, "editors": for_editors, "github": for_github}[options.format]
    for problem in problems:
        print(show(problem, options.lang), file=sys.stderr)
    print(
        SAYS["problem" if len(problems) == 1 else "problems"][options.lang].format(count=len(problems)),
        file=sys.stderr,
    )
    return 1


def _say(key: str, options: argparse.Namespace, **fields: object) -> None:
    if not options.quiet:
        print(SAYS[key][options.lang].format(**fields))


def _fault(key: str, lang: Language, why: str = "") -> int:
    print(SAYS[key][lang].format(why=why), file=sys.stderr)
    return 2


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    lang = _language(sys.argv[1:] if arguments is None else arguments)
    says = {key: text[lang] for key, text in HELP.items()}
    parser = argparse.ArgumentParser(prog="build.py", description=says["description"], add_help=False)
    parser.add_argument("-h", "--help", action="help", help=says["help"])
    parser.add_argument("command", nargs="?", default="build", choices=COMMANDS, help=says["command"])
    parser.add_argument("file", nargs="?", help=says["file"])
    parser.add_argument("--content", type=Path, default=HERE / "content", help=says["content"])
    parser.add_argument("--out", type=Path, help=says["out"])
    parser.add_argument("--report", type=Path, help=says["report"])
    parser.add_argument("--lang", choices=("zh", "en"), default=lang, help=says["lang"])
    parser.add_argument("--quiet", action="store_true", help=says["quiet"])
    parser.add_argument("--no-cache", action="store_true", help=says["no-cache"])
    formats = ("people", "editors", "github")
    parser.add_argument("--format", choices=formats, default=_format(), help=says["format"])
    options = parser.parse_args(arguments)
    if options.file and options.command not in ("import", "numbers"):
        parser.error(SAYS["no-file"][lang].format(command=options.command, file=options.file))
    return options


def _language(arguments: Sequence[str]) -> Language:
    """The language asked for, else the environment's; it decides the help as well."""
    spelt = " ".join(arguments).replace("=", " ")
    if "--lang zh" in spelt or "--lang en" in spelt:
        return "zh" if "--lang zh" in spelt else "en"
    environment = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "zh" if environment.startswith("zh") else "en"


def _format() -> str:
    return "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "people"


if __name__ == "__main__":
    sys.exit(main())
