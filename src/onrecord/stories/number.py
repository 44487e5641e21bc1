"""A number phrase with its bounds."""

from dataclasses import dataclass

from onrecord.model import Span

MINUTE_OF_DAY, AGE, SHARE, POINTS = "minute of day", "age", "share", "score"  # kinds beside those of units.tsv


@dataclass(frozen=True, slots=True)
class Number:
    """A number phrase: ``span`` with its bound, ``kind`` of unit, ``scale`` to the first unit of that kind.

    ``head`` is the noun of ``counts``; of what is no measure, ``kind`` is "of" and that noun.
    """

    span: Span
    low: float | None
    high: float | None
    unit: str | None
    kind: str
    scale: float = 1.0
    counts: str = ""
    head: str = ""
    about: bool = False
