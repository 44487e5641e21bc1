"""The record on one machine: what a program does with it, as methods of :class:`Record`.

Each method reads rows, calls the stages, and writes rows; none decides anything about texts itself.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from onrecord.errors import UsageError
from onrecord.model import (
    Attestation,
    Brief,
    Check,
    Comparison,
    EditOnRecord,
    Event,
    FigureGroup,
    Finding,
    Hit,
    Narrowing,
    OnRecord,
    Passage,
    Period,
    Person,
    Report,
    Saying,
    Searched,
    Span,
    Story,
    Utterance,
    Witness,
)
from onrecord.people import with_speakers
from onrecord.pipeline import rows
from onrecord.pipeline.compare import chosen_reports, compare
from onrecord.pipeline.edits import EditsWanted, editions_of, edits_among, latest_first
from onrecord.pipeline.persons import on_record
from onrecord.pipeline.ruling import RuledRecord
from onrecord.pipeline.search import hits_of, nearest_stretches, words_expression
from onrecord.pipeline.stages import dated, pairs_of, passages_of
from onrecord.pipeline.tables import EXPORTERS, TABLES
from onrecord.stories import count_independent
from onrecord.text.names import may_be_one
from onrecord.text.sentences import sentences
from onrecord.text.words import words_of
from onrecord.utterances import check, with_collated

AROUND = 200  # characters of a speech, and as many as the quotation has, that are read on either side of a stretch
FEW_STORIES = 5  # that an error lists
ARTICLE = "the "  # before an office; names are never asked for so
MOST_PARTS = 6  # sentences of a quotation that are looked up each by itself, where it is not on record as it stands
EVERYTHING = Narrowing()


class Record(RuledRecord):
    """A record of who said what, kept in one file. Use it as a context manager.

    >>> with Record(":memory:") as record:
    ...     len(list(record.export("reports")))
    0

    Raises:
        RecordMissing: there is no file at ``path`` and ``create`` is false.
        RecordTooNew: a newer version of onrecord made it.
        RecordUnusable: it is no record, or the disk or its permissions don't let us use it.
    """

    _counted: tuple[int, tuple[int, Searched]] | None = None

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
            says=with_collated(answer, utterances) + self._edited_since(answer.witnesses),
        )

    def superseded(self, reports: Iterable[str]) -> frozenset[str]:
        """Give those of some reports of which the record has a later edition."""
        found: set[str] = set()
        for report, url in self._store.addresses_of(reports).items():
            found |= {report} - {self._editions_at(url)[-1]}
        return frozenset(found)

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

    def export(self, table: str) -> Iterator[rows.Row]:
        """Give the rows of a table, as promised to users, always in the same order.

        Raises:
            UsageError: there is no such table.
        """
        if table not in TABLES:
            raise UsageError(f"{table}: there is no such table; the tables are {', '.join(TABLES)}")
        self.refresh()
        yield from EXPORTERS[table](self)

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

    # --- inside -----------------------------------------------------------------------------------------------------

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

    def _extent(self) -> tuple[int, Searched]:
        """Give how many stretches and what reports there are, counted once for all checks until others come."""
        if self._counted is None or self._counted[0] != self._store.generation:
            self._counted = (self._store.generation, (self._store.count("stretches"), self._store.extent()))
        return self._counted[1]

    def _editions_at(self, url: str) -> tuple[str, ...]:
        """Give the ids of the editions at an address in their order; one that the outlet went back to is the last."""
        ids = self._store.arrived_at(url)
        if len(ids) < 2:
            return ids
        by_id = {each.id: each for each in self._store.reports(ids)}
        editions = [each.report for each in editions_of([by_id[each] for each in ids], self._store.seen(ids))]
        return tuple(each for at, each in enumerate(editions) if each not in editions[at + 1 :])

    def _edited_since(self, witnesses: Sequence[Witness]) -> str:
        """Say if words stand as the best place has them in earlier editions alone."""
        best = {each.report for each in witnesses if each.relation == witnesses[0].relation}
        edited = best and self.superseded(best) == best
        return " They stand so only in what was edited since: the record has a later edition." if edited else ""

    def _origin_of(self, reports: Iterable[str] | None) -> dict[str, str]:
        return {each.report: each.origin for each in self._store.provenances_of(reports)}

    def _dated(self, ids: Iterable[str] | None = None) -> Iterator[Finding]:
        """Give the findings of these reports, or all, with the days that other reports state."""
        yield from map(self._with_days, self._findings(ids))

    def _with_days(self, finding: Finding) -> Finding:
        return dated(finding, self._store.dating_of(each.id for each in finding.statements))

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
