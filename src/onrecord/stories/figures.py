"""What the reports of a story count, and where their figures disagree.

Two mentions are of one thing if the words around them agree, and the more so the less their values differ. How much
each sign of that tells was learned by ``benchmarks/figure_weights.py`` and is so little that it stands here as a table.
Groups grow by the average of their pairs, so that one bridge between two things does not make them one.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from heapq import heapify, heappop, heappush
from itertools import combinations, pairwise
from math import isclose, log, sqrt
from typing import NamedTuple

from onrecord.model import FigureGroup, Report, Story
from onrecord.stories.agreement import interval_of, verdict_of
from onrecord.stories.numbers import MINUTE_OF_DAY
from onrecord.stories.printed_figures import BARE, SMALL, Mention, Pairs, printed_figures

LEAD = 3  # sentences
MOST_DIGITS = 4
SAME = 0.01  # share by which the same value may differ, in other units
FARTHEST = 4.0  # a value e^4 times the other is as far away as any
HOURS = 60.0  # minutes between two times of day that are as far apart as a factor e


class Signs(NamedTuple):
    """What tells of two mentions of one kind, in two reports, whether they are of one thing."""

    always: float
    same_value: float
    both_possible: float  # the values differ, but their bounds allow both
    distance: float  # the logarithm of the ratio of the values
    around: float  # cosine of the words around
    around_rare: float  # the same, words weighed by how few figures of the story they stand beside
    around_same: float  # that, if the values are the same
    same_noun: float
    same_happening: float  # the dead and the dead
    other_happening: float  # the dead and the hurt
    small: float
    other_small: float  # two counts, one of them small: a report counts many a two or three
    other_noun: float  # two values, and no noun in common
    other_time: float  # two times of day
    rival: float  # a report has the other's value as well
    in_lead: float  # both stand among the first sentences
    digits: float  # of a value that is the same: 28,156 is no chance


WEIGHTS = Signs(-1.84, 2.62, 1.64, -0.65, 2.52, 0.39, 2.07, 0.34, 0.34, -2.44, 0.55, -1.03, -0.86, 0.77, -0.93, 1.54, 0.4)
AGAIN, TWO_VALUES, CORRECTED = 0.5, -4.0, 0.0  # log-odds of two mentions in one report
UNLIKELY = -3.0  # and of two that have neither the value nor a telling word in common
ENOUGH = -1.0  # from which two groups are one: the best was chosen by hand
TELLING_WORDS = 6
CROWD = 60

Vector = dict[str, float]
Bonds = dict[tuple[int, int], float]


def compare_figures(
    story: Story, reports: Iterable[Report], statements: Mapping[str, Pairs]
) -> tuple[FigureGroup, ...]:
    """Group the figures that the reports give for one thing, and judge whether all can be true.

    A figure that stands alone is a group, too, with which nothing disagrees.

    >>> compare_figures(Story("s", "", None, ()), (), {})
    ()
    """
    ordered = sorted((report for report in reports if report.kind == "report"), key=lambda report: report.id)
    mentions = [each for report in ordered for each in printed_figures(report, statements.get(report.id, ()))]
    groups = [_group(story, members) for members in _together(mentions)]
    return tuple(sorted(groups, key=lambda group: [(each.report, each.span) for each in group.members]))


def _together(mentions: Sequence[Mention]) -> list[list[Mention]]:
    """Gather the mentions of one thing."""
    by_kind: defaultdict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        by_kind[mention.kind].append(mention)
    rarity = _rarity(mentions)
    groups = []
    for kind in sorted(by_kind):
        wordings = _wordings(by_kind[kind])
        for group in _joined(wordings, _bonds(wordings, rarity)):
            groups.append([mention for at in group for mention in wordings[at]])
    return groups


def _wordings(mentions: Iterable[Mention]) -> list[list[Mention]]:
    """Put together what stands in the same words, as copies of one text have it: it is looked at once."""
    alike: defaultdict[object, list[Mention]] = defaultdict(list)
    for each in mentions:
        number = each.number
        alike[number.low, number.high, number.unit, each.noun, each.zone, tuple(sorted(each.around.items()))].append(each)
    return list(alike.values())


def _rarity(mentions: Sequence[Mention]) -> dict[str, float]:
    """Weigh words by how few figures of the story they stand beside."""
    beside = Counter(word for mention in mentions for word in mention.around)
    return {word: log((len(mentions) + 5) / (number + 0.5)) for word, number in beside.items()}


def _bonds(wordings: Sequence[Sequence[Mention]], rarity: Mapping[str, float]) -> Bonds:
    """Tell of two mentions the log-odds that they are of one thing; of most that cannot be, nothing."""
    firsts = [wording[0] for wording in wordings]
    plain = [_of_length_one(first.around) for first in firsts]
    rare = [_of_length_one({word: weight * rarity[word] for word, weight in each.around.items()}) for each in firsts]
    holders = [{each.figure.report for each in wording} for wording in wordings]
    values: defaultdict[str, set[float]] = defaultdict(set)
    for wording in wordings:
        for each in wording:
            values[each.figure.report].add(_value(each))
    bonds = {}
    for one, other in sorted(_candidates(firsts, rare)):
        a, b = firsts[one], firsts[other]
        if holders[one] & holders[other]:
            bonds[one, other] = _odds_in_one_report(a, b)
        elif a.zone and b.zone and a.zone != b.zone:
            continue
        else:
            signs = signs_of(a, b, _cosine(plain[one], plain[other]), _cosine(rare[one], rare[other]), values)
            bonds[one, other] = round(sum(weight * sign for weight, sign in zip(WEIGHTS, signs, strict=True)), 6)
    return bonds


def _candidates(mentions: Sequence[Mention], rare: Sequence[Vector]) -> set[tuple[int, int]]:
    """Find the pairs that have the value or a telling word in common; what says nothing else needs the same value."""
    holders: defaultdict[object, list[int]] = defaultdict(list)
    for at, mention in enumerate(mentions):
        holders[round(_value(mention), 3)].append(at)
        if mention.kind != BARE:
            for word in sorted(rare[at], key=lambda word: (-rare[at][word], word))[:TELLING_WORDS]:
                holders[word].append(at)
    pairs: set[tuple[int, int]] = set()
    for numbers in holders.values():
        # A crowd is linked all the same, neighbour by neighbour.
        pairs.update(combinations(numbers, 2) if len(numbers) <= CROWD else pairwise(numbers))
    return pairs


def _odds_in_one_report(a: Mention, b: Mention) -> float:
    """A report that gives two values counts two things, unless it corrects one by the other."""
    if isclose(_value(a), _value(b), rel_tol=SAME):
        return AGAIN
    return CORRECTED if a.corrects or b.corrects else TWO_VALUES


def signs_of(
    a: Mention, b: Mention, around: float, around_rare: float, values: Mapping[str, set[float]]
) -> Signs:
    """Read the signs; ``values`` are those that each report has for figures of this kind."""
    (low, high), (other_low, other_high) = interval_of(a.number), interval_of(b.number)
    small, great = sorted((_value(a), _value(b)))
    same = isclose(small, great, rel_tol=SAME)
    is_rival = _value(a) in values[b.figure.report] or _value(b) in values[a.figure.report]
    return Signs(
        always=1.0,
        same_value=float(same),
        both_possible=float(not same and low <= other_high and other_low <= high),
        distance=_distance(small, great, a.kind),
        around=around,
        around_rare=around_rare,
        around_same=around_rare * same,
        same_noun=float(bool(a.noun) and a.noun == b.noun),
        same_happening=float(bool(a.befalls) and a.befalls == b.befalls),
        other_happening=float(bool(a.befalls and b.befalls) and a.befalls != b.befalls),
        small=float(small <= SMALL),
        other_small=float(not same and small <= SMALL and (a.kind == "people" or a.kind.startswith("of "))),
        other_noun=float(not same and not (a.noun and a.noun == b.noun)),
        other_time=float(not same and a.kind == MINUTE_OF_DAY),
        rival=float(not same and is_rival),
        in_lead=float(a.sentence < LEAD and b.sentence < LEAD),
        digits=float(same * min(len(f"{int(great)}".rstrip("0")), MOST_DIGITS)),
    )


def _distance(small: float, great: float, kind: str) -> float:
    if kind == MINUTE_OF_DAY:
        return min((great - small) / HOURS, FARTHEST)
    if small <= 0:
        return FARTHEST if great else 0.0
    return min(log(great / small), FARTHEST)


def _value(mention: Mention) -> float:
    low, high = mention.number.low, mention.number.high
    return round((low if low is not None else high or 0.0) * mention.number.scale, 9)


def _of_length_one(vector: Mapping[str, float]) -> Vector:
    length = sqrt(sum(value * value for value in vector.values())) or 1.0
    return {word: value / length for word, value in vector.items()}


def _cosine(one: Vector, other: Vector) -> float:
    return sum(weight * other[word] for word, weight in one.items() if word in other)


def _joined(wordings: Sequence[Sequence[Mention]], bonds: Bonds) -> list[list[int]]:
    """Join the two groups that are the surest, again and again, while they are likely one.

    Two groups are as sure as their reports are on average, and two reports as the surest of their mentions.
    """
    home = [min(mention.figure.report for mention in wording) for wording in wordings]
    members = {number: [number] for number in range(len(wordings))}
    reports = {number: {home[number]} for number in members}
    best: list[dict[int, dict[tuple[str, str], float]]] = [{} for _ in wordings]
    for (one, other), value in bonds.items():
        best[one][other] = {(home[one], home[other]): value}
        best[other][one] = {(home[other], home[one]): value}

    def odds(one: int, other: int) -> float:
        found = best[one].get(other, {})
        unsaid = len(reports[one]) * len(reports[other]) - len(found)
        return round((sum(sorted(found.values())) + UNLIKELY * unsaid) / (len(found) + unsaid), 6)

    queue = [(-odds(one, other), one, other) for one, other in bonds if odds(one, other) > ENOUGH]
    heapify(queue)
    while queue:
        value, one, other = heappop(queue)
        if one not in members or other not in members or -value != odds(one, other):
            continue
        members[one] += members.pop(other)
        reports[one] |= reports.pop(other)
        for third, theirs in best[other].items():
            if third in members and third != one:
                mine = best[one].setdefault(third, {})
                for pair, strength in theirs.items():
                    mine[pair] = max(strength, mine.get(pair, strength))
                best[third][one] = {pair[::-1]: strength for pair, strength in mine.items()}
        for third in sorted(best[one]):
            if third in members and third != one and (sure := odds(one, third)) > ENOUGH:
                heappush(queue, (-sure, min(one, third), max(one, third)))
    return [sorted(group) for group in members.values()]


def _group(story: Story, members: Sequence[Mention]) -> FigureGroup:
    firsts: dict[tuple[str, float | None, float | None], Mention] = {}
    for mention in members:
        firsts.setdefault((mention.figure.report, mention.number.low, mention.number.high), mention)
    kept = list(firsts.values())
    named = [mention.number.counts for mention in kept if mention.number.counts]
    counts = min(named, key=lambda words: (-named.count(words), len(words), words)) if named else kept[0].figure.text
    return FigureGroup(
        story=story.id,
        counts=counts,
        verdict=verdict_of([mention.number for mention in kept]),
        members=tuple(mention.figure for mention in members),
    )
