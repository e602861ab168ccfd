"""The options of a command in; what it does, and the exit status, out. A large library is loaded by the command that needs it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable

from budgetbook.cli import build, cache_folder
from budgetbook.cli.console import fault, report, tell
from budgetbook.cli.messages import HELP, say
from budgetbook.cli.options import HERE
from budgetbook.content import json_schemas, loader
from budgetbook.diagnostics.problem import Language, message, one_line, sort
from budgetbook.engine import in_memory


def _serve(options: argparse.Namespace) -> int:
    try:
        from budgetbook.cli.serve import server
    except ModuleNotFoundError:
        return fault("needs-server", options)
    from budgetbook.cli.serve.preview import Preview

    def answer(preview: Preview) -> None:
        if preview.problems:
            report(preview.problems, options, "shown-problem")
        else:
            tell("shown", options, seconds=f"{preview.seconds:.2f}")

    def ready(address: str) -> None:
        print(say("serving", options.lang, address=address), flush=True)

    preview = Preview(options.content, HERE / "templates", cache_folder.usable(options))
    door = server.Door(options.host, tuple(options.allow), options.lang)
    try:
        server.run(preview, options.port, door, answer, ready)
    except server.WatchEnded as error:
        return fault("watch-ended", options, one_line(str(error)))
    return 0


def _numbers(options: argparse.Namespace) -> int:
    """The control list of a document, of whatever kind."""
    from budgetbook.importer import run, sandbox  # its libraries are large
    from budgetbook.importer.readers.document import CannotRead

    try:
        sys.stdout.write(sandbox.run(run.numbers, options.file, options.content))
    except CannotRead as error:
        print(message(error.key, **error.fields).text(options.lang), file=sys.stderr)
        return 1
    except ValueError as error:
        return fault("needs-document", options, str(error))
    return 0


def _diff(options: argparse.Namespace) -> int:
    from budgetbook.cli.diff import compare, git_base, render  # only this command needs them

    marked = options.format == "markdown"
    checked, problems = in_memory.check(options.content)
    if checked is None:
        if marked:
            print("\n".join(render.problems_in_markdown(problems)))
        options.format = "people"
        return report(problems, options)
    try:
        with git_base.content_of(options.base, options.content) as folder:
            before, _ = loader.content(folder)
    except git_base.NoBase:
        return fault("no-base", options, options.base)
    if before is None:
        return fault("old-base", options, options.base)
    found = compare.between(before, checked.content)
    print("\n".join(render.markdown(found) if marked else render.text(found, options.lang)))
    return 0


def _new(options: argparse.Namespace) -> int:
    """The files of a new body or year; what the command line leaves out is asked for where a person can answer."""
    from budgetbook.cli import new

    def ask(name: str, usual: str) -> str:
        if name == "kind" and content is not None:
            print("\n".join(new.kinds(content, lang)))
        return input(f"{HELP[name][lang]}{f' [{usual}]' if usual else ''}: ")

    lang: Language = options.lang
    content, problems = loader.content(options.content)
    if content is None and (texts := new.missing_prose(problems)):
        for path in texts:
            new.write_text(path, options.content)
            tell("wrote", options, file=path.as_posix())
        content, problems = loader.content(options.content)
        if content is not None and options.body is None:
            return 0
    if content is None:
        return report(sort(problems), options)
    given = new.Given(*(getattr(options, name) for name in ("body", "year", "phase", "profile", "kind", "zh", "en")))
    try:
        written = new.run(options.content, content, given, ask if sys.stdin.isatty() else None)
    except new.Refused as refused:
        hint = f" ({refused.hint.text(lang)})" if refused.hint else ""
        print(f"{refused.why.text(lang)}{hint}", file=sys.stderr)
        return 2
    for path in written:
        tell("wrote", options, file=path.as_posix())
    tell("fill-in", options)
    return 0


def _import(options: argparse.Namespace) -> int:
    """A draft statement from a published document; what exists already is compared, never overwritten."""
    from budgetbook.importer import run, sandbox  # its libraries are large, and only this command needs them
    from budgetbook.importer.readers.document import CannotRead

    try:
        says = sandbox.run(run.says, options.document, options.content, options.out, options.report, options.lang)
    except CannotRead as error:
        print(message(error.key, **error.fields).text(options.lang), file=sys.stderr)
        return 1
    except ValueError as error:
        return fault("needs-document", options, str(error))
    for line in says:
        print(line)
    return 0


def _links(options: argparse.Namespace) -> int:
    from budgetbook.cli import links  # only this command asks the network

    content, problems = loader.content(options.content)
    if content is None:
        return report(sort(problems), options)
    if problems := sort(links.dead(content)):
        return report(problems, options)
    tell("answered", options, count=len(links.addresses(content)))
    return 0


def _schema(options: argparse.Namespace) -> int:
    folder = options.content / "schema"
    folder.mkdir(exist_ok=True)
    for name, text in json_schemas.of().items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return 0


COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "build": build.build,
    "serve": _serve,
    "check": build.check,
    "diff": _diff,
    "new": _new,
    "import": _import,
    "numbers": _numbers,
    "links": _links,
    "schema": _schema,
}
