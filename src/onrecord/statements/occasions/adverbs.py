"""Which printed date is an adverb of the telling.

Most dates of a report are not. A date inside what is reported is the speaker's; one in a relative clause ("Ruiz, who
was elected in 2012, said"), after "of" or "until", or with an 's ("said of Friday's vote") belongs to another event.
What is left stands where an adverb can: at the head of the sentence, between source and cue, behind the cue.
"""

import re
from bisect import bisect_right
from operator import attrgetter

from onrecord.model import Span, Spans
from onrecord.statements.occasions.prose import TABLE, Prose, any_of, holds, inside, place_of_cue
from onrecord.statements.occasions.telling import Telling
from onrecord.text.dates import Calendar, Holiday, Offset, PrintedDate, Shift, Stretch, Vague, Value, Weekday

# Words around a date
# Friday's vote
POSSESSIVE = re.compile(r"['’]s?(?!\w)")
# a Friday vote
ATTRIBUTIVE = re.compile(
    r"(?:(?<!\w)(?:an?|the|his|her|its|their|this|that|another)|\w['’]s)\s(?:early\s|late\s)?$", re.IGNORECASE
)
NOUN = re.compile(r"\s[a-z]")
# A preposition that makes a date the border or the matter of something.
NOT_ON = re.compile(
    r"""(?<!\w) (?: (?<!not\s)until | till | by | before | after | ahead\sof | for | about | to | than | past
      | prior\sto | beyond | against | through | of | as\sof | towards? | from | with | following | every | each
      | upcoming | and | or
      ) \s (?: the \s )? $""",
    re.IGNORECASE | re.VERBOSE,
)
# on the night of May 4
PART_OF = re.compile(
    r"(?<!\w)(?:morning|afternoon|evening|night|week|weekend|day|hours)\sof\s(?:the\s)?$", re.IGNORECASE
)
# at Tuesday's hearing; in a Tuesday interview
AT = re.compile(
    r"(?<!\w)(?:at|in|during|on|via|to)\s(?:(?:an?|the|his|her|its|their|another)\s)?(?:[\w-]+\s)?$", re.IGNORECASE
)
# 's long night hearing
SCENE_NEXT = re.compile(rf"(?:['’]s?)?(?:\s[\w.’'-]+){{0,3}}?\s{any_of('gathering', 'document')}(?!\w)", re.IGNORECASE)

# Stretches between a date and its cue
# But on Tuesday; back in May; as recently as May; for the second time this week
HEAD = re.compile(
    r"""[\s“”"'‘’(—–-]*
      (?: (?: and | but | so | yet | then | meanwhile | still | back | just | only | also | later | earlier | late
        | early | again | even | midday | first | here | there | as\s(?:recently|late|early)\sas | sometime
        | for\sthe\s\w+\stime ) [,\s]+ )*
      (?: (?: on | in | during | over | at | since ) \s (?: the \s )? )?""",
    re.IGNORECASE | re.VERBOSE,
)
# At a rally in Elm on Tuesday; Speaking to reporters on Tuesday
LEAD = re.compile(rf"[\s“”\"(—–-]*(?:(?:and|but)\s)?{any_of('lead', 'speaking')}(?!\w)", re.IGNORECASE)
# ... said Roe, by phone from Elm on Tuesday
OPENING = re.compile(rf"[\s“”\"(—–-]*{any_of('lead', 'opening', 'speaking')}(?!\w)", re.IGNORECASE)
# It was on Tuesday that Roe said; it was not until Tuesday that
CLEFT = re.compile(r"[\s“”\"]*it\swas\s(?:(?:only|not\suntil|on|in)\s)*", re.IGNORECASE)
THAT = re.compile(r"\s(?:that|when)\s")
SUBORDINATE = re.compile(rf"(?<!\w){any_of('subordinate')}(?!\w)", re.IGNORECASE)
# On Tuesday he met a man after Roe had said so
ASIDE = re.compile(rf"(?<!\w)(?:{any_of('subordinate')}|after|before)(?!\w)", re.IGNORECASE)
# After a meeting on Tuesday
AFTER = re.compile(r"(?<!\w)(?:after|before|following)(?!\w)", re.IGNORECASE)
# When he first announced it in March, Roe said; said Roe when he announced it in March
WHEN_TOLD = re.compile(
    rf"[\s“”\"'’]*(?:(?:and|but)\s)?when\s(?:[\w’'.-]+\s){{1,4}}?{any_of('tells')}(?!\w)"
    r"(?:(?!\sthat\s)[^,;:])*",
    re.IGNORECASE,
)
# said after the vote on Tuesday
SHORT = re.compile(rf"(?<!\w){any_of('gathering', 'document', 'short')}(?!\w)", re.IGNORECASE)
AFTER_SHORT = re.compile(
    rf"""(?: after | following ) \s (?: an? | the | his | her | its | their ) \s (?: [\w’'-]+ \s ){{0,3}}?
      {any_of("gathering", "short")} \s (?: in \s [A-Z]\w+ \s )? (?: (?: on | early | late ) \s )?""",
    re.VERBOSE,
)
SCENE = re.compile(rf"(?<!\w){any_of('gathering', 'document')}(?!\w)", re.IGNORECASE)
GATHERING = re.compile(rf"(?<!\w){any_of('gathering', 'document', 'act')}(?!\w)", re.IGNORECASE)
# After suggesting on Tuesday that; since Roe had said
BEFORE_IT = re.compile(r"(?<!\w)(?:after|before|since)(?!\w)", re.IGNORECASE)
# the man arrested on Tuesday
PARTICIPLE = re.compile(
    r"(?<!\w)(?P<verb>\w{2,}ed|held|shot|begun|won|lost|born|made|built|hit|sent|given|taken|killed|slated|set|due)(?!\w)"
)
# a memo released on Tuesday
RELEASED = re.compile(
    r"(?<!\w)(?:released|published|issued|posted|aired|dated|sent|filed)\s(?:by\s[^,;]{1,40}\s)?(?:(?:on|in|early|late)\s)?$"
)
# A relative clause of a document, or a clause of what was asked, is about the telling itself.
RELEASE = re.compile(
    r"""(?<!\w) (?: (?: that | which ) \s (?: (?: was | were ) \s )?
        (?= (?: released | published | issued | posted | aired | taped | recorded | broadcast ) \s )
      | (?: when | while | as ) \s (?: (?: he | she | they ) \s (?: was | were ) \s )?
        (?= (?: asked | pressed | questioned | told | speaking | confronted | interviewed | campaigning ) \s ) )""",
    re.IGNORECASE | re.VERBOSE,
)
# Leaving the court on Tuesday
DOING = re.compile(
    r"\W*(?!(?:according|following|citing|recalling|noting|referring|including|regarding)\s)\w+ing\s", re.IGNORECASE
)
# the author of a 2031 book
OF_ANOTHER = re.compile(r"(?<!\w)(?:of|by|for|with)(?!\w)|,")
GOES_ON = re.compile(r"[^;:“”\"]{0,80}?(?:,\s?|\s(?:and|but|by|as|in)\s(?:\w+\s){0,3})")  # met them Tuesday and said
# Vale denied it, but on Tuesday Roe said
CLAUSE = re.compile(r";|:\s|—|\s--\s|,\s(?=(?:and|but|so|yet|then)\s)")
# the party was in turmoil Tuesday as Roe said
MEANWHILE = re.compile(r"[^,;]{0,40}?,?\s(?:even\s)?(?:when|as|where)\s")
# rebuked the board on Tuesday, saying; at a meeting on Tuesday in Elm, saying
ALSO = re.compile(r"[^,;:]{0,40},\s")
# Roe said it leaked, and on Tuesday he resigned
ANOTHER_CLAUSE = re.compile(r"(?:,|\s-+|—)\s?(?:and|but|then|so|yet)\s(?:[a-z]+\s){0,2}$")
SUBJECT_NEXT = re.compile(r",?\s(?:he|she|they|it|we|the|his|her|its|their|[A-Z][\w’']+)\s")
# the board met on Tuesday, and Roe said
AND_THEN = re.compile(r"[^,;]{0,40}?,?\s(?:and|but)\s")
# At a rally on Tuesday, Roe said; In a memo of May 4 — long after — Roe wrote
PAUSED = re.compile(r",|—|\s-")
# attacked him on taxes and spending at a debate on Tuesday
AT_SCENE = re.compile(
    rf"""(?<!\w) (?: at | in | during | on ) \s (?: an? | the | his | her | its | their ) \s (?: [\w’'-]+ \s ){{0,3}}?
      {any_of("gathering", "document")} \s (?: (?: on | in | early | late | over ) \s )? (?: the \s )?$""",
    re.IGNORECASE | re.VERBOSE,
)
BRACKETED = re.compile(r"[”\"'’.,\s]*\((?:[^()\n]{1,60},\s)?")  # “... of” (Lena Holt, 8 April)
# a stop that ends what belongs to the cue, and not "Mrs. Vale"
STOPPED = re.compile(r"[;:]|\s[-–—]+\s|[a-z]{4}\.\s[A-Z]")
OPENING_WORDS = 3  # of a cue, its verb among them
FAR = 8  # words between a date and a cue in another tense
SUBJECT = 8  # words of "A letter that Vale released on"
LONGEST_ASIDE = 60  # characters of "in a talk with her in": what is longer has other events in it
LONG_STRETCH = 140  # characters between a cue and its date

# Tense
# Vale will tell; Vale is expected to tell
FUTURE = re.compile(
    r"""(?<!\w) (?: will | (?: is | are ) \s
        (?: to | set | due | expected | scheduled | slated | likely | planning | going )
      | plans? \s to | won['’]t | [’']ll ) (?!\w)""",
    re.VERBOSE,
)
# Roe has said; Roe had said; Roe later said
ANOTHER_TIME = re.compile(
    r"""(?<!\w) (?: is | are | has | have | had | would | could | might | may | should | can | must | later
      | earlier | previously | once | then | often | since ) (?!\w) | ['’](?: ve | d ) (?!\w)""",
    re.VERBOSE,
)
PAST = re.compile(rf"(?<!\w)(?:\w+ed|\w+ing|{any_of('past')})(?!\w)", re.IGNORECASE)


def dates_telling(prose: Prose, telling: Telling, sentence: Span, printed: PrintedDate) -> bool:
    """Tell whether a date is that of the telling, by where it stands."""
    at = printed.span
    if any(holds(span, at) for span in telling.content):
        return False
    if isinstance(printed.value, Vague):
        return _is_beside_cue(prose.text, telling, sentence, at)
    if any(holds(span, at) for span in telling.source):
        return _dates_document(prose.text, telling, at)
    if not is_adverbial(prose.text, sentence, printed):
        return False
    place = place_of_cue(telling)
    if any(holds(span, at) for span in telling.cue):
        return True
    sources = [span for span in telling.source if span.end <= at.start and at.end <= place]
    if at.end <= place and inside(prose.reported, at.start) and not inside(prose.reported, place):
        # In what another cue reports; but "when he first announced the bridge in March" tells when it did.
        return WHEN_TOLD.fullmatch(_clause_before(prose, sentence, at)) is not None
    if sources:
        return _stands_between(prose, telling, sources[-1].end, printed, place)
    if at.end <= place:
        return _leads(prose, telling, sentence, printed)
    return _follows(prose.text, telling, at)


def _is_beside_cue(text: str, telling: Telling, sentence: Span, at: Span) -> bool:
    """Tell whether a vague word goes with the cue: "once told", "has long said", "In recent years, Roe has said"."""
    for cue in telling.cue:
        if cue.start <= at.start < cue.end or 0 <= cue.start - at.end <= 8 or 0 <= at.start - cue.end <= 2:
            return True
    return at.end <= place_of_cue(telling) and HEAD.fullmatch(text, sentence.start, at.start) is not None


def _dates_document(text: str, telling: Telling, at: Span) -> bool:
    """Tell whether a date inside the source is of a document that speaks: "a memo released Friday", "a 2031 poll"."""
    source = next(span for span in telling.source if holds(span, at))
    before = text[source.start : at.start]
    if SUBORDINATE.search(before):
        return False
    if SCENE.search(before) and RELEASED.search(before):
        return True
    if OF_ANOTHER.search(before):
        return False
    if SCENE.search(before):
        return not POSSESSIVE.match(text, at.end)
    return len(before.split()) <= 2 and SCENE_NEXT.match(text, at.end, source.end) is not None


def is_adverbial(text: str, sentence: Span, printed: PrintedDate) -> bool:
    """Tell a date that says when from one of another thing: "Friday's vote", "until Friday", "a 2031 law"."""
    at = printed.span
    if isinstance(printed.value, Offset):  # "on the eve of Tuesday's vote"
        return True
    before = text[max(sentence.start, at.start - 32) : at.start]
    if NOT_ON.search(before) and not PART_OF.search(before) and not text.startswith("since", at.start):
        return False
    if isinstance(printed.value, Stretch) and POSSESSIVE.match(text, at.end):
        return False
    if POSSESSIVE.match(text, at.end) or (ATTRIBUTIVE.search(before) and NOUN.match(text, at.end)):
        return AT.search(before) is not None and SCENE_NEXT.match(text, at.end, sentence.end) is not None
    return True


def _leads(prose: Prose, telling: Telling, sentence: Span, printed: PrintedDate) -> bool:
    """Tell whether a date before source and cue dates them: "At a rally on Tuesday, Roe said"."""
    at = printed.span
    chunk = without_release(_clause_before(prose, sentence, at))
    piece = chunk.rpartition(",")[2]
    between = prose.text[at.end : min([place_of_cue(telling), *(span.start for span in telling.source)])]
    # "On Tuesday, Roe said"; "A year after the fire, in 2031, Roe said"
    heads = HEAD.fullmatch(chunk) or (between.startswith(",") and HEAD.fullmatch(piece))
    if not telling.source and not between.strip():
        return False  # "last week proved that": it is the week that speaks
    if not heads and _opens_telling(telling, chunk, between):
        return True
    if not heads and SUBORDINATE.search(piece):
        return False
    if MEANWHILE.fullmatch(between):
        return not is_another_time(prose.text, telling, sentence)
    if not heads and _goes_with(prose.text, printed, chunk, place_of_cue(telling)):
        return True
    if not heads and _has_participle(piece):
        return False
    if _is_aside(prose.text, telling, between):
        return False
    if len(between.split()) > FAR and is_another_time(prose.text, telling, sentence):
        return False
    if heads:
        return True
    if LEAD.match(chunk) or (is_day(printed.value) and _opens_with_event(chunk)):
        return PAUSED.search(between) is not None or len(between.split()) <= 2
    return is_day(printed.value) and AND_THEN.fullmatch(between) is not None and GATHERING.search(chunk) is not None


def _opens_telling(telling: Telling, chunk: str, between: str) -> bool:
    """Tell an opening that can only be of what is told: "It was on ... that", "When he announced it on ...,"."""
    if CLEFT.fullmatch(chunk) and THAT.fullmatch(between):
        return True
    if WHEN_TOLD.fullmatch(chunk):
        return PAUSED.search(between) is not None
    if telling.source:
        return False
    # The leaders, on a call on Tuesday, said; A letter dated May 4 and seen by Vale says
    is_aside = "," in chunk and between.strip() == "," and OPENING.match(chunk.rpartition(",")[2]) is not None
    is_document = len(chunk.split()) <= SUBJECT and SCENE.search(chunk) is not None
    return is_aside or (is_document and RELEASED.search(chunk) is not None)


def _opens_with_event(chunk: str) -> bool:
    """Tell an opening that is of the same day as what follows: "After a meeting in Elm on", "Leaving the court"."""
    if after := AFTER.match(chunk.lstrip(' “"')):
        return SHORT.search(chunk.lstrip(' “"'), after.end()) is not None
    return DOING.match(chunk) is not None


def _clause_before(prose: Prose, sentence: Span, at: Span) -> str:
    """Give what stands between the beginning of a clause and a date."""
    start = max([sentence.start, *(span.end for span in _before(prose.quoted, at.start) if span.end <= at.start)])
    return CLAUSE.split(prose.text[start : at.start])[-1]


def is_day(value: Value) -> bool:
    """Tell a day from a longer time."""
    match value:
        case Weekday() | Shift(unit="day") | Calendar(day=int()) | Holiday():
            return True
    return False


def _is_aside(text: str, telling: Telling, between: str) -> bool:
    """Tell a cue in a clause of its own: "On Tuesday he met a man who thanked him after Roe had said"."""
    if any(
        SUBORDINATE.match(text, span.start, span.end) for span in telling.source if span.end <= place_of_cue(telling)
    ):
        return True
    return ASIDE.search(between.rpartition(",")[2]) is not None


def _before(spans: Spans, place: int) -> Spans:
    at = bisect_right(spans, place, key=attrgetter("start"))
    return spans[max(0, at - 1) : at]


def _stands_between(prose: Prose, telling: Telling, source_end: int, printed: PrintedDate, place: int) -> bool:
    """Tell whether a date between source and cue dates them: "Roe on Tuesday said", "Roe, in a letter in May, said"."""
    at = printed.span
    chunk, after = prose.text[source_end : at.start], prose.text[at.end : place]
    piece = without_release(chunk.rpartition(",")[2])
    # "called on him to meet Vale at Friday's hearing, adding": the hearing is what the words are about
    if "," not in chunk and POSSESSIVE.match(after):
        return False
    if HEAD.fullmatch(chunk):
        return True
    if RELEASED.fullmatch(piece.lstrip()):  # The report, which was published on Tuesday, says
        return any(SCENE.search(span.of(prose.text)) for span in telling.source)
    if SUBORDINATE.search(piece):
        return False
    if _goes_with(prose.text, printed, chunk, place):
        return True
    if "," in chunk:
        if HEAD.fullmatch(piece):
            return True
        is_near = is_day(printed.value) or len(piece) <= LONGEST_ASIDE
        return is_near and OPENING.match(piece) is not None and not _has_participle(piece)
    return GOES_ON.fullmatch(after) is not None and _is_past(prose.text, telling)


def _goes_with(text: str, printed: PrintedDate, chunk: str, place: int) -> bool:
    """Tell a participle of what was done on a day: "Roe, the mayor, rebuked them on Tuesday, saying"."""
    is_participle = DOING.match(text, place) is not None and ALSO.fullmatch(text, printed.span.end, place) is not None
    is_open = chunk.count(",") == 1  # "Roe, the mayor since Tuesday, saying"
    return is_participle and not is_open and (is_day(printed.value) or AT_SCENE.search(chunk) is not None)


def _follows(text: str, telling: Telling, at: Span) -> bool:
    """Tell whether a date behind a cue, its source or the words said dates the cue."""
    passed = [span for span in (*telling.cue, *telling.source, *telling.content) if span.end <= at.start]
    if not passed:
        return False  # a date that runs into the cue
    behind = max(passed)
    left = max(span.end for span in passed)
    chunk = text[left : at.start]
    if BRACKETED.fullmatch(chunk):
        return True
    if len(chunk) > LONG_STRETCH or STOPPED.search(chunk) or chunk.count("(") > chunk.count(")"):
        return False
    piece = without_release(chunk.rpartition(",")[2])
    if ANOTHER_CLAUSE.search(chunk) and SUBJECT_NEXT.match(text, at.end):
        return False
    if WHEN_TOLD.fullmatch(piece):
        return True
    after = AFTER.search(piece)
    if SUBORDINATE.search(piece) or _has_participle(piece) or (after and not SHORT.search(piece, after.end())):
        return False
    if AT_SCENE.search(chunk):
        return True
    if behind in telling.content or "," in chunk:
        opening = piece.lstrip("”\"'’ ")
        return (OPENING.match(opening) or AFTER_SHORT.fullmatch(opening) or HEAD.fullmatch(piece)) is not None
    return True


def without_release(words: str) -> str:
    """Take the relative clause for none that tells when words came out: "in an interview that aired Sunday"."""
    return RELEASE.sub("", words)


def _has_participle(words: str) -> bool:
    """Tell whether a participle of another event takes the date: "the man arrested on Tuesday"."""
    verbs = [match for match in PARTICIPLE.finditer(words) if match["verb"].casefold() not in TABLE["held"]]
    return bool(verbs) and not SCENE.search(words, verbs[-1].end())


def is_future(text: str, telling: Telling, sentence: Span) -> bool:
    """Tell a statement that is yet to be made: "Vale will tell the board on Friday"."""
    if not telling.cue:
        return False
    cue = telling.cue[0]
    if FUTURE.search(text, cue.start, cue.end):
        return True
    # "Vale, who won't vote, said Sunday" is past.
    return FUTURE.search(text, _window(telling, sentence), cue.start) is not None and not _is_past(text, telling)


def is_another_time(text: str, telling: Telling, sentence: Span) -> bool:
    """Tell a cue that is no past event by itself: "has said", "will say", "had told", "says", "later said"."""
    if not telling.cue:
        return False
    window = text[_window(telling, sentence) : telling.cue[0].end]
    helped = ANOTHER_TIME.search(window[-60:]) or FUTURE.search(window[-60:])
    return helped is not None or not _is_past(text, telling)


def _is_past(text: str, telling: Telling) -> bool:
    """Tell by the words that open the cue: of "keep up its pointed attacks" none is past."""
    return any(PAST.search(" ".join(cue.of(text).split()[:OPENING_WORDS])) for cue in telling.cue)


def is_before(text: str, telling: Telling, sentence: Span) -> bool:
    """Tell a cue in a clause of what was before: "After saying on Tuesday that he regretted it, Roe"."""
    start = min([place_of_cue(telling), *(span.start for span in telling.source)])
    return BEFORE_IT.search(text[sentence.start : start].rpartition(",")[2]) is not None


def _window(telling: Telling, sentence: Span) -> int:
    """Give the place from which the auxiliaries of a cue can stand: behind its source, and behind what is said."""
    place = place_of_cue(telling)
    return max([sentence.start, *(span.end for span in (*telling.source, *telling.content) if span.end <= place)])
