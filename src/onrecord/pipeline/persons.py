"""What a person is on record as saying, gathered from their statements and utterances."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from onrecord.model import (
    Attestation,
    ChangedLine,
    ChangeOfLine,
    OnRecord,
    Period,
    Person,
    Report,
    Statement,
    Utterance,
)
from onrecord.utterances import changes_of_line

Said = tuple[Report, Statement]


def on_record(
    person: Person,
    said: Iterable[Said],
    utterances: Iterable[Utterance],
    attestations: Iterable[Attestation],
    changed: Iterable[ChangedLine],
) -> OnRecord:
    """Gather what is on record of a person; ``utterances`` are those that any of their statements words."""
    pairs = tuple(sorted(said, key=lambda pair: (str(pair[0].published or "9999"), pair[0].id, pair[1].content)))
    worded = {utterance.id: utterance for utterance in utterances}
    return OnRecord(
        person=person,
        said=pairs,
        utterances=tuple(worded.values()),
        attestations=tuple(attestations),
        changes=changes_of(changed, worded),
    )


def changes_of(changed: Iterable[ChangedLine], worded: Mapping[str, Utterance]) -> tuple[ChangeOfLine, ...]:
    """Give changes of line with their utterances in the place of ids; ``worded`` has these."""
    return tuple(ChangeOfLine(worded[each.earlier], worded[each.later], each.days, each.senses) for each in changed)


def changed_lines(
    utterances: Iterable[Utterance], said: Mapping[str, Said], whose: Mapping[str, str]
) -> Iterator[ChangedLine]:
    """Give where each person says something else on another day; ``whose`` has the persons of statements."""
    worded: defaultdict[str, list[Utterance]] = defaultdict(list)
    for utterance in utterances:
        for person in {whose[each.statement] for each in utterance.witnesses if each.statement in whose}:
            worded[person].append(utterance)
    for person, theirs in sorted(worded.items()):
        if len(theirs) > 1:
            own = {each.statement for utterance in theirs for each in utterance.witnesses}
            own_said = {each: said[each] for each in own if whose.get(each) == person}
            for each in changes_of_line(theirs, days_of(theirs, own_said)):
                yield ChangedLine(person, each.earlier.id, each.later.id, each.days, each.senses)


def days_of(utterances: Iterable[Utterance], said: Mapping[str, Said]) -> dict[str, Period]:
    """Give the days of each utterance: those of saying it, else the first on which it was printed, if any is known."""
    days = {}
    for utterance in utterances:
        printed = [said[each.statement][0].published for each in utterance.witnesses if each.statement in said]
        first = min((day for day in printed if day), default=None)
        if period := utterance.said or (Period(first, first) if first else None):
            days[utterance.id] = period
    return days
