"""Fit a quotation into the words of one speaker at a time: where it stands best, and what differs there."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, groupby, islice, pairwise
from typing import NamedTuple

from onrecord.model import Change, ChangeKind, Passage, Sense, Span, Spans, Verdict
from onrecord.text.align import Gap, Match, align, chain, count_equal, gaps, pairs_of
from onrecord.text.grams import votes_of
from onrecord.text.senses import sense_of
from onrecord.text.weights import weight_of
from onrecord.text.words import AMBIGUOUS, Word, words_of
from onrecord.utterances.slips import is_slip
from onrecord.utterances.units import ELLIPSIS, weight, words_in

LEAP = 20  # words passed over, from which on two places are spliced
BRACKETS = re.compile(r"\[[^\[\]]*\]")
RANKS: tuple[Verdict, ...] = ("exact", "abridged", "cut", "reworded", "spliced")
WINDOWS, STREAM_WINDOWS = 16, 3  # wordings looked at in all, and of one stream; the right one is among five (notes)
MOST_PLACES = 100
LIGHT, APART = 10, 4  # a word's weight, and how many words are passed over on either side of it
BESIDE = 3  # words from an end at which a little word is still looked for
EDGE = 4  # words at an end of a quotation that are set against as many of the record
AUXILIARIES = frozenset({"do", "does", "did", "have", "has", "had", "will", "would", "not", "never"})
STOP = re.compile(r"[.!?…]")
SHOWN = 3  # fits that are given where nothing is found: the nearest
HELD = 0.45  # of a quotation's weight: what a window has to have for more
IN_ORDER = 2  # and how many times that weight it has to have as votes, which sequences get; a source had 2.8 or more
FAINT = 4  # how many times more the best window shares with the quotation than one not worth a look
MOST_PAIRS = 1_500


class Quoted(NamedTuple):
    """A quotation taken apart: its words, which of them stand in brackets, before which an ellipsis stands."""

    text: str
    words: tuple[Word, ...]
    keys: tuple[str, ...]
    bracketed: frozenset[int]
    dotted: frozenset[int]


class Stream(NamedTuple):
    """The words of one speaker in one report, in order; an interjection of another does not break them."""

    passages: tuple[Passage, ...]
    words: tuple[Word, ...]
    keys: tuple[str, ...]
    homes: tuple[int, ...]


class Window(NamedTuple):
    """Words ``start:end`` of a stream, and what the word sequences that they share with a quotation weigh."""

    votes: int
    stream: Stream
    start: int
    end: int

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of its words."""
        return self.stream.keys[self.start : self.end]


class Fit(NamedTuple):
    """The place of a stream that a quotation fits best, and what differs there: ``gaps`` are where the changes lie."""

    stream: Stream
    start: int
    end: int
    verdict: Verdict
    changes: tuple[Change, ...]
    gaps: tuple[Gap, ...]
    matched: int


def take_apart(text: str) -> Quoted:
    """Take a quotation apart."""
    words = words_of(text)
    starts, ends = [word.start for word in words], [word.end for word in words]
    bracketed: set[int] = set()
    for match in BRACKETS.finditer(text):
        bracketed.update(range(bisect_left(starts, match.start()), bisect_right(ends, match.end())))
    dotted = {bisect_right(ends, match.start()) for match in ELLIPSIS.finditer(text)} - {len(words)}
    return Quoted(text, words, tuple(word.key for word in words), frozenset(bracketed), frozenset(dotted))


def streams_of(passages: Sequence[Passage]) -> Iterator[Stream]:
    """String the words of each speaker together, report by report."""

    def home(passage: Passage) -> tuple[str, str]:
        whose = passage.speaker if passage.primary and passage.speaker else passage.statement
        return passage.report, whose or ""

    for _, group in groupby(sorted(passages, key=lambda each: (*home(each), each.spans)), key=home):
        members = tuple(group)
        words: list[Word] = []
        homes: list[int] = []
        for number, passage in enumerate(members):
            found = words_in(passage.text, passage.spans)
            words += found
            homes += [number] * len(found)
        if words:
            yield Stream(members, tuple(words), tuple(word.key for word in words), tuple(homes))


def fits_of(quoted: Quoted, streams: Sequence[Stream]) -> Iterator[Fit]:
    """Give the best fits of a quotation, from the windows that have words enough, in its order, to be its source."""
    likely = [stream for stream in streams if _may_hold(quoted, stream.keys)]
    least = IN_ORDER * weight(quoted.keys) if len(quoted.keys) > 1 else 0
    windows = _best_windows(quoted, likely, is_wide=True)
    return _fits(quoted, (each for each in windows if each.votes >= least and _may_hold(quoted, each.keys)))


def nearest_to(quoted: Quoted, streams: Sequence[Stream]) -> list[Fit]:
    """Give the few fits that have the most of a quotation, however little it be."""
    return list(islice(_fits(quoted, _best_windows(quoted, streams, is_wide=False)), SHOWN))


def _fits(quoted: Quoted, windows: Iterable[Window]) -> Iterator[Fit]:
    taken: list[Fit] = []
    known: dict[tuple[str, ...], list[Match]] = {}  # many reports print the same words: they are fitted once
    for window in windows:
        keys = window.keys
        if keys not in known:
            if len(known) == WINDOWS:
                continue
            known[keys] = _with_ends(quoted, keys, _without_stepping_stones(quoted, _matches(quoted, keys)))
        if not known[keys]:
            continue
        fit = _described(quoted, window.stream, known[keys], window.start)
        if not any(fit.stream is each.stream and fit.start < each.end and each.start < fit.end for each in taken):
            taken.append(fit)
            yield fit


def _best_windows(quoted: Quoted, streams: Sequence[Stream], *, is_wide: bool) -> list[Window]:
    """Give the windows that share the most with a quotation, and not much less than the best, that one first."""
    windows = [each for stream in streams for each in _windows(quoted, stream, is_wide=is_wide)]
    windows.sort(key=lambda each: -each.votes)
    fewest = windows[0].votes / FAINT if windows else 0
    return [each for each in windows[:MOST_PLACES] if each.votes >= fewest]


def _may_hold(quoted: Quoted, keys: Sequence[str]) -> bool:
    """Tell whether a window has words enough to be the source, in whatever order they stand."""
    there = set(keys)
    return weight([key for key in quoted.keys if key in there or key in AMBIGUOUS]) >= HELD * weight(quoted.keys)


def _windows(quoted: Quoted, stream: Stream, *, is_wide: bool) -> list[Window]:
    """Propose windows of a stream: hits at one distance from their place in the quotation vote for it together.

    A wide one has what may be joined to it from further on.
    """
    size = len(quoted.keys)
    first: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for length in (1, 2, 3):
        for at in range(size - length + 1):
            first[quoted.keys[at : at + length]].append(at)
    width = max(20, size)
    votes: dict[int, int] = defaultdict(int)
    known = {key for (key, *rest) in first if not rest}
    for at, key in enumerate(stream.keys):
        if key not in known:
            continue
        for length in (1, 2, 3):
            gram = stream.keys[at : at + length]
            if gram not in first or len(gram) < length:
                break  # a longer one is in neither
            if value := votes_of(gram):
                for place in first[gram][:3]:
                    votes[(at - place) // width] += value
    joined = sorted((-votes[b] - votes.get(b + 1, 0), b) for b in votes)
    if len(stream.keys) <= 3 * size + 60:
        return [Window(-joined[0][0] if joined else 0, stream, 0, len(stream.keys))]
    chosen: list[tuple[int, int]] = []
    for vote, b in joined:
        if len(chosen) < STREAM_WINDOWS and all(abs(b - other) > 1 for _, other in chosen):
            chosen.append((-vote, b))
    before, after = (width + 20, size + 60) if is_wide else (0, 0)
    return [
        Window(vote, stream, max(0, b * width - before), min(len(stream.keys), (b + 2) * width + size + after))
        for vote, b in chosen
    ]


def _matches(quoted: Quoted, keys: tuple[str, ...]) -> list[Match]:
    """Match the words of a quotation with those of a window: a gap is cheap at an ellipsis or a bracket."""
    plain = [0, *accumulate(at not in quoted.bracketed for at in range(len(quoted.keys)))]
    marks = [0, *accumulate(at in quoted.dotted or at in quoted.bracketed for at in range(len(quoted.keys)))]

    def cost(left: Match, right: Match) -> int:
        skipped = right.other_start - left.other_end
        mine = plain[right.start] - plain[left.end]
        if not skipped and not mine:
            return 0
        if marks[right.start + 1] > marks[left.end]:
            return min(3 + 2 * mine + skipped // 10, 30)
        return min(6 + skipped + 2 * mine + (2 if mine and skipped else 0), 70)

    if count_equal(quoted.keys, keys) > MOST_PAIRS:  # a long quotation: pin it first, chain only what lies between
        return list(align(quoted.keys, keys))
    return chain(list(pairs_of(quoted.keys, keys)), quoted.keys, keys, cost)


def _without_stepping_stones(quoted: Quoted, matches: Sequence[Match]) -> list[Match]:
    """Drop a little word matched alone, far from what stands before and after: it would halve a leap."""
    pins = [None, *matches, None]
    return [
        match
        for before, match, after in zip(pins, pins[1:], pins[2:], strict=False)
        if match
        and not (
            before
            and after
            and match.end - match.start == 1
            and weight_of(quoted.keys[match.start]) < LIGHT
            and min(match.other_start - before.other_end, after.other_start - match.other_end) >= APART
        )
    ]


def _with_ends(quoted: Quoted, keys: Sequence[str], matches: Sequence[Match]) -> list[Match]:
    """Match the little words at the ends, too, that did not pay for the gap beside them: the I of "I don't blame"."""
    if not matches:
        return []
    first, last = matches[0], matches[-1]
    before, after = [], []
    while first.start > 0:
        near = range(first.other_start - 1, max(-1, first.other_start - 1 - BESIDE), -1)
        at = next((at for at in near if keys[at] == quoted.keys[first.start - 1]), None)
        if at is None:
            break
        first = Match(first.start - 1, first.start, at, at + 1)
        before.append(first)
    while last.end < len(quoted.keys):
        near = range(last.other_end, min(len(keys), last.other_end + BESIDE))
        at = next((at for at in near if keys[at] == quoted.keys[last.end]), None)
        if at is None:
            break
        last = Match(last.end, last.end + 1, at, at + 1)
        after.append(last)
    return [*reversed(before), *matches, *after]


def _described(quoted: Quoted, stream: Stream, matches: Sequence[Match], offset: int) -> Fit:
    """Name what differs at a place; ``offset`` is where its window begins."""
    first, last = matches[0].other_start + offset, matches[-1].other_end + offset
    changes: list[Change] = []
    places: list[Gap] = []
    verdicts: set[Verdict] = {"exact"}
    shifted = [Match(m.start, m.end, m.other_start + offset - first, m.other_end + offset - first) for m in matches]
    for gap in gaps(shifted, len(quoted.keys), last - first):
        moved = _with_counterpart(
            Gap(gap.start, gap.end, gap.other_start + first, gap.other_end + first), stream, (first, last)
        )
        verdict, kind = _judged(quoted, stream, moved)
        verdicts.add(verdict)
        if kind:
            changes.append(_change(quoted, stream, moved, kind))
            places.append(moved)
    matched = sum(weight(quoted.keys[m.start : m.end]) for m in matches)
    return Fit(stream, first, last, max(verdicts, key=RANKS.index), tuple(changes), tuple(places), matched)


def _with_counterpart(gap: Gap, stream: Stream, place: tuple[int, int]) -> Gap:
    """Set words at an end of a quotation against what the record's sentence has there: "in July" against "in June"."""
    size = gap.end - gap.start
    if gap.other_start != gap.other_end or not 0 < size <= EDGE:
        return gap
    if gap.other_start == place[0] and gap.start == 0:
        start = gap.other_start
        while start > 0 and place[0] - start < size and not stops_before(stream, start):
            start -= 1
        return gap._replace(other_start=start)
    if gap.other_end == place[1]:
        end = gap.other_end
        while end < len(stream.words) and size and not stops_before(stream, end):
            size -= stream.keys[end] not in AUXILIARIES  # "passed" stands for "did not pass"
            end += 1
        return gap._replace(other_end=end)
    return gap


def stops_before(stream: Stream, at: int) -> bool:
    """Tell whether a sentence ends before a word of a stream, or the stream itself."""
    if not 0 < at < len(stream.words):
        return True
    home, before = stream.homes[at], stream.homes[at - 1]
    text = stream.passages[home].text
    return home != before or STOP.search(text, stream.words[at - 1].end, stream.words[at].start) is not None


def _judged(quoted: Quoted, stream: Stream, gap: Gap) -> tuple[Verdict, ChangeKind | None]:
    """Tell what a difference makes of a quotation, and its kind; no kind is no change."""
    mine = [at for at in range(gap.start, gap.end) if at not in quoted.bracketed]
    lost = gap.other_end - gap.other_start
    dotted = any(at in quoted.dotted for at in range(gap.start, gap.end + 1))
    if not mine:
        if not lost:
            return "exact", None
        if dotted or gap.start < gap.end:
            return "abridged", "left out"
        if is_slip(stream.passages[0].text, stream.words, gap.other_start, gap.other_end):
            return "exact", None
        if lost >= LEAP or _crosses(stream, gap):
            return "spliced", "joined"
        # "isn't" -> "is" is a word replaced, "is not" -> "is" a word left out.
        return (
            ("reworded", "replaced") if lost == 1 and _is_glued(stream.words, gap.other_start) else ("cut", "left out")
        )
    if lost >= LEAP and not dotted:
        return "spliced", "joined"
    return "reworded", "replaced" if lost else "added"


def _is_glued(words: Sequence[Word], at: int) -> bool:
    """Tell whether a word is printed in one with the word before it: the "n't" of "isn't"."""
    return 0 < at < len(words) and words[at - 1].end == words[at].start


def _change(quoted: Quoted, stream: Stream, gap: Gap, kind: ChangeKind) -> Change:
    sense = _sense(quoted, stream, gap)
    gap = _whole(quoted, stream, gap)
    mine, theirs = quoted.words[gap.start : gap.end], stream.words[gap.other_start : gap.other_end]
    if mine:
        at = Span(mine[0].start, mine[-1].end)
    else:
        place = quoted.words[gap.start].start if gap.start < len(quoted.words) else len(quoted.text)
        at = Span(place, place)
    record = printed(stream, gap.other_start, gap.other_end) if theirs else ""
    return Change(at, at.of(quoted.text), record, kind, sense)


def _sense(quoted: Quoted, stream: Stream, gap: Gap) -> Sense | None:
    """Tell what a difference does to the sense; whole sentences that are left out do nothing to what stands."""
    if _is_sentence(stream, gap) and gap.end - gap.start <= 1:  # or a link stands for them
        return None
    names = {word.key for word in quoted.words[gap.start : gap.end] if quoted.text[word.start].isupper() and word.start}
    for at in range(gap.other_start, gap.other_end):  # the month, and not what may be
        word = stream.words[at]
        if word.key == "may" and _text_at(stream, at)[word.start] == "M" and not stops_before(stream, at):
            names.add("may")
    before, after = list(stream.keys[gap.other_start : gap.other_end]), list(quoted.keys[gap.start : gap.end])
    if before and after and quoted.keys[gap.end : gap.end + 1] == ("if",):  # "only if", "even if"
        before.append("if")
        after.append("if")
    return sense_of(before, after, names)


def _text_at(stream: Stream, at: int) -> str:
    return stream.passages[stream.homes[at]].text


def _is_sentence(stream: Stream, gap: Gap) -> bool:
    """Tell whether the words of the record begin and end with a sentence."""
    return stops_before(stream, gap.other_start) and stops_before(stream, gap.other_end)


def _crosses(stream: Stream, gap: Gap) -> bool:
    """Tell whether the words lead from the midst of one sentence over a whole one into the midst of a third."""
    if stops_before(stream, gap.other_start) or stops_before(stream, gap.other_end):
        return False
    return sum(stops_before(stream, at) for at in range(gap.other_start + 1, gap.other_end)) > 1


def _whole(quoted: Quoted, stream: Stream, gap: Gap) -> Gap:
    """Widen a difference to what is printed in one: "is" against "isn't", not nothing against "n't"."""
    start, end, other_start, other_end = gap
    is_within = (start < end and _is_glued(quoted.words, start)) or (
        other_start < other_end and _is_glued(stream.words, other_start)
    )
    if is_within and start and other_start:
        start, other_start = start - 1, other_start - 1
    goes_on = (start < end and _is_glued(quoted.words, end)) or (
        other_start < other_end and _is_glued(stream.words, other_end)
    )
    if goes_on and end < len(quoted.words) and other_end < len(stream.words):
        end, other_end = end + 1, other_end + 1
    return Gap(start, end, other_start, other_end)


def printed(stream: Stream, start: int, end: int) -> str:
    """Give some words of a stream as they are printed; dots stand for what others say between them in a transcript."""
    first = stream.passages[0]
    spans = spans_of(stream, start, end)
    words = spans[0].of(first.text) if spans else ""
    for before, span in pairwise(spans):
        is_apart = first.primary and any(letter.isalnum() for letter in first.text[before.end : span.start])
        words += (" … " if is_apart else " ") + span.of(first.text)
    return words


def spans_of(stream: Stream, start: int, end: int) -> Spans:
    """Give the stretches of the report that hold some words of a stream, one for each printed stretch."""
    spans: list[Span] = []
    for at in range(start, end):
        passage, word = stream.passages[stream.homes[at]], stream.words[at]
        stretch = next(span for span in passage.spans if span.start <= word.start < span.end)
        if spans and stretch.start <= spans[-1].start < stretch.end:
            spans[-1] = Span(spans[-1].start, word.end)
        else:
            spans.append(Span(word.start, word.end))
    return tuple(spans)
