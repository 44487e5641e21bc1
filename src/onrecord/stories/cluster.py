"""Which reports tell of one event.

Reports are compared by the words that tell, and joined by average likeness: a single bridge between two events (a
survey of the week, a common place) does not make one story of them. How much a word tells is how rare it is among
these reports and, as long as they are few, in English news at large; five reports of one story would otherwise call
its very subject a common word.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from heapq import heapify, heappop, heappush
from math import exp, log, sqrt
from typing import TypeAlias

from onrecord.model import Period, Report, Story
from onrecord.text.weights import weight_of
from onrecord.text.words import words_of

Vector: TypeAlias = dict[str, float]
Likeness: TypeAlias = dict[tuple[int, int], float]

# Measured on stories-dev and copies-reports-dev, together and apart.
ALIKE = 0.13  # average likeness from which two groups are one story
HEADLINE = 4  # a word of the headline counts as so many of the text
KNOWN = 200  # so many reports' worth of trust in how rare a word is in news at large
REPORT_WORDS = 400  # words of a usual report
TELLING = 120  # words by which a report is compared, the heaviest ones: more cost time and bring no more
FAINT = 0.03  # likeness that is not worth keeping


def cluster(reports: Iterable[Report]) -> tuple[Story, ...]:
    """Group reports into stories; a report that tells of an event of its own is a story too.

    >>> [story.reports for story in cluster(())]
    []
    """
    ordered = sorted(reports, key=lambda report: report.id)
    vectors = _vectors([_counts(report) for report in ordered])
    alike = _likeness(vectors)
    groups = _joined(len(ordered), alike)
    return tuple(sorted((_story(group, ordered, alike) for group in groups), key=lambda story: story.id))


def _counts(report: Report) -> Counter[str]:
    """Count the words of a report that are its own prose, and those of its headline."""
    furniture = [each.span for each in report.furniture]
    counts = Counter(
        word.key for word in words_of(report.text) if not any(span.start <= word.start < span.end for span in furniture)
    )
    for word in words_of(report.headline or ""):
        counts[word.key] += HEADLINE
    return counts


def _share_at_large(key: str) -> float:
    """Tell what share of English news reports holds a word, from its weight (see ``weights.tsv``)."""
    share_of_words = exp(-3.2 - 3 * (weight_of(key) / 10 - 0.4))
    return 1 - exp(-REPORT_WORDS * share_of_words)


def _vectors(counts: Sequence[Mapping[str, int]]) -> list[Vector]:
    """Weigh words by how often a report has them and how few others do; each vector has length 1."""
    holders = Counter(key for each in counts for key in each)
    rarity = {
        key: log((len(counts) + KNOWN) / (number + KNOWN * _share_at_large(key))) for key, number in holders.items()
    }
    vectors = []
    for each in counts:
        vector = {key: (1 + log(number)) * rarity[key] for key, number in sorted(each.items()) if rarity[key] > 0}
        heaviest = sorted(vector, key=lambda key: (-vector[key], key))[:TELLING]
        length = sqrt(sum(vector[key] ** 2 for key in heaviest)) or 1.0
        vectors.append({key: vector[key] / length for key in heaviest})
    return vectors


def _likeness(vectors: Sequence[Vector]) -> Likeness:
    """Compare every pair that shares a word, through an index from words to reports."""
    index: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
    alike: Likeness = {}
    for number, vector in enumerate(vectors):
        sums: defaultdict[int, float] = defaultdict(float)
        for key, value in vector.items():
            for other, weight in index[key]:
                sums[other] += value * weight
            index[key].append((number, value))
        alike.update({(other, number): total for other, total in sorted(sums.items()) if total >= FAINT})
    return alike


def _joined(size: int, alike: Likeness) -> list[list[int]]:
    """Join the two groups that are most alike on average, again and again."""
    members = {number: [number] for number in range(size)}
    sums: list[dict[int, float]] = [{} for _ in range(size)]
    for (one, other), value in alike.items():
        sums[one][other] = sums[other][one] = value
    queue = [(-value, one, other) for (one, other), value in alike.items() if value >= ALIKE]
    heapify(queue)

    def mean(one: int, other: int) -> float:
        return sums[one].get(other, 0.0) / (len(members[one]) * len(members[other]))

    while queue:
        value, one, other = heappop(queue)
        if one not in members or other not in members or -value != mean(one, other):
            continue
        for third, total in sums[other].items():
            if third != one and third in members:
                sums[one][third] = sums[third][one] = sums[one].get(third, 0.0) + total
        members[one] += members.pop(other)
        for third in sorted(sums[one]):
            if third in members and third != one and mean(one, third) >= ALIKE:
                heappush(queue, (-mean(one, third), min(one, third), max(one, third)))
    return [sorted(group) for group in members.values()]


def _story(group: Sequence[int], reports: Sequence[Report], alike: Likeness) -> Story:
    members = [reports[number] for number in group]

    def centrality(number: int) -> float:
        return sum(alike.get((min(number, other), max(number, other)), 0.0) for other in group if other != number)

    central = reports[max(group, key=lambda number: (bool(reports[number].headline), centrality(number), -number))]
    days = sorted(report.published for report in members if report.published)
    ids = tuple(report.id for report in members)
    return Story(
        id=sha256("\n".join(ids).encode()).hexdigest()[:20],
        title=central.headline or _opening(central),
        period=Period(days[0], days[-1]) if days else None,
        reports=ids,
    )


def _opening(report: Report) -> str:
    """Give the first words of a report that has no headline."""
    words = report.text.split()
    return " ".join(words[:12]) + (" …" if len(words) > 12 else "") if words else report.id
