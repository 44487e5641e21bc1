"""A voice: one name as one report gives it, with what is said under it. Persons are made of voices.

A report's own chains have given each mention the fullest name of that report, so that a voice is one person's; only an
editor may know better, and then a statement is made a voice of its own.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from onrecord.model import Attribution, Report, SpeakerKind
from onrecord.text.names import GIVEN, bare_name, is_initial, parse_name

ARTICLE = re.compile(r"\b(?:al|el)[-‑ ](?=\w)", re.IGNORECASE)  # Ana al-Roe, Ana El Roe, Ana Roe
Attributed = Iterable[tuple[Report, Sequence[Attribution]]]


@dataclass(eq=False)
class Voice:
    """One name as one report gives it, with what is said under it; ``story`` is that of the report."""

    report: Report
    name: str
    kind: SpeakerKind
    said: list[Attribution] = field(default_factory=list)
    story: str | None = None

    @cached_property
    def bare(self) -> str:
        """The name without titles."""
        return bare_name(self.name) or self.name

    @cached_property
    def compared(self) -> str:
        """The name to compare by: without what outlets put before it, and without the Arabic article."""
        return ARTICLE.sub("", _without_epithet(self.bare))

    @cached_property
    def is_full(self) -> bool:
        """Whether the name has a given name."""
        return bool(parse_name(self.compared).given)

    @property
    def setting(self) -> str:
        """What bounds the report: its story, or the report alone."""
        return self.story or self.report.id

    @property
    def day(self) -> int | None:
        """The day of the report, as a number."""
        return self.report.published.toordinal() if self.report.published else None

    @property
    def first(self) -> str:
        """The id of the first statement, which orders voices whatever came first."""
        return min(each.statement for each in self.said)

    @property
    def roles(self) -> set[str]:
        """The roles that the report prints for it."""
        return {each.role for each in self.said if each.role}


def _without_epithet(name: str) -> str:
    """Leave out a word that is no given name before one that is.

    >>> _without_epithet("Crooked Ana Roe"), _without_epithet("Ana Vale Roe"), _without_epithet("J. Ana Roe")
    ('Ana Roe', 'Ana Vale Roe', 'J. Ana Roe')
    """
    given = parse_name(name).given
    if len(given) < 2 or is_initial(given[0]) or _is_usual(given[0]) or not _is_usual(given[1]):
        return name
    return name.partition(" ")[2] if name.startswith(f"{given[0]} ") else name


def _is_usual(given: str) -> bool:
    return re.split(r"[-‑]", given.casefold())[0] in GIVEN


def voices_of(attributed: Attributed, story_of: Mapping[str, str]) -> list[Voice]:
    """Give the named speakers of each report, sorted by report and name.

    >>> from onrecord.model import Origin
    >>> said = [Attribution("a", f"a:{at}-9", "Joe Roe", "person", "named") for at in (0, 5)]
    >>> [(voice.name, len(voice.said)) for voice in voices_of([(Report("a", "", Origin("a", "", "")), said)], {})]
    [('Joe Roe', 2)]
    """
    found: dict[tuple[str, str, str], Voice] = {}
    for report, attributions in attributed:
        for each in attributions:
            if each.speaker and each.kind in ("person", "organization"):
                key = (report.id, each.speaker, each.kind)
                if key not in found:
                    found[key] = Voice(report, each.speaker, each.kind, story=story_of.get(report.id))
                found[key].said.append(each)
    return [found[key] for key in sorted(found)]
