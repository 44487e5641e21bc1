"""Whether the figures that are given for one thing can all be true."""

from collections.abc import Sequence
from itertools import combinations
from math import inf, isclose, log10

from onrecord.model import FigureVerdict
from onrecord.stories.number import AGE, MINUTE_OF_DAY, POINTS, Number

EQUAL = 0.003  # share by which one length, in miles and in kilometres, may differ
ROUNDED = 0.05  # share by which a rounded measure may
ABOUT = 0.1  # and what stands after "about"
MINUTES = 5.0  # between two times of day of which one is "about"
EXACT = frozenset({AGE, MINUTE_OF_DAY, POINTS, "people"})  # kinds that are not rounded


def interval_of(number: Number) -> tuple[float, float]:
    """Give the least and the greatest value in the first unit of the number's kind.

    >>> interval_of(Number(None, 2.0, None, "hours", "time", 60.0))
    (120.0, inf)
    """
    low = number.low * number.scale if number.low is not None else 0.0
    high = number.high * number.scale if number.high is not None else inf
    return low, high


def verdict_of(numbers: Sequence[Number]) -> FigureVerdict:
    """Judge the numbers that are given for one thing.

    >>> at_least, exact = Number(None, 50.0, None, None, "of boats"), Number(None, 59.0, 59.0, None, "of boats")
    >>> verdict_of([at_least, exact]), verdict_of([exact, exact])
    ('compatible', 'agree')
    """
    distinct = {(*interval_of(number), number.unit, number.about): number for number in numbers}.values()
    verdicts = {verdict_of_two(one, other) for one, other in combinations(distinct, 2)}
    return "conflict" if "conflict" in verdicts else "compatible" if "compatible" in verdicts else "agree"


def verdict_of_two(one: Number, other: Number) -> FigureVerdict:
    """Judge two numbers: one value, two that can both be true, or two that cannot."""
    bounds = [(number.low is None, number.high is None) for number in (one, other)]
    (low, high), (other_low, other_high) = interval_of(one), interval_of(other)
    tolerance = EQUAL if one.unit != other.unit else 1e-9
    if (
        bounds[0] == bounds[1]
        and isclose(low, other_low, rel_tol=tolerance)
        and isclose(high, other_high, rel_tol=tolerance)
    ):
        return "agree"
    slack = _slack(one, other)
    if low <= other_high + slack and other_low <= high + slack:
        return "compatible"
    return "compatible" if _is_rounded(one, other) else "conflict"


def _slack(one: Number, other: Number) -> float:
    if not (one.about or other.about):
        return 0.0
    if one.kind == MINUTE_OF_DAY:
        return MINUTES
    return ABOUT * min(high for _, high in (interval_of(one), interval_of(other)))


def _is_rounded(one: Number, other: Number) -> bool:
    """Tell whether one of two measures is the other, rounded."""
    if one.kind in EXACT or one.low != one.high or other.low != other.high:
        return False
    small, great = sorted((interval_of(one)[0], interval_of(other)[0]))
    if not 0 < great <= small * (1 + ROUNDED):
        return False
    if one.unit != other.unit:
        return True
    coarse = min((one.low or 0.0, other.low or 0.0), key=_digits)
    fine = other.low if coarse == one.low else one.low
    step = 10.0 ** (int(log10(abs(coarse) or 1)) - _digits(coarse) + 1)
    return abs((fine or 0.0) - coarse) < step


def _digits(value: float) -> int:
    """Count the digits of a value up to the last that is not zero.

    >>> _digits(5.1e6), _digits(140660.0)
    (2, 5)
    """
    return len(f"{value:.10g}".replace(".", "").split("e")[0].strip("0")) or 1
