"""How alike two reports are: the words that tell which they share, beyond what each shares with any report.

How much a word tells is how rare it is among these reports and, as long as they are few, in English news at large; five
reports of one story would otherwise call its very subject a common word. What is enough to be of one event depends on
how many others could have been it: of two reports that appeared in one week less is asked than of two out of years,
and less the fewer reports that week has; reports without a day are weighed against all.

All weights are whole numbers, so that a sum depends neither on its order nor on the machine.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from math import exp, fsum, log, sqrt
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.model import Report, Span
from onrecord.text.weights import weight_of
from onrecord.text.words import TOKEN, words_of

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

# Measured on stories-dev and copies-reports-dev, together and apart, whole and in parts of 3 to 30 stories, with
# their days, without, and with days moved into one month; none of these is sharp.
HEADLINE = 8  # a word of the headline counts as so many of the text
LEAD, IN_LEAD = 80, 3  # so many words open a report, and each counts as so many
KNOWN = 1000  # so many reports' worth of trust in how rare a word is in news at large
REPORT_WORDS = 400  # words of a usual report
LEAST = 0.5  # a word keeps this part of the weight that it has at large: of one great story no record makes it common
TELLING = 100  # words by which a report is compared, the heaviest ones: more cost time and bring no more
ONE = 1 << 12  # the length of a report's weights
COMMON = 1000  # a word of more reports than that brings no two of them together, but counts when others do
FAINT = 0.04  # two reports that share less are not looked at
SAME = 0.3  # two that share more are of one event or copies, and no measure of what is usual
USUAL, TRUST = 0.03, 50  # what two reports share, before the record tells, and so many reports' worth of trust in it
MOST_USUAL = 0.04  # more than the reports of any mixed record: they are of one event then, or of few
ENOUGH, PER_RIVAL = (
    0.008,
    0.013,
)  # what has to be shared: so much, and so much for each e-fold of the reports in question
RIVALS = 8  # reports in question that are none: also in a record of two there could have been others
WEEK = 5.0  # days in which "at the same time" wears off, by 1/e
APART = 0.6  # of what is shared by reports of other times so much counts
KEPT = 0.35  # pairs that are less alike than this part of what has to be, count as nothing
THOUSAND = 1000


class Alike(NamedTuple):
    """Two reports by their numbers, ``one`` < ``other``; ``likeness`` of 1000 is enough for one story."""

    one: int
    other: int
    likeness: int


class _Weighed(NamedTuple):
    """The telling words of all reports, report by report: ``words`` and ``weights`` of those from ``begins[n]`` on."""

    begins: Ints
    words: Ints
    weights: Ints

    @property
    def reports(self) -> Ints:
        """The number of the report that each word is of."""
        return np.repeat(np.arange(len(self.begins) - 1), np.diff(self.begins))


def find_alike(reports: Sequence[Report]) -> list[Alike]:
    """Compare every two reports that share a telling word; those that share next to nothing are left out.

    >>> find_alike(())
    []
    """
    if len(reports) < 2:
        return []
    weighed = _weighed(reports)
    ones, others, shared = _shared(weighed)
    usual = _usual(weighed, ones, others, shared)
    likeness = (shared - usual[ones] - usual[others]) / _asked(reports, ones, others)
    kept = likeness >= KEPT
    whole = np.floor(likeness[kept] * THOUSAND).astype(np.int64)
    return [Alike(*each) for each in zip(ones[kept].tolist(), others[kept].tolist(), whole.tolist(), strict=True)]


def _counts(report: Report) -> Counter[str]:
    """Count the words of a report that are its own prose, and those of its headline."""
    printed = [form for span in _prose(report) for form in TOKEN.findall(report.text, span.start, span.end)]
    forms = Counter(printed)
    for form in printed[:LEAD]:
        forms[form] += IN_LEAD - 1
    for form in TOKEN.findall(report.headline or ""):
        forms[form] += HEADLINE
    counts: Counter[str] = Counter()
    for form, count in forms.items():
        for key in _keys(form):
            counts[key] += count
    return counts


@lru_cache(maxsize=1 << 17)
def _keys(form: str) -> tuple[str, ...]:
    """Fold a printed word by itself: five times as fast as all in a row, which joins numbers besides."""
    return tuple(word.key for word in words_of(form))


def _prose(report: Report) -> Iterable[Span]:
    """Give the stretches of a report between its furniture."""
    start = 0
    for span in sorted(each.span for each in report.furniture):
        if start < span.start:
            yield Span(start, span.start)
        start = max(start, span.end)
    yield Span(start, len(report.text))


def _share_at_large(key: str) -> float:
    """Tell what share of English news reports holds a word, from its weight (see ``weights.tsv``)."""
    share_of_words = exp(-3.2 - 3 * (weight_of(key) / 10 - 0.4))
    return 1 - exp(-REPORT_WORDS * share_of_words)


def _rarity(key: str, holders: int, reports: int) -> float:
    """Tell how rare a word is that so many of the reports hold."""
    at_large = _share_at_large(key)
    return max(-LEAST * log(at_large), log((reports + KNOWN) / (holders + KNOWN * at_large)))


def _weighed(reports: Sequence[Report]) -> _Weighed:
    """Weigh words by how often a report has them and how few others do, and keep each report's heaviest."""
    numbers: dict[str, int] = {}
    counted: list[tuple[NDArray[np.int32], NDArray[np.int32]]] = []
    for report in reports:
        counts = _counts(report)
        words = [numbers.setdefault(key, len(numbers)) for key in counts]
        counted.append((np.array(words, dtype=np.int32), np.array(list(counts.values()), dtype=np.int32)))
    holders = np.bincount(np.concatenate([words for words, _ in counted]), minlength=len(numbers)).tolist()
    rarity = np.array([_rarity(key, each, len(reports)) for key, each in zip(numbers, holders, strict=True)])
    # The machine's own logarithm, not numpy's, whose last digit depends on the processor.
    logs = {count: 1 + log(count) for count in {count for _, counts in counted for count in counts.tolist()}}
    kept = [_heaviest(words, np.array([logs[each] for each in counts.tolist()]), rarity) for words, counts in counted]
    return _Weighed(
        np.cumsum([0, *(len(words) for words, _ in kept)]),
        np.concatenate([words for words, _ in kept]),
        np.concatenate([weights for _, weights in kept]),
    )


def _heaviest(words: NDArray[np.int32], frequency: Floats, rarity: Floats) -> tuple[Ints, Ints]:
    weights = frequency * rarity[words]
    heaviest = np.lexsort((words, -weights))[:TELLING]
    heaviest = heaviest[weights[heaviest] > 0]
    length = sqrt(fsum((weights[heaviest] ** 2).tolist())) or 1.0
    return words[heaviest].astype(np.int64), np.rint(weights[heaviest] / length * ONE).astype(np.int64)


def _shared(weighed: _Weighed) -> tuple[Ints, Ints, Floats]:
    """Give the pairs of reports that share something, and how much, through an index from words to reports."""
    begins, words, weights = weighed
    by_word = np.argsort(words, kind="stable")
    holder, weight = weighed.reports[by_word], weights[by_word]
    holders = np.bincount(words)
    first = np.cumsum(holders) - holders
    seen = np.zeros_like(holders)
    pairs: list[tuple[Ints, Ints, Floats]] = []
    for number, (start, end) in enumerate(zip(begins[:-1].tolist(), begins[1:].tolist(), strict=True)):
        mine, mine_weight = words[start:end], weights[start:end]
        before = seen[mine]  # the reports before this one that hold each of its words
        seen[mine] += 1
        rare = holders[mine] <= COMMON
        places = _ranges(first[mine[rare]], before[rare])
        if not len(places):
            continue
        sums = np.bincount(holder[places], weights=weight[places] * np.repeat(mine_weight[rare], before[rare]))
        found = np.flatnonzero(sums >= FAINT / 2 * ONE * ONE)
        total = sums[found]
        for word, own, count in zip(mine[~rare], mine_weight[~rare], before[~rare], strict=True):
            held = holder[first[word] : first[word] + count]
            at = np.searchsorted(held, found)
            at[at == count] = 0
            has = held[at] == found if count else np.zeros(len(found), dtype=bool)
            total[has] += own * weight[first[word] + at[has]]
        enough = total >= FAINT * ONE * ONE
        found, total = found[enough], total[enough]
        pairs.append((found, np.full(len(found), number), total / (ONE * ONE)))
    if not pairs:
        return np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0)
    ones, others, shared = (np.concatenate(column) for column in zip(*pairs, strict=True))
    return ones, others, shared


def _ranges(starts: Ints, lengths: Ints) -> Ints:
    """Give the numbers of several ranges in a row: ``[5, 6, 9]`` for the two from 5 and the one from 9."""
    ends = np.cumsum(lengths)
    return np.repeat(starts - ends + lengths, lengths) + np.arange(ends[-1] if len(ends) else 0)


def _usual(weighed: _Weighed, ones: Ints, others: Ints, shared: Floats) -> Floats:
    """Tell what each report shares with a report of another event."""
    size = len(weighed.begins) - 1
    in_all = np.bincount(weighed.words, weights=weighed.weights)
    with_others = weighed.weights * (in_all[weighed.words] - weighed.weights)
    sums = np.bincount(weighed.reports, weights=with_others, minlength=size) / (ONE * ONE)
    same = shared >= SAME
    ends = np.concatenate([ones[same], others[same]])
    sums -= np.bincount(ends, weights=np.tile(shared[same], 2), minlength=size)
    usual = (sums + TRUST * USUAL) / (size - 1 - np.bincount(ends, minlength=size) + TRUST)
    return np.minimum(usual, MOST_USUAL)


def _asked(reports: Sequence[Report], ones: Ints, others: Ints) -> Floats:
    """Tell how much two reports have to share to be of one event."""
    days = [report.published.toordinal() if report.published else None for report in reports]
    on_day = Counter(day for day in days if day is not None)
    undated = len(days) - on_day.total()
    wearing = [exp(-gap / WEEK) for gap in range(round(12 * WEEK))]
    rivals = {
        day: undated
        + fsum(on_day[day + gap] * near for past, near in enumerate(wearing) for gap in {past, -past})
        for day in on_day
    }  # fmt: skip
    anywhere = log(len(days) + RIVALS)
    nearby = np.array([anywhere if day is None else log(rivals[day] + RIVALS) for day in days])
    at = np.array([0 if day is None else day for day in days])
    dated = np.array([day is not None for day in days])
    gaps = np.minimum(np.abs(at[ones] - at[others]), len(wearing))
    near = np.array([*wearing, 0.0])[gaps]
    undated_pair = ENOUGH + PER_RIVAL * anywhere
    dated_pair = near * (ENOUGH + PER_RIVAL * (nearby[ones] + nearby[others]) / 2) + (1 - near) * undated_pair / APART
    return np.where(dated[ones] & dated[others], dated_pair, undated_pair)
