"""Values from left to right, evenly or by powers of ten, with round values named below."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.stories.amounts import SIGNS as CURRENCIES
from onrecord.stories.number import MINUTE_OF_DAY

DECADES = 2  # values that span more powers of ten than these stand on a logarithmic scale
ROUND = (1, 2, 2.5, 5, 10)
MINUTES = (1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440, 2880)
SIGNS = {"USD": "$", "GBP": "£", "EUR": "€", "JPY": "¥", "INR": "₹"}  # other currencies keep their code
PER_CENT = frozenset({"%", "percent", "per cent"})
SHORT = ((1e12, "tn"), (1e9, "bn"), (1e6, "m"))


@dataclass(frozen=True, slots=True)
class ValueScale:
    """Where values stand between ``left`` and ``right``."""

    low: float
    high: float
    is_logarithmic: bool
    left: float
    right: float

    def x_of(self, value: float) -> float:
        """Give the place of a value; one that stands alone is in the middle."""
        low, high, value = map(self._measure, (self.low, self.high, value))
        if low == high:
            return (self.left + self.right) / 2
        return self.left + (value - low) / (high - low) * (self.right - self.left)

    def _measure(self, value: float) -> float:
        # Halves, for the way from the lowest to the highest may be more than the greatest number there is.
        return math.log10(value) if self.is_logarithmic else value / 2


def scale_of(values: Iterable[float], *, left: float, right: float) -> ValueScale:
    """Make the scale for some finite values, of which there is at least one."""
    ordered = sorted(values)
    low, high = ordered[0], ordered[-1]
    return ValueScale(low, high, low > 0 and math.log10(high) - math.log10(low) > DECADES, left, right)


def ticks(scale: ValueScale, unit: str | None, most: int) -> Sequence[float]:
    """Give round values between the ends of a scale, ``most`` of them at most.

    >>> ticks(ValueScale(3, 41, False, 0, 100), None, 5)
    (10.0, 20.0, 30.0, 40.0)
    >>> ticks(ValueScale(5, 40_000, True, 0, 100), None, 5)
    (10.0, 100.0, 1000.0, 10000.0)
    >>> ticks(ValueScale(245, 330, False, 0, 100), "minute of day", 5)
    (270.0, 300.0, 330.0)
    """
    if scale.low == scale.high:
        return (scale.low,)
    if scale.is_logarithmic:
        powers = range(math.ceil(math.log10(scale.low)), math.floor(math.log10(scale.high)) + 1)
        return tuple(10.0**power for power in powers[:: max(1, math.ceil(len(powers) / most))])
    width = scale.high / most - scale.low / most
    if width == 0:
        return (scale.low,)
    if unit == MINUTE_OF_DAY and width <= MINUTES[-1]:
        step = float(next(minutes for minutes in MINUTES if minutes >= width))
    else:
        power = 10.0 ** math.floor(math.log10(width))
        step = next((part * power for part in ROUND if part * power >= width), width)
    if not math.isfinite(step) or step == 0 or abs(scale.low / step) > 1e12:
        return (scale.low,)
    first, last = math.ceil(scale.low / step), math.floor(scale.high / step)
    return tuple(number * step for number in range(first, last + 1)) or (scale.low,)


def value_text(value: float, unit: str | None) -> str:
    """Write a value of an axis in its unit.

    >>> value_text(250, None), value_text(1_500_000, "USD"), value_text(12.5, "%"), value_text(250, "minute of day")
    ('250', '$1.5m', '12.5%', '04:10')
    """
    if unit == MINUTE_OF_DAY and 0 <= value < 3000:
        return f"{int(value) // 60 % 24:02d}:{int(value) % 60:02d}"
    number = _number_text(value)
    if unit in PER_CENT:
        return f"{number}%"
    if unit in CURRENCIES.values():
        sign = SIGNS.get(unit or "", f"{unit} ")
        return f"-{sign}{number[1:]}" if value < 0 else f"{sign}{number}"
    return number


def unit_note(unit: str | None) -> str:
    """Give the unit as the axis names it, unless its values show it.

    >>> unit_note("km"), unit_note("%"), unit_note("USD"), unit_note(None)
    ('km', '', '', '')
    """
    return "" if unit is None or unit in PER_CENT or unit in CURRENCIES.values() or unit == MINUTE_OF_DAY else unit


def _number_text(value: float) -> str:
    if abs(value) >= 1e15:
        return f"{value:.0e}".replace("e+", "e")
    for size, word in SHORT:
        if abs(value) >= size:
            return f"{value / size:,.4g}{word}"
    return f"{value:,.6g}" if abs(value) < 1e5 or value % 1 else f"{value:,.0f}"
