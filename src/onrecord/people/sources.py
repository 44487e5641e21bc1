"""Read what a printed source is: a name, a pronoun, a role, an organization, a group or somebody unnamed."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Literal, NamedTuple, TypeAlias

from onrecord.model import Span
from onrecord.people.mentions import ORGANIZATIONS, Mention
from onrecord.people.pronouns import PRONOUNS
from onrecord.text.names import TITLES, bare_name

SourceKind: TypeAlias = Literal[
    "name",
    "pronoun",
    "author",
    "relative",
    "plural",
    "role",
    "document",
    "organization",
    "group",
    "unnamed",
    "thing",
]

FIRST = frozenset({"i", "me", "my", "myself"})
PLURALS = frozenset({"they", "them", "their", "it", "its", "we", "us", "our"})
RELATIVES = frozenset({"who", "which", "that", "whom", "whose"})
INDEFINITE = frozenset({"a", "an", "one", "another", "some", "someone", "somebody", "anyone"})
BORDER = re.compile(r",|\s\(|\s(?:of|for|from|at|in|on|with|by|to|who|that|which|whose|about|close|familiar)\b")
GROUPS = frozenset(
    {"people", "police", "media", "women", "men", "staff", "some", "many", "others", "most", "few", "both", "several"}
    | {"all", "none", "everyone", "families", "crowd", "audience", "pair", "couple", "public", "those", "team"}
)
BODIES = frozenset(
    {"campaign", "administration", "government", "company", "agency", "department", "committee", "party", "court"}
    | {"newspaper", "network", "website", "group", "board", "office", "commission", "ministry", "union", "firm"}
    | {"organization", "council", "bank", "page", "paper", "magazine", "university", "church", "army", "bureau"}
)
DOCUMENTS = frozenset({"statement", "letter", "memo", "release", "tweet", "post", "email", "message", "filing"})
TIME = re.compile(r"(?:in|on|at|by|after|during|earlier|late|last|this) [^,“”\"]{2,30}, (?=\w)", re.IGNORECASE)
AFTER = re.compile(  # federal prosecutors in May; Roe himself, on Monday
    r"""
    (?: [ ] (?: (?: on | in | last | late | early | earlier | this ) [ ] ){1,2}
        (?: (?: Mon | Tues | Wednes | Thurs | Fri | Satur | Sun ) day | week | month | year | morning | night
          | January | February | March | April | May | June | July | August | September | October | November
          | December )
      | [ ] (?: himself | herself | themselves | itself )
      | [,;:—–\s] )+ $
    """,
    re.VERBOSE,
)
# his lawyer, Ana Roe; the chair of the board, Rep. Ana Roe
APPOSED = re.compile(r"[^\W\d_]+,\s(?P<title>(?:[A-Z][\w.]+\s){0,3})$")
OFFICE = re.compile(r"([A-Z][a-z]+) (?:for|of) (?:the )?(?:[A-Z][\w.]+ )+$")
PARTY = re.compile(r",? \(?[A-Z](?:-[A-Z][\w.]*)?\),?$|,? [A-Z]-[A-Z][\w.]*,?$")  # Ana Roe, D-Ohio,  Ana Roe (R)
LIST = re.compile(r"(?:,|,? and|,? &)\s(?:the\s)?[A-Z]")  # Elm and Harbor
NAMES = re.compile(r"(?:\w+['’]s )?[Tt]he (?P<name>[A-Z][\w&’'-]*(?: [A-Z][\w&’'-]*){0,4})")  # Elm's The Harbor-News
BOTH = re.compile(
    r"(?:['’]s (?:\w+ ){0,2}\w+)?(?:,? and | & )(?:(?:the|his|her) )?(?:\w+\.? )?"
)  # Roe's aide and the Elm Board
THE = re.compile(r"\b[Tt]he (?:[A-Z]\w+ )?$")
OWNER = re.compile(r"[A-Z][\w.-]*(?: [A-Z][\w.-]*)*['’]s? ")
OF_NAMES = re.compile(r"\s*(?:of (?:the )?(?:[A-Z][\w.&-]+ ?)+)?[ ,.]*$")  # Ana Roe of Roe & Vale
PERSON_NOUNS = frozenset(
    {"source", "person", "man", "woman", "boy", "girl", "driver", "voter", "adult", "veteran", "resident", "neighbor"}
    | {"critic", "delegate", "witness", "victim", "attendee", "nominee", "appointee", "employee", "student", "patient"}
    | {"parent", "relative", "friend", "colleague", "guest", "tourist", "activist", "participant", "survivor", "cop"}
    | {"applicant", "immigrant", "migrant", "suspect", "defendant", "plaintiff", "juror", "insider", "member", "leader"}
    | {"supporter", "opponent", "protester", "demonstrator", "staffer", "attacker", "shooter", "gunman", "lawmaker"}
)
NAMELESS = frozenset(  # whom "the" does not make known
    {
        "aide",
        "official",
        "source",
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "adviser",
        "advisor",
        "staffer",
        "person",
    }
    | {
        "man",
        "woman",
        "assistant",
        "agent",
        "attendee",
        "driver",
        "resident",
        "voter",
        "witness",
        "protester",
        "worker",
    }
)
COLLECTIVES = frozenset(
    {"host", "majority", "number", "handful", "array", "coalition", "panel", "swath", "mob", "pair", "group", "team"}
    | {
        "crowd",
        "half",
        "third",
        "quarter",
        "dozens",
        "hundreds",
        "thousands",
        "plurality",
        "minority",
        "chorus",
        "couple",
    }
)
ISSUED = re.compile(r"\b(?:by|from) (?:the )?$")  # a study by the Elm Institute
PASSED_ON = re.compile(  # a memo seen by the Elm Times
    r"\b(?:seen|obtained|reviewed|shared|uncovered|verified|published|leaked|provided|reported|viewed) (?:by|to)\b"
)
PERSON_ENDING = re.compile(r"\w{2,}(?:ist|ian|man|woman|person|wright)")
AND_OTHERS = re.compile(r" and (?:various|several|some|many|other|others|two|three|(?:his|her|their|the) \w+s)\b")
LONGEST_BODY = 6  # words; a longer source is a clause that holds an organization
SMALL_WORDS = frozenset(
    {"of", "for", "from", "to", "with", "by", "and", "or", "the", "a", "an", "named", "called", "including", "like"}
)
LONE_S = frozenset({"congress", "press", "boss", "witness", "actress", "hostess", "ss"})


class Source(NamedTuple):
    """A printed source: what it is, where its telling part stands, and the mention that names it, if one does."""

    kind: SourceKind
    span: Span
    key: str
    mention: Mention | None = None


def read_source(text: str, span: Span, inside: tuple[Mention, ...]) -> Source:
    """Tell what a printed source is; ``inside`` are the mentions in it.

    >>> read_source("he said", Span(0, 2), ()).kind, read_source("two officials", Span(0, 13), ()).kind
    ('pronoun', 'group')
    >>> read_source("the mayor", Span(0, 9), ()).key, read_source("an aide", Span(0, 7), ()).kind
    ('mayor', 'unnamed')
    """
    after = AFTER.search(text, span.start, span.end)
    span = Span(span.start, after.start() if after and after.start() > span.start else span.end)
    passed = PASSED_ON.search(text, span.start, span.end)
    if passed and passed.start() > span.start:
        span = Span(span.start, passed.start() - 1)
    party = PARTY.search(text, span.start, span.end)
    span = Span(span.start + len(_time_before(span.of(text))), party.start() if party else span.end)
    inside = tuple(mention for mention in inside if span.start <= mention.start and mention.end <= span.end)
    printed = span.of(text)
    low = printed.strip(" \u00a0,:;").lower()
    for kind, words in PRONOUN_KINDS:
        if low in words:
            return Source(kind, span, low)
    if inside and low.removeprefix("the ") not in TITLES and (named := _head_name(text, span, inside)):
        return _named(text, span, named, inside)
    return _described(text, span, inside)


PRONOUN_KINDS: tuple[tuple[SourceKind, frozenset[str]], ...] = (
    ("pronoun", frozenset(PRONOUNS)),
    ("author", FIRST),
    ("relative", RELATIVES),
    ("plural", PLURALS),
)


def _time_before(printed: str) -> str:
    found = TIME.match(printed)
    return found.group() if found else ""


def _head_name(text: str, span: Span, inside: tuple[Mention, ...]) -> Mention | None:
    """Find the mention that the source is about: not that of "a spokesman for Joe Roe" or "Roe's lawyer"."""
    printed = span.of(text)
    head = bare_name(printed.lstrip(" ,"))
    if closing := _titled(text, span, inside) or _closing(text, span, inside):
        return closing
    exact = [mention for mention in inside if mention.name == head]
    if exact:
        return exact[0]
    for mention in inside:
        before = text[span.start : mention.start]
        if mention.possessive and mention.end < span.end:
            continue
        is_sure = mention.sure or not BORDER.search(before)
        if head and mention.kind == "person" and is_sure and (mention.name in head or head in mention.name):
            return mention
        if not BORDER.search(before) and not _goes_on(text[mention.end : span.end]):
            return mention
        apposed = APPOSED.search(before)
        ends = OF_NAMES.fullmatch(text, mention.end, span.end) is not None and " " in mention.name
        plain = ends or not re.search(r"\b(?:for|of|from|to)\b", before)
        if (apposed and (plain or _ends_in_title(apposed.group("title")))) or (ends and _is_office(before)):
            return mention
    return None


def _titled(text: str, span: Span, inside: tuple[Mention, ...]) -> Mention | None:
    """Find the name that ends a long title: "Senate Energy and Natural Resources Committee Chairman Joe Roe"."""
    *others, last = inside
    before = text[span.start : last.start]
    words = before.split()
    if last.kind != "person" or len(words) < 2 or any(other.kind == "person" and other.sure for other in others):
        return None
    is_end = not text[last.end : span.end].strip(" ,.’'s")
    is_title = words[-1].lower().rstrip(".") in TITLES
    first = others[-1].end if others and others[0].start - span.start < len("the  ") else span.start
    between = text[first : last.start]
    return last if is_end and is_title and not re.search(r",|[’']s\b|\b(?:for|to|from|with)\b", between) else None


def _closing(text: str, span: Span, inside: tuple[Mention, ...]) -> Mention | None:
    """Find the name that closes a role and what it is of: "director of water Joe Roe"."""
    last = inside[-1]
    before = text[span.start : last.start].split()
    if last.kind != "person" or not last.sure or " " not in last.name or len(before) < 3:
        return None
    if text[last.start - 1] != " " or not OF_NAMES.fullmatch(text, last.end, span.end):
        return None
    word = before[-1]
    small = word.isalpha() and word.islower() and word not in SMALL_WORDS and word not in TITLES
    placed = word[0].isupper() and word.lower().rstrip(".") not in TITLES and word[-1] != "."
    return last if small or placed else None


def _is_office(before: str) -> bool:
    """Tell whether words before a name are an office with what it is for: "Secretary for Harbor Security"."""
    office = OFFICE.search(before)
    return office is not None and not _ends_in_title(before) and office.group(1).lower() in TITLES


def _ends_in_title(words: str) -> bool:
    return bool(words) and words.split()[-1].lower().rstrip(".") in TITLES


def _goes_on(rest: str) -> bool:
    return re.match(r"[ ][a-z]", rest) is not None and BORDER.match(rest) is None  # the Roe campaign


def _named(text: str, span: Span, mention: Mention, inside: tuple[Mention, ...]) -> Source:
    heads = BORDER.split(text[span.start : mention.start], maxsplit=1)[0].split()
    if _are_two(text, span, inside) or (heads and heads[-1].islower() and _is_plural(heads[-1])):  # two clerks, Roe and
        return Source("group", span, "and")
    if mention.kind == "person" and AND_OTHERS.match(text, mention.end, span.end):
        return Source("group", span, "and")
    if mention.kind == "person" and not mention.sure and THE.search(text[span.start : mention.start]):  # the Fed
        return _described(text, span, tuple(each for each in inside if each is not mention))
    if mention.kind == "person":
        return Source("name", mention.span, mention.name, mention)
    if _goes_on(text[mention.end : span.end]):
        return _described(text, span, inside)
    if LIST.match(text, mention.end, span.end):
        return Source("group", span, "and")
    return Source("organization", mention.span, mention.name, mention)


def _are_two(text: str, span: Span, inside: tuple[Mention, ...]) -> bool:
    """Tell whether two names head a source: Roe and Vale; Roe's aide and the Elm Board."""
    for one, other in pairwise(inside):
        before = text[span.start : one.start]
        if BOTH.fullmatch(text, one.end, other.start) and not BORDER.search(before):
            return True
    return False


def _described(text: str, span: Span, inside: tuple[Mention, ...]) -> Source:
    low = span.of(text).strip(" \u00a0,:;").lower()
    first = BORDER.split(low, maxsplit=1)[0]
    words = first.replace("’s", "'s").split()
    noun = words[-1].strip("“”\"'") if words else ""
    if words[-2:-1] == ["vice"]:
        noun = f"vice {noun}"
    indefinite = bool(words) and words[0] in INDEFINITE
    if noun in DOCUMENTS and low.startswith("the "):
        return Source("document", span, noun)
    if noun not in TITLES and (body := _long_name(text, span)):
        return body
    if _is_group(noun, words) and (indefinite or not _is_body(noun)):
        return Source("group", span, low)
    if is_person_noun(noun) and indefinite:
        return Source("unnamed", span, noun)
    if _is_body(noun) and not indefinite:
        return Source("organization", span, low)
    if is_person_noun(noun):
        definite = low.startswith(("the ", "his ", "her ")) or _is_of_place(text, span, inside)
        return Source("role" if definite and noun not in NAMELESS else "unnamed", span, noun)
    if issuer := _issuer(text, span, inside):
        return Source("organization", issuer.span, issuer.name, issuer)
    return _capitalised(text, span) or _body(span, low, first, inside) or Source("thing", span, noun)


def _is_group(noun: str, words: Sequence[str]) -> bool:
    if not words:
        return False
    heads = words[-2:] if noun == "general" else [noun]  # attorneys general
    return (
        noun in GROUPS or words[0] in GROUPS or any(map(_is_plural, heads)) or (noun in COLLECTIVES and len(words) > 1)
    )


def _is_body(noun: str) -> bool:
    return noun in BODIES or bool(ORGANIZATIONS.get(noun)) or noun == "congress"


def _is_of_place(text: str, span: Span, inside: tuple[Mention, ...]) -> bool:
    """Tell whether a role is a town's or a body's, which has one of it: Elm's mayor, not Roe's lawyer."""
    owner = OWNER.match(text, span.start, span.end)
    return owner is not None and not any(each.kind == "person" for each in inside)


def is_person_noun(noun: str) -> bool:
    """Tell whether a noun stands for a person: an office, a calling, a part played.

    >>> [noun for noun in ("mayor", "source", "scientist", "78-year-old", "letter", "lawsuit") if is_person_noun(noun)]
    ['mayor', 'source', 'scientist', '78-year-old']
    """
    bare = noun.removeprefix("vice ")
    return bare in TITLES or bare in PERSON_NOUNS or bare.endswith("-old") or PERSON_ENDING.fullmatch(bare) is not None


def _issuer(text: str, span: Span, inside: tuple[Mention, ...]) -> Mention | None:
    """Find the body whose document is the source: a study by the Elm Institute."""
    bodies = (each for each in inside if each.kind == "organization")
    return next((each for each in bodies if ISSUED.search(text, span.start, each.start)), None)


def _long_name(text: str, span: Span) -> Source | None:
    """Take two capitals or more behind "the" for a body's name, though it may end like a plural: Elm's The Elm-News."""
    body = _capitalised(text, span)
    is_long = body is not None and body.kind == "organization" and re.search(r"[ -]", body.key)
    return body if is_long else None


def _capitalised(text: str, span: Span) -> Source | None:
    """Take what is nothing but capitals for the name of a body or, listed, of several: the Holy See."""
    if found := NAMES.fullmatch(text, span.start, span.end):
        return Source("organization", Span(*found.span("name")), found["name"].lower())
    words = span.of(text).split()
    if (
        len(words) > 2
        and any(word == "and" for word in words)
        and all(word == "and" or word[0].isupper() for word in words)
    ):
        return Source("group", span, "and")
    return None


def _body(span: Span, low: str, first: str, inside: tuple[Mention, ...]) -> Source | None:
    bodies = [each for each in inside if each.kind == "organization" and each.start < span.start + len(first)]
    is_body = bodies and low.split()[0] not in INDEFINITE and len(low.split()) <= LONGEST_BODY
    return Source("organization", span, low) if is_body else None


def _is_plural(noun: str) -> bool:
    return noun.endswith("s") and not noun.endswith(("ss", "us", "is", "'s", "’s")) and noun not in LONE_S
