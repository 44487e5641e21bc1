"""Group passages into utterances and set the witnesses of each side by side, word by word.

The base is chosen from the whole set and every witness is aligned to it alone: adding witnesses one after the other
gave other columns under other orders in 16 of 27 groups. A group is re-made from its set, never patched.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import groupby
from string import ascii_uppercase

from onrecord.model import Passage, Period, Relation, Spans, Utterance, Witness
from onrecord.text.weights import weight_of
from onrecord.utterances.apparatus import apparatus_of, differences, relation_of
from onrecord.utterances.match import (
    ELSEWHERE_TENTHS,
    alike,
    borders_in,
    candidates,
    is_same,
    may_meet,
    score,
    shares_words,
)
from onrecord.utterances.units import Unit, part, units_of, weight

CLOSE = 0.85  # alikeness of a wording and its counterpart
HALF = 0.6  # of their weight: what is lighter is a fragment of a wording, not its counterpart
PARAPHRASED = 0.6  # of the weight of a reported clause that an utterance of the same speaker has to cover
PARAPHRASED_TENTHS = 80


def collate_utterances(passages: Iterable[Passage]) -> tuple[Utterance, ...]:
    """Group passages into utterances, each with its witnesses and apparatus; their order makes no difference."""
    ordered = sorted(passages, key=lambda passage: (passage.report, passage.spans, passage.statement))
    quoted = _once(unit for passage in ordered if passage.form != "indirect" for unit in units_of(passage))
    reported = [unit for passage in ordered if passage.form == "indirect" for unit in units_of(passage)]
    wordings = alike(quoted)
    groups = [[unit for wording in group for unit in wording] for group in _groups(wordings)]
    groups = [*_join_unmatched_turns(groups)]
    paraphrases = _paraphrases(groups, reported)
    made = [_utterance(group, paraphrases[number]) for number, group in enumerate(groups)]
    return tuple(sorted(made, key=lambda utterance: utterance.id))


def _once(units: Iterable[Unit]) -> list[Unit]:
    """Take words printed once for one witness, though two statements of the report hold them."""
    return list({(unit.passage.report, unit.spans): unit for unit in units}.values())


def _groups(wordings: Sequence[list[Unit]]) -> Iterator[list[list[Unit]]]:
    """Take components apart into stars: a member that shares nothing with the base is another utterance."""
    wordings, alike_to = _at_finest_borders(wordings, _near(wordings))
    near = _without_second_best(wordings, alike_to)
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
        chosen = _base([unit for number in free for unit in wordings[number]])
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


def _without_second_best(wordings: Sequence[list[Unit]], near: Sequence[Mapping[int, float]]) -> list[set[int]]:
    """Drop weak likenesses between wordings that have, in each other's reports, a counterpart of their own.

    "We will open the lock. We will open the bridge.": one speaker's sentences, in two reports, are alike crosswise.
    """
    printed_in = [{unit.passage.report for unit in wording} for wording in wordings]
    close = [[other for other, alikeness in each.items() if alikeness >= CLOSE] for each in near]

    hefts = [weight(wording[0].keys) for wording in wordings]

    def has_counterpart(number: int, other: int) -> bool:
        least = HALF * min(hefts[number], hefts[other])
        return any(hefts[each] >= least and printed_in[each] & printed_in[other] for each in close[number])

    return [
        {
            other
            for other, alikeness in each.items()
            if alikeness >= CLOSE or not (has_counterpart(number, other) or has_counterpart(other, number))
        }
        for number, each in enumerate(near)
    ]


def _base_of_neighbours(
    number: int, near: Sequence[set[int]], home: dict[int, int], units: Sequence[Unit]
) -> int | None:
    """Give the base that a unit left over goes with by its neighbours, though both are of one report."""
    if near[number] and near[number] <= home.keys():
        for base in sorted({home[other] for other in near[number]}):
            in_one_report = units[number].passage.report == units[base].passage.report
            if in_one_report and shares_words(units[number].keys, units[base].keys, ELSEWHERE_TENTHS):
                return base
    return None


def _rank(unit: Unit, degree: int) -> tuple[bool, int, int, tuple[str, int, int]]:
    lone = degree == 0
    return (lone or not unit.passage.primary, -degree, -weight(unit.keys), unit.place)


def _join_unmatched_turns(groups: list[list[Unit]]) -> Iterator[list[Unit]]:
    """Make one utterance of neighbouring sentences of a transcript that no report quotes."""
    lone = []
    for group in groups:
        if len(group) == 1 and group[0].passage.primary:
            lone.append(group[0])
        else:
            yield group
    lone.sort(key=lambda unit: (unit.passage.report, unit.passage.statement, unit.at))
    numbered = [((unit.passage.report, unit.passage.statement, unit.at - at), unit) for at, unit in _counted(lone)]
    for _, run in groupby(numbered, key=lambda pair: pair[0]):
        units = [unit for _, unit in run]
        spans = tuple(span for unit in units for span in unit.spans)
        yield [Unit(units[0].passage, units[0].at, spans, tuple(key for unit in units for key in unit.keys))]


def _counted(units: Iterable[Unit]) -> Iterator[tuple[int, Unit]]:
    for _, turn in groupby(units, key=lambda unit: (unit.passage.report, unit.passage.statement)):
        yield from enumerate(turn)


def _paraphrases(groups: Sequence[Sequence[Unit]], reported: Sequence[Unit]) -> dict[int, list[Unit]]:
    """Give the reported clauses that are near enough to a group of the same speaker, the best group for each."""
    found: dict[int, list[Unit]] = defaultdict(list)
    number_of = {(unit.passage.report, unit.spans): number for number, group in enumerate(groups) for unit in group}
    quoted, clauses = alike([unit for group in groups for unit in group]), alike(reported)
    units = [wording[0] for wording in (*quoted, *clauses)]
    best: dict[int, tuple[float, int]] = {}
    for left, right in candidates(units, [len(wording) for wording in (*quoted, *clauses)]):
        if left < len(quoted) <= right and _is_paraphrase(units[right], units[left]):
            shared = _covered(units[right].keys, units[left].keys)
            number = number_of[units[left].passage.report, units[left].spans]
            best[right] = max(best.get(right, (0.0, 0)), (shared, -number))
    for number, (_, group) in sorted(best.items()):
        found[-group] += clauses[number - len(quoted)]
    return found


def _is_paraphrase(unit: Unit, quoted: Unit) -> bool:
    if unit.passage.person is None or unit.passage.person != quoted.passage.person:
        return False
    if not may_meet(unit.passage, quoted.passage) or weight(unit.keys) < PARAPHRASED_TENTHS:
        return False
    return bool(shares_words(unit.keys, quoted.keys)) and _covered(unit.keys, quoted.keys) >= PARAPHRASED


def _covered(keys: Sequence[str], others: Sequence[str]) -> float:
    shared = set(others)
    return score(keys, [(at, at + 1) for at, key in enumerate(keys) if key in shared])


def _utterance(units: Sequence[Unit], paraphrases: Sequence[Unit]) -> Utterance:
    base = _base(units)
    ordered = [base, *sorted((unit for unit in units if unit is not base), key=_by_day)]
    text = base.text
    found = [differences(text, unit.text, spoken=base.passage.primary) for unit in ordered]
    sigla = [siglum(number) for number in range(len(ordered) + len(paraphrases))]
    witnesses = [
        _witness(name, unit, relation_of(each)) for name, unit, each in zip(sigla, ordered, found, strict=False)
    ]
    witnesses += [
        Witness(name, unit.passage.report, unit.passage.statement, unit.spans, unit.text, "paraphrase")
        for name, unit in zip(sigla[len(ordered) :], sorted(paraphrases, key=_by_day), strict=True)
    ]
    named = _speaker(ordered)
    places = sorted((unit.passage.report, *((span.start, span.end) for span in unit.spans)) for unit in ordered)
    return Utterance(
        id=sha256(repr(places).encode()).hexdigest()[:20],
        person=named.person,
        speaker=named.names[0] if named.names else named.speaker,
        said=_said(ordered),
        base=text,
        primary=base.passage.primary,
        witnesses=tuple(witnesses),
        apparatus=apparatus_of(text, dict(zip(sigla, found, strict=False))),
    )


def _witness(name: str, unit: Unit, relation: Relation) -> Witness:
    return Witness(name, unit.passage.report, unit.passage.statement, unit.spans, unit.text, relation)


def siglum(number: int) -> str:
    """Give the sign of a witness: A to Z, then AA.

    >>> siglum(0), siglum(25), siglum(26)
    ('A', 'Z', 'AA')
    """
    name = ""
    number += 1
    while number:
        number, letter = divmod(number - 1, 26)
        name = ascii_uppercase[letter] + name
    return name


def _base(units: Sequence[Unit]) -> Unit:
    """Choose the primary source, else the wording whose words the others support most."""
    support: dict[str, int] = defaultdict(int)
    for unit in units:
        for key in set(unit.keys):
            support[key] += 1
    return min(
        units,
        key=lambda unit: (
            not unit.passage.primary,
            -sum(support[key] * weight_of(key) for key in unit.keys),
            unit.place,
        ),
    )


def _by_day(unit: Unit) -> tuple[bool, str, str, Spans]:
    published = unit.passage.published
    return (not unit.passage.primary, published.isoformat() if published else "~", unit.passage.report, unit.spans)


def _speaker(units: Sequence[Unit]) -> Passage:
    """Give the passage that names the speaker best: the person most witnesses give, by a name, the fullest."""
    votes: dict[str | None, int] = defaultdict(int)
    for unit in units:
        if unit.passage.speaker:
            votes[unit.passage.person] += 2 if unit.passage.ground == "named" else 1
    return min(
        (unit.passage for unit in units),
        key=lambda passage: (
            passage.speaker is None,
            -votes[passage.person],
            -len(passage.speaker or ""),
            passage.report,
            passage.spans,
        ),
    )


def _said(units: Sequence[Unit]) -> Period | None:
    """Give the shortest time that a witness names, else the day of a primary source."""
    named = [unit.passage.said for unit in units if unit.passage.said]
    if named:
        return min(named, key=lambda period: (period.last - period.first, period))
    days = [unit.passage.published for unit in units if unit.passage.primary and unit.passage.published]
    return Period(min(days), min(days)) if days else None
