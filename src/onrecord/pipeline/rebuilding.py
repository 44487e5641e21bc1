"""Everything made anew: each report is read again from its bytes, or its text where these were not kept.

A report is written in one transaction if anything in it is other than it was, and left alone if nothing is, so that a
run that is killed can be begun again. What can't be read now stays as it was.
"""

from collections import Counter, deque
from collections.abc import Iterator, Mapping
from dataclasses import replace

from onrecord.errors import RecordError, RecordUnusable
from onrecord.model import (
    Failure,
    Finding,
    Maker,
    Payload,
    Rebuilt,
    Report,
    ReportChange,
    Ruling,
    StatementChange,
    TableChange,
)
from onrecord.pipeline import editor
from onrecord.pipeline.adding import Progress
from onrecord.pipeline.changes import carried_rulings, report_change, statement_changes
from onrecord.pipeline.makers import this_maker
from onrecord.pipeline.stages import digest_of, find
from onrecord.pipeline.workers import Here, Workers
from onrecord.read.stored import STORED, stored_payload
from onrecord.record import Queries
from onrecord.record.finding_rows import stretch_rows

MOST = 1_000  # changes that are listed, of reports and of statements each
STEP = 100  # reports that are left alone between two notes of how far the run is
DAMAGED = "its rows, which were damaged"
Marks = Mapping[str, Mapping[object, int]]


class Rebuilder:
    """Reads the reports of a record anew. What they say together is to be derived after it."""

    def __init__(self, store: Queries, progress: Progress | None = None) -> None:
        self._store, self._progress = store, progress
        self._maker: Maker = this_maker()
        self._done = store.rebuilt_to(self._maker)
        self._counts: Counter[str] = Counter()
        self._read: Counter[bool] = Counter()
        self._reports: list[ReportChange] = []
        self._statements: list[StatementChange] = []
        self._failures: list[Failure] = []

    def read(self, reading: Here | Workers) -> None:
        """Read each report again, from where a run before was broken off."""
        self._store.drop_loose_rows()
        ids: deque[str] = deque()
        for number, (payload, read) in enumerate(reading.read_all(self._payloads(ids))):
            report_id = ids.popleft()
            if isinstance(read, Failure):
                self._fail(read)
            else:
                self._read[payload.origin.media_type != STORED] += 1
                self._write(report_id, read)
            if number % STEP == STEP - 1:
                self._store.note_rebuilt(self._maker, report_id)
            if self._progress:
                self._progress(report_id)
        self._store.index_anew()
        self._store.end_rebuilding()

    def rebuilt(self, marks: Marks) -> Rebuilt:
        """Tell what came of it, once everything is derived; ``marks`` are those of what was derived before."""
        return Rebuilt(
            from_bytes=self._read[True],
            from_text=self._read[False],
            counts=tuple(sorted(self._counts.items())),
            reports=tuple(self._reports),
            statements=tuple(self._statements),
            failures=tuple(self._failures),
            tables=tuple(table_changes(marks, self._store.derived_marks())),
            resumed=self._done is not None,
        )

    def _payloads(self, ids: deque[str]) -> Iterator[Payload]:
        for report_id in self._store.report_ids():
            if self._done is not None and report_id <= self._done:
                continue
            try:
                payload = self._payload_of(report_id)
            except RecordError as error:
                self._fail(Failure(report_id, "rebuild", str(error)))
                continue
            ids.append(report_id)
            yield payload

    def _payload_of(self, report_id: str) -> Payload:
        """Give the bytes at the first place, by name, whose bytes are kept, else what is on record."""
        origins = self._store.origins_of(report_id)
        if not origins:
            raise RecordUnusable(f"{report_id}: no place where it was found is on record; add it again")
        for origin in origins:
            data = self._store.payload_of(origin.sha256)
            if data is not None:
                return Payload(origin, data)
        (report,) = self._store.reports([report_id])
        return stored_payload(report)

    def _write(self, report_id: str, after: Finding) -> None:
        """Put what is found now in the place of what was found before, if that is other."""
        before = self._before(report_id)
        digest = digest_of(after.report)
        wanted = self._id_of(after.report, digest, report_id)
        report = replace(after.report, id=wanted)
        if wanted != after.report.id:
            after = find(report)
        if before:
            after = replace(after, report=replace(report, origin=before.report.origin))
            if after == before and self._is_as_written(before, digest):
                self._store.note_maker(report_id, self._maker)
                return
        self._note(report_id, before, after)
        rulings = self._rulings_on(before.report, after.report) if before else {}
        if wanted != report_id and self._store.digest_of(wanted) is not None:
            self._store.join_reports(report_id, wanted, rulings)
        else:
            self._store.move(after, digest, self._maker, report_id, rulings)

    def _before(self, report_id: str) -> Finding | None:
        """Give what is on record of a report; None where its rows are damaged, whose place is then taken."""
        try:
            return next(self._store.findings([report_id]))
        except RecordError:
            return None

    def _id_of(self, report: Report, digest: str, report_id: str) -> str:
        """Name a report: as it is called, unless it says something else now and its id is made of that."""
        if digest == self._store.digest_of(report_id):
            return report_id
        holder = self._store.digest_of(report.id)
        return report.id if report.id == report_id or holder in (None, digest) else f"{report.id}~{digest[:8]}"

    def _is_as_written(self, finding: Finding, digest: str) -> bool:
        """Tell whether the rows beside those of a finding are those that it has."""
        report_id = finding.report.id
        return self._store.digest_of(report_id) == digest and self._store.stretch_rows_of(report_id) == list(
            stretch_rows(finding)
        )

    def _rulings_on(self, before: Report, after: Report) -> dict[str, Ruling]:
        if before.id == after.id and before.text == after.text:
            return {}
        named = {each.id: each for each in self._store.rulings() if before.id in editor.reports_of([each])}
        return carried_rulings(named, before, after)

    def _note(self, report_id: str, before: Finding | None, after: Finding) -> None:
        if before is None:
            change: ReportChange | None = ReportChange(report_id, after.report.id, (DAMAGED,))
        else:
            change = report_change(before.report, after.report)
            for each in statement_changes(before, after):
                self._counts["new" if each.before is None else "gone" if each.after is None else "other"] += 1
                self._statements += [each] * (len(self._statements) < MOST)
        if change:
            self._counts["reports"] += 1
            self._reports += [change] * (len(self._reports) < MOST)

    def _fail(self, failure: Failure) -> None:
        self._failures.append(failure)
        if self._progress:
            self._progress(failure)


def table_changes(before: Marks, after: Marks) -> Iterator[TableChange]:
    """Tell how many rows of each derived table came, went and changed, of those tables where any did.

    >>> list(table_changes({"people": {"ana": 1, "joe": 2}}, {"people": {"ana": 3, "eve": 4}}))
    [TableChange(table='people', came=1, went=1, other=1)]
    """
    for table, old in before.items():
        new = after[table]
        other = sum(old[name] != new[name] for name in old.keys() & new.keys())
        came, went = len(new.keys() - old.keys()), len(old.keys() - new.keys())
        if came or went or other:
            yield TableChange(table, came, went, other)
