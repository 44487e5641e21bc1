"""What became of the figures of one edition in the next.

A figure is followed with its sentence. One that stands anywhere on the other side was neither added nor removed; of the
rest, two that count the same thing in like words are one figure whose value changed.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import prod, sqrt
from typing import NamedTuple

from onrecord.editions.follow import Following, Side
from onrecord.model import Edit, EditKind, Figure, Rewording
from onrecord.text.words import words_of

ALIKE = 0.4  # cosine of the words around two figures of one kind, from which on they count one thing
BARE = "of "  # the kind of a number with no noun that says what it counts


@dataclass(frozen=True, slots=True)
class Counted:
    """A printed figure: ``kind`` is what it may be compared with, ``around`` the words near it by their weight."""

    figure: Figure
    kind: str
    around: Mapping[str, float]


class _Mention(NamedTuple):
    """A figure with the numbers of its words, and the stretch that they are in."""

    counted: Counted
    numbers: tuple[int, ...]
    home: int

    @property
    def value(self) -> tuple[float | None, float | None]:
        return self.counted.figure.low, self.counted.figure.high

    @property
    def things(self) -> tuple[str, ...]:
        """Give what it counts, by its kind and as printed: other words nearby may make another kind of it."""
        return tuple(filter(None, (self.counted.kind, self.counted.figure.counts)))


def compare_figures(before: Sequence[Counted], after: Sequence[Counted], following: Following) -> Iterator[Edit]:
    """List the figures whose value was changed, and those that were added or removed."""
    old = _mentions(before, following.before, following.home_before)
    new = _mentions(after, following.after, following.home_after)
    pairs = _in_place(old, new, following)
    used = set(pairs.values())
    rest_old = _not_standing([each for number, each in enumerate(old) if number not in pairs], new)
    rest_new = _not_standing([each for number, each in enumerate(new) if number not in used], old)
    likes = _like(rest_old, rest_new)
    liked = set(likes.values())
    yield from (_edit(old[one], new[other]) for one, other in pairs.items() if old[one].value != new[other].value)
    yield from (_edit(rest_old[one], rest_new[other]) for one, other in likes.items())
    yield from (_edit(one, None) for number, one in enumerate(rest_old) if number not in likes)
    yield from (_edit(None, other) for number, other in enumerate(rest_new) if number not in liked)


def _mentions(figures: Sequence[Counted], side: Side, home_of: Mapping[int, int]) -> list[_Mention]:
    """Give the figures of which some word is followed."""
    found = ((each, side.numbers_in((each.figure.span,))) for each in figures)
    return [_Mention(each, numbers, home_of[numbers[0]]) for each, numbers in found if numbers]


def _in_place(old: Sequence[_Mention], new: Sequence[_Mention], following: Following) -> dict[int, int]:
    """Pair the figures that stand in the same place of a sentence, equal values first."""
    holders = {word: other for other, mention in enumerate(new) for word in mention.numbers}
    in_gap: defaultdict[int, set[int]] = defaultdict(set)
    for word, other in holders.items():
        if word in following.gap_after:
            in_gap[following.gap_after[word]].add(other)

    def near(mention: _Mention) -> set[int]:
        became = {holders[place] for word in mention.numbers if (place := following.to_after.get(word, -1)) in holders}
        return became.union(*(in_gap.get(following.gap_before.get(word, -1), ()) for word in mention.numbers))

    return _best(
        (float(new[other].value != mention.value), one, other)
        for one, mention in enumerate(old)
        for other in near(mention)
        if set(new[other].things).intersection(mention.things)
        or (new[other].value == mention.value and BARE in (mention.counted.kind, new[other].counted.kind))
    )


def _best(scored: Iterable[tuple[float, int, int]]) -> dict[int, int]:
    """Pair each with one alone, those of the lowest score first."""
    pairs: dict[int, int] = {}
    used: set[int] = set()
    for _, one, other in sorted(scored):
        if one not in pairs and other not in used:
            pairs[one] = other
            used.add(other)
    return pairs


def _not_standing(mentions: Sequence[_Mention], there: Sequence[_Mention]) -> list[_Mention]:
    """Give those whose value stands nowhere on the other side."""
    values = {(each.value, thing) for each in there for thing in each.things}
    return [each for each in mentions if values.isdisjoint((each.value, thing) for thing in each.things)]


def _like(old: Sequence[_Mention], new: Sequence[_Mention]) -> dict[int, int]:
    """Pair what counts the same thing in like words, or stands in the same sentence without saying what it counts."""
    by_thing: defaultdict[str, list[int]] = defaultdict(list)
    for other, mention in enumerate(new):
        by_thing[mention.counted.kind].append(other)
        by_thing[f"{BARE}{mention.home}"].append(other)
    return _best(
        (-likeness, one, other)
        for one, mention in enumerate(old)
        for thing in (mention.counted.kind, f"{BARE}{mention.home}")
        for other in by_thing.get(thing, ())
        if (likeness := _likeness(mention, new[other])) >= ALIKE
    )


def _likeness(one: _Mention, other: _Mention) -> float:
    if one.home == other.home and BARE in (one.counted.kind, other.counted.kind):
        return ALIKE if one.counted.figure.unit is None or other.counted.figure.unit is None else 0.0
    return _cosine(one.counted.around, other.counted.around)


def _cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    product = sum(weight * other.get(word, 0.0) for word, weight in one.items())
    lengths = (sqrt(sum(weight * weight for weight in each.values())) for each in (one, other))
    return product / (prod(lengths) or 1.0)


def _edit(old: _Mention | None, new: _Mention | None) -> Edit:
    one, other = old.counted.figure if old else None, new.counted.figure if new else None
    newest = other or one
    is_changed = one is not None and other is not None
    change: EditKind = "changed" if is_changed else "added" if other else "removed"
    return Edit(
        before=one.report if one else "",
        after=other.report if other else "",
        what="figure",
        change=change,
        before_spans=(one.span,) if one else (),
        after_spans=(other.span,) if other else (),
        before_text=one.text if one else None,
        after_text=other.text if other else None,
        speaker=newest.by if newest else None,
        ways=("other value",) if is_changed else (),
        words=_words(one, other) if one and other else (),
        counts=(newest.counts or None) if newest else None,
    )


def _words(one: Figure, other: Figure) -> tuple[Rewording, ...]:
    at = (0, len(words_of(one.text)))
    return (Rewording(at, one.text, other.text, "replaced", "number"),)
