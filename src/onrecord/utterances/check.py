"""A quotation against passages: is it on record, from whom, and in which words?

The quotation is fitted into the words of one speaker at a time. Evidence is absolute (rare words matched), not a share:
half the words of a short quotation are soon found somewhere.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, groupby
from typing import NamedTuple

from onrecord.errors import UsageError
from onrecord.model import Change, ChangeKind, Check, Passage, Period, Relation, Span, Spans, Verdict, Witness
from onrecord.text.align import Gap, Match, align, chain, count_equal, gaps, pairs_of
from onrecord.text.names import may_be_one, surname
from onrecord.text.quotemarks import find_quotations
from onrecord.text.weights import weight_of
from onrecord.text.words import Word, words_of
from onrecord.utterances.collate import siglum
from onrecord.utterances.senses import reservation_in, sense_of
from onrecord.utterances.units import ELLIPSIS, weight, words_in

SHARE = 0.45  # of the quotation's weight: what an acceptable place has to hold
EVIDENCE = 50  # tenths of weight, less a change's price: under it, strangers' short quotations got verdicts
CHANGE_PRICE = 5
ANOTHERS = 0.85  # of the weight, from which on words of another speaker are the source
LEAP = 20  # words passed over, from which on two places are spliced
FALSE_START = 12
BRACKETS = re.compile(r"\[[^\[\]]*\]")
BREAK = re.compile(r"[-–—…]|\.\.")
SPLIT = re.compile(r"(?<=[.!?,;…])[\s”’\"']+")
SPEECH = re.compile(r"\b(?:said|says|saying|tweeted|wrote|quote|quoted|called)\b[^.?!]{0,30}$")
RANKS: tuple[Verdict, ...] = ("exact", "abridged", "cut", "reworded", "spliced")
RELATIONS: dict[Verdict, Relation] = {
    "exact": "identical", "abridged": "cut", "cut": "cut", "reworded": "reworded", "spliced": "spliced",
}  # fmt: skip
STOPS = ".!?…"
WINDOWS, STREAM_WINDOWS = 16, 3  # looked at in all, and of one stream; the right one is among five (notes)
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


class Fit(NamedTuple):
    """The place of a stream that a quotation fits best, and what differs there."""

    stream: Stream
    start: int
    end: int
    verdict: Verdict
    changes: tuple[Change, ...]
    matched: int


def check(quotation: str, passages: Iterable[Passage], *, by: str | None = None, on: Period | None = None) -> Check:
    """Check a quotation against passages.

    >>> from onrecord.model import Passage, Span
    >>> text = "We do not sell bread on Mondays."
    >>> passage = Passage("r", "r:0-32", text, (Span(0, 32),), "direct", "Ana Ruiz", None, "named", None)
    >>> answer = check("we sell bread on Mondays", [passage])
    >>> answer.verdict, [(change.kind, change.record, change.sense) for change in answer.changes]
    ('cut', [('left out', 'do not', 'negation')])

    Raises:
        UsageError: the quotation holds no word.
    """
    quoted = _quoted(quotation)
    if not quoted.words:
        raise UsageError("the quotation holds no word")
    ordered = sorted(passages, key=lambda each: (each.report, each.spans, each.statement))
    streams = list(_streams(ordered))
    direct = [each for each in streams if each.passages[0].form != "indirect"]
    mine, theirs = [each for each in direct if _is_by(each, by)], [each for each in direct if not _is_by(each, by)]
    fits = sorted((*_fits(quoted, mine), *_fits(quoted, theirs)), key=lambda fit: _order(fit, on))
    own = [fit for fit in fits if _is_by(fit.stream, by)]
    good = [fit for fit in own if _is_evidence(quoted, fit)]
    if not good or RANKS.index(good[0].verdict) >= RANKS.index("reworded"):
        spliced = _two_halves(quoted, mine)
        if spliced:
            return _answer(quoted, by, "spliced", spliced, spliced[0].changes)
    others = [fit for fit in fits if fit.matched >= ANOTHERS * weight(quoted.keys) and _is_evidence(quoted, fit)]
    # A weak likeness with their own words must not hide that another said just this.
    if others and good and others[0] is fits[0] and good[0].matched < ANOTHERS * others[0].matched:
        good = []
    firsthand = [fit for fit in good if not _is_relayed(fit)]
    if firsthand:
        return _answer(quoted, by, firsthand[0].verdict, _like(firsthand), firsthand[0].changes)
    if good:
        return _answer(quoted, by, "relayed", _like(good), good[0].changes)
    if others and by is not None:
        relayed = [fit for fit in others if _is_relayed(fit) or _reports_on(fit, by)]
        verdict: Verdict = "relayed" if len(relayed) == len(others) else "misattributed"
        chosen = [fit for fit in others if fit not in relayed] or others
        return _answer(quoted, by, verdict, _like(chosen), chosen[0].changes)
    reported = [each for each in streams if each.passages[0].form == "indirect" and _is_by(each, by)]
    told = sorted(_fits(quoted, reported), key=lambda fit: _order(fit, on))
    told = [fit for fit in told if _is_evidence(quoted, fit)]
    if told:
        return _answer(quoted, by, "indirect", _like(told), told[0].changes)
    return _answer(quoted, by, "not found", fits[:3], ())


# --- taking apart ----------------------------------------------------------------------------------------------------


def _quoted(text: str) -> Quoted:
    words = words_of(text)
    brackets = [match.span() for match in BRACKETS.finditer(text)]
    bracketed = {
        at for at, word in enumerate(words) if any(start <= word.start and word.end <= end for start, end in brackets)
    }
    dots = [match.start() for match in ELLIPSIS.finditer(text)]
    dotted = {
        at for at, word in enumerate(words) if any((words[at - 1].end if at else 0) <= dot < word.start for dot in dots)
    }
    return Quoted(text, words, tuple(word.key for word in words), frozenset(bracketed), frozenset(dotted))


def _streams(passages: Sequence[Passage]) -> Iterator[Stream]:
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


# --- fitting ---------------------------------------------------------------------------------------------------------


def _fits(quoted: Quoted, streams: Sequence[Stream]) -> Iterator[Fit]:
    """Give the best fits of a quotation, from the windows that share the most with it."""
    windows = [
        (-votes, at, start, end) for at, each in enumerate(streams) for votes, start, end in _windows(quoted, each)
    ]
    taken: list[tuple[int, int, int]] = []
    for _, at, start, end in sorted(windows)[:WINDOWS]:
        fit = _fit(quoted, streams[at], start, end)
        if fit and not any(at == other and fit.start < stop and begin < fit.end for other, begin, stop in taken):
            taken.append((at, fit.start, fit.end))
            yield fit


def _windows(quoted: Quoted, stream: Stream) -> list[tuple[int, int, int]]:
    """Propose stretches of a stream: hits at one distance from their place in the quotation vote for it together."""
    size = len(quoted.keys)
    first: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for length in (1, 2, 3):
        for at in range(size - length + 1):
            first[quoted.keys[at : at + length]].append(at)
    width = max(20, size)
    votes: dict[int, int] = defaultdict(int)
    for at in range(len(stream.keys)):
        for length in (1, 2, 3):
            gram = stream.keys[at : at + length]
            value = weight(gram)
            if gram in first and len(gram) == length and (length > 1 or value >= 18):
                for place in first[gram][:3]:
                    votes[(at - place) // width] += value * length
    joined = sorted(((votes[b] + votes.get(b + 1, 0), -b) for b in votes), reverse=True)[:STREAM_WINDOWS]
    if len(stream.keys) <= 3 * size + 60:
        return [(joined[0][0] if joined else 0, 0, len(stream.keys))]
    return [
        (vote, max(0, (-b - 1) * width - 20), min(len(stream.keys), (2 - b) * width + 2 * size + 60))
        for vote, b in joined
    ]


def _fit(quoted: Quoted, stream: Stream, start: int, end: int) -> Fit | None:
    keys = stream.keys[start:end]

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
        matches = list(align(quoted.keys, keys))
    else:
        matches = chain(list(pairs_of(quoted.keys, keys)), quoted.keys, keys, cost)
    if not matches:
        return None
    moved = [Match(m.start, m.end, m.other_start + start, m.other_end + start) for m in matches]
    return _described(quoted, stream, moved)


def _described(quoted: Quoted, stream: Stream, matches: Sequence[Match]) -> Fit:
    first, last = matches[0].other_start, matches[-1].other_end
    changes: list[Change] = []
    verdicts: set[Verdict] = {"exact"}
    shifted = [Match(m.start, m.end, m.other_start - first, m.other_end - first) for m in matches]
    for gap in gaps(shifted, len(quoted.keys), last - first):
        moved = Gap(gap.start, gap.end, gap.other_start + first, gap.other_end + first)
        verdict, kind = _judged(quoted, stream, moved)
        verdicts.add(verdict)
        if kind:
            changes.append(_change(quoted, stream, moved, kind))
    matched = sum(weight(quoted.keys[m.start : m.end]) for m in matches)
    return Fit(stream, first, last, max(verdicts, key=RANKS.index), tuple(changes), matched)


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
        if _is_false_start(stream, gap):
            return "exact", None
        if lost >= LEAP:
            return "spliced", "joined"
        # "isn't" -> "is" is a word replaced, "is not" -> "is" a word left out.
        return ("reworded", "replaced") if lost == 1 and _is_clitic(stream, gap.other_start) else ("cut", "left out")
    if lost >= LEAP and not dotted:
        return "spliced", "joined"
    return "reworded", "replaced" if lost else "added"


def _is_clitic(stream: Stream, at: int) -> bool:
    return at > 0 and stream.words[at - 1].end == stream.words[at].start


def _is_false_start(stream: Stream, gap: Gap) -> bool:
    """Tell words that a speaker broke off and began again, or a little word said twice."""
    lost = stream.keys[gap.other_start : gap.other_end]
    before = stream.keys[max(0, gap.other_start - len(lost) - 3) : gap.other_start]
    after = stream.keys[gap.other_end : gap.other_end + len(lost) + 3]
    if all(key in ("uh", "um", "er", "ah") for key in lost):
        return True
    if len(lost) == 1 and weight_of(lost[0]) < 13 and lost[0] in (*before[-1:], *after[:1]):
        return True
    if len(lost) > FALSE_START:
        return False
    passage = stream.passages[stream.homes[gap.other_start]]
    left = stream.words[max(0, gap.other_start - 1)].end
    right = stream.words[min(len(stream.words) - 1, gap.other_end)].start
    again = max(sum(key in before for key in lost), sum(key in after for key in lost))
    return bool(BREAK.search(passage.text, left, right)) and 2 * again >= len(lost)


def _change(quoted: Quoted, stream: Stream, gap: Gap, kind: ChangeKind) -> Change:
    mine, theirs = quoted.words[gap.start : gap.end], stream.words[gap.other_start : gap.other_end]
    if mine:
        at = Span(mine[0].start, mine[-1].end)
    else:
        place = quoted.words[gap.start].start if gap.start < len(quoted.words) else len(quoted.text)
        at = Span(place, place)
    record = _printed(stream, gap.other_start, gap.other_end) if theirs else ""
    names = {word.key for word in mine if quoted.text[word.start].isupper() and word.start}
    sense = sense_of([word.key for word in theirs], [word.key for word in mine], names)
    return Change(at, at.of(quoted.text), record, kind, sense)


def _printed(stream: Stream, start: int, end: int) -> str:
    passage = stream.passages[stream.homes[start]]
    spans = _spans(stream, start, end)
    if len(spans) > 1:
        passages = [stream.passages[stream.homes[at]] for at in (start, end - 1)]
        return " ".join(span.of(passages[0].text) for span in spans)
    return spans[0].of(passage.text)


def _spans(stream: Stream, start: int, end: int) -> Spans:
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


# --- judging ---------------------------------------------------------------------------------------------------------


def _is_evidence(quoted: Quoted, fit: Fit) -> bool:
    plain = [key for at, key in enumerate(quoted.keys) if at not in quoted.bracketed]
    if fit.verdict in ("exact", "abridged"):
        return fit.matched >= SHARE * weight(plain)
    changed = sum(max(len(words_of(each.words)), min(len(words_of(each.record)), 6)) for each in fit.changes)
    return fit.matched >= SHARE * weight(plain) and fit.matched - CHANGE_PRICE * changed >= EVIDENCE


def _order(fit: Fit, on: Period | None) -> tuple[int, int, int, int, bool, str, int]:
    changed = sum(len(words_of(each.words)) + len(words_of(each.record)) for each in fit.changes)
    passage = fit.stream.passages[0]
    return (
        CHANGE_PRICE * changed - fit.matched,
        RANKS.index(fit.verdict),
        _days_off(passage, on),
        fit.end - fit.start,
        not passage.primary,
        passage.report,
        fit.start,
    )


def _days_off(passage: Passage, on: Period | None) -> int:
    day = passage.said.first if passage.said else passage.published
    if on is None or day is None:
        return 0
    return max(0, (on.first - day).days, (day - on.last).days)


def _is_by(stream: Stream, by: str | None) -> bool:
    speaker = stream.passages[0].speaker
    return by is None or speaker is None or speaker == by or may_be_one(by, speaker)


def _is_relayed(fit: Fit) -> bool:
    passage = fit.stream.passages[fit.stream.homes[fit.start]]
    if passage.relayed:
        return True
    start, end = fit.stream.words[fit.start].start, fit.stream.words[fit.end - 1].end
    depth = 0 if passage.primary else 1
    near = Span(max(0, start - 2000), min(len(passage.text), end + 2000))
    return any(
        quotation.depth >= depth
        and any(i.start + near.start <= start and end <= i.end + near.start for i in quotation.inner)
        for quotation in find_quotations(near.of(passage.text))
    )


def _reports_on(fit: Fit, by: str) -> bool:
    """Tell whether another speaker leads the words in as somebody's: "the president has said ..."."""
    passage = fit.stream.passages[fit.stream.homes[fit.start]]
    start = fit.stream.words[fit.start].start
    before = passage.text[max(0, start - 90) : start]
    return bool(SPEECH.search(before)) and (
        surname(by) in before or re.search(r"\b(?:you|he|she|president)\b", before) is not None
    )


def _two_halves(quoted: Quoted, streams: Sequence[Stream]) -> list[Fit]:
    """Find a border of sentences or clauses whose two sides are each on record, word for word, at two places."""
    for border in (match.start() for match in SPLIT.finditer(quoted.text)):
        at = sum(word.end <= border for word in quoted.words)
        halves = quoted.keys[:at], quoted.keys[at:]
        if min(map(len, halves)) < (2 if quoted.text[border - 1] in STOPS else 3) or min(map(weight, halves)) < 30:
            continue
        found = [_exact_place(half, streams) for half in halves]
        if all(found):
            joint = Change(Span(quoted.words[at].start, quoted.words[at].start), "", "", "joined")
            return [
                Fit(*place, "spliced", (joint,), weight(half))
                for place, half in zip(found, halves, strict=True)
                if place
            ]
    return []


def _exact_place(keys: Sequence[str], streams: Sequence[Stream]) -> tuple[Stream, int, int] | None:
    wanted, size = tuple(keys), len(keys)
    for stream in streams:
        for at, key in enumerate(stream.keys):
            if key == wanted[0] and stream.keys[at : at + size] == wanted:
                return stream, at, at + size
    return None


# --- answering -------------------------------------------------------------------------------------------------------


def _like(fits: Sequence[Fit]) -> list[Fit]:
    """Keep the fits that render the same words as the best one, not much less of them."""
    return [fit for fit in fits if 10 * fit.matched >= 7 * fits[0].matched]


def _answer(
    quoted: Quoted, by: str | None, verdict: Verdict, fits: Sequence[Fit], changes: tuple[Change, ...]
) -> Check:
    witnesses = tuple(_witness(number, fit) for number, fit in enumerate(fits))
    passage = fits[0].stream.passages[0] if fits else None
    found = passage if verdict != "not found" else None
    day = found.published if found and found.primary else None
    return Check(
        quotation=quoted.text,
        by=by,
        verdict=verdict,
        speaker=found.speaker if found else None,
        utterances=(),
        said=(found.said if found and found.said else Period(day, day) if day else None),
        changes=changes,
        witnesses=() if found is None else witnesses,
        independent=0,
        says=_says(verdict, fits, by),
        nearest=witnesses if found is None else (),
    )


def _witness(number: int, fit: Fit) -> Witness:
    home = fit.stream.homes[fit.start]
    passage = fit.stream.passages[home]
    spans = _spans(fit.stream, fit.start, fit.end)
    text = " ".join(span.of(passage.text) for span in spans)
    return Witness(siglum(number), passage.report, passage.statement, spans, text, RELATIONS[fit.verdict])


SAYS: dict[Verdict, str] = {
    "exact": "These words, in this order, are on record from {who}.",
    "abridged": "{who} said so; what is left out is marked.",
    "cut": "{who} said more: words are left out inside without a mark.",
    "reworded": "{who} is on record in other words.",
    "spliced": "Words of {who} from two places are printed as one.",
    "misattributed": "The words are on record, but from {who}.",
    "indirect": "{who} is on record with this in reported speech only, never as a quotation.",
    "relayed": "The words are on record only as quoted by another.",
    "not found": "Nothing on record is near enough to be the source.",
}


def _says(verdict: Verdict, fits: Sequence[Fit], by: str | None) -> str:
    who = (fits[0].stream.passages[0].speaker if fits else by) or by or "an unnamed speaker"
    says = SAYS[verdict].format(who=who)
    exact = sum(fit.verdict == "exact" for fit in fits)
    if verdict in ("exact", "abridged") and exact and exact < len(fits):
        says = f"{says[:-1]}; so in {exact} of the {len(fits)} places that have it."
    if verdict in ("exact", "abridged", "cut") and (rest := _goes_on(fits[0])):
        says = f"{says[:-1]}; the record goes on: “{rest}”."
    return says


def _goes_on(fit: Fit) -> str:
    """Give the words that follow in the record, if they take some of the quotation back."""
    stream, end = fit.stream, fit.end
    if not reservation_in(stream.keys[end : end + 8]):
        return ""
    text = stream.passages[stream.homes[end]].text
    between = text[stream.words[end - 1].end : stream.words[end].start]
    return "" if re.search(r"[.!?]", between) else _printed(stream, end, min(end + 12, len(stream.words)))
