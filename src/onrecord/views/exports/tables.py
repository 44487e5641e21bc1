"""Whole tables of a record in each form, a row or a document at a time."""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import IO, TypeAlias

import msgspec

from onrecord.errors import UsageError
from onrecord.model import Report, Witness
from onrecord.pipeline.local import Record
from onrecord.views.exports import annotations, codebook, datasette, jsonld, tei
from onrecord.views.exports.parquet import write_parquet
from onrecord.views.files import Row, write_csv, write_jsonl

Writer: TypeAlias = Callable[[Record, str, IO[bytes]], None]


def export_table(record: Record, table: str, form: str, out: IO[bytes]) -> None:
    """Write a table of a record in one of the forms.

    >>> import io
    >>> out = io.BytesIO()
    >>> with Record(":memory:") as record:
    ...     export_table(record, "utterances", "jsonld", out)
    >>> out.getvalue()
    b'{"@context":"https://schema.org","@graph":[\\n]}\\n'

    Raises:
        UsageError: the table can't be had in this form.
    """
    refuse_form(table, form)
    FORMS[form](record, table, out)


def refuse_form(table: str, form: str) -> None:
    """Refuse a form that a table has not.

    Raises:
        UsageError: the table can't be had in this form.
    """
    tables = TABLES_OF.get(form)
    if tables and table not in tables:
        raise UsageError(
            f"{table}: {form} is of {_listed(tables)}; the whole table is to be had as jsonl, csv or parquet"
        )
    if form not in FORMS:
        raise UsageError(f"{table}: there is no {form} of it; {form} is of the codebook")


def describe(what: str, form: str, path: str, out: IO[bytes]) -> None:
    """Write the codebook, or what Datasette is to know of the record at ``path``; neither needs a record.

    Raises:
        UsageError: it can't be had in this form.
    """
    if what == "datasette-metadata" and form == "jsonl":
        data = msgspec.json.encode(datasette.metadata_of(Path(path).stem))
        out.write(msgspec.json.format(data, indent=2) + b"\n")
    elif what == "codebook" and form == "markdown":
        out.write(codebook.as_markdown().encode())
    elif what == "codebook" and form in ("jsonl", "csv"):
        (write_csv if form == "csv" else write_jsonl)(codebook.rows(), out)
    else:
        forms = "jsonl, csv or markdown" if what == "codebook" else "JSON alone, without --as"
        raise UsageError(f"{what}: there is no {form} of it; it is to be had as {forms}")


def _write_jsonl(record: Record, table: str, out: IO[bytes]) -> None:
    write_jsonl(record.export(table), out)


def _write_csv(record: Record, table: str, out: IO[bytes]) -> None:
    rows = iter(record.export(table))
    first = next(rows, None)
    if first is None:  # the columns are told all the same
        out.write(f"{','.join(column.name for column in codebook.columns_in(table))}\r\n".encode())
    else:
        write_csv(chain([first], rows), out)


def _write_parquet(record: Record, table: str, out: IO[bytes]) -> None:
    if out.isatty():
        raise UsageError("Parquet is no text; name a file with -o")
    write_parquet(table, record.export(table), out)


def _write_jsonld(record: Record, table: str, out: IO[bytes]) -> None:
    """Write one JSON-LD document with a node a line."""
    out.write(b'{"@context":"%s","@graph":[' % jsonld.CONTEXT.encode())
    for number, node in enumerate(NODES[table](record)):
        out.write((b",\n" if number else b"\n") + msgspec.json.encode(node))
    out.write(b"\n]}\n")


def _write_annotations(record: Record, table: str, out: IO[bytes]) -> None:
    write_jsonl(ANNOTATIONS[table](record), out)


def _write_tei(record: Record, table: str, out: IO[bytes]) -> None:
    printed = ((utterance, record.printings_of(utterance)) for utterance, _ in record.utterances())
    for piece in tei.corpus_of(printed):
        out.write(piece.encode())


def _report_nodes(record: Record) -> Iterator[Row]:
    based_on: dict[str, list[str]] = {}
    for reuse in record.export("reuse"):
        if reuse["source"] and reuse["label"] == "copy":
            copy = reuse["b"] if reuse["source"] == reuse["a"] else reuse["a"]
            based_on.setdefault(copy, []).append(reuse["source"])
    for finding, _ in record.findings():
        yield jsonld.of_report(finding.report, based_on.get(finding.report.id, ()))


def _statement_nodes(record: Record) -> Iterator[Row]:
    for finding, person_of in record.findings():
        yield from jsonld.of_finding(finding, person_of)


def _person_nodes(record: Record) -> Iterator[Row]:
    yield from map(jsonld.of_person, record.people())


def _utterance_nodes(record: Record) -> Iterator[Row]:
    for utterance, _ in record.utterances():
        yield jsonld.of_utterance(utterance, _reports_of(record, utterance.witnesses))


def _statement_annotations(record: Record) -> Iterator[Row]:
    for finding, person_of in record.findings():
        yield from annotations.of_finding(finding, person_of)


def _witness_annotations(record: Record) -> Iterator[Row]:
    for utterance, _ in record.utterances():
        yield from annotations.of_utterance(utterance, _reports_of(record, utterance.witnesses))


def _reports_of(record: Record, witnesses: Iterable[Witness]) -> dict[str, Report]:
    return {report.id: report for report in record.reports_of(witnesses)}


def _listed(names: Iterable[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


NODES: dict[str, Callable[[Record], Iterator[Row]]] = {
    "reports": _report_nodes,
    "statements": _statement_nodes,
    "people": _person_nodes,
    "utterances": _utterance_nodes,
}
ANNOTATIONS: dict[str, Callable[[Record], Iterator[Row]]] = {
    "statements": _statement_annotations,
    "utterances": _witness_annotations,
}
FORMS: dict[str, Writer] = {
    "jsonl": _write_jsonl,
    "csv": _write_csv,
    "parquet": _write_parquet,
    "jsonld": _write_jsonld,
    "annotations": _write_annotations,
    "tei": _write_tei,
}
TABLES_OF = {"jsonld": tuple(NODES), "annotations": tuple(ANNOTATIONS), "tei": ("utterances",)}
