"""The front door: reads the command line, calls the line, prints, and says how it ended.

Exit status: 0 done, 1 problems in content, 2 wrong use or a fault of ours (the site stays as it was).
"""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Callable, Sequence

from budgetbook import pipeline, workers
from budgetbook.commands import buildsite
from budgetbook.commands import options as commandline
from budgetbook.commands.options import HERE
from budgetbook.commands.words import HELP, say
from budgetbook.content import load, schemas
from budgetbook.content.numbers import list_numbers
from budgetbook.problems import systemwords
from budgetbook.problems.problems import Language, Problem, message, printed, sort
from budgetbook.site import write
from budgetbook.site.templates import BadTemplate
from budgetbook.workers import NoClient, NoCluster, OtherVersion, WorkersDied


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit status."""
    workers.few_rounds()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal without Chinese gets signs for it
    options = commandline.read(arguments)
    try:
        return COMMANDS[options.command](options)
    except write.NotOurs as error:
        return _fault("not-ours", options, str(error))
    except OSError as error:
        return _fault("system", options, systemwords.of(error).text(options.lang))
    except KeyboardInterrupt:
        return _fault("stopped", options)
    except tuple(OF_WORKERS) as error:
        return _fault(OF_WORKERS[type(error)], options, str(error))
    except BadTemplate as error:
        return _fault("template", options, f"{error.name or 'templates/'}: {error}")


def _check(options: argparse.Namespace) -> int:
    return buildsite.check(options, _report, _say)


def _build(options: argparse.Namespace) -> int:
    return buildsite.build(options, _report, _say)


def _serve(options: argparse.Namespace) -> int:
    try:
        from budgetbook.commands import serve
    except ModuleNotFoundError:
        return _fault("needs-server", options)
    from budgetbook.commands.preview import Preview

    def tell(preview: Preview) -> None:
        if preview.problems:
            _report(preview.problems, options, "shown-problem")
        else:
            _say("shown", options, seconds=f"{preview.seconds:.2f}")

    preview = Preview(options.content, HERE / "templates", HERE / ".cache")
    serve.run(preview, options.port, tell, lambda address: print(say("serving", options.lang, address=address), flush=True))
    return 0


def _numbers(options: argparse.Namespace) -> int:
    try:
        sys.stdout.write(list_numbers(options.file.read_bytes()))
    except UnicodeDecodeError:
        return _fault("needs-file", options, say("not-utf8", options.lang))
    except OSError as error:
        return _fault("needs-file", options, systemwords.of(error).text(options.lang))
    return 0


def _diff(options: argparse.Namespace) -> int:
    from budgetbook.commands import base, diff, difftext  # only this command needs them

    marked = options.format == "markdown"
    checked, problems = pipeline.check(options.content)
    if checked is None:
        if marked:
            print("\n".join(difftext.problems_in_markdown(problems)))
        options.format = "people"
        return _report(problems, options)
    try:
        with base.content_of(options.base, options.content) as folder:
            before, _ = load.content(folder)
    except base.NoBase:
        return _fault("no-base", options, options.base)
    if before is None:
        return _fault("old-base", options, options.base)
    found = diff.between(before, checked.content)
    print("\n".join(difftext.markdown(found) if marked else difftext.text(found, options.lang)))
    return 0


def _new(options: argparse.Namespace) -> int:
    """The files of a new body or year; what the command line leaves out is asked for where a person can answer."""
    from budgetbook.commands import new

    def ask(name: str, usual: str) -> str:
        return input(f"{HELP[name][lang]}{f' [{usual}]' if usual else ''}: ")

    lang: Language = options.lang
    content, problems = load.content(options.content)
    if content is None:
        return _report(sort(problems), options)
    given = new.Given(*(getattr(options, name) for name in ("body", "year", "phase", "profile", "kind", "zh", "en")))
    try:
        written = new.run(options.content, content, given, ask if sys.stdin.isatty() else None)
    except new.Refused as refused:
        hint = f" ({refused.hint.text(lang)})" if refused.hint else ""
        print(f"{refused.why.text(lang)}{hint}", file=sys.stderr)
        return 2
    for path in written:
        _say("wrote", options, file=path.as_posix())
    _say("fill-in", options)
    return 0


def _import(options: argparse.Namespace) -> int:
    """A draft statement from a published document; what exists already is compared, never overwritten."""
    from budgetbook.importer import importing  # its libraries are large, and only this command needs them
    from budgetbook.importer.document import CannotRead

    try:
        done = importing.run(options.document, options.content, options.out, options.report, options.lang)
    except CannotRead as error:
        print(message(error.key, **error.fields).text(options.lang), file=sys.stderr)
        return 1
    except ValueError as error:
        return _fault("needs-document", options, str(error))
    for line in done.says:
        print(line)
    return 0


def _links(options: argparse.Namespace) -> int:
    from budgetbook.commands import links  # only this command asks the network

    content, problems = load.content(options.content)
    if content is None:
        return _report(sort(problems), options)
    if problems := sort(links.dead(content)):
        return _report(problems, options)
    _say("answered", options, count=len(links.addresses(content)))
    return 0


def _schema(options: argparse.Namespace) -> int:
    folder = options.content / "schema"
    folder.mkdir(exist_ok=True)
    for name, text in schemas.of().items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return 0


OF_WORKERS: dict[type[Exception], str] = {
    WorkersDied: "workers-died",
    OtherVersion: "other-version",
    NoClient: "needs-cluster",
    NoCluster: "no-cluster",
}
"""What can befall those who do the work, and what is said of it."""

COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "build": _build,
    "serve": _serve,
    "check": _check,
    "diff": _diff,
    "new": _new,
    "import": _import,
    "numbers": _numbers,
    "links": _links,
    "schema": _schema,
}


def _report(problems: list[Problem], options: argparse.Namespace, end: str = "problem") -> int:
    for line in printed(problems, options.format, options.lang):
        print(line, file=sys.stderr)
    print(say(end if len(problems) == 1 else f"{end}s", options.lang, count=len(problems)), file=sys.stderr, flush=True)
    return 1


def _say(key: str, options: argparse.Namespace, **fields: object) -> None:
    if not options.quiet:
        print(say(key, options.lang, **fields), flush=True)


def _fault(key: str, options: argparse.Namespace, why: str = "") -> int:
    print(say(key, options.lang, why=why), file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
