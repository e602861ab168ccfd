"""What describes the open data is true: the Fiscal Data Package, the static API with its schemas and its OpenAPI file."""

from __future__ import annotations

import copy
import gzip
import hashlib
import json
import math
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import api_rows
import built_site
import jsonschema
import page_numbers
import project
import pytest
from data_readers import TABLES
from project import CheckedContent

from budgetbook.opendata.tables import rows

Document = dict[str, Any]
FISCAL_TYPES = {
    "activity:generic:project:code", "activity:generic:project:label", "administrative-classification:generic:level1:code",
    "administrative-classification:generic:level1:label", "budget-line-id", "date:fiscal-year", "direction",
    "economic-classification:generic:level1:code", "economic-classification:generic:level2:code",
    "expenditure-type:code", "expenditure-type:label", "fin-source:generic:level1:code",
    "functional-classification:cofog:code", "functional-classification:generic:level1:code",
    "functional-classification:generic:level2:code", "functional-classification:generic:level3:code", "phase:id", "value",
    "value-currency:code", "value-kind:code",
}  # fmt: skip
"""Those of https://specs.frictionlessdata.io/taxonomies/fiscal/budgets.json that we use."""
OWN_TYPES = {"economic-classification:gfsm:code"}
"""Not level-specific, as the taxonomy's `functional-classification:cofog:code` is; it has only the levels for GFSM."""
CONSTRAINTS = {"pattern", "required", "unique", "enum"}


# --------------------------------------------------------------- The Fiscal Data Package.


def package_faults(package: Document, folder: Path) -> Iterator[str]:
    """What `frictionless validate` passes and should not: `folder` holds the files."""
    names = [resource["name"] for resource in package["resources"]]
    if not names or len(set(names)) != len(names):
        yield "resources"
    for resource in package["resources"]:
        data = (folder / resource["path"]).read_bytes()
        assert (resource["compression"], resource["path"][-7:]) == ("gz", ".csv.gz")
        if resource["bytes"] != len(data) or resource["hash"] != f"sha256:{hashlib.sha256(data).hexdigest()}":
            yield f"{resource['name']}: bytes or hash"
        rows = page_numbers.from_csv_gzip(data)
        yield from _field_faults(resource, names, rows)
        if resource["path"] == "figures.csv.gz":
            yield from _total_faults(rows)


def _field_faults(resource: Document, names: list[str], rows: list[dict[str, str]]) -> Iterator[str]:
    for field in resource["schema"]["fields"]:
        where = f"{resource['name']}.{field['name']}"
        if set(field.get("constraints", {})) - CONSTRAINTS:
            yield f"{where}: constraint"
        if field.get("columnType", "value").removesuffix(":localized") not in FISCAL_TYPES | OWN_TYPES:
            yield f"{where}: column type"
        if field["type"] == "number" and not all(math.isfinite(float(row[field["name"]])) for row in rows if row[field["name"]]):
            yield f"{where}: no finite number"
    for key in resource["schema"].get("foreignKeys", ()):
        if key["reference"]["resource"] not in [*names, ""]:
            yield f"{resource['name']}: reference"


def _total_faults(rows: list[dict[str, str]]) -> Iterator[str]:
    """A whole that was computed is the sum of its parts, in each statement."""
    levels = {
        (r["statement"], r["concept"]): float(r["amount"])
        for r in rows
        if r["role"] == "amount" and not r["line"] and r["amount"]
    }
    wholes = [r for r in rows if r["state"] == "computed" and r["role"] == "amount" and r["concept"] == "expenditure"]
    for row in wholes:
        parts = {r["expenditure_type"] for r in rows if r["expenditure_type"] and r["statement"] == row["statement"]}
        if abs(sum(levels[row["statement"], part] for part in parts) - float(row["amount"])) > 0.001:
            yield f"{row['statement']}: total"


@pytest.fixture(scope="module")
def package(site: Path) -> Document:
    read: Document = json.loads((site / "data" / "datapackage.json").read_text(encoding="utf-8"))
    return read


def test_frictionless_finds_the_package_valid(site: Path) -> None:
    program = Path(sys.executable).with_name("frictionless")
    done = subprocess.run(
        [str(program), "validate", "datapackage.json", "--json"], cwd=site / "data", capture_output=True, text=True, check=False
    )
    report = json.loads(done.stdout)
    assert report["valid"], report["errors"]
    assert report["stats"]["tasks"] == len(TABLES)


def test_the_package_has_none_of_the_faults_that_frictionless_passes(package: Document, site: Path) -> None:
    assert list(package_faults(package, site / "data")) == []
    types = {
        field["columnType"]
        for resource in package["resources"]
        for field in resource["schema"]["fields"]
        if "columnType" in field
    }
    assert {each.removesuffix(":localized") for each in types} == FISCAL_TYPES | OWN_TYPES


BROKEN: dict[str, tuple[Callable[[Document], object], str]] = {
    "no resources": (lambda p: p["resources"].clear(), "resources"),
    "a name twice": (lambda p: p["resources"][1].update(name="figures"), "resources"),
    "another hash": (lambda p: p["resources"][0].update(hash="sha256:0"), "figures: bytes or hash"),
    "an invented type": (
        lambda p: p["resources"][0]["schema"]["fields"][0].update(columnType="line"), "figures.figure: column type"
    ),
    "a misspelt constraint": (
        lambda p: p["resources"][0]["schema"]["fields"][0]["constraints"].update(requierd=True), "figures.figure: constraint"
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", BROKEN)
def test_each_such_fault_is_found(case: str, package: Document, site: Path) -> None:
    change, fault = BROKEN[case]
    broken = copy.deepcopy(package)
    change(broken)
    assert fault in list(package_faults(broken, site / "data"))


def test_a_wrong_total_and_a_number_that_is_none_are_found(package: Document, site: Path, tmp_path: Path) -> None:
    for old, new, fault in (
        ("10584200,computed", "10584300,computed", "total"),
        (",10584200,computed", ",NaN,computed", "no finite number"),
    ):
        for path in (site / "data").glob("*.csv.gz"):
            (tmp_path / path.name).write_bytes(
                gzip.compress(gzip.decompress(path.read_bytes()).replace(old.encode(), new.encode()))
            )
        assert any(each.endswith(fault) for each in package_faults(package, tmp_path))


# --------------------------------------------------------------- The API.


@pytest.fixture(scope="module")
def answers(site: Path) -> dict[str, Document]:
    files = sorted((site / "data" / "v2").rglob("*.json"))
    return {path.relative_to(site).as_posix(): json.loads(path.read_text(encoding="utf-8")) for path in files}


def test_every_answer_follows_the_schema_that_it_names(answers: dict[str, Document], checked: CheckedContent) -> None:
    base, looked_at = checked.content.site.address, 0
    validators: dict[str, Any] = {}
    for path, document in answers.items():
        if "/schema/" in path:
            jsonschema.Draft202012Validator.check_schema(document)
            continue
        name = document["$schema"].removeprefix(base)
        validator = validators.setdefault(name, jsonschema.Draft202012Validator(answers[name]))
        assert list(validator.iter_errors(document)) == [], path
        looked_at += 1
    assert looked_at > 130
    assert len(validators) == 7


def test_the_api_has_everything_once(answers: dict[str, Document], checked: CheckedContent) -> None:
    content = checked.content
    assert {f"data/v2/concepts/{name}.json" for name in content.concepts} <= answers.keys()
    assert {f"data/v2/entities/{name}.json" for name in content.entities} <= answers.keys()
    figures = api_rows.records(answers[f"data/v2/statements/{project.STATEMENT}.json"]["figures"])
    listed = [f"{project.STATEMENT}/{row['figure']}" for row in figures]
    of_concepts = [
        f"{row['statement']}/{row['figure']}"
        for name in content.concepts
        for row in api_rows.records(answers[f"data/v2/concepts/{name}.json"]["figures"])
    ]
    assert len(set(listed)) == len(listed) > 80
    assert set(of_concepts) == {f"{project.STATEMENT}/{row['figure']}" for row in figures if row["concept"]}
    assert answers["data/v2/updates.json"]["items"][0]["date"]


def test_every_address_in_a_list_leads_to_its_file(answers: dict[str, Document], checked: CheckedContent) -> None:
    base = checked.content.site.address
    items = [item for kind in ("entities", "statements", "concepts") for item in answers[f"data/v2/{kind}.json"]["items"]]
    assert len(items) > 130
    assert [item["url"] for item in items if item["url"].removeprefix(base) not in answers] == []


def first(part: Any) -> Any:
    """A list, or a list of rows, up to its first item."""
    if isinstance(part, dict) and part.keys() == {"columns", "rows"}:
        return {**part, "rows": part["rows"][:1]}
    return part[:1] if isinstance(part, list) else part


def test_a_statement_s_answer_says_what_its_tables_say(field: CheckedContent, field_site: Path) -> None:
    """Rows of the tables, put together again from the document of the API."""
    table_rows = rows.build_all_rows(field.content, field.findings)
    looked_at = Counter[str]()
    for statement in field.content.statements:
        document = json.loads((field_site / "data" / "v2" / "statements" / f"{statement}.json").read_bytes())
        for table, read in api_rows.TABLE_READERS.items():
            own = (each for each in rows.records(TABLES[table], table_rows[table]) if each["statement"] == statement)
            expected = {str(each[TABLES[table].primary_key]): each for each in own}
            told = dict(read(statement, document))
            assert told.keys() == expected.keys()
            for key, cells in told.items():
                assert {name: api_rows.plain(expected[key][name]) for name in cells} == cells, key
            looked_at[table] += len(told)
    assert min(looked_at.values()) > 200, looked_at


def test_the_openapi_file_is_valid_and_its_examples_are_what_the_site_answers(site: Path, answers: dict[str, Document]) -> None:
    path = site / "data" / "openapi.json"
    read = json.loads(path.read_text(encoding="utf-8"))
    from openapi_spec_validator import OpenAPIV31SpecValidator  # slow to import, and most runs validate no such file

    OpenAPIV31SpecValidator(read, base_uri=path.as_uri()).validate()
    looked_at = 0
    for template, about in read["paths"].items():
        given = {each["name"]: each["example"] for each in about.get("parameters", ())}
        answer = answers[template.format(**given).removeprefix("/")]
        media = about["get"]["responses"]["200"]["content"]["application/json"]
        schema = answers[f"data/{media['schema']['$ref']}"]
        assert jsonschema.Draft202012Validator(schema).is_valid(media["example"])
        for key, part in media["example"].items():
            assert part == first(answer[key]), (template, key)
        looked_at += 1
    assert looked_at == 7


def test_the_api_of_a_small_site_is_whole_too(tmp_path: Path) -> None:
    """A content without updates, classes or tables."""
    outputs = project.outputs(project.check(built_site.small_content(tmp_path / "content")))
    assert json.loads(outputs["data/v2/updates.json"].data)["items"] == []
    assert json.loads(outputs["data/openapi.json"].data)["paths"]
