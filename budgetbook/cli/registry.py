"""The options of a command in; what it does, and the exit status, out. A large library is loaded by the command that needs it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable

from budgetbook.cli import build, cache_folder
from budgetbook.cli.console import report_fault, report_problems, tell
from budgetbook.cli.messages import HELP, say
from budgetbook.cli.options import HERE
from budgetbook.content import json_schemas, loader
from budgetbook.diagnostics.problem import Language, message, one_line, sort


def _serve(options: argparse.Namespace) -> int:
    try:
        from budgetbook.cli.serve import server
    except ModuleNotFoundError:
        return report_fault("needs-server", options)
    from budgetbook.cli.serve.preview import Preview

    def answer(preview: Preview) -> None:
        if preview.problems:
            report_problems(preview.problems, options, "shown-problem")
        else:
            tell("shown", options, seconds=f"{preview.seconds:.2f}")

    def announce_address(address: str) -> None:
        print(say("serving", options.lang, address=address), flush=True)

    preview = Preview(options.content, HERE / "templates", cache_folder.find_cache_folder(options))
    access = server.AccessRules(options.host, tuple(options.allow), options.lang)
    try:
        server.serve(preview, options.port, access, answer, announce_address)
    except server.WatchEndedError as error:
        return report_fault("watch-ended", options, one_line(str(error)))
    return 0


def _list_numbers(options: argparse.Namespace) -> int:
    """The control list of a document, of whatever kind."""
    from budgetbook.importer import run, sandbox  # its libraries are large
    from budgetbook.importer.readers.document import UnreadableDocumentError

    try:
        sys.stdout.write(sandbox.run(run.make_control_list, options.file, options.content))
    except UnreadableDocumentError as error:
        print(message(error.message_key, **error.fields).text(options.lang), file=sys.stderr)
        return 1
    except ValueError as error:
        return report_fault("needs-document", options, str(error))
    return 0


def _diff(options: argparse.Namespace) -> int:
    from budgetbook.cli.diff import compare, git_base, render  # only this command needs them
    from budgetbook.cli.diff.published_site import PublishedSite

    as_markdown = options.format == "markdown"
    new, problems = PublishedSite.read(options.content)
    if new is None:
        if as_markdown:
            print("\n".join(render.render_problems(problems)))
        options.format = "people"
        return report_problems(problems, options)
    try:
        with git_base.open_content(options.base, options.content) as folder:
            old = PublishedSite.read_unchecked(folder)
    except git_base.UnknownRevisionError:
        return report_fault("no-base", options, options.base)
    if old is None:
        return report_fault("old-base", options, options.base)
    difference = compare.compare_sites(old, new)
    print("\n".join(render.render_markdown(difference) if as_markdown else render.render_text(difference, options.lang)))
    return 0


def _create_files(options: argparse.Namespace) -> int:
    """The files of a new body or year; what the command line leaves out is asked for where a person can answer."""
    from budgetbook.cli import new

    def ask(name: str, usual: str) -> str:
        if name == "kind" and content is not None:
            print("\n".join(new.describe_kinds(content, lang)))
        return input(f"{HELP[name][lang]}{f' [{usual}]' if usual else ''}: ")

    lang: Language = options.lang
    content, problems = loader.load_content(options.content)
    if content is None and (texts := new.list_missing_prose(problems)):
        for path in texts:
            new.write_text(path, options.content)
            tell("wrote", options, file=path.as_posix())
        content, problems = loader.load_content(options.content)
        if content is not None and options.body is None:
            return 0
    if content is None:
        return report_problems(sort(problems), options)
    new_options = new.NewOptions(*(getattr(options, name) for name in ("body", "year", "phase", "profile", "kind", "zh", "en")))
    try:
        created_paths = new.create_files(options.content, content, new_options, ask if sys.stdin.isatty() else None)
    except new.NewFileError as error:
        hint = f" ({error.hint.text(lang)})" if error.hint else ""
        print(f"{error.why.text(lang)}{hint}", file=sys.stderr)
        return 2
    for path in created_paths:
        tell("wrote", options, file=path.as_posix())
    tell("fill-in", options)
    return 0


def _import(options: argparse.Namespace) -> int:
    """A draft statement from a published document; what exists already is compared, never overwritten."""
    from budgetbook.importer import run, sandbox  # its libraries are large, and only this command needs them
    from budgetbook.importer.readers.document import UnreadableDocumentError

    try:
        lines = sandbox.run(run.import_and_report, options.document, options.content, options.out, options.report, options.lang)
    except UnreadableDocumentError as error:
        print(message(error.message_key, **error.fields).text(options.lang), file=sys.stderr)
        return 1
    except ValueError as error:
        return report_fault("needs-document", options, str(error))
    for line in lines:
        print(line)
    return 0


def _check_links(options: argparse.Namespace) -> int:
    from budgetbook.cli import links  # only this command asks the network

    content, problems = loader.load_content(options.content)
    if content is None:
        return report_problems(sort(problems), options)
    if problems := sort(links.find_dead_links(content)):
        return report_problems(problems, options)
    tell("answered", options, count=len(links.list_addresses(content)))
    return 0


def _write_schemas(options: argparse.Namespace) -> int:
    folder = options.content / "schema"
    folder.mkdir(exist_ok=True)
    for name, text in json_schemas.build_schemas().items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return 0


COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "build": build.run_build,
    "serve": _serve,
    "check": build.run_check,
    "diff": _diff,
    "new": _create_files,
    "import": _import,
    "numbers": _list_numbers,
    "links": _check_links,
    "schema": _write_schemas,
}
