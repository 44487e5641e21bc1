"""The record on one machine: what a program does with it, as methods of :class:`Record`.

Each method reads rows, calls the stages, and writes rows; none decides anything about texts itself.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Any, Self

from onrecord.errors import RecordUnusable, UsageError
from onrecord.model import (
    Added,
    Attestation,
    Brief,
    Check,
    Comparison,
    EditOnRecord,
    Event,
    Family,
    FigureGroup,
    Finding,
    Hit,
    KeptFailure,
    KnownOutlet,
    KnownPerson,
    Narrowing,
    OnRecord,
    PairKind,
    Passage,
    Period,
    Person,
    Rebuilt,
    Report,
    Retried,
    Reuse,
    Ruling,
    Saying,
    Searched,
    Span,
    SpeakerKind,
    Story,
    Utterance,
    Verified,
    Witness,
)
from onrecord.people import with_speakers
from onrecord.people.rulings import ON_PERSONS, report_of, rule_pair, rule_speaker
from onrecord.pipeline import editor, rows
from onrecord.pipeline.adding import Adder, Found, Progress
from onrecord.pipeline.alone import alone
from onrecord.pipeline.compare import chosen_reports, compare
from onrecord.pipeline.edits import EditsWanted, edits_among, latest_first
from onrecord.pipeline.found import find_all
from onrecord.pipeline.keep_rows import maker_row
from onrecord.pipeline.makers import this_maker
from onrecord.pipeline.persons import on_record
from onrecord.pipeline.rebuilding import Rebuilder
from onrecord.pipeline.retrying import Retrying
from onrecord.pipeline.search import hits_of, nearest_stretches, words_expression
from onrecord.pipeline.stages import dated, derive, pairs_of, passages_of
from onrecord.pipeline.utterance_editor import Printed, first_place
from onrecord.pipeline.verify import verify
from onrecord.pipeline.workers import Here, Workers
from onrecord.record import Queries
from onrecord.record.backup import back_up
from onrecord.record.origins import utc_now
from onrecord.stories import count_independent
from onrecord.text.names import may_be_one
from onrecord.text.sentences import sentences
from onrecord.text.words import words_of
from onrecord.utterances import check, with_collated
from onrecord.utterances.rulings import on_utterances

TABLES = (
    "reports", "statements", "people", "utterances", "stories", "families", "reuse", "figures", "timeline", "rulings",
)  # fmt: skip
AROUND = 200  # characters of a speech, and as many as the quotation has, that are read on either side of a stretch
FEW = 20  # reports on record for each new one, from which on adding leaves the deriving to the next question
MANY = 5_000  # reports from which on it does, too: what they say together takes minutes, and a gigabyte and more
FEW_STORIES = 5  # that an error lists
ARTICLE = "the "  # before an office; names are never asked for so
MOST_PARTS = 6  # sentences of a quotation that are looked up each by itself, where it is not on record as it stands
EVERYTHING = Narrowing()
TRIES = 3  # derivations in a row, when others write meanwhile; what came too late the next command derives


class Record:
    """A record of who said what, kept in one file. Use it as a context manager.

    >>> with Record(":memory:") as record:
    ...     len(list(record.export("reports")))
    0

    Raises:
        RecordMissing: there is no file at ``path`` and ``create`` is false.
        RecordTooNew: a newer version of onrecord made it.
        RecordUnusable: it is no record, or the disk or its permissions don't let us use it.
    """

    def __init__(self, path: Path | str = "onrecord.db", *, create: bool = True) -> None:
        self._store = self._opened(path, create)
        self._counted: tuple[int, tuple[int, Searched]] | None = None

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

    def rule(self, ruling: PairKind, a: str, b: str) -> Ruling:
        """Rule that two are the same, or are not: persons, or utterances.

        A person is named by an id or a name, or the id of a statement; an utterance by its id, that of a statement, or
        any stretch ``report:start-end`` that a witness of it covers.

        Raises:
            UsageError: nothing answers to one of them, or the ruling contradicts an earlier one; nothing is changed.
        """
        self.refresh()
        with self._store.writing():
            rulings = self._store.rulings()
            on_persons = ruling in ON_PERSONS
            new = rule_pair(ruling, *(self._persons_named(a, b) if on_persons else self._places_named(ruling, a, b)))
            matter = (self._speakers if on_persons else self._printed)([*rulings, new])
            self._store.change_rulings([new], [each.id for each in editor.giving_way(new, rulings, matter)])
        return new

    def rule_speaker(self, statement: str, name: str | None, *, kind: SpeakerKind = "person") -> Ruling:
        """Rule whose statement it is; None is nobody that can be named.

        Raises:
            UsageError: there is no such statement, or the name is none or that of several; nothing is changed.
        """
        self.refresh()
        if not self._store.statement_reports([statement]):
            raise UsageError(f"there is no statement {statement} on record; `onrecord export statements` lists them")
        named = editor.speaker_named(name, self._all(Person, "people")) if name is not None else None
        new = rule_speaker(statement, named, kind)
        self._store.change_rulings([new])
        return new

    def undo(self, ruling: str) -> Ruling:
        """Take a ruling back, named by its id or the beginning of it.

        Raises:
            UsageError: there is none, or more than one.
        """
        with self._store.writing():
            found = editor.ruling_named(ruling, self._store.rulings())
            self._store.change_rulings(drop=[found.id])
        return found

    def rulings(self) -> tuple[tuple[Ruling, str | None], ...]:
        """Give the rulings, each with the reason why it has no effect at present, if it has none."""
        self.refresh()
        rulings = self._store.rulings()
        of_utterances = on_utterances(rulings)
        others = [each for each in rulings if each not in of_utterances]
        found = [
            *editor.standing(others, self._speakers(others)),
            *editor.standing(of_utterances, self._printed(of_utterances)),
        ]
        return tuple(sorted(found, key=lambda each: each[0].id))

    def words_at(self, rulings: Sequence[Ruling]) -> dict[str, str]:
        """Give the words at the places that rulings on utterances are about, as far as they are on record."""
        self.refresh()
        chosen = on_utterances(rulings)
        printed = self._printed(chosen)
        found = {name: printed.words_at(name) for each in chosen for name in (each.a, str(each.b))}
        return {name: words for name, words in found.items() if words}

    def names_of(self, statements: Iterable[str]) -> dict[str, str]:
        """Give the name of the person behind each of some statements that has one."""
        self.refresh()
        person_of = self._store.person_of(statements)
        names = self._store.names_of(person_of.values())
        return {statement: names[person][0] for statement, person in person_of.items()}

    def name_meant(self, by: str) -> str:
        """Give the name of whom a user means, by a name or by an office with its article: the mayor.

        Raises:
            UsageError: it is no name; nobody is called that, or more than one.
        """
        if not any(map(str.isalpha, by)):
            raise UsageError(f"{by}: this is no name")
        return self.bearer_of(by.removeprefix(ARTICLE)) if by.startswith(ARTICLE) else by

    def bearer_of(self, office: str) -> str:
        """Give the name of the one person on record who is called by an office: mayor, fire chief.

        Raises:
            UsageError: nobody is, or more than one.
        """
        self.refresh()
        people = self._all(Person, "people")
        found: list[str] = [each.name for each in people if office.casefold() in map(str.casefold, each.roles)]
        if len(found) != 1:
            raise UsageError(f"{office}: {len(found) or 'no'} people on record are called that; give the name of one")
        return found[0]

    def check(self, quotation: str, *, by: str | None = None, on: Period | date | None = None) -> Check:
        """Check a quotation against the record; ``by`` is who is said to have said it, ``on`` the day or days.

        Raises:
            UsageError: the quotation holds no word.
        """
        self.refresh()
        if isinstance(on, date):
            on = Period(on, on)
        among, searched = self._extent()
        having = cache(self._store.stretches_with)
        places = nearest_stretches(quotation, having, self._store.stretches, self._store.first_stretches_with)
        answer = check(quotation, self._passages_at(places, len(quotation)), by=by, on=on, among=among)
        parts = sentences(quotation, Span(0, len(quotation)))
        if answer.verdict in ("reworded", "not found") and 1 < len(parts) <= MOST_PARTS:  # each may stand elsewhere
            more = [
                place
                for part in parts
                for place in nearest_stretches(
                    part.of(quotation), having, self._store.stretches, self._store.first_stretches_with, is_part=True
                )
            ]
            if not set(more) <= set(places):
                passages = self._passages_at([*places, *more], len(quotation))
                answer = check(quotation, passages, by=by, on=on, among=among)
        reports = {witness.report for witness in answer.witnesses}
        utterances = [
            utterance
            for utterance in self._store.utterances_with(witness.statement for witness in answer.witnesses)
            if any(_overlap(mine, theirs) for mine in answer.witnesses for theirs in utterance.witnesses)
        ]
        independent = count_independent(reports, self._origin_of(reports))
        return replace(
            answer,
            utterances=tuple(utterance.id for utterance in utterances),
            independent=independent,
            searched=searched,
            says=with_collated(answer, utterances),
        )

    def search(self, query: str, *, limit: int = 20) -> tuple[Hit, ...]:
        """Find words in the reports, the best place first; ``"words in a row"`` between marks are a phrase.

        Raises:
            UsageError: the query holds no word.
        """
        return self.hits_in(self._store.reports_matching(words_expression(query), limit), query)[:limit]

    def search_said(self, query: str, narrowing: Narrowing = EVERYTHING, *, limit: int = 20) -> tuple[Saying, ...]:
        """Find words in what was said, the latest first; ``"words in a row"`` between marks are a phrase.

        An empty query is all that the narrowing leaves.

        Raises:
            UsageError: the query holds no word, and is not empty.
        """
        self.refresh()
        words = words_expression(query) if query else None
        numbers = self._store.saying_numbers(words, narrowing, limit=limit)
        return tuple(self._store.sayings(numbers))

    def hits_in(self, reports: Iterable[str], query: str) -> tuple[Hit, ...]:
        """Find the place of each of some reports that holds the most of a query."""
        ids = list(reports)
        by_id = {finding.report.id: finding for finding in self._findings(ids)}
        return tuple(hit for report in ids for hit in hits_of(by_id[report], query))

    def count_found(self, query: str) -> int:
        """Count the reports that hold the words of a query."""
        return self._store.count_matching(words_expression(query))

    def stories_of(self, places: Iterable[Witness | Hit]) -> dict[str, Story]:
        """Give the story of each report in which some places are."""
        return self._store.stories_of(place.report for place in places)

    def reports_of(self, places: Iterable[Witness | Hit]) -> tuple[Report, ...]:
        """Give the report of each of some places."""
        ids = [place.report for place in places]
        by_id = {report.id: report for report in self._store.reports(ids)}
        return tuple(by_id[each] for each in ids)

    def stories(self) -> tuple[Story, ...]:
        """Give the stories, the latest first."""
        self.refresh()
        return tuple(sorted(self._all(Story, "stories"), key=_newest_first))

    def brief(self, story: str | None = None, *, most: int | None = None) -> Brief:
        """Gather all that the record holds of one story, by default the one with the most reports.

        ``story`` is an id, the beginning of one, or words of the title. With ``most`` only so many of its reports are
        taken, the first by id.

        Raises:
            UsageError: no story, or more than one, answers to that.
        """
        chosen = self._story(story)
        members = set(chosen.reports[:most])
        quoted = self._store.utterances_of(members)
        others = {witness.report for utterance in quoted for witness in utterance.witnesses} - members
        elsewhere = tuple(report for report in self._store.reports(others) if report.kind == "report")
        findings = tuple(self._dated((members | others).difference(report.id for report in elsewhere)))
        utterances = self._store.utterances_of(finding.report.id for finding in findings)
        statements = {each.id for finding in findings for each in finding.statements}
        return Brief(
            story=chosen,
            reports=tuple(finding.report for finding in findings),
            families=self._store.families_of(members),
            persons=self._store.people(self._store.person_of(statements).values()),
            statements=tuple(pair for finding in findings for pair in pairs_of(finding)),
            utterances=utterances,
            attestations=self._store.attestations_of(utterance.id for utterance in utterances),
            figures=self._store.of_story(FigureGroup, "figures", chosen.id),
            events=self._store.of_story(Event, "timeline", chosen.id),
            elsewhere=elsewhere,
            # Figures and events are of all its reports.
            provenances=self._store.provenances_of({*chosen.reports, *(finding.report.id for finding in findings)}),
            reuse=self._store.reuse_among(members),
        )

    def compare(self, reports: Sequence[str]) -> Comparison:
        """Set two reports or more side by side, each named by its id or the beginning of it, its address or its file.

        Raises:
            UsageError: no report, or more than one, answers to a name; there is one alone, or one twice.
        """
        self.refresh()
        chosen = chosen_reports(reports, self._store.reports)
        utterances = self._store.utterances_of(report.id for report in chosen)
        attestations = self._store.attestations_of(utterance.id for utterance in utterances)
        ids = [report.id for report in chosen]
        return compare(chosen, utterances, attestations, self._store.families_of(ids), self._origin_of(ids))

    def edits(
        self,
        url: str | None = None,
        *,
        outlet: str | None = None,
        speaker: str | None = None,
        first: date | None = None,
        last: date | None = None,
    ) -> tuple[EditOnRecord, ...]:
        """List what outlets edited after publication, the latest first.

        Asked for may be the edits of one address, of one outlet, of what somebody said, and of editions that came out
        from ``first`` to ``last``.

        Raises:
            UsageError: no report on record is from that address, or ``speaker`` is no name.
        """
        if url and not self._store.ids_at(url):
            raise UsageError(f"{url}: no report on record is from this address; `onrecord export reports` lists them")
        wanted = EditsWanted(outlet, self.name_meant(speaker) if speaker else None, first, last)
        named = self._rulings_by_report()
        found: list[EditOnRecord] = []
        for address in (url,) if url else self._store.edited_addresses():
            ids = self._store.arrived_at(address)
            by_id = {each.report.id: each for each in self._store.findings(ids)}
            findings = (with_speakers(by_id[each], named.get(each, ())) for each in ids)
            found += edits_among(findings, self._store.seen(ids), wanted)
        return latest_first(found)

    def who(self, name: str, *, most: int | None = None) -> tuple[OnRecord, ...]:
        """Give what the people who may bear a name are on record as saying, who says most first.

        With ``most`` only so many of each one's statements are taken, the latest.
        """
        self.refresh()
        called = self._store.people_names()
        wanted = [person for person, *names in called if any(may_be_one(name, each) for each in (names[0], *names[1]))]
        found = [self._on_record(person, most) for person in self._store.people(wanted)]
        return tuple(sorted(found, key=lambda each: (-len(each.person.statements), each.person.id)))

    def _on_record(self, person: Person, most: int | None) -> OnRecord:
        taken = set(person.statements)
        if most is not None:
            numbers = self._store.saying_numbers(None, Narrowing(person=person.id), limit=most)
            taken = {saying.statement for saying in self._store.sayings(numbers)}
        excerpts = map(self._with_days, self._excerpts(taken))
        said = ((finding.report, statement) for finding in excerpts for statement in finding.statements)
        changed = self._store.changed_lines_of(person.id)
        turned = {each for change in changed for each in (change.earlier, change.later)}
        utterances = (*self._store.utterances_with(taken), *self._store.utterances(turned))
        attestations = self._store.attestations_of({utterance.id for utterance in utterances})
        return on_record(person, said, utterances, attestations, changed)

    def export(self, table: str) -> Iterator[rows.Row]:
        """Give the rows of a table, as promised to users, always in the same order.

        Raises:
            UsageError: there is no such table.
        """
        if table not in TABLES:
            raise UsageError(f"{table}: there is no such table; the tables are {', '.join(TABLES)}")
        self.refresh()
        exporter: Callable[[], Iterator[rows.Row]] = getattr(self, f"_export_{table}")
        yield from exporter()

    def findings(self) -> Iterator[tuple[Finding, dict[str, str]]]:
        """Give each report with its statements, as `export` has them, and the person behind each statement."""
        self.refresh()
        for finding in self._dated():
            yield finding, self._store.person_of(each.id for each in finding.statements)

    def utterances(self) -> Iterator[tuple[Utterance, Attestation]]:
        """Give each utterance with how many reports carry it."""
        self.refresh()
        attested = {each.utterance: each for each in self._store.attestations_of(None)}
        for utterance in self._store.all_of(Utterance, "utterances"):
            yield utterance, attested[utterance.id]

    def printings_of(self, utterance: Utterance) -> tuple[Finding, ...]:
        """Give the reports that print an utterance, each with the statements that do and no others."""
        return tuple(self._excerpts({witness.statement for witness in utterance.witnesses}))

    def people(self) -> Iterator[Person]:
        """Give each speaker as all the reports together name them."""
        self.refresh()
        yield from self._store.all_of(Person, "people")

    # --- keeping ----------------------------------------------------------------------------------------------------

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
                with Record(Path(folder) / "copy.db") as copy:
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

    # --- tables -----------------------------------------------------------------------------------------------------

    def _export_rulings(self) -> Iterator[rows.Row]:
        yield from (rows.ruling_row(*each) for each in self.rulings())

    def _export_reports(self) -> Iterator[rows.Row]:
        known = {each.report: each for each in self._store.provenances_of(None)}
        for report in self._store.reports():
            provenance = known.get(report.id)  # there is none yet in a record that is behind
            editions = self._store.ids_at(report.url) if report.url else ()
            yield {
                **rows.report_row(report),
                "editions": [each for each in editions if each != report.id],
                "publisher": provenance.publisher if provenance else None,
                "origin": provenance.origin if provenance else None,
                "retrieval": rows.retrieval_row(report),
                "made_by": maker_row(self._store.maker_of(report.id)),
            }

    def _export_statements(self) -> Iterator[rows.Row]:
        for finding, person_of in self.findings():
            yield from rows.statement_rows(finding, person_of)

    def _export_people(self) -> Iterator[rows.Row]:
        for person in self.people():
            yield rows.person_row(person, len(self._store.statement_reports(person.statements)))

    def _export_utterances(self) -> Iterator[rows.Row]:
        yield from (rows.utterance_row(*each) for each in self.utterances())

    def _export_stories(self) -> Iterator[rows.Row]:
        yield from map(rows.story_row, self._store.all_of(Story, "stories"))

    def _export_families(self) -> Iterator[rows.Row]:
        yield from map(rows.family_row, self._store.all_of(Family, "families"))

    def _export_reuse(self) -> Iterator[rows.Row]:
        yield from map(rows.reuse_row, self._store.all_of(Reuse, "reuse"))

    def _export_figures(self) -> Iterator[rows.Row]:
        origin_of = self._origin_of(None)
        for group in self._store.all_of(FigureGroup, "figures"):
            yield rows.figures_row(group, origin_of)

    def _export_timeline(self) -> Iterator[rows.Row]:
        origin_of = self._origin_of(None)
        for event in self._store.all_of(Event, "timeline"):
            yield rows.event_row(event, origin_of)

    # --- inside -----------------------------------------------------------------------------------------------------

    def _all(self, noun: type[Any], table: str) -> list[Any]:
        return list(self._store.all_of(noun, table))

    def _extent(self) -> tuple[int, Searched]:
        """Give how many stretches and what reports there are, counted once for all checks until others come."""
        if self._counted is None or self._counted[0] != self._store.generation:
            self._counted = (self._store.generation, (self._store.count("stretches"), self._store.extent()))
        return self._counted[1]

    def _origin_of(self, reports: Iterable[str] | None) -> dict[str, str]:
        return {each.report: each.origin for each in self._store.provenances_of(reports)}

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

    def _dated(self, ids: Iterable[str] | None = None) -> Iterator[Finding]:
        """Give the findings of these reports, or all, with the days that other reports state."""
        yield from map(self._with_days, self._findings(ids))

    def _with_days(self, finding: Finding) -> Finding:
        return dated(finding, self._store.dating_of(each.id for each in finding.statements))

    def _anchor(self, wanted: str) -> str:
        """Give the statement that stands for what an editor names."""
        person_of = self._store.person_of([wanted])
        if wanted not in person_of and self._store.statement_reports([wanted]):
            raise UsageError(
                f"{wanted}: nobody is named as its speaker; name somebody with: onrecord rule speaker {wanted} NAME"
            )
        if wanted in person_of:
            return wanted
        person = editor.person_named(wanted, self._all(Person, "people"))
        said = [each for finding in self._excerpts(set(person.statements)) for each in finding.attributions]
        return editor.anchor_of(wanted, person, {each.statement: each.speaker for each in said if each.speaker})

    def _persons_named(self, a: str, b: str) -> tuple[str, str]:
        """Give the statements that stand for two persons, by what an editor names."""
        one, other = self._anchor(a), self._anchor(b)
        if one == other:
            why = editor.why_one(one, self._store.rulings(), self._all(Person, "people"))
            raise UsageError(f"{a} and {b} are {why}")
        return one, other

    def _places_named(self, ruling: PairKind, a: str, b: str) -> tuple[str, str]:
        """Give the places that stand for two utterances, by what an editor names."""
        named = {each.id: first_place(each) for each in self._store.utterances({a, b})}
        one, other = named.get(a, a), named.get(b, b)
        return self._printed_in({report_of(one), report_of(other)}).pair_named(ruling, one, other)

    def _speakers(self, rulings: Iterable[Ruling]) -> editor.Speakers:
        """Give the speakers in the reports that rulings on persons, or on one, are about."""
        findings = tuple(self._findings(editor.reports_of(rulings)))
        person_of = self._store.person_of(each.id for finding in findings for each in finding.statements)
        return editor.Speakers(findings, person_of)

    def _printed(self, rulings: Iterable[Ruling]) -> Printed:
        """Give what is printed in the reports that rulings on utterances are about."""
        return self._printed_in(editor.reports_of(on_utterances(rulings)))

    def _printed_in(self, reports: Collection[str]) -> Printed:
        return Printed(self._findings(reports), self._store.utterances_of(reports))

    def _passages_at(self, nearest: Iterable[tuple[str, Span]], length: int) -> tuple[Passage, ...]:
        """Give the passages of some stretches, cut to what a quotation of that many characters may have of them."""
        places: dict[str, list[Span]] = {}
        for statement, span in dict.fromkeys(nearest):
            places.setdefault(statement, []).append(span)
        findings = tuple(self._excerpts(places))
        person_of = self._store.person_of(places)
        story_of = self._store.story_of(finding.report.id for finding in findings)
        names_of = self._store.names_of(person_of.values())
        passages = {passage.statement: passage for passage in passages_of(findings, person_of, story_of, names_of)}
        return tuple(_near(passages[statement], spans, AROUND + length) for statement, spans in places.items())

    def _story(self, wanted: str | None) -> Story:
        self.refresh()
        if wanted and (named := self._store.story(wanted)):
            return named
        stories = self.stories()
        if not stories:
            raise UsageError("the record holds no reports; read some in with: onrecord add SOURCE...")
        if wanted is None:
            return max(stories, key=lambda story: len(story.reports))
        near = [
            story for story in stories if story.id.startswith(wanted) or wanted.casefold() in story.title.casefold()
        ] or [story for story in stories if _has_words(story.title, wanted)]
        if len(near) == 1:
            return near[0]
        if not near:
            raise UsageError(f"{wanted}: no story answers to that; see `onrecord stories` for what there is")
        few = "; ".join(f"{story.id[:12]} {story.title[:60]}" for story in near[:FEW_STORIES])
        more = f" and {len(near) - FEW_STORIES} more" if len(near) > FEW_STORIES else ""
        raise UsageError(f"{wanted}: {len(near)} stories answer to that; name one by its id: {few}{more}")


def _has_words(title: str, wanted: str) -> bool:
    """Tell whether a title has all of some words, in whatever order."""
    keys = {word.key for word in words_of(wanted)}
    return bool(keys) and keys <= {word.key for word in words_of(title)}


def _newest_first(story: Story) -> tuple[int, str]:
    return (-story.period.last.toordinal() if story.period else 0, story.id)


def _near(passage: Passage, places: Iterable[Span], around: int) -> Passage:
    """Cut a long passage to the stretches around some places."""
    windows = _joined(Span(place.start - around, place.end + around) for place in places)
    spans = tuple(
        _whole_words(passage.text, span, window)
        for span in passage.spans
        for window in windows
        if span.start < window.end and window.start < span.end
    )
    return replace(passage, spans=spans or passage.spans)


def _joined(spans: Iterable[Span]) -> list[Span]:
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined


def _whole_words(text: str, span: Span, window: Span) -> Span:
    """Cut a span to a window, and on to the next blanks."""
    start, end = span.start, span.end
    if window.start > start:
        start = next((at for at in range(window.start, end) if text[at].isspace()), start)
    if window.end < end:
        end = next((at for at in range(window.end, end) if text[at].isspace()), end)
    return Span(start, end)


def _overlap(mine: Any, theirs: Any) -> bool:
    return mine.report == theirs.report and any(
        a.start < b.end and b.start < a.end for a in mine.spans for b in theirs.spans
    )
