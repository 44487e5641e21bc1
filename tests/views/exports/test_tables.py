"""Whole tables in each form: as many documents as rows, streamed; and what can't be had says what can."""

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from onrecord import Record
from onrecord.errors import UsageError
from onrecord.pipeline import tables
from onrecord.views.exports.tables import FORMS, NODES, TABLES_OF, describe, export_table

Run = Callable[..., tuple[int, str, str]]


def exported(record: Record, table: str, form: str) -> bytes:
    out = io.BytesIO()
    export_table(record, table, form, out)
    return out.getvalue()


def test_a_table_without_rows_tells_its_columns(tmp_path: Path) -> None:
    with Record(tmp_path / "empty.db") as record:
        assert exported(record, "rulings", "csv").startswith(b"id,ruling,a,b,speaker,")


@pytest.fixture
def record(tmp_path: Path) -> str:
    (tmp_path / "a.txt").write_text("“We heard it before we saw it,” said Ana Ruiz.\n", encoding="utf-8")
    with Record(tmp_path / "onrecord.db") as record:
        record.add(str(tmp_path / "a.txt"))
    return str(tmp_path / "onrecord.db")


@pytest.mark.parametrize("table", NODES)
def test_linked_data_has_a_node_for_each_row(demo_record: Record, table: str) -> None:
    document = json.loads(exported(demo_record, table, "jsonld"))
    assert len(document["@graph"]) == len(list(demo_record.export(table)))


def test_reports_that_copy_name_their_source(demo_record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second, third, *_ = [row["id"] for row in demo_record.export("reports")]
    reuse = [
        {"a": first, "b": second, "label": "copy", "source": second},
        {"a": second, "b": third, "label": "copy", "source": second},
        {"a": first, "b": third, "label": "partial", "source": first},
        {"a": first, "b": third, "label": "copy", "source": None},
    ]
    monkeypatch.setattr(demo_record, "export", lambda table: iter(reuse))
    nodes = json.loads(exported(demo_record, "reports", "jsonld"))["@graph"]
    source = [{"@id": f"urn:onrecord:report:{second}"}]
    based_on = {node["identifier"]: node["isBasedOn"] for node in nodes if "isBasedOn" in node}
    assert based_on == {first: source, third: source}


def test_statements_and_witnesses_are_a_line_each(demo_record: Record) -> None:
    lines = exported(demo_record, "statements", "annotations").splitlines()
    assert len(lines) == len(list(demo_record.export("statements")))
    witnesses = sum(len(row["witnesses"]) for row in demo_record.export("utterances"))
    assert len(exported(demo_record, "utterances", "annotations").splitlines()) == witnesses


def test_utterances_are_one_corpus(demo_record: Record) -> None:
    corpus = etree.fromstring(exported(demo_record, "utterances", "tei"))
    assert len(corpus.findall("{*}TEI")) == len(list(demo_record.export("utterances")))
    assert [said.get("toWhom") for said in corpus.iter("{*}said") if said.get("toWhom")], "the samples tell to whom"


@pytest.mark.parametrize("form", FORMS)
def test_an_empty_record_gives_an_empty_document(form: str) -> None:
    with Record(":memory:") as record:
        for table in TABLES_OF.get(form, tables.TABLES):
            exported(record, table, form)


@pytest.mark.parametrize(
    ("table", "form", "told"),
    [
        ("figures", "jsonld", "jsonld is of reports, statements, people and utterances"),
        ("reports", "annotations", "annotations is of statements and utterances"),
        ("statements", "tei", "tei is of utterances"),
        ("people", "markdown", "of the codebook"),
    ],
)
def test_what_a_table_has_not_is_refused(table: str, form: str, told: str) -> None:
    with Record(":memory:") as record, pytest.raises(UsageError, match=told):
        exported(record, table, form)


def test_the_command_line_writes_each_form(run: Run, record: str, tmp_path: Path) -> None:
    assert run("export", "statements", "--as", "annotations")[1].startswith(
        '{"@context":"http://www.w3.org/ns/anno.jsonld"'
    )
    assert json.loads(run("export", "people", "--as", "jsonld")[1])["@graph"][0]["name"] == "Ana Ruiz"
    assert run("export", "utterances", "--as", "tei", "-o", "u.xml") == (0, "", "")
    assert (tmp_path / "u.xml").read_text(encoding="utf-8").startswith("<?xml")


def test_parquet_goes_to_a_file(run: Run, record: str, tmp_path: Path) -> None:
    assert run("export", "people", "--as", "parquet", "-o", "people.parquet") == (0, "", "")
    assert (tmp_path / "people.parquet").read_bytes().startswith(b"PAR1")


def test_a_refused_form_leaves_no_file(run: Run, record: str, tmp_path: Path) -> None:
    code, out, err = run("export", "figures", "--as", "tei", "-o", "figures.xml")
    assert (code, out, len(err.splitlines())) == (2, "", 1)
    assert not (tmp_path / "figures.xml").exists()


def test_the_codebook_needs_no_record(run: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(run("export", "codebook", "--as", "csv")[1])))
    assert rows[0]["table"] == "reports"
    assert rows[0].keys() == {"table", "column", "type", "unit", "empty", "meaning"}
    assert run("export", "codebook", "--as", "markdown")[1].startswith("# Codebook\n")
    assert len(run("export", "codebook")[1].splitlines()) == len(rows)


@pytest.mark.parametrize(("what", "form"), [("codebook", "tei"), ("datasette-metadata", "csv")])
def test_a_description_has_its_own_forms(what: str, form: str) -> None:
    with pytest.raises(UsageError, match="it is to be had as"):
        describe(what, form, "onrecord.db", io.BytesIO())


def test_the_documents_tell_which_tables_each_form_has() -> None:
    text = (Path(__file__).parents[3] / "docs" / "exports.md").read_text(encoding="utf-8")
    told = dict(re.findall(r"^\| `(\w+)` \| (all|[`\w, ]+) \|", text, re.MULTILINE))
    known = {form: ", ".join(f"`{table}`" for table in TABLES_OF.get(form, ())) or "all" for form in FORMS}
    assert {form: told.get(form) for form in FORMS} == known
