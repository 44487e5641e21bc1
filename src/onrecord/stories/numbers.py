"""Number phrases of a text with what bounds them, their unit and what they count.

Dates, years and the numbers inside names (A42, HA446) count nothing and are left out, and so is what can be read in two
ways: "1,00", "10^6".
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from math import isclose

from onrecord.model import Span
from onrecord.stories.amounts import (
    AMOUNT,
    PART,
    PARTS,
    SCALE,
    SCALES,
    TENS,
    VAGUE,
    VALUES,
    currency_of,
    rows_of,
    scale_of,
    value_of,
)
from onrecord.stories.clocks import CLOCK, find_clocks
from onrecord.stories.counted import GLUED, PLURALS, STOPS, Counted, Unit, counted_after, is_plural, units
from onrecord.stories.number import AGE, MINUTE_OF_DAY, SHARE, Number
from onrecord.stories.other_numbers import find_other_numbers

PART_OF_ALL = Unit("share", SHARE, 1.0)
MONTHS = "Jan Feb Mar Apr May June July Aug Sept Sep Oct Nov Dec January February March April August September October"
MONTH = rf"(?:{'|'.join(f'{MONTHS} November December Jun Jul'.split())})"
WORD = "|".join((*VALUES, *TENS))
SMALL = "|".join(word for word, value in VALUES.items() if 0 < value <= 10)

SHARE_OF = rf"""
    (?: (?: (?: an? | {SMALL} ) [\s-] (?: half | halves | {PART} ) s? | half )
        (?= \s of \s (?! an? \s (?: {SCALE} ) )
        | \s (?: the | its | his | her | their | our | all | those | these ) \s )
    | (?: {SMALL} ) - (?: half | {PART} ) s? (?! [\w-] ) | half (?= \s as \s (?: many | much ) \b )
    | (?: the | an? ) \s (?: (?: vast | overwhelming | large | clear | great | slim ) \s )? majority (?= \s of \s ) )
    """
SEVERAL = rf"""
    (?: (?: several | a \s few ) \s (?: dozen | {SCALE} ) (?! \w )
    | (?: tens | hundreds | thousands ) \s of \s (?: thousands | millions | billions )
    | (?: several (?= \s [a-z] ) | dozens | scores | hundreds | thousands | millions | billions )
      (?! \w | \s of \s (?: years | times ) ) )
    """
TO = r"to (?: \s (?: about | around | as \s (?: many | much ) \s as ) )?"
# A phrase of three parts may end in what makes it something else: "5,000" and "1,00", "7" and "7th", "40" and "40s".
NUMBER = re.compile(
    rf"""
    (?<! [\w.,#/:^] ) (?<! [0-9]\s ) (?: (?<! [\w.] [–-] ) | (?<= \b sub- ) )
    (?: (?P<several> {SEVERAL} )
    | (?P<couple> (?: a \s )? couple \s (?: of \s )? (?: dozen | {SCALE} ) (?! \w ) | a \s couple (?= \s of \s [a-z] ) )
    | (?P<part> {SMALL} | [0-9]{{1,2}} ) \s (?: in | out \s of ) \s (?: every \s )?
      (?P<whole> {WORD} | [1-9][0-9]* (?: ,000 )* ) (?= \s [a-z] | [.,;)] )
    | (?P<share> {SHARE_OF} ) (?: \s to \s (?P<share_to> {SHARE_OF} ) )?
    | (?P<one> an? ) \s (?P<one_unit> hour | mile | kilomet(?:er|re) | day | week | month | year | decade )
      \s and \s a \s half
    | (?P<half> half (?: [\s-] an? )? )
      (?= [\s-] (?: hour | mile | kilomet(?:er|re) | day | year | decade | century | inch | acre ) \b )
    | (?: (?P<between> between ) \s )? (?: (?P<from> from ) \s )? (?P<first> {AMOUNT} )
      (?P<unit> \s? (?: % | per \s? cent | {GLUED} ) (?! \w ) )?
      (?: (?: \s (?(between) (?: and | to ) | (?: {TO} | or ) ) \s | \s? [–-] \s? ) (?P<second> {AMOUNT} ) )?
    )
    (?! (?! (?: {GLUED} ) (?! \w ) ) \w | [.,:'’][0-9] | \^ | [ ][0-9]{{3}} (?! [\w,.] ) | \s? / \s? [0-9] )
    """,
    re.VERBOSE | re.IGNORECASE,
)
DATE = re.compile(
    rf"\b{MONTH}\.?\s[0-9]{{1,2}}\b(?:,\s[0-9]{{4}})?|\b[0-9]{{1,2}}\s(?:of\s)?{MONTH}\b(?:\s[0-9]{{4}})?"
)
# What is below zero counts nothing, and what nobody can print in earnest neither.
MINUS = re.compile(r"(?:^|[\s($£€])[-–−]$|\bminus\s$", re.IGNORECASE)
GREATEST = 1e18
THOUSANDS = re.compile(r"[0-9]{1,3},000")
AGED = re.compile(r"\b(?:aged?|ages)\s(?:just\s|only\s|about\s|around\s|between\s)?$", re.IGNORECASE)
OLD = re.compile(r"[-\s](?:years?|yrs?)[-\s](?:olds?\b|of\sage\b)", re.IGNORECASE)
IN_APPOSITION = re.compile(r"[^\W\d_]['’”\"]?, $")
CHANGE = re.compile(
    r"\b(?:ros|ris|increas|fall|fell|drop|gr[eo]w|jump|climb|went|go|cut|reduc|down|up|declin|widen|narrow|slip|shr[iau]nk|rais|lower"
    r"|slash|chang|mov|revis|surg|plung|plummet|soar|edg|swell|upgrad)\w*\b[^.;]{0,60}$",
    re.IGNORECASE,
)
SHIRT = re.compile(r"[A-Z][\w’'-]+ \($")  # a player's number: "Ana Ruiz (21)"
NAMED = re.compile(
    r"(?:^|[^.!?”\"\s]\s|[\s(])(?P<name>[A-Z][\w’'.-]*|No\.|Nos\.|no\.|number|page|pages|chapter|channel|section|room|gate"
    r"|route|highway|flight|group of|interstate|week|day|phase|level|stage|episode"
    r"|season|size|article|line|terminal|lane)\s$"
)
STREET = re.compile(
    r"\s(?:[NSEW]\.? )?(?:[A-Z][\w’'.-]* ){1,3}"
    r"(?:St|Street|Ave|Avenue|Road|Rd|Boulevard|Blvd|Drive|Lane|Place|Square|Way|Court)\b"
)
YEAR = re.compile(r"(?:1[5-9]|20)[0-9]{2}")
# Words that begin a sentence with a capital before a number, and are no name.
OPENERS = frozenset(
    {"about", "all", "almost", "another", "around", "at", "authorities", "but", "by", "even", "just", "least", "more"}
    | {"most", "nearly", "now", "officials", "only", "over", "police", "still", "then", "under", "with"}
)
CONVERTED = frozenset({"length", "area", "weight", "volume", "speed", "degrees"})
AGAIN = re.compile(r"[(/]\s?$|\(or\s$")
FARTHEST_AGAIN = 60  # characters between a measure and its like in another unit
CONVERSION = 0.08  # share by which the two may differ: both are rounded
SMALLER_UNITS = {"hours": {"minutes"}, "minutes": {"seconds"}, "ft": {"inches"}, "years": {"months"}, "m": {"cm"},
                 "stone": {"lb"}, "lb": {"oz"}, "days": {"hours"}, "weeks": {"days"}}  # fmt: skip
JOINT = re.compile(r",?\s(?:and\s)?|-")
BEFORE_BOUND = re.compile(r"\s|-|(?=\+)")


def find_numbers(text: str) -> tuple[Number, ...]:
    """Find the number phrases of a text.

    >>> [(n.low, n.high, n.counts) for n in find_numbers("At least 50 people and nearly two dozen dogs fled.")]
    [(50.0, None, 'people'), (None, 24.0, 'dogs')]
    """
    clocks = [
        Number(clock.span, clock.low, clock.high, MINUTE_OF_DAY, MINUTE_OF_DAY, about=clock.about)
        for clock in find_clocks(text)
    ]
    # Also "13 p.m.", which is no time, is no 13.
    timed = [Span(*found.span()) for found in CLOCK.finditer(text)]
    special = [*clocks, *find_other_numbers(text)]
    dates = [Span(*found.span()) for found in DATE.finditer(text)]
    taken = _apart([*dates, *timed, *(number.span for number in special)])
    numbers = [
        number for found in NUMBER.finditer(text) if not _overlaps(found, taken) for number in _numbers(found, text)
    ]
    plain = tuple(_without_conversions(_joined(numbers, text), text))
    return tuple(sorted((*special, *plain), key=lambda number: number.span))


def _overlaps(found: re.Match[str], taken: Sequence[Span]) -> bool:
    """Tell whether a match meets one of some spans that stand in order and apart."""
    at = bisect_left(taken, Span(found.end(), 0))
    return at > 0 and taken[at - 1].end > found.start()


def _apart(spans: Iterable[Span]) -> list[Span]:
    """Put spans in order, those that meet as one."""
    apart: list[Span] = []
    for span in sorted(spans):
        if apart and span.start < apart[-1].end:
            apart[-1] = Span(apart[-1].start, max(apart[-1].end, span.end))
        else:
            apart.append(span)
    return apart


def _numbers(found: re.Match[str], text: str) -> Iterator[Number]:
    """Read one match: a range that is none is two numbers, or nothing."""
    if found["first"]:
        yield from _amounts(found, text)
        return
    bare = Span(*found.span())
    if found["share"]:
        majority = found["share"].casefold().endswith("majority")
        low, high = (0.5, None) if majority else (_share(found["share"]), _share(found["share_to"] or found["share"]))
        yield _bounded(text, bare, low, high, counted_after(text, bare.end, has_unit=True)._replace(unit=PART_OF_ALL))
    elif found["whole"]:
        part, whole = value_of(found["part"]), value_of(found["whole"])
        if part < whole and not YEAR.fullmatch(found["whole"]):
            counted = counted_after(text, bare.end, has_unit=True)._replace(unit=PART_OF_ALL)
            yield _bounded(text, bare, part / whole, part / whole, counted)
    elif found["half"]:
        yield _bounded(text, bare, 0.5, 0.5, counted_after(text, bare.end))
    elif found["one"]:
        unit = units()[found["one_unit"].casefold()]
        yield _bounded(text, bare, 1.5, 1.5, Counted(unit, (), "", bare.end))
    elif found["couple"]:
        value = 2.0 * _times(found["couple"])
        yield _bounded(text, bare, value, value, counted_after(text, bare.end))
    else:
        yield _bounded(text, bare, _several(found["several"]), None, counted_after(text, bare.end))


def _amounts(found: re.Match[str], text: str) -> Iterator[Number]:
    first = Span(*found.span("first"))
    if not found["second"]:
        if number := _one_amount(text, first):
            yield number
        return
    second = Span(*found.span("second"))
    low, high = value_of(found["first"]), value_of(found["second"])
    scale = scale_of(found["second"])
    if scale_of(found["first"]) == 1 and low * scale < high:  # "2 to 3 million"
        low *= scale
    if THOUSANDS.fullmatch(found["second"]) and low < 1000 and low * 1000 < high:  # "40-50,000"
        low *= 1000
    changes = found["from"] and not found["between"] and CHANGE.search(text[max(0, found.start() - 80) : found.start()])
    signs = (currency_of(found["first"]), currency_of(found["second"]))
    is_one_kind = signs[0] == signs[1] or (signs[1] is None and counted_after(text, second.end).unit is None)
    if low < high and not changes and is_one_kind and not (found["unit"] and currency_of(found["second"])):
        start = found.start("between") if found["between"] else first.start
        if number := _one_amount(text, Span(start, second.end), (low, high), first=first):
            yield number
    elif changes or not is_one_kind or re.search(r"\sto\s", text[first.end : second.start]):
        for span in (first, second):
            if number := _one_amount(text, span, unit_of=second):
                yield number


def _one_amount(
    text: str,
    span: Span,
    ends: tuple[float, float] | None = None,
    *,
    first: Span | None = None,
    unit_of: Span | None = None,
) -> Number | None:
    """Read an amount, or a range with these ends; None if it counts nothing.

    ``first`` is the first amount of a range; ``unit_of`` is another amount, whose unit is meant where there is none.
    """
    printed = (first or span).of(text)
    if MINUS.search(text, max(0, span.start - 8), span.start) or max(ends or (value_of(printed),)) > GREATEST:
        return None
    low, high = ends or (value_of(printed), value_of(printed))
    currency = currency_of(printed)
    counted = counted_after(text, _bound_after(text, span.end)[0], has_unit=currency is not None)
    if unit_of and not (counted.unit or counted.words):
        counted = counted_after(text, unit_of.end)._replace(end=span.end)
    if currency:
        counted = counted._replace(unit=Unit(currency, currency, 1.0))
    elif age := _age(text, first or span, span.end):
        counted = age
    elif _is_millions(text, printed, counted):
        counted = counted_after(text, counted.end)
        low, high = low * 1e6, high * 1e6
    if counted.unit and counted.unit.name == "lb" and low >= 1e6 and text[counted.end :][:4] != " of ":
        counted = counted._replace(unit=Unit("GBP", "GBP", 1.0))  # "two million pounds", unless they are of thrust
    number = _bounded(text, span, low, high, counted)
    if counted.unit is None and _counts_nothing(text, first or span, span.end, number):
        return None
    return number


def _is_millions(text: str, printed: str, counted: Counted) -> bool:
    """Tell "5m people" from "a 5m well"."""
    if counted.unit is None or counted.unit.name != "m" or not printed[-1:].isdigit():
        return False
    return text[counted.end - 1] == "m" and bool(counted.words) and is_plural(counted.words[-1].casefold())


def _age(text: str, span: Span, end: int) -> Counted | None:
    """Read an age: "61-year-old", "Ana Ruiz, 61,", "aged 61"."""
    years = Unit("years", AGE, 1.0)
    if old := OLD.match(text, end):
        return Counted(years, (AGE,), counted_after(text, old.end(), has_unit=True).head, old.end())
    before, printed = text[max(0, span.start - 20) : span.start], span.of(text)
    alone = re.fullmatch(r"[1-9][0-9]?|1[01][0-9]", printed)
    aged = AGED.search(before)
    if aged or (alone and text[end : end + 1] in (",", ".", ";", ")") and IN_APPOSITION.search(before)):
        name = re.findall(r"[^\W\d_][\w’'-]*", before[: aged.start() if aged else None])
        return Counted(years, (AGE,), name[-1].casefold() if name else "", end)
    return None


def _bounded(text: str, span: Span, low: float, high: float | None, counted: Counted) -> Number:
    """Put the bounds that stand before and after an amount into its value and its span."""
    start, before = _bound_before(text, span.start)
    end, after = _bound_after(text, span.end)
    if after is None:
        end, after = _bound_after(text, counted.end)
    bound = before or after
    is_range = low != high
    unit = counted.unit
    return Number(
        span=Span(start, end),
        low=None if bound == "high" and not is_range else low,
        high=None if bound == "low" else high,
        unit=unit.name if unit else counted.head or None,
        kind=unit.kind if unit else f"of {counted.head}",
        scale=unit.scale if unit else 1.0,
        counts=" ".join(counted.words) or (unit.name if unit else ""),
        head=counted.head,
        about=bound == "about",
    )


@lru_cache(maxsize=2)
def _bounds(table: str) -> tuple[re.Pattern[str], dict[str, str]]:
    kinds = {phrase: kind for phrase, kind in rows_of(table)}  # noqa: C416 - mypy knows no dict of lists
    phrases = "|".join(re.escape(phrase) for phrase in sorted(kinds, key=lambda phrase: (-len(phrase), phrase)))
    return re.compile(phrases.replace(r"\ ", r"\s+"), re.IGNORECASE), kinds


@lru_cache(maxsize=1)
def _before() -> re.Pattern[str]:
    pattern, _ = _bounds("bounds.tsv")
    filler = r"(?:an?\s+|the\s+)?(?:additional\s+|further\s+|total\s+of\s+|record\s+|whopping\s+|staggering\s+)?"
    return re.compile(rf"(?<!\w)(?P<bound>{pattern.pattern})(?:(?<=[-<>~])|\s+){filler}$", re.IGNORECASE)


def _bound_before(text: str, at: int) -> tuple[int, str | None]:
    begin = max(0, at - 48)
    found = _before().search(text, begin, at)
    if not found:
        return at, None
    return found.start(), _bounds("bounds.tsv")[1][" ".join(found["bound"].casefold().split())]


def _bound_after(text: str, at: int) -> tuple[int, str | None]:
    pattern, kinds = _bounds("bounds-after.tsv")
    joint = BEFORE_BOUND.match(text, at)
    found = pattern.match(text, joint.end()) if joint else None
    if found is None or text[found.end() : found.end() + 1].isalnum():
        return at, None
    return found.end(), kinds[" ".join(found[0].casefold().split())]


def _share(printed: str) -> float:
    words = re.split(r"[\s-]", printed.casefold())
    part = PARTS.get(words[-1]) or PARTS.get(words[-1].removesuffix("s")) or 0.5
    return round(part * (VALUES.get(words[0], 1.0) if len(words) > 1 else 1.0), 4)


def _several(printed: str) -> float:
    """Give the least that a vague word stands for."""
    words = [word for word in printed.casefold().split() if word not in ("a", "of")]
    value = VAGUE[words[0]]
    for word in words[1:]:
        value *= SCALES.get(word.removesuffix("s"), 12.0)
    return value


def _times(printed: str) -> float:
    last = printed.casefold().split()[-1]
    return 12.0 if last == "dozen" else SCALES.get(last, 1.0)


def _counts_nothing(text: str, span: Span, end: int, number: Number) -> bool:
    """Tell a year, a bare "one" and the number of a thing (Flight 175, 20 Corn Street) from a count."""
    printed = span.of(text)
    if number.counts[:1].isupper() and number.counts.casefold() in units():  # told 60 Minutes
        return True
    is_bounded = number.span.start < span.start or number.low != number.high
    if YEAR.fullmatch(printed) and not is_bounded:
        following = number.head in PLURALS and text[max(0, span.start - 3) : span.start].casefold() not in (
            "in ",
            "of ",
        )
        return not following
    if printed.casefold() in ("one", "zero", "a hundred", "0"):
        return not is_bounded
    if is_bounded or not printed[0].isdigit():
        return bool(not is_bounded and _is_named(text, span) and not number.counts)
    return _is_named(text, span) or STREET.match(text, end) is not None


def _is_named(text: str, span: Span) -> bool:
    """Tell whether a number stands in a name: "Flight 175", "Section 3"."""
    before = text[max(0, span.start - 30) : span.start]
    if SHIRT.search(before) and text[span.end : span.end + 1] == ")":
        return True
    found = NAMED.search(before)
    if found is None:
        return False
    name = found["name"]
    is_common = name.casefold() in STOPS | OPENERS or name.endswith("ly")
    return not (is_common or name.endswith(("’s", "'s", "s’", "s'")))


def _joined(numbers: Sequence[Number], text: str) -> list[Number]:
    """Join a measure in two units: "8 hours and 20 minutes" is 8.33 hours."""
    joined: list[Number] = []
    for number in numbers:
        last = joined[-1] if joined else None
        if (
            last
            and last.unit
            and (number.unit or "inches") in SMALLER_UNITS.get(last.unit, ())
            and None not in (last.low, last.high, number.low, number.high)
            and JOINT.fullmatch(text, last.span.end, number.span.start)
        ):
            scale = number.scale if number.unit else units()["inch"].scale
            rest = (number.low or 0.0) * scale / last.scale
            low, high = (last.low or 0.0) + rest, (last.high or 0.0) + rest
            joined[-1] = replace(last, span=Span(last.span.start, number.span.end), low=low, high=high)
        else:
            joined.append(number)
    return joined


def _without_conversions(numbers: Sequence[Number], text: str) -> Iterator[Number]:
    """Leave out what says a measure again in another unit: "10 metres (33 feet)"."""
    before: Number | None = None
    for number in numbers:
        if not (before and _is_again(before, number, text)):
            yield number
            before = number


def _is_again(before: Number, number: Number, text: str) -> bool:
    if number.kind != before.kind or number.unit == before.unit or number.kind not in CONVERTED:
        return False
    between = text[before.span.end : number.span.start]
    ends = [(each.low if each.low is not None else each.high or 0.0) * each.scale for each in (before, number)]
    return (
        len(between) <= FARTHEST_AGAIN
        and "\n" not in between
        and bool(AGAIN.search(between))
        and isclose(*ends, rel_tol=CONVERSION)
    )
