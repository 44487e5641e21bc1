"""Where the reports came from, as the record keeps it: places, bytes, versions, failures, addresses that are followed.

The clocks of the record are here: when a place was noted, when something failed last. No id hangs on them.
"""

import zlib
from collections.abc import Iterable
from datetime import UTC, datetime

from onrecord.errors import RecordUnusable
from onrecord.model import Failure, KeptFailure, Maker, Origin, Payload, Retrieval, Visit
from onrecord.record.columns import cell_of, columns_of, noun_of, row_of, value_of
from onrecord.record.connection import Connection

PACKING = 6  # zlib's own choice between time and size; text packs to a third


def utc_now() -> str:
    """Give the time as the record writes it: ``2031-05-12T08:00:00Z``."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class Sources(Connection):
    """The tables of where things came from."""

    # --- places -----------------------------------------------------------------------------------------------------

    def put_origin(self, report_id: str, origin: Origin, payload: Payload | None = None) -> None:
        """Note one more place where a report that is on record was found, or that it was seen there once more."""
        with self.writing():
            self._put_origin(report_id, origin)
            if payload:
                self._put_payload(payload)

    def known_as(self, origin: Origin) -> str | None:
        """Give the id of the report that was read from these very bytes, taken from the same address, if one was."""
        got = origin.retrieval
        row = self._first(
            "SELECT report FROM origins WHERE sha256 = ? AND media_type = ? AND json_extract(retrieval, '$.url') IS ?"
            " AND json_extract(retrieval, '$.charset') IS ? ORDER BY report LIMIT 1",
            origin.sha256,
            origin.media_type,
            got.url if got else None,
            got.charset if got else None,
        )
        return str(row["report"]) if row else None

    def is_known_at(self, report_id: str, origin: Origin) -> bool:
        """Tell whether the record has nothing to learn from finding a report at a place."""
        row = self._first(
            "SELECT coalesce(json_extract(retrieval, '$.at'), noted) AS first, last FROM origins"
            " WHERE report = ? AND location = ? AND sha256 = ?",
            report_id,
            origin.location,
            origin.sha256,
        )
        return row is not None and (origin.retrieval is None or row["first"] <= origin.retrieval.at <= row["last"])

    def origins_of(self, report_id: str) -> tuple[Origin, ...]:
        """Give every place where a report was found, by name."""
        rows = self._all("SELECT * FROM origins WHERE report = ? ORDER BY location", report_id)
        return tuple(noun_of(Origin, dict(row)) for row in rows)

    def found_by_digest(self, digest: str) -> tuple[str, Origin] | None:
        """Give the report that was read from an archive's bytes of this digest, and where these stand."""
        row = self._first(
            "SELECT * FROM origins WHERE json_extract(retrieval, '$.digest') = ? AND retrieval IS NOT NULL"
            " ORDER BY report, location LIMIT 1",
            digest,
        )
        return (row["report"], noun_of(Origin, dict(row))) if row else None

    def seen(self, reports: Iterable[str]) -> dict[str, tuple[str, str, bool]]:
        """Give when each of some reports was first seen and last, in UTC, and whether a retrieval tells so."""
        rows = self._chosen(
            "SELECT report, coalesce(json_extract(retrieval, '$.at'), noted) AS first, last,"
            " retrieval IS NOT NULL AS is_told FROM origins",
            "report",
            reports,
            "report",
        )
        found: dict[str, tuple[str, str, bool]] = {}
        for row in rows:
            first, last, is_told = found.get(row["report"], (row["first"], row["last"], bool(row["is_told"])))
            if is_told == bool(row["is_told"]):
                found[row["report"]] = (min(first, row["first"]), max(last, row["last"]), is_told)
            elif row["is_told"]:  # what a retrieval tells outranks when a file was read
                found[row["report"]] = (row["first"], row["last"], True)
        return found

    def _put_origin(self, report_id: str, origin: Origin, noted: str | None = None) -> None:
        noted = noted or utc_now()
        at = origin.retrieval.at if origin.retrieval else noted
        row = self._db.execute(
            "SELECT * FROM origins WHERE report = ? AND location = ?", (report_id, origin.location)
        ).fetchone()
        if row is None:
            columns = ("report", *columns_of(Origin), "noted", "last")
            self._insert("origins", columns, [(report_id, *row_of(origin), noted, at)])
        elif origin.retrieval:
            before = value_of(Retrieval | None, row["retrieval"])
            first = origin if before is None or at < before.at else noun_of(Origin, dict(row))
            self._db.execute(
                "UPDATE origins SET sha256 = ?, media_type = ?, retrieval = ?, last = ?"
                " WHERE report = ? AND location = ?",
                (
                    first.sha256, first.media_type, cell_of(first.retrieval), max(at, row["last"]),
                    report_id, origin.location,
                ),
            )  # fmt: skip
        self._db.execute("DELETE FROM failures WHERE location = ?", (origin.location,))

    # --- bytes ------------------------------------------------------------------------------------------------------

    def payload_of(self, sha256: str) -> bytes | None:
        """Give the bytes of a SHA-256, unless they were not kept.

        Raises:
            RecordUnusable: they can't be unpacked.
        """
        row = self._first("SELECT packed FROM payloads WHERE sha256 = ?", sha256)
        if row is None:
            return None
        try:
            return zlib.decompress(row["packed"])
        except zlib.error as error:
            raise RecordUnusable(f"{self.path}: the bytes {sha256} are damaged ({error})") from error

    def _put_payload(self, payload: Payload) -> None:
        self._db.execute(
            "INSERT OR IGNORE INTO payloads VALUES (?, ?, ?)",
            (payload.origin.sha256, len(payload.data), zlib.compress(payload.data, PACKING)),
        )

    # --- versions ---------------------------------------------------------------------------------------------------

    def makers(self) -> dict[int, Maker]:
        """Give what made the rows, by number."""
        rows = self._all("SELECT * FROM makers ORDER BY number")
        return {row["number"]: noun_of(Maker, dict(row)) for row in rows}

    def maker_of(self, report_id: str) -> Maker | None:
        """Give what read a report and found its statements; None of what was read before that was noted."""
        row = self._first(
            "SELECT makers.* FROM reports JOIN makers ON makers.number = made_by WHERE reports.id = ?", report_id
        )
        return noun_of(Maker, dict(row)) if row else None

    def makers_of_reports(self) -> tuple[tuple[Maker | None, int], ...]:
        """Count the reports by what read them, older versions first."""
        makers = self.makers()
        rows = self._all("SELECT made_by, count(*) AS n FROM reports GROUP BY made_by ORDER BY made_by")
        return tuple((makers.get(row["made_by"]), row["n"]) for row in rows)

    @property
    def derived_by(self) -> Maker | None:
        """What derived all that is derived; None if that was before it was noted."""
        row = self._first(
            "SELECT makers.* FROM meta JOIN makers ON number = CAST(value AS INTEGER) WHERE key = 'derived_by'"
        )
        return noun_of(Maker, dict(row)) if row else None

    def _number_of(self, maker: Maker) -> int:
        self._insert("makers", columns_of(Maker), [row_of(maker)], "INSERT OR IGNORE")
        found = self._db.execute("SELECT number FROM makers WHERE onrecord = ? AND model = ?", row_of(maker))
        return int(found.fetchone()["number"])

    # --- failures ---------------------------------------------------------------------------------------------------

    def put_failure(self, failure: Failure, source: str | None = None) -> None:
        """Note what could not be read, once a place and stage, and how often."""
        with self.writing():
            self._db.execute(
                "INSERT INTO failures (location, stage, why, source, tries, noted) VALUES (?, ?, ?, ?, 1, ?)"
                " ON CONFLICT DO UPDATE SET why = excluded.why, source = excluded.source, tries = tries + 1,"
                " noted = excluded.noted",
                (*row_of(failure), source, utc_now()),
            )

    def drop_failures(self, failures: Iterable[Failure]) -> None:
        """Take failures off the record that are none any more."""
        with self.writing():
            self._db.executemany(
                "DELETE FROM failures WHERE location = ? AND stage = ?",
                [(each.location, each.stage) for each in failures],
            )

    def failures(self) -> tuple[Failure, ...]:
        """Give all that could not be read, by place."""
        return tuple(each.failure for each in self.kept_failures())

    def kept_failures(self) -> tuple[KeptFailure, ...]:
        """Give all that could not be read with how often and when, by place."""
        rows = self._all("SELECT * FROM failures ORDER BY location, stage")
        return tuple(
            KeptFailure(noun_of(Failure, dict(row)), row["source"], row["tries"], row["noted"]) for row in rows
        )

    # --- addresses that are followed --------------------------------------------------------------------------------

    def visits(self, urls: Iterable[str] | None = None) -> tuple[Visit, ...]:
        """Give the state of these addresses that are followed, or of all, by address."""
        return tuple(noun_of(Visit, dict(row)) for row in self._chosen("SELECT * FROM visits", "url", urls, "url"))

    def due_visits(self, feed: str, now: str) -> tuple[Visit, ...]:
        """Give the pages of a feed that are to be asked for again by now, the longest due first."""
        rows = self._all("SELECT * FROM visits WHERE feed = ? AND due <= ? ORDER BY due, url", feed, now)
        return tuple(noun_of(Visit, dict(row)) for row in rows)

    def see_again(self, location: str, at: str) -> None:
        """Note that what was read last at a place was still there at a time: the server said that nothing changed."""
        with self.writing():
            self._db.execute(
                "UPDATE origins SET last = ?2 WHERE location = ?1 AND last < ?2"
                " AND last = (SELECT max(last) FROM origins WHERE location = ?1)",
                (location, at),
            )

    def put_visits(self, visits: Iterable[Visit]) -> None:
        """Note how addresses stand that are followed."""
        with self.writing():
            self._insert("visits", columns_of(Visit), [row_of(each) for each in visits], "INSERT OR REPLACE")
