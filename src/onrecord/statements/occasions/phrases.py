"""The words around a cue as phrases: "told reporters | at a rally | in Elm | on Monday that".

What tells of an occasion stands in a chain of short phrases, behind the cue, behind the source or before it. A word
that is in no such phrase ends the chain, so that what the speech is about, or what somebody else did, is never read
as its occasion.
"""

import re
from collections.abc import Iterator
from importlib.resources import files
from typing import NamedTuple, TypeAlias

from onrecord.model import Span

MOST = 12  # words of a noun phrase
TOKEN = re.compile(
    r"""
    \s? (?: (?P<title> “[A-Z][^“”]{1,50}” | "[A-Z][^"]{1,50}" | ''[A-Z][^']{1,50}'' )    # on ABC's “Good Morning”
      | (?P<word> \$?
          (?: (?: (?:[A-Z]\.)+ | (?: St | Mt | Ft | Sen | Rep | Gov | Dr | Mr | Mrs | Ms | Gen | Jr | Jan | Feb | Mar
                | Apr | Aug | Sept? | Oct | Nov | Dec ) \. ) (?= \s? [A-Z\d’'] )
          | (?:[A-Z]\.){2,}
          | [@\#]? \w (?: [\w&/-] | [.,](?=\d) | \.(?=\w) | ['’](?=\w) | !(?=\s[A-Z]) )* )
          (?: (?<=[sS])['’] (?= \s \w ) )? ) )
    """,
    re.VERBOSE,
)
# Commas, marks and adverbs between phrases: "told reporters, briefly, in Elm"
SKIPPED = re.compile(
    r"""[\s,]* (?: [”"’»] | '' )? [\s,]* (?: --? | [–—(] )? \s*
    (?: (?: and | but | also | just | live | first | \w+ly ) \s (?! \w+ed \s ) )?""",
    re.VERBOSE,
)
DAY = r"""(?: (?: Mon | Tues | Wednes | Thurs | Fri | Satur | Sun ) day
  | (?: Jan | Feb | Mar | Apr | Aug | Sept? | Oct | Nov | Dec ) \.
  | January | February | March | April | May | June | July | August | September | October | November | December )"""
TIME = re.compile(
    rf"""
    (?: (?i: early | late | earlier | later | just | on | in | since | back | only | again ) \s )*
    (?: {DAY} (?: \s \d{{1,2}} (?!\d) (?: , \s \d{{4}} )? )? (?: \s \d{{4}} )? (?: \s (?: and | or ) \s {DAY} )?
      | (?: (?i: this | that | last | next ) | (?i:the) \s (?: same | next | following | previous )
          | \w+ \s (?= \w+ \s ago ) | \d+ )
        \s (?: week(?:end)? | month | year | spring | summer | fall | autumn | winter | day | morning | afternoon
          | evening | night | {DAY} | hours? | minutes? | days | weeks | months | years )
      | (?i: yesterday | today | tonight | recently | overnight | afterwards? | later | earlier )
      | again | \d{{4}} (?!\S?\w) | (?i:at) \s the \s time | (?i:in) \s the \s past )
    (?: \s (?: early | late | morning | afternoon | evening | night | ago | later | earlier ) )* (?! [\w’'] )
    """,
    re.VERBOSE,
)
PREPOSITION = re.compile(
    r"""(?P<preposition> in \s front \s of | here \s in | on \s? board | in | on | at | during | to | with | via
      | through | before | from | outside | inside | near | by | over | aboard | for | of | into | throughout | across )
      (?= \s \S )""",
    re.VERBOSE | re.IGNORECASE,
)
MARKS = "“”\"'’,"


class Phrase(NamedTuple):
    """A noun phrase of a chain, what joins it, and the participle right before: "speaking | to | a crowd"."""

    start: int
    link: str
    preposition: str
    noun: Span


Chain: TypeAlias = tuple[Phrase, ...]


def table(name: str) -> dict[str, tuple[str, ...]]:
    """Read a table of this folder: each word of its first column with the other columns."""
    lines = files(__package__).joinpath(name).read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {word.replace("_", " "): tuple(others) for words, *others in rows for word in words.split()}


def words_of_kind(name: str, kind: str) -> frozenset[str]:
    """Give the words of a table that are of one kind."""
    return frozenset(word for word, columns in table(name).items() if columns[0] == kind)


DETERMINERS, PRONOUNS, STOPS, PARTICIPLES, TIMES, NOUNS, PARTITIVES = (
    words_of_kind("phrases.en.tsv", kind)
    for kind in ("determiner", "pronoun", "stop", "participle", "time", "noun", "partitive")
)


LINKS_BY = sorted(words_of_kind("links.en.tsv", "by"))
LINKS = sorted(table("links.en.tsv").keys() - LINKS_BY)
# A verb that joins the phrases behind it to the telling: "speaking to supporters", "first reported by Norwire"
LINK = re.compile(
    rf"""(?: (?: while | in (?= \s \w+ing \s ) | when | as \s (?: he | she | they ) | as
      | (?: who | which ) \s (?: was | were ) | who (?= \s (?: spoke | talked | gathered | attended ) \s )
      | was | were ) \s )? (?: first \s (?= reported ) )?
    (?P<link> being \s interviewed | {"|".join(LINKS)} | (?: {"|".join(LINKS_BY)} ) (?= \s by \s ) ) (?!\w)
    (?: \s (?: live | publicly | briefly | exclusively | directly | previously | earlier | later | on \s stage
      | on \s camera ) (?!\w) )*""",
    re.VERBOSE | re.IGNORECASE,
)


OWNER = re.compile(r"[A-Z]\w*(?:['’]s|(?<=[sS])['’])\s")
ENDS = STOPS | PARTICIPLES
CLOSED = ENDS | TIMES | DETERMINERS | PRONOUNS
SHORTENED = re.compile(r"['’](?:ll|d|s|ve|re|m)$")  # "he’ll"


def noun_phrase(text: str, start: int, end: int) -> Span | None:
    """Read the noun phrase that a stretch of text opens with.

    >>> text = "the Elm Times's Ana Ruiz in a Friday interview"
    >>> noun_phrase(text, 0, len(text)).of(text), noun_phrase(text, 28, len(text)).of(text)
    ("the Elm Times's Ana Ruiz", 'a Friday interview')
    >>> text = "a crowd of supporters Monday that"
    >>> noun_phrase(text, 0, len(text)).of(text)
    'a crowd of supporters'
    """
    first = at = start
    before = ""
    for count in range(MOST):
        token = TOKEN.match(text, at, end)
        if token is None or not (
            (_goes_on(text, token, before, end) or _is_in_title(text, token, Span(first, at), end))
            if count
            else _opens(text, token, end)
        ):
            break
        word = token["word"] or token["title"]
        first = first if count else token.end() - len(word)
        at, before = token.end(), word
        if word.lower() in PRONOUNS:
            break
    is_name = before[:1].isupper() and at - first > len(before)  # Air Force One
    is_whole = is_name or before.lower() not in DETERMINERS or before.lower() in ("her", "this", "that")
    return Span(first, at) if at > start and is_whole else None


def core(text: str, noun: Span) -> list[str]:
    """Give the words of a noun phrase without what follows "of".

    >>> text = "a crowd of supporters"
    >>> core(text, Span(0, len(text)))
    ['a', 'crowd']
    >>> text = "one of her debates"
    >>> core(text, Span(0, len(text)))
    ['her', 'debates']
    """
    first, *others = noun.of(text).split(" of ")
    return (others[0] if others and first.lower() in DETERMINERS else first).split() or [first]


def cores(text: str, noun: Span) -> Iterator[list[str]]:
    """Give the words that may tell what a noun phrase is: its core, else what that is a part of, or the name in it.

    >>> text = "a series of interviews"
    >>> [words[-1] for words in cores(text, Span(0, len(text)))]
    ['series', 'interviews']
    >>> text = "a Board of Health hearing"
    >>> [words[-1] for words in cores(text, Span(0, len(text)))]
    ['Board', 'hearing']
    """
    words = core(text, noun)
    yield words
    _, *others = noun.of(text).split(" of ")
    if others and (words[-1].lower() in PARTITIVES or (words[-1][0].isupper() and len(words) > 1)):
        yield others[-1].split()


def head(text: str, noun: Span) -> str:
    """Give the word that a noun phrase is about: of "a crowd of supporters" the crowd."""
    return core(text, noun)[-1].strip(MARKS)


def _is_in_title(text: str, token: re.Match[str], noun: Span, end: int) -> bool:
    """Tell an article inside the title of a program: "NBC's Meet | the | Press"."""
    after = TOKEN.match(text, token.end(), end)
    owner = OWNER.search(text, noun.start, noun.end)
    is_capital = after is not None and after["word"] is not None and after["word"][0].isupper()
    return token["word"] == "the" and owner is not None and owner.end() < noun.end and is_capital


def _opens(text: str, token: re.Match[str], end: int) -> bool:
    """Tell whether a word may open a noun phrase: no little word, adverb or gerund, but "cheering supporters"."""
    word = token["word"]
    if word is None:
        return True
    if word.lower() in ENDS or word == "of":
        return False
    if not word.endswith(("ly", "ing")) or word in NOUNS or "-" in word or word[0].isupper():
        return True
    following = TOKEN.match(text, token.end(), end)
    after = (following["word"] or "") if following else ""
    return word.endswith("ing") and after[:1].islower() and after not in CLOSED


def _goes_on(text: str, token: re.Match[str], before: str, end: int) -> bool:
    """Tell whether a noun phrase goes on with a word, ``before`` being its last one."""
    owns = before.lower().endswith(("'s", "’s", "s'", "s’"))
    last = before.lower()
    if token["title"]:
        return owns or last in DETERMINERS or last in ("show", "program", "of")
    word = token["word"] if _is_in_name(token["word"], before) else token["word"].lower()
    if last == "her" and (word in TIMES or word in DETERMINERS):
        return False
    if owns or last in DETERMINERS or last == "of":
        is_closed = word in STOPS or (word in PARTICIPLES and last not in DETERMINERS)
        return not is_closed and (word != "of" or not owns)
    if word in ("of", "and", "&") or (word == "for" and before in BODIES):
        return _joins(text, token, word, end)
    if last in ("and", "&"):
        return True
    if word in CLOSED or _is_adverb(token["word"]) or SHORTENED.sub("", word) in PRONOUNS:
        return False
    return not _is_participle(text, token, end)


def _is_in_name(word: str, before: str) -> bool:
    """Tell a word of a name from the day or the number it is elsewhere: "USA Today", "USA TODAY", "Air Force One"."""
    is_paper = before == "USA" and word.lower() == "today"
    return is_paper or word == "TODAY" or (word == "One" and before[:1].isupper())


def _is_adverb(word: str) -> bool:
    return word.endswith("ly") and word not in NOUNS and word[0].islower()  # not Ana Kelly


# "the Center | for | Harbor Studies"
BODIES = frozenset(
    {"Center", "Centre", "Institute", "Council", "Fund", "Foundation", "Coalition", "Alliance", "Society"}
)


def _joins(text: str, token: re.Match[str], word: str, end: int) -> bool:
    after = TOKEN.match(text, token.end(), end)
    if after is None:
        return False
    following = after["word"] or after["title"]
    if word == "for":
        return following[0].isupper()
    if word == "of":
        return following.lower() not in ENDS
    return following[0].isupper() or following.lower() in DETERMINERS or following.endswith("s")


def _is_participle(text: str, token: re.Match[str], end: int) -> bool:
    """Tell a verb behind a noun, "a statement explaining why", from a part of it: "a Norwire rolling poll"."""
    word = token["word"]
    if not word.endswith(("ed", "ing")) or word in NOUNS or "-" in word or word[0].isupper():
        return False
    after = TOKEN.match(text, token.end(), end)
    if after is None or after["title"] is not None or after["word"].lower() in CLOSED:
        return True
    return bool(after["word"][0].isupper())  # "a new ad ripping Vale"


def phrases(text: str, start: int, end: int) -> Iterator[Phrase]:
    """Read the chain of phrases that a stretch of text opens with; words of time are passed over.

    >>> text = " on Monday at a rally in Elm, speaking to a crowd of supporters, that the gate leaks"
    >>> [(each.link, each.preposition, each.noun.of(text)) for each in phrases(text, 0, len(text))]
    [('', 'at', 'a rally'), ('', 'in', 'Elm'), ('speaking', 'to', 'a crowd of supporters')]
    """
    at, link = start, ""
    opened = start
    while (skipped := SKIPPED.match(text, at, end)) is not None:
        at = skipped.end()
        opened = opened if link else at
        if time := TIME.match(text, at, end):
            at = time.end()
        elif participle := LINK.match(text, at, end):
            at, link, opened = participle.end(), participle["link"].lower(), at
            if (noun := _object(text, at, end)) is not None:
                yield Phrase(opened, link, "", noun)
                at, link = noun.end, ""
        elif preposition := PREPOSITION.match(text, at, end):
            noun = noun_phrase(text, preposition.end() + 1, end)
            if noun is None:
                return
            joined = preposition["preposition"].lower()
            yield Phrase(opened, link, "during" if joined == "throughout" else joined, noun)
            at, link = noun.end, ""
        else:
            return


def _object(text: str, at: int, end: int) -> Span | None:
    """Give what a participle takes without a preposition: "addressing supporters", "citing two clerks"."""
    while at < end and text[at] == " ":
        at += 1
    if TIME.match(text, at, end) or PREPOSITION.match(text, at, end):
        return None
    return noun_phrase(text, at, end)
