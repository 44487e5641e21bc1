"""Tell which organization a short name or a common noun stands for: "the Times", "the ACLU", "the agency"."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from operator import attrgetter

from onrecord.people.mentions import Mention

SMALL = frozenset({"and", "of", "the", "for", "on", "in", "to"})
WORD = re.compile(r"[^\W\d_]+")
KINDS = {
    "agency": ("agency", "service", "services", "administration", "bureau", "commission", "authority"),
    "paper": ("times", "post", "journal", "herald", "tribune", "gazette", "news", "globe", "chronicle", "sun"),
    "network": ("news", "television", "radio", "network"),
    "department": ("department",),
    "court": ("court",),
    "committee": ("committee",),
    "commission": ("commission",),
    "council": ("council",),
    "ministry": ("ministry",),
    "union": ("union",),
    "university": ("university", "college"),
    "bank": ("bank",),
    "company": ("company", "co", "corp", "inc", "group", "motors", "airlines"),
    "bureau": ("bureau",),
    "board": ("board",),
}  # fmt: skip
SAME = {"newspaper": "paper", "firm": "company", "magazine": "paper"}


@dataclass(frozen=True, slots=True)
class Bodies:
    """The organizations that a report prints in full, by what they are called in short and by the word they end in."""

    by_short: Mapping[str, Mention | None]
    by_last_word: Mapping[str, tuple[Mention, ...]]

    @classmethod
    def among(cls, mentions: Iterable[Mention]) -> "Bodies":
        """Gather the organizations among the mentions of a report.

        >>> from onrecord.people.mentions import find_mentions
        >>> bodies = Bodies.among(find_mentions("Then the Elm Water Board (EWB) wrote to readers of the Elm Times."))
        >>> sorted(bodies.by_short), sorted(bodies.by_last_word)
        (['Board', 'ET', 'EWB', 'Times'], ['board', 'times'])
        """
        full: dict[str, list[Mention]] = {}
        by_last: dict[str, list[Mention]] = {}
        for mention in mentions:
            if mention.kind == "organization" and " " in mention.name:
                full.setdefault(mention.name, []).append(mention)
                by_last.setdefault(mention.name.rsplit(" ", 1)[1].lower(), []).append(mention)
        by_short: dict[str, Mention | None] = {}
        for name, found in full.items():
            for short in _shortened(name):
                by_short[short] = None if short in by_short else found[0]
        return cls(by_short, {word: tuple(found) for word, found in by_last.items()})

    def full_name(self, name: str) -> Mention | None:
        """Give the mention that prints an organization in full, if just one name is what the short one stands for.

        >>> from onrecord.people.mentions import find_mentions
        >>> bodies = Bodies.among(find_mentions("The Elm Harbor Times and the Elm Water Board (EWB) agree."))
        >>> [each.name for short in ("Times", "EWB") if (each := bodies.full_name(short))]
        ['Elm Harbor Times', 'Elm Water Board']
        """
        return self.by_short.get(name.replace(".", "") if name.isupper() else name)

    def meant(self, noun: str, before: int) -> Mention | None:
        """Give the organization that "the agency" goes back to: the last one of its kind named before a place.

        >>> from onrecord.people.mentions import find_mentions
        >>> bodies = Bodies.among(find_mentions("Then the Elm Water Board wrote to readers of the Elm Times."))
        >>> [each.name for noun in ("board", "newspaper", "union") if (each := bodies.meant(noun, 60))]
        ['Elm Water Board', 'Elm Times']
        """
        last: list[Mention] = []
        for word in KINDS.get(SAME.get(noun, noun), ()):
            found = self.by_last_word.get(word, ())
            last += found[max(0, bisect_left(found, before, key=attrgetter("start")) - 1) :][:1]
        return max((mention for mention in last if mention.start < before), default=None)


def _shortened(name: str) -> tuple[str, ...]:
    words = WORD.findall(name)
    if len(words) < 2:
        return ()
    initials = "".join(word[0] for word in words).upper()
    telling = "".join(word[0] for word in words if word.lower() not in SMALL).upper()
    last = () if SMALL.intersection(words) else (words[-1],)  # the Times, but Elm is not the University of Elm
    return tuple(dict.fromkeys((*last, initials, telling)))
