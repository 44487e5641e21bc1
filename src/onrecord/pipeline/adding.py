"""Reports onto the record: what is known by its bytes is not read again, what is new is read, here or by workers.

Each report is written in one transaction, in the order in which the sources give them. A run that is killed at any
moment and begun again ends with the same record: what it wrote is known then.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeAlias

from onrecord.model import Added, Failure, Finding, Origin, Payload, Report, Revisit
from onrecord.people.rulings import moved
from onrecord.pipeline import editor
from onrecord.pipeline.found import Found
from onrecord.pipeline.makers import this_maker
from onrecord.pipeline.stages import digest_of, find
from onrecord.pipeline.workers import Here, Read, Workers
from onrecord.read.places import is_address
from onrecord.record import Queries

Progress: TypeAlias = Callable[[str | Failure], None]


@dataclass(frozen=True, slots=True)
class Sourced:
    """What needs no reading any more, or can't be read, with the source that a user gave for it."""

    what: "Known | Revisit | Failure"
    source: str


@dataclass(frozen=True, slots=True)
class Known:
    """A report that is on record, found by its bytes."""

    report: str
    payload: Payload


class Adder:
    """Writes what is found in sources. ``keep`` tells whether to keep the bytes, too."""

    def __init__(self, store: Queries, *, keep: bool = True, progress: Progress | None = None) -> None:
        self._store, self._keep, self._progress = store, keep, progress
        self._new: list[str] = []
        self._known: list[str] = []
        self._editions: list[str] = []
        self._failures: list[Failure] = []

    @property
    def added(self) -> Added:
        """What came of all that was added up to now."""
        return Added(tuple(self._new), tuple(self._known), tuple(self._editions), tuple(self._failures))

    def add(self, found: Iterable[tuple[str, Found]], reading: Here | Workers) -> None:
        """Write all that is found, each with the source it is of, as it comes."""
        sources: dict[Origin, str] = {}
        for item in reading.read_all(self._looked_up(found, sources)):
            if isinstance(item, Sourced):
                # What a note of an archive refers to may stand just before it, so it is looked up when that is written.
                what = self._met_again(item.what) if isinstance(item.what, Revisit) else item.what
                if isinstance(what, Known):
                    self._note_known(what)
                else:
                    self._note_failure(what, item.source)
            else:
                payload, read = item
                self._write(payload, read, sources.pop(payload.origin, ""))

    def _looked_up(self, found: Iterable[tuple[str, Found]], sources: dict[Origin, str]) -> Iterator[Payload | Sourced]:
        for source, item in found:
            if isinstance(item, Failure | Revisit):
                yield Sourced(item, source)
            elif known := self._store.known_as(item.origin):
                yield Sourced(Known(known, item), source)
            else:
                sources[item.origin] = source
                yield item

    def _met_again(self, revisit: Revisit) -> Known | Failure:
        found = self._store.found_by_digest(revisit.digest)
        if found is None:
            why = "the archive only notes that this is the same as before, and what was before is not on record"
            return Failure(revisit.origin.location, "read", why)
        report, earlier = found
        return Known(
            report, Payload(replace(earlier, location=revisit.origin.location, retrieval=revisit.origin.retrieval), b"")
        )

    def _write(self, payload: Payload, read: Read, source: str) -> None:
        if isinstance(read, Failure):
            self._note_failure(read, source)
            return
        report, is_new = self._settled(read, payload if self._keep else None)
        (self._new if is_new else self._known).append(report.id)
        if is_new and report.url and len(self._store.ids_at(report.url)) > 1:
            self._editions.append(report.id)
        self._tell(report.id)

    def _note_known(self, known: Known) -> None:
        payload = known.payload
        if not self._store.is_known_at(known.report, payload.origin):
            self._store.put_origin(known.report, payload.origin, payload if self._keep and payload.data else None)
        self._known.append(known.report)
        self._tell(known.report)

    def _note_failure(self, failure: Failure, source: str) -> None:
        self._store.put_failure(failure, lasting(source))
        self._failures.append(failure)
        self._tell(failure)

    def _tell(self, what: str | Failure) -> None:
        if self._progress:
            self._progress(what)

    def _settled(self, finding: Finding, payload: Payload | None) -> tuple[Report, bool]:
        """Write a report unless it is on record; give it as it stands there, and whether it is new.

        Two reports may come with one id. The one with the smaller digest keeps it and the other's is lengthened, so
        that the order of their coming makes no difference.
        """
        report = finding.report
        digest = digest_of(report)
        longer = replace(report, id=f"{report.id}~{digest[:8]}")
        chosen = report
        holder = self._store.digest_of(report.id)
        if holder is not None and holder != digest:
            if holder < digest:
                chosen = longer
            elif self._store.digest_of(longer.id) is None:
                self._lengthen(report.id, holder)
        if self._store.digest_of(chosen.id) == digest:
            self._store.put_origin(chosen.id, report.origin, payload)
            return chosen, False
        found = finding if chosen is report else find(chosen)
        self._store.put(found, digest, this_maker(), payload)
        return chosen, True

    def _lengthen(self, report_id: str, digest: str) -> None:
        """Give the report that holds an id a longer one, to make room."""
        longer = f"{report_id}~{digest[:8]}"
        rulings = {
            ruling.id: moved(ruling, report_id, longer)
            for ruling in self._store.rulings()
            if report_id in editor.reports_of([ruling])
        }
        for held in list(self._store.reports([report_id])):
            self._store.move(find(replace(held, id=longer)), digest, this_maker(), report_id, rulings)


def lasting(source: str) -> str | None:
    """Name a source so that it can be read again from another folder; what came by standard input can't."""
    if source in ("", "-"):
        return None
    return source if is_address(source) or "://" in source else str(Path(source).absolute())
