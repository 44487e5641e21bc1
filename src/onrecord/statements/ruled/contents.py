"""What was said: which quotations are utterances, and where a reported clause starts and ends."""

import re

from onrecord.model import Span
from onrecord.text.quotemarks import Quotation

FINISHED = re.compile(r"""(?: [,.?!…—–-] | \.\. ) ['’]? $""", re.VERBOSE)
# Between a cue and the clause it takes: whom, when, where, in what; then "that"
TO_WHOM = re.compile(
    r"""\s+ (?: (?: the | an? | his | her | its | their ) \s (?: (?! that | who | which ) [\w’'-]+ \s ){1,3}?
        (?= (?: he | she | they | it | it’s | we | I | there | his | her | the ) (?!\w) )
      | (?: (?! that\b | he\b | she\b | they\b | it\b | it’s\b | we\b | I\b
      | there\b ) [\w’'.@&-]+ (?: \s | (?=,) ) ){0,6}?
        (?= (?: that | he | she | they | it | it’s | we | I | there | the | his | her | if | to | on | in
        | at | during | about
          | earlier | last | of | not | how | what | why | whether ) (?!\w) | [“"‘,:] ) )""",
    re.VERBOSE,
)
WHEN = re.compile(
    r"""\s* (?: ,? \s* (?: in \s (?: early \s | late \s )? (?: (?: Jan|Febr)uary | March | April | May
      | Ju(?:ne|ly) | August | (?:Septem|Octo|Novem|Decem)ber
      | \d{4} ) (?: \s \d{4} )? (?!\w) | (?: on
      (?! \s+ (?! (?: Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day | [A-Z][a-z]+\.? \s \d ) )
      | early | late | last | this | earlier | later | yesterday
      | today | again | here | recently ) (?!\w)
      (?: \s+ (?: (?: Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day | week | month | year | night | morning
      | afternoon | evening | on
      | [A-Z][a-z]+\.? \s+ \d\d? (?: , \s \d{4} )? ) )* (?: \s? \( [^()]{2,20} \) )?
      | (?: Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day (?: \s (?: night | morning | afternoon
      | evening ) )? (?: \s? \( [^()]{2,20} \) )? ) )*""",
    re.VERBOSE,
)
THAT = re.compile(r"\s* ,? \s* that (?!\w) (?! \s+ (?: is | was ) (?!\w) ) ,?", re.VERBOSE)
FAR_THAT = re.compile(
    r"""\s* (?: in | on | at | during | to | from | after | before | with | through | by | via | of ) \s
        (?: [^\s,;:“”"]+ ,? \s+ ){1,14}? that (?!\w)
    | \s* (?: [\w’'.]+ \s ){0,3} [“"] [A-Z] [^“”"]{1,40} [”"] \s+ that (?!\w)    # told “Morning Tide” that""",
    re.VERBOSE,
)
TOLD_THAT = re.compile(
    r"""\s+ (?: (?: the | an? | his | her | its | their | our ) \s )? (?: (?! that | the | an? ) [\w’'.-]+ \s ){1,4}?
        (?: (?: through | via | by | in | on | at | during ) \s (?: [\w’'.-]+ \s ){1,5}? ){0,2} that (?!\w)""",
    re.VERBOSE,
)
# "says a good deal" says nothing
IDIOM = re.compile(
    r"""\s+ (?: an? \s (?: (?: good | great ) \s )? (?: deal | lot ) | nothing | little | much | something | anything
      | everything | more | so | the \s same | no | yes | it \s all | it | goodbye | hello ) (?: \s more )?
      (?= [.;!?] | , \s (?: and | but ) | $ )""",
    re.VERBOSE,
)
CLAUSE = re.compile(
    r"""\s* (?: he | she | they | it | it[’']s | we | I | you | there | this | that | these | those | the | a
      | an | his | her | its | their
      | our | no | some | many | most | all | not | if | in | when | while | what | any | every | one | both
      | nothing | nobody | such
      | [a-z]+ | [“"‘(] | [A-Z$\d] )""",
    re.VERBOSE,
)
NO_CLAUSE = re.compile(
    r"""\s* (?: in | on | at | to | during | after | before | as | about | of | for | with | by | and | from
      | so | when | while | or | but
      | last | earlier | again ) (?!\w)""",
    re.VERBOSE,
)
INFINITIVE = re.compile(r"\s*to\s+[a-z]+")


SMALL = frozenset(
    {"a", "an", "and", "as", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "vs", "with"}
)


# Before the name of a programme or a song that has the sentence's stop inside its marks: on “Morning Tide.”
WORK = re.compile(
    r"(?<!\w)(?:on|of|entitled|titled|dubbed|program|programme|show|song|film|book|documentary) $|(?<=\w)['’]s? $"
)


def is_name(text: str, quotation: Quotation) -> bool:
    """Tell the name of a programme, a song or a person from speech: capitals throughout, and no stop at its end.

    >>> from onrecord.text.quotemarks import find_quotations
    >>> text = "“Morning Tide” heard “We Will See,” a “Bad idea”"
    >>> [is_name(text, each) for each in find_quotations(text)]
    [True, False, False]
    """
    if WORK.search(text, max(0, quotation.outer.start - 14), quotation.outer.start) and is_title(text, quotation):
        return True
    words = quotation.inner[0].of(text).split()
    if len(quotation.inner) > 1 or len(words) > 8 or FINISHED.search(words[-1]) or not words[0][0].isupper():
        return False
    large = [word for word in words if word not in SMALL]
    return len(large) > 1 and all(word[0].isupper() or word[0].isdecimal() or word[0] in "&([" for word in large)


def is_title(text: str, quotation: Quotation) -> bool:
    """Tell a name though a stop that belongs to the sentence stands inside its marks: on “Morning Tide.”

    >>> from onrecord.text.quotemarks import find_quotations
    >>> text = "“Morning Tide.” “We Will,” “a Tide”"
    >>> [is_title(text, each) for each in find_quotations(text)]
    [True, True, False]
    """
    words = quotation.inner[0].of(text).rstrip(".,").split()
    large = [word for word in words if word not in SMALL]
    return len(large) > 1 and len(words) < 9 and all(word[0].isupper() or word[0].isdecimal() for word in large)


def is_utterance(text: str, quotation: Quotation, before: str, after: str) -> bool:
    """Tell a quotation that stands by itself from one that the reporter's own sentence runs through.

    ``before`` and ``after`` are what the sentence prints around it.
    """
    words = quotation.inner[0].of(text)
    finished = FINISHED.search(quotation.inner[-1].of(text)) is not None
    opens = words[:1].isupper() or words[:1] in "[…(‘'\"“" or words[:1].isdecimal()
    lead = before.rstrip()
    if not lead.strip("—–-* "):
        return (
            finished
            or not after.strip(" .")
            or after.lstrip()[:1] == ":"
            or (len(words.split()) > 3 and after.lstrip()[:1] in ",—–-")
        )
    if lead[-1] in ":,":
        return (opens or lead[-1] == ":") and (finished or len(words.split()) > 2)
    return opens and finished and len(words.split()) > 3


def clause_start(text: str, cue: int, end: int, ways: frozenset[str]) -> tuple[int, bool] | None:
    """Find where the reported clause starts after a cue, and whether "that" says so; None when no clause follows.

    >>> text = "told reporters on Sunday (6 April) he would."
    >>> clause_start(text, 4, len(text), frozenset({"clause", "person"}))
    (35, False)
    """
    at = cue
    if IDIOM.match(text, at, end):
        return None
    if "person" in ways and (told := TOLD_THAT.match(text, at, end)):
        return _skip(text, told.end()), True
    if "person" in ways and (whom := TO_WHOM.match(text, at, end)):
        at = whom.end() - (text[whom.end() - 1] == " ")
    if when := WHEN.match(text, at, end):
        at = when.end()
    if that := THAT.match(text, at, end):
        return _skip(text, that.end()), True
    if far := FAR_THAT.match(text, at, end):
        return _skip(text, far.end()), True
    if "clause" in ways and CLAUSE.match(text, at, end) and not NO_CLAUSE.match(text, at, end):
        return _skip(text, at), False
    if "object" in ways and not NO_CLAUSE.match(text, at, end):
        return _skip(text, at), False
    if "to" in ways and INFINITIVE.match(text, at, end):
        return _skip(text, at), False
    return None


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at] in " ,:\t\n\u00a0":
        at += 1
    return at


def clause(text: str, start: int, end: int) -> Span | None:
    """Give a clause without the stops around it."""
    start = _skip(text, start)
    while end > start and text[end - 1] in " .,;:\n\t—–-":
        end -= 1
    return Span(start, end) if end > start else None
