"""Read what a printed source is: a name, a pronoun, a role, an organization, a group or somebody unnamed."""

import re
from typing import Literal, NamedTuple, TypeAlias

from onrecord.model import Span
from onrecord.people.mentions import ORGANIZATIONS, Mention
from onrecord.people.pronouns import PRONOUNS
from onrecord.text.names import TITLES, bare_name

SourceKind: TypeAlias = Literal[
    "name", "pronoun", "author", "relative", "plural", "role", "document", "organization", "group", "unnamed"
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
# his lawyer, Ana Roe; the chair of the board, Rep. Ana Roe
APPOSED = re.compile(r"[^\W\d_]+,\s(?P<title>(?:[A-Z][\w.]+\s){0,3})$")
OFFICE = re.compile(r"([A-Z][a-z]+) (?:for|of) (?:the )?(?:[A-Z][\w.]+ )+$")
PARTY = re.compile(r",? \(?[A-Z]-[A-Z][\w.]*\)?,?$")  # Ana Roe, D-Ohio,
AND_OTHERS = re.compile(r" and (?:various|several|some|many|other|others|two|three|(?:his|her|their|the) \w+s)\b")
LONGEST_BODY = 6  # words; a longer source is a clause that holds an organization
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
    return _described(span, low, inside)


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
    if titled := _titled(text, span, inside):
        return titled
    exact = [mention for mention in inside if mention.name == head]
    if exact:
        return exact[0]
    for mention in inside:
        before = text[span.start : mention.start]
        if mention.possessive and mention.end < span.end:
            continue
        if head and (mention.name in head or head in mention.name):
            return mention
        if not BORDER.search(before) and not _goes_on(text[mention.end : span.end]):
            return mention
        apposed = APPOSED.search(before)
        ends = not text[mention.end : span.end].strip(" ,.") and " " in mention.name
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


def _is_office(before: str) -> bool:
    """Tell whether words before a name are an office with what it is for: "Secretary for Harbor Security"."""
    office = OFFICE.search(before)
    return office is not None and not _ends_in_title(before) and office.group(1).lower() in TITLES


def _ends_in_title(words: str) -> bool:
    return bool(words) and words.split()[-1].lower().rstrip(".") in TITLES


def _goes_on(rest: str) -> bool:
    return re.match(r"[ ][a-z]", rest) is not None and BORDER.match(rest) is None  # the Roe campaign


def _named(text: str, span: Span, mention: Mention, inside: tuple[Mention, ...]) -> Source:
    persons = [other for other in inside if other.kind == "person"]
    if len(persons) > 1 and re.fullmatch(r"(?:,? and | & )(?:\w+\.? )?", text[persons[0].end : persons[1].start]):
        return Source("group", span, "and")
    if mention.kind == "person" and AND_OTHERS.match(text, mention.end, span.end):
        return Source("group", span, "and")
    if mention.kind == "person":
        return Source("name", mention.span, mention.name, mention)
    if _goes_on(text[mention.end : span.end]):
        return _described(span, span.of(text).lower(), inside)
    return Source("organization", mention.span, mention.name, mention)


def _described(span: Span, low: str, inside: tuple[Mention, ...]) -> Source:
    first = BORDER.split(low, maxsplit=1)[0]
    words = first.replace("’s", "'s").split()
    noun = words[-1].strip("“”\"'") if words else ""
    if words[-2:-1] == ["vice"]:
        noun = f"vice {noun}"
    indefinite = bool(words) and words[0] in INDEFINITE
    if noun in DOCUMENTS and low.startswith("the "):
        return Source("document", span, noun)
    if (noun in BODIES or ORGANIZATIONS.get(noun) or noun == "congress") and not indefinite:
        return Source("organization", span, low)
    if noun in GROUPS or (bool(words) and words[0] in GROUPS) or _is_plural(noun):
        return Source("group", span, low)
    if noun in TITLES or noun.endswith("-old"):
        return Source("unnamed" if indefinite or not low.startswith(("the ", "his ", "her ")) else "role", span, noun)
    bodies = [each for each in inside if each.kind == "organization" and each.start < span.start + len(first)]
    if bodies and not indefinite and len(low.split()) <= LONGEST_BODY:
        return Source("organization", span, low)
    return Source("unnamed", span, noun)


def _is_plural(noun: str) -> bool:
    return noun.endswith("s") and not noun.endswith(("ss", "us", "is", "'s")) and noun not in LONE_S
