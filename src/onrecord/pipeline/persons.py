"""What a person is on record as saying, gathered from their statements and utterances."""

from collections.abc import Iterable, Mapping

from onrecord.model import Attestation, OnRecord, Period, Person, Report, Statement, Utterance
from onrecord.utterances import changes_of_line

Said = tuple[Report, Statement]


def on_record(
    person: Person, said: Iterable[Said], utterances: Iterable[Utterance], attestations: Iterable[Attestation]
) -> OnRecord:
    """Gather what is on record of a person; ``utterances`` are those that any of their statements words."""
    pairs = tuple(sorted(said, key=lambda pair: (str(pair[0].published or "9999"), pair[0].id, pair[1].content)))
    worded = tuple(utterances)
    by_id = {statement.id: (report, statement) for report, statement in pairs}
    return OnRecord(
        person=person,
        said=pairs,
        utterances=worded,
        attestations=tuple(attestations),
        changes=changes_of_line(worded, days_of(worded, by_id)),
    )


def days_of(utterances: Iterable[Utterance], said: Mapping[str, Said]) -> dict[str, Period]:
    """Give the days of each utterance: those of saying it, else the first on which it was printed, if any is known."""
    days = {}
    for utterance in utterances:
        printed = [said[each.statement][0].published for each in utterance.witnesses if each.statement in said]
        first = min((day for day in printed if day), default=None)
        if period := utterance.said or (Period(first, first) if first else None):
            days[utterance.id] = period
    return days
