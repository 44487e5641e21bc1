"""Find the names that a report prints, and the roles they are printed with.

A mention is a run of capitals that stands for somebody: titles before the name and a possessive after it are no part
of it. Capitals that open a sentence, weekdays, months, nationalities and places are no persons; a headline in capitals
or Title Case hides names between other words, so that there only a known given name opens one.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from importlib.resources import files
from typing import Literal, NamedTuple, TypeAlias

from onrecord.model import Span
from onrecord.people.roles import roles_at
from onrecord.text.names import (
    GIVEN,
    SUFFIXES,
    TITLES,
    Gender,
    folded,
    gender_of_given,
    is_initial,
    surname,
    titles_end,
)

MentionKind: TypeAlias = Literal["person", "organization", "place"]


def _rows(table: str) -> list[list[str]]:
    lines = files(__package__).joinpath(table).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


NOT_NAMES = dict(_rows("not-names.tsv"))
ORGANIZATIONS = dict(_rows("organizations.tsv"))
OPENERS = frozenset({"function", "day", "month"})  # kinds of words that stand before a name by chance
LONGEST_NAME = 5  # words; longer runs of capitals are headlines

CAPITAL = "".join(letter for letter in map(chr, range(0x2C00)) if unicodedata.category(letter) in ("Lu", "Lt"))
PARTICLE = "de|da|di|del|della|den|der|des|dos|du|la|van|von|bin|ibn|al|el|y"
WORD = rf"""
    (?:
        (?: [{CAPITAL}] \. (?: [{CAPITAL}] \. )+ )                           # U.S.  H.W.
      | (?: [{CAPITAL}] \. )                                                 # J.
      | (?: Sens? | Reps? | Gov | Mr | Mrs | Ms | Dr | Lt | Col | Gen | Adm | Prof | Rev | Hon | Capt | Sgt | Maj
          | Messrs | St | Jr | Sr | Amb | Pres ) \.
      | (?: al | el | ul | an | d | bin ) [-'’] [{CAPITAL}] [^\W\d_]+        # al-Assad  d'Estaing
      | (?: di | de | le | la | van ) [{CAPITAL}] [a-z]+                       # diGenova
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
)
TOKEN = re.compile(r"\S+")
POSSESSIVE = re.compile(r"['’]s\b|['’](?![\w])")
LINE = re.compile(r"^[^\n]{10,200}$", re.MULTILINE)
LONG_WORD = re.compile(r"[^\W\d_]{4,}")
PEOPLE = re.compile(r"-american?s?$|-born$|-based$|[^\W\d_]{3}i(?:st|an)s$")  # African-Americans, separatists
MODIFIED = re.compile(r"[ ]([a-z]+)\b")  # the Roe campaign, Roe aides
MODIFIED_NOUNS = frozenset(
    {"campaign", "administration", "supporters", "aides", "voters", "allies", "team", "rally", "family"}
)
STATE = re.compile(r", ([A-Z][\w.]+)(?=[,.\s])")
PLACED = re.compile(r"\b(?:[Ii]n|[Aa]t|[Nn]ear|[Tt]he|[Ff]rom|[Oo]n|[Oo]f) $")
IN = re.compile(r"\b[Ii]n $")
SIDES = _rows("sides.tsv")
VERB = "|".join(word for word, side in SIDES if side == "verb")
BEFORE = "|".join(word for word, side in SIDES if side == "before")
SUBJECT = re.compile(  # Roe won; Roe, the mayor of Elm, later resigned; Roe who was
    rf"""
    (?: [ ] of (?: [ ] [A-Z] \w+ ){{1,3}} )? (?: , [ ] (?: [^,.;:“”"\n]{{3,80}} | [RDI] - [A-Z][\w.]* ) , )?
    [ ] (?: (?: who | [a-z]+ly | also | then | never | later | first | once | still | soon ) [ ] )*
    (?: [a-z]{{2,}} (?<! ne ) ed | do(?:es)?n['’]t | {VERB} ) \b (?! [ ] by \b )
    """,
    re.VERBOSE,
)
OBJECT = re.compile(  # by Roe; to the poet Ana Roe; told Roe; and Roe
    rf"""
    (?<! \w ) (?: {BEFORE} ) [ ]
    (?: (?: the | a | an | his | her | their | its | then | former | fellow ) [ ] (?: [a-z-]+ [ ] ){{0,2}} )?
    $
    """,
    re.VERBOSE,
)
UNDER = re.compile(  # that Roe won; when Sen. Roe
    r"\b(?:that|which|who|whom|whose|when|where|while|because|if|after|before|since|until|though|although|unless|how|why"
    r"|what|the day|the time)(?: the)? $"
)
FOLLOWED = re.compile(  # Roe said he; Roe himself; Roe on Monday took his
    r"""
    (?: [^.!?;:“”"\nA-Z] | (?: Mon | Tues | Wednes | Thurs | Fri | Satur | Sun ) day ){0,100}?
    \b (?: (he | his | him | himself) | she | her | herself ) \b
    """,
    re.VERBOSE,
)
PARTY = re.compile(r"[RDI][-–][A-Z]")  # Jane Roe, D-Ohio
OFFICES = frozenset({"staff", "state", "defense", "defence", "treasury", "interior", "justice", "war", "commerce"})
THE = re.compile(r"\b(?:[Tt]he|[Aa]n?|[Tt]his|[Tt]hat|[Ee]very|[Ee]ach) $")
THING = re.compile(  # his website, Roenews; in the town of Elm
    r"\b(?:website|site|company|newspaper|magazine|network|book|film|movie|show|song|album|hometown|town|city|county|village"
    r"|state|country|island|river|firm|band|group|foundation|podcast|blog|novel|startup)(?:, | of )$"
)
PARTICIPLE = re.compile(r"[A-Z][a-z]+(?:ing|ed)")
JOINED = re.compile(
    r"\b(?:U\.S\.|United States|Senate|House|National|Federal|State) [A-Z][a-z]+ and $"
)  # Fish and Wildlife Service
SMALL_WORD = re.compile(r"\b[a-z]{3,}\b")
SMALL_HALF = re.compile(r"-[a-z]")
OF = re.compile(r"\b(?:of|for) (?:the )?$")
PURPOSE = re.compile(r" (?:of|for) (?:the |a )?([A-Z][\w-]+(?: (?:and )?[A-Z][\w-]+){0,5})")
PURPOSEFUL = frozenset(
    {"center", "centers", "centre", "fund", "committee", "department", "university", "organization"}
    | {"institute", "council", "association", "bureau", "society", "foundation", "commission", "federation", "ministry"}
    | {"alliance", "coalition", "union", "campaign", "bank", "college", "board"}
)
ACRONYM = re.compile(r"[A-Z]{2,5}")
CONTRACTION = re.compile(r"['’](?:ve|re|ll|m|d)$|n['’]t$|^I['’]")  # We've, Don't, I'd
SENTENCE_START = re.compile(r"(?: ^ | [.!?:;\n“”\"‘’(\[—–•*|/] ) ['’)\]]* [ \t\u00a0]* $", re.VERBOSE)


class Mention(NamedTuple):
    """A name at its printed place, titles left out; ``roles`` and ``gender`` are what the words around it tell.

    ``sure`` tells that something besides capitals speaks for a person: a title, an honorific, a common given name.
    ``acts`` tells that a verb follows as if the name were its subject, ``suffers`` that it stands behind a preposition,
    ``under`` that it opens a subordinate clause; ``hint`` is the gender of a pronoun that follows with no name between.
    """

    start: int
    end: int
    name: str
    kind: MentionKind
    roles: tuple[str, ...] = ()
    gender: Gender | None = None
    sure: bool = False
    possessive: bool = False
    opens: bool = False
    acts: bool = False
    suffers: bool = False
    under: bool = False
    hint: Gender | None = None

    @property
    def span(self) -> Span:
        """The place of the name."""
        return Span(self.start, self.end)


class Token(NamedTuple):
    """A word of a run of capitals, with its key in the tables."""

    start: int
    text: str
    key: str

    @property
    def end(self) -> int:
        """Where the word ends."""
        return self.start + len(self.text)


def find_mentions(text: str) -> tuple[Mention, ...]:
    """Find the names of persons, organizations and places, in order.

    >>> for mention in find_mentions("On Monday Sen. Ana Ruiz, the majority leader, met the Harbor Board's Joe Roe."):
    ...     print(mention.kind, mention.name, mention.roles)
    person Ana Ruiz ('Sen.', 'majority leader')
    organization Harbor Board ()
    person Joe Roe ()
    """
    headlines = _headlines(text)
    small = set(SMALL_WORD.findall(text))
    found: list[Mention] = []
    for run in RUN.finditer(text):
        while headlines and headlines[-1].end <= run.start():
            headlines.pop()
        read = _names_among if headlines and headlines[-1].start <= run.start() else _mentions_in
        tokens = _tokens(run)
        if found and found[-1].end > run.start():  # the Center for Harbor Studies President Joe Roe
            tokens = [token for token in tokens if token.start >= found[-1].end]
        for mention in read(text, tokens):
            joined = JOINED.search(text, max(0, mention.start - 60), mention.start)
            if joined and mention.kind == "organization":
                while found and found[-1].end > joined.start():
                    found.pop()
                start = joined.start()
                mention = mention._replace(
                    start=start, name=text[start : mention.end], opens=_opens_sentence(text, start)
                )
            found.append(_with_purpose(text, mention))
    found = [_without_first(mention, small) for mention in _as_persons(text, found)]
    return tuple(_without_openers(text, found, small))


def _as_persons(text: str, found: Sequence[Mention]) -> list[Mention]:
    """Take a lone word for a person's where the report prints that person's full name: Bloomberg, Houston."""
    full = {
        surname(mention.name) for mention in found if mention.kind == "person" and mention.sure and " " in mention.name
    }
    return [
        _as_person(text, mention) if mention.name in full and mention.kind != "person" else mention for mention in found
    ]


def _as_person(text: str, mention: Mention) -> Mention:
    if PLACED.search(text[max(0, mention.start - 8) : mention.start]):  # in Houston, the Bloomberg
        return mention
    name = Token(mention.start, mention.name, mention.name.lower())
    return _person(text, [name], None, None, sure=False)


def _with_purpose(text: str, mention: Mention) -> Mention:
    """Give an organization the words after its "of" or "for": the Center for Harbor Studies, the University of Elm."""
    more = PURPOSE.match(text, mention.end)
    if more is None or mention.kind != "organization" or mention.name.split()[-1].lower() not in PURPOSEFUL:
        return mention
    keys = [word.lower() for word in more.group(1).split()]
    end = next((at for at, key in enumerate(keys) if key in TITLES or is_given(key)), len(keys))
    if not end:
        return mention
    stop = more.start(1) + len(" ".join(more.group(1).split(" ")[:end]))
    return mention._replace(end=stop, name=text[mention.start : stop], possessive=_is_possessive(text, stop))


def _without_first(mention: Mention, small: Set[str]) -> Mention:
    """Leave out a word before a name that is none of it: Wisconsin Roe, Using Joe Roe, Co-anchor Ana Roe."""
    first, *rest = mention.name.split(" ")
    if mention.kind != "person" or not rest or is_given(first.lower()):
        return mention
    key = first.lower()
    is_word = key in small or NOT_NAMES.get(key) is not None or key.startswith("co-") or PARTICIPLE.fullmatch(first)
    is_lone = len(rest) == 1 and not mention.sure
    is_full = len(rest) > 1 and is_given(rest[0].lower())
    if not is_word or not (is_lone or is_full):
        return mention
    start = mention.start + len(first) + 1
    return mention._replace(start=start, name=" ".join(rest), opens=False, sure=mention.sure or is_full)


def _without_openers(text: str, found: Sequence[Mention], small: Set[str]) -> Iterator[Mention]:
    """Leave out lone capitals that only open a sentence: Officials; not Brown, if the report names Joe Brown."""
    places = {mention.name for mention in found if mention.kind == "place" or _is_in_state(text, mention)}
    doubtful = [_is_opener(each) or _is_thing(text, each) or (_is_lone(each) and each.name in places) for each in found]
    named = {
        folded(word)
        for mention, is_doubtful in zip(found, doubtful, strict=True)
        if not is_doubtful
        for word in mention.name.split()
    }
    often = Counter(mention.name for mention in found)
    for mention, is_doubtful in zip(found, doubtful, strict=True):
        key = mention.name.lower()
        is_common = key in small or key.removesuffix("s") in TITLES or SMALL_HALF.search(mention.name) is not None
        # Somewhere in Elm, she ...; Councillors voted
        is_idle = often[mention.name] == 1 and not (mention.possessive or (mention.acts and not key.endswith("s")))
        if not (is_doubtful and (is_common or is_idle or not _is_opener(mention)) and folded(key) not in named):
            yield mention


def _is_opener(mention: Mention) -> bool:
    return _is_lone(mention) and mention.opens


def _is_lone(mention: Mention) -> bool:
    return mention.kind == "person" and not mention.sure and " " not in mention.name


def _is_in_state(text: str, mention: Mention) -> bool:
    """Tell whether a state or country follows a lone capital: Elmvale, Texas."""
    follows = STATE.match(text, mention.end)
    return _is_lone(mention) and follows is not None and NOT_NAMES.get(follows.group(1).lower().rstrip(".")) == "place"


def _is_thing(text: str, mention: Mention) -> bool:
    """Tell whether a lone capital is that of a thing or place: "the Elm flood", "his website, Elmnews"."""
    before = text[max(0, mention.start - 20) : mention.start]
    modifies = (
        THE.search(before)
        and text[mention.end : mention.end + 1] == " "
        and text[mention.end + 1 : mention.end + 2].islower()
    )
    return _is_lone(mention) and bool(modifies or THING.search(before))


def _headlines(text: str) -> list[Span]:
    """Find the lines in capitals or Title Case, the last first: there a capital tells nothing."""
    if is_shouted(text):
        return [Span(0, len(text))]
    return [Span(*line.span()) for line in LINE.finditer(text) if is_title_case(line.group())][::-1]


def is_title_case(line: str) -> bool:
    """Tell whether nearly every long word of a line has a capital: a headline, a crosshead.

    >>> is_title_case("Mayor Shuts Old Bridge After Flood"), is_title_case("The mayor shut the bridge")
    (True, False)
    """
    words = LONG_WORD.findall(line)
    small = sum(word[0].islower() for word in words)
    return 3 <= len(words) <= 25 and small * 7 <= len(words)


def is_shouted(text: str) -> bool:
    """Tell whether a text is printed in capitals altogether.

    >>> is_shouted("JOE ROE WON, HIS CAMPAIGN SAID."), is_shouted("NASA said so.")
    (True, False)
    """
    head = text[:4000]
    small = sum(map(str.islower, head))
    return small * 10 < sum(map(str.isupper, head))


def headline_mentions(text: str) -> tuple[Mention, ...]:
    """Find full names that open with a common given name: what can be told of a headline in Title Case or capitals.

    >>> [mention.name for mention in headline_mentions("Why Joe Roe Won Big In Ohio")]
    ['Joe Roe']
    """
    return tuple(mention for run in RUN.finditer(text) for mention in _names_among(text, _tokens(run)))


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


def _tokens(run: re.Match[str]) -> list[Token]:
    return [
        Token(run.start() + token.start(), token.group(), token.group().lower().rstrip(".,"))
        for token in TOKEN.finditer(run.group())
    ]


def _names_among(text: str, tokens: Sequence[Token]) -> Iterator[Mention]:
    at = 0
    while at < len(tokens) - 1:
        if is_given(tokens[at].key) and NOT_NAMES.get(tokens[at].key) is None:
            end = _behind_initials(tokens, at + 1)
            last = tokens[end].key
            if last not in NOT_NAMES and last not in TITLES and ORGANIZATIONS.get(last) != "word":
                title = tokens[at - 1].text if at and tokens[at - 1].key in TITLES else None
                yield _person(text, tokens[at : end + 1], title, None, sure=True)
                at = end
        at += 1


def _behind_initials(tokens: Sequence[Token], at: int) -> int:
    """Give the place of the surname in a name: that of Roe in "Joe J. P. Roe"."""
    while at < len(tokens) - 1 and is_initial(tokens[at].text):
        at += 1
    return at


def is_given(key: str) -> bool:
    """Tell whether a word is a common given name; the first half of a double one is enough.

    >>> is_given("ana"), is_given("jean-luc"), is_given("harbor")
    (True, True, False)
    """
    return key in GIVEN or key.partition("-")[0] in GIVEN


def _mentions_in(text: str, tokens: list[Token]) -> Iterator[Mention]:
    tokens = _inner(text, tokens)
    if not tokens:
        return
    kind = _listed(tokens)
    if kind == "thing":
        return
    if kind:
        yield _named(text, tokens, "organization" if kind == "name" else "place")
        return
    titles, gender = titles_end([token.text for token in tokens])
    prefix = max(titles, _prefix_end(tokens, titles))
    if not prefix and OF.search(text[max(0, tokens[0].start - 9) : tokens[0].start]):
        prefix = _office_end(tokens)
    name = tokens[prefix:]
    if _is_headline(name):
        yield from _names_among(text, tokens)
    elif _is_organization_of(tokens, prefix):
        yield _named(text, tokens, "organization")
    elif name and not _is_other(name, titled=titles > 0) and not _is_participle(text, tokens):
        if len(tokens) == 1 and IN.search(text[max(0, name[0].start - 3) : name[0].start]):
            yield _named(text, tokens, "place")
            return
        title = text[tokens[0].start : name[0].start].strip() if titles else None
        yield _person(text, name, title, gender, sure=titles > 0 or _opens_with_given(name))


def _listed(tokens: Sequence[Token]) -> str | None:
    whole = " ".join(token.key for token in tokens)
    return ORGANIZATIONS.get(whole, "").replace("word or surname", "").replace("word", "") or (
        "place" if NOT_NAMES.get(whole) == "place" else None
    )


def _inner(text: str, tokens: list[Token]) -> list[Token]:
    """Leave out the words that stand at either end of a run by chance: "When Trump", "Trump Wednesday"."""
    first, last = 0, len(tokens)
    while first < last and (NOT_NAMES.get(tokens[first].key) in OPENERS or _is_contraction(tokens[first].text)):
        is_month = NOT_NAMES.get(tokens[first].key) == "month" and IN.search(
            text[max(0, tokens[first].start - 6) : tokens[first].start]
        )
        pair = tokens[first : first + 2]
        if first + 1 < last and not is_month and (_listed(pair) or _is_known_pair(pair)):
            break  # New York; Will Hurd, April Ryan
        first += 1
    while last - first > 1 and NOT_NAMES.get(tokens[last - 1].key) == "day":
        last -= 1
    return tokens[first:last]


def _is_contraction(word: str) -> bool:
    return CONTRACTION.search(word) is not None or word == "I"


def _is_known_pair(pair: Sequence[Token]) -> bool:
    """Tell whether a word that may be a given name has a name after it."""
    first, follows = pair[0].key, pair[1].key
    return first in GIVEN and follows not in TITLES and follows not in NOT_NAMES and not is_given(follows)


def _prefix_end(tokens: Sequence[Token], start: int) -> int:
    """Find a given name after words of another kind: "State John Kerry", "Syrian Bashar al-Assad"."""
    keys = [token.key for token in tokens]
    for at in range(len(keys) - 2, start, -1):
        before = keys[at - 1]
        other = NOT_NAMES.get(before) in ("people", "place") or ORGANIZATIONS.get(before, "")[:4] in ("word", "name")
        last = ORGANIZATIONS.get(keys[-1]) == "word"  # Congressional Black Caucus, George Washington University
        if other and not last and is_given(keys[at]) and keys[at] not in NOT_NAMES and keys[at + 1] not in SUFFIXES:
            return at
    if len(keys) - start > 1 and NOT_NAMES.get(keys[start]) == "people" and not is_given(keys[start]):
        return start + 1
    return start


def _office_end(tokens: Sequence[Token]) -> int:
    """Find the given name after an office: secretary of the "Interior Joe Roe", chief of "Staff Ana Ruiz"."""
    keys = [token.key for token in tokens]
    if len(keys) > 1 and keys[0] in OFFICES:
        return 1
    if len(keys) < 3 or is_given(keys[0]) or is_initial(tokens[0].text) or is_organization(keys):
        return 0
    return next((at for at in range(1, len(keys) - 1) if is_given(keys[at]) and keys[at] not in NOT_NAMES), 0)


def _is_headline(tokens: Sequence[Token]) -> bool:
    if any(NOT_NAMES.get(token.key) == "function" for token in tokens[1:]):
        return len(tokens) != 2 or not _opens_with_given(tokens)  # Marc Short
    organization = any(ORGANIZATIONS.get(token.key, "").startswith("word") for token in tokens)
    return len(tokens) > LONGEST_NAME and not organization


def _is_organization_of(tokens: Sequence[Token], prefix: int) -> bool:
    keys = [token.key for token in tokens]
    if is_organization(keys[prefix:]) or (not prefix and _is_acronym(tokens)):
        return True
    return prefix == len(keys) - 1 and ORGANIZATIONS.get(keys[-1]) == "word"  # Republican National Committee


def is_organization(keys: Sequence[str]) -> bool:
    """Tell whether the words of a name are those of an organization.

    >>> is_organization(["harbor", "board"]), is_organization(["annie", "hall"]), is_organization(["bill", "roe"])
    (True, False, False)
    """
    if len(keys) < 2:
        return False
    kinds = [ORGANIZATIONS.get(key, "") for key in keys]
    if "word" in kinds:
        return True
    given = is_given(keys[0]) and NOT_NAMES.get(keys[0]) is None
    return "word or surname" in kinds and not given


def _is_acronym(tokens: Sequence[Token]) -> bool:
    word = tokens[0].text.replace(".", "")
    return len(tokens) == 1 and 2 <= len(word) <= 6 and word.isupper() and not is_initial(tokens[0].text)


def _is_other(tokens: Sequence[Token], *, titled: bool) -> bool:
    """Tell whether words are no name of a person: nationalities, places, initials, a party, an acronym."""
    if all(is_initial(token.text) or folded(token.text) in SUFFIXES or PARTY.match(token.text) for token in tokens):
        return True
    if any(ACRONYM.fullmatch(token.text) and folded(token.text) not in SUFFIXES for token in tokens[1:]):
        return not any(token.text.isupper() for token in tokens[:1])  # Keystone XL, not JOE ROE
    kinds = {"people" if PEOPLE.search(token.key) else NOT_NAMES.get(token.key) for token in tokens}
    return not titled and kinds <= {"people", "place", "function", "day", "month"}


def _is_participle(text: str, tokens: Sequence[Token]) -> bool:
    """Tell whether a lone capital only opens a sentence: "Judging that", "Formed by"."""
    is_lone = len(tokens) == 1 and PARTICIPLE.fullmatch(tokens[0].text) is not None and not is_given(tokens[0].key)
    return is_lone and text[tokens[0].end : tokens[0].end + 1] == " " and _opens_sentence(text, tokens[0].start)


def _opens_with_given(tokens: Sequence[Token]) -> bool:
    return len(tokens) > 1 and is_given(tokens[0].key) and NOT_NAMES.get(tokens[0].key) not in ("place", "people")


def _named(text: str, tokens: Sequence[Token], kind: MentionKind) -> Mention:
    start, end = tokens[0].start, tokens[-1].end
    return Mention(
        start, end, text[start:end], kind, possessive=_is_possessive(text, end), opens=_opens_sentence(text, start)
    )


def _person(text: str, tokens: Sequence[Token], title: str | None, gender: Gender | None, *, sure: bool) -> Mention:
    start, end = tokens[0].start, tokens[-1].end
    if text[end - 1] in ",’'" or (text[end - 1] == "." and not _keeps_dot(tokens[-1].text)):
        end -= 1
    roles = roles_at(text, start, end, title)
    first = start - len(title) - 1 if title else start
    named = gender_of_given(tokens[0].text) if sure and len(tokens) > 1 else None
    apposed = text[start - 2 : start] == ", " and text[end : end + 1] == ","  # the other one, Roe, left
    acts = SUBJECT.match(text, end + apposed, min(len(text), end + 120)) is not None
    return Mention(
        start,
        end,
        text[start:end].replace("\u00a0", " "),
        "person",
        tuple(filter(None, (roles.before, roles.after, roles.party))),
        gender or roles.gender or named,
        sure=sure or any((roles.before, roles.after, roles.party)),
        possessive=_is_possessive(text, end) or _is_modifier(text, end),
        opens=_opens_sentence(text, first),
        acts=acts,
        suffers=OBJECT.search(text[max(0, first - 40) : first]) is not None,
        under=UNDER.search(text[max(0, first - 20) : first]) is not None,
        hint=_hint(text, end),
    )


def role_mention(text: str, start: int, end: int) -> Mention:
    """Give the place of a role that stands for a person: the mayor."""
    return Mention(
        start,
        end,
        text[start:end],
        "person",
        possessive=_is_possessive(text, end),
        opens=_opens_sentence(text, start),
        acts=SUBJECT.match(text, end, min(len(text), end + 120)) is not None,
        suffers=OBJECT.search(text[max(0, start - 40) : start]) is not None,
        under=UNDER.search(text[max(0, start - 20) : start]) is not None,
    )


def _hint(text: str, end: int) -> Gender | None:
    follows = FOLLOWED.match(text, end, min(len(text), end + 120))
    return None if follows is None else "m" if follows.group(1) else "f"


def _keeps_dot(word: str) -> bool:
    return is_initial(word) or folded(word) in SUFFIXES


def _is_possessive(text: str, end: int) -> bool:
    return POSSESSIVE.match(text, end) is not None


def _is_modifier(text: str, end: int) -> bool:
    follows = MODIFIED.match(text, end)
    return follows is not None and (follows.group(1) in TITLES or follows.group(1) in MODIFIED_NOUNS)


def _opens_sentence(text: str, start: int) -> bool:
    return SENTENCE_START.search(text[max(0, start - 6) : start]) is not None if start else True
