"""The record as pages read it: a screenful at a time, from what was derived last, without ever writing."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from onrecord.errors import NotOnRecord
from onrecord.model import (
    Brief,
    Habits,
    Narrowing,
    ReportHead,
    Ruling,
    Utterance,
    Witness,
)
from onrecord.people.rulings import report_of
from onrecord.pipeline.local import Record
from onrecord.pipeline.persons import changes_of
from onrecord.pipeline.search import best_sentence, words_expression
from onrecord.pipeline.shown import (
    Cursor,
    Found,
    FoundReports,
    Front,
    PeopleList,
    PersonPage,
    RecordPage,
    ReportList,
    ReportPage,
    SentenceHit,
    StoryList,
    UtterancePage,
)
from onrecord.pipeline.suggest import place_of as place_on_record
from onrecord.record.query import COUNTED, MOST, Queries
from onrecord.text.places import place_of, shared_length
from onrecord.text.weights import weight_of
from onrecord.text.words import words_of
from onrecord.utterances.rulings import ON_UTTERANCES

SCREEN = 25  # statements, reports, people or stories that a page shows
HITS = 10  # reports that a search shows: the best sentence of each has to be found
MOST_REPORTS = 60  # of a story that are set side by side on its page
MOST_WITNESSES = 100  # of an utterance that are shown with the sentences around them
LATEST = 100  # statements of a person that tell of what they speak
TOPICS = 10  # words of a person that are shown
TELLING, OFTEN = 18, 3  # the least weight of such a word, in tenths, and in how many statements it stands at least
MOST_CHANGES = 20  # of a person's line


class Reader(Record):
    """A record that is only read, as it was derived last; other threads may read it, one at a time.

    Raises:
        RecordMissing: there is no file at ``path``.
        RecordTooNew: a newer version of onrecord made it.
        RecordUnusable: it is no record, an older version made it, or it can't be read.
    """

    def __init__(self, path: Path | str) -> None:
        super().__init__(path, create=False)

    def _opened(self, path: Path | str, create: bool) -> Queries:
        return Queries(path, create=create, read_only=True)

    def refresh(self) -> None:
        """Leave what was derived as it is."""

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Read as the record stands now, whatever others write meanwhile."""
        with self._store.snapshot():
            yield

    def front(self) -> Front:
        """Give what the first page shows."""
        return Front(self._store.totals(), self.story_list(None, limit=12).stories)

    def totals(self) -> dict[str, int]:
        """Tell how many reports, statements, people, utterances and stories there are."""
        return self._store.totals()

    def story_list(self, before: Cursor | None, *, limit: int = SCREEN) -> StoryList:
        """Give a screenful of stories, the latest first."""
        found = self._store.latest_stories(before, limit + 1)
        shown = found[:limit]
        following = (shown[-1][0], shown[-1][1].id) if len(found) > limit else None
        return StoryList(tuple(story for _, story in shown), following)

    def story_with(self, report: str) -> str:
        """Give the id that the story of a report has now.

        Raises:
            NotOnRecord: the report is in none.
        """
        story = self._store.story_of([report]).get(report)
        if story is None:
            raise NotOnRecord(f"no story on record has the report {report}")
        return story

    def story_page(self, story: str) -> Brief:
        """Gather what the record holds of a story, of so many of its reports as a page can show.

        Raises:
            NotOnRecord: there is no story of that id.
        """
        if self._store.story(story) is None:
            raise NotOnRecord(
                f"there is no story {story} on record; its id changes when an earlier report comes: look its words up"
            )
        return self.brief(story, most=MOST_REPORTS)

    def people_list(self, name: str | None, after: int) -> PeopleList:
        """Give a screenful of people, who says most first; with a name those whose names have its words."""
        found = self._store.people_called(name, after, SCREEN + 1)
        following = found[SCREEN - 1][0] if len(found) > SCREEN else None
        return PeopleList(tuple(person for _, person in found[:SCREEN]), following)

    def person_named(self, person: str) -> str:
        """Give the name of a person, or the id where there is nobody of that id."""
        return next((names[0] for names in self._store.names_of([person]).values()), person)

    def report_list(self, before: Cursor | None, outlet: str | None) -> ReportList:
        """Give a screenful of reports, all or those of an outlet, the latest first."""
        found = self._store.latest_reports(before, SCREEN + 1, outlet)
        return ReportList(tuple(found[:SCREEN]), _cursor_of(found[SCREEN - 1]) if len(found) > SCREEN else None)

    def find_sayings(self, words: str | None, narrowing: Narrowing, before: int | None) -> Found:
        """Find statements with some words, phrases between marks, and whatever else is asked for.

        Raises:
            UsageError: words are given, and there is none among them.
        """
        expression = words_expression(words) if words else None
        counted = self._store.saying_numbers(expression, narrowing, limit=COUNTED)
        total = len(counted) if len(counted) < COUNTED else self._store.count_sayings(expression, narrowing)
        if before is None:
            numbers = counted[: SCREEN + 1]
        else:
            numbers = self._store.saying_numbers(expression, narrowing, before, SCREEN + 1)
        shown = numbers[:SCREEN]
        return Found(
            sayings=tuple(self._store.sayings(shown)),
            total=min(total, MOST),
            is_more=total > MOST,
            facets=self._store.facets(counted),
            following=shown[-1] if len(numbers) > SCREEN else None,
        )

    def find_reports(self, words: str, narrowing: Narrowing, before: Cursor | None) -> FoundReports:
        """Find reports whose headline or text has some words, the latest first.

        Raises:
            UsageError: there is no word.
        """
        heads = self._store.reports_holding(words_expression(words), narrowing, before, HITS + 1)
        shown = heads[:HITS]
        texts = {report.id: report.text for report in self._store.reports(head.id for head in shown)}
        return FoundReports(
            hits=tuple((head, self._sentence_hit(head.id, texts[head.id], words)) for head in shown),
            following=_cursor_of(shown[-1]) if len(heads) > HITS else None,
        )

    def _sentence_hit(self, report: str, text: str, words: str) -> SentenceHit | None:
        span = best_sentence(text, words)
        return SentenceHit(span, span.of(text), self._store.speaker_at(report, span)) if span else None

    def utterance_page(self, utterance: str) -> UtterancePage:
        """Give an utterance with its witnesses in full.

        Raises:
            NotOnRecord: there is no utterance of that id.
        """
        found = self._store.utterance(utterance)
        if found is None:
            raise NotOnRecord(
                f"there is no utterance {utterance} on record; its id changes when an earlier printing comes: "
                "look its words up, or follow it by one of its statements"
            )
        shown = found.witnesses[:MOST_WITNESSES]
        reports = {report.id: report for report in self._store.reports(witness.report for witness in shown)}
        ids = {witness.report for witness in found.witnesses}
        return UtterancePage(
            utterance=found,
            attestation=self._store.attestations_of([found.id])[0],
            person=self._store.person_head(found.person) if found.person else None,
            reports=self._store.heads(ids),
            provenances=self._store.provenances_of(ids),
            places=tuple(place_on_record(reports[witness.report], witness) for witness in shown),
            stories=self._store.stories_of(ids),
            rulings=self._rulings_about(lambda place: _stands_at(found.witnesses, place)),
        )

    def utterance_of(self, place: str) -> str:
        """Give the id that the utterance at a place has now; a place is a statement's id, or a stretch of one.

        An utterance has another id when an earlier printing of it comes, but stays where it was printed.

        Raises:
            NotOnRecord: no utterance stands there.
        """
        at = place_of(place)
        if at is not None:
            shared = {
                (shared_length(at.span, witness.spans), utterance.id)
                for utterance in self._store.utterances_of([at.report])
                for witness in utterance.witnesses
                if witness.report == at.report
            }
            most, utterance = max(shared, default=(0, ""))
            if most:
                return utterance
        raise NotOnRecord(f"no utterance on record stands at {place}")

    def person_page(self, person: str, words: str | None, narrowing: Narrowing, before: int | None) -> PersonPage:
        """Give a person with a screenful of their statements, narrowed as a search is.

        Raises:
            NotOnRecord: there is nobody of that id.
            UsageError: words are given, and there is none among them.
        """
        head = self._store.person_head(person)
        if head is None:
            raise NotOnRecord(f"there is nobody {person} on record")
        found = self.find_sayings(words, narrowing, before)
        latest = self._store.saying_numbers(None, Narrowing(person=person), limit=LATEST)
        changed = self._store.changed_lines_of(person)[:MOST_CHANGES]
        worded = _by_id(self._store.utterances(each for change in changed for each in (change.earlier, change.later)))
        return PersonPage(
            person=head,
            found=found,
            worded=self._store.wordings_of(saying.statement for saying in found.sayings),
            stories=tuple(self._store.stories_said(person, COUNTED, SCREEN)),
            topics=topics_of(saying.text for saying in self._store.sayings(latest)),
            changes=changes_of(changed, worded),
            rulings=self._rulings_on_person(person),
        )

    def report_page(self, report: str) -> ReportPage:
        """Give a report with what was found in it, and what of it stands elsewhere.

        Raises:
            NotOnRecord: there is no report of that id.
        """
        finding = next(iter(self._dated([report])), None)
        if finding is None:
            raise NotOnRecord(f"there is no report {report} on record")
        statements = [each.id for each in finding.statements]
        ids = self._store.wordings_of(statements)
        utterances = _by_id(self._store.utterances(each for several in ids.values() for each in several))
        reuse = self._store.reuse_with(report)
        families = self._store.families_of([report])
        url = finding.report.url
        editions = self._editions_at(url) if url else (report,)
        earlier, later = editions[: editions.index(report)], editions[editions.index(report) + 1 :]
        others = {place.report for family in families for passage in family.passages for place in passage}
        others |= {each.a for each in reuse} | {each.b for each in reuse} | set(earlier) | set(later)
        return ReportPage(
            finding=finding,
            person_of=self._store.person_of(statements),
            worded={statement: tuple(utterances[each] for each in several) for statement, several in ids.items()},
            attestations={each.utterance: each for each in self._store.attestations_of(utterances)},
            story=self._store.stories_of([report]).get(report),
            provenance=next(iter(self._store.provenances_of([report])), None),
            families=families,
            reuse=reuse,
            earlier=earlier,
            later=later,
            maker=self._store.maker_of(report),
            others=self._store.heads(others),
            rulings=self._rulings_about(lambda place: report_of(place) == report),
        )

    def habits(self) -> list[Habits]:
        """Give how each outlet prints what others print, too."""
        return self._store.habits()

    def record_page(self, after: Cursor | None) -> RecordPage:
        """Tell what was read, when it appeared, and a screenful of what failed."""
        failures = self._store.failures_after(after, SCREEN + 1)
        shown = failures[:SCREEN]
        return RecordPage(
            totals=self._store.totals(),
            searched=self._extent()[1],
            months=tuple(self._store.months()),
            runs=tuple(self._store.runs(SCREEN)),
            failures=tuple(shown),
            made_by=self._store.makers_of_reports(),
            derived_by=self._store.derived_by,
            following=(shown[-1].location, shown[-1].stage) if len(failures) > SCREEN else None,
        )

    def _rulings_about(self, is_about: Callable[[str], bool]) -> tuple[Ruling, ...]:
        """Give the editor's rulings of which a place is about something."""
        return tuple(
            ruling for ruling in self._store.rulings() if is_about(ruling.a) or (ruling.b and is_about(ruling.b))
        )

    def _rulings_on_person(self, person: str) -> tuple[Ruling, ...]:
        named = {place for ruling in self._store.rulings() for place in (ruling.a, ruling.b) if place}
        person_of = self._store.person_of(named)
        about = self._rulings_about(lambda place: person_of.get(place) == person)
        return tuple(ruling for ruling in about if ruling.ruling not in ON_UTTERANCES)


def _stands_at(witnesses: Iterable[Witness], name: str) -> bool:
    """Tell whether a witness has some of a place."""
    place = place_of(name)
    return place is not None and any(
        witness.report == place.report and shared_length(place.span, witness.spans) for witness in witnesses
    )


def topics_of(texts: Iterable[str]) -> tuple[tuple[str, int], ...]:
    """Give the words that tell what somebody speaks of, each with how many of some statements have it.

    >>> topics_of(["The sluice failed.", "A sluice!", "We shut the sluice."])
    (('sluice', 3),)
    """
    often: Counter[str] = Counter()
    for text in texts:
        often.update({word.key for word in words_of(text)})
    telling = [(word, count) for word, count in often.items() if count >= OFTEN and weight_of(word) >= TELLING]
    telling.sort(key=lambda each: (-each[1] * weight_of(each[0]), each[0]))
    return tuple(telling[:TOPICS])


def _by_id(utterances: Iterable[Utterance]) -> dict[str, Utterance]:
    return {each.id: each for each in utterances}


def _cursor_of(head: ReportHead) -> Cursor:
    return (head.published.isoformat() if head.published else "", head.id)
