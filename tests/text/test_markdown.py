"""Markdown: roles become links, nothing becomes markup that we did not make, and nothing is dropped in silence."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetbook.text.markdown import ResolvedRole, disallowed_markup, plain_text, render_html, render_inline
from budgetbook.text.role_syntax import find_roles, without_roles, words_with_target


def resolve(role: str, content: str) -> ResolvedRole:
    """Every role stands for its own words; one that is `unknown` for nothing."""
    if role == "unknown":
        raise LookupError(role)
    if role == "plain":
        return ResolvedRole(content)
    return ResolvedRole(content, f"zh/{role}/#{content}", f'the "tip" of <{content}>', role)


def test_a_role_becomes_a_link_with_its_kind_and_tip() -> None:
    assert render_html("See {figure}`revenue`.", resolve) == (
        '<p>See <a class="figure" href="zh/figure/#revenue" aria-description="the &#34;tip&#34; of &lt;revenue&gt;">'
        "revenue</a>.</p>\n"
    )


def test_a_role_without_an_address_is_plain_words() -> None:
    assert render_inline("All of {plain}`a < b & c`", resolve) == "All of a &lt; b &amp; c"


def test_an_address_is_made_for_the_page() -> None:
    assert 'href="../up/zh/term/#x"' in render_inline("{term}`x`", resolve, lambda address: f"../up/{address}")


def test_roles_work_in_lists_tables_emphasis_and_headings() -> None:
    text = "### {plain}`a`\n\n- **{plain}`b`**\n\n| x |\n| - |\n| {plain}`c` |\n"
    made = render_html(text, resolve)
    for tag in ("<h3>a</h3>", "<strong>b</strong>", "<td>c</td>"):
        assert tag in made


def test_an_unknown_role_is_never_rendered() -> None:
    with pytest.raises(LookupError):
        render_html("{unknown}`x`", resolve)


def test_in_code_a_role_is_code() -> None:
    assert render_html("`` {figure}`x` ``", resolve) == "<p><code>{figure}`x`</code></p>\n"


def test_words_only() -> None:
    assert plain_text("All of {figure}`revenue`, {plain}`x`.", resolve) == "All of revenue, x."


def test_roles_are_found_with_their_places() -> None:
    text = "a {figure}`b`\n中文{term}`c <d>` and {x}`y`\n"
    assert list(find_roles(text)) == [(1, 3, "figure", "b"), (2, 3, "term", "c <d>"), (2, 21, "x", "y")]


@pytest.mark.parametrize("fence", ["```", "~~~~"])
def test_a_block_of_code_shows_roles_and_has_none(fence: str) -> None:
    text = f"a {{figure}}`b`\n\n{fence}markdown\n{{no}}`such`\n{fence}\n\n  {{term}}`c`\n"
    assert list(find_roles(text)) == [(1, 3, "figure", "b"), (7, 3, "term", "c")]
    assert "{no}`such`" in render_html(text, lambda _, name: ResolvedRole(name))
    assert list(find_roles(f"{fence}\n{{no}}`such`\n")) == [], "a block that nothing closes goes to the end"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("`{minus}{sign}{digits}`, then every word: {figure}`a`", ["figure"]),
        ("`` {no}`x` `` and {figure}`a`", ["figure"]),
        ("`{no}` {figure}`a` `{no}`", ["figure"]),
        ("{figure}`a` is no `{code}`", ["figure"]),
        ("a lone ` before {figure}`a`", []),
        ("a lone `\n\nand {figure}`a` in the next paragraph", ["figure"]),
        ("\\` {figure}`a`", ["figure"]),
        ("\\{figure}`a`", []),
    ],
)
def test_what_stands_in_a_code_span_is_no_role(text: str, names: list[str]) -> None:
    """As the parser has it: whichever of the two begins first is there."""
    parsed: list[str] = []

    def note(role: str, content: str) -> ResolvedRole:
        parsed.append(role)
        return ResolvedRole(content)

    render_html(text, note)
    assert [name for _, _, name, _ in find_roles(text)] == parsed == names


@given(st.text(alphabet="`{}ab\\ \n", max_size=40))
def test_roles_are_found_where_the_parser_finds_them(text: str) -> None:
    parsed: list[str] = []

    def note(_: str, content: str) -> ResolvedRole:
        parsed.append(content)
        return ResolvedRole(content)

    text = "x " + re.sub(r"\n\s*", "\nx ", text)  # no block of code, list or heading
    render_html(text, note)
    assert [content for _, _, _, content in find_roles(text)] == parsed


def test_without_roles_the_columns_stay() -> None:
    text = "a {figure}`b12` 3"
    assert without_roles(text) == "a" + " " * 15 + "3"
    assert without_roles(text).index("3") == text.rindex("3")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("words <name>", ("words", "name")),
        ("name", ("", "name")),
        (" name ", ("", "name")),
        ("a <b> <c>", ("a <b>", "c")),
        ("<c>", ("", "<c>")),
    ],
)
def test_words_may_stand_before_the_name(content: str, expected: tuple[str, str]) -> None:
    assert words_with_target(content) == expected


@pytest.mark.parametrize("address", ["https://example.org/a?b=c&d#e", "http://example.org", "mailto:a@example.org"])
def test_good_links_lead_where_they_say(address: str) -> None:
    assert f'href="{address.replace("&", "&amp;")}"' in render_html(f"[a]({address})", resolve)
    assert list(disallowed_markup(f"[a]({address})")) == []


BAD_LINKS = [
    "javascript:alert(1)", "JaVaScRiPt:alert", "java\u0000script:alert", "data:text/html,x", "vbscript:x", "//example.org",
    "blob:x", "intent:x", "file:///etc/passwd", "https:", "https:///x", "ftp://example.org", "#top", "../x", "x.html",
    "&#106;avascript:alert", "mailto:/x", "https://\\example.org",
]  # fmt: skip


@pytest.mark.parametrize("address", BAD_LINKS)
def test_other_links_are_no_links_and_are_reported(address: str) -> None:
    text = f"[a]({address})"
    assert "<a" not in render_html(text, resolve)
    assert [what for _, what, _ in disallowed_markup(text)] == ["link"]


@pytest.mark.parametrize("address", ["javascript:alert", "//example.org"])
def test_so_are_addresses_that_stand_apart(address: str) -> None:
    text = f"[a][b]\n\n[b]: {address}\n"
    assert "<a" not in render_html(text, resolve)
    assert "link" in [what for _, what, _ in disallowed_markup(text)]


def test_pictures_are_reported() -> None:
    text = "![a](https://example.org/a.png)"
    assert "<img" not in render_html(text, resolve)
    assert [(line, what) for line, what, _ in disallowed_markup(f"first\n\n{text}")] == [(3, "link")]


HTML = [
    "<b>x</b>", "<script>x</script>", "<img src=x onerror=alert(1)>", "<!-- x -->", "<svg/onload=x>", "</p>", "<?php x ?>",
    "<![CDATA[x]]>", "<a href='javascript:x'>y</a>", "<div\nclass=x>",
]  # fmt: skip


@pytest.mark.parametrize("text", HTML)
def test_html_is_escaped_and_reported(text: str) -> None:
    made = render_html(text, resolve)
    assert "<" not in made.replace("<p>", "").replace("</p>", "")
    assert "html" in [what for _, what, _ in disallowed_markup(text)]


@pytest.mark.parametrize("text", ["1 < 2", "a <", "> quoted", "`<b>`", "x <- y", "[a]", "[ ] task", "a & b", "2 > 1", "<3"])
def test_what_only_looks_like_it_is_fine(text: str) -> None:
    assert list(disallowed_markup(text)) == []


def test_an_address_in_angle_brackets_is_no_link() -> None:
    assert "<a" not in render_html("<https://example.org>", resolve)
    assert "<a" not in render_html("https://example.org", resolve)


@pytest.mark.parametrize("text", ["> " * 24 + "x", "- " * 24 + "x", "> - " * 12 + "x"])
def test_deep_nesting_is_reported_since_markdown_would_drop_it(text: str) -> None:
    assert "x</" not in render_html(text, resolve)
    assert {what for _, what, _ in disallowed_markup(text)} == {"nesting"}


def test_nesting_that_is_shown_is_fine() -> None:
    text = "> " * 8 + "x"
    assert "x</p>" in render_html(text, resolve)
    assert list(disallowed_markup(text)) == []


def test_a_fault_is_told_with_its_own_line_also_inside_a_paragraph() -> None:
    text = "first\nsecond\nthird <b>x</b>\n\nfifth\n"
    assert next(iter(disallowed_markup(text)))[:2] == (3, "html")


def test_texts_of_tips_cannot_leave_their_attribute() -> None:
    made = render_inline('{term}`" onmouseover="alert(1)`', resolve)
    assert made.count('"') == 6
    assert " onmouseover=" not in made.replace("&#34; onmouseover=&#34;", "")
