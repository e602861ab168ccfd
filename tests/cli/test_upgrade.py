"""`build.py upgrade`: a site of an earlier form becomes one of the present form, whole or not at all; the rest is told."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import project
import pytest
import sample_content
import yaml

from budgetbook.cli.upgrade import first_dictionary, pins, steps
from budgetbook.cli.upgrade.exchange import FileChange, write_changes
from budgetbook.content.form import PRESENT_FORM
from budgetbook.content.yaml import reader
from budgetbook.diagnostics.problem import Language
from budgetbook.render import template_blocks
from budgetbook.render.template_blocks import FINGERPRINT_FILE

DICTIONARY = sample_content.LANGUAGE_FILES.parent
SCHEMA = "# yaml-language-server: $schema=schema/{}.json\n"


def upgrade(site: Path, *words: str, lang: Language = "en") -> project.Ended:
    return project.run("upgrade", "--content", site / "content", "--lang", lang, "--format", "editors", *words)


def read_all(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def write(path: Path, data: Mapping[str, Any], head: str = "") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        head + "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in data.items()), encoding="utf-8"
    )


def leaves(data: Mapping[str, Any], path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    for key, value in data.items():
        if isinstance(value, dict):
            yield from leaves(value, (*path, key))
        else:
            yield (*path, key), value


@pytest.fixture
def old_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site as it was before countries had folders: the whole dictionary in its content, given and not touched.

    What it was given says the same as today's but for one name and one explanation, which the program has put otherwise since.
    """
    content = tmp_path / "site" / "content"
    shutil.copytree(sample_content.OWN, content)
    country = DICTIONARY / sample_content.COUNTRY
    for path in sorted(country.rglob("*.yaml")):
        if path.name != "country.yaml":
            (content / path.relative_to(country)).parent.mkdir(exist_ok=True)
            shutil.copy(path, content / path.relative_to(country))
    concepts = (content / "concepts.yaml").read_text(encoding="utf-8")
    assert "plain: {zh: 进来的钱, en: Money coming in}" in concepts
    concepts = concepts.replace("plain: {zh: 进来的钱, en: Money coming in}", "plain: {zh: 收的钱, en: Money that comes}")
    (content / "concepts.yaml").write_text(concepts, encoding="utf-8")
    words: dict[str, dict[str, dict[str, str]]] = {}
    for lang in sample_content.LANGUAGES:
        for part in ("words", "sentences"):
            texts = reader.attempt("", (DICTIONARY / f"languages/{lang}.yaml").read_bytes()).file
            assert texts
            for key, text in texts.data[part].items():
                words.setdefault(part, {}).setdefault(key, {})[lang] = text
    words["words"]["verdict-holds"]["en"] = "comes out"
    words["words"]["word-of-old"] = {"zh": "旧词", "en": "old word"}
    write(content / "wording.yaml", words, SCHEMA.format("wording"))
    write(content / "examples.yaml", {"shell": {"name": {"zh": "命令", "en": "Shell"}, "explain": {"zh": "读。", "en": "Read."}}})
    take_for_given(content, monkeypatch)
    settings = (content / "site.yaml").read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in settings if not line.startswith(("languages:", "printed_in:", "country:"))]
    assert len(settings) - len(kept) >= 2
    (content / "site.yaml").write_text("".join(kept), encoding="utf-8")
    return content.parent


def take_for_given(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the program take the dictionary as it stands in this folder for the one that sites were given."""
    values = set()
    for path in content.rglob("*.yaml"):
        name = path.relative_to(content).as_posix()
        file = reader.attempt(name, path.read_bytes()).file
        if file and not name.startswith(("statements/", "site.yaml", "updates.yaml")):
            hashes = ((first_dictionary.hash_path(name, where), value) for where, value in leaves(file.data))
            values |= {half + first_dictionary.hash_value(value) for half, value in hashes}
    fingerprints = frozenset(values), frozenset(value[:4] for value in values)
    monkeypatch.setattr(first_dictionary, "_read_fingerprints", lambda: fingerprints)


def edit(path: Path, *pairs: tuple[str, str]) -> None:
    text = path.read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in text, (path, old)
        text = text.replace(old, new, 1)
    path.write_text(text, encoding="utf-8")


def test_the_steps_lead_one_by_one_to_the_form_that_the_program_reads() -> None:
    assert [step.form for step in steps.STEPS] == list(range(1, PRESENT_FORM + 1))
    assert steps.list_steps(PRESENT_FORM) == []


def test_the_dictionary_that_sites_were_given_is_known() -> None:
    assert first_dictionary.had_value("concepts.yaml", ("revenue", "name", "en"), "Revenue")
    assert first_dictionary.had_value("wording.yaml", ("words", "rule-sum", "zh"), "加总")
    assert first_dictionary.had_path("concepts.yaml", ("revenue", "parts"))
    assert not first_dictionary.had_value("concepts.yaml", ("revenue", "name", "en"), "Income")
    assert not first_dictionary.had_value("tables.yaml", ("revenue", "name", "en"), "Revenue")
    assert not first_dictionary.had_path("concepts.yaml", ("revenue", "name", "es"))


def test_a_site_that_changed_nothing_keeps_nothing_of_the_dictionary(old_site: Path) -> None:
    assert "form: expected content of form 1" in project.run_on(old_site / "content", "check").err
    assert upgrade(old_site, "--write").status == 0
    names = read_all(old_site / "content")
    assert not [name for name in names if name.startswith(("countries/", "languages/", "profiles/", "classifications/"))]
    assert not (old_site / "content/profiles").exists()
    assert "examples.yaml" not in names
    content = project.check(old_site / "content").content
    assert content.languages == ("zh", "en")
    assert content.concepts["revenue"].plain == project.check(project.CONTENT).content.concepts["revenue"].plain
    assert content.statements


def test_what_a_site_changed_added_and_took_away_is_kept_as_its_own(old_site: Path) -> None:
    content = old_site / "content"
    edit(
        content / "concepts.yaml",
        ("  plain: {zh: 收的钱, en: Money that comes}", "  plain: {zh: 收的钱, en: What comes in}"),
        (
            "\nrevenue:\n",
            (
                "\n# Ours: who borrows.\nborrowers:\n  name: {zh: 读者, en: Borrowers}\n"
                "  explain: {zh: 借书的人。, en: Who borrows.}\n\nrevenue:\n"
            ),
        ),
    )
    removed = list(reader.attempt("", (content / "tables.yaml").read_bytes()).file.data)[-1]  # type: ignore[union-attr]
    tables = (content / "tables.yaml").read_text(encoding="utf-8")
    (content / "tables.yaml").write_text(tables[: tables.index(f"\n{removed}:")] + "\n", encoding="utf-8")
    wording = yaml.safe_load((content / "wording.yaml").read_text(encoding="utf-8"))
    wording["words"]["verdict-fails"]["en"] = "is off"
    wording["words"]["word-of-old"]["zh"] = "我们的旧词"
    holey = next(key for key, text in wording["sentences"].items() if "{" in text["en"])
    wording["sentences"][holey]["en"] = "Nothing to fill in."
    write(content / "wording.yaml", wording)
    shutil.copy(content / "profiles/national-department.yaml", content / "profiles/our-town.yaml")

    ended = upgrade(old_site, "--write")
    assert (ended.status, ended.err) == (0, "")
    assert "countries/china/concepts.yaml: keeps what the site itself changed, entries: 2" in ended.out
    own = yaml.safe_load((content / "countries/china/concepts.yaml").read_text(encoding="utf-8"))
    assert own.keys() == {"borrowers", "revenue"}
    assert own["revenue"] == {"plain": {"en": "What comes in"}}
    assert "# Ours: who borrows.\nborrowers:" in (content / "countries/china/concepts.yaml").read_text(encoding="utf-8")
    assert yaml.safe_load((content / "countries/china/tables.yaml").read_text(encoding="utf-8")) == {removed: None}
    english = (content / "languages/en.yaml").read_text(encoding="utf-8")
    assert yaml.safe_load(english) == {"words": {"verdict-fails": "is off"}}
    assert f"# {holey}: Nothing to fill in.\n" in english
    assert "# word-of-old: 我们的旧词\n" in (content / "languages/zh.yaml").read_text(encoding="utf-8")
    assert "languages/zh.yaml: sentences of the site that the program has no place for any more" in ended.out
    assert (content / "countries/china/profiles/our-town.yaml").is_file()
    found = project.try_check(content)[0]
    if found is not None:  # a table that other files name cannot be taken away, which the check says in its own words
        assert found.content.concepts["borrowers"].name["en"] == "Borrowers"
        assert found.content.phrases["en"].words["verdict-fails"] == "is off"


def test_it_is_shown_first_and_nothing_is_written(old_site: Path) -> None:
    before = read_all(old_site)
    said_by_lang: dict[Language, str] = {"en": "nothing has been written yet", "zh": "还没有写任何文件"}
    for lang, said in said_by_lang.items():
        ended = upgrade(old_site, lang=lang)
        assert ended.status == 0
        assert said in ended.out
        assert (old_site / "content/concepts.yaml").as_posix() in ended.out
    assert read_all(old_site) == before


def test_an_upgrade_that_was_cut_short_goes_on(old_site: Path) -> None:
    """The machine stopped after the new files, and nothing could be undone any more."""
    content = old_site / "content"
    edit(content / "concepts.yaml", ("en: Money that comes}", "en: What comes in}"))
    whole = shutil.copytree(old_site, old_site.with_name("whole"))
    assert upgrade(whole, "--write").status == 0
    shutil.copytree(whole / "content/countries", content / "countries")
    assert upgrade(old_site, "--write").status == 0
    assert read_all(old_site) == read_all(whole)


def test_a_link_stops_all_of_it(old_site: Path) -> None:
    before = read_all(old_site)
    (old_site / "content/tables.yaml").rename(old_site / "elsewhere.yaml")
    (old_site / "content/tables.yaml").symlink_to(old_site / "elsewhere.yaml")
    ended = upgrade(old_site, "--write")
    assert ended.status == 2
    assert "nothing was written" in ended.err
    (old_site / "content/tables.yaml").unlink()
    (old_site / "elsewhere.yaml").rename(old_site / "content/tables.yaml")
    assert read_all(old_site) == before


def test_a_second_upgrade_has_nothing_to_do(old_site: Path) -> None:
    upgrade(old_site, "--write")
    before = read_all(old_site)
    ended = upgrade(old_site, "--write")
    assert ended.out == "content: is of form 1 already\nthere is nothing to change\n"
    assert read_all(old_site) == before


def test_comments_and_order_of_the_settings_stay(old_site: Path) -> None:
    path = old_site / "content/site.yaml"
    before = path.read_text(encoding="utf-8")
    upgrade(old_site, "--write")
    assert path.read_text(encoding="utf-8") == f"{before}languages: [zh, en]\nprinted_in: zh\ncountry: china\nform: 1\n"


def test_a_file_that_is_in_the_way_or_cannot_be_read_stops_all_of_it(old_site: Path) -> None:
    (old_site / "content/profiles/ours.yaml").write_text("name: {zh: 甲, en: A}\n", encoding="utf-8")
    other = old_site / "content/countries/china/profiles/ours.yaml"
    settings = old_site / "content/site.yaml"
    other.parent.mkdir(parents=True)
    other.write_text("name: {zh: 乙, en: B}\n", encoding="utf-8")
    before = read_all(old_site)
    ended = upgrade(old_site, "--write")
    assert ended.status == 1
    assert "ours.yaml is there already and says something else; nothing was written" in ended.err
    assert read_all(old_site) == before
    other.unlink()
    settings.write_text("name: {zh: [甲\n", encoding="utf-8")
    ended = upgrade(old_site, "--write")
    assert ended.status == 1
    assert "content/site.yaml:2:1: expected a comma or the closing bracket" in ended.err


def test_the_program_s_own_content_is_no_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from budgetbook.cli.upgrade import content_draft

    content = tmp_path / "content"
    content.mkdir()
    (content / "site.yaml").write_text("name: {zh: 甲, en: A}\n", encoding="utf-8")
    (content / "concepts.yaml").write_text("a: {name: {zh: 甲, en: A}}\n", encoding="utf-8")
    monkeypatch.setattr(content_draft, "PROGRAM_CONTENT", content)
    ended = upgrade(tmp_path, "--write")
    assert ended.status == 1
    assert "the content folder that comes with the program" in ended.err


def test_a_folder_without_content_and_a_newer_form_are_told(tmp_path: Path) -> None:
    assert "expected a folder with the content" in upgrade(tmp_path).err
    (tmp_path / "content").mkdir()
    (tmp_path / "content/site.yaml").write_text("form: 9\n", encoding="utf-8")
    ended = upgrade(tmp_path, "--write")
    assert ended.status == 1
    assert "this is of form 9, which a newer version reads" in ended.err


# All files or none.


@pytest.mark.parametrize("failing", range(4))
def test_a_disk_that_fails_in_between_leaves_the_files_as_they_were(
    failing: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = {"a/new.yaml": (None, b"new"), "site.yaml": (b"old", b"changed"), "b.yaml": (b"b", b"bb"), "old/c.yaml": (b"c", None)}
    for name, (old, _new) in names.items():
        if old is not None:
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_bytes(old)
    before = read_all(tmp_path)
    changes = [FileChange(tmp_path / name, old, new) for name, (old, new) in names.items()]
    calls = []
    replace, unlink = os.replace, Path.unlink

    def fail_at_its_turn(path: Path) -> None:
        calls.append(path.name)
        if len(calls) == failing + 1:
            raise OSError(28, "No space left on device")

    def replace_or_fail(source: Path, target: Path) -> None:
        fail_at_its_turn(target)
        replace(source, target)

    def unlink_or_fail(path: Path, missing_ok: bool = False) -> None:
        if not missing_ok:
            fail_at_its_turn(path)
        unlink(path, missing_ok)

    monkeypatch.setattr(os, "replace", replace_or_fail)
    monkeypatch.setattr(Path, "unlink", unlink_or_fail)
    with pytest.raises(OSError, match="No space"):
        write_changes(changes, last=tmp_path / "site.yaml")
    assert read_all(tmp_path) == before
    assert not (tmp_path / "a").exists()
    monkeypatch.undo()
    write_changes(changes, last=tmp_path / "site.yaml")
    assert read_all(tmp_path) == {"a/new.yaml": b"new", "b.yaml": b"bb", "site.yaml": b"changed"}
    assert not (tmp_path / "old").exists()
    if failing == 3:
        assert calls == ["new.yaml", "b.yaml", "site.yaml", "c.yaml"]


def test_a_file_that_somebody_changes_meanwhile_stops_all_of_it(old_site: Path) -> None:
    path = old_site / "content/site.yaml"
    changes = [FileChange(path, b"something else", b"x"), FileChange(old_site / "content/new.yaml", None, b"y")]
    before = read_all(old_site)
    with pytest.raises(Exception, match="was changed by somebody else meanwhile"):
        write_changes(changes, last=path)
    assert read_all(old_site) == before


# What a site has of its own beside the content.


@pytest.fixture
def site(tmp_path: Path) -> Path:
    assert project.run("new", "site", tmp_path / "site").status == 0
    return tmp_path / "site"


def change_fingerprints(site: Path, template: str, block: str) -> None:
    """As if the program had had something else there when the site was made."""
    path = site / "templates" / FINGERPRINT_FILE
    data = json.loads(path.read_text(encoding="utf-8"))
    assert block in data[template]
    data[template][block] = "0" * 12
    path.write_text(json.dumps(data), encoding="utf-8")


def test_a_new_site_needs_no_upgrade(site: Path) -> None:
    ended = upgrade(site, "--write")
    assert (ended.status, ended.out) == (0, "content: is of form 1 already\nthere is nothing to change\n")


def test_an_override_whose_block_is_gone_is_told_and_the_status_is_1(site: Path) -> None:
    (site / "templates/home.html").write_text(
        '{% extends "program/home.html" %}\n{% block lobby %}{% block inner %}x{% endblock %}{% endblock %}\n'
        "{% block brand %}y{% endblock %}\n",
        encoding="utf-8",
    )
    (site / "templates/own.html").write_text('{% extends "program/gone.html" %}\n', encoding="utf-8")
    ended = upgrade(site)
    assert ended.status == 1
    assert "home.html of the program has no block lobby any more, so what you put there is not shown" in ended.out
    assert "the program has no template gone.html any more" in ended.out
    assert "inner" not in ended.out
    assert "brand" not in ended.out


def test_an_override_is_told_what_changed_beneath_it_and_only_that(site: Path) -> None:
    (site / "templates/home.html").write_text(
        '{% extends "program/home.html" %}\n{% block opening %}x{% endblock %}{% block brand %}y{% endblock %}\n',
        encoding="utf-8",
    )
    for template, block in (("home.html", "opening"), ("home.html", "alarms"), ("base.html", "brand")):
        change_fingerprints(site, template, block)
    ended = upgrade(site, "--write")
    assert ended.status == 0
    assert "the program's block opening (home.html) has changed; see whether yours still fits" in ended.out
    assert "the program's block brand (base.html) has changed" in ended.out
    assert "alarms" not in ended.out
    assert "has changed" not in upgrade(site).out


def test_a_template_that_replaces_the_program_s_whole_is_told(site: Path) -> None:
    shutil.copy(project.TEMPLATES / "line.html", site / "templates/line.html")
    (site / "templates/term.html").write_text("mine\n", encoding="utf-8")
    (site / "templates/extra.html").write_text("mine\n", encoding="utf-8")
    (site / "templates/assets").mkdir()
    (site / "templates/assets/icon-180.png").write_bytes(b"\x89PNG {% block")
    shutil.copy(project.TEMPLATES / "assets/style.css", site / "templates/assets/style.css")
    out = upgrade(site).out
    assert "assets/style.css is the program's own; it can be deleted" in out
    assert "icon-180" not in out
    assert "line.html is the program's own; it can be deleted" in out
    assert "term.html" not in out
    assert "extra.html" not in out
    for name in ("term.html", "assets/icon-180.png"):
        change_fingerprints(site, name, "")
        assert f"{name} replaces the program's file of that name whole, and that one has changed" in upgrade(site).out
    (site / "templates" / FINGERPRINT_FILE).unlink()
    out = upgrade(site).out
    assert "has no blocks.json, so nobody can tell" in out
    assert "term.html replaces the program's file of that name whole; unless that is meant" in out


@pytest.mark.parametrize("written", ["[]", "{", '{"home.html": 3}', "[" * 100_000])
def test_fingerprints_that_cannot_be_read_are_as_good_as_none(written: str, site: Path) -> None:
    (site / "templates" / FINGERPRINT_FILE).write_text(written, encoding="utf-8")
    (site / "templates/home.html").write_text(
        '{% extends "program/home.html" %}\n{% block opening %}x{% endblock %}\n', encoding="utf-8"
    )
    ended = upgrade(site, "--write")
    assert (ended.status, ended.err) == (0, "")
    assert "nobody can tell which of the program's blocks have changed" in ended.out
    assert (site / "templates" / FINGERPRINT_FILE).read_bytes() == template_blocks.make_fingerprint_file()


def test_a_template_that_jinja_cannot_read_is_told_in_words(site: Path) -> None:
    (site / "templates/home.html").write_text(
        '{% extends "program/home.html" %}\n{% block opening %}{{ "x }}\n', encoding="utf-8"
    )
    ended = upgrade(site)
    assert ended.status == 1
    assert "home.html:2: " in ended.err


def test_blocks_are_told_from_what_looks_like_them() -> None:
    source = (
        b'{# {% block a %} #}{% extends "program/x.html" %}{%- block b -%}1{% block c scoped %}2{% endblock c %}3{% endblock %}'
        b"{% raw %}{% block d %}{% endraw %}{% if block %}{% endif %}{{ block }}"
    )
    outline = template_blocks.outline_template("y.html", source)
    assert outline.parent == "program/x.html"
    assert {name: block.is_outermost for name, block in outline.blocks.items()} == {"b": True, "c": False}
    changed = template_blocks.fingerprint_templates({"y.html": source.replace(b"2", b"4")})["y.html"]
    same = template_blocks.fingerprint_templates({"y.html": source})["y.html"]
    assert [name for name in same if same[name] != changed[name]] == ["", "c"]
    spaced = source.replace(b"{% block c scoped %}", b"{%  block  c  scoped  %}")
    assert template_blocks.fingerprint_templates({"y.html": spaced})["y.html"]["b"] == same["b"]


def test_pins_are_raised_and_those_of_actions_told(site: Path) -> None:
    (site / "requirements.txt").write_bytes(b"# ours\r\nbudgetbook[import, serve] == 0.0.9  # tried\r\nother==0.0.9\r\n")
    edit(site / ".github/workflows/publish.yml", ("publish-site.yml@v0.1.0", "publish-site.yml@v0.0.9"))
    ended = upgrade(site, "--write")
    assert "requirements.txt: budgetbook 0.0.9 becomes 0.1.0" in ended.out
    assert "workflows/publish-site.yml is at v0.0.9" in ended.out
    raw = (site / "requirements.txt").read_bytes()
    assert raw == b"# ours\r\nbudgetbook[import, serve] == 0.1.0  # tried\r\nother==0.0.9\r\n"


@pytest.mark.parametrize("text", ["", "budgetbook>=0.1\n", "budgetbook-extra==1\n", "-e ../budgetbook\n", "# budgetbook==1\n"])
def test_what_pins_no_version_is_left_alone(text: str) -> None:
    assert pins.raise_requirement(text, "9") == (text, "")


def test_schemas_follow_the_program(site: Path) -> None:
    path = site / "content/schema/site.json"
    before = path.read_bytes()
    path.write_text("{}\n", encoding="utf-8")
    upgrade(site, "--write")
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("settings", "why"),
    [
        (b"form: 99\nname: [\n", "site.yaml:3:1: expected"),
        (b"", "site.yaml:1:1: "),
        (b"- form: 1\n", "site.yaml:1:1: "),
        (b"\xff\xfeform: 1\n", "site.yaml:1:1: "),
        (b"form: 1\nform: 99\n", "site.yaml:2:1: form"),
        (b"form: {a: 1}\n", "site.yaml:1:7: form: expected the number of a form, such as 1; found “…”"),
        (b"form: 1.5\n", "site.yaml:1:7: form: expected the number of a form, such as 1; found “1.5”"),
        (None, "site.yaml:1:1: "),
    ],
)
def test_settings_that_cannot_be_read_are_told_and_nothing_is_guessed(settings: bytes | None, why: str, site: Path) -> None:
    path = site / "content/site.yaml"
    path.unlink()
    if settings is not None:
        path.write_bytes(settings)
    before = read_all(site)
    for lang in sample_content.LANGUAGES:
        done = upgrade(site, "--write", lang=lang)
        assert (done.status, done.out) == (1, "")
        assert len(done.problems) == 1
        if lang == "en":
            assert done.problems[0].startswith(f"{site.as_posix()}/content/{why}")
    assert read_all(site) == before
