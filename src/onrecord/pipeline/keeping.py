"""A record as a file: added to, derived anew, proved, copied, made anew."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Any, Self

from onrecord.errors import RecordUnusable
from onrecord.model import (
    Added,
    Finding,
    KeptFailure,
    KnownOutlet,
    KnownPerson,
    Rebuilt,
    Retried,
    Ruling,
    Verified,
)
from onrecord.people import with_speakers
from onrecord.people.rulings import report_of
from onrecord.pipeline.adding import Adder, Progress
from onrecord.pipeline.alone import alone
from onrecord.pipeline.found import Found, find_all
from onrecord.pipeline.makers import this_maker
from onrecord.pipeline.rebuilding import Rebuilder
from onrecord.pipeline.retrying import Retrying, chosen_failures
from onrecord.pipeline.stages import derive, pairs_of
from onrecord.pipeline.verify import verify
from onrecord.pipeline.workers import Here, Workers
from onrecord.read.places import refuse_secrets
from onrecord.record import Queries
from onrecord.record.backup import back_up
from onrecord.record.origins import utc_now

FEW = 20  # reports on record for each new one, from which on adding leaves the deriving to the next question
MANY = 5_000  # reports from which on it does, too: what they say together takes minutes, and a gigabyte and more
TRIES = 3  # derivations in a row, when others write meanwhile; what came too late the next command derives


class KeptRecord:
    """What keeps a record, beneath the rulings and the questions of :class:`onrecord.pipeline.local.Record`."""

    def __init__(self, path: Path | str = "onrecord.db", *, create: bool = True) -> None:
        self._store = self._opened(path, create)

    def _opened(self, path: Path | str, create: bool) -> Queries:
        return Queries(path, create=create)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._store.close()

    @property
    def store(self) -> Queries:
        """The file itself, for other parts of the pipeline that write it."""
        return self._store

    def add(
        self,
        sources: str | Path | Iterable[str | Path],
        *,
        progress: Progress | None = None,
        jobs: int = 0,
        keep: bool = True,
        waiting: Callable[[], None] | None = None,
        allow_private: bool = False,
    ) -> Added:
        """Read reports into the record: what is known stays as it is, what fails is noted and never stops the rest.

        ``jobs`` processes read at a time; 0 reads in this one. ``keep`` keeps the bytes of each report, from which
        :meth:`rebuild` can make all anew. ``progress`` is told of each report by its id once it is on record, and of
        each failure. Addresses are fetched, with ``allow_private`` those of this computer and its network, too. Where
        another run adds to this record, this one calls ``waiting`` and waits for it to end.

        Where few come to many, or there are many, what they say together is derived when it is asked for.
        """
        places = [str(each) for each in ([sources] if isinstance(sources, str | Path) else sources)]
        refuse_secrets(places)
        found = find_all(places, allow_private=allow_private)
        with alone(self._store.path, waiting):
            added = self._add_found(found, places, Adder(self._store, keep=keep, progress=progress), jobs)
        self.refresh_if_cheap(len(added.new))
        return added

    def _add_found(self, found: Iterable[tuple[str, Found]], places: Sequence[str], adder: Adder, jobs: int) -> Added:
        began = utc_now()
        with Workers(jobs) if jobs else Here() as reading:
            adder.add(found, reading)
        added = adder.added
        self._store.put_run(began, (len(added.new), len(added.known), len(added.failures)), places)
        return added

    def refresh_if_cheap(self, new: int) -> None:
        """Derive anew after so many reports came, unless they are few among many, or there are too many."""
        on_record = self._store.count("reports")
        if new * FEW >= on_record and on_record <= MANY:
            self.refresh()

    def refresh(self) -> None:
        """Derive anew what the reports say together, if reports came since it was derived last.

        Reports that an older version read are read again first. A record that can't be written is left behind.

        Raises:
            RecordUnusable: nothing is derived yet, and the record can't be written.
        """
        if self.is_behind:
            if not any(map(self._store.count, ("people", "stories"))):
                raise RecordUnusable(
                    f"{self._store.path}: nothing is derived from the reports of this record yet, and it may only be"
                    f" read; whoever may write it derives with: onrecord stories --record {self._store.path}"
                )
            return
        if self._store.is_unread:
            with Here() as reading:
                Rebuilder(self._store).read(reading)
        for _ in range(TRIES):
            if not self._store.is_stale:
                break
            with self._store.snapshot():
                generation = self._store.generation
                matter = (
                    list(self._findings()),
                    self._store.known_people(),
                    self._store.rulings(),
                    self._store.known_outlets(),
                )
            self._store.put_derived(derive(*matter), generation, this_maker())

    @property
    def is_stale(self) -> bool:
        """Whether reports came since what they say together was derived last."""
        return self._store.is_stale

    @property
    def is_behind(self) -> bool:
        """Whether reports, rulings or known people came or went that the answers know nothing of.

        It is so only where the record can't be written: else what comes is derived from when it is asked for.
        """
        return (self._store.is_stale or self._store.is_unread) and not self._store.is_writable

    def know(self, people: Iterable[KnownPerson]) -> None:
        """Keep a table of people, in the place of the one before: who bears a row's name or alias is that person."""
        rows = tuple(people)
        if rows != self._store.known_people():
            self._store.put_known_people(rows)

    def known_people(self) -> tuple[KnownPerson, ...]:
        """Give the table of people that the record keeps."""
        return self._store.known_people()

    def know_outlets(self, outlets: Iterable[KnownOutlet]) -> None:
        """Keep a table of outlets, in the place of the one before: outlets of one publisher are one witness."""
        rows = tuple(outlets)
        if rows != self._store.known_outlets():
            self._store.put_known_outlets(rows)

    def known_outlets(self) -> tuple[KnownOutlet, ...]:
        """Give the table of outlets that the record keeps."""
        return self._store.known_outlets()

    def verify(self) -> Verified:
        """Prove that all on record holds: every span, hash and id, and every table beside the others."""
        return verify(self._store)

    def backup(self, path: Path | str, *, force: bool = False) -> None:
        """Copy the record to a file, as it stands now, while others read and write it; with ``force`` over another.

        Raises:
            UsageError: there is such a file, or it can't be written.
        """
        back_up(self._store, Path(path), force=force)

    def rebuild(
        self,
        *,
        dry_run: bool = False,
        progress: Progress | None = None,
        jobs: int = 0,
        waiting: Callable[[], None] | None = None,
    ) -> Rebuilt:
        """Make everything anew: read each report again from its bytes, or its text, derive, and tell what changed.

        Rulings, places and times stay. A run that was killed is gone on with. ``dry_run`` does it to a copy that is
        thrown away. ``progress``, ``jobs`` and ``waiting`` are those of :meth:`add`.
        """
        if dry_run:
            with TemporaryDirectory() as folder:
                self.backup(Path(folder) / "copy.db")
                with type(self)(Path(folder) / "copy.db") as copy:
                    return copy.rebuild(progress=progress, jobs=jobs)
        with alone(self._store.path, waiting), Workers(jobs) if jobs else Here() as reading:
            marks = self._store.derived_marks()
            rebuilder = Rebuilder(self._store, progress)
            rebuilder.read(reading)
        self.refresh()
        return rebuilder.rebuilt(marks)

    def failures(self) -> tuple[KeptFailure, ...]:
        """Give what could not be read, by place: at which stage, why, how often and when last."""
        return self._store.kept_failures()

    def forget_failures(self, places: Iterable[str]) -> tuple[KeptFailure, ...]:
        """Take what failed at some places off the record without trying again, and give it.

        Raises:
            UsageError: nothing failed at one of them.
        """
        chosen = tuple(chosen_failures(self._store.kept_failures(), tuple(places)))
        self._store.drop_failures(each.failure for each in chosen)
        return chosen

    def retry(
        self,
        places: Iterable[str] = (),
        *,
        progress: Progress | None = None,
        jobs: int = 0,
        keep: bool = True,
        waiting: Callable[[], None] | None = None,
        allow_private: bool = False,
    ) -> Retried:
        """Read the sources of what failed again, at some places or at all; what fails no more is taken off the record.

        ``progress``, ``jobs``, ``keep``, ``waiting`` and ``allow_private`` are those of :meth:`add`.

        Raises:
            UsageError: nothing failed at one of the places.
        """
        with alone(self._store.path, waiting):
            retrying = Retrying(self._store, tuple(places))
            found = retrying.found_in(
                lambda source: (item for _, item in find_all([source], allow_private=allow_private))
            )
            adder = Adder(self._store, keep=keep, progress=progress)
            added = self._add_found(found, retrying.sources, adder, jobs) if retrying.sources else adder.added
            retried = retrying.settle(added)
        self.refresh_if_cheap(len(added.new))
        return retried

    # --- for whoever asks -------------------------------------------------------------------------------------------

    def _all(self, noun: type[Any], table: str) -> list[Any]:
        return list(self._store.all_of(noun, table))

    def _findings(self, ids: Iterable[str] | None = None) -> Iterator[Finding]:
        """Give the findings of these reports, or all, with the speakers that the editor named."""
        named = self._rulings_by_report()
        for finding in self._store.findings(ids):
            yield with_speakers(finding, named.get(finding.report.id, ()))

    def _excerpts(self, statements: Collection[str]) -> Iterator[Finding]:
        """Give the reports of these statements, each with no others, with the speakers that the editor named."""
        named = self._rulings_by_report()
        for finding in self._store.excerpts(statements):
            if finding.report.id in named:  # a ruling may mean a statement that has other borders now
                (finding,) = self._findings([finding.report.id])
            kept = [pair for pair in pairs_of(finding) if pair[0].id in statements]
            yield replace(
                finding, statements=tuple(each for each, _ in kept), attributions=tuple(each for _, each in kept)
            )

    def _rulings_by_report(self) -> dict[str, list[Ruling]]:
        named: dict[str, list[Ruling]] = {}
        for ruling in self._store.rulings():
            if ruling.ruling == "speaker":
                named.setdefault(report_of(ruling.a), []).append(ruling)
        return named
