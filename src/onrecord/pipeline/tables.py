"""The tables of a record as the rows that users are promised, always in the same order."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, TypeAlias

from onrecord.model import (
    Event,
    Family,
    FigureGroup,
    Reuse,
    Story,
)
from onrecord.pipeline import rows
from onrecord.pipeline.keep_rows import maker_row
from onrecord.pipeline.rows import Row

if TYPE_CHECKING:
    from onrecord.pipeline.local import Record

Exporter: TypeAlias = Callable[["Record"], Iterator[Row]]


def _reports(record: "Record") -> Iterator[Row]:
    known = {each.report: each for each in record.store.provenances_of(None)}
    for report in record.store.reports():
        provenance = known.get(report.id)  # there is none yet in a record that is behind
        editions = record.store.ids_at(report.url) if report.url else ()
        yield {
            **rows.report_row(report),
            "editions": [each for each in editions if each != report.id],
            "publisher": provenance.publisher if provenance else None,
            "origin": provenance.origin if provenance else None,
            "retrieval": rows.retrieval_row(report),
            "made_by": maker_row(record.store.maker_of(report.id)),
        }


def _statements(record: "Record") -> Iterator[Row]:
    for finding, person_of in record.findings():
        yield from rows.statement_rows(finding, person_of)


def _people(record: "Record") -> Iterator[Row]:
    for person in record.people():
        yield rows.person_row(person, len(record.store.statement_reports(person.statements)))


def _utterances(record: "Record") -> Iterator[Row]:
    yield from (rows.utterance_row(*each) for each in record.utterances())


def _stories(record: "Record") -> Iterator[Row]:
    yield from map(rows.story_row, record.store.all_of(Story, "stories"))


def _families(record: "Record") -> Iterator[Row]:
    yield from map(rows.family_row, record.store.all_of(Family, "families"))


def _reuse(record: "Record") -> Iterator[Row]:
    yield from map(rows.reuse_row, record.store.all_of(Reuse, "reuse"))


def _figures(record: "Record") -> Iterator[Row]:
    origin_of = _origins(record)
    for group in record.store.all_of(FigureGroup, "figures"):
        yield rows.figures_row(group, origin_of)


def _timeline(record: "Record") -> Iterator[Row]:
    origin_of = _origins(record)
    for event in record.store.all_of(Event, "timeline"):
        yield rows.event_row(event, origin_of)


def _rulings(record: "Record") -> Iterator[Row]:
    yield from (rows.ruling_row(*each) for each in record.rulings())


def _origins(record: "Record") -> dict[str, str]:
    return {each.report: each.origin for each in record.store.provenances_of(None)}


EXPORTERS: dict[str, Exporter] = {
    "reports": _reports,
    "statements": _statements,
    "people": _people,
    "utterances": _utterances,
    "stories": _stories,
    "families": _families,
    "reuse": _reuse,
    "figures": _figures,
    "timeline": _timeline,
    "rulings": _rulings,
}
TABLES = tuple(EXPORTERS)
