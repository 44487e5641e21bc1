"""Which reports tell of one event.

Groups are joined by average likeness: a single bridge between two events (a survey of the week, a common place) does
not make one story of them. Two groups that each hang together far more closely than they do with one another are two
events of one affair, and stay apart, however alike.
"""

from collections.abc import Iterable, Mapping, Sequence
from heapq import heappop, heappush
from typing import TYPE_CHECKING, NamedTuple

from onrecord.model import Period, Report, Story
from onrecord.stories.ids import id_of_first
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
    groups = _Groups(size, _reachable(size, alike))
    # Pairs of single reports wait in one line, and of each group that was joined its best partner in another: to keep
    # every pair of groups in order costs a story of thousands more than all the rest.
    singles = iter(groups.pairs())
    waiting: list[_Pair] = []
    single = next(singles, None)
    while single or waiting:
        if single and (not waiting or single < waiting[0]):
            pair, single = single, next(singles, None)
            if groups.sizes(pair) != pair.sizes:
                continue
        else:
            pair = heappop(waiting)
            owner, partner = groups.sizes(pair)
            if owner != pair.sizes[0]:
                continue  # it has grown since, and waits with another partner
            if partner != pair.sizes[1]:
                if best := groups.best_of(pair.owner):
                    heappush(waiting, best)
                continue
        groups.join(pair.one, pair.other)
        if best := groups.best_of(pair.one):
            heappush(waiting, best)
    return [sorted(group) for group in groups.members.values()]


class _Pair(NamedTuple):
    """Two groups, ``one`` < ``other``, that may be joined, the most alike first.

    ``sizes`` are those of the ``owner``, which asks for it, and of its partner.
    """

    unlikeness: float
    one: int
    other: int
    owner: int
    sizes: tuple[int, int]


class _Groups:
    """Reports on their way into stories; a group is named by its first report."""

    def __init__(self, size: int, alike: Iterable["Alike"]) -> None:
        self.members = {number: [number] for number in range(size)}
        self._inside = [0] * size  # likeness of all pairs in a group
        self._between: list[dict[int, int]] = [{} for _ in range(size)]  # likeness of all pairs of two groups
        for one, other, likeness in alike:
            self._between[one][other] = self._between[other][one] = likeness

    def pairs(self) -> list[_Pair]:
        """List the pairs of reports that are enough alike, the most alike first."""
        return sorted(
            _Pair(-likeness, one, other, one, (1, 1))
            for one, others in enumerate(self._between)
            for other, likeness in others.items()
            if one < other and likeness >= ENOUGH
        )

    def sizes(self, pair: _Pair) -> tuple[int, int]:
        """Tell how many reports the owner of a pair and its partner have by now; none when it went into another."""
        partner = pair.one + pair.other - pair.owner
        return len(self.members.get(pair.owner, ())), len(self.members.get(partner, ()))

    def best_of(self, group: int) -> _Pair | None:
        """Find the group to join with: the most alike of those that make one event with it."""
        size, best = len(self.members[group]), None
        least = CLOSER * min(self._coherence(group), CLOSEST)
        for third, likeness in self._between[group].items():
            others = len(self.members[third])
            mean = likeness / (size * others)
            if mean < ENOUGH or (best and -mean > best.unlikeness):
                continue
            if mean >= least or mean >= CLOSER * self._coherence(third):
                pair = _Pair(-mean, min(group, third), max(group, third), group, (size, others))
                best = min(best, pair) if best else pair
        return best

    def _coherence(self, group: int) -> float:
        count = len(self.members[group])
        return 2 * self._inside[group] / (count * (count - 1)) if count > 1 else 0.0

    def join(self, one: int, other: int) -> None:
        """Join the second group to the first."""
        mine, theirs = self._between[one], self._between[other]
        self._inside[one] += self._inside[other] + mine.pop(other)
        self.members[one] += self.members.pop(other)
        del theirs[one]
        for third, likeness in theirs.items():
            del self._between[third][other]
            mine[third] = self._between[third][one] = mine.get(third, 0) + likeness
        theirs.clear()


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
        id=id_of_first(members),
        title=title_of([members[at] for at in by_centrality]),
        period=Period(days[0], days[-1]) if days else None,
        reports=ids,
        places=places_of(members),
        people=people_of([named.get(each, ()) for each in ids]),
    )
