"""Which reports tell of one event.

Groups are joined by average likeness: a single bridge between two events (a survey of the week, a common place) does
not make one story of them. Two groups that each hang together far more closely than they do with one another are two
events of one affair, and stay apart, however alike.
"""

from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING

from onrecord.model import Period, Report, Story
from onrecord.stories.naming import people_of, places_of, title_of

if TYPE_CHECKING:
    from onrecord.stories.likeness import Alike

ENOUGH = 1000  # average likeness from which two groups are one story
CLOSER = 0.74  # two groups are two events when less than this part of what holds either together holds both
CLOSEST = 2600  # what holds a group together counts up to here: copies are closer than reports of one event need be


def cluster(reports: Iterable[Report], named: Mapping[str, Sequence[str]] | None = None) -> tuple[Story, ...]:
    """Group reports into stories; a report that tells of an event of its own is a story too.

    ``named`` are the people that a report names as speakers, by its id, each as often as it does.

    >>> [story.reports for story in cluster(())]
    []
    """
    from onrecord.stories.likeness import find_alike  # loads numpy, which few commands need

    ordered = sorted(reports, key=lambda report: report.id)
    alike = find_alike(ordered)
    groups = joined(len(ordered), alike)
    central = _centrality(groups, alike)
    stories = (
        _story([ordered[number] for number in group], [central[number] for number in group], named or {})
        for group in groups
    )
    return tuple(sorted(stories, key=lambda story: story.id))


def joined(size: int, alike: Iterable["Alike"]) -> list[list[int]]:
    """Join the two groups that are most alike on average, again and again; pairs that are not named share nothing."""
    members = {number: [number] for number in range(size)}
    inside = [0] * size  # likeness of all pairs in a group
    between: list[dict[int, int]] = [{} for _ in range(size)]  # likeness of all pairs of two groups
    for one, other, likeness in _reachable(size, alike):
        between[one][other] = between[other][one] = likeness

    def mean(one: int, other: int) -> float:
        return between[one][other] / (len(members[one]) * len(members[other]))

    def coherence(group: int) -> float:
        count = len(members[group])
        return 2 * inside[group] / (count * (count - 1)) if count > 1 else 0.0

    def is_one_event(one: int, other: int) -> bool:
        least = min(coherence(one), coherence(other), CLOSEST)
        return mean(one, other) >= max(ENOUGH, CLOSER * least)

    queue: list[tuple[float, int, int]] = [
        (-likeness, one, other)
        for one in range(size)
        for other, likeness in between[one].items()
        if one < other and likeness >= ENOUGH
    ]
    heapify(queue)
    while queue:
        value, one, other = heappop(queue)
        if one not in members or other not in members or -value != mean(one, other) or not is_one_event(one, other):
            continue
        inside[one] += inside[other] + between[one].pop(other)
        members[one] += members.pop(other)
        for third, likeness in between[other].items():
            if third != one:
                del between[third][other]
                between[one][third] = between[third][one] = between[one].get(third, 0) + likeness
        between[other].clear()
        for third in between[one]:
            if is_one_event(one, third):
                heappush(queue, (-mean(one, third), min(one, third), max(one, third)))
    return [sorted(group) for group in members.values()]


def _reachable(size: int, alike: Iterable["Alike"]) -> list["Alike"]:
    """Leave out the pairs that no chain of likeness can bring together: in a large record that is most of them."""
    pairs = list(alike)
    root = list(range(size))

    def root_of(number: int) -> int:
        while root[number] != number:
            root[number] = number = root[root[number]]
        return number

    for one, other, likeness in pairs:
        if likeness >= ENOUGH:
            root[root_of(one)] = root_of(other)
    return [each for each in pairs if root_of(each.one) == root_of(each.other)]


def _centrality(groups: Sequence[Sequence[int]], alike: Iterable["Alike"]) -> dict[int, int]:
    """Tell of each report how like the others of its story it is."""
    group_of = {number: at for at, group in enumerate(groups) for number in group}
    central = dict.fromkeys(group_of, 0)
    for one, other, likeness in alike:
        if group_of[one] == group_of[other]:
            central[one] += likeness
            central[other] += likeness
    return central


def _story(members: Sequence[Report], central: Sequence[int], named: Mapping[str, Sequence[str]]) -> Story:
    """Make a story of its reports, whose centrality is given in their order."""
    days = sorted(report.published for report in members if report.published)
    ids = tuple(report.id for report in members)
    by_centrality = sorted(range(len(members)), key=lambda at: (-central[at], ids[at]))
    return Story(
        id=sha256("\n".join(ids).encode()).hexdigest()[:20],
        title=title_of([members[at] for at in by_centrality]),
        period=Period(days[0], days[-1]) if days else None,
        reports=ids,
        places=places_of(members),
        people=people_of([named.get(each, ()) for each in ids]),
    )
