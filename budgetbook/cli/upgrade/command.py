"""`upgrade`: shows what a site needs to follow this version of the program, and does it with `--write`."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from budgetbook.cli.console import report_problems, show, tell
from budgetbook.cli.messages import say
from budgetbook.cli.options import CONTENT, FORMAT, Command, Option
from budgetbook.content import dictionary, form
from budgetbook.content.folder import Folder, looks_like_content
from budgetbook.content.yaml import reader
from budgetbook.content.yaml.reader import YamlFile
from budgetbook.diagnostics.bilingual import Sentence
from budgetbook.diagnostics.bilingual import bilingual as _
from budgetbook.diagnostics.problem import Problem, message

_SCHEMAS, _SETTINGS = "schema", "site.yaml"
_FROM_TO = _("内容：从第 {old} 版格式到第 {new} 版", "content: from form {old} to form {new}")
_AT_PRESENT = _("内容：已是第 {new} 版格式", "content: is of form {new} already")
_STEP = _("  第 {form} 版：{explanation}", "  form {form}: {explanation}")
_WRITES = _("  写 {file}", "  writes {file}")
_REMOVES = _("  删 {file}", "  deletes {file}")
_PIN = _("requirements.txt：budgetbook {old} 换成 {new}", "requirements.txt: budgetbook {old} becomes {new}")
_ACTION = _(
    "{file}：{action} 用的是 {old}，现在的新网站用 {new}；请您自己改",
    "{file}: {action} is at {old}, and a new site has it at {new} now; raise it yourself",
)
_NOT_YET = _("还没有写任何文件；加上 --write 才写", "nothing has been written yet; --write does it")
_RESULT = _("已写好；接着检查内容，再用 git diff 看看改了什么", "written; now check the content, and look at it with git diff")
_NOTHING = _("没有要改的", "there is nothing to change")


@dataclass
class UpgradePlan:
    """What an upgrade would say and write."""

    changes: dict[Path, tuple[bytes | None, bytes | None]] = field(default_factory=dict)
    """Files with their bytes before and after."""
    lines: list[tuple[Sentence, dict[str, object]]] = field(default_factory=list)
    """What it says, in order."""
    loses_something: bool = False
    """True if something of the site is not shown until a person has moved it."""

    def add_line(self, sentence: Sentence, **fields: object) -> None:
        """Say something more."""
        self.lines.append((sentence, fields))

    def add_change(self, path: Path, old: bytes | None, new: bytes | None) -> None:
        """Write or delete a file, if that changes it."""
        if old != new:
            self.changes[path] = (old, new)


def run(options: argparse.Namespace) -> int:
    """Plan the upgrade of a site, show it, and write it if asked to."""
    from budgetbook.cli.upgrade import exchange

    root: Path = options.content
    if problems := list(_find_problems(root)):
        return report_problems(problems, options)
    plan = _make_plan(root)
    for sentence, fields in plan.lines:
        texts = {name: _translate(value, options) for name, value in fields.items()}
        show(say(sentence, options.lang, **texts))
    if not plan.changes:
        tell(_NOTHING, options)
    elif options.write:
        changes = [exchange.FileChange(path, old, new) for path, (old, new) in plan.changes.items()]
        exchange.write_changes(changes, last=root / _SETTINGS)
        tell(_RESULT, options)
    else:
        tell(_NOT_YET, options)
    return 1 if plan.loses_something else 0


def _translate(value: object, options: argparse.Namespace) -> object:
    return value[options.lang] if isinstance(value, dict) else value


def _find_problems(root: Path) -> Iterator[Problem]:
    """What keeps the form of the folder from being known, or from being one that steps lead on from."""
    if not looks_like_content(root):
        yield Problem(root.as_posix(), 1, 1, "", message("no-content-folder"))
        return
    site_file, problems = _read_settings(root)
    if site_file is None or problems:
        yield from problems  # where it cannot be read, nobody knows the form
    elif (present := form.tell_form(root, site_file)) is None:
        written_form = site_file.data["form"]
        yield site_file.problem(("form",), message("not-a-form", found=written_form if isinstance(written_form, str) else "…"))
    elif present > form.PRESENT_FORM and (problem := form.find_problem(root, site_file)):
        yield problem


def _read_settings(root: Path) -> tuple[YamlFile | None, list[Problem]]:
    """Read `site.yaml`, with all that is wrong with it as YAML."""
    files, problems = Folder(root).read([_SETTINGS])
    raw = files[_SETTINGS]
    return reader.read((root / _SETTINGS).as_posix(), raw) if raw is not None else (None, problems)


def _make_plan(root: Path) -> UpgradePlan:
    plan, site = UpgradePlan(), root.parent
    _plan_content(plan, root)
    _plan_schemas(plan, root)
    _plan_templates(plan, site / "templates")
    _plan_pins(plan, site)
    return plan


def _plan_content(plan: UpgradePlan, root: Path) -> None:
    from budgetbook.cli.upgrade import steps
    from budgetbook.cli.upgrade.content_draft import ContentDraft

    old_form = form.tell_form(root, dictionary.read_site(root)) or 0
    chosen_steps = steps.list_steps(old_form)
    if not chosen_steps:
        plan.add_line(_AT_PRESENT, new=form.PRESENT_FORM)
        return
    draft = ContentDraft.read(root)
    steps.take_steps(draft, chosen_steps)
    plan.add_line(_FROM_TO, old=old_form, new=form.PRESENT_FORM)
    for step in chosen_steps:
        plan.add_line(_STEP, form=step.form, explanation=step.explanation)
    for name, old, new in draft.list_changes():
        plan.add_line(_REMOVES if new is None else _WRITES, file=(root / name).as_posix())
        plan.add_change(root / name, old, new)
    for sentence, fields in draft.remarks:
        plan.add_line(sentence, **fields)


def _plan_schemas(plan: UpgradePlan, root: Path) -> None:
    """Bring what editors take their help from up to date, where the site has it."""
    from budgetbook.content import json_schemas

    folder = root / _SCHEMAS
    if folder.is_dir():
        for name, text in json_schemas.build_schemas().items():
            plan.add_change(folder / name, _read(folder / name), text.encode())


def _plan_templates(plan: UpgradePlan, folder: Path) -> None:
    from budgetbook.cli.upgrade import overrides
    from budgetbook.infra.base.program_files import TEMPLATES
    from budgetbook.render import template_blocks

    if not folder.is_dir() or folder.resolve() == TEMPLATES.resolve():
        return
    for remark in overrides.compare_overrides(folder):
        plan.add_line(remark.sentence, **remark.fields)
        plan.loses_something |= remark.is_loss
    path = folder / template_blocks.FINGERPRINT_FILE
    plan.add_change(path, _read(path), template_blocks.make_fingerprint_file())


def _plan_pins(plan: UpgradePlan, site: Path) -> None:
    from budgetbook.cli.starter import host_files, site_files
    from budgetbook.cli.upgrade import pins

    requirements, version = site / "requirements.txt", site_files.program_version()
    if (raw := _read(requirements)) is not None:
        text, old_version = pins.raise_requirement(raw.decode("utf-8", "surrogateescape"), version)
        if old_version and old_version != version:
            plan.add_line(_PIN, old=old_version, new=version)
            plan.add_change(requirements, raw, text.encode("utf-8", "surrogateescape"))
    known_actions = pins.list_actions("\n".join(host_files.make_host_files("github", version).values()))
    for path in sorted((site / ".github" / "workflows").glob("*.y*ml")):
        workflow = (_read(path) or b"").decode("utf-8", "replace")
        for action, old, new in pins.compare_actions(workflow, known_actions):
            plan.add_line(_ACTION, file=path.as_posix(), action=action, old=old, new=new)


def _read(path: Path) -> bytes | None:
    """The bytes of a file of the site; None if there is none. Raises OSError for a link."""
    from budgetbook.infra.base.own_files import open_file

    try:
        with open_file(path) as file:
            return file.read()
    except FileNotFoundError:
        return None


COMMAND = Command(
    "upgrade",
    _("让网站跟上这一版程序：先列出要改什么", "bring a site to this version of the program: shows first what it would change"),
    (
        CONTENT,
        Option("--write", _("真的改，不只是列出来", "change the files, instead of only showing what changes"), is_switch=True),
        FORMAT,
    ),
    run,
)
