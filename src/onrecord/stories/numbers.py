"""Number phrases of a text with what bounds them, their unit and what they count.

Dates, years, ordinals, scores and the numbers inside names (A42, HA446) count nothing and are left out.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from onrecord.model import Span


def _rows(table: str) -> list[list[str]]:
    lines = files(__package__).joinpath(table).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def _words(kind: str) -> dict[str, float]:
    return {word: float(value) for word, each, value in _rows("numbers.tsv") if each == kind}


MINUTE_OF_DAY = "minute of day"
VALUES, TENS, SCALES = _words("unit"), _words("ten"), _words("scale")
SHORT_SCALES, VAGUE = _words("short scale"), _words("from")
STOPS = frozenset(word for (word,) in _rows("stops.tsv"))
MONTHS = "Jan Feb Mar Apr May June July Aug Sept Sep Oct Nov Dec January February March April August September October"
MONTH = rf"(?:{'|'.join(f'{month}' for month in f'{MONTHS} November December Jun Jul'.split())})"
WORD = "|".join((*VALUES, *TENS))
SCALE = "|".join(SCALES)

SPELT = rf"""
    (?: half \s a \s dozen | (?: a | {WORD} ) \s dozen | a \s (?: hundred | thousand | million | billion ) (?! s )
    | (?: {WORD} ) (?: [\s-] (?: and \s )? (?: {WORD} | {SCALE} ) (?! \w ) )* )
    """
PRINTED = rf"(?: \d{{1,3}} (?: ,\s?\d{{3}} (?! \d ) )+ | \d+ ) (?: \.\d+ )? (?: \s? (?: {SCALE} | bn | mn | tn ) \b )?"
MONEY = rf"(?: US\$ | \$ | £ | € ) \s? {PRINTED} (?: [mbk] \b )?"
AMOUNT = rf"(?: {MONEY} | {PRINTED} | {SPELT} )"
NUMBER = re.compile(
    rf"""
    (?<! [\w.,#/–:-] ) (?<! \d\s )
    (?: (?P<vague> (?: tens | hundreds | thousands ) \s of \s (?: thousands | millions | billions )
        | several | dozens | scores | hundreds | thousands | millions | billions )
    | (?: (?P<between> between ) \s )? (?P<first> {AMOUNT} )
      (?: (?: \s (?: to | or | and ) \s | \s? [–-] \s? ) (?P<second> {AMOUNT} ) )?
    )
    (?! [\w] | [.,:]\d | st\b | nd\b | rd\b | th\b ) (?! / \d )
    """,
    re.VERBOSE | re.IGNORECASE,
)
CLOCK = re.compile(
    r"""
    (?<! [\w.:] ) (?: (?P<hour> \d{1,2} ) (?: [:.] (?P<minute> \d\d ) )? \s? (?P<half> [ap] ) \.? m \b \.?
    | (?P<hour24> [01]?\d | 2[0-3] ) : (?P<minute24> [0-5]\d ) (?! [\w:] ) | (?P<named> noon | midnight ) \b )
    """,
    re.VERBOSE | re.IGNORECASE,
)
DATE = re.compile(rf"\b{MONTH}\.?\s\d{{1,2}}\b(?:,\s\d{{4}})?|\b\d{{1,2}}\s{MONTH}\b(?:\s\d{{4}})?")
PLURALS = frozenset({"people", "women", "men", "children", "police"})
AGE = re.compile(r"[1-9]\d?")
FOLLOWING = re.compile(r"[\s-]*([^\W\d_][\w’'-]*|%|°)")


class Number(NamedTuple):
    """A number phrase: ``span`` with its bound, ``kind`` of unit, ``scale`` to the first unit of that kind."""

    span: Span
    low: float | None
    high: float | None
    unit: str | None
    kind: str
    scale: float
    counts: str
    head: str
    about: bool


@lru_cache(maxsize=1)
def _units() -> dict[str, tuple[str, str, float]]:
    return {
        printed: (unit, kind, float(scale))
        for unit, kind, scale, forms in _rows("units.tsv")
        for printed in forms.split()
    }


@lru_cache(maxsize=1)
def _bounds() -> tuple[re.Pattern[str], dict[str, str]]:
    kinds = {phrase: kind for phrase, kind, *_ in _rows("bounds.tsv")}
    longest_first = sorted(kinds, key=lambda phrase: (-len(phrase), phrase))
    return re.compile(rf"(?<!\w)(?:{'|'.join(longest_first)})\s+(?:a\s+|the\s+)?$", re.IGNORECASE), kinds


def find_numbers(text: str) -> tuple[Number, ...]:
    """Find the number phrases of a text.

    >>> [(n.low, n.high, n.counts) for n in find_numbers("At least 50 people and nearly two dozen dogs fled.")]
    [(50.0, None, 'people'), (None, 24.0, 'dogs')]
    """
    clocks = list(_clocks(text))
    dates = [Span(*found.span()) for found in DATE.finditer(text)]
    taken = [*dates, *(clock.span for clock in clocks)]
    numbers = [
        number
        for found in NUMBER.finditer(text)
        if not any(found.start() < span.end and span.start < found.end() for span in taken)
        if (number := _number(found, text))
    ]
    return tuple(sorted((*clocks, *_without_conversions(numbers, text)), key=lambda number: number.span))


def _without_conversions(numbers: list[Number], text: str) -> Iterator[Number]:
    """Leave out what says a measure again in another unit: "10 metres (33 feet)"."""
    before: Number | None = None
    for number in numbers:
        between = text[before.span.end : number.span.start] if before else ""
        if not (before and before.unit != number.unit and re.fullmatch(r"[^\W\d]*\s?\(", between)):
            yield number
        before = number


def _clocks(text: str) -> Iterator[Number]:
    for found in CLOCK.finditer(text):
        if found["named"]:
            minutes = 720 if found["named"].casefold() == "noon" else 0
        elif found["half"]:
            if int(found["hour"]) > 12:
                continue
            minutes = int(found["hour"]) % 12 * 60 + int(found["minute"] or 0)
            minutes += 720 if found["half"].casefold() == "p" else 0
        else:
            minutes = int(found["hour24"]) * 60 + int(found["minute24"])
        start, kind = _bound_before(text, found.start())
        after = re.search(r"\b(?:shortly|just|soon)\s+after\s+$", text[max(0, found.start() - 20) : found.start()])
        low: float | None = minutes
        high: float | None = minutes
        if kind == "high":
            low = None
        if after:
            start, high = found.start() - len(after[0]), minutes + 20
        yield Number(Span(start, found.end()), low, high, MINUTE_OF_DAY, MINUTE_OF_DAY, 1.0, "", "", kind == "about")


def _bound_before(text: str, at: int) -> tuple[int, str | None]:
    pattern, kinds = _bounds()
    begin = max(0, at - 24)
    found = pattern.search(text[begin:at])
    if not found:
        return at, None
    phrase = re.sub(r"\s+(?:a|the)$", "", " ".join(found[0].casefold().split()))
    kind = kinds.get(phrase) or kinds.get(" ".join(found[0].casefold().split()))
    return begin + found.start(), kind


def _number(found: re.Match[str], text: str) -> Number | None:
    start, bound = _bound_before(text, found.start())
    if found["vague"]:
        low, high = _vague(found["vague"]), None
    else:
        low = _value(found["first"])
        high = _value(found["second"]) if found["second"] else low
        if found["second"]:
            low *= _scale_of(found["second"]) if _scale_of(found["first"]) == 1 else 1  # "2 to 3 million"
            if not low < high:  # a score: 34-6
                return None
    unit, kind, scale, counts, head, end = _what(found, text)
    if unit is None and _counts_nothing(found, text, counts, bound):
        return None
    low_end: float | None = low
    high_end: float | None = high
    if bound == "low":
        high_end = None
    elif bound == "high" and not found["second"] and not found["vague"]:
        low_end = None
    return Number(Span(start, end), low_end, high_end, unit, kind, scale, counts, head, bound == "about")


def _scale_of(printed: str) -> float:
    last = re.split(r"[\s\d-]+", printed.casefold())[-1]
    return SCALES.get(last) or SHORT_SCALES.get(last) or 1.0


def _vague(words: str) -> float:
    parts = words.casefold().split()
    if len(parts) == 1:
        return float(VAGUE[parts[0]])
    times = {"tens": 20, "hundreds": 200, "thousands": 2000}[parts[0]]
    return float(times * {"thousands": 1e3, "millions": 1e6, "billions": 1e9}[parts[2]])


def _value(printed: str) -> float:
    folded = re.sub(r"^(?:us)?[$£€]\s*", "", printed.casefold())
    if figures := re.match(r"[\d,\s]*\d(?:\.\d+)?", folded):
        rest = folded[figures.end() :].strip()
        scale = SCALES.get(rest) or SHORT_SCALES.get(rest) or 1.0
        return float(re.sub(r"[,\s]", "", figures[0])) * scale
    total = current = 0.0
    for word in re.split(r"[\s-]+", folded):
        if word == "half":
            current = 0.5
        elif word == "dozen":
            current = (current or 1) * 12
        elif word in VALUES or word in TENS:
            current += VALUES.get(word, TENS.get(word, 0))
        elif word == "hundred":
            current = (current or 1) * 100
        elif word in SCALES:
            total, current = total + (current or 1) * SCALES[word], 0.0
    return total + current


def _what(found: re.Match[str], text: str) -> tuple[str | None, str, float, str, str, int]:
    """Read the unit and the noun after a number: the unit, its kind and scale, the phrase, its head, and the end."""
    units = _units()
    at, end = found.end(), found.end()
    sign = re.match(r"(?:US)?[$£€]", found["first"] or "", re.IGNORECASE)
    unit = units.get(sign[0].casefold()) if sign else None
    if not unit and (compound := re.compile(r"[-\s]years?[-\s]olds?\b").match(text, at)):
        return "years", "age", 1.0, "age", "age", compound.end()
    if (
        AGE.fullmatch(found[0])
        and text[max(0, found.start() - 2) : found.start()] == ", "
        and text[at : at + 1] in ",.;"
    ):
        return "years", "age", 1.0, "age", "age", end
    per_cent = re.compile(r"\s?(?:%|per\s?cent\b|percentage points?\b)").match(text, at)
    if per_cent:
        unit, at, end = ("percent", "percent", 1.0), per_cent.end(), per_cent.end()
    elif not unit and (word := FOLLOWING.match(text, at)):
        first = word[1].casefold().split("-")[0]
        if first in units:
            unit = units[first]
            at = end = word.start(1) + len(first)
    phrase = _phrase(text, at)
    head = _head(phrase)
    counts = " ".join(phrase)
    if unit:
        return (*unit, counts or unit[0], head, end)
    return (head or None), f"of {head}", 1.0, counts, head, end


def _phrase(text: str, at: int) -> list[str]:
    words: list[str] = []
    if text[at : at + 4] == " of ":
        at += 3
    for _ in range(4):
        if (word := FOLLOWING.match(text, at)) is None or "\n" in word[0] or word[1].casefold() in STOPS:
            break
        words.append(word[1])
        at = word.end()
        folded = word[1].casefold()
        if folded in PLURALS or (folded.endswith("s") and not folded.endswith(("'s", "’s", "ss"))):
            break
    return words


def _head(phrase: list[str]) -> str:
    """Choose the noun: the first plural, or a people word, else the last word."""
    for word in phrase:
        folded = word.casefold()
        if folded in PLURALS or (folded.endswith("s") and len(folded) > 3):
            return folded
    return phrase[-1].casefold() if phrase else ""


def _counts_nothing(found: re.Match[str], text: str, counts: str, bound: str | None) -> bool:
    """Tell a year, a bare "one" and the number of a thing (Flight 175) from a count."""
    printed = found[0]
    if re.fullmatch(r"(?:19|20)\d\d", printed) and not bound:
        return True
    if printed.casefold() in ("one", "zero"):
        return True
    before = text[max(0, found.start() - 20) : found.start()]
    return bool(re.search(r"\b[A-Z][a-z]+ $", before)) and not counts and not bound
