"""Find the names that a report prints, and the roles they are printed with.

A mention is a run of capitals that stands for somebody: titles before the name and a possessive after it are no part
of it. Capitals that open a sentence, weekdays, months, nationalities and places are no persons; a headline in capitals
or Title Case hides names between other words, so that there only a known given name opens one.
"""

import re
import unicodedata
from collections.abc import Iterator
from importlib.resources import files
from typing import Literal, NamedTuple, TypeAlias

from onrecord.model import Span
from onrecord.text.names import GIVEN, SUFFIXES, TITLES, Gender, folded, gender_of_given, is_initial, titles_end

MentionKind: TypeAlias = Literal["person", "organization", "place"]


def _rows(table: str) -> list[list[str]]:
    lines = files(__package__).joinpath(table).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


NOT_NAMES = dict(_rows("not-names.tsv"))
ORGANIZATIONS = dict(_rows("organizations.tsv"))
OPENERS = frozenset({"function", "day", "month"})  # kinds of words that stand before a name by chance

CAPITAL = "".join(letter for letter in map(chr, range(0x2C00)) if unicodedata.category(letter) in ("Lu", "Lt"))
PARTICLE = "de|da|di|del|della|den|der|des|dos|du|la|van|von|bin|ibn|al|el|y"
WORD = rf"""
    (?:
        (?: [{CAPITAL}] \. (?: [{CAPITAL}] \. )+ )                           # U.S.  H.W.
      | (?: [{CAPITAL}] \. )                                                 # J.
      | (?: Sens? | Reps? | Gov | Mr | Mrs | Ms | Dr | Lt | Col | Gen | Adm | Prof | Rev | Hon | Capt | Sgt | Maj
          | Messrs | St | Jr | Sr | Amb | Pres ) \.
      | (?: al | el | ul | an | d | bin ) [-'’] [{CAPITAL}] [^\W\d_]+        # al-Assad  d'Estaing
      | [{CAPITAL}] [^\W\d_]* (?: [-‑] [^\W\d_]+ | ['’] (?! [sS]\b ) [^\W\d_]+ )*   # O'Neill  Ocasio-Cortez
    )
"""
RUN = re.compile(
    rf"""
    (?<! [\w@\#] )
    {WORD}
    (?: [ \u00a0] (?: (?: {PARTICLE} ) [ \u00a0] ){{0,2}}
        (?: [“"‘'(] [{CAPITAL}] [^\W\d_]+ [”"’')] [ ] )?                      # Joseph “Joe” Biden
        {WORD} )*
    (?: ,? [ ] (?: Jr | Sr ) \b \.? )?
    """,
    re.VERBOSE,
)  # fmt: skip
TOKEN = re.compile(r"\S+")
POSSESSIVE = re.compile(r"['’]s\b|['’](?![\w])")
SENTENCE_START = re.compile(r"(?: ^ | [.!?:;\n“”\"‘’(\[—–•*|/] ) ['’)\]]* [ \t\u00a0]* $", re.VERBOSE)
APPOSITION = re.compile(
    r"""
    (?: ['’]s )? , [ ]+ (?: an? [ ] | the [ ] )?          # Jane Roe, the
    ( (?: [\w'’.-]+ [ ] ){0,5}? [\w'’-]+ )                # interior secretary
    (?= , | [ ] (?: of | for | at | in | who | from | and | to | on ) \b | [.;] | [ ] [—–] | \n )
    """,
    re.VERBOSE,
)
PARTY = re.compile(r",?\s\(?([RDI])-[A-Z]")
PARTIES = {"R": "Republican", "D": "Democrat", "I": "independent"}


class Mention(NamedTuple):
    """A name at its printed place, titles left out; ``role`` and ``gender`` are what the words around it tell.

    ``sure`` tells that something besides capitals speaks for a person: a title, an honorific, a common given name.
    """

    start: int
    end: int
    name: str
    kind: MentionKind
    role: str | None
    gender: Gender | None
    sure: bool
    possessive: bool
    opens: bool

    @property
    def span(self) -> Span:
        """The place of the name."""
        return Span(self.start, self.end)


def find_mentions(text: str) -> tuple[Mention, ...]:
    """Find the names of persons, organizations and places, in order.

    >>> for mention in find_mentions("On Monday Sen. Ana Ruiz, the majority leader, met the Harbor Board's Joe Roe."):
    ...     print(mention.kind, mention.name, mention.role)
    person Ana Ruiz Sen.
    organization Harbor Board None
    person Joe Roe None
    """
    shouts = is_shouted(text)
    return tuple(
        mention
        for run in RUN.finditer(text)
        for mention in (_given_names_in(text, run.start(), run.group()) if shouts else _mentions_in(text, run))
    )


def is_shouted(text: str) -> bool:
    """Tell whether a text is printed in capitals altogether.

    >>> is_shouted("JOE ROE WON, HIS CAMPAIGN SAID."), is_shouted("NASA said so.")
    (True, False)
    """
    head = text[:4000]
    small = sum(map(str.islower, head))
    return small * 10 < sum(map(str.isupper, head))


def given_names_in(text: str) -> tuple[Mention, ...]:
    """Find full names that open with a common given name: what can be told of a headline in Title Case or capitals.

    >>> [mention.name for mention in given_names_in("Why Joe Roe Won Big In Ohio")]
    ['Joe Roe']
    """
    return tuple(mention for run in RUN.finditer(text) for mention in _given_names_in(text, run.start(), run.group()))


def title_cased(name: str) -> str:
    """Print a shouted name as a report would.

    >>> title_cased("BILL O'REILLY"), title_cased("MITCH MCCONNELL"), title_cased("Joe Roe")
    ("Bill O'Reilly", 'Mitch McConnell', 'Joe Roe')
    """
    if not name.isupper():
        return name
    words = re.sub(r"[^\W\d_]+", lambda word: word.group().capitalize(), name)
    words = re.sub(r"\bMc(\w)", lambda match: "Mc" + match.group(1).upper(), words)
    return re.sub(r"\b(Ii|Iii|Iv)\b", lambda match: match.group().upper(), re.sub(r"['’]S\b", "'s", words))


def _given_names_in(text: str, offset: int, run: str) -> Iterator[Mention]:
    tokens = [(offset + token.start(), token.group()) for token in TOKEN.finditer(run)]
    at = 0
    while at < len(tokens) - 1:
        end = at + 1
        while end < len(tokens) - 1 and is_initial(tokens[end][1]):
            end += 1
        key = tokens[end][1].lower().rstrip(".")
        known = GIVEN.get(tokens[at][1].lower()) is not None and NOT_NAMES.get(tokens[at][1].lower()) is None
        if known and key not in NOT_NAMES and key not in TITLES and ORGANIZATIONS.get(key) != "word":
            yield _person(text, tokens[at : end + 1], None, None, sure=True)
            at = end
        at += 1


def _mentions_in(text: str, run: re.Match[str]) -> Iterator[Mention]:
    tokens = [(run.start() + token.start(), token.group()) for token in TOKEN.finditer(run.group())]
    keys = [word.lower().rstrip(".,") for _, word in tokens]
    first, last = _inner(keys)
    tokens, keys = tokens[first:last], keys[first:last]
    if not tokens:
        return
    whole = " ".join(keys)
    if ORGANIZATIONS.get(whole) == "thing":
        return
    if ORGANIZATIONS.get(whole) in ("name", "place") or NOT_NAMES.get(whole) == "place":
        yield _named(text, tokens, "organization" if ORGANIZATIONS.get(whole) == "name" else "place")
        return
    titles, gender = titles_end([word for _, word in tokens])
    titles = max(titles, _prefix_end(keys, titles))
    role = text[tokens[0][0] : tokens[titles][0]].strip() if 0 < titles < len(tokens) else None
    tokens, keys = tokens[titles:], keys[titles:]
    if not tokens:
        return
    if not titles and is_organization(keys, tokens):
        yield _named(text, tokens, "organization")
        return
    if len(tokens) == 1 and NOT_NAMES.get(keys[0]) in ("people", "function", "day") and not titles:
        return
    if all(is_initial(word) or folded(word) in SUFFIXES for _, word in tokens):
        return
    sure = titles > 0 or (len(tokens) > 1 and keys[0] in GIVEN)
    yield _person(text, tokens, role, gender, sure=sure)


def _inner(keys: list[str]) -> tuple[int, int]:
    """Leave out the words that stand at either end of a run by chance: "When Trump", "Trump Wednesday"."""
    first, last = 0, len(keys)
    while first < last and NOT_NAMES.get(keys[first]) in OPENERS:
        follows = keys[first + 1] if first + 1 < last else ""
        if keys[first] in GIVEN and follows and follows not in TITLES and NOT_NAMES.get(follows) is None:
            break  # Will Hurd, April Ryan
        first += 1
    while last - first > 1 and NOT_NAMES.get(keys[last - 1]) == "day":
        last -= 1
    return first, last


def _prefix_end(keys: list[str], start: int) -> int:
    """Find a given name after words of another kind: "State John Kerry", "Syrian Bashar al-Assad"."""
    for at in range(len(keys) - 2, start, -1):
        before = keys[at - 1]
        other = NOT_NAMES.get(before) in ("people", "place") or ORGANIZATIONS.get(before, "").startswith(
            ("word", "name")
        )
        if other and GIVEN.get(keys[at]) and keys[at] not in NOT_NAMES and keys[at + 1 :] != ["jr"]:
            return at
    if len(keys) - start > 1 and NOT_NAMES.get(keys[start]) == "people" and keys[start] not in GIVEN:
        return start + 1
    return start


def is_organization(keys: list[str], tokens: list[tuple[int, str]]) -> bool:
    """Tell whether the words of a name are those of an organization.

    >>> is_organization(["harbor", "board"], []), is_organization(["annie", "hall"], [])
    (True, False)
    """
    kinds = [ORGANIZATIONS.get(key, "") for key in keys]
    if len(keys) == 2 and keys[0] in GIVEN and kinds[1] == "word or surname" and not NOT_NAMES.get(keys[0]):
        return False
    if any(kind.startswith("word") for kind in kinds) and len(keys) > 1:
        return True
    word = tokens[0][1] if len(tokens) == 1 else ""
    return 2 <= len(word.replace(".", "")) <= 6 and word.replace(".", "").isupper() and not is_initial(word)


def _named(text: str, tokens: list[tuple[int, str]], kind: MentionKind) -> Mention:
    start, end = tokens[0][0], tokens[-1][0] + len(tokens[-1][1])
    return Mention(
        start, end, text[start:end], kind, None, None, False, _is_possessive(text, end), _opens_sentence(text, start)
    )


def _person(
    text: str, tokens: list[tuple[int, str]], role: str | None, gender: Gender | None, *, sure: bool
) -> Mention:
    start, end = tokens[0][0], tokens[-1][0] + len(tokens[-1][1])
    if text[end - 1] in ",’'" or (text[end - 1] == "." and not _keeps_dot(tokens[-1][1])):
        end -= 1
    before = None if role else _role_before(text, start)
    after = None if role or before else _role_after(text, end)
    if before or after:
        sure = True
    if gender is None and before:
        told = TITLES.get(before.split()[-1].lower(), ("-", ""))[0]
        gender = "f" if told == "f" else "m" if told == "m" else None
    party = PARTY.match(text, end)
    name = text[start:end].replace("\u00a0", " ")
    sole = role if role and not _is_honorific(role) else None
    return Mention(
        start, end, name, "person", sole or before or after or (PARTIES[party.group(1)] if party else None),
        gender or (gender_of_given(tokens[0][1]) if len(tokens) > 1 else None),
        sure or party is not None, _is_possessive(text, end), _opens_sentence(text, start),
    )  # fmt: skip


def _keeps_dot(word: str) -> bool:
    return is_initial(word) or folded(word) in SUFFIXES


def _is_honorific(role: str) -> bool:
    return role.lower().rstrip(".") in ("mr", "mrs", "ms", "miss", "mx", "dr", "messrs", "sir")


def _is_possessive(text: str, end: int) -> bool:
    return POSSESSIVE.match(text, end) is not None


def _opens_sentence(text: str, start: int) -> bool:
    return SENTENCE_START.search(text[max(0, start - 6) : start]) is not None if start else True


def _role_before(text: str, start: int) -> str | None:
    """Read the role in small letters before a name: "White House press secretary" Jane Roe."""
    if start < 3 or text[start - 1] != " " or not (text[start - 2].islower()):
        return None
    stretch = text[max(0, start - 70) : start]
    for mark in ',;:!?()[]“”"—–\n':
        stretch = stretch[stretch.rfind(mark) + 1 :]
    words = stretch.split()
    at = len(words)
    while at and words[at - 1].islower() and words[at - 1] in TITLES:
        at -= 1
    if at == len(words):
        return None
    while (
        at
        and (words[at - 1] in MODIFIERS or words[at - 1][0].isupper())
        and words[at - 1].lower() not in ("the", "a", "an")
    ):
        at -= 1
    return " ".join(words[at:])


MODIFIERS = frozenset(
    {"press", "chief", "campaign", "communications", "policy", "legal", "political", "national", "security", "top"}
    | {"longtime", "veteran", "state", "party", "budget", "finance", "interior", "trade", "health", "police", "law"}
)


def _role_after(text: str, end: int) -> str | None:
    """Read the role in apposition after a name: Jane Roe, the "interior secretary"."""
    if end >= len(text) or text[end] not in ",'’":
        return None
    match = APPOSITION.match(text, end, min(len(text), end + 90))
    if match is None:
        return None
    return match.group(1) if match.group(1).split()[-1].lower() in TITLES else None
