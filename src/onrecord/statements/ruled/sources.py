"""Who is printed as saying it: the noun phrase before or after a cue.

There is no parser here. A subject is what stands between the last border of a clause and the cue, and the borders are
words that cannot lie inside a noun phrase.
"""

import re
from functools import lru_cache

from onrecord.model import Span

# Between a subject and its verb: "Ruiz has also repeatedly | said"
BETWEEN = re.compile(
    r"""
    (?: (?<!\w) (?: has | have | had | also | later | then | previously | once | again | already | just | now
      | still | often | even
      | first | further | recently | repeatedly | reportedly | famously | simply | only | himself | herself
      | themselves | (?: went | goes | going | gone ) \ on\ to
      | (?: took | takes ) \ to\ \S+ (?: \ \w+ )? \ to
      | would | will | did | does | could | should | is | are | was | were | be | been | being | heard | seen
      | not | never | to | n[’']t | quickly
      | \w+ly | yesterday | today | (?: on\ )? (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day | came\ out\ and
      | wrongly | both | all ) \s+ )+ $
    """,
    re.VERBOSE,
)
# What ends the words before a subject: "On Monday, | Ruiz said", "because | officials say"
BORDER = re.compile(
    r"""
      [,;:—–“”"…?!] | \s -+ \s | \( (?! [^()]* \) ) | \[ (?! [^\[\]]* \] )
    | (?<!\w) (?: that | which | when | while | because | as | if | after | before | but | whether | since
      | although | though | until
      | than | what | how | why | where | so | yet | like | is | are | was | were | has | have | had | whom
      | whose | one\ that
      | (?: and | or ) (?= \s+ (?: he | she | they | it | we | I | the | one | some | [A-Z] ) ) ) (?!\w)
    """,
    re.VERBOSE,
)
# The subject stands before another verb: "Ruiz left and | said", "Ruiz ended by | saying"
SHARED = re.compile(r"(?<!\w)(?:and|or|by|without)\s+$")
PARTICIPLE = re.compile(r"\w+ing(?!\w)")
NEAR = re.compile(r"(?<=\s)(?:(?:the|The)\s+)?(?:[A-Z][\w.’'-]*\s+)+$")
# "..., from Ana Ruiz, | who said"
NAMED = re.compile(r"\s(?:from|by|to|with|of|for|against|like|than) ((?:[A-Z][\w.’'-]*\s)+[A-Z][\w.’'-]*),\s$")
WHO = re.compile(r"\s(?:who|that|which)\s")
PRONOUN = re.compile(r"(?<!\w)(?:he|she|they|it|we|you|I|who|He|She|They|It|We|You|Who)\s*$")
LEADING = re.compile(
    r"""(?: [\s,;:.—–\-“”"’'*>(]+ | (?: When | While | After | Before | Because | Since | Although | Though
      | If | and | but | or | so | yet | then | And | But | So | Yet | Then | Now | Still | Later | Earlier
      | Meanwhile | However | Yesterday | Today | Also | As | Even | For | On\ \w+day | In\ a\ \w+ | Instead
      | here's\ what | when | while
      | that | as | because | what | how | if | after | what's | where | something (?= \s[a-z] ) ) (?= [\s,] ) )+ """,
    re.VERBOSE,
)
APPOSITIVE = re.compile(
    r"""\s* (?: (?: the | a | an | his | her | its | their | who | whose | one | now | then | another | both
      | R- | D- | himself | herself
      | (?: [Ff]ormer | [Dd]eputy | [Cc]hief | [Pp]resident | [Ss]enior | [Dd]irector | [Cc]hairman
      | [Ee]ditor | [Pp]rofessor | [Aa]
      | [Ee]xecutive | [Vv]ice | [Pp]olitical | [Ff]ounder | [Mm]anag\w+ | [Ss]pokes\w+ | [Aa]uthor
      | Republican | Democrat | Independent | Labour | Conservative
      | [Cc]o- ) ) (?!\w)
      | \d\d ,
      | (?! (?: Rep | Sen | Gov | Mr | Mrs | Ms | Dr | Gen | Lt | Prof ) \. ) (?: [A-Z][\w.’'-]*\s* ){1,4} (?= , )
      | [Jj]r | (?: [Ww]ith | [Ff]rom | [Oo]f ) \s )""",
    re.VERBOSE,
)
# The end of a noun phrase that follows a cue: "said Ana Ruiz of the council | on Monday"
AFTER = re.compile(
    r"""
      [;:()—–“”"…?!\[] | \s -+ \s | \. (?= \s | $ )
    | (?<!\w) (?: on | in | at | to | during | after | before | as | when | while | about | because | by | if
      | that | last | this | earlier
      | later | early | late | yesterday | today | Monday | Tuesday | Wednesday | Thursday | Friday
      | Saturday | Sunday | via | through
      | is | are | was | were | has | have | had | adding | noting | referring | but | since | until
      | following | told | added | said
      | who | which | speaking | explaining | although | though | arguing | and\ (?:added|then|also|said) ) (?!\w)
    """,
    re.VERBOSE,
)
# "according to | a video posted by the office on X |": the noun phrase runs to a stop
AFTER_ACCORDING = re.compile(
    r"""[;:—–“”"…?!] | \s -+ \s | \. (?= \s | $ ) | , (?= \s (?: which | but | and ) \s )""", re.VERBOSE
)
AFTER_THOSE = re.compile(r"[;:()—–“”\"…?!,] | \s -+ \s | \. (?= \s | $ )", re.VERBOSE)
# A noun phrase that no verb follows: "said | Ana Ruiz.", "says | those who must pay."
INVERTED = re.compile(
    r"""\s+ (?: those \s who (?!\w) [^.,;:“”"]*
      | (?: (?: [Tt]he | an? | [Ff]ormer | [Ss]tate | [Cc]ounty | [a-z]+ \s (?: secretary | minister | leader
          | spokes\w+ | director | manager | editor ) ) \s )?
        (?! (?: Mon | Tues | Wednes | Thurs | Fri | Satur | Sun ) day )
        (?: [A-Z][\w.’'-]* | \([^()]{1,12}\) ) (?: \s (?: (?: of | the | for | de | van | von | and ) \s ){0,2}
          [A-Z(][\w.’'()-]* ){0,6}
      | (?: the | a | an | his | her | one ) (?: \s [a-z’'-]+ (?<! ed ) ){1,3} )
      (?= \s? [.;] (?: \s | $ ) | , \s (?: the | a | an | who | whose | [RD]- | former | [a-z]+ \s of (?!\w) )
        | \s (?: on | in | at | during | after | of ) (?: \s [\w’'-]+ ){1,5} \s? (?: [.;] | $ ) | $ )""",
    re.VERBOSE,
)
HEAD = re.compile(r"\s*(?P<name>[A-Z][\w.-]*(?: [A-Z][\w.-]*){0,4})(?P<owns>['’]s?(?!\w))?")
VERB = re.compile(r"\s[a-z]+(?<!s)s(?![\w'’])|\s(?:on|says|has|had|is|was)(?!\w)")
# A relative clause whose own subject is left out: "the firm that | built the quay"
RELATIVE = re.compile(r"\s*(?:[a-z]+ed|[a-z]+(?=\s(?:the|a|an|his|her|its|their)\s))(?!\w)")
COMMA = re.compile(r",\s*")
ABBREVIATED = re.compile(
    r"(?:^|[\s.,-])(?:[A-Z]|Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Col|Jr|Sr|St|Rev|Prof|Adm)$",
)
SUBJECT = re.compile(
    r"""
      (?: he | she | they | we | it | I | He | She | They | We | It ) (?!\w)
    | (?: (?: [Tt]he | [Aa]n? | [Hh]is | [Hh]er | [Oo]ne | [Aa]nother | [Ss]ome | [Ss]everal | [Mm]any ) \s+ )?
      (?: [a-z’'-]+ \s+ ){0,3} (?! (?: The | An? | His | Her | Its | Their | One | Some ) \s ) \[? [A-Z][\w.’'-]*
      (?: \s+ (?: (?: of | the | for | and | de | von | van
        | (?: press | law | party | policy | deputy | vice | chief | union | town )
        | secretary | spokes\w+ | director | leader | president | minister | editor | advis[eo]r | professor
        | attorney | general
        | chair\w* | manager | strategist | host | pollster | candidate | nominee | senator | columnist
        | judge | lawyer
        ) \s+ ){0,3} \[? [A-Z][\w.’'-]* )*
      (?: \] \( [^()\s]* \) )?
    | (?: [Tt]he | [Aa]n? | [Hh]is | [Hh]er | [Ii]ts | [Tt]heir ) \s+
      (?: (?! who | that | which ) [\w’'-]+ \s+ ){0,2} (?! (?: who | that | which ) (?!\w) ) [\w-]+
    """,
    re.VERBOSE,
)
ADVERBIAL = re.compile(
    r"""(?: On | In | At | During | After | Before | When | While | As | For | Since | With | By | If | Asked
      | Speaking | Despite | Last | This
      | Earlier | Later | Meanwhile | However | But | And | Although | Though | Because | Even | Under | From
      | To | Following | According )
      (?!\w) [^,“”"]* , \s* | [A-Z]{4,} : \s*""",
    re.VERBOSE | re.IGNORECASE,
)


FAR = 600  # characters from a cue within which its source ends
OPENING = 1000  # characters of a sentence within which its first noun phrase ends


def source_before(text: str, start: int, cue: int) -> Span | None:
    """Find the subject of a cue between the start of its clause and the cue.

    >>> text = "On Monday, Sen. Ana Ruiz, the majority leader, also said no."
    >>> source_before(text, 0, text.index("said")).of(text)
    'Sen. Ana Ruiz, the majority leader,'
    """
    end = _trimmed_end(text, start, cue)
    if SHARED.search(text, max(start, end - 8), end):
        return subject(text, start, end)
    if PARTICIPLE.match(text, cue):
        near = NEAR.search(text, max(start, end - 60), end)
        return _bare(text, *near.span()) if near else subject(text, start, end)
    if pronoun := PRONOUN.search(text, max(start, end - 12), end):
        if text[pronoun.start() : end].strip().lower() == "who":
            if named := NAMED.search(text, max(start, pronoun.start() - 60), pronoun.start()):
                return Span(*named.span(1))
            return source_before(text, start, pronoun.start()) or Span(pronoun.start(), end)
        return _bare(text, pronoun.start(), end)
    far = max(start, end - FAR)
    before = text[far:end].rstrip()
    closing = before.endswith(",")
    inner = far + len(before.rstrip(",")) if closing else end
    borders = list(BORDER.finditer(text, max(start, inner - FAR), inner))
    at = borders[-1].end() if borders else start
    if closing:
        head = _head_of_appositive(text, start, [match.span() for match in borders if match[0] == ","])
        if head is not None:
            return _bare(text, head, end)
        found = subject(text, start, inner)
        if found is not None and WHO.match(text, found.end, inner):
            return _bare(text, found.start, inner)
        return found
    if borders and (
        borders[-1][0] == "whose" or (borders[-1][0] in ("that", "which") and RELATIVE.match(text, at, end))
    ):
        at = borders[-2].end() if len(borders) > 1 else start
        if not text[at : borders[-1].start()].strip():
            at = borders[-1].end()
    found = _bare(text, at, end)
    if found is not None and text[found.start].islower() and borders and borders[-1][0] == ",":
        # "Ruiz, who leads the council, and her deputy said" - or a verb that is not ours
        return found if len(found.of(text).split()) < 9 else subject(text, start, end)
    return found if found and any(map(str.isalpha, found.of(text))) else subject(text, start, end)


def _head_of_appositive(text: str, start: int, commas: list[tuple[int, int]]) -> int | None:
    """Give where the phrase starts that the last commas explain: "Ana Ruiz, the leader, said"."""
    for at in range(len(commas) - 1, -1, -1):
        before = commas[at - 1][1] if at else start
        if APPOSITIVE.match(text, commas[at][1]) is None:
            return None
        if (
            APPOSITIVE.match(text, before) is None
            or at == 0
            or text[before : before + 4].strip()[:3] in ("the", "a", "an")
        ):
            head = before
            for border in BORDER.finditer(text, before, commas[at][0]):
                if border[0] not in ("is", "are", "was", "were", "has", "have", "had"):
                    head = border.end()
            return head
    return None


def subject(text: str, start: int, end: int) -> Span | None:
    """Find the first noun phrase of a sentence, adverbials before it aside: whose verb a participle shares.

    >>> subject("On Monday, Ruiz spoke, saying no.", 0, 22).of("On Monday, Ruiz spoke, saying no.")
    'Ruiz'
    """
    # Far into a long sentence every cue asks for the same stretch of it.
    return _subject_within(text, start, min(end, start + OPENING))


@lru_cache(maxsize=4)
def _subject_within(text: str, start: int, end: int) -> Span | None:
    while lead := ADVERBIAL.match(text, start, end):
        start = lead.end()
    if lead := LEADING.match(text, start, end):
        start = lead.end()
    match = SUBJECT.search(text, start, end)
    return _bare(text, *match.span()) if match else None


def source_after(text: str, cue: int, end: int, borders: re.Pattern[str] = AFTER) -> Span | None:
    """Find the noun phrase that follows a cue.

    >>> text = "said Ana Ruiz, the majority leader, on Monday."
    >>> source_after(text, 4, len(text)).of(text)
    'Ana Ruiz, the majority leader,'
    """
    at, end = cue, min(end, cue + FAR)
    for border in borders.finditer(text, cue, end):
        if border[0] == "." and ABBREVIATED.search(text, cue, border.start()):
            continue
        if not text[cue : border.start()].strip(" ,"):
            return None
        end = border.start()
        break
    comma = COMMA.search(text, at, end)
    while comma:
        if comma.end() >= end:
            return _bare(text, cue, comma.start() + (comma.start() != text.find(",", cue)))
        if APPOSITIVE.match(text, comma.end()) is None:
            return _bare(text, cue, comma.start())
        comma = COMMA.search(text, comma.end(), end)
    return _bare(text, cue, end)


def headed_by(text: str, start: int, end: int) -> Span | None:
    """Find the name that opens a headline behind a quotation and a colon; a word that may be a noun is none.

    >>> text = "'It held': Ruiz faces the town"
    >>> headed_by(text, 10, len(text)).of(text)
    'Ruiz'
    >>> text = "'It held': Flood mayor's story"
    >>> headed_by(text, 10, len(text))
    """
    name = HEAD.match(text, start, end)
    if name is None:
        return None
    word = name["name"]
    known = " " in word or name["owns"] or re.search(rf"[a-z,] {re.escape(word)}(?!\w)", text)
    return Span(*name.span("name")) if known or VERB.match(text, name.end(), end) else None


def inverted_source(text: str, start: int, cue: int, after: int, end: int) -> Span | None:
    """Find the source that stands behind a cue and a whole clause before it, or nothing if what follows may be said.

    >>> text = "The gate was shut, said Ana Ruiz of the board."
    >>> inverted_source(text, 0, 19, 23, len(text)).of(text)
    'Ana Ruiz of the board'
    """
    lead = text[start:cue].rstrip()
    follows = INVERTED.match(text, after, end)
    if follows is None or lead[-1:] != "," or lead.count(" ") < 2:
        return None
    commas = [
        match.span() for match in BORDER.finditer(text, max(start, cue - FAR), start + len(lead) - 1) if match[0] == ","
    ]
    if commas and _head_of_appositive(text, start, commas) is not None:
        return None
    return source_after(text, after, end, AFTER_THOSE if "those" in follows[0] else AFTER)


def _trimmed_end(text: str, start: int, end: int) -> int:
    match = BETWEEN.search(text, max(start, end - 60), end)
    return match.start() if match else end


def _bare(text: str, start: int, end: int) -> Span | None:
    if lead := LEADING.match(text, start, end):
        start = lead.end()
    words = text[start:end]
    end = start + len(words.rstrip(" \t\n;:-—–"))
    return Span(start, end) if end > start and any(map(str.isalnum, text[start:end])) else None
