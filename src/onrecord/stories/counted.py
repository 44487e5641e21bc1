"""What stands after an amount: its unit, and the noun phrase that it counts."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from onrecord.stories.amounts import rows_of

STOPS = frozenset(word for (word,) in rows_of("stops.tsv"))
PLURALS = frozenset({"people", "women", "men", "children", "police", "staff", "troops", "personnel", "crew", "cattle"})
PERSONS = frozenset(word for (words,) in rows_of("persons.tsv") for word in words.split())
BEFALLEN = frozenset(
    {"dead", "killed", "injured", "wounded", "hurt", "missing", "arrested", "detained", "more", "other", "others"}
)
BODIES = frozenset({"police", "staff", "crew"})  # more may follow: "police cars", "crew members"
MOST_WORDS = 4  # of a noun phrase: "new bright red boats"
FOLLOWING = re.compile(r"[\s-]*([^\W\d_][\w’'-]*(?:/h(?:r|our)?\b)?|%|°(?:\s?[CF]\b)?)")
OF = re.compile(r"(?:\s(?:all|each))?\sof\s(?:the\s|its\s|his\s|her\s|their\s|our\s|all\s|those\s|these\s)*")
SQUARE = re.compile(
    r"[\s-]*(?:sq\.?|square)[\s-](?P<unit>km|kilomet(?:er|re)s?|miles?|met(?:er|re)s?|f(?:ee|oo)?t)\b", re.I
)
PER_CENT = re.compile(r"\s?(?:%|per[\s-]?cent(?:age)?(?:[\s-]points?)?\b|percentage points?\b|pct\b)", re.I)
DIMENSION = re.compile(r"[\s-](?:deep|long|high|wide|tall|thick|diameter|old)(?=\s\w)")  # of "a 10m-deep well"
METRIC = re.compile(r"(?:[\s-](?:metric|long|short|light|nautical|US|U\.S\.|Egyptian|Australian|Canadian|Hong Kong))")
GLUED = "kms|km|kgs|kg|cms|cm|mm|mph|kph|kmh|lbs|lb|ft|hrs|hr|mins|min|m|g|t|mw|gw|p|oz"


class Unit(NamedTuple):
    """A unit, what it measures, and how many of that kind's first unit it is: feet, length, 0.0003048."""

    name: str
    kind: str
    scale: float


class Counted(NamedTuple):
    """What an amount counts: ``head`` is the noun of ``words``; ``end`` is where the unit ends in the text."""

    unit: Unit | None
    words: tuple[str, ...]
    head: str
    end: int


@lru_cache(maxsize=1)
def units() -> dict[str, Unit]:
    """Give the units by each of their printed forms."""
    return {
        printed: Unit(name, kind, float(scale))
        for name, kind, scale, forms in rows_of("units.tsv")
        for printed in forms.split()
    }


def counted_after(text: str, at: int, *, has_unit: bool = False) -> Counted:
    """Read the unit and the noun phrase after an amount that ends at ``at``.

    >>> counted_after("38 of the wounded boatmen were", 2).head, counted_after("12mph", 2).unit.name
    ('boatmen', 'mph')
    """
    unit, end = (None, at) if has_unit else _unit(text, at)
    dimension = DIMENSION.match(text, end) if unit else None
    words = _phrase(text, dimension.end() if dimension else end)
    if words and all(word[0].isupper() for word in words) and not (len(words) == 1 and is_plural(words[0].casefold())):
        words = []  # a name that follows by chance: "injuring another 40 Ana Ruiz/Norwire"
    return Counted(unit, tuple(words), _head(words), end)


def _unit(text: str, at: int) -> tuple[Unit | None, int]:
    if per_cent := PER_CENT.match(text, at):
        return units()["%"], per_cent.end()
    if square := SQUARE.match(text, at):
        return _squared(square["unit"].casefold()), square.end()
    if word := FOLLOWING.match(text, _after_adjective(text, at)):
        first = word[1].casefold().split("-")[0]
        if first in units() and (word[1][0].islower() or len(word[1]) < 3 or word[1].isupper()):  # but not "60 Minutes"
            return units()[first], word.start(1) + len(first)
    return None, at


def _after_adjective(text: str, at: int) -> int:
    """Skip the "metric" of "64 metric tons"."""
    adjective = METRIC.match(text, at)
    return adjective.end() if adjective else at


def _squared(printed: str) -> Unit:
    side = units()[printed]
    return Unit(f"sq {side.name}", "area", side.scale**2)


def _phrase(text: str, at: int) -> list[str]:
    words: list[str] = []
    if of := OF.match(text, at):
        at = of.end() - 1
    for _ in range(MOST_WORDS):
        if (word := FOLLOWING.match(text, at)) is None or "\n" in word[0] or word[1].casefold() in STOPS:
            break
        words.append(word[1])
        at = word.end()
        if is_plural(word[1].casefold()) and word[1].casefold() not in BODIES:
            break
    return words


def is_plural(folded: str) -> bool:
    """Tell whether a noun looks like a plural."""
    return folded in PLURALS or (len(folded) > 3 and folded.endswith("s") and not folded.endswith(("'s", "’s", "ss")))


def is_person(folded: str) -> bool:
    """Tell whether a noun stands for a person: also a "party-goer"."""
    return folded.rsplit("-", 1)[-1] in PERSONS or folded.endswith(("men", "women"))


def is_befallen(folded: str) -> bool:
    """Tell a word that stands for people by what befell them: the dead, 40 others."""
    return folded in BEFALLEN


def _head(words: Sequence[str]) -> str:
    """Choose the noun: the last plural or person, "wounded" and the like only for want of one, else the last word."""
    folded = [word.casefold() for word in words]
    nouns = [word for word in folded if is_plural(word) or is_person(word)]
    return next((word for word in reversed(nouns) if word not in BEFALLEN), (nouns or folded or [""])[-1])
