"""Amounts as they are printed: figures, number words, fractions, with their scale and their currency."""

import re
from collections.abc import Iterator
from importlib.resources import files


def rows_of(table: str) -> Iterator[list[str]]:
    """Read the rows of a table of this package."""
    lines = files(__package__).joinpath(table).read_text(encoding="utf-8").splitlines()
    return (line.split("\t") for line in lines if line and not line.startswith("#"))


def _words(kind: str) -> dict[str, float]:
    return {word: float(value) for word, each, value in rows_of("numbers.tsv") if each == kind}


VALUES, TENS, SCALES, VAGUE = _words("unit"), _words("ten"), _words("scale"), _words("from")
SHORT_SCALES, PARTS, GLYPHS = _words("short scale"), _words("part"), _words("glyph")
SIGNS = {printed: currency for currency, forms in rows_of("currencies.tsv") for printed in forms.split("|")}

WORD = "|".join((*VALUES, *TENS))
SCALE = "|".join(SCALES)
SHORT = "|".join(SHORT_SCALES)
PART = "|".join(part for part in PARTS if part != "half")
GLYPH = "".join(GLYPHS)
SIGN = "|".join(re.escape(sign) for sign in sorted(SIGNS, key=lambda sign: (-len(sign), sign)))
PARTS_AFTER = (
    rf"(?: an? [\s-] (?: half | {PART} ) | (?: one | two | three | four | five | seven ) [\s-] (?: {PART} ) s )"
)
AND_A_PART = rf"[\s-] and [\s-] {PARTS_AFTER} (?! \w )"

FIGURES = r"(?: [0-9]{1,3} (?: [,\u00a0\u2009\u202f] [ ]? [0-9]{3} (?! [0-9] ) )+ | [0-9]{1,15} ) (?: \.[0-9]{1,12} )?"
PRINTED = rf"""
    (?: {FIGURES} (?: \s [1-9]/[2-9] (?! [\w/] ) | [{GLYPH}] | {AND_A_PART} )? | [{GLYPH}] )
    (?: [\s-]? (?: {SCALE} | bn | mn | tn ) (?! \w ) )*+
    """
SPELT = rf"""
    (?: half [\s-] (?: a [\s-] )? (?: dozen | {SCALE} ) | (?: a \s )? quarter [\s-] of \s a \s (?: million | billion )
    | (?: a | an | (?: {WORD} ) ) (?: {AND_A_PART} )? \s (?: dozen | {SCALE} ) (?! s )
      (?: {AND_A_PART} | (?: [\s-] (?: and \s )? (?: {WORD} | {SCALE} ) (?! \w ) )* )
    | (?: {WORD} ) (?: [\s-] (?: and \s )? (?: {WORD} | {SCALE} ) (?! \w ) )* (?: {AND_A_PART} )?
    )
    """
MONEY = rf"(?: {SIGN} ) \s? {PRINTED} (?: \s? (?: {SHORT} ) (?! \w ) )?"
AMOUNT = rf"(?: {MONEY} | {PRINTED} | {SPELT} )"  # for re.VERBOSE | re.IGNORECASE

_SIGN = re.compile(rf"(?: {SIGN} ) \s?", re.VERBOSE | re.IGNORECASE)
_PART = re.compile(rf"\band (?P<times>an?|one|two|three|four|five|seven) (?P<part>half|{PART})s?\b")
_FIGURES = re.compile(FIGURES, re.VERBOSE)


def value_of(printed: str) -> float:
    """Give the value of a printed amount.

    >>> [value_of(words) for words in ("£2.3bn", "twenty-two", "a hundred and fifty", "2 1/2", "half a million")]
    [2300000000.0, 22.0, 150.0, 2.5, 500000.0]
    """
    sign = _SIGN.match(printed)
    folded = " ".join(printed[sign.end() if sign else 0 :].casefold().replace("-", " ").split())
    if figures := _FIGURES.match(folded):
        value = float(re.sub(r"[^0-9.]", "", figures[0]))
        return _scaled(value + _fraction(folded[figures.end() :]), folded[figures.end() :])
    if folded[:1] in GLYPHS:
        return _scaled(GLYPHS[folded[0]], folded[1:])
    return _spelt(folded)


def currency_of(printed: str) -> str | None:
    """Give the currency of the sign that an amount begins with.

    >>> currency_of("US$5m"), currency_of("5m")
    ('USD', None)
    """
    sign = _SIGN.match(printed)
    return SIGNS[sign[0].strip().casefold()] if sign else None


def scale_of(printed: str) -> float:
    """Give the scale that an amount ends with: 1,000,000 of "2.5 million"."""
    last = re.split(r"[\s0-9.-]+", printed.casefold())[-1]
    return SCALES.get(last) or SHORT_SCALES.get(last) or 1.0


def _fraction(rest: str) -> float:
    if rest[:1] and rest[0] in GLYPHS:
        return GLYPHS[rest[0]]
    if parts := re.match(r"\s([1-9])/([2-9])", rest):
        return int(parts[1]) / int(parts[2])
    return _and_a_part(rest)


def _and_a_part(words: str) -> float:
    """Give what "and a half", "and two thirds" adds."""
    if found := _PART.search(words):
        return PARTS[found["part"]] * VALUES.get(found["times"], 1.0)
    return 0.0


def _scaled(value: float, rest: str) -> float:
    for word in re.findall(r"[a-z]+", rest):
        value *= SCALES.get(word) or SHORT_SCALES.get(word) or 1.0
    return value


def _spelt(folded: str) -> float:
    total = current = last = 0.0
    for word in _PART.sub("", folded).split():
        if word in PARTS:
            current = PARTS[word]
        elif word == "dozen":
            last, current = 12, (current or 1) * 12
        elif word in VALUES or word in TENS:
            current += VALUES.get(word, TENS.get(word, 0))
        elif word == "hundred":
            last, current = 100, (current or 1) * 100
        elif word in SCALES and total and not current:  # "five hundred thousand million"
            last, total = SCALES[word], total * SCALES[word]
        elif word in SCALES:
            last, total, current = SCALES[word], total + (current or 1) * SCALES[word], 0.0
    # "a million and a half" is half a million more, and so is "two and a half million".
    return total + current + _and_a_part(folded) * (last or 1)
