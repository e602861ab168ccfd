"""The open data of many statements: made piece by piece it is what it would be if made at once, and little of it is held."""

from __future__ import annotations

import csv
import gzip
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import api_rows
import data_readers
import duckdb
import many_entities
import project
import pytest
from data_readers import TABLES
from project import CheckedContent
from rdflib import Graph, URIRef

from budgetbook.infra.cache.files import FileCache, Spool, make_writer
from budgetbook.opendata import data_parts, row_contribution, table_files
from budgetbook.opendata.data_file import DataFile
from budgetbook.opendata.formats import FORMATS, parquet
from budgetbook.opendata.shared_files import SizeLimits
from budgetbook.opendata.table_streams import TableStreams
from budgetbook.opendata.tables import rows
from budgetbook.opendata.tables.rows import Rows
from budgetbook.pages.data import DataPage

Files = dict[str, DataFile]
SHAPES = Path(__file__).parent / "shapes" / "dcat-ap.ttl"


@pytest.fixture(scope="module")
def several(checked: CheckedContent) -> CheckedContent:
    return many_entities.bodies(checked, 4, years=2)


@pytest.fixture(scope="module")
def made(several: CheckedContent) -> Rows:
    return rows.build_all_rows(several.content, several.findings)


def files_of(checked: CheckedContent, folder: Path | None = None, **limits: int) -> Files:
    files = project.downloads_of(checked.content, checked.findings, folder, SizeLimits(**limits))
    return {file.path: file for file in files}


# --------------------------------------------------------------- Pieces.


@pytest.mark.slow
def test_tables_made_of_pieces_are_those_made_at_once(several: CheckedContent, made: Rows) -> None:
    files = files_of(several)
    for name, table in TABLES.items():
        keys = [row[0] for row in made[name]]
        text = gzip.decompress(files[f"data/{name}.csv.gz"].data).decode("utf-8-sig")
        assert [line[table.primary_key] for line in csv.DictReader(text.splitlines())] == keys
        assert files[f"data/{name}.csv.gz"].rows == len(keys)
    assert len(made["figures"]) > 500


@pytest.mark.parametrize("held", [True, False])
def test_a_concept_s_file_has_its_figures_of_all_bodies(held: bool, several: CheckedContent, made: Rows) -> None:
    files = files_of(several, figures_in_memory=10_000 if held else 0)
    document = json.loads(files["data/v2/concepts/revenue.json"].data)
    figures = list(rows.records(TABLES["figures"], made["figures"]))
    expected = [each["figure"] for each in figures if each["concept"] == "revenue" and not each["line"]]
    told = api_rows.records(document["figures"])
    assert [f"{each['statement']}/{each['figure']}" for each in told] == expected
    assert {each["statement"] for each in told} == set(several.content.statements)


@pytest.mark.slow
def test_groups_of_rows_are_one_table(several: CheckedContent, made: Rows, tmp_path: Path) -> None:
    contributions = project.contributions_of(several.content, several.findings)
    streams = TableStreams(several.content.restricted_to(()), contributions)
    for name in ("figures", "classifications", "indicators"):
        parquet.write(streams, TABLES[name], tmp_path / name, group_size=100)
        query = f"SELECT {TABLES[name].primary_key} FROM read_parquet('{tmp_path / name}')"  # noqa: S608
        assert [key for (key,) in duckdb.connect().execute(query).fetchall()] == [row[0] for row in made[name]]
    groups = f"SELECT max(row_group_id) FROM parquet_metadata('{tmp_path / 'figures'}')"  # noqa: S608
    assert duckdb.connect().execute(groups).fetchall() == [(len(made["figures"]) // 100,)]


@pytest.mark.slow
def test_what_a_body_gives_depends_on_no_other_body(several: CheckedContent) -> None:
    alone = several.content.restricted_to(["body-00002"])
    mine = row_contribution.contribute_rows(alone, {name: several.findings[name] for name in alone.statements})
    every = project.contributions_of(several.content, several.findings)
    assert all(list(every.collect(row_contribution.KIND, part))[2] == value for part, value in mine.items())


# --------------------------------------------------------------- Parts.


@pytest.mark.slow
def test_the_parts_of_a_large_site_are_together_what_one_part_would_be(
    several: CheckedContent, made: Rows, tmp_path: Path
) -> None:
    every = project.contributions_of(several.content, several.findings)
    weights = list(every.collect(row_contribution.WEIGHT))
    files = files_of(several, part_weight=sum(weights[:2]))
    for file in files.values():
        if "/" not in file.path.removeprefix("data/"):
            (tmp_path / file.name).write_bytes(file.data)
    assert {name for name in files if "budgets" in name} >= {"data/budgets-1.sqlite", "data/budgets-2.sqlite"}
    for name in ("figures", "findings", "statements"):
        found = [data_readers.from_csv(tmp_path, name, f"-{part}") for part in (1, 2)]
        assert [row[0] for rows_of_part in found for row in rows_of_part] == [row[0] for row in made[name]]
        for part, rows_of_part in enumerate(found, 1):
            assert rows_of_part
            assert sorted(data_readers.from_sqlite(tmp_path, name, f"-{part}"), key=repr) == sorted(rows_of_part, key=repr)
            assert files[f"data/{name}-{part}.parquet"].rows == len(rows_of_part)
    assert "data/concepts.csv.gz" in files
    package = json.loads(files["data/datapackage.json"].data)
    names = {resource["name"] for resource in package["resources"]}
    assert {"figures-1", "figures-2", "concepts"} <= names
    targets = {key["reference"]["resource"] for each in package["resources"] for key in each["schema"].get("foreignKeys", ())}
    assert targets - {""} <= names


@pytest.mark.slow
def test_a_change_of_one_body_leaves_the_parts_of_others_as_they_are(several: CheckedContent) -> None:
    every = project.contributions_of(several.content, several.findings)
    weights = list(every.collect(row_contribution.WEIGHT))
    name = next(each for each in several.content.statements if each.startswith("body-00003"))
    statement = several.content.statements[name]
    titled = statement.source.model_copy(update={"url": "https://example.org/elsewhere"})
    changed = {**several.content.statements, name: statement.model_copy(update={"source": titled})}
    edited = replace(several, content=replace(several.content, statements=changed))
    before, after = (files_of(each, part_weight=sum(weights[:2]) + 50) for each in (several, edited))
    differing = {path for path in before if before[path].fingerprint() != after[path].fingerprint()}
    assert "data/statements-2.csv.gz" in differing
    assert not [path for path in differing if "-1." in path]


@pytest.mark.slow
def test_the_database_of_a_full_part_is_smaller_than_hosts_take(several: CheckedContent) -> None:
    """How full a part is, is told by numbers and findings, whose rows need not be made for it."""
    nobody = replace(several, content=several.content.restricted_to(()), findings={})
    full, empty = (len(files_of(each)["data/budgets.sqlite"].data) for each in (several, nobody))
    weight = sum(
        project.contributions_of(several.content, several.findings, row_contribution.WEIGHT).collect(row_contribution.WEIGHT)
    )
    assert weight > 1000
    assert empty + (full - empty) / weight * data_parts.MAX_WEIGHT < 25 * 2**20


@pytest.mark.parametrize("weights", [[], [5], [5, 5, 5], [40, 1, 1], [3, 3, 3, 3, 3, 3, 3]])
def test_every_body_is_in_one_part_and_no_part_is_too_heavy_but_for_a_body_that_is(weights: list[int]) -> None:
    names = [f"body-{number}" for number in range(len(weights))]
    register = SimpleNamespace(entities=dict.fromkeys(names))
    parts = data_parts.plan_parts(SimpleNamespace(register=register, collect=lambda *_: iter(weights)), 10)
    members = [[n for n, name in enumerate(names) if part.span[0] <= name <= part.span[1]] for part in parts]
    assert [n for part in members for n in part] == list(range(len(weights)))
    assert all(sum(weights[n] for n in part) <= 10 or len(part) == 1 for part in members)
    assert [part.suffix for part in parts] == ([f"-{n}" for n in range(1, len(parts) + 1)] if len(parts) > 1 else [""])


# --------------------------------------------------------------- Many.


@pytest.mark.slow
def test_a_large_site_has_no_workbook_of_everything_and_no_page_names_one(
    several: CheckedContent, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(table_files, "FORMATS", tuple(replace(each, max_rows=each.max_rows and 1000) for each in FORMATS))
    files = project.downloads_of(several.content, several.findings)
    assert "data/budgets.xlsx" not in {file.path for file in files}
    assert len([file for file in files if file.path.endswith(".xlsx")]) == len(several.content.statements)
    (page,) = [page for page in project.pages_of(several.content, several.findings) if page.address == "en/data/"]
    assert isinstance(page.content, DataPage)
    assert [file.path for file, _ in page.content.complete_files] == ["data/budgets.sqlite", "data/datapackage.json"]
    assert page.structured_data
    assert "data/budgets.xlsx" not in repr(page.structured_data)
    assert "workbook" in page.content.complete_lead
    assert page.content.complete_lead != several.content.phrases["en"].words["data-whole-lead"]


FILE = re.compile(r"[\w-]+\.(?:xlsx|csv\.gz|sqlite|parquet|json)\b(?!\()")


@pytest.mark.slow
@pytest.mark.parametrize("most", [1000, 30_000])
def test_the_data_page_names_no_file_that_is_not_there(
    most: int, several: CheckedContent, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(table_files, "FORMATS", tuple(replace(each, max_rows=each.max_rows and most) for each in FORMATS))
    files = project.downloads_of(several.content, several.findings)
    there = {Path(file.path).name for file in files}
    for page in project.pages_of(several.content, several.findings):
        if isinstance(page.content, DataPage):
            said = (
                page.content.complete_lead,
                *(text for _, text in page.content.complete_files),
                *map(repr, page.content.examples),
            )
            named = {name for text in said for name in FILE.findall(text)}
            assert {"figures.csv.gz", "budgets.sqlite"} <= named <= there


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")  # the library's own JSON-LD reader uses it
@pytest.mark.parametrize("form", ["ttl", "jsonld"])
def test_the_catalogue_of_many_statements_says_all_but_sizes_and_hashes(form: str, several: CheckedContent) -> None:
    import pyshacl  # slow to import, and most runs validate no catalogue

    def graph(measured_statements: int) -> Graph:
        data = files_of(several, measured_statements=measured_statements)[f"data/catalogue.{form}"].data
        return Graph().parse(data=data, format={"ttl": "turtle", "jsonld": "json-ld"}[form])

    few, found = graph(100), graph(3)
    shapes = SHAPES.read_text(encoding="utf-8").replace("sh:path spdx:checksum ; sh:minCount 1", "sh:path spdx:checksum")
    assert pyshacl.validate(found, shacl_graph=Graph().parse(data=shapes, format="turtle"))[0]
    large = set(found)
    left_out = set(few) - large
    assert large < set(few)
    about = {str(key).rpartition("/")[2] for _, key, _ in left_out}
    assert about <= {"dcat#byteSize", "terms#checksum", "terms#checksumValue", "terms#algorithm", "22-rdf-syntax-ns#type"}
    assert {node for node, _, _ in large if "/v2/statements/" in str(node)} == {
        URIRef(f"{several.content.site.address}data/v2/statements/{name}.json#distribution")
        for name in several.content.statements
    }


HELD = """
import pickle, resource, sys
sys.path[:0] = ["tests/helpers", "."]
import many_entities, project
from dataclasses import replace
from budgetbook.engine.contributors import CONTRIBUTORS
from budgetbook.opendata import row_contribution, downloads
from budgetbook.opendata.contributions import Register

one = many_entities.bodies(project.check(project.CONTENT), 1)
live = project.contributions_of(one.content, one.findings)
given_of_one = {
    (kind, part): pickle.dumps(value)
    for kind in (row_contribution.KIND, row_contribution.ENCODED_ROWS, row_contribution.WEIGHT)
    for part, value in CONTRIBUTORS[kind](one.content, one.findings).items()
}
(body,), COUNT = live.register.entities.values(), 1800

class Shares:
    names = [f"body-{n:05}" for n in range(COUNT)]
    register = Register({n: replace(body, id=n, statements=(replace(body.statements[0], id=f"{n}/y", entity=n),)) for n in names})
    fingerprint = live.fingerprint
    def load_in_full(self, entities):
        return live.load_in_full(["body-00000"] if entities else [])
    def collect(self, kind, part="", span=("", "~")):
        if (kind, part) in given_of_one:
            for n in (n for n in range(COUNT) if span[0] <= f"body-{n:05}" <= span[1]):
                yield pickle.loads(given_of_one[kind, part].replace(b"body-00000", f"body-{n:05}".encode()))

def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024

before = peak()
files = downloads.build_shared_downloads(one.content.restricted_to(()), Shares())
size = sum(file.byte_count for file in files)
print(sum(file.rows for file in files if file.path.endswith(".csv.gz")), size // 1_000_000, peak() - before)
"""


@pytest.mark.slow
def test_three_hundred_thousand_rows_are_not_held() -> None:
    done = subprocess.run([sys.executable, "-c", HELD], cwd=project.ROOT, capture_output=True, text=True, check=True)
    count, size, held = map(int, done.stdout.split())
    assert count > 300_000
    assert size > 60  # megabytes
    assert held < 150


# --------------------------------------------------------------- What is kept.


def test_of_one_name_the_last_files_stay(tmp_path: Path) -> None:
    keeper = FileCache(tmp_path)
    for number in range(5):
        found = keeper.get_or_fill("a/b.csv", f"key-{number}", make_writer(lambda number=number: [b"%d" % number]))  # type: ignore[misc]
        os.utime(found.path, (number, number))
    kept = sorted(path.read_bytes() for path in (tmp_path / "a/b.csv").iterdir())
    assert kept == [b"3", b"4"]
    assert keeper.get_or_fill("a/b.csv", "key-3", make_writer(lambda: [b"made again"])).path.read_bytes() == b"3"


def test_a_kept_file_that_is_asked_for_again_is_touched_only_where_a_younger_one_would_outlive_it(tmp_path: Path) -> None:
    keeper = FileCache(tmp_path)
    paths = [keeper.get_or_fill("a", name, make_writer(lambda: [b"made"])).path for name in ("older", "newer")]
    for number, path in enumerate(paths):
        os.utime(path, (number, number))
    assert keeper.get_or_fill("a", "newer", make_writer(list)).path.stat().st_mtime == 1
    assert keeper.get_or_fill("a", "older", make_writer(list)).path.stat().st_mtime > 1


def test_a_kept_file_can_be_read_by_whoever_reads_the_site(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.write_bytes(b"")
    assert FileCache(tmp_path).get_or_fill("a", "key", make_writer(lambda: [b"made"])).path.stat().st_mode == other.stat().st_mode


def test_a_damaged_or_foreign_file_is_made_again(tmp_path: Path) -> None:
    keeper = FileCache(tmp_path)
    found = keeper.get_or_fill("a", "key", make_writer(lambda: [b"first ", b"second"]))
    found.path.write_bytes(b"first secomd")
    (tmp_path / "a" / ("key-" + "0" * 64)).write_bytes(b"")
    again = keeper.get_or_fill("a", "key", make_writer(lambda: [b"first ", b"second"]))
    assert (again.path.read_bytes(), again.size, again.sha256) == (b"first second", 12, found.sha256)


def test_a_folder_that_cannot_be_written_costs_only_time(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file stands there")
    keeper = FileCache(tmp_path / "cache")
    assert keeper.get_or_fill("a", "key", make_writer(lambda: [b"made"])).path.read_bytes() == b"made"


def test_a_fault_while_a_file_is_made_leaves_nothing(tmp_path: Path) -> None:
    def broken() -> Iterator[bytes]:
        yield b"half"
        raise KeyError

    with pytest.raises(KeyError):
        FileCache(tmp_path).get_or_fill("a", "key", make_writer(broken))
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_passing_folder_goes_with_its_keeper() -> None:
    keeper = FileCache(None)
    path = keeper.get_or_fill("a", "key", make_writer(lambda: [b"made"])).path
    assert path.exists()
    del keeper
    assert not path.exists()


def test_a_spool_gives_back_what_came_under_each_name() -> None:
    spool = Spool(separator=b",", buffer_limit=10)
    for number in range(100):
        spool.add("even" if number % 2 == 0 else "odd", b"%d" % number)
    assert b"".join(spool.read_pieces("even")) == ",".join(map(str, range(0, 100, 2))).encode()
    assert b"".join(spool.read_pieces("odd")) == ",".join(map(str, range(1, 100, 2))).encode()
    assert list(spool.read_pieces("neither")) == []
