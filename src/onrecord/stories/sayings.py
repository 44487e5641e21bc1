"""What was said on a day, as lines of a time line: one for each speaker and day.

A speech of which reports print twelve sentences is one line, told in the words that most reports print. Who announces,
signs or accuses does something: the sentence that dates it stays an event, and is no statement beside it.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple, TypeAlias

from onrecord.model import Attribution, Event, Otherwise, Period, Person, Place, Report, Span, Statement, Story
from onrecord.stories.dated import after_dateline
from onrecord.stories.verbs import verbs
from onrecord.text.sentences import paragraphs, sentences

Pairs: TypeAlias = Sequence[tuple[Statement, Attribution]]

PLAIN = re.compile(rf"\b(?:{verbs('plain')})\b", re.IGNORECASE)
NAMED = re.compile(r"[A-Z]|\d")
SPEAKERS = ("person", "organization")
SIX_DAYS = 6
FEWEST_WORDS = 3  # of the words that stand for all that was said on the day


class Sayings(NamedTuple):
    """The statements of a story as events, and in each report the printed dates that are theirs."""

    events: tuple[Event, ...]
    dates: Mapping[str, frozenset[Span]]


class _Saying(NamedTuple):
    report: Report
    statement: Statement
    person: Person
    day: date
    utterances: tuple[str, ...]

    @property
    def stated(self) -> bool:
        return self.statement.occasion.said_ground == "stated"


def sayings(
    story: Story,
    told: Iterable[tuple[Report, Pairs]],
    whose: Mapping[str, Person],
    utterances_of: Mapping[str, Sequence[str]],
) -> Sayings:
    """List what the reports of a story date of what was said, by speaker and day.

    >>> sayings(Story("s", "", None, ()), (), {}, {}).events
    ()
    """
    dated = [each for report, pairs in told for each in _sayings(report, pairs, whose, utterances_of)]
    dates: defaultdict[str, set[Span]] = defaultdict(set)
    for each in dated:
        if each.statement.occasion.dated_by and each.stated:
            dates[each.report.id].add(each.statement.occasion.dated_by)
    found = [each for each in dated if _is_day(each)]
    days = _days(found)
    groups: defaultdict[tuple[date, str], list[_Saying]] = defaultdict(list)
    for each in found:
        groups[next((days[one] for one in each.utterances if one in days), each.day), each.person.id].append(each)
    events = (_event(story, day, group) for (day, _), group in sorted(groups.items()))
    return Sayings(tuple(each for each in events if each), {key: frozenset(spans) for key, spans in dates.items()})


def _sayings(
    report: Report, pairs: Pairs, whose: Mapping[str, Person], utterances_of: Mapping[str, Sequence[str]]
) -> Iterator[_Saying]:
    for statement, attribution in pairs:
        said, person = statement.occasion.said, whose.get(statement.id)
        if said is None or statement.occasion.said_ground not in ("stated", "carried"):
            continue
        if statement.furniture or statement.mode != "speech" or person is None or attribution.kind not in SPEAKERS:
            continue
        if statement.cue and not any(PLAIN.search(span.of(report.text)) for span in statement.cue):
            continue  # an act, which its own sentence tells
        yield _Saying(report, statement, person, said.first, tuple(utterances_of.get(statement.id, ())))


def _is_day(saying: _Saying) -> bool:
    """Tell whether it is known on which day something was said.

    Six days before a report is stamped is the day after: "on Friday", in a report of Thursday's in another time zone.
    """
    said, published = saying.statement.occasion.said, saying.report.published
    is_day = said is not None and said.first == said.last
    return is_day and (published is None or (published - saying.day).days != SIX_DAYS)


def _days(found: Iterable[_Saying]) -> dict[str, date]:
    """Give the day of each utterance that reports date: the day that most of them state, of two the earlier."""
    told: defaultdict[str, defaultdict[date, set[str]]] = defaultdict(lambda: defaultdict(set))
    for each in found:
        for one in each.utterances:
            if each.stated:
                told[one][each.day].add(each.report.id)
    return {one: min(days, key=lambda day: (-len(days[day]), day)) for one, days in told.items()}


def _event(story: Story, day: date, group: Sequence[_Saying]) -> Event | None:
    """Tell what one speaker said on a day in the words that most reports print."""
    reports: defaultdict[str, set[str]] = defaultdict(set)
    for each in group:
        for one in each.utterances or (each.statement.id,):
            reports[one].add(each.report.id)

    def weight(each: _Saying) -> tuple[object, ...]:
        printed = max(len(reports[one]) for one in each.utterances or (each.statement.id,))
        return -printed, not each.stated, each.statement.form != "direct", -_length(each), each.statement.id

    told = [each for each in group if _length(each) >= FEWEST_WORDS]
    best = min((each for each in told if each.day == day), key=weight, default=None)
    if best is None:
        return None
    alike = [each for each in told if each is best or not set(each.utterances).isdisjoint(best.utterances)]
    alike.sort(key=lambda each: (each is not best, each.statement.id))
    others: defaultdict[date, list[_Saying]] = defaultdict(list)
    for each in alike if any(_names_its_day(each) for each in alike if each.day == day) else ():
        if each.day != day and _names_its_day(each):
            others[each.day].append(each)
    return Event(
        story=story.id,
        period=Period(day, day),
        what=_words(best),
        evidence=tuple(place for each in alike if each.day == day for place in _places(each)),
        kind="statement",
        speaker=best.person.name,
        quoted=best.statement.form == "direct",
        otherwise=tuple(
            Otherwise(Period(other, other), tuple(place for each in those for place in _places(each)))
            for other, those in sorted(others.items())
        ),
    )


def _names_its_day(saying: _Saying) -> bool:
    """Tell "Monday" and "May 12" from "yesterday", which is only as good as the stamp of its report."""
    printed = saying.statement.occasion.dated_by
    return saying.stated and printed is not None and NAMED.search(printed.of(saying.report.text)) is not None


def _words(saying: _Saying) -> str:
    """Give a quotation, or of what is not quoted the sentence that reports it, for a clause alone tells little."""
    text, content = saying.report.text, saying.statement.content
    if saying.statement.form == "direct":
        return " … ".join(span.of(text).strip() for span in content)
    paragraph = next(each for each in paragraphs(text) if content[0].start < each.end)
    sentence = next(each for each in sentences(text, paragraph) if content[0].start < each.end)
    return after_dateline(saying.report, sentence).of(text)


def _length(saying: _Saying) -> int:
    return sum(len(span.of(saying.report.text).split()) for span in saying.statement.content)


def _places(saying: _Saying) -> Iterator[Place]:
    return (Place(saying.report.id, span) for span in saying.statement.content)
