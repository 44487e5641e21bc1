"""Group wordings into utterances: which of them render one thing, and which of those is the base.

A group is a star: all its members share words with the base. A chain would join sentences that share with one another
but a fragment that a third report prints.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from onrecord.text.weights import weight_of
from onrecord.utterances.doubts import ELSEWHERE_TENTHS, NEAR_TENTHS
from onrecord.utterances.match import REPEATED, borders_in, candidates, holds, is_same, next_to, shares_words
from onrecord.utterances.units import Unit, is_joined, part, weight

CLOSE = 0.85  # alikeness of a wording and its counterpart
HALF = 0.6  # of their weight: what is lighter is a fragment of a wording, not its counterpart


def groups_of(wordings: Sequence[list[Unit]]) -> Iterator[list[list[Unit]]]:
    """Take components apart into stars: a member that shares nothing with the base is another utterance."""
    wordings, alike_to = _at_finest_borders(wordings, _near(wordings))
    near = _without_farther(wordings, alike_to, _without_crosswise(wordings, alike_to))
    units, sizes = [wording[0] for wording in wordings], [len(wording) for wording in wordings]
    # The base first: a primary source, then what most units match, then the fullest.
    degrees = [sizes[number] - 1 + sum(sizes[other] for other in near[number]) for number in range(len(units))]
    home: dict[int, int] = {}
    for hub in sorted(range(len(units)), key=lambda number: _rank(units[number], degrees[number])):
        if hub in home:
            continue
        if (base := _base_of_neighbours(hub, near, home, units)) is not None:
            home[hub] = base
            continue
        free = [hub, *sorted(other for other in near[hub] if other not in home)]
        chosen = base_of([unit for number in free for unit in wordings[number]])
        base = next(number for number in free if chosen in wordings[number])
        # Sentences that share with one another but a fragment that a third report prints stay apart.
        home.update((number, base) for number in free if number in (hub, base) or number in near[base])
    groups: dict[int, list[list[Unit]]] = defaultdict(list)
    for number, base in sorted(home.items()):
        groups[base].append(wordings[number])
    yield from (group for _, group in sorted(groups.items()))


def _near(wordings: Sequence[list[Unit]]) -> list[dict[int, float]]:
    """Give the wordings that each may be one with, and how alike they are."""
    units = [wording[0] for wording in wordings]
    near: list[dict[int, float]] = [{} for _ in wordings]
    for left, right in candidates(units, [len(wording) for wording in wordings]):
        if alikeness := is_same(units[left], units[right]):
            near[left][right] = near[right][left] = alikeness
    pairs = [(left, right) for left, others in enumerate(near) for right in others if left < right]
    for left, right in next_to(wordings, pairs):
        if right not in near[left] and (alikeness := is_same(units[left], units[right], beside=True)):
            near[left][right] = near[right][left] = alikeness
    return near


def _at_finest_borders(
    wordings: Sequence[list[Unit]], near: list[dict[int, float]]
) -> tuple[list[list[Unit]], list[dict[int, float]]]:
    """Cut each sentence that others print as two, so that each half is collated with its own."""
    cut = list(wordings)
    for number, wording in enumerate(wordings):
        neighbours = sorted(near[number])
        borders = borders_in(wording[0], [member for other in neighbours for member in cut[other]])
        if not borders:
            continue
        parts = [part(member, borders) for member in wording]
        for at in range(len(borders) + 1):
            cut.append([each[at] for each in parts])
            near.append({})
            for other in neighbours:
                if alikeness := is_same(cut[-1][0], cut[other][0]):
                    near[-1][other] = near[other][len(cut) - 1] = alikeness
        for other in neighbours:
            del near[other][number]
        cut[number], near[number] = [], {}
    kept = [number for number, wording in enumerate(cut) if wording]
    place = {number: at for at, number in enumerate(kept)}
    return [cut[number] for number in kept], [
        {place[other]: alikeness for other, alikeness in near[number].items()} for number in kept
    ]


def _without_crosswise(wordings: Sequence[list[Unit]], near: Sequence[Mapping[int, float]]) -> list[set[int]]:
    """Drop weak likenesses between wordings that have, in each other's reports, a counterpart of their own.

    "We will open the lock. We will open the bridge.": one speaker's sentences, in two reports, are alike crosswise.
    """
    printed_in = _reports_of(wordings)
    close = [[other for other, alikeness in each.items() if alikeness >= CLOSE] for each in near]
    keys = [wording[0].keys for wording in wordings]
    hefts = list(map(weight, keys))

    def has_counterpart(number: int, other: int) -> bool:
        least = HALF * min(hefts[number], hefts[other])
        return any(hefts[each] >= least and printed_in[each] & printed_in[other] for each in close[number])

    def is_crosswise(number: int, other: int) -> bool:
        if near[number][other] >= CLOSE or holds(keys[number], keys[other]):
            return False
        return has_counterpart(number, other) or has_counterpart(other, number)

    return [{other for other in each if not is_crosswise(number, other)} for number, each in enumerate(near)]


def _without_farther(
    wordings: Sequence[list[Unit]], near: Sequence[Mapping[int, float]], kept: list[set[int]]
) -> list[set[int]]:
    """Leave a fragment that stands in several sentences of one report to the one that is most like it.

    Of two words that stand in several sentences nobody can tell whose they are.
    """
    printed_in = _reports_of(wordings)
    keys = [wording[0].keys for wording in wordings]
    for number, others in enumerate(kept):
        wholes: dict[str, list[int]] = defaultdict(list)
        for other in sorted(others):
            if weight(keys[other]) > weight(keys[number]):
                for report in sorted(printed_in[other]):
                    wholes[report].append(other)
        is_scrap = len(keys[number]) < REPEATED
        for rivals in wholes.values():
            best = max(near[number][rival] for rival in rivals)
            nearest = next(rival for rival in rivals if near[number][rival] == best)
            others_sentences = [rival for rival in rivals if not holds(keys[rival], keys[nearest])]
            far = rivals if is_scrap and others_sentences else others_sentences
            for rival in far:
                if is_scrap or near[number][rival] < best:
                    others.discard(rival)
                    kept[rival].discard(number)
    return kept


def _reports_of(wordings: Sequence[Sequence[Unit]]) -> list[set[str]]:
    return [{unit.passage.report for unit in wording} for wording in wordings]


def _base_of_neighbours(
    number: int, near: Sequence[set[int]], home: dict[int, int], units: Sequence[Unit]
) -> int | None:
    """Give the base that a unit left over goes with by its neighbours, though both are of one report."""
    if near[number] and near[number] <= home.keys():
        for base in sorted({home[other] for other in near[number]}):
            unit, whole = units[number], units[base]
            if unit.passage.report == whole.passage.report and (
                (holds(whole.keys, unit.keys) and weight(unit.keys) >= NEAR_TENTHS)
                or shares_words(unit.keys, whole.keys, ELSEWHERE_TENTHS)
            ):
                return base
    return None


def _rank(unit: Unit, degree: int) -> tuple[bool, int, int, tuple[str, int, int]]:
    lone = degree == 0
    return (lone or not unit.passage.primary, -degree, -weight(unit.keys), unit.place)


def base_of(units: Sequence[Unit]) -> Unit:
    """Choose the primary source, else the wording whose words the others support most."""
    if len(units) == 1:
        return units[0]
    support: dict[str, int] = defaultdict(int)
    for unit in units:
        for key in set(unit.keys):
            support[key] += 1
    return min(
        units,
        key=lambda unit: (
            not unit.passage.primary,
            -sum(support[key] * weight_of(key) for key in unit.keys),
            is_joined(unit),
            unit.place,
        ),
    )
