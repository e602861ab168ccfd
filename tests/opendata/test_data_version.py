"""How the data are cited, and a version of them that moves with every figure and with nothing else."""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import project
import pytest
import yaml
from check_jsonschema.builtin_schemas import get_builtin_schema
from project import CheckedContent
from rdflib import Graph, URIRef
from sample_content import LANGUAGES

from budgetbook.content.site_files import Update
from budgetbook.content.text import Text
from budgetbook.opendata.formats.data_version import VERSION, DataVersion

SEMANTIC = re.compile(r"\d+\.\d+\.\d+\+[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*")
"""A version with build metadata, as Semantic Versioning 2.0 writes it."""
CITED = "https://www.w3.org/ns/dcat#version".replace("https", "http")


def read_citation(data: bytes) -> Any:
    """A citation file by a YAML reader; days are texts to the schema."""
    return yaml.load(data, Loader=yaml.BaseLoader)  # noqa: S506 - of all loaders this one makes texts alone


def version_of(checked: CheckedContent) -> str:
    return str(DataVersion.create(checked.content, project.downloads_of(checked.content, checked.findings)))


@pytest.mark.parametrize("where", ["CITATION.cff", "data/CITATION.cff"])
def test_a_citation_is_valid_by_the_schema_of_its_format(where: str, site: Path) -> None:
    file = project.ROOT / where if where == "CITATION.cff" else site / where
    citation, schema = read_citation(file.read_bytes()), get_builtin_schema("vendor.citation-file-format")
    jsonschema.validate(citation, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({name: value for name, value in citation.items() if name != "authors"}, schema)


def test_the_program_is_cited_by_its_own_version() -> None:
    about = tomllib.loads((project.ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert read_citation((project.ROOT / "CITATION.cff").read_bytes())["version"] == about["version"]


def test_every_description_of_the_data_has_the_same_version(site: Path) -> None:
    version = json.loads((site / "data/datapackage.json").read_text(encoding="utf-8"))["version"]
    assert SEMANTIC.fullmatch(version)
    assert version.startswith(f"{VERSION}+2026-")
    assert read_citation((site / "data/CITATION.cff").read_bytes())["version"] == version
    graph = Graph().parse(site / "data/catalogue.ttl", format="turtle")
    assert {str(each) for each in graph.objects(None, URIRef(CITED))} == {version}
    for lang in LANGUAGES:
        page = (site / lang / "data/index.html").read_text(encoding="utf-8")
        assert page.count(version) == 3, "in the citation, as the version, and for programs"


def test_anybody_can_work_the_fingerprint_out_again(site: Path) -> None:
    names = sorted(path.name for path in (site / "data").glob("*.csv.gz"))
    printed = "".join(f"{hashlib.sha256((site / 'data' / name).read_bytes()).hexdigest()}  {name}\n" for name in names)
    version = json.loads((site / "data/datapackage.json").read_text(encoding="utf-8"))["version"]
    assert version.endswith(f".{hashlib.sha256(printed.encode()).hexdigest()[:8]}")


def test_the_version_moves_with_a_figure_and_with_the_day_alone(checked: CheckedContent) -> None:
    statement = checked.content.statements[project.STATEMENT]
    figures = statement.figures | {"revenue": statement.figures["revenue"].model_copy(update={"amount": Decimal("1.00")})}
    other = replace(checked.content, statements={statement.id: statement.model_copy(update={"figures": figures})})
    first, second = version_of(checked), version_of(CheckedContent(other, checked.findings))
    assert first.rpartition(".")[0] == second.rpartition(".")[0]
    assert first != second
    told = {"told": Update(date=date(2027, 1, 2), kind="site", text=Text({"zh": "甲", "en": "A"}))}
    later = version_of(CheckedContent(replace(checked.content, updates=told), checked.findings))
    assert later == f"{VERSION}+2027-01-02.{first[-8:]}"
    undated = version_of(CheckedContent(replace(checked.content, updates={}), checked.findings))
    assert undated == f"{VERSION}+{first[-8:]}"
