"""Say in one sentence what a check found."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from onrecord.model import Check, Passage, Period, Reading, Sense, Utterance, Variant, Verdict
from onrecord.text.align import Gap
from onrecord.text.days import day_text, period_text
from onrecord.text.senses import condition_in, is_negated, reservation_in
from onrecord.text.words import fold
from onrecord.utterances.fit import Fit, printed, stops_before

EFFECTS: dict[Sense, str] = {"negation": "a negation", "number": "a number", "hedge": "a reservation", "name": "a name"}
SHORT = 8  # words, below which an exact hit may be a stock phrase
NEGATION_REACH = 3  # words before a quotation in which a "not" denies it
AROUND = 4  # words shown on either side of a difference
MOST_WORDS = 14  # of a reservation, or of what another place has instead
MOST_DAYS, MOST_WORDINGS, MOST_NAMES = 3, 3, 3
LONGEST_CONDITION = 25  # words
LOOSE_COMMA = re.compile(r",(?=[.;]| \()")
DENIES = "{who} is on record as denying this, in reported speech only."
DAYS_APART = timedelta(days=3)
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


def says_of(
    verdict: Verdict, fits: Sequence[Fit], by: str | None, on: Period | None, also: Sequence[Passage] = ()
) -> str:
    """Say what a verdict means here, on which day if that tells, and what other places have.

    ``also`` are passages that give the same words to another person.
    """
    speakers = dict.fromkeys(_who(fit, by) for fit in fits[:2]) if verdict == "spliced" else {}
    if len(speakers) > 1:
        return f"Words of {' and of '.join(speakers)} are printed as one."
    sentence = DENIES if verdict == "indirect" and fits[0].stream.passages[0].denies else SAYS[verdict]
    says = sentence.format(who=_who(fits[0], by) if fits else by)[:-1]
    alike = [fit for fit in fits if fit.verdict == verdict]
    if verdict in ("exact", "abridged", "cut", "reworded") and alike:
        says += _days(alike, on)
    if verdict == "exact":
        says += _otherwise(len(alike), [fit for fit in fits if _contradicts(fit, alike)])
        says += _also(also)
    if verdict in ("exact", "abridged", "cut"):  # where one cut the reservation off, another may have it
        if denied := next(filter(None, map(_denied_before, alike)), ""):
            says += f"; right before these words the record has “{denied}”"
        if condition := next(filter(None, map(_condition_before, alike)), ""):
            says += f"; before these words the record has “{condition}”"
        if rest := next(filter(None, map(_goes_on, alike)), ""):
            says += f"; the record goes on: “{rest}”"
        if alike and all(map(_is_interrupted, alike)):
            says += "; others speak between these words"
    return LOOSE_COMMA.sub("", f"{says[:1].upper()}{says[1:]}.")


def with_collated(answer: Check, utterances: Sequence[Utterance]) -> str:
    """Add to what an exact answer says whose printing of the same utterance has another sense, if it does not tell.

    Words too unlike the quotation to be found by it, "I did not ask for it" beside "I asked for it", were collated.
    """
    if answer.verdict != "exact" or " places; " in answer.says:
        return answer.says
    quoted = f" {fold(answer.quotation)} "
    mine = {witness.report for witness in answer.witnesses}
    for utterance in utterances:
        printed = [witness for witness in utterance.witnesses if witness.relation != "paraphrase"]
        for variant, reading in _turning(utterance):
            is_mine = any(each.report in mine and each.siglum in reading.sigla for each in printed)
            words = fold(reading.text if is_mine else variant.lemma)
            others = [
                each.text
                for each in printed
                if each.report not in mine and (each.siglum in reading.sigla) is not is_mine
            ]
            if others and (not words or f" {words} " in quoted):
                return f"{answer.says[:-1]}; another report has “{others[0]}”{_effect(reading.sense)}."
    return answer.says


def _turning(utterance: Utterance) -> Iterator[tuple[Variant, Reading]]:
    """Give the readings that turn the sense, but for what is merely quoted no further."""
    for variant in utterance.apparatus:
        yield from ((variant, each) for each in variant.readings if each.sense and each.change != "not quoted")


def _is_interrupted(fit: Fit) -> bool:
    """Tell whether another has the floor within the words of a transcript."""
    first, text = fit.stream.passages[0], fit.stream.passages[0].text
    homes = fit.stream.homes[fit.start : fit.end]
    return first.primary and any(
        any(map(str.isalnum, text[left.spans[-1].end : right.spans[0].start].rpartition("\n")[0]))  # but its own label
        for left, right in (
            (fit.stream.passages[one], fit.stream.passages[other]) for one, other in pairwise(homes) if one != other
        )
    )


def _also(passages: Sequence[Passage]) -> str:
    """Name the others to whom the same words are given, and by how many."""
    reports: dict[str, set[str]] = defaultdict(set)
    for passage in passages:
        reports[str(passage.speaker)].add(passage.report)
    if not reports:
        return ""
    names, count = sorted(reports), len({report for ids in reports.values() for report in ids})
    shown = ", ".join(names[:MOST_NAMES]) + (f" and {len(names) - MOST_NAMES} more" if len(names) > MOST_NAMES else "")
    return f"; {'another report gives' if count == 1 else f'{count} other reports give'} them to {shown}"


def _denied_before(fit: Fit) -> str:
    """Give the words right before, in the same sentence, if they are a denial: "I don't", cut off from "blame her"."""
    stream, start = fit.stream, fit.start
    first = start
    while first > 0 and start - first < NEGATION_REACH and not stops_before(fit.stream, first):
        first -= 1
    if first == start or not is_negated(stream.keys[first:start]):
        return ""
    if first > 0 and stream.words[first - 1].end == stream.words[first].start:  # "cannot" is printed in one
        first -= 1
    dots = "" if stops_before(stream, first) else "… "
    return f"{dots}{printed(stream, first, start)}"


def _condition_before(fit: Fit) -> str:
    """Give the words before, in the same sentence, if they make it depend on something: "If the council agrees"."""
    stream, first = fit.stream, fit.start
    while first > 0 and fit.start - first < LONGEST_CONDITION and not stops_before(stream, first):
        first -= 1
    if first == fit.start or not stops_before(stream, first) or not condition_in(stream.keys[first : fit.start]):
        return ""
    return printed(stream, first, fit.start)


def _who(fit: Fit, by: str | None) -> str:
    """Name the speaker; where no report does, say so."""
    first = fit.stream.passages[0]
    if first.speaker:
        return first.speaker
    if first.unnamed:
        return f"“{first.unnamed}”, whom the report does not name"
    if first.surname:
        return f"“{first.surname}”, who may be either of two people"
    return f"a speaker whom no report names for certain{f', who may or may not be {by},' if by else ''}"


def _days(fits: Sequence[Fit], on: Period | None) -> str:
    """Give the days of a short wording, which may be a stock phrase, and of one on another day than was asked for."""
    passages = [fit.stream.passages[0] for fit in fits]
    said = {day for passage in passages if (day := _day_said(passage))}
    printed = {passage.published for passage in passages if passage.published and not _day_said(passage)}
    is_short = fits[0].end - fits[0].start < SHORT
    is_off = on is not None and bool(said) and not any(on.first <= day <= on.last for day in said)
    if on is not None and is_off:
        return f" (said on {_listed(said)}, not {'on' if on.first == on.last else 'in'} {period_text(on)})"
    if not (is_short or on):
        return ""
    if said:
        return f" ({_listed(said)})"
    untold = "; no report tells the day" if on is not None and printed else ""
    return f" (printed {_listed(printed)}{untold})" if printed else ""


def _listed(days: Iterable[date]) -> str:
    ordered = sorted(days)
    shown = [day_text(day) for day in ordered[:MOST_DAYS]]
    more = f" and {len(ordered) - MOST_DAYS} more days" if len(ordered) > MOST_DAYS else ""
    return ", ".join(shown) + more


def _contradicts(fit: Fit, exact: Sequence[Fit]) -> bool:
    """Tell whether a place has other words for what was said on the same occasion, and not merely fewer.

    Two primary sources do not contradict one another: a speaker says much the same again.
    """
    if fit.stream.passages[0].primary and any(each.stream.passages[0].primary for each in exact):
        return False
    days = [day for each in exact if (day := _day(each.stream.passages[0]))]
    day = _day(fit.stream.passages[0])
    if day and days and min(abs(day - other) for other in days) > DAYS_APART:
        return False
    return any(not _is_at_end(fit, gap) for gap in fit.gaps)


def _is_at_end(fit: Fit, gap: Gap) -> bool:
    """Tell words of the quotation that a report does not print: what it quotes begins later or ends before."""
    return gap.other_start == gap.other_end and gap.other_start in (0, len(fit.stream.keys))


def _otherwise(exact: int, others: Sequence[Fit]) -> str:
    """Tell what other places have instead: a primary source first, then what changes the sense."""
    if not others:
        return ""
    wordings: dict[tuple[str, Sense | None], list[Fit]] = defaultdict(list)
    for fit in others:
        start, end, sense = _turning_point(fit)
        wordings[" ".join(fit.stream.keys[start:end]), sense].append(fit)
    ranked = sorted(wordings.items(), key=lambda item: (*_rank(item[1]), item[0][1] is None, -len(item[1])))
    parts = []
    for (_, sense), fits in ranked[:MOST_WORDINGS]:
        start, end, _ = _turning_point(fits[0])
        shown = min(end, start + MOST_WORDS + 2 * AROUND)
        dots = " …" if shown < end else ""
        parts.append(f"{_who_have(fits)} “{printed(fits[0].stream, start, shown)}{dots}”{_effect(sense)}")
    return f" in {exact} of {exact + len(others)} places; {'; '.join(parts)}"


def _effect(sense: Sense | None) -> str:
    return f" ({EFFECTS[sense]} differs)" if sense else ""


def _rank(fits: Sequence[Fit]) -> tuple[bool, ...]:
    return (not any(fit.stream.passages[0].primary for fit in fits),)


def _turning_point(fit: Fit) -> tuple[int, int, Sense | None]:
    """Give the words about the weightiest difference of a place, and what it does to the sense."""
    telling = [
        (gap, change.sense) for gap, change in zip(fit.gaps, fit.changes, strict=True) if not _is_at_end(fit, gap)
    ]
    gap, sense = min(telling, key=lambda pair: (pair[1] is None, pair[0]))
    start, end = gap.other_start, gap.other_end
    while start > 0 and start > gap.other_start - AROUND and not stops_before(fit.stream, start):
        start -= 1
    while end < len(fit.stream.keys) and end < gap.other_end + AROUND and not stops_before(fit.stream, end):
        end += 1
    if start == end:  # at an ellipsis nothing stands: show what is on either side of it
        start, end = max(0, start - AROUND), min(len(fit.stream.keys), end + AROUND)
    return start, end, sense


def _who_have(fits: Sequence[Fit]) -> str:
    """Count transcripts and reports, with the verb."""
    sources = len({fit.stream.passages[0].report for fit in fits if fit.stream.passages[0].primary})
    reports = len({fit.stream.passages[0].report for fit in fits if not fit.stream.passages[0].primary})
    named = [
        f"{'a' if number == 1 else number} {noun}{'' if number == 1 else 's'}"
        for number, noun in ((sources, "transcript"), (reports, "report"))
        if number
    ]
    return f"{' and '.join(named)} {'has' if sources + reports == 1 else 'have'}"


def _day(passage: Passage) -> date | None:
    return passage.said.first if passage.said else passage.published


def _day_said(passage: Passage) -> date | None:
    """Give the day of a statement; that of a report's printing is none."""
    return passage.said.first if passage.said else passage.published if passage.primary else None


def _goes_on(fit: Fit) -> str:
    """Give the words that follow in the record, if they take some of the quotation back."""
    stream, end = fit.stream, fit.end
    if stops_before(fit.stream, end) or not reservation_in(stream.keys[end : end + 8]):
        return ""
    last = end + 1
    while not stops_before(stream, last):
        last += 1
    shown = min(last, end + MOST_WORDS)
    return printed(stream, end, shown) + (" …" if shown < last else "")
