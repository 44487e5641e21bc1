"""Numbers that are no plain amounts: scores, places in a row, heights in feet and inches, ages told by the ten."""

import re
from collections.abc import Iterator

from onrecord.model import Span
from onrecord.stories.amounts import TENS, VALUES, value_of
from onrecord.stories.counted import counted_after, units
from onrecord.stories.number import AGE, POINTS, Number

WORD = "|".join((*VALUES, *TENS))
SMALL = "|".join(word for word, value in VALUES.items() if 0 < value <= 10)

ORDINAL = re.compile(r"(?<![\w.,-])(?P<value>[0-9]{1,3})(?:st|nd|rd|th)\s(?!century|centuries|anniversary|birthday)")
HEIGHT = re.compile(
    rf"(?<![\w.,-])(?P<feet>[1-9]|{SMALL})(?:[\s-]?(?:foot|feet|ft)[\s,-]{{1,2}}|['’])(?P<inches>[0-9]{{1,2}}|{WORD})(?![\w.])"
    r"(?:[\s-]?(?:inch(?:es)?|in)\b|[\"”])?",
    re.IGNORECASE,
)
SCORE = re.compile(r"(?<![\w.,:/$£€–-])(?P<first>[0-9]{1,3})\s?[–-]\s?(?P<second>[0-9]{1,3})(?![\w–-]|[.,:/][0-9])")
# Of "34-6" a score is certain beside a word of contest; else it might be pages or a range.
CONTEST = re.compile(
    r"\b(?:w[io]n|wins|victory|beat(?:ing)?|beaten|defeat(?:ed|s)?|loss|lost|los(?:es|ing)|draw|drew|tied|lead|led|leading"
    r"|ahead|trail\w*|thrash\w*|scored?|score(?:line)?|rout(?:ed)?|triumph\w*|vote[ds]?|voting|passed|approved|ruled)\b",
    re.IGNORECASE,
)
DECADE_OF_LIFE = re.compile(
    r"\bin (?:his|her|their|my|your) (?:(?P<part>early|mid|late)[\s-])?"
    r"(?P<tens>[2-9]0|twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)(?:['’]?s)?\b",
    re.IGNORECASE,
)
DECADE_PARTS = {"": (0, 9), "early": (0, 3), "mid": (4, 6), "late": (7, 9)}
TENS_OF_LIFE = ("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties")


def find_other_numbers(text: str) -> Iterator[Number]:
    """Find these.

    >>> [number.low for number in find_other_numbers("A 34-6 win; the 32nd floor; six-foot-six; in his early 40s")]
    [6.5, 34.0, 6.0, 32.0, 40.0]
    """
    yield from _heights(text)
    yield from _scores(text)
    yield from _ordinals(text)
    yield from _decades_of_life(text)


def _heights(text: str) -> Iterator[Number]:
    """Find what is told in feet and inches: "six-foot-two", 6'2"."""
    for found in HEIGHT.finditer(text):
        feet, inches = value_of(found["feet"]), value_of(found["inches"])
        if inches < 12:
            value = feet + inches / 12
            yield Number(Span(*found.span()), value, value, "ft", "length", units()["ft"].scale, counts="ft")


def _scores(text: str) -> Iterator[Number]:
    """Find the two sides of a score, a vote among them: "a 34-6 win"."""
    for found in SCORE.finditer(text):
        around = text[max(0, found.start() - 40) : found.end() + 30]
        if int(found["first"]) >= int(found["second"]) and CONTEST.search(around):
            for side in ("first", "second"):
                value = float(found[side])
                yield Number(Span(*found.span(side)), value, value, "points", POINTS, counts="points", head="points")


def _ordinals(text: str) -> Iterator[Number]:
    """Find what says which one of many something is: the 32nd floor, the 15th test."""
    for found in ORDINAL.finditer(text):
        counted = counted_after(text, found.end("value") + 2, has_unit=True)
        if counted.words and counted.words[-1][0].islower():  # but not the 2nd Amendment
            value, counts = float(found["value"]), " ".join(counted.words)
            span = Span(found.start(), found.end("value") + 2)
            yield Number(span, value, value, counted.head, f"of {counted.head}", counts=counts, head=counted.head)


def _decades_of_life(text: str) -> Iterator[Number]:
    """Find ages told by the ten: "in her forties" is 40 to 49, "in his late 60s" 65 to 69."""
    for found in DECADE_OF_LIFE.finditer(text):
        printed = found["tens"].casefold()
        low = float(printed) if printed.isdigit() else 20.0 + 10 * TENS_OF_LIFE.index(printed)
        first, last = DECADE_PARTS[(found["part"] or "").casefold()]
        yield Number(Span(*found.span("tens")), low + first, low + last, "years", AGE, counts=AGE)
