"""A quotation against passages: is it on record, from whom, and in which words?

The quotation is fitted into the words of one speaker at a time. Evidence is absolute (rare words matched), not a share:
half the words of a short quotation are soon found somewhere.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from math import log
from typing import NamedTuple

from onrecord.errors import UsageError
from onrecord.model import Change, Check, Passage, Period, Relation, Span, Verdict, Witness
from onrecord.text.names import may_be_one, surname
from onrecord.text.quotemarks import find_quotations
from onrecord.text.weights import weight_of
from onrecord.utterances.collate import siglum
from onrecord.utterances.fit import RANKS, Fit, Quoted, Stream, fits_of, nearest_to, spans_of, streams_of, take_apart
from onrecord.utterances.says import says_of
from onrecord.utterances.units import weight

# Tenths of weight. Quotations of other years, which are on no record, settled what is no source: they share a phrase.
# What outlets print of their source, however they alter it, held three quarters of its weight or more.
SHARE = 0.7  # of the quotation's weight: what an acceptable place has to hold
PART, CERTAIN = 0.45, 130  # or this share of it, with one run of this weight
EVIDENCE = 75  # of all that is matched, less the price of each word changed
HALF = 45  # of each half of a splice
MEASURED, FEWEST = 59_000, 50  # passages on record where these were chosen, and of the smallest record
CHANGE_PRICE, LOST = 5, 3  # at the most as many words are paid for that the record has besides
ANOTHERS, ANOTHERS_LEAST = 0.85, 65  # share and weight from which on words of another speaker are the source
SPLIT = re.compile(r"(?<=[.!?,;…])[\s”’\"']+")
SPEECH = re.compile(r"\b(?:said|says|saying|tweeted|wrote|quote|quoted|called)\b[^.?!]{0,30}$")
RELATIONS: dict[Verdict, Relation] = {
    "exact": "identical", "abridged": "cut", "cut": "cut", "reworded": "reworded", "spliced": "spliced",
}  # fmt: skip
STOPS = ".!?…"
LINKED = (("and",), ("but",), ("so",))  # the first word of a clause, which whoever joins two may add
FIRM = 5  # words, from which on it is worth saying that another is given them, too


def check(
    quotation: str,
    passages: Iterable[Passage],
    *,
    by: str | None = None,
    on: Period | None = None,
    among: int | None = None,
) -> Check:
    """Check a quotation against passages, which were found ``among`` so many.

    >>> from onrecord.model import Passage, Span
    >>> text = "We do not sell bread on Mondays."
    >>> passage = Passage("r", "r:0-32", text, (Span(0, 32),), "direct", "Ana Ruiz", None, "named", None)
    >>> answer = check("we sell bread on Mondays", [passage])
    >>> answer.verdict, [(change.kind, change.record, change.sense) for change in answer.changes]
    ('cut', [('left out', 'do not', 'negation')])

    Raises:
        UsageError: the quotation holds no word.
    """
    quoted = take_apart(quotation)
    if not quoted.words:
        raise UsageError("the quotation holds no word")
    ordered = sorted(passages, key=lambda each: (each.report, each.spans, each.statement))
    bar = Bar.among(len(ordered) if among is None else among)
    streams = list(streams_of(ordered))
    direct = [each for each in streams if each.passages[0].form != "indirect"]
    mine, theirs = [each for each in direct if _is_by(each, by)], [each for each in direct if not _is_by(each, by)]
    fits = list(fits_of(quoted, mine))
    if not any(fit.verdict == "exact" and _speaker(fit) for fit in fits):
        fits += fits_of(quoted, theirs)
    fits.sort(key=lambda fit: _order(fit, on))
    own = [fit for fit in fits if _is_by(fit.stream, by)]
    good = [fit for fit in own if bar.is_reached(quoted, fit)]
    least = max(ANOTHERS * weight(quoted.keys), bar.anothers)
    others = [fit for fit in fits if fit.matched >= least and bar.is_reached(quoted, fit)]
    if not good or RANKS.index(good[0].verdict) >= RANKS.index("reworded"):
        links = () if good else LINKED
        spliced = _two_halves(quoted, mine, bar, links)
        if not spliced and not others:
            spliced = _two_halves(quoted, [*mine, *theirs], bar, links)
        if any(_is_by(fit.stream, by) for fit in spliced):  # of their own words, or of those with another's
            return _answer(quoted, by, on, "spliced", spliced, spliced[0].changes)
    # A weak likeness with their own words must not hide that another said just this.
    if others and good and others[0] is fits[0] and good[0].matched < ANOTHERS * others[0].matched:
        good = []
    # Nor must the same words from somebody whom a report does not name.
    if by is not None and good and not any(_speaker(fit) for fit in _like(good)) and any(map(_speaker, others)):
        others, good = [fit for fit in others if _speaker(fit)], []
    if good:
        # Beside a place that is the source, others that have less of the words tell what else was printed.
        places = _like([good[0], *(fit for fit in own if fit is not good[0])])
        firsthand = [fit for fit in places if not _is_relayed(fit)]
        verdict: Verdict = firsthand[0].verdict if firsthand else "relayed"
        chosen = firsthand or places
        also = _given_to(quoted, direct, chosen[0]) if verdict == "exact" else ()
        return _answer(quoted, by, on, verdict, chosen, chosen[0].changes, also)
    if others and by is not None:
        relayed = [fit for fit in others if _is_relayed(fit) or _reports_on(fit, by)]
        verdict = "relayed" if len(relayed) == len(others) else "misattributed"
        chosen = [fit for fit in others if fit not in relayed] or others
        return _answer(quoted, by, on, verdict, _like(chosen), chosen[0].changes)
    reported = [each for each in streams if each.passages[0].form == "indirect" and _is_by(each, by)]
    told = sorted(fits_of(quoted, reported), key=lambda fit: _order(fit, on))
    told = [fit for fit in told if bar.is_reached(quoted, fit)]
    if told:
        return _answer(quoted, by, on, "indirect", _like(told), told[0].changes)
    nearest = sorted(nearest_to(quoted, direct), key=lambda fit: _order(fit, on))
    return _answer(quoted, by, on, "not found", nearest, ())


# --- judging ---------------------------------------------------------------------------------------------------------


class Bar(NamedTuple):
    """What a place has to hold to be a source, in tenths of weight: the more is on record, the more is chance."""

    evidence: int
    certain: int
    anothers: int
    half: int

    @classmethod
    def among(cls, passages: int) -> "Bar":
        """Set the bar for a place found among so many passages; a word of weight 10 is one in e³ words.

        >>> Bar.among(59_000), Bar.among(20).evidence
        (Bar(evidence=75, certain=130, anothers=65, half=45), 51)
        """
        less = round(10 / 3 * log(MEASURED / max(FEWEST, passages)))
        return cls(*(each - less for each in (EVIDENCE, CERTAIN, ANOTHERS_LEAST, HALF)))

    def is_reached(self, quoted: Quoted, fit: Fit) -> bool:
        """Tell whether a place is the source of a quotation."""
        whole = weight([key for at, key in enumerate(quoted.keys) if at not in quoted.bracketed])
        if fit.verdict in ("exact", "abridged"):
            return fit.matched >= SHARE * whole
        changed = sum(max(gap.end - gap.start, min(gap.other_end - gap.other_start, LOST)) for gap in fit.gaps)
        if fit.matched - CHANGE_PRICE * changed < self.evidence:
            return False
        is_part = fit.matched >= PART * whole and _heaviest_run(quoted, fit) >= self.certain
        return fit.matched >= SHARE * whole or is_part


def _heaviest_run(quoted: Quoted, fit: Fit) -> int:
    """Weigh the heaviest stretch of a quotation that a place has without a change."""
    starts, ends = [0, *(gap.end for gap in fit.gaps)], [*(gap.start for gap in fit.gaps), len(quoted.keys)]
    return max(weight(quoted.keys[start:end]) for start, end in zip(starts, ends, strict=True))


def _order(fit: Fit, on: Period | None) -> tuple[int, int, bool, int, bool, int, str, int]:
    changed = sum(gap.end - gap.start + gap.other_end - gap.other_start for gap in fit.gaps)
    passage = fit.stream.passages[0]
    return (
        CHANGE_PRICE * changed - fit.matched,
        RANKS.index(fit.verdict),
        _speaker(fit) is None,
        _days_off(passage, on),
        not passage.primary,
        fit.end - fit.start,
        passage.report,
        fit.start,
    )


def _days_off(passage: Passage, on: Period | None) -> int:
    day = passage.said.first if passage.said else passage.published
    if on is None or day is None:
        return 0
    return max(0, (on.first - day).days, (day - on.last).days)


def _speaker(fit: Fit) -> str | None:
    """Give the speaker by name, or an unnamed source as it is printed."""
    first = fit.stream.passages[0]
    return first.speaker or first.unnamed


def _is_by(stream: Stream, by: str | None) -> bool:
    """Tell whether words can be somebody's: an unnamed source is another, and where nobody is told they can."""
    first = stream.passages[0]
    if by is None:
        return True
    if first.speaker is None:
        return first.unnamed is None and (not first.surname or first.surname.casefold() in by.casefold().split())
    return any(name == by or may_be_one(by, name) for name in (first.speaker, *first.names))


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
    if not passage.primary:
        return False  # there a reporter leads the words in
    start = fit.stream.words[fit.start].start
    before = passage.text[max(0, start - 90) : start]
    return bool(SPEECH.search(before)) and (
        surname(by) in before or re.search(r"\b(?:you|he|she|president)\b", before) is not None
    )


def _two_halves(
    quoted: Quoted, streams: Sequence[Stream], bar: Bar, links: Sequence[tuple[str, ...]] = ()
) -> list[Fit]:
    """Find a border of sentences or clauses whose two sides are each on record, word for word, at two places."""
    ends = [word.end for word in quoted.words]
    weights = [0, *accumulate(map(weight_of, quoted.keys))]
    longest = max((len(stream.keys) for stream in streams), default=0)
    for border in (match.start() for match in SPLIT.finditer(quoted.text)):
        at = bisect_right(ends, border)
        begin = at + (quoted.keys[at : at + 1] in links)
        sizes = at, len(quoted.keys) - begin
        if not (2 if quoted.text[border - 1] in STOPS else 3) <= min(sizes) <= max(sizes) <= longest:
            continue
        if min(weights[at], weights[-1] - weights[begin]) < bar.half:
            continue
        halves = quoted.keys[:at], quoted.keys[begin:]
        found = [_exact_place(half, streams) for half in halves]
        if all(found):
            joint = Change(Span(quoted.words[at].start, quoted.words[at].start), "", "", "joined")
            return [
                Fit(*place, "spliced", (joint,), (), weight(half))
                for place, half in zip(found, halves, strict=True)
                if place
            ]
    return []


def _given_to(quoted: Quoted, streams: Sequence[Stream], fit: Fit) -> tuple[Passage, ...]:
    """Give the passages that have the same words from another person, if they are more than a stock phrase."""
    mine = fit.stream.passages[0]
    if len(quoted.keys) < FIRM or mine.speaker is None:
        return ()
    others = [
        stream
        for stream in streams
        if (theirs := stream.passages[0]).speaker
        and theirs.person != mine.person
        and not may_be_one(theirs.speaker, mine.speaker)
    ]
    found = (_exact_place(quoted.keys, [stream]) for stream in others)
    return tuple(place[0].passages[0] for place in found if place)


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
    quoted: Quoted,
    by: str | None,
    on: Period | None,
    verdict: Verdict,
    fits: Sequence[Fit],
    changes: tuple[Change, ...],
    also: tuple[Passage, ...] = (),
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
        says=says_of(verdict, fits, by, on, also),
        nearest=witnesses if found is None else (),
    )


def _witness(number: int, fit: Fit) -> Witness:
    home = fit.stream.homes[fit.start]
    passage = fit.stream.passages[home]
    spans = spans_of(fit.stream, fit.start, fit.end)
    text = " ".join(span.of(passage.text) for span in spans)
    return Witness(siglum(number), passage.report, passage.statement, spans, text, RELATIONS[fit.verdict])
