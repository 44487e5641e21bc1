"""Read the roles that a report prints around a name.

A role stands before the name ("White House press secretary Jane Roe"), in apposition after it ("Jane Roe, the interior
secretary,") or as a party with a state ("Jane Roe (D-Ohio)").
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from onrecord.text.names import TITLES, Gender

APPOSITION = re.compile(
    r"""
    (?: ['’]s )? , [ ]+ (?: an? [ ] | the [ ] | his [ ] | her [ ] )?    # Jane Roe, the
    ( (?: [\w'’.-]+ [ ] ){0,5}? [\w'’-]+ )                              # interior secretary
    (?= , | [ ] (?: of | for | at | in | who | from | and | to | on ) \b | [.;] | [ ] [—–] | \n )
    """,
    re.VERBOSE,
)
RELATIVE = re.compile(  # his wife, Ana Roe
    r"(?:\b(?i:his|her|their)|[’']s) (?:\w+ )?(wife|husband|son|daughter|brother|sister|mother|father), $"
)
EXPLAINED = re.compile(
    r"\b[Tt]he ((?:[a-z-]+ ){0,2}[a-z-]+)(?: (?:of|for) (?:the )?[A-Z][\w.-]*(?: [A-Z][\w.-]*)*)?, $"
)
PARTY = re.compile(r",?\s\(?([RDI])[-–][A-Z]")
PARTIES = {"R": "Republican", "D": "Democrat", "I": "independent"}
HONORIFICS = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "messrs", "sir", "mister", "madam"})
MODIFIERS = frozenset(
    {"press", "chief", "campaign", "communications", "policy", "legal", "political", "national", "security", "top"}
    | {"longtime", "veteran", "state", "party", "budget", "finance", "interior", "trade", "health", "police", "law"}
)
RELATIVES = frozenset({"who", "whose", "which", "that", "as", "when", "where", "and", "but", "not"})
VERBS = frozenset(  # Roe, were met by a clerk: no apposition
    {
        "was",
        "were",
        "is",
        "are",
        "be",
        "been",
        "had",
        "has",
        "have",
        "by",
        "to",
        "with",
        "said",
        "says",
        "will",
        "would",
    }
    | {"also", "met", "told", "did", "does", "may", "can", "could", "should", "than", "from", "into"}
)
FORMER = re.compile(r"\b(?:former|ex|then|onetime)\b", re.IGNORECASE)
ARTICLES = frozenset({"the", "a", "an"})
OPENERS = frozenset(
    {"then", "but", "and", "when", "while", "as", "after", "before", "in", "on", "at", "for", "with", "by"}
)
WIDEST = 70  # characters in which a role before a name can stand


class Roles(NamedTuple):
    """The roles printed around one mention, and the gender they tell."""

    before: str | None
    after: str | None
    party: str | None
    gender: Gender | None

    @property
    def main(self) -> str | None:
        """The role that tells most: the title, else the apposition, else the party."""
        return self.before or self.after or self.party


def roles_at(text: str, start: int, end: int, title: str | None = None) -> Roles:
    """Read the roles around the name at a place; ``title`` are the capitals that were taken off before it.

    >>> text = "The press officer Ana Ruiz, a former mayor of Elm, spoke."
    >>> roles_at(text, 18, 26)
    Roles(before='press officer', after='former mayor', party=None, gender=None)
    """
    before = title or _before(text, start) or _apposed(text, start) or _relative(text, start)
    party = PARTY.match(text, end)
    return Roles(
        None if before is None or before.lower().rstrip(".") in HONORIFICS else before,
        _after(text, end),
        PARTIES[party.group(1)] if party else None,
        _gender(before),
    )


def _apposed(text: str, start: int) -> str | None:
    """Read the role that a name explains: the mayor of Elm, Ana Roe."""
    found = EXPLAINED.search(text, max(0, start - WIDEST), start)
    return found.group(1) if found and found.group(1).split()[-1].lower() in TITLES else None


def _gender(role: str | None) -> Gender | None:
    told = TITLES.get(role.split()[-1].lower().rstrip("."), ("-", ""))[0] if role else "-"
    return "f" if told == "f" else "m" if told == "m" else None


def _relative(text: str, start: int) -> str | None:
    found = RELATIVE.search(text, max(0, start - 30), start)
    return found.group(1) if found else None


def _before(text: str, start: int) -> str | None:
    if start < 3 or text[start - 1] != " " or not text[start - 2].islower():
        return None
    stretch = re.split(r'[,;:!?()\[\]“”"—–\n]', text[max(0, start - WIDEST) : start])[-1]
    words = stretch.split()
    at = len(words)
    while at and words[at - 1].islower() and words[at - 1] in TITLES:
        at -= 1
    if at == len(words):
        return None
    while at and words[at - 1].lower() not in ARTICLES and (words[at - 1] in MODIFIERS or words[at - 1][0].isupper()):
        at -= 1
    if words[at].lower() in OPENERS:
        at += 1
    return " ".join(words[at:])


def _after(text: str, end: int) -> str | None:
    if end >= len(text) or text[end] not in ",'’":
        return None
    match = APPOSITION.match(text, end, min(len(text), end + WIDEST + 20))
    if match is None:
        return None
    words = match.group(1).split()
    is_role = words[-1] in TITLES and words[-1] not in HONORIFICS and words[0] not in RELATIVES
    is_role = is_role and VERBS.isdisjoint(words)
    return match.group(1) if is_role else None


SAME_ROLE = {
    "sen": "senator", "rep": "representative", "gov": "governor", "pres": "president", "congressman": "representative",
    "congresswoman": "representative", "lawmaker": "representative", "spokeswoman": "spokesman",
    "spokesperson": "spokesman", "attorney": "lawyer", "hopeful": "candidate", "contender": "candidate",
    "prof": "professor", "chairwoman": "chairman", "chair": "chairman", "lt": "lieutenant", "gen": "general",
    "mogul": "businessman", "tycoon": "businessman", "magnate": "businessman", "ceo": "executive", "dem": "democrat",
}  # fmt: skip


VICE = re.compile(r"\bvice\b", re.IGNORECASE)  # the vice president is not "the president"


def bears(noun: str, roles: Sequence[str], *, former: bool = False) -> bool:
    """Tell whether one of some roles is that of a noun; ``former`` asks for one that is over.

    >>> bears("senator", ["Texas Sen."]), bears("mayor", ["former mayor"]), bears("mayor", ["ex-mayor"], former=True)
    (True, False, True)
    >>> bears("president", ["Vice President"]), bears("vice president", ["Vice President"])
    (False, True)
    """
    roles = [role for role in roles if former == (FORMER.search(role) is not None)]
    wanted = SAME_ROLE.get(noun, noun)
    if wanted.startswith("vice "):
        return any(VICE.search(role) for role in roles)
    heads = {word.lower().rstrip(".") for role in roles if not VICE.search(role) for word in re.split(r"[\s-]", role)}
    return any(SAME_ROLE.get(head, head) == wanted for head in heads)


NOT_NOW = frozenset({"former", "ex", "deputy", "assistant", "acting", "late", "next", "incoming", "then"})


def find_roles(text: str, roles: Iterable[str]) -> Iterator[tuple[int, int, str]]:
    """Find the places that call a person by one of some roles: start, end and the role's noun.

    >>> text = "The Elm mayor met the former mayor."
    >>> [text[start:end] for start, end, _ in find_roles(text, ["Mayor"])]
    ['The Elm mayor']
    """
    heads = {role.split()[-1].lower().rstrip(".") for role in roles if role.split()}
    wanted = {SAME_ROLE.get(head, head) for head in heads}
    nouns = sorted(wanted | heads | {noun for noun, same in SAME_ROLE.items() if same in wanted})
    if not nouns:
        return
    called = re.compile(
        rf"\b[Tt]he (?P<before>(?:[\w-]+ ){{0,2}}?)(?P<noun>{'|'.join(map(re.escape, nouns))})\b(?![-’'.])"
    )
    for found in called.finditer(text):
        before = found["before"].lower().split()
        if NOT_NOW.isdisjoint(before):
            vice = "vice " if "vice" in before else ""
            yield found.start(), found.end(), vice + found["noun"]
