"""A site's own templates are looked at before any page is made: what they extend, where their blocks go, and their grammar."""

from __future__ import annotations

from pathlib import Path

import pytest

from budgetbook.infra.base.program_files import TEMPLATES
from budgetbook.render.jinja_env import create_environment, render_template
from budgetbook.render.site_templates import read_templates
from budgetbook.render.templates import SiteTemplateError, Templates

HOME = '{% extends "program/home.html" %}\n'


def write(folder: Path, **sources: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, source in sources.items():
        (folder / f"{name}.html").write_text(source, encoding="utf-8")
    return folder


@pytest.mark.slow
def test_the_program_s_own_templates_pass(tmp_path: Path) -> None:
    assert read_templates(TEMPLATES).sources == Templates.read(TEMPLATES).sources
    for path in TEMPLATES.glob("*.html"):
        (tmp_path / path.name).write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert read_templates(tmp_path).sources.keys() == read_templates(TEMPLATES).sources.keys()


@pytest.mark.parametrize(
    "sources",
    [
        {"home": HOME + "{% block opening %}{{ super() }}{% block inner %}x{% endblock %}{% endblock %}"},
        {"home": HOME + "{% block scripts %}{% endblock %}"},  # of the template that home.html extends
        {"home": '{% extends "frame.html" %}{% block ours %}x{% endblock %}', "frame": "{% block ours %}{% endblock %}"},
        {"home": "{% extends parent %}{% block unknown %}x{% endblock %}"},
        {"home": '{% include "nothing.html" ignore missing %}{% include ["nothing.html", "404.html"] %}'},
        {"base": '{% extends "program/base.html" %}{% block menu %}{% endblock %}', "home": '{% extends "base.html" %}'},
    ],
)
def test_what_has_a_place_is_left_alone(sources: dict[str, str], tmp_path: Path) -> None:
    read_templates(write(tmp_path / "templates", **sources))


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ('{# ours #}\n{% extends "program/hom.html" %}', "home.html:2: expected a template that is there; program/hom.html is"),
        (HOME + '{% block opening %}\n{% include "nothing.html" %}{% endblock %}', "home.html:3: expected a template that is"),
        (HOME + '{% from "nothing.html" import a %}', "home.html:2: expected a template that is there; nothing.html is neither"),
        (HOME + "{% block openning %}x{% endblock %}", "home.html:2: expected a block of the template that it extends; openning"),
        ('{% extends "home.html" %}', "home.html: expected a template that extends others in a line; home.html comes again"),
        (HOME + "\n{% block opening %}{{ a", "home.html:3: unexpected end of template"),
        (HOME + "{% block opening %}{{ a|nonsense }}{% endblock %}", "home.html:2: No filter named 'nonsense'."),
    ],
)
def test_what_has_none_is_told_with_its_line(source: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(SiteTemplateError) as raised:
        read_templates(write(tmp_path / "templates", home=source))
    assert raised.value.describe("en").startswith(said)
    assert raised.value.exit_code == 1
    if "block of the template" in said:
        assert raised.value.describe("en").endswith("(did you mean opening?)")
        assert raised.value.describe("zh").endswith("(是不是 opening？)")


def test_a_preview_that_looks_at_no_template_before_names_the_one_that_is_at_fault(tmp_path: Path) -> None:
    templates = Templates.read(write(tmp_path / "templates", home='{% extends "program/hom.html" %}'))
    with pytest.raises(SiteTemplateError) as raised:
        render_template(create_environment(templates), "home.html", {})
    assert raised.value.describe("en").startswith("home.html: expected a template that is there; program/hom.html is neither")
