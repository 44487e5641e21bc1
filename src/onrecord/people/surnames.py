"""Give a surname that stands alone in its report to the one person of its story who bears it.

Never across stories. A report without a story, as every transcript is, is compared with others by day and names.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from onrecord.model import Report
from onrecord.people.namesakes import told_from_fathers
from onrecord.people.roles import SAME_ROLE, VICE
from onrecord.people.voices import Voice
from onrecord.text.names import TITLES, may_be_one, parse_name

NEAR_DAYS = 7
NEAR_LEAST = 3  # capitalised words that two reports share
NEAR_NAMES = 0.35  # share of the capitalised words of the shorter report
CAPITALS = re.compile(r"\b[A-Z][a-z]{2,}\b")
Group = list[Voice]


class Capitals(dict[str, frozenset[str]]):
    """The capitalised words of reports by their ids, each text read once, when it is asked for."""

    def of(self, report: Report) -> frozenset[str]:
        """Give the capitalised words of a report."""
        if report.id not in self:
            self[report.id] = frozenset(CAPITALS.findall(report.text))
        return self[report.id]


def joined_surnames(lone: Sequence[Voice], groups: Sequence[Group], capitals: Capitals) -> list[Group]:
    """Give each lone surname to the one full name of its story; those left join one another there.

    ``groups`` are the full names of that surname; the answer is these and what is left.
    """
    grown = [list(group) for group in groups]
    beside = [*_beside_in_stories(lone, groups), *_beside_in_time(lone, groups, capitals)]
    chosen, nobody, doubtful = _Chooser(groups), [], []
    for voice, near in beside:
        if not near:
            nobody.append(voice)
        elif (at := chosen(voice, near)) is not None:
            grown[at].append(voice)
        else:
            doubtful.append([voice])  # one of two, and not to be joined with another such
    return [*grown, *doubtful, *_left_in_stories(nobody), *_left_in_time(nobody, capitals)]


class _Chooser:
    """Chooses the one group that a surname can stand for.

    A role decides, too: "President Roe", where one Roe is known as president, is nobody else. And a surname alone is no
    "Roe Jr." whose father is on record.
    """

    def __init__(self, groups: Sequence[Group]) -> None:
        self._bearers: dict[str, set[int]] = defaultdict(set)
        for at, group in enumerate(groups):
            for head in {head for voice in group for head in _heads(voice)}:
                self._bearers[head].add(at)
        sons = told_from_fathers({voice.compared for group in groups for voice in group})
        self._sons = {at for at, group in enumerate(groups) if any(voice.compared in sons for voice in group)}

    def __call__(self, voice: Voice, near: set[int]) -> int | None:
        allowed = near if parse_name(voice.name).suffix else near - self._sons
        for head in sorted(_heads(voice)):
            if self._bearers.get(head):
                allowed = allowed & self._bearers[head]
        return min(allowed) if len(allowed) == 1 else None


def _heads(voice: Voice) -> set[str]:
    """Give the nouns of a voice's roles: senator of "Ohio Sen."; a vice president is no president."""
    words = {role: [word.lower().rstrip(".") for word in role.split()] for role in voice.roles}
    heads = {role: [word for word in found if word in TITLES] for role, found in words.items()}
    return {
        ("vice " if VICE.search(role) else "") + SAME_ROLE.get(found[-1], found[-1])
        for role, found in heads.items()
        if found
    }


def _beside_in_stories(lone: Iterable[Voice], groups: Sequence[Group]) -> Iterator[tuple[Voice, set[int]]]:
    """Give each lone surname that has a story with the groups of that story that it may be one with."""
    told: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    for at, group in enumerate(groups):
        for voice in group:
            if voice.story:
                told[voice.story][at].add(voice.compared)
    for voice in lone:
        if voice.story:
            near = told.get(voice.story, {})
            yield voice, {at for at, names in near.items() if any(may_be_one(voice.name, name) for name in names)}


def _beside_in_time(
    lone: Iterable[Voice], groups: Sequence[Group], capitals: Capitals
) -> Iterator[tuple[Voice, set[int]]]:
    """Give each lone surname without a story with the groups whose reports are near in days and names."""
    without = [voice for voice in lone if not voice.story]
    told = _ByDay()
    for at, group in enumerate(groups if without else ()):
        for voice in group:
            told.add(voice, at)
    for voice in without:
        near: set[int] = set()
        near.update(at for other, at in told.around(voice) if at not in near and _is_near(voice, other, capitals))
        yield voice, near


def _left_in_stories(voices: Iterable[Voice]) -> Iterator[Group]:
    """Join the surnames of one story that agree on which others they may be one with: Roe may be Mr. or Mrs. Roe."""
    by_story: dict[str, dict[str, Group]] = defaultdict(lambda: defaultdict(list))
    for voice in voices:
        if voice.story:
            by_story[voice.story][voice.name].append(voice)
    for names in by_story.values():
        joined: dict[tuple[str, ...], Group] = defaultdict(list)
        for name, group in names.items():
            joined[tuple(sorted(other for other in names if may_be_one(name, other)))] += group
        yield from joined.values()


def _left_in_time(voices: Iterable[Voice], capitals: Capitals) -> list[Group]:
    """Join every two voices without a story that are near one another, and so on."""
    groups: dict[int, Group] = {}
    part_of: dict[int, int] = {}  # the group that a group became part of
    told = _ByDay()

    def home(at: int) -> int:
        while at in part_of:
            part_of[at] = part_of.get(part_of[at], part_of[at])  # a shorter way for the next time
            at = part_of[at]
        return at

    for number, voice in enumerate(voice for voice in voices if not voice.story):
        near: set[int] = set()
        for other, at in told.around(voice):
            if home(at) not in near and _is_near(voice, other, capitals):
                near.add(home(at))
        groups[number] = [*chain.from_iterable(map(groups.pop, sorted(near))), voice]
        part_of |= dict.fromkeys(near, number)
        told.add(voice, number)
    return list(groups.values())


class _ByDay:
    """Voices with the number of something each, found by the days of their reports."""

    def __init__(self) -> None:
        self._found: dict[int | None, list[tuple[Voice, int]]] = defaultdict(list)

    def add(self, voice: Voice, number: int) -> None:
        """Put a voice in."""
        self._found[voice.day].append((voice, number))

    def around(self, voice: Voice) -> Iterator[tuple[Voice, int]]:
        """Give what may be near a voice in time: all, if its day is not known."""
        day = voice.day
        days = self._found if day is None else (None, *range(day - NEAR_DAYS, day + NEAR_DAYS + 1))
        return (each for near in days for each in self._found.get(near, ()))


def _is_near(voice: Voice, other: Voice, capitals: Capitals) -> bool:
    """Tell whether names may be one, and their reports are of about the same days and share capitalised words."""
    if not may_be_one(voice.name, other.name):
        return False
    one, two = voice.day, other.day
    if one is not None and two is not None and abs(one - two) > NEAR_DAYS:
        return False
    words, others = capitals.of(voice.report), capitals.of(other.report)
    shared = len(words & others)
    return shared >= max(NEAR_LEAST, NEAR_NAMES * min(len(words), len(others)))
