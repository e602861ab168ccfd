"""What catalogues and search engines are told of the data is complete and true: DCAT-AP and schema.org."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import built_site
import project
import pytest
from project import CheckedContent
from rdflib import DCAT, DCTERMS, RDF, Graph, URIRef
from rdflib.compare import isomorphic
from sample_content import LANGUAGES

SHAPES = Path(__file__).parent / "shapes" / "dcat-ap.ttl"
SPDX = "http://spdx.org/rdf/terms#"


@pytest.fixture(scope="module")
def catalogue(site: Path) -> Graph:
    return Graph().parse(site / "data" / "catalogue.ttl", format="turtle")


def conforms(graph: Graph) -> tuple[bool, str]:
    import pyshacl  # slow to import, and most runs validate no catalogue

    good, _, text = pyshacl.validate(graph, shacl_graph=Graph().parse(SHAPES, format="turtle"))
    return bool(good), str(text)


def test_the_catalogue_has_what_dcat_ap_asks_for(catalogue: Graph) -> None:
    good, text = conforms(catalogue)
    assert good, text
    assert len(list(catalogue.subjects(RDF.type, DCAT.Dataset))) == 2
    assert len(list(catalogue.subjects(RDF.type, DCAT.Distribution))) > 20


@pytest.mark.parametrize("gone", [DCTERMS.title, DCTERMS.description, DCAT.accessURL, DCTERMS.publisher, DCAT.mediaType])
def test_a_catalogue_that_lacks_something_is_found(gone: URIRef, catalogue: Graph) -> None:
    less = Graph()
    for triple in catalogue:
        less.add(triple)
    less.remove((None, gone, None))
    assert not conforms(less)[0]


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")  # the library's own JSON-LD reader uses it
def test_both_forms_of_the_catalogue_say_the_same(catalogue: Graph, site: Path) -> None:
    other = Graph().parse(site / "data" / "catalogue.jsonld", format="json-ld")
    assert len(other) > 300
    assert isomorphic(catalogue, other)


def test_sizes_and_hashes_of_the_catalogue_are_those_of_the_files(catalogue: Graph, site: Path, checked: CheckedContent) -> None:
    looked_at = 0
    for node in catalogue.subjects(RDF.type, DCAT.Distribution):
        path = str(catalogue.value(node, DCAT.downloadURL)).removeprefix(checked.content.site.address)
        data = (site / path).read_bytes()
        checksum = catalogue.value(node, URIRef(f"{SPDX}checksum"))
        assert str(catalogue.value(checksum, URIRef(f"{SPDX}checksumValue"))) == hashlib.sha256(data).hexdigest(), path
        assert str(catalogue.value(node, DCAT.byteSize)) == str(len(data)), path
        looked_at += 1
    assert looked_at > 20


def test_the_catalogue_has_the_same_bytes_whatever_the_order_of_sets(site: Path) -> None:
    code = (
        "import sys; sys.path[:0] = ['tests/helpers', '.']; import project, hashlib; from budgetbook.opendata import downloads;"
        "c = project.check(project.CONTENT); files = project.downloads_of(c.content, c.findings);"
        "print(*(f.measure.sha256 for f in files if 'catalogue' in f.path))"
    )
    expected = [hashlib.sha256((site / "data" / f"catalogue.{end}").read_bytes()).hexdigest() for end in ("ttl", "jsonld")]
    for seed in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-c", code],
            cwd=project.ROOT,
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stdout.split() == expected


# --------------------------------------------------------------- schema.org.


def linked(page: Path) -> dict[str, Any]:
    """What a page tells programs."""
    (text,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page.read_text(encoding="utf-8"), re.DOTALL)
    read: dict[str, Any] = json.loads(text)
    return read


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("address", ["data/", f"{project.STATEMENT}/"])
def test_a_page_of_data_says_what_a_dataset_must(lang: str, address: str, site: Path, checked: CheckedContent) -> None:
    told, base = linked(site / lang / address / "index.html"), checked.content.site.address
    assert told["@type"] == "Dataset"
    assert told["name"]
    assert len(told["description"]) >= 50
    assert told["url"] == f"{base}{lang}/{address}"
    assert told["license"].startswith("https://creativecommons.org/licenses/by/4.0")
    assert {"publisher", "temporalCoverage", "spatialCoverage", "version", "inLanguage"} <= told.keys()
    assert told["distribution"]
    for download in told["distribution"]:
        data = (site / download["contentUrl"].removeprefix(base)).read_bytes()
        assert download["sha256"] == hashlib.sha256(data).hexdigest()
        assert download["contentSize"] == str(len(data))


def test_no_other_page_claims_to_be_a_dataset(site: Path) -> None:
    found = {
        path.relative_to(site).as_posix() for path in site.rglob("index.html") if "application/ld+json" in path.read_text("utf-8")
    }
    assert found == {f"{lang}/{each}index.html" for lang in LANGUAGES for each in ("data/", f"{project.STATEMENT}/")}


def test_no_text_can_end_the_element_that_holds_the_data(tmp_path: Path) -> None:
    content = built_site.small_content(tmp_path / "content")
    (path,) = content.rglob("*-budget.yaml")
    text, hostile = path.read_text(encoding="utf-8"), "Library </script><script>alert(1)</script> & <b>"
    path.write_text(text.replace("Riverside District Library, 2024 budget", hostile, 1), encoding="utf-8")
    outputs = project.outputs(project.check(content))
    pages = [output.data.decode() for path, output in outputs.items() if path.endswith("2024-budget/index.html")]
    assert any("\\u003c/script\\u003e" in page for page in pages)
    assert not any("<script>alert" in page for page in pages)
