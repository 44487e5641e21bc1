"""What making everything anew asks of a record: how far that is, reports in the place of others, indexes of rows."""

from collections.abc import Iterator, Mapping
from contextlib import suppress

from onrecord.errors import RecordUnusable
from onrecord.model import Maker, Ruling
from onrecord.record.checks import Checks
from onrecord.record.columns import columns_of, row_of
from onrecord.record.connection import quoted
from onrecord.record.finding_rows import tokens_of
from onrecord.record.store import DERIVED

# What names a row of a derived table; of the others the whole row does.
NAMES: dict[str, tuple[str, ...]] = {
    "people": ("id",), "stories": ("id",), "reuse": ("a", "b"), "families": ("id",), "utterances": ("id",),
    "attestations": ("utterance",), "datings": ("statement",), "provenances": ("report",), "habits": ("outlet",),
}  # fmt: skip


class Rebuilds(Checks):
    """A record of which everything can be made anew."""

    def report_ids(self) -> list[str]:
        """Give the ids of all reports, sorted."""
        return [row["id"] for row in self._all("SELECT id FROM reports ORDER BY id")]

    def rebuilt_to(self, maker: Maker) -> str | None:
        """Give the last report that a run of ``maker`` came to which was broken off, if there was one."""
        row = self._first(
            "SELECT value FROM meta JOIN makers ON number = CAST(value AS INTEGER)"
            " WHERE key = 'rebuilding' AND onrecord = ? AND model = ?",
            *row_of(maker),
        )
        return str(row["value"]).partition(" ")[2] if row else None

    def note_rebuilt(self, maker: Maker, report_id: str) -> None:
        """Note the report that a run has come to."""
        with self.writing():
            value = f"{self._number_of(maker)} {report_id}"
            self._db.execute("INSERT OR REPLACE INTO meta VALUES ('rebuilding', ?)", (value,))

    def end_rebuilding(self) -> None:
        """Note that every report is made anew, so that what they say together is to be derived from them."""
        with self.writing():
            self._db.execute("DELETE FROM meta WHERE key IN ('rebuilding', 'unread')")
            self._mark_stale()

    def drop_loose_rows(self) -> None:
        """Take off the record what belongs to a report or a statement that is gone, as damage can leave it."""
        with self.writing():
            self._db.execute("DELETE FROM statements WHERE report NOT IN (SELECT id FROM reports)")
            self._db.execute("DELETE FROM stretches WHERE statement NOT IN (SELECT id FROM statements)")

    def note_maker(self, report_id: str, maker: Maker) -> None:
        """Note that ``maker`` finds in a report what is on record."""
        with self.writing():
            self._db.execute("UPDATE reports SET made_by = ? WHERE id = ?", (self._number_of(maker), report_id))

    def join_reports(self, old_id: str, into: str, rulings: Mapping[str, Ruling]) -> None:
        """Take a report off the record that says the same as another, which gets its places; ``rulings`` as to move."""
        with self.writing():
            self._db.execute("UPDATE OR IGNORE origins SET report = ? WHERE report = ?", (into, old_id))
            self._take_grams(old_id)
            self._db.execute("DELETE FROM reports WHERE id = ?", (old_id,))
            self._change_rulings(rulings.values(), rulings)

    def index_anew(self) -> None:
        """Make the full-text indexes of reports and statements anew from their rows."""
        with self.writing():
            self._db.execute("INSERT INTO report_words (report_words) VALUES ('rebuild')")
            self._db.execute("INSERT INTO stretch_grams (stretch_grams) VALUES ('delete-all')")
            self._db.executemany(
                "INSERT INTO stretch_grams (rowid, grams) VALUES (?, ?)",
                (
                    (number, tokens_of(words))
                    for number, words in self._db.execute("SELECT number, words FROM stretches ORDER BY number")
                ),
            )

    def derived_marks(self) -> dict[str, dict[object, int]]:
        """Give a mark for each derived row, by table and by what names the row: two rows of one mark are the same."""
        found: dict[str, dict[object, int]] = {table: {} for table in DERIVED}
        for table, marks in found.items():
            with suppress(RecordUnusable):  # rows that can't be read are as good as none: they are made anew
                marks.update(self._marks(table))
        return found

    def _marks(self, table: str) -> Iterator[tuple[object, int]]:
        names = NAMES.get(table)
        often: dict[int, int] = {}
        for row in self._each(f"SELECT {', '.join(map(quoted, columns_of(DERIVED[table])))} FROM {quoted(table)}"):
            mark = hash(tuple(row))
            if names:
                yield (row[names[0]] if len(names) == 1 else tuple(row[name] for name in names)), mark
            else:  # rows of one wording are told apart by their number
                often[mark] = often.get(mark, 0) + 1
                yield (mark, often[mark]), mark
