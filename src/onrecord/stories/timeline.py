"""What happened when, as the reports of a story date it.

Sentences of several reports that tell of one event are one line of the time line. Reports that date an event otherwise
are named with it, if it is sure that they mean the same; a day within a vaguer period is no disagreement.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import log
from typing import TypeAlias

from onrecord.model import Event, Otherwise, Period, Person, Report, Story
from onrecord.stories.dated import Dated, dated_sentences
from onrecord.stories.sayings import Pairs, sayings
from onrecord.text.weights import weight_of

# Shares of the lighter sentence's words, by weight, that two reports have in common.
SAME_EVENT = 0.35  # within one period
SAME_WORDS = 0.7  # in two periods: the reports disagree
WHOLLY, LITTLE = 0.8, 20  # a short sentence that stands in the other as good as whole needs less
TELLING = 70  # weight in common, so that two names are not taken for an event
CLOSE = 3  # days between which reports disagree; what is told alike of a month later happened again
RARE = 6  # words by which a sentence looks for its like
FREQUENT = 150  # tellings that have a word from which it finds no like: these would be looked through in vain
KEPT = 6  # tellings of an event that others are compared with

Bag: TypeAlias = dict[str, int]


@dataclass
class _Group:
    """Sentences that tell of one event; ``bags`` are the words of the first few."""

    period: Period
    members: list[Dated] = field(default_factory=list)
    bags: list[Bag] = field(default_factory=list)

    @property
    def reports(self) -> set[str]:
        return {each.place.report for each in self.members}

    @property
    def sure(self) -> bool:
        return any(each.sure for each in self.members)


def time_line(
    story: Story,
    reports: Iterable[Report],
    pairs: Mapping[str, Pairs] | None = None,
    whose: Mapping[str, Person] | None = None,
    utterances_of: Mapping[str, Sequence[str]] | None = None,
) -> tuple[Event, ...]:
    """List the dated events and statements of a story in order, each with the places that tell it.

    ``pairs`` are the statements of each report; ``whose`` gives the speaker of a statement's id, ``utterances_of`` the
    utterances that it words.

    >>> time_line(Story("s", "", None, ()), ())
    ()
    """
    ordered = sorted((report for report in reports if report.kind == "report"), key=lambda report: report.id)
    said = sayings(
        story, [(each, (pairs or {}).get(each.id, ())) for each in ordered], whose or {}, utterances_of or {}
    )
    sentences = [each for report in ordered for each in dated_sentences(report, said.dates.get(report.id, ()))]
    events = [_event(story, *group) for group in _put_right(_grouped(sentences))]
    return tuple(sorted((*events, *said.events), key=_order))


def _order(event: Event) -> tuple[object, ...]:
    return event.period, event.kind, event.evidence[0].report, event.evidence[0].span


def _grouped(sentences: Iterable[Dated]) -> list[_Group]:
    """Group the sentences that tell the same, days before vaguer periods, so that the exact day is the event's."""
    copies: defaultdict[tuple[Period, tuple[str, ...]], list[Dated]] = defaultdict(list)
    for each in sentences:
        copies[each.period, each.keys].append(each)
    told = sorted(copies.items(), key=lambda item: (_length(item[0][0]), item[0], item[1][0].place.report))
    rarity = _rarity([keys for (_, keys), _ in told])
    index: defaultdict[str, list[tuple[_Group, Bag]]] = defaultdict(list)
    groups: list[_Group] = []
    for (period, keys), members in told:
        bag = {key: round(weight_of(key) * rarity[key]) for key in keys}
        group = _home(period, bag, index)
        if group is None:
            group = _Group(period)
            groups.append(group)
        group.members += members
        if len(group.bags) < KEPT:
            group.bags.append(bag)
            for key in bag:
                index[key].append((group, bag))
    return groups


def _length(period: Period) -> int:
    return (period.last - period.first).days


def _rarity(bags: Sequence[Sequence[str]]) -> dict[str, float]:
    """Tell how much a word parts the sentences of a story: its very subject hardly does."""
    holders = Counter(key for keys in bags for key in keys)
    whole = log(len(bags) + 1)
    return {key: 0.5 + 0.5 * (1 - log(number) / whole) for key, number in holders.items()} if whole else {}


def _home(period: Period, bag: Bag, index: Mapping[str, Sequence[tuple[_Group, Bag]]]) -> _Group | None:
    """Find the event that a sentence tells: the one most like it of those on the same day, or within its period."""
    best: tuple[float, _Group] | None = None
    for group, other in _alike(bag, index):
        if _within(group.period, period):
            share, weight = _common(bag, other)
            is_same = (share >= SAME_EVENT and weight >= TELLING) or (share >= WHOLLY and weight >= LITTLE)
            if is_same and (best is None or share > best[0]):
                best = share, group
    return best[1] if best else None


def _alike(bag: Bag, index: Mapping[str, Sequence[tuple[_Group, Bag]]]) -> list[tuple[_Group, Bag]]:
    """Give the tellings that share one of a sentence's rarest words, each once."""
    heaviest = sorted((key for key in bag if 0 < len(index.get(key, ())) <= FREQUENT), key=lambda key: (-bag[key], key))
    return list({id(other): (group, other) for key in heaviest[:RARE] for group, other in index[key]}.values())


def _within(inner: Period, outer: Period) -> bool:
    return outer.first <= inner.first and inner.last <= outer.last


def _common(one: Bag, other: Bag) -> tuple[float, int]:
    """Give what two sentences have in common: as a share of the lighter one, and as a weight."""
    shared = sum(min(weight, other[key]) for key, weight in one.items() if key in other)
    return shared / (min(sum(one.values()), sum(other.values())) or 1), shared


def _put_right(groups: Sequence[_Group]) -> list[tuple[_Group, list[_Group]]]:
    """Join the events that reports date differently: to the day that most reports give, of two to the earlier."""
    index: defaultdict[str, list[tuple[_Group, Bag]]] = defaultdict(list)
    order = sorted(groups, key=lambda group: (-len(group.reports), group.period, group.members[0].place.report))
    joined: list[tuple[_Group, list[_Group]]] = []
    others: dict[int, list[_Group]] = {}
    for group in order:
        home = next(
            (one for bag in group.bags for one, other in _alike(bag, index) if _differ(one, group, bag, other)), None
        )
        if home is not None:
            others[id(home)].append(group)
            continue
        others[id(group)] = []
        joined.append((group, others[id(group)]))
        for bag in group.bags:
            for key in bag:
                index[key].append((group, bag))
    return joined


def _differ(one: _Group, other: _Group, bag: Bag, its: Bag) -> bool:
    """Tell whether two groups are one event on two days: much the same words, in other reports, both naming a day."""
    if _within(one.period, other.period) or _within(other.period, one.period):
        return False
    apart = max((one.period.first - other.period.last).days, (other.period.first - one.period.last).days)
    if apart > max(CLOSE, _length(one.period), _length(other.period)):
        return False
    share, weight = _common(bag, its)
    if share < SAME_WORDS or weight < TELLING:
        return False
    return one.sure and other.sure and one.reports.isdisjoint(other.reports)


def _event(story: Story, group: _Group, others: Sequence[_Group]) -> Event:
    """Tell an event in the sentence that most of the others agree with."""
    best = _central(group)
    return Event(
        story=story.id,
        period=group.period,
        what=best.text,
        evidence=tuple(each.place for each in (best, *_sorted(each for each in group.members if each is not best))),
        ahead=all(each.ahead for each in group.members),
        otherwise=tuple(
            Otherwise(other.period, tuple(each.place for each in _sorted(other.members)))
            for other in sorted(others, key=lambda other: other.period)
        ),
    )


def _central(group: _Group) -> Dated:
    """Choose the sentence that shares the most with the others, the exact day before a vaguer one."""
    holders = Counter(key for each in group.members for key in each.keys)

    def agreement(each: Dated) -> float:
        return sum(weight_of(key) * (holders[key] - 1) for key in each.keys) / (len(each.keys) or 1)

    exact = [each for each in group.members if each.period == group.period]
    return min(exact, key=lambda each: (-round(agreement(each), 6), len(each.text), each.place.report, each.place.span))


def _sorted(sentences: Iterable[Dated]) -> list[Dated]:
    return sorted(sentences, key=lambda each: (each.place.report, each.place.span))
