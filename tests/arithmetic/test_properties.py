"""What holds for any content, not for the examples that somebody thought of."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from decimal import Decimal
from html import escape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import invented_statements
import project
import pytest
from amount_styles import STYLES, UNITS
from hypothesis import HealthCheck, Phase, assume, example, given, settings
from hypothesis import strategies as st
from invented_statements import Data
from project import CheckedContent
from pydantic import BaseModel, ValidationError
from sample_content import LANGUAGES

from budgetbook.arithmetic import run_rules
from budgetbook.arithmetic.amount_format import format_as_printed, format_exact, format_readable
from budgetbook.arithmetic.amount_style import MINUS
from budgetbook.arithmetic.finding import Finding
from budgetbook.arithmetic.ledger import Ledger
from budgetbook.arithmetic.money import Amount
from budgetbook.charts.drawing import ChartSpec
from budgetbook.charts.render.renderer import ChartRenderer
from budgetbook.content.content import Content
from budgetbook.content.language_file import Languages
from budgetbook.content.sic_mark import SicMark
from budgetbook.content.text import Language, Text
from budgetbook.content.units import Unit
from budgetbook.content.yaml import reader
from budgetbook.content.yaml.encoding import decode_text
from budgetbook.pages.language import LanguageSite
from budgetbook.pages.statement import statement_page_with_charts
from budgetbook.render.renderer import Renderer
from budgetbook.render.templates import Templates
from budgetbook.text.calculation import write_calculation
from budgetbook.text.explain import Explainer
from budgetbook.text.markdown import render_html
from budgetbook.text.phrases import PhraseError, Phrases
from budgetbook.text.roles import References
from budgetbook.validation import run

# Where an example takes long, a failing one is told as it is.
UNSHRUNK = (Phase.explicit, Phase.generate)

# --------------------------------------------------------------- The reader.

VISIBLE = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Zl", "Zp"]), min_size=1, max_size=12)
SCALARS = VISIBLE.filter(lambda text: bool(text.strip()))
NESTED: st.SearchStrategy[Any] = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(SCALARS, inner, max_size=4), max_leaves=15
)


def quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


class _Written:
    """Data written as YAML, remembering where each value was put."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.lines = [""]
        self.places: dict[reader.Path, tuple[int, int, str]] = {}
        for key, value in data.items():
            self.put(f"{quoted(key)}: ")
            self.value(value, (key,))
            self.lines.append("")

    def put(self, text: str) -> None:
        self.lines[-1] += text

    def value(self, value: Any, path: reader.Path) -> None:
        """One value; mappings and lists in flow style, over several lines."""
        token = quoted(value) if isinstance(value, str) else "[" if isinstance(value, list) else "{"
        self.places[path] = (len(self.lines), len(self.lines[-1]) + 1, token)
        self.put(token)
        if isinstance(value, str):
            return
        for index, inner in enumerate(value):
            self.put("," if index else "")
            self.lines.append("  ")
            if isinstance(value, dict):
                self.put(f"{quoted(inner)}: ")
            self.value(value[inner] if isinstance(value, dict) else inner, (*path, inner if isinstance(value, dict) else index))
        self.put("]" if isinstance(value, list) else "}")


@pytest.mark.slow
@given(st.dictionaries(SCALARS, NESTED, min_size=1, max_size=4))
def test_what_is_written_is_read_back_with_its_places(data: dict[str, Any]) -> None:
    written = _Written(data)
    found, problems = reader.read("f.yaml", "\n".join(written.lines).encode())
    assert found is not None, problems
    assert found.data == data
    assert {path: place for path, place in found.values.items() if path} == {
        path: (line, column) for path, (line, column, _) in written.places.items()
    }
    for line, column, token in written.places.values():
        assert found.lines[line - 1][column - 1 :].startswith(token)


@pytest.mark.slow
@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
@example(b"a: \xef\xbb\xbf1")
@example(b"? a\n: b")
@example(b"?")
@example(b"a: |2\n   b")
@example(b"%YAML 9.9\n---\na: 1")
def test_any_bytes_are_read_or_refused_never_both_and_never_with_an_exception(raw: bytes) -> None:
    found, problems = reader.read("f.yaml", raw)
    assert (found is None) == bool(problems)
    for problem in problems:
        assert problem.line >= 1
        assert problem.column >= 1
        assert problem.message.text("zh") != problem.message.text("en")


# --------------------------------------------------------------- Amounts.

MONEY_UNITS = UNITS.money
POWERS = {"元": 0, "万元": 4, "亿元": 8, " yuan": 0, " million yuan": 6}
AMOUNTS = st.builds(
    lambda digits, places, unit: Amount(Decimal(digits).scaleb(-places), unit),
    st.integers(-(10**15), 10**15),
    st.integers(0, 6),
    st.sampled_from(MONEY_UNITS),
)


def parsed(text: str) -> Decimal:
    """What a reader understands, in yuan."""
    match = re.fullmatch(rf"({MINUS}?)(\d{{1,3}}(?:,\d{{3}})*(?:\.\d+)?) ?(元|万元|亿元| ?million yuan| ?yuan)", text)
    assert match, text
    unit = match[3] if match[3] in POWERS else f" {match[3]}"
    size = Decimal(match[2].replace(",", "")).scaleb(POWERS[unit])
    return -size if match[1] else size


@given(AMOUNTS, st.sampled_from(MONEY_UNITS), st.sampled_from(MONEY_UNITS))
def test_conversion_is_exact_and_can_be_undone(amount: Amount, there: Unit, further: Unit) -> None:
    assert amount.to_unit(there).to_unit(further).to_unit(amount.unit).value == amount.value
    assert amount.to_unit(there).to_base_unit() == amount.to_base_unit()
    for unit in MONEY_UNITS:
        assert "E" not in str(amount.to_unit(unit).to_base_unit())


@given(AMOUNTS)
def test_every_way_of_writing_an_amount_says_exactly_that_amount(amount: Amount) -> None:
    for lang in LANGUAGES:
        assert parsed(format_readable(amount, STYLES[lang])) == amount.to_base_unit()
        assert parsed(format_exact(amount, STYLES[lang])) == amount.to_base_unit()
    assert parsed(format_as_printed(amount).replace(" ", "")) == amount.to_base_unit()


@given(AMOUNTS)
def test_as_printed_keeps_every_digit(amount: Amount) -> None:
    digits, _, unit = format_as_printed(amount).partition(" ")
    assert (digits.replace(",", "").replace(MINUS, "-"), unit) == (f"{amount.value:f}", amount.unit)


# --------------------------------------------------------------- Findings.


def found_in(content: Content) -> tuple[Finding, ...]:
    return run_rules.run_rules(content)[project.STATEMENT]


@pytest.mark.slow
@given(invented_statements.statements())
def test_a_consistent_statement_has_no_failing_finding(checked: CheckedContent, data: Data) -> None:
    content = invented_statements.content_of(checked, data)
    found = found_in(content)
    assert len(found) > 40
    assert {finding.verdict for finding in found} <= {"holds", "untestable"}
    assert {finding.rule for finding in found if finding.verdict == "untestable"} <= {"chain", "percent", "basis", "at-most"}
    assert run.validate_names(content) == []


FIELDS = ("amount", "prior", "change", "percent")
HUGE = Decimal(10) ** 14


def holder(figure: Data, field: str) -> Data:
    """The mapping that holds a field of a figure; empty where the figure has none."""
    within: Data = figure if field in ("amount", "prior") else figure.get("printed", {})
    return within if field in within else {}


@pytest.mark.slow
@given(invented_statements.statements(), st.data())
def test_changing_one_number_fails_exactly_the_rules_that_use_it(
    checked: CheckedContent, data: Data, draw: st.DataObject
) -> None:
    """A large number added to any one field: every rule that compares it exactly fails, and no rule that does not use it."""
    fields = [(c, f) for c, figure in data["figures"].items() for f in FIELDS if holder(figure, f)]
    changed = draw.draw(st.sampled_from(fields))
    wrong = copy.deepcopy(data)
    within = holder(wrong["figures"][changed[0]], changed[1])
    within[changed[1]] = f"{Decimal(within[changed[1]]) + HUGE:f}"
    content = invented_statements.content_of(checked, wrong)
    before = {finding.id: finding for finding in found_in(invented_statements.content_of(checked, data))}
    concepts, figures = content.concepts, data["figures"]
    looked_at = 0
    for finding in found_in(content):
        uses = changed in invented_statements.used_by(finding, concepts, figures)
        if finding.rule in ("sum", "change", "equal") and finding.verdict != "untestable":
            assert (finding.verdict == "fails") == uses, finding
            looked_at += uses
        elif finding.verdict == "fails":
            assert uses, finding
        elif not uses and finding.id in before:
            assert finding.verdict == before[finding.id].verdict
    assert (
        looked_at
        or changed[1] == "percent"
        or changed[0] in ("agency-operating-expenses", "other-personnel", "contracted-workers")
    )


@pytest.mark.slow
@given(invented_statements.statements())
def test_no_calculation_is_written_with_an_exponent(checked: CheckedContent, data: Data) -> None:
    content = invented_statements.content_of(checked, data)
    for lang in ("zh", "en"):
        for text in said(content, found_in(content), lang):
            assert not re.search(r"\d[eE][+-]?\d", text), text


def test_no_calculation_of_the_real_statement_has_an_exponent_either(checked: CheckedContent) -> None:
    texts = [t for lang in ("zh", "en") for t in said(checked.content, checked.findings[project.STATEMENT], lang)]
    assert len(texts) > 200
    assert [text for text in texts if re.search(r"\d[eE][+-]?\d", text)] == []


def said(content: Content, found: tuple[Finding, ...], lang: Any) -> Iterator[str]:
    """Every sentence and calculation of some findings."""
    words = Phrases(lang, content.phrases)
    ledger = Ledger(content.statements[project.STATEMENT], content.concepts, content.country)
    explainer = Explainer.create(content, words, ledger)
    for finding in found:
        yield from (explainer.sentence(finding), write_calculation(finding), *explainer.readings(finding))


# --------------------------------------------------------------- Hostile text.


class _Blank(ChartRenderer):
    """Draws nothing but what it was told to say."""

    def inline(self, drawing: ChartSpec, *words: Any, **_more: Any) -> str:
        labels = [row.label for row in drawing.rows]
        return "".join(f"<text>{escape(word)}</text>" for word in (*words, *labels))


class _Skeleton(HTMLParser):
    """A page without its words: each element, with the names of its attributes and where its links lead."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, ...]] = []
        self.hrefs: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if attrs != [("lang", "zh-CN")] or tag != "span":  # Chinese in an English page: as often as it stands there
            self.elements.append((tag, *(name for name, _ in attrs)))
        self.hrefs += [value or "" for name, value in attrs if name in ("href", "src")]

    def handle_comment(self, data: str) -> None:
        self.elements.append(("!--", data))

    def handle_decl(self, decl: str) -> None:
        self.elements.append((f"!{decl}",))

    def handle_pi(self, data: str) -> None:
        self.elements.append(("?", data))

    def without(self, *tags: str) -> list[tuple[str, ...]]:
        return [element for element in self.elements if element[0] not in tags]


class _Pages:
    """Statement pages of changed content, charts blank; what a harmless text makes is kept."""

    def __init__(self, checked: CheckedContent) -> None:
        self.checked = checked
        self.renderer = Renderer(Templates.read(project.TEMPLATES), checked.content.site, checked.content.phrases, _Blank(None))
        self.harmless: dict[tuple[Any, ...], _Skeleton] = {}

    def skeleton(self, content: Content, lang: Language) -> _Skeleton:
        ledgers = {project.STATEMENT: invented_statements.ledger_of(content)}
        edition = LanguageSite(content, run_rules.run_rules(content), ledgers, lang, ())
        page = next(statement_page_with_charts(edition, content.statements[project.STATEMENT]))
        return _Skeleton(self.renderer.render_page(page).data.decode())

    def with_harmless_text(self, path: tuple[Any, ...], lang: Language) -> _Skeleton:
        if (path, lang) not in self.harmless:
            content = accepted(self.checked, with_text(data_of(self.checked), path, "乙 b"))
            assert content is not None
            self.harmless[path, lang] = self.skeleton(content, lang)
        return self.harmless[path, lang]


@pytest.fixture(scope="module")
def shown(checked: CheckedContent) -> _Pages:
    return _Pages(checked)


def data_of(checked: CheckedContent) -> Data:
    return copy.deepcopy(checked.content.files[f"{project.CONTENT.as_posix()}/{project.STATEMENT_FILE}"].data)


PLAIN_FIELDS = [
    ("projects", "popular-science-activities", "name"),
    ("facts", "member-units", "name"),
    ("places", "二", "name"),
    ("source", "title"),
    ("source", "publisher"),
]
RICH_FIELDS = [
    ("summary",),
    ("figures", "building-area", "note"),
    ("figures", "project-expenditure", "reason"),
    ("figures", "retirees", "sic", 0, "note"),
    ("projects", "popular-science-activities", "purpose"),
    ("remarks", "second-part", "note"),
    ("facts", "duties", "note"),
]
PIECES = [
    "<script>alert(x)</script>", "<img src=x onerror=alert(x)>", '"', "'", ">", "<", "&", "&lt;", "&#x3c;b&#x3e;", "</title>",
    "</p>", "]]>", "<!--", "-->", "`", "{figure}", "{figure}`revenue`", "{term}`a\" onclick=\"x <revenue>`", "{{ x }}", "\\",
    "{% raw %}", "\n", " onload=x ", "[a](javascript:x)", '[a](https://example.org/"onclick="x)', "**a**", "_a_", "# a", "> a",
    "![a](https://example.org/x)", "- a", "| a |", "<https://example.org>", "javascript:x", "字", "word", " ", "\u00a0", "=",
    "@", "\u3000", "\u200d",
]  # fmt: skip
HOSTILE = st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).map("".join)
MADE_BY_MARKDOWN = ("a", "em", "strong", "code", "br")


def with_text(data: Data, path: tuple[Any, ...], text: str) -> Data:
    within: Any = data
    for step in path:
        within = within[step]
    within["zh"], within["en"] = f"甲{text}", f"A{text}"
    return data


def accepted(checked: CheckedContent, data: Data) -> Content | None:
    """Content with this statement; None where a text of it is refused."""
    try:
        content = invented_statements.content_of(checked, data)
    except ValidationError:
        return None
    return None if [*run.validate_names(content), *run.validate_entities(content, run_rules.run_rules(content))] else content


@pytest.mark.slow
@given(st.sampled_from(PLAIN_FIELDS + RICH_FIELDS), HOSTILE, st.sampled_from(LANGUAGES))
@settings(phases=UNSHRUNK, max_examples=30)
def test_no_text_becomes_markup(checked: CheckedContent, shown: _Pages, path: tuple[Any, ...], text: str, lang: Language) -> None:
    """It is refused, or it stands on the page as words: no element, attribute or foreign address that was not there."""
    assume(decode_text("x", text.encode())[1] == [])
    content = accepted(checked, with_text(data_of(checked), path, text))
    if content is None:
        return
    page, expected = shown.skeleton(content, lang), shown.with_harmless_text(path, lang)
    made = MADE_BY_MARKDOWN if path in RICH_FIELDS else ()
    assert page.without(*made) == expected.without(*made)
    links = {("a", "href"), ("a", "class", "href"), ("a", "class", "href", "aria-description")}
    assert {element for element in page.elements if element[0] in made} <= links | {(tag,) for tag in made} | set(
        expected.elements
    )
    assert [href for href in page.hrefs if re.match(r"\s*(javascript|data|vbscript|//)", href, re.IGNORECASE)] == []


@pytest.mark.slow
def test_hostile_words_are_refused_or_shown_and_both_happen(checked: CheckedContent) -> None:
    """Otherwise the property above would look at nothing."""
    texts = [(path, piece) for path in (("source", "title"), ("summary",)) for piece in PIECES]
    fates = [accepted(checked, with_text(data_of(checked), path, piece)) is None for path, piece in texts]
    assert 0 < sum(fates) < len(fates) - 30


@given(HOSTILE)
def test_no_prose_becomes_markup(checked: CheckedContent, text: str) -> None:
    """Markdown of any kind makes only the elements that Markdown has, whether the checks would refuse it or not."""
    words = Phrases("zh", checked.content.phrases)
    refs = References(checked.content, words, invented_statements.ledger_of(checked.content))
    try:
        page = _Skeleton(render_html(text, refs))
    except LookupError:
        return
    blocks = {"p", "ul", "ol", "li", "blockquote", "h1", "h2", "pre", "hr", "table", "thead", "tbody", "tr", "th", "td"}
    for tag, *attributes in page.elements:
        assert tag in blocks | set(MADE_BY_MARKDOWN), text
        assert set(attributes) <= ({"href", "aria-description", "class"} if tag == "a" else {"start", "class"}), text
    assert [href for href in page.hrefs if not re.match(r"https?://|mailto:|zh/", href)] == []


MARK = '"><i x=\'"&amp;'


def marked(value: Any, name: str = "") -> Any:
    """A record with markup put into every text of it that people read, names of things and a mark's printed word excepted."""
    if isinstance(value, BaseModel):
        fields = type(value).model_fields.keys() - ({"printed"} if isinstance(value, SicMark) else set())
        return value.model_copy(update={key: marked(getattr(value, key), key) for key in fields})
    if isinstance(value, Text):
        return Text({lang: f"{text}{MARK}" for lang, text in value.items()})
    if isinstance(value, Languages):
        return Languages({key: marked(inner, name) for key, inner in value.items()}, value.printed_in)
    if isinstance(value, dict):
        return {key: marked(inner, name) for key, inner in value.items()}
    if isinstance(value, tuple):
        return tuple(marked(inner, name) for inner in value)
    return f"{value}{MARK}" if name in ("also", "words", "sentences") or (name == "printed" and isinstance(value, str)) else value


@pytest.mark.slow
def test_no_text_of_any_content_becomes_markup(checked: CheckedContent) -> None:
    """Every name, meaning, sentence, word and note of every file at once, on every page."""
    content = checked.content
    kinds = ("site", "phrases", "concepts", "sections", "profiles", "entities", "statements")
    hostile = replace(content, **{kind: marked(getattr(content, kind)) for kind in kinds})
    pair = {}
    for name, each in (("plain", content), ("hostile", hostile)):
        renderer = Renderer(Templates.read(project.TEMPLATES), each.site, each.phrases, _Blank(None))
        made = project.pages_of(each, run_rules.run_rules(each))
        pair[name] = {page.address: renderer.render_page(page).data.decode() for page in made}
    assert pair["plain"].keys() == pair["hostile"].keys()
    for address, text in pair["hostile"].items():
        assert _Skeleton(text).elements == _Skeleton(pair["plain"][address]).elements, address
        assert "&lt;i x=" in text, address


@pytest.mark.slow
def test_hostile_names_do_not_leave_the_drawing(checked: CheckedContent) -> None:
    """The same with real charts, into which Vega writes the names of projects, and with the page's data for programs."""
    hostile = "<script>\"&'></script></svg></title><!--{{x}}"
    data = with_text(with_text(data_of(checked), PLAIN_FIELDS[0], hostile), ("source", "title"), hostile)
    content = accepted(checked, data)
    assert content is not None
    made = project.outputs(CheckedContent(content, run_rules.run_rules(content)))
    for lang in LANGUAGES:
        text = made[f"{lang}/{project.STATEMENT}/index.html"].data.decode()
        page = _Skeleton(text)
        assert [e for e in page.elements if e[0] == "script"] == [
            ("script", "src", "defer"),
            ("script", "type"),
            ("script", "src"),
        ]
        (told,) = re.findall('<script type="application/ld\\+json">(.*?)</script>', text, re.DOTALL)
        assert not set("<>&") & set(told)
        assert json.loads(told)["name"] == content.statements[project.STATEMENT].source.title[lang]
        assert hostile in json.loads(told)["name"]
        assert not {name for element in page.elements for name in element[1:] if name.startswith("on") or name == "style"}
        assert text.count("&lt;script&gt;") > 2


# --------------------------------------------------------------- Order.


def outputs_of(checked: CheckedContent, cache: Path) -> dict[str, bytes]:
    return {output.path: output.data for output in project.outputs(checked, project.TEMPLATES, cache).values()}


@pytest.fixture(scope="module")
def drawn(checked: CheckedContent, tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, bytes], Path]:
    """The site's files, and the folder where its drawings are kept."""
    cache = tmp_path_factory.mktemp("cache")
    return outputs_of(checked, cache), cache


@pytest.mark.slow
def test_the_order_in_which_the_system_lists_files_changes_nothing(
    content: Path, drawn: tuple[dict[str, bytes], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("glob", "rglob", "iterdir"):
        listed = getattr(Path, name)
        monkeypatch.setattr(Path, name, lambda *args, listed=listed, **more: iter(list(listed(*args, **more))[::-1]))
    assert list(content.iterdir())[::-1] != list(content.iterdir())
    again = outputs_of(project.check(content), drawn[1])
    assert sorted(again) == sorted(drawn[0])
    assert [path for path in again if again[path] != drawn[0][path]] == []
    assert list(again) == list(drawn[0])


@pytest.mark.slow
def test_the_order_of_figures_changes_no_byte(checked: CheckedContent, drawn: tuple[dict[str, bytes], Path]) -> None:
    """Figures stand in the order of the dictionary, whatever the order in which they were typed."""
    content = checked.content
    statement = content.statements[project.STATEMENT]
    backwards = dict(reversed(statement.figures.items()))
    other = replace(content, statements={project.STATEMENT: statement.model_copy(update={"figures": backwards})})
    again = outputs_of(CheckedContent(other, run_rules.run_rules(other)), drawn[1])
    assert {path for path in again if again[path] != drawn[0][path]} == set()
    assert again.keys() == drawn[0].keys()


# --------------------------------------------------------------- Any slip of the pen.

EDITS = [
    "",
    "x",
    "0",
    "-1",
    "''",
    "[]",
    "{}",
    "[x]",
    "{x: y}",
    "收入",
    "A",
    "no",
    "&x",
    "null",
    "=1+1",
    "1e9",
    "9" * 18,
    "{figure}`x`",
    "<b>",
]


@pytest.fixture(scope="module")
def workbench(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return project.copy_content(tmp_path_factory.mktemp("edited") / "content")


@pytest.mark.slow
@given(st.data())
@settings(phases=UNSHRUNK, max_examples=project.rounds(12, 30), suppress_health_check=[HealthCheck.too_slow])
def test_no_edit_of_one_line_ends_in_an_exception(workbench: Path, draw: st.DataObject) -> None:
    """A line lost, doubled, moved or half overwritten: a site or a list of problems, never a traceback."""
    path = draw.draw(st.sampled_from(sorted(p for p in workbench.rglob("*") if p.suffix in (".yaml", ".md", ".txt"))))
    raw = path.read_bytes()
    lines = raw.decode().split("\n")
    at = draw.draw(st.integers(0, len(lines) - 2))
    kind = draw.draw(st.sampled_from(["lost", "doubled", "moved", "value", "key"]))
    line, following = lines[at], lines[at + 1]
    key, colon, _ = line.partition(": ")
    edit = draw.draw(st.sampled_from(EDITS))
    other = {
        "lost": [following],
        "doubled": [line, line, following],
        "moved": [following, line],
        "value": [f"{key}{colon}{edit}", following],
        "key": [f"{' ' * (len(line) - len(line.lstrip()))}{edit}{line[len(key) :]}", following],
    }[kind]
    try:
        path.write_bytes("\n".join([*lines[:at], *other, *lines[at + 2 :]]).encode())
        checked, problems = project.try_check(workbench)
        assert (checked is None) == bool(problems)
        if checked:
            render_once(checked)
    finally:
        path.write_bytes(raw)


def render_once(checked: CheckedContent) -> None:
    """One page of each kind, charts blank; a word that is missing is a problem that the build reports."""
    renderer = Renderer(Templates.read(project.TEMPLATES), checked.content.site, checked.content.phrases, _Blank(None))
    rendered: set[str] = set()
    with suppress(PhraseError):
        for page in project.pages_of(checked.content, checked.findings):
            if page.content.template not in rendered:
                rendered.add(page.content.template)
                assert renderer.render_page(page).data
