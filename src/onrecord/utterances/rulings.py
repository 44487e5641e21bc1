"""Join and part utterances as an editor ruled.

A ruling is about two units, each the one that overlaps most with a stretch of its report. What is ruled *different* is
parted first, then what is ruled *same* is joined, with all that each of the two is together with; where that brings
together what is ruled to be different, it is parted again. The units of a ruling are the heads of the parts; each other
unit goes to the head that it is most like in words, then by story, speaker and day, and in doubt to the first by place.

A reported clause is where the program thought that it fits best: one that is ruled to render a quotation leaves what it
was with and brings nothing along, and none draws a quotation to its side. Where rulings contradict one another, *same*
stands.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple, TypeAlias

from onrecord.joining import components
from onrecord.model import Passage, Place, Ruling, RulingKind, Spans
from onrecord.text.places import length_of, place_of, shared_length
from onrecord.utterances.doubts import are_one_person
from onrecord.utterances.match import shares_words
from onrecord.utterances.paraphrases import share_covered
from onrecord.utterances.units import Unit

SAME: RulingKind = "same-utterance"
DIFFERENT: RulingKind = "different-utterances"
ON_UTTERANCES = frozenset({SAME, DIFFERENT})
LONG_APART = 10_000  # days between two that are not both dated

Likeness: TypeAlias = tuple[float, bool, bool, bool, int, int]


class Gathered(NamedTuple):
    """What renders one thing said: quotations, and clauses that report it."""

    quoted: Sequence[Unit]
    clauses: Sequence[Unit]


def on_utterances(rulings: Iterable[Ruling]) -> list[Ruling]:
    """Choose the rulings that are about utterances."""
    return [each for each in rulings if each.ruling in ON_UTTERANCES]


def places_of(rulings: Iterable[Ruling]) -> tuple[Place, ...]:
    """Give the stretches that rulings on utterances are about."""
    found = {place_of(str(each)) for ruling in rulings for each in (ruling.a, ruling.b)}
    return tuple(sorted((each for each in found if each), key=lambda place: (place.report, place.span)))


def meant(place: Place, stretches: Iterable[Spans]) -> Spans | None:
    """Give the stretch of its report that a place means: the one that it overlaps most, of two the shorter.

    >>> from onrecord.model import Span
    >>> meant(Place("r", Span(10, 20)), [(Span(0, 12),), (Span(12, 30),), (Span(0, 30),)])
    (Span(start=0, end=30),)
    """
    shared = {spans: shared_length(place.span, spans) for spans in stretches}
    best = min(shared, key=lambda spans: (-shared[spans], length_of(spans), spans), default=None)
    return best if best is not None and shared[best] else None


def standing_rulings(rulings: Iterable[Ruling], units: Sequence[Unit]) -> list[Ruling]:
    """Choose the rulings on utterances of which both places are in some unit."""
    chosen = on_utterances(rulings)
    reports = {place.report for place in places_of(chosen)}
    printed: dict[str, list[Spans]] = {report: [] for report in reports}
    for unit in units if reports else ():
        if unit.passage.report in reports:
            printed[unit.passage.report].append(unit.spans)

    def is_there(name: str) -> bool:
        place = place_of(name)
        return place is not None and meant(place, printed[place.report]) is not None

    return [each for each in chosen if is_there(each.a) and is_there(str(each.b))]


def is_held(place: Place, unit: Unit) -> bool:
    """Tell whether a place names most of a unit, or lies for the most part in it."""
    if place.report != unit.passage.report:
        return False
    shared = shared_length(place.span, unit.spans)
    return 2 * shared > min(length_of(unit.spans), place.span.end - place.span.start)


def ruled(groups: Sequence[Gathered], reported: Sequence[Unit], rulings: Sequence[Ruling]) -> list[Gathered]:
    """Give groups as they are ruled to be; ``reported`` are all clauses, those that are in no group among them."""
    units = _Units(groups, reported, {place.report for place in places_of(rulings)})
    pairs = [(ruling.ruling, units.meant(ruling.a), units.meant(str(ruling.b))) for ruling in rulings]
    found = [(kind, one, other) for kind, one, other in pairs if one is not None and other is not None]
    homes = {units.home[each] for _, *pair in found for each in pair}
    parts = _Parting(
        units,
        sorted(each for each, home in enumerate(units.home) if home in homes),
        [(one, other) for kind, one, other in found if kind == SAME],
        [(one, other) for kind, one, other in found if kind == DIFFERENT],
    ).parts()
    touched = [units.gathered(part) for part in parts]
    return [
        *(group for number, group in enumerate(groups) if number not in homes),
        *(group for group in touched if group.quoted),
    ]


class _Units:
    """The units that a ruling can touch, quotations first, each with its group; lone clauses have one to themselves."""

    def __init__(self, groups: Sequence[Gathered], reported: Sequence[Unit], reports: set[str]) -> None:
        near = [
            (number, group)
            for number, group in enumerate(groups)
            if any(unit.passage.report in reports for unit in (*group.quoted, *group.clauses))
        ]
        placed = [(unit, number, False) for number, group in near for unit in group.quoted]
        placed += [(unit, number, True) for number, group in near for unit in group.clauses]
        is_placed = {id(unit) for unit, *_ in placed}
        lone = [unit for unit in reported if unit.passage.report in reports and id(unit) not in is_placed]
        placed += [(unit, len(groups) + number, True) for number, unit in enumerate(lone)]
        placed.sort(key=lambda each: (each[2], each[0].place, each[0].spans, each[0].passage.statement))
        self.units = [unit for unit, *_ in placed]
        self.home = [home for _, home, _ in placed]
        self.is_clause = [is_clause for *_, is_clause in placed]
        self._by_report: dict[str, dict[Spans, int]] = {report: {} for report in reports}
        for number, unit in enumerate(self.units):
            if unit.passage.report in reports:
                self._by_report[unit.passage.report].setdefault(unit.spans, number)

    def meant(self, name: str) -> int | None:
        """Give the unit that the name of a stretch means."""
        place = place_of(name)
        printed = self._by_report.get(place.report, {}) if place else {}
        spans = meant(place, printed) if place else None
        return printed[spans] if spans else None

    def gathered(self, numbers: Iterable[int]) -> Gathered:
        """Put some units together."""
        ordered = sorted(numbers)
        return Gathered(
            [self.units[each] for each in ordered if not self.is_clause[each]],
            [self.units[each] for each in ordered if self.is_clause[each]],
        )


class _Parting:
    """Some units with what is ruled of them. A *block* is what is ruled to be the same, mostly one unit alone."""

    def __init__(
        self,
        units: _Units,
        numbers: Sequence[int],
        same: Sequence[tuple[int, int]],
        different: Sequence[tuple[int, int]],
    ) -> None:
        self._units = units
        self._numbers = numbers
        self._blocks = components(numbers, same)
        self._block_of = {each: at for at, block in enumerate(self._blocks) for each in block}
        self._foes: dict[int, set[int]] = defaultdict(set)
        for one, other in different:
            a, b = self._block_of[one], self._block_of[other]
            if a != b:
                self._foes[a].add(b)
                self._foes[b].add(a)
        self._likenesses: dict[tuple[int, int], Likeness] = {}

    def parts(self) -> list[list[int]]:
        """Part, join, and part again what the joins brought together."""
        groups: dict[tuple[int, int | None], list[int]] = defaultdict(list)
        for each in self._numbers:
            moves = self._units.is_clause[each] and self._is_quoted(self._block_of[each])
            groups[self._units.home[each], each if moves else None].append(each)
        parts = [part for group in groups.values() for part in self._parted(group)]
        first_of: dict[int, int] = {}
        edges = [(first_of.setdefault(self._block_of[each], at), at) for at, part in enumerate(parts) for each in part]
        joined = (
            [each for at in component for each in parts[at]] for component in components(range(len(parts)), edges)
        )
        return [part for group in joined for part in self._parted(sorted(group))]

    def _is_quoted(self, block: int) -> bool:
        return not self._units.is_clause[self._blocks[block][0]]

    def _parted(self, numbers: Sequence[int]) -> list[list[int]]:
        """Part some units so that no two that are ruled to be different are together."""
        members: dict[int, list[int]] = defaultdict(list)
        for each in numbers:
            members[self._block_of[each]].append(each)
        heads = [block for block in members if not self._foes[block].isdisjoint(members)]
        if not heads:
            return [list(numbers)]
        parts: list[list[int]] = []
        for block in heads:
            friendly = [at for at, part in enumerate(parts) if self._foes[block].isdisjoint(part)]
            if friendly:
                parts[self._closest(members[block], friendly, [_all(members, part) for part in parts])].append(block)
            else:
                parts.append([block])
        seeds = [_all(members, part) for part in parts]
        rest = [block for block in members if block not in heads]
        return self._grown(seeds, [members[block] for block in rest])

    def _grown(self, seeds: Sequence[Sequence[int]], rest: Iterable[Sequence[int]]) -> list[list[int]]:
        """Put each of the rest to the seed that it is most like; what is like none goes with the others."""
        grown = [list(seed) for seed in seeds]
        quoted = [at for at, seed in enumerate(seeds) if not all(self._units.is_clause[each] for each in seed)]
        choice = quoted or list(range(len(seeds)))
        unlike = []
        for block in rest:
            at = self._closest(block, choice, seeds)
            if self._alike(block, seeds[at])[0]:
                grown[at] += block
            else:
                unlike.append(block)
        placed = [list(part) for part in grown]
        for block in unlike:
            grown[self._closest(block, choice, placed)] += block
        return [sorted(part) for part in grown]

    def _closest(self, block: Sequence[int], choice: Sequence[int], parts: Sequence[Sequence[int]]) -> int:
        """Give the part, among those of a choice, that a block is most like; in doubt the first."""
        return max(choice, key=lambda at: (self._alike(block, parts[at]), -at))

    def _alike(self, block: Sequence[int], part: Sequence[int]) -> Likeness:
        return max(self._likeness(one, other) for one in block for other in part)

    def _likeness(self, one: int, other: int) -> Likeness:
        pair = min(one, other), max(one, other)
        if pair not in self._likenesses:
            self._likenesses[pair] = likeness(*(self._units.units[each] for each in pair))
        return self._likenesses[pair]


def _all(members: Mapping[int, Sequence[int]], blocks: Iterable[int]) -> list[int]:
    return [each for block in blocks for each in members[block]]


def likeness(one: Unit, other: Unit) -> Likeness:
    """Tell how much two units are alike in words and, after that, in story, speaker and day.

    Of two that hold all the words of a third the primary source is more like it, then the longer one.
    """
    pair = one.passage, other.passage
    is_one_story = one.passage.story is not None and one.passage.story == other.passage.story
    days = [_day(passage) for passage in pair]
    apart = abs((days[0] - days[1]).days) if days[0] and days[1] else LONG_APART
    is_primary = any(passage.primary for passage in pair)
    length = len(one.keys) + len(other.keys)
    return _words_alike(one, other), is_primary, is_one_story, are_one_person(*pair), length, -apart


def _words_alike(one: Unit, other: Unit) -> float:
    if one.keys == other.keys:
        return 2.0  # more than any share
    if "indirect" in (one.passage.form, other.passage.form):
        clause, said = (one, other) if one.passage.form == "indirect" else (other, one)
        return share_covered(clause, said)
    return shares_words(one.keys, other.keys)


def _day(passage: Passage) -> date | None:
    return passage.said.first if passage.said else passage.published
