"""The shape of the program: imports point one way, nothing is unused, nothing is said in one language only."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import get_args

import pytest
import real
from jinja2 import Environment, nodes

import build
from budgetbook.arithmetic import crossrules, finding, linechain, performancerules, rules, tablerules, yearrules
from budgetbook.arithmetic.finding import VERDICTS, Why
from budgetbook.checks import checks
from budgetbook.commands import words
from budgetbook.content import model, schemas, statement, yamlfile
from budgetbook.content.mark import Rule
from budgetbook.content.model import LANGUAGES
from budgetbook.problems.messages import MESSAGES

PACKAGE = real.ROOT / "budgetbook"
OUTSIDE = ("importer", "commands", "fonts")
"""Folders whose modules have an order of their own."""
ROOMS = sorted(path.parent.name for path in PACKAGE.glob("*/__init__.py") if path.parent.name not in OUTSIDE)
FILES = [*sorted(PACKAGE.glob("*.py"))]
FILES += [path for room in ROOMS for path in sorted(PACKAGE.glob(f"{room}/*.py")) if path.stem != "__init__"]
FILE_OF = {path.stem: path for path in FILES}
PAGES = sorted(real.TEMPLATES.glob("*.html"))

ORDER = (
    # what is made, and kept
    "__init__", "record", "clock", "ownfiles", "kept", "keptfiles", "version", "output", "compressed", "digests", "storefile",
    "store", "workers", "beside",
    # text and its places
    "formmessages", "importmessages", "messages", "problems", "systemwords", "parserwords",
    "characters", "encoding", "ambiguity", "yamlfile",
    "rewritings", "keyslips", "spellings", "addresses", "codehosts", "sitenames",
    "fields", "model", "importerfile", "mark", "performance", "statement", "faults", "signs", "numbers", "prose",
    "leftovers", "folder", "reader", "load",
    # amounts and what they give
    "money", "ledger", "finding", "tables", "rules", "yearbefore", "yearrules", "series", "changes", "performancerules",
    "tablerules", "crossrules", "linechain", "findings", "severity", "partition", "shares",
    # words
    "wording", "columnheads", "markdown", "lines", "references", "working", "explain",
    # what must be true
    "glyphs", "drawable", "slips", "marks", "figurechecks", "tablechecks", "performancechecks", "classchecks", "textchecks",
    "claims", "balance", "misreadings", "transcription", "sitechecks", "roots", "across", "checks", "notes", "examine",
    # charts
    "lettering", "drawing", "sheet", "bars", "stack", "years", "vega", "charts", "slim", "frame",
    "card", "canvas", "paint", "draw",
    # open data
    "datafile", "table", "columns", "inert", "international", "structure", "sums", "texts", "figures", "dimensions",
    "targets", "rows", "textfiles", "database", "parquet", "workbook", "statementbook", "given", "answers",
    "meanings", "tools", "streams", "making", "package", "api", "openapi", "bodyfiles", "tablefiles", "apifiles",
    "about", "catalogue", "cataloguefiles", "linked", "downloads",
    # pages
    "dataelements", "elements", "yearelements", "listelements", "views", "paging",
    "findingviews", "saidchange", "statementviews", "keynumbers", "performanceviews", "itemviews",
    "drawn", "wholecharts", "changecharts", "againstcharts", "chartviews", "edition",
    "yearcharts", "seriesviews", "executionpage", "entitypage",
    "updates", "tablepage", "tablelist", "statementpage", "chartpages", "bodypages", "datapage",
    "pictures", "templates", "environment", "languages", "render", "moved",
    "comparerows", "comparison", "comparepages", "homepage", "glossary", "checkspages", "sitepages",
    # the site
    "searchkeys", "searchpostings", "searchindex", "searchstatement", "searchentries",
    "feeds", "hostfiles", "trees", "swap", "write", "weight", "hover",
    "schemas", "givers", "allpages", "groups", "notation", "bodywork", "bodies", "stored", "groupwork", "building", "pipeline",
    # what the front door can do beyond
    "importer", "commands",
)  # fmt: skip
"""Each module imports only from modules that stand before it."""

OWNERS = {
    "altair": {"charts"},
    "vl_convert": {"draw"},
    "PIL": {"canvas"},
    "yaml": {"yamlfile", "parserwords"},
    "jinja2": {"environment", "render"},
    "markdown_it": {"markdown"},
    "markupsafe": {"markdown", "elements", "yearelements", "views", "environment", "render", "notation"},
    "pydantic": {"fields", "model", "statement", "faults", "reader", "load", "roots", "schemas"},
    "pydantic_core": {"fields", "faults", "load"},
    "idna": {"addresses"},
    "ipaddress": {"addresses"},
    "urllib": {"addresses", "codehosts", "notes", "render"},
    "csv": {"numbers", "pictures", "textfiles"},
    "gzip": {"weight"},
    "portalocker": {"ownfiles"},
    "ctypes": {"swap"},
    "shutil": {"trees", "kept", "keptfiles"},
    "filecmp": {"trees"},
    "sqlite3": {"storefile", "store"},
    "pickle": {"bodywork"},
    "backports": {"compressed"},
    "compression": {"compressed"},
    "multiprocessing": {"workers", "beside"},
    "concurrent": {"workers", "trees"},
    "threading": {"beside"},
    "dask": {"workers"},
    "distributed": {"workers"},
    "time": {"clock"},
    "platform": {"version"},
    "signal": {"workers"},
    "tempfile": {"kept", "keptfiles"},
    "apsw": {"database"},
    "arro3": {"parquet"},
    "xlsxwriter": {"workbook"},
    "rdflib": {"catalogue"},
    "datetime": {"about", "shares", "fields", "spellings", "workbook", "balance", "updates"},
}
"""Who may know of a library. None other than these is known to anybody but Python's own that touch nothing."""
HARMLESS = {
    "__future__", "array", "ast", "bisect", "collections", "contextlib", "dataclasses", "decimal", "difflib", "errno",
    "functools", "gc", "hashlib", "html", "importlib", "inspect", "io", "itertools", "json", "math", "operator", "os", "pathlib",
    "re", "stat", "types", "typing", "unicodedata", "weakref", "xml", "zlib",
}  # fmt: skip
LAZY = {"altair", "vl_convert", "apsw", "arro3", "xlsxwriter", "rdflib", "portalocker"}

# Who may touch files, and how.
READERS = {
    module: {"read_bytes"}
    for module in ("folder", "output", "glyphs", "templates", "kept", "trees", "write", "weight", "datafile")
}
WRITERS = {"trees", "swap", "write", "storefile", "store", "kept", "keptfiles", "ownfiles"}


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(path: Path) -> Iterator[tuple[str, ast.stmt]]:
    """(dotted name, statement) of everything that a module imports, wherever in it."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0
            module = node.module or ""
            if module in ("budgetbook", *(f"budgetbook.{room}" for room in ROOMS)):
                yield from ((f"{module}.{alias.name}", node) for alias in node.names)
            else:
                yield module, node


def own_imports(path: Path) -> set[str]:
    """The modules of ours that it imports, by their own names, whatever room they stand in."""
    names = (name.split(".") for name, _ in imports(path) if name.startswith("budgetbook."))
    return {name[2 if name[1] in ROOMS else 1] for name in names}


# --------------------------------------------------------------- Imports.


def test_the_order_names_every_module() -> None:
    assert sorted(ORDER) == sorted([*(path.stem for path in FILES), "importer", "commands"])
    assert len(ORDER) == len(set(ORDER)) > 30


def test_imports_point_one_way() -> None:
    looked_at = 0
    for path in FILES:
        later = set(ORDER[ORDER.index(path.stem) :])
        assert own_imports(path) & later == set(), f"{path.name} imports what stands after it"
        looked_at += len(own_imports(path))
    assert looked_at > 80


def test_each_library_is_known_to_its_own_modules_only() -> None:
    users: dict[str, set[str]] = {}
    for path in FILES:
        for name, _ in imports(path):
            users.setdefault(name.split(".")[0], set()).add(path.stem)
    assert users.keys() - OWNERS.keys() - HARMLESS == {"budgetbook"}
    assert {name: users.get(name, set()) for name in OWNERS} == OWNERS


def test_what_draws_is_imported_only_where_something_is_drawn() -> None:
    for path in FILES:
        late = {id(node) for f in ast.walk(tree(path)) if isinstance(f, ast.FunctionDef) for node in ast.walk(f)}
        for name, node in imports(path):
            assert name.split(".")[0] not in LAZY or id(node) in late


def test_a_check_loads_nothing_that_draws_or_renders() -> None:
    drawing = {*LAZY, "PIL", "jinja2"}
    code = f"import sys, build; build.main(['check', '--quiet']); print(sorted(set(sys.modules) & {drawing!r}))"
    done = subprocess.run([sys.executable, "-c", code], cwd=real.ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


# --------------------------------------------------------------- Hands off.


def test_only_their_owners_touch_files_and_nobody_asks_the_machine() -> None:
    """No clock, locale, environment or randomness can reach a page."""
    writing = {"write_bytes", "write_text", "mkdir", "unlink", "rename", "symlink_to", "touch", "rmtree", "fdopen", "mkstemp"}
    for path in FILES:
        called = {node.attr for node in ast.walk(tree(path)) if isinstance(node, ast.Attribute)}
        assert called & {"read_bytes", "read_text"} <= READERS.get(path.stem, set()), path.name
        assert not called & writing or path.stem in WRITERS, path.name
        assert not called & {"environ", "getenv", "now", "today", "time", "getlocale", "setlocale", "urandom"}, path.name


def test_the_linter_reads_every_module() -> None:
    ruff = [sys.executable, "-m", "ruff", "check", "--show-files", "--quiet"]
    read = subprocess.run(ruff, capture_output=True, text=True, check=True, cwd=real.ROOT).stdout.splitlines()
    assert {str(path) for path in (*FILES, *PACKAGE.rglob("*.py"))} <= set(read)


def test_only_the_front_door_prints_and_exits() -> None:
    for path in FILES:
        names = {node.id for node in ast.walk(tree(path)) if isinstance(node, ast.Name)}
        assert not names & {"print", "input", "exit", "quit", "eval", "exec", "breakpoint", "SystemExit"}, path.name
        assert not {name for name, _ in imports(path)} & {"sys", "logging", "warnings", "argparse"}, path.name


def test_every_place_where_text_is_taken_for_markup_is_known() -> None:
    """What `Markup(...)` wraps is not escaped again. Empty markup is fine; everything else is one of these."""
    found = set()
    for path in FILES:
        for node in ast.walk(tree(path)):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in ("Markup", "Html")
                and node.args
            ):
                found.add((path.stem, ast.unparse(node.args[0]).split("(")[0]))
    assert found == {
        ("markdown", "_parser"),  # markdown-it escapes all text; html is off
        ("markdown", "text"),  # no sign of markup is in it
        ("markdown", "_ROOTED_HREF.sub"),  # markup already; what is put in is escaped
        ("render", "_inside_script"),  # JSON, with every sign of markup written as a number
        ("render", "self.pen.inline"),  # draw.py escapes all text; every element is checked
    }


def test_no_template_takes_text_for_markup() -> None:
    assert len(PAGES) > 8
    for path in PAGES:
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"\|\s*safe\b|autoescape|Markup|\|\s*tojson|\|\s*xmlattr|\|\s*urlize", text), path.name
        no_script = text.replace('<script type="application/ld+json">{{ linked }}</script>', "")  # data, which no browser runs
        assert not re.search(r"<[^>]*\sstyle\s*=|<[^>]*\son[a-z]+\s*=|<script(?![^>]*\ssrc=)", no_script), path.name
        assert not re.search(r"=\{\{", text), f"{path.name}: an attribute without quotes"


# --------------------------------------------------------------- Sizes.

RECORDS = {
    "model",
    "mark",
    "performance",
    "statement",
    "elements",
    "views",
}  # fields with their meaning, and nothing that does anything


@pytest.mark.parametrize("path", [*FILES, real.ROOT / "build.py"], ids=lambda path: path.name)
def test_modules_and_functions_are_small(path: Path) -> None:
    most = 450 if path.stem in RECORDS else 300
    assert len(path.read_text(encoding="utf-8").splitlines()) <= most
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 40, f"{path.name}: {node.name}"


def test_records_are_records() -> None:
    for name in RECORDS:
        functions = [node for node in tree(FILE_OF[name]).body if isinstance(node, ast.FunctionDef)]
        assert functions == []


@pytest.mark.parametrize("path", FILES[1:], ids=lambda path: path.name)
def test_a_module_says_first_what_goes_in_and_what_comes_out(path: Path) -> None:
    first = (ast.get_docstring(tree(path)) or "").split("\n")[0]
    assert first.endswith((".", ",", ";", ":"))
    assert len(first) > 30


# --------------------------------------------------------------- Schemas.


def test_the_schemas_are_current() -> None:
    there = {path.name: path.read_text(encoding="utf-8") for path in (real.CONTENT / "schema").iterdir()}
    assert there == schemas.of(), "run `python build.py schema`"
    assert len(there) == 13


def test_the_front_door_writes_the_schemas(content: Path) -> None:
    for path in (content / "schema").iterdir():
        path.unlink()
    ended = real.run("schema", "--content", content)
    assert (ended.status, ended.out, ended.err) == (0, "", "")
    assert {path.name for path in (content / "schema").iterdir()} == set(schemas.of())


def test_every_yaml_file_names_its_schema() -> None:
    files = sorted(real.CONTENT.rglob("*.yaml"))
    assert len(files) > 6
    for path in files:
        first = path.read_text(encoding="utf-8").split("\n")[0]
        match = re.fullmatch(r"# yaml-language-server: \$schema=(.+)", first)
        assert match, path.name
        assert (path.parent / match[1]).resolve().parent == real.CONTENT / "schema"
        assert (path.parent / match[1]).exists()


# --------------------------------------------------------------- What is said.


def spelt(node: ast.expr) -> Iterator[str]:
    """The keys that one argument may be, as patterns; none where it is a name whose value stands elsewhere."""
    if isinstance(node, ast.IfExp):
        yield from (*spelt(node.body), *spelt(node.orelse))
    elif isinstance(node, ast.Constant):
        yield re.escape(str(node.value))
    elif isinstance(node, ast.JoinedStr):
        yield "".join(re.escape(str(v.value)) if isinstance(v, ast.Constant) else "[a-z-]+" for v in node.values)


def calls(*names: str) -> Iterator[tuple[Path, ast.Call]]:
    """Every call of a function or method of one of these names."""
    for path in FILES:
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) in names:
                yield path, node


HOLE = re.compile(r"(?<!\{)\{([a-z_]+)\}")


def holes(text: str) -> set[str]:
    return set(HOLE.findall(text.replace("{{", "").replace("}}", ""))) | set(re.findall(r"\{\{\{([a-z_]+)\}\}\}", text))


def test_no_message_is_missing() -> None:
    asked = {node.args[0].value for _, node in calls("message", "fault") if node.args and isinstance(node.args[0], ast.Constant)}
    assert len(asked) > 60
    assert asked - MESSAGES.keys() == set()


@pytest.mark.parametrize("key", MESSAGES)
def test_a_message_has_the_same_holes_in_both_languages(key: str) -> None:
    sentence = MESSAGES[key]
    if key in ("system-of-file", "either"):  # a name and another sentence, and what is made of both languages
        return
    assert re.search("[\u4e00-\u9fff]", sentence["zh"])
    assert re.search("[a-z]{3}", sentence["en"])
    assert key.startswith("import-") or not re.search("[\u4e00-\u9fff]", sentence["en"])
    assert holes(sentence["zh"]) <= holes(sentence["en"]) | {"number"}
    filled = dict.fromkeys(holes(sentence["en"]) | holes(sentence["zh"]), "x")
    for lang in LANGUAGES:
        assert sentence[lang].format_map(filled)


def test_whoever_says_a_message_fills_its_holes() -> None:
    looked_at = 0
    for path, node in calls("message", "fault"):
        if not (node.args and isinstance(node.args[0], ast.Constant)):
            continue
        given = {keyword.arg for keyword in node.keywords}
        if None not in given:
            needed = {hole for lang in LANGUAGES for hole in holes(MESSAGES[str(node.args[0].value)][lang])}
            assert needed <= given, f"{path.name}:{node.lineno}"
            looked_at += 1
    assert looked_at > 60


# --------------------------------------------------------------- Rules.

RULES = get_args(Rule)
RULE_MODULES = ("rules", "yearrules", "performancerules", "tablerules", "crossrules", "linechain")


def test_every_rule_is_made_by_a_function_that_says_what_it_is() -> None:
    made: dict[str, list[str]] = {}
    for node in (node for name in RULE_MODULES for node in tree(FILE_OF[name]).body):
        if isinstance(node, ast.FunctionDef):
            for call in ast.walk(node):
                if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "Finding":
                    made.setdefault(ast.literal_eval(call.args[2]), []).append(node.name)
    assert sorted(made) == sorted(RULES)
    every = (
        *rules.RULES, *yearrules.YEAR_RULES, *yearrules.BETWEEN_STATEMENTS, performancerules.scores, linechain.chained_lines,
        *tablerules.TABLE_RULES, *crossrules.CROSS_RULES,
    )  # fmt: skip
    assert len(every) == len(set(every)) == 31
    for rule in every:
        sentence = (rule.__doc__ or "").strip()
        assert re.match(r"[A-Z].{30,}\.", sentence, re.DOTALL), rule.__name__


def test_every_identity_of_the_field_is_held_and_broken_once() -> None:
    rows = [line.strip("|").split("|") for line in (real.ROOT / "tests" / "identities.md").read_text("utf-8").splitlines()]
    held = {cells[0].strip(): (cells[2], cells[3]) for cells in rows if re.match(r" I\d", cells[0])}
    assert list(held) == [f"I{number}" for number in range(1, 30)]
    functions = {node.name for name in RULE_MODULES for node in tree(FILE_OF[name]).body if hasattr(node, "name")}
    data = {*model.Concept.model_fields, *model.ClassificationEntry.model_fields}
    for identity, (by, broken) in held.items():
        named, cases = re.findall(r"`(.+?)`", by), re.findall(r"`(.+?)`", broken)
        assert named, identity
        assert cases, identity
        assert set(named) <= functions | data, identity
        assert [case for case in cases if not (real.ROOT / "tests" / "broken" / f"{case}.yaml").is_file()] == [], identity


def test_every_check_of_our_files_says_what_it_is() -> None:
    every = (*checks.DICTIONARY_NAMES, *checks.BODY_NAMES, *checks.DICTIONARY_MEANING, *checks.BODY_MEANING)
    assert len(every) == len(set(every)) > 10
    for rule in every:
        assert re.match(r"[A-Z].{30,}\.", (rule.__doc__ or "").strip(), re.DOTALL), rule.__name__


@cache
def wording() -> model.Phrases:
    found, problems = yamlfile.read("wording.yaml", (real.CONTENT / "wording.yaml").read_bytes())
    assert found is not None, problems
    return model.Phrases.model_validate(found.data)


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_has_its_words(rule: str) -> None:
    assert {f"rule-{rule}", f"question-{rule}"} <= wording().words.keys()


# A rule that compares rounded amounts can end within rounding; one that compares words, counts or percentages cannot.
_WITH_ROUNDING, _EXACT = ("holds", "rounding", "fails"), ("holds", "fails")
ENDS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("sum", "change", "equal", "equal-change", "equal-again", "at-most", "at-most-listed"), _WITH_ROUNDING),
    **dict.fromkeys(("sum-across", "sum-funds", "equal-table", "equal-text", "equal-lines"), _WITH_ROUNDING),
    **dict.fromkeys(("sum-nature", "sum-class", "sum-text", "at-most-item", "chain", "chain-budget"), _WITH_ROUNDING),
    **dict.fromkeys(("direction", "zero-with-a-direction", "percent", "unit", "count", "count-listed", "share"), _EXACT),
    **dict.fromkeys(("count-units", "sum-score", "years", "basis", "code", "nil-table"), _EXACT),
    "change-unit": ("fails",),
}


@pytest.mark.parametrize("rule", ENDS)
def test_every_way_in_which_a_rule_can_end_has_its_sentence(rule: str) -> None:
    assert ENDS.keys() >= set(RULES)
    there = {key for key in wording().sentences if re.fullmatch(rf"{rule}-(holds|fails|rounding|untestable)", key)}
    assert there == {f"{rule}-{verdict}" for verdict in ENDS[rule]}


def test_every_reason_why_nothing_can_be_tested_has_its_sentence() -> None:
    reasons = {f"untestable-{why}" for why in get_args(Why) if why}
    keys = {key.removesuffix("-without-a-year") for key in wording().sentences if key.startswith("untestable-")}
    assert keys == reasons
    assert {f"verdict-{verdict}" for verdict in get_args(finding.Verdict)} <= wording().words.keys()


NIL_WORDS = {"nil-note", "no-nil-note", "empty-table", "full-table"}


@pytest.mark.parametrize(
    ("prefix", "values"),
    [
        ("state", set(get_args(statement.State)) - {"printed"}),
        ("kind", set(get_args(statement.Remark.model_fields["kind"].annotation))),
        ("basis", set(get_args(statement.Comparison.model_fields["basis"].annotation))),
        ("word", set(get_args(statement.Direction)) | {"yuan", "wan-yuan", "yi-yuan", *NIL_WORDS}),
        ("verdict", set(VERDICTS)),
    ],
)
def test_every_choice_has_its_word_and_no_other_has(prefix: str, values: set[str]) -> None:
    assert {key for key in wording().words if re.fullmatch(rf"{prefix}-.*", key)} == {f"{prefix}-{value}" for value in values}


# --------------------------------------------------------------- Words and templates.


@cache
def template(path: Path) -> nodes.Template:
    return Environment(autoescape=True).parse(path.read_text(encoding="utf-8"))


def words_in(path: Path) -> Iterator[str]:
    """Every word that a template asks for, as a pattern."""
    for item in template(path).find_all(nodes.Getitem):
        if isinstance(item.node, nodes.Name) and item.node.name == "words":
            yield _pattern(item.arg)


def _pattern(node: nodes.Node) -> str:
    if isinstance(node, nodes.Const):
        return re.escape(str(node.value))
    if isinstance(node, nodes.Concat):
        return "".join(_pattern(part) for part in node.nodes)
    if isinstance(node, nodes.CondExpr):
        return f"(?:{_pattern(node.expr1)}|{_pattern(node.expr2 or nodes.Const(''))})"
    return "[a-z-]+"


def test_every_word_that_a_template_asks_for_is_there() -> None:
    asked = {pattern for path in PAGES for pattern in words_in(path)}
    assert len(asked) > 50
    assert [pattern for pattern in asked if not any(re.fullmatch(pattern, key) for key in wording().words)] == []


def test_every_sentence_that_the_program_says_is_there() -> None:
    asked = {pattern for _, node in calls("say") if node.args for pattern in spelt(node.args[0])}
    assert len(asked) > 40
    assert [p for p in asked if not any(re.fullmatch(p, key) for key in wording().sentences)] == []


def test_every_template_is_used() -> None:
    used = {match for path in FILES for match in re.findall(r'"([a-z0-9-]+\.html)"', path.read_text(encoding="utf-8"))}
    for path in PAGES:
        used |= set(re.findall(r'(?:extends|import|include|from) "([a-z0-9-]+\.html)"', path.read_text(encoding="utf-8")))
    assert used - {"index.html"} == {path.name for path in PAGES}


def test_every_macro_is_used() -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in PAGES)
    macros = re.findall(r"{% macro ([a-z_]+)", text)
    assert len(macros) > 10
    assert [name for name in macros if len(re.findall(rf"\b{name}\(", text)) < 2] == []


def test_every_class_that_a_page_wears_is_styled_and_the_other_way_round(site: Path) -> None:
    style = (real.TEMPLATES / "assets" / "style.css").read_text(encoding="utf-8")
    script = "\n".join(path.read_text(encoding="utf-8") for path in sorted((real.TEMPLATES / "assets").glob("*.js")))
    styled = set(re.findall(r"\.([a-z][a-z-]*[a-z])(?=[^}]*\{)", re.sub(r"/\*.*?\*/|url\([^)]*\)", "", style, flags=re.DOTALL)))
    worn = set(re.findall(r'(?:class|className) ?= ?"([^"]+)"', script))
    for path in site.rglob("*.html"):
        worn |= set(re.findall(r'class="([^"]+)"', path.read_text(encoding="utf-8")))
    worn = {name for names in worn for name in names.split()}
    in_templates = "\n".join(path.read_text(encoding="utf-8") for path in PAGES)
    unworn = {name for name in styled - worn if name not in in_templates and name not in script}
    assert len(styled) > 50
    assert unworn == set()


# --------------------------------------------------------------- The front door.


def test_everything_that_the_front_door_says_is_in_both_languages_with_the_same_holes() -> None:
    every = {**words.COMMANDS, **words.HELP, **words.USES, **words.SAYS}
    assert len(every) > 30
    for key, text in every.items():
        assert set(text) == set(LANGUAGES), key
        assert re.search("[\u4e00-\u9fff]", text["zh"]), key
        assert not re.search("[\u4e00-\u9fff]", text["en"]), key
        assert holes(text["zh"]) == holes(text["en"]), key


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_option_has_help_in_the_language_asked_for(lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        build.main(["--help", "--lang", lang])
    assert ended.value.code == 0
    said = capsys.readouterr().out
    texts = re.findall(r"^  (?:-\S+|\w+)(?:[ ,][^ ]+)*(?:\s{2,}|\n\s+)(\S.*)$", said, re.MULTILINE)
    assert len(texts) >= 8
    for text in texts:
        assert bool(re.search("[\u4e00-\u9fff]", text)) == (lang == "zh"), text


# --------------------------------------------------------------- The tests themselves.


def test_with_ci_set_a_skipped_browser_test_has_failed(tmp_path: Path) -> None:
    (tmp_path / "conftest.py").write_bytes((real.ROOT / "tests" / "conftest.py").read_bytes())
    (tmp_path / "test_x.py").write_text(
        "import pytest\n\n@pytest.mark.browser\ndef test_browser():\n    pytest.skip('no browser')\n\n"
        "def test_other():\n    pytest.skip('no tool')\n",
        encoding="utf-8",
    )
    (tmp_path / "pytest.ini").write_text("[pytest]\nmarkers = browser: x\n", encoding="utf-8")
    outcomes = {}
    for ci in ("", "true"):
        environment = {
            "PATH": "/usr/bin:/bin",
            "PYTHONPATH": ":".join(map(str, (real.ROOT, real.ROOT / "tests", real.ROOT / "tests" / "benchmarks"))),
            **({"CI": ci} if ci else {}),
        }
        command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", str(tmp_path)]
        done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
        outcomes[ci] = (done.returncode, done.stdout.strip().splitlines()[-1].split(" in ")[0])
    assert outcomes == {"": (0, "2 skipped"), "true": (1, "1 failed, 1 skipped")}


OF_THE_PROJECT = {
    ".ci",
    ".devcontainer",
    ".github",
    ".gitignore",
    ".gitattributes",
    ".editorconfig",
    ".vscode",
    ".pre-commit-config.yaml",
}
MADE = {"__pycache__", "node_modules", "site"}


def test_the_project_speaks_of_itself_alone() -> None:
    """No path of the machine that it was made on (lock files without addresses: test_delivery.py)."""
    tops = [path for path in real.ROOT.iterdir() if path.name in OF_THE_PROJECT or not path.name.startswith(".")]
    paths = [path for top in tops for path in ([top] if top.is_file() else top.rglob("*")) if path.is_file()]
    paths = [path for path in paths if not MADE & set(path.relative_to(real.ROOT).parts)]
    assert len(paths) > 100
    this_machine = re.compile(rb"/(?:root|home|tmp)/[a-z]|" + re.escape(str(real.ROOT).encode()))
    hits: list[tuple[str, bytes]] = []
    for path in paths:
        if path != Path(__file__) and path.suffix not in (".otf", ".png"):
            hits += [(path.name, match) for match in this_machine.findall(path.read_bytes())]
    assert hits == []
