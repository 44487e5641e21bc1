"""Who held an office that one person holds at a time: "President Roe" is the Roe whom others call President Joe Roe.

The one ground on which a surname goes beyond its story, for it does not stand alone: the title says which Roe. It must
be the whole printed role ("Elm College President" is none), of one person of that surname, in the same year or so.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence

from onrecord.people.voices import Voice
from onrecord.text.names import may_be_one

OFFICES = ("President", "Vice President", "Prime Minister", "Chancellor", "Pope")
YEAR = 365  # days between the two reports at most: the next president may bear the same surname


class Holders:
    """The persons of a surname who are printed in such an office, with the days of the reports."""

    def __init__(self, groups: Sequence[Sequence[Voice]]) -> None:
        days: dict[str, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
        for at, group in enumerate(groups):
            for voice in group:
                for office in voice.roles.intersection(OFFICES):
                    if voice.day is not None:
                        days[office][at].append(voice.day)
        self._days = {office: {at: sorted(each) for at, each in found.items()} for office, found in days.items()}
        self._names = [sorted({voice.name for voice in group}) for group in groups]

    def holder(self, voice: Voice) -> int | None:
        """Give the group of the one person that a surname with an office can stand for.

        >>> from datetime import date
        >>> from onrecord.model import Attribution, Origin, Report
        >>> def told(day, name):
        ...     report = Report("r", "", Origin("", "", ""), published=date.fromisoformat(day))
        ...     said = Attribution("r", "r:0-1", name, "person", "named", role="President")
        ...     return Voice(report, name, "person", [said])
        >>> holders = Holders([[told("2031-05-14", "Ana Roe")]])
        >>> holders.holder(told("2031-09-01", "Roe")), holders.holder(told("2035-09-01", "Roe"))
        (0, None)
        """
        found = {
            at
            for office in voice.roles.intersection(OFFICES)
            for at, days in self._days.get(office, {}).items()
            if voice.day is not None and _is_near(voice.day, days)
            if any(may_be_one(voice.name, name) for name in self._names[at])
        }
        return min(found) if len(found) == 1 else None


def _is_near(day: int, days: Sequence[int]) -> bool:
    at = bisect_left(days, day)
    return any(abs(day - other) <= YEAR for other in days[max(0, at - 1) : at + 1])
