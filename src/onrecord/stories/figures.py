"""What the reports of a story count, and where their figures disagree.

First the mentions are gathered that can all be true of one thing; then two such groups are put together although they
cannot, where everything but the value speaks for it: that is a disagreement. How much each sign tells came of logistic
regressions on figures-dev, and is so little that it stands here as tables: ``benchmarks/figure_weights.py`` learns that
of the first step; that of the second was learned once, on the pairs of groups, of which 25 are disagreements.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import heapify, heappop, heappush
from itertools import combinations, pairwise, product
from math import isclose, log, sqrt
from typing import NamedTuple

from onrecord.model import FigureGroup, Report, Story
from onrecord.stories.agreement import verdict_of, verdict_of_two
from onrecord.stories.amounts import rows_of
from onrecord.stories.counted import is_befallen
from onrecord.stories.number import AGE, MINUTE_OF_DAY, POINTS
from onrecord.stories.printed_figures import (
    BARE,
    BEFALLEN_AS,
    DEAD,
    PEOPLE,
    SMALL,
    Mention,
    Pairs,
    printed_figures,
    same_for,
)

LEAD = 3  # sentences
SAME = 0.01  # share by which the same value may differ, in other units
FARTHEST = 4.0  # a value e^4 times the other is as far away as any
HOURS = 60.0  # minutes between two times of day that are as far apart as a factor e
TELLING_WORDS = 6  # around a mention, of which it must have one, or the value, in common with another
CROWD = 60  # mentions with one word or value from which neighbours alone are compared
SEEN = 12  # wordings of a group that are compared with those of another


Vector = dict[str, float]


class Vectors(NamedTuple):
    """The words around a mention, as vectors of length 1: by their weight, and by how rare they are besides."""

    plain: Vector
    rare: Vector


class Signs(NamedTuple):
    """What tells of two mentions of one kind, in two reports, whether they are of one thing."""

    always: float
    same_value: float
    distance: float  # the logarithm of the ratio of the values
    around: float  # cosine of the words around
    around_rare: float  # the same, words weighed by how few figures of the story they stand beside
    around_same: float  # that, if the values are the same
    same_noun: float
    other_happening: float  # the dead and the hurt
    small: float
    rival: float  # a report has the other's value as well
    in_lead: float  # both stand among the first sentences
    other_then: float  # one speaks of another year or month


class Disagreement(NamedTuple):
    """What tells of two groups whose values cannot both be true whether they are of one thing all the same."""

    always: float
    around: float  # the greatest cosine of the words around two of their mentions
    same_noun: float
    other_happening: float
    distance: float  # the least
    in_lead: float
    rivals: float  # share of the reports of the smaller group that have both values and correct neither
    corrected: float  # a report has both values and corrects one by the other


WEIGHTS = Signs(0.0, 1.6, -0.7, 2.5, 1.1, 1.3, 1.0, -3.0, -0.5, -1.3, 1.0, -4.2)
ENOUGH = -1.0  # from which two groups are one: chosen by hand
DISAGREE = Disagreement(-1.4, 1.9, 1.8, -2.9, -3.1, 1.5, -1.6, 2.0)
AGAIN, TWO_VALUES = 0.5, -4.0  # log-odds of two mentions in one report
UNLIKELY = -3.0  # and of two that cannot both be true, or have neither the value nor a telling word in common
EXACT = frozenset({BARE, MINUTE_OF_DAY, POINTS})  # kinds of which a report has many: two values are two things

MEASURED = {kind: name for kind, name in rows_of("measured.tsv")}  # noqa: C416 - mypy knows no dict of lists
ANYBODY = frozenset(map(same_for, ("people", "person", "other", "others", "more", "victim", "casualty", "individual")))

Wording = Sequence[Mention]
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
    rarity = rarity_of(mentions)
    gathered = []
    for kind in sorted(by_kind):
        wordings = _wordings(by_kind[kind])
        homes = [min(mention.figure.report for mention in wording) for wording in wordings]
        together = _joined(homes, _bonds(wordings, rarity), enough=ENOUGH)
        groups: list[list[Wording]] = [[wordings[at] for at in numbers] for numbers in together]
        if kind not in EXACT:
            groups = _disagreeing(groups)
        gathered += [_mentions(group) for group in groups]
    return gathered


def _wordings(mentions: Iterable[Mention]) -> list[list[Mention]]:
    """Put together what stands in the same words, as copies of one text have it: it is looked at once."""
    alike: defaultdict[object, list[Mention]] = defaultdict(list)
    for each in mentions:
        number = each.number
        alike[number.low, number.high, number.unit, each.noun, each.zone, tuple(sorted(each.around.items()))].append(
            each
        )
    return list(alike.values())


def rarity_of(mentions: Sequence[Mention]) -> Vector:
    """Weigh words by how few figures of the story they stand beside."""
    beside = Counter(word for mention in mentions for word in mention.around)
    return {word: log((len(mentions) + 5) / (number + 0.5)) for word, number in beside.items()}


def _bonds(wordings: Sequence[Wording], rarity: Vector) -> Bonds:
    """Tell of two mentions the log-odds that they are of one thing; of most that cannot be, nothing."""
    firsts = [wording[0] for wording in wordings]
    vectors = [vectors_of(first, rarity) for first in firsts]
    holders = [{each.figure.report for each in wording} for wording in wordings]
    values: defaultdict[str, set[float]] = defaultdict(set)
    for wording in wordings:
        for each in wording:
            values[each.figure.report].add(value_of(each))
    bonds = {}
    for one, other in sorted(_candidates(firsts, vectors)):
        a, b = firsts[one], firsts[other]
        if holders[one] & holders[other]:
            bonds[one, other] = _odds_in_one_report(a, b)
        elif _may_be_one(a, b):
            signs = signs_of(a, b, vectors[one], vectors[other], values)
            bonds[one, other] = round(sum(weight * sign for weight, sign in zip(WEIGHTS, signs, strict=True)), 6)
    return bonds


def _candidates(mentions: Sequence[Mention], vectors: Sequence[Vectors]) -> set[tuple[int, int]]:
    """Find the pairs that have the value or a telling word in common; what says nothing else needs the same value."""
    holders: defaultdict[object, list[int]] = defaultdict(list)
    for at, mention in enumerate(mentions):
        holders[round(value_of(mention), 3)].append(at)
        if mention.kind != BARE:
            for word in _heaviest(vectors[at].rare):
                holders[word].append(at)
    return {pair for numbers in holders.values() for pair in _pairs(numbers)}


def _heaviest(vector: Mapping[str, float]) -> list[str]:
    return sorted(vector, key=lambda word: (-vector[word], word))[:TELLING_WORDS]


def _pairs(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Give every pair of a few; a crowd is linked all the same, neighbour by neighbour."""
    return combinations(numbers, 2) if len(numbers) <= CROWD else pairwise(numbers)


def _may_be_one(a: Mention, b: Mention) -> bool:
    """Tell apart times of two zones, figures of two years, and values worlds apart or that cannot both be true."""
    if a.zone and b.zone and a.zone != b.zone:
        return False
    if _distance(value_of(a), value_of(b), a.kind) >= FARTHEST:
        return False  # "more than 2,000" and "almost 300,000"
    if max(value_of(a), value_of(b)) <= SMALL and a.kind == PEOPLE and _are_other_things(a.noun, b.noun):
        return False  # two congressmen, and two children
    if a.then != b.then and (a.then or b.then or "").isdigit():
        return False
    return verdict_of_two(a.number, b.number) != "conflict"


def _are_other_things(noun: str, other: str) -> bool:
    return bool(noun and other) and noun != other and not ({noun, other} & ANYBODY)


def _odds_in_one_report(a: Mention, b: Mention) -> float:
    return AGAIN if _is_same_value(a, b) else TWO_VALUES


def _is_same_value(a: Mention, b: Mention) -> bool:
    return isclose(value_of(a), value_of(b), rel_tol=SAME if a.number.unit != b.number.unit else 1e-9)


def signs_of(
    a: Mention, b: Mention, vectors: Vectors, other_vectors: Vectors, values: Mapping[str, set[float]]
) -> Signs:
    """Read the signs; ``values`` are those that each report has for figures of this kind."""
    small = min(value_of(a), value_of(b))
    same = _is_same_value(a, b)
    rare = _cosine(vectors.rare, other_vectors.rare)
    is_rival = value_of(a) in values[b.figure.report] or value_of(b) in values[a.figure.report]
    return Signs(
        always=1.0,
        same_value=float(same),
        distance=_distance(value_of(a), value_of(b), a.kind),
        around=_cosine(vectors.plain, other_vectors.plain),
        around_rare=rare,
        around_same=rare * same,
        same_noun=float(bool(a.noun) and a.noun == b.noun),
        other_happening=float(bool(a.befalls and b.befalls) and a.befalls != b.befalls),
        small=float(small <= SMALL),
        rival=float(not same and is_rival),
        in_lead=float(a.sentence < LEAD and b.sentence < LEAD),
        other_then=float(a.then != b.then),
    )


def _distance(one: float, other: float, kind: str) -> float:
    small, great = sorted((one, other))
    if kind == MINUTE_OF_DAY:
        return min((great - small) / HOURS, FARTHEST)
    if small <= 0:
        return FARTHEST if great else 0.0
    return min(log(great / small), FARTHEST)


def value_of(mention: Mention) -> float:
    """Give the value of a figure, its lower end if it has two, in the first unit of its kind."""
    low, high = mention.number.low, mention.number.high
    return round((low if low is not None else high or 0.0) * mention.number.scale, 9)


def vectors_of(mention: Mention, rarity: Vector) -> Vectors:
    """Weigh the words around a mention, and again by how rare they are."""
    rare = {word: weight * rarity[word] for word, weight in mention.around.items()}
    return Vectors(_of_length_one(mention.around), _of_length_one(rare))


def _of_length_one(vector: Mapping[str, float]) -> Vector:
    length = sqrt(sum(value * value for value in vector.values())) or 1.0
    return {word: value / length for word, value in vector.items()}


def _cosine(one: Vector, other: Vector) -> float:
    return sum(weight * other[word] for word, weight in one.items() if word in other)


def _joined(home: Sequence[str], bonds: Bonds, *, enough: float) -> list[list[int]]:
    """Join the two groups that are the surest, again and again, while they are likely one.

    Two groups are as sure as their homes are on average, and two homes as the surest of their members.
    """
    members = {number: [number] for number in range(len(home))}
    homes = {number: {home[number]} for number in members}
    best: list[dict[int, dict[tuple[str, str], float]]] = [{} for _ in home]
    for (one, other), value in bonds.items():
        best[one][other] = {(home[one], home[other]): value}
        best[other][one] = {(home[other], home[one]): value}

    def odds(one: int, other: int) -> float:
        found = best[one].get(other, {})
        unsaid = len(homes[one]) * len(homes[other]) - len(found)
        return round((sum(sorted(found.values())) + UNLIKELY * unsaid) / (len(found) + unsaid), 6)

    queue = [(-odds(one, other), one, other) for one, other in bonds if odds(one, other) > enough]
    heapify(queue)
    while queue:
        value, one, other = heappop(queue)
        if one not in members or other not in members or -value != odds(one, other):
            continue
        members[one] += members.pop(other)
        homes[one] |= homes.pop(other)
        for third, theirs in best[other].items():
            if third in members and third != one:
                mine = best[one].setdefault(third, {})
                for pair, strength in theirs.items():
                    mine[pair] = max(strength, mine.get(pair, strength))
                best[third][one] = {pair[::-1]: strength for pair, strength in mine.items()}
        for third in sorted(best[one]):
            if third in members and third != one and (sure := odds(one, third)) > enough:
                heappush(queue, (-sure, min(one, third), max(one, third)))
    return [sorted(group) for group in members.values()]


def _disagreeing(groups: Sequence[Sequence[Wording]]) -> list[list[Wording]]:
    """Put together the groups that give different values for one thing."""
    odds = {pair: disagreement_odds(*(_mentions(groups[at]) for at in pair)) for pair in _near(groups)}
    together = _joined([str(at) for at in range(len(groups))], odds, enough=0.0)
    return [[wording for at in numbers for wording in groups[at]] for numbers in together]


def _mentions(group: Iterable[Wording]) -> list[Mention]:
    return [mention for wording in group for mention in wording]


def _near(groups: Sequence[Sequence[Wording]]) -> list[tuple[int, int]]:
    """Find the pairs of groups that have a noun or a telling word in common."""
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for at, group in enumerate(groups):
        words: Counter[str] = Counter()
        for first, *_ in group[:SEEN]:
            words.update(first.around)
        for word in {*_heaviest(words), *(f"noun {first.noun}" for first, *_ in group if first.noun)}:
            holders[word].append(at)
    pairs = {pair for numbers in holders.values() for pair in _pairs(numbers)}
    return sorted(pairs)


def disagreement_odds(one: Sequence[Mention], other: Sequence[Mention]) -> float:
    """Tell the log-odds that two groups of mentions are of one thing although their values cannot both be true."""
    signs = disagreement_signs(one, other)
    if signs is None:
        return UNLIKELY
    return round(sum(weight * sign for weight, sign in zip(DISAGREE, signs, strict=True)), 6)


def disagreement_signs(one: Sequence[Mention], other: Sequence[Mention]) -> Disagreement | None:
    """Read the signs; None if a report that gives both values stands alone for one of them.

    Nor are small counts looked at, but of the dead: "four" missiles threatened are not "three" fired.
    """
    kind = one[0].kind
    if kind != DEAD and kind.startswith((PEOPLE, "of ")) and min(map(value_of, (*one, *other))) <= SMALL:
        return None
    reports, others = ({mention.figure.report for mention in group} for group in (one, other))
    corrected = {mention.figure.report for mention in (*one, *other) if mention.corrects}
    rivals = len((reports & others) - corrected) / min(len(reports), len(others))
    if rivals == 1 or verdict_of_two(one[0].number, other[0].number) != "conflict":
        return None
    pairs = list(product(one[:SEEN], other[:SEEN]))
    happenings, other_happenings = ({each.befalls for each in group if each.befalls} for group in (one, other))
    nouns, other_nouns = ({each.noun for each in group if each.noun} for group in (one, other))
    return Disagreement(
        always=1.0,
        around=max(_cosine(_of_length_one(a.around), _of_length_one(b.around)) for a, b in pairs),
        same_noun=float(bool(nouns & other_nouns)),
        other_happening=float(bool(happenings and other_happenings) and not happenings & other_happenings),
        distance=min(_distance(value_of(a), value_of(b), kind) for a, b in pairs),
        in_lead=float(all(any(each.sentence < LEAD for each in group) for group in (one, other))),
        rivals=rivals,
        corrected=float(bool(reports & others & corrected)),
    )


def _group(story: Story, members: Sequence[Mention]) -> FigureGroup:
    firsts: dict[tuple[str, float | None, float | None], Mention] = {}
    for mention in members:
        firsts.setdefault((mention.figure.report, mention.number.low, mention.number.high), mention)
    kept = list(firsts.values())
    return FigureGroup(
        story=story.id,
        counts=_counted(kept),
        verdict=verdict_of([mention.number for mention in kept]),
        members=tuple(mention.figure for mention in members),
    )


def _counted(mentions: Sequence[Mention]) -> str:
    """Say what is counted: the noun most often printed, of people what befalls them, of measures what is measured."""
    kind = mentions[0].kind
    printed = [each.number.counts for each in mentions if each.noun and not is_befallen(each.number.head)]
    noun = min(printed, key=lambda words: (-printed.count(words), len(words), words), default="")
    whose = Counter(each.number.head for each in mentions if each.number.head)
    if kind in MEASURED:
        noun = max(whose, key=lambda word: (whose[word], word), default="") if kind == AGE else noun
        named = whose[noun] if kind == AGE else printed.count(noun)
        return f"{MEASURED[kind]}, {noun}" if named > 1 else MEASURED[kind]
    happenings = [each.befalls for each in mentions if each.befalls]
    if not kind.startswith(PEOPLE) or not happenings:
        return noun or mentions[0].number.counts or mentions[0].figure.text
    happening = min(happenings, key=lambda word: (-happenings.count(word), word))
    return f"{noun or PEOPLE} {BEFALLEN_AS[happening]}"
