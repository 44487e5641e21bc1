"""Tell which organization a short name or a common noun stands for: "the Times", "the ACLU", "the agency"."""

import re
from collections.abc import Sequence

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


def full_name(name: str, mentions: Sequence[Mention]) -> Mention | None:
    """Give the mention that prints an organization in full, if there is exactly one name that the short one stands for.

    >>> from onrecord.people.mentions import find_mentions
    >>> found = find_mentions("The Elm Harbor Times and the Elm Water Board (EWB) agree.")
    >>> [each.name for short in ("Times", "EWB") if (each := full_name(short, found))]
    ['Elm Harbor Times', 'Elm Water Board']
    >>> full_name("Board", find_mentions("The Elm Board met the Oak Board."))
    """
    if " " in name:
        return None
    full: dict[str, Mention] = {}
    for mention in mentions:
        if mention.kind == "organization" and " " in mention.name and _shortens(name, WORD.findall(mention.name)):
            full.setdefault(mention.name, mention)
    return next(iter(full.values())) if len(full) == 1 else None


def _shortens(name: str, words: Sequence[str]) -> bool:
    if name.isupper() and len(name) > 1:
        initials = "".join(word[0] for word in words if word.lower() not in SMALL).upper()
        return name.replace(".", "") in (initials, "".join(word[0] for word in words).upper())
    return len(words) > 1 and words[-1] == name


def meant(noun: str, before: Sequence[Mention]) -> Mention | None:
    """Give the organization that "the agency" goes back to: the last one named of its kind.

    >>> from onrecord.people.mentions import find_mentions
    >>> found = find_mentions("Then the Elm Water Board wrote to readers of the Elm Times.")
    >>> [each.name for noun in ("board", "newspaper", "union") if (each := meant(noun, found))]
    ['Elm Water Board', 'Elm Times']
    """
    kinds = KINDS.get(SAME.get(noun, noun), ())
    for mention in reversed(before):
        words = WORD.findall(mention.name.lower())
        if mention.kind == "organization" and len(words) > 1 and words[-1] in kinds:
            return mention
    return None
