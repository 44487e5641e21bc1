"""When something was said: which printed date is that of the telling.

Most dates of a report are not. A date inside quotation marks or inside what is reported is the speaker's; one in a
relative clause ("Ruiz, who was elected in 2012, said"), after "of" or "until", or with an 's ("said of Friday's vote")
belongs to another event. What is left stands where an adverb of the telling can stand: at the head of the sentence,
between source and cue, behind the cue. Without one a statement may go on with a *scene* that was dated before it, as
long as the same people speak.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.resources import files
from operator import attrgetter
from typing import NamedTuple

from onrecord.model import DateGround, Period, Report, Span, Spans
from onrecord.statements.occasions.telling import Telling
from onrecord.text.dates import Offset, PrintedDate, Stretch, Vague, find_dates, resolve
from onrecord.text.quotemarks import find_quotations
from onrecord.text.sentences import paragraphs, sentences


class Day(NamedTuple):
    """The day or period of a statement, on which ground, and the words that tell it."""

    said: Period | None = None
    ground: DateGround = "none"
    printed: Span | None = None


@dataclass(frozen=True, slots=True)
class _Scene:
    """A dated event that statements may go on with: its day, its sentence and who takes part."""

    day: Day
    sentence: Span
    paragraph: int
    names: frozenset[str]
    words: frozenset[str]
    gathering: bool

    @property
    def is_short(self) -> bool:
        """Tell a day or a week from what is too long to be one occasion."""
        return self.day.said is not None and (self.day.said.last - self.day.said.first).days <= LONGEST


def _table() -> dict[str, frozenset[str]]:
    lines = files(__package__).joinpath("when.en.tsv").read_text(encoding="utf-8").splitlines()
    table: dict[str, set[str]] = {}
    for kind, words in (line.split("\t") for line in lines if line and not line.startswith("#")):
        table.setdefault(kind, set()).update(word.replace("_", " ") for word in words.split())
    return {kind: frozenset(words) for kind, words in table.items()}


def _any(*kinds: str) -> str:
    words = sorted({word for kind in kinds for word in TABLE[kind]}, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(map(re.escape, words)) + ")"


TABLE = _table()
REACH = 2  # paragraphs that a scene goes on for
LONGEST = 10  # days of a period that opens a scene without a word of speech in it

# --- words around a date -----------------------------------------------------------------------------------------
POSSESSIVE = re.compile(r"['’]s?(?!\w)")
ATTRIBUTIVE = re.compile(r"(?<!\w)(?:an?|the|his|her|its|their|this|that|another)\s(?:early\s|late\s)?$", re.IGNORECASE)
NOUN = re.compile(r"\s[a-z]")
# A preposition that makes a date the border or the matter of something.
NOT_ON = re.compile(
    r"""(?<!\w) (?: until | till | by | before | after | ahead\sof | for | about | to | than | past | prior\sto | beyond
      | against | through | of | as\sof | towards? | from | with | following | every | each | upcoming | and | or
      ) \s (?: the \s )? $""",
    re.IGNORECASE | re.VERBOSE,
)
PART_OF = re.compile(
    r"(?<!\w)(?:morning|afternoon|evening|night|week|weekend|day|hours)\sof\s(?:the\s)?$", re.IGNORECASE
)
AT = re.compile(
    r"(?<!\w)(?:at|in|during|on|via|to)\s(?:(?:an?|the|his|her|its|their|another)\s)?(?:[\w-]+\s)?$", re.IGNORECASE
)
SCENE_NEXT = re.compile(rf"(?:['’]s?)?(?:\s[\w.’'-]+){{0,3}}?\s{_any('gathering', 'document')}(?!\w)", re.IGNORECASE)

# --- stretches between a date and its cue ------------------------------------------------------------------------
HEAD = re.compile(
    r"""[\s“”"'‘’(—–-]*
      (?: (?: and | but | so | yet | then | meanwhile | still | back | just | only | also | later | earlier | late | early
        | again | even | first | here | there | as\srecently\sas | as\slate\sas | as\searly\sas | sometime ) [,\s]+ )*
      (?: (?: on | in | during | over | at | since ) \s (?: the \s )? )?""",
    re.IGNORECASE | re.VERBOSE,
)
LEAD = re.compile(rf"[\s“”\"(—–-]*(?:(?:and|but)\s)?{_any('lead', 'speaking')}(?!\w)", re.IGNORECASE)
OPENING = re.compile(rf"[\s“”\"(—–-]*{_any('lead', 'opening', 'speaking')}(?!\w)", re.IGNORECASE)
SUBORDINATE = re.compile(rf"(?<!\w){_any('subordinate')}(?!\w)", re.IGNORECASE)
ASIDE = re.compile(rf"(?<!\w)(?:{_any('subordinate')}|after|before)(?!\w)", re.IGNORECASE)
SCENE = re.compile(rf"(?<!\w){_any('gathering', 'document')}(?!\w)", re.IGNORECASE)
PARTICIPLE = re.compile(
    r"(?<!\w)(?P<verb>\w{2,}ed|held|shot|begun|won|lost|born|made|built|hit|sent|given|taken|killed|slated|set|due)(?!\w)"
)
RELEASED = re.compile(r"(?<!\w)(?:released|published|issued|posted|aired|dated|sent|filed)\s(?:(?:on|in|early|late)\s)?$")
OF_ANOTHER = re.compile(r"(?<!\w)(?:of|by|for|with)(?!\w)|,")
GOES_ON = re.compile(r"[^;:“”\"]{0,80}?(?:,\s?|\s(?:and|but|by|as|in)\s(?:\w+\s){0,3})")  # met them Tuesday and said
CLAUSE = re.compile(r";|:\s|—|\s--\s|,\s(?=(?:and|but|so|yet|then)\s)")
MEANWHILE = re.compile(r"[^,;]{0,40}?,?\s(?:even\s)?(?:when|as|where)\s")  # the party was in turmoil Tuesday as Roe said
AND_THEN = re.compile(r"[^,;]{0,40}?,?\s(?:and|but)\s")
PAUSED = re.compile(r",|—|\s-")
AT_SCENE = re.compile(
    rf"""(?<!\w) (?: at | in | during | on ) \s (?: an? | the | his | her | its | their ) \s (?: [\w’'-]+ \s ){{0,3}}?
      {_any("gathering", "document")} \s (?: (?: on | in | early | late | over ) \s )? (?: the \s )?$""",
    re.IGNORECASE | re.VERBOSE,
)
BRACKETED = re.compile(r"[”\"'’.,\s]*\((?:[^()\n]{1,60},\s)?")  # “... of” (Lena Holt, 8 April)
LONGEST_SENTENCE = 800  # characters on either side of a cue
FEW = 8  # cues of a sentence before one
FAR = 8  # words between a date and a cue in another tense
LONG_STRETCH = 140  # characters between a cue and its date

# --- tense ---------------------------------------------------------------------------------------------------------
FUTURE = re.compile(
    r"""(?<!\w) (?: will | (?: is | are ) \s (?: to | set | due | expected | scheduled | slated | likely | planning | going )
      | plans? \s to | won['’]t | [’']ll ) (?!\w)""",
    re.VERBOSE,
)
ANOTHER_TIME = re.compile(
    r"""(?<!\w) (?: has | have | had | would | could | might | may | should | can | must | later | earlier | previously
      | once | then | often | since ) (?!\w) | ['’](?: ve | d ) (?!\w)""",
    re.VERBOSE,
)
PAST = re.compile(rf"(?<!\w)(?:\w+ed|\w+ing|{_any('past')})(?!\w)", re.IGNORECASE)

# --- whether a scene goes on ---------------------------------------------------------------------------------------
GATHERING = re.compile(rf"(?<!\w){_any('gathering', 'document', 'act')}(?!\w)", re.IGNORECASE)
OTHER_OCCASION = re.compile(
    rf"""(?<!\w) (?: in | on | via | by | through | during | at | with | for | to ) \s
        (?: an? | his | her | its | their | another | recent ) \s (?: [\w’'-]+ \s ){{0,3}}? {_any("gathering", "document")} (?!\w)
      | (?<!\w) (?: by | via ) \s (?: phone | e-?mail | telephone ) (?!\w)
      | (?<!\w) on \s (?: Twitter | Facebook | Fox | CNN | CBS | NBC | ABC | MSNBC | NPR ) (?!\w)
      | (?<!\w) elsewhere (?!\w)""",
    re.IGNORECASE | re.VERBOSE,
)
SAME_PLACE = re.compile(r"\W*(?:outside|inside|in|at|from|during|on)\s(?:the|that)\s", re.IGNORECASE)
PRONOUN = re.compile(r"(?:he|she|they|it)(?!\w)", re.IGNORECASE)
NAME = re.compile(r"(?<![\w.])[A-ZÀ-Þ][\w’-]*\w")
NEW_NAME = re.compile(r"\W*(?P<first>[A-Z][\w’'-]+\.?)\s(?:[A-Z]\.\s)?(?P<last>[A-Z][\w’'-]+)")
AFTER_HEAD = re.compile(r",|\s(?:who|whose|that|which|of|for|from|in|with|at)\s")
DEFINITE = re.compile(r"(?:the|this|that|its|his|her)\s", re.IGNORECASE)
WORD = re.compile(r"[a-z]{3,}")
LITTLE = frozenset(
    """The An In On At But And He She They It His Her Their Its This That These Those When While As If For From To With
    Of By After Before Since Some Many Most More Both Also Then There Here What Who How Why Not No One Two Three We You
    January February March April May June July August September October November December Monday Tuesday Wednesday
    Thursday Friday Saturday Sunday Sept Oct Nov Dec Jan Feb Aug Mr Mrs Ms Dr Sen Rep Gov President Senator Mayor
    Earlier Later Last Yesterday Today During Speaking Asked Republican Democratic Democrat Republicans Democrats
    """.split()
)


class _Sentence(NamedTuple):
    """A sentence with the number of its paragraph and the statements that are told in it, by their numbers."""

    span: Span
    paragraph: int
    tellings: tuple[tuple[int, Telling], ...]


@dataclass(frozen=True, slots=True)
class _Text:
    """A report as its dates are read: the day to count from, and what is no prose of the reporter's own.

    ``quoted`` are the quotations and the dateline, ``reported`` the contents as well; both are in order and apart.
    """

    text: str
    anchor: date | None
    quoted: Spans
    reported: Spans

    def dates_in(self, sentence: Span) -> tuple[PrintedDate, ...]:
        """Give the dates of a sentence that stand outside quotation marks."""
        return tuple(each for each in find_dates(self.text, sentence) if not _inside(self.quoted, each.span.start))


def days_of(report: Report, tellings: Sequence[Telling]) -> tuple[Day, ...]:
    """Tell when each statement of a report was made, in the same order."""
    if report.kind == "transcript" or not tellings:
        return tuple(Day() for _ in tellings)
    quoted = [each.outer for each in find_quotations(report.text) if each.depth == 0]
    quoted += [report.dateline.span] if report.dateline else []
    contents = [span for telling in tellings for span in telling.content]
    text = _Text(report.text, _anchor(report), _merged(quoted), _merged([*quoted, *contents]))
    days = dict(_read(text, _sentences_of(report.text, tellings)))
    return tuple(days[nth] for nth in range(len(tellings)))


def _anchor(report: Report) -> date | None:
    """Give the day to count from: that of the dateline, where a report was printed later than it was written."""
    written = report.dateline.period.last if report.dateline and report.dateline.period else None
    return written or report.published


def _merged(spans: Iterable[Span]) -> Spans:
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)


def _inside(spans: Spans, place: int) -> bool:
    at = bisect_right(spans, place, key=attrgetter("start")) - 1
    return at >= 0 and place < spans[at].end


def _sentences_of(text: str, tellings: Sequence[Telling]) -> Iterator[_Sentence]:
    """Give the sentences of a text, each with the statements whose cue, or whose words, begin in it."""
    order = sorted(range(len(tellings)), key=lambda nth: (_place(tellings[nth]), nth))
    at = 0
    for number, paragraph in enumerate(paragraphs(text)):
        for span in sentences(text, paragraph):
            begun = at
            while at < len(order) and _place(tellings[order[at]]) < span.end:
                at += 1
            yield _Sentence(span, number, tuple((nth, tellings[nth]) for nth in order[begun:at]))


def _place(telling: Telling) -> int:
    return (telling.cue or telling.source or telling.content)[0].start


def _read(text: _Text, sentences: Iterable[_Sentence]) -> Iterator[tuple[int, Day]]:
    """Read the days sentence by sentence: a scene that one opens goes on until another or a new speaker ends it."""
    scene: _Scene | None = None
    told: _Scene | None = None  # the last dated event, whoever took part: "hours later"
    for sentence in sentences:
        scene, told = (
            each if each and sentence.paragraph - each.paragraph <= REACH else None for each in (scene, told)
        )
        dates = text.dates_in(sentence.span)
        days = _days_in(text, sentence, dates, scene, told)
        yield from zip((nth for nth, _ in sentence.tellings), days, strict=True)
        scene = _scene_after(text, sentence, dates, days, scene, told)
        told = _told_after(text, sentence, scene, told)


# --- stated --------------------------------------------------------------------------------------------------------


def _days_in(
    text: _Text, sentence: _Sentence, dates: Sequence[PrintedDate], scene: _Scene | None, told: _Scene | None
) -> list[Day]:
    days: list[Day] = []
    for at, (_, telling) in enumerate(sentence.tellings):
        within = _around(_place(telling), sentence.span)
        near = dates[bisect_left(dates, within.start, key=_start) : bisect_left(dates, within.end, key=_start)]
        day = _stated(text, telling, within, near, told)
        if day is None:
            day = _shared(text, telling, within, sentence.tellings[max(0, at - FEW) : at], days[-FEW:])
        if day is None:
            day = _carried(text, telling, within, near, scene if scene and _reaches(scene, sentence) else None)
        days.append(day or Day())
    return days


def _around(place: int, sentence: Span) -> Span:
    """Cut a sentence that has no end to what can belong to one cue, so that time stays linear."""
    return Span(max(sentence.start, place - LONGEST_SENTENCE), min(sentence.end, place + LONGEST_SENTENCE))


def _start(printed: PrintedDate) -> int:
    return printed.span.start


def _reaches(scene: _Scene, sentence: _Sentence) -> bool:
    return sentence.paragraph == scene.paragraph or (scene.gathering and scene.is_short)


def _stated(
    text: _Text, telling: Telling, sentence: Span, dates: Sequence[PrintedDate], told: _Scene | None
) -> Day | None:
    """Give the day that a statement's sentence states; a Day without one where it states that nobody knows."""
    found = [printed for printed in dates if _dates_telling(text, telling, sentence, printed)]
    known = [printed for printed in found if not isinstance(printed.value, Vague)]
    if not found:
        return None
    if not known:
        return Day()
    place = _place(telling)
    nearest = min(known, key=lambda printed: max(place - printed.span.end, printed.span.start - place))
    future = FUTURE.search(text.text, _window(telling, sentence), _cue_end(telling)) is not None
    period = resolve(nearest, text.anchor, told=told.day.said if told else None, future=future)
    if period is None or (text.anchor and not future and period.first > text.anchor + timedelta(1)):
        return Day()
    return Day(period, "stated", nearest.span)


def _window(telling: Telling, sentence: Span) -> int:
    """Give the place from which the auxiliaries of a cue can stand."""
    place = _place(telling)
    return max([sentence.start, *(span.end for span in telling.source if span.end <= place)])


def _cue_end(telling: Telling) -> int:
    return (telling.cue or telling.source or telling.content)[0].end


def _dates_telling(text: _Text, telling: Telling, sentence: Span, printed: PrintedDate) -> bool:
    """Tell whether a date is that of the telling, by where it stands."""
    at = printed.span
    if any(_holds(span, at) for span in telling.content):
        return False
    if isinstance(printed.value, Vague):
        return _is_beside_cue(text.text, telling, sentence, at)
    if any(_holds(span, at) for span in telling.source):
        return _dates_document(text.text, telling, at)
    if not _is_adverbial(text.text, sentence, printed):
        return False
    place = _place(telling)
    if any(_holds(span, at) for span in telling.cue):
        return True
    sources = [span for span in telling.source if span.end <= at.start and at.end <= place]
    if at.end <= place and _inside(text.reported, at.start) and not _inside(text.reported, place):
        return False  # in what another cue reports
    if sources:
        return _stands_between(text, telling, sources[-1].end, at, place)
    if at.end <= place:
        return _leads(text, telling, sentence, at)
    return _follows(text.text, telling, at)


def _is_beside_cue(text: str, telling: Telling, sentence: Span, at: Span) -> bool:
    """Tell whether a vague word goes with the cue: "once told", "has long said", "In recent years, Roe has said"."""
    for cue in telling.cue:
        if cue.start <= at.start < cue.end or 0 <= cue.start - at.end <= 8 or 0 <= at.start - cue.end <= 2:
            return True
    return at.end <= _place(telling) and HEAD.fullmatch(text, sentence.start, at.start) is not None


def _dates_document(text: str, telling: Telling, at: Span) -> bool:
    """Tell whether a date inside the source is that of a document that speaks: "a memo released Friday", "a 2031 poll"."""
    source = next(span for span in telling.source if _holds(span, at))
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


def _is_adverbial(text: str, sentence: Span, printed: PrintedDate) -> bool:
    """Tell a date that says when from one that says of what ("Friday's vote"), until when, or of which ("a 2031 law")."""
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


def _leads(text: _Text, telling: Telling, sentence: Span, at: Span) -> bool:
    """Tell whether a date before source and cue dates them: "At a rally on Tuesday, Roe said"."""
    chunk = _clause_before(text, sentence, at)
    between = text.text[at.end : min([_place(telling), *(span.start for span in telling.source)])]
    piece = chunk.rpartition(",")[2]
    heads = HEAD.fullmatch(chunk) is not None
    if not heads and (SUBORDINATE.search(piece) or _has_participle(piece)):
        return False
    if MEANWHILE.fullmatch(between):
        return True
    if _is_aside(text.text, telling, between):
        return False
    if len(between.split()) > FAR and _is_another_time(text.text, telling, sentence):
        return False
    if heads or LEAD.match(chunk):
        return heads or PAUSED.search(between) is not None or len(between.split()) <= 2
    return AND_THEN.fullmatch(between) is not None and GATHERING.search(chunk) is not None


def _clause_before(text: _Text, sentence: Span, at: Span) -> str:
    """Give what stands between the beginning of a clause and a date."""
    start = max([sentence.start, *(span.end for span in _before(text.quoted, at.start) if span.end <= at.start)])
    return CLAUSE.split(text.text[start : at.start])[-1]


def _is_aside(text: str, telling: Telling, between: str) -> bool:
    """Tell a cue in a clause of its own: "On Tuesday he met a man who thanked him after Roe had said"."""
    if any(SUBORDINATE.fullmatch(text, *_ends(span)) for span in telling.source if span.end <= _place(telling)):
        return True
    return ASIDE.search(between.rpartition(",")[2]) is not None


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _before(spans: Spans, place: int) -> Spans:
    at = bisect_right(spans, place, key=attrgetter("start"))
    return spans[max(0, at - 1) : at]


def _stands_between(text: _Text, telling: Telling, source_end: int, at: Span, place: int) -> bool:
    """Tell whether a date between source and cue dates the cue: "Roe on Tuesday said", "Roe, in a letter Tuesday, said"."""
    chunk, after = text.text[source_end : at.start], text.text[at.end : place]
    piece = chunk.rpartition(",")[2]
    if HEAD.fullmatch(chunk):
        return True
    if SUBORDINATE.search(piece):
        return False
    if "," in chunk:
        return (OPENING.match(piece) or HEAD.fullmatch(piece)) is not None and not _has_participle(piece)
    # "called on him to meet Vale at Friday's hearing, adding": the hearing is what the words are about
    if POSSESSIVE.match(after):
        return False
    return GOES_ON.fullmatch(after) is not None and _is_past(text.text, telling)


def _follows(text: str, telling: Telling, at: Span) -> bool:
    """Tell whether a date behind a cue, its source or the words said dates the cue."""
    behind = max(span for span in (*telling.cue, *telling.source, *telling.content) if span.end <= at.start)
    left = max(span.end for span in (*telling.cue, *telling.source, *telling.content) if span.end <= at.start)
    chunk = text[left : at.start]
    if BRACKETED.fullmatch(chunk):
        return True
    if len(chunk) > LONG_STRETCH or re.search(r"[;:]|(?<!\w\w\.)\.\s[A-Z]", chunk):
        return False
    piece = chunk.rpartition(",")[2]
    if SUBORDINATE.search(piece) or _has_participle(piece):
        return False
    if AT_SCENE.search(chunk):
        return True
    if behind in telling.content or "," in chunk:
        return (OPENING.match(piece.lstrip("”\"'’ ")) or HEAD.fullmatch(piece)) is not None
    return True


def _has_participle(words: str) -> bool:
    """Tell whether a participle of another event takes the date: "the man arrested on Tuesday"."""
    verbs = [match for match in PARTICIPLE.finditer(words) if match["verb"].casefold() not in TABLE["held"]]
    return bool(verbs) and not SCENE.search(words, verbs[-1].end())


def _shared(
    text: _Text, telling: Telling, sentence: Span, others: Sequence[tuple[int, Telling]], days: Sequence[Day]
) -> Day | None:
    """Give the day of another cue of the same source in the sentence: "Roe said Tuesday that ..., and added that"."""
    for (_, other), day in zip(others, days, strict=True):
        same = telling.source == other.source or not telling.source
        if day.said and day.ground == "stated" and same and not _is_another_time(text.text, telling, sentence):
            return day
    return None


# --- carried -------------------------------------------------------------------------------------------------------


def _carried(
    text: _Text, telling: Telling, sentence: Span, dates: Sequence[PrintedDate], scene: _Scene | None
) -> Day | None:
    """Give the day of the scene, if the statement goes on with it."""
    if scene is None or telling.mode == "thought" or _is_another_time(text.text, telling, sentence):
        return None
    if any(_is_of_its_own(text, telling, sentence, printed) for printed in dates) or _is_elsewhere(text, sentence):
        return None
    return scene.day._replace(ground="carried") if _takes_part(text.text, telling, sentence, scene) else None


def _is_another_time(text: str, telling: Telling, sentence: Span) -> bool:
    """Tell a cue that is no past event by itself: "has said", "will say", "had told", "says", "later said"."""
    if not telling.cue:
        return False
    window = text[_window(telling, sentence) : telling.cue[0].end]
    helped = ANOTHER_TIME.search(window[-60:]) or FUTURE.search(window[-60:])
    return helped is not None or not _is_past(text, telling)


def _is_past(text: str, telling: Telling) -> bool:
    return any(PAST.search(text, cue.start, cue.end) for cue in telling.cue)


def _is_elsewhere(text: _Text, sentence: Span) -> bool:
    """Tell whether a sentence opens an occasion of its own: "in a telephone interview", "in his memoir"."""
    return any(
        not _inside(text.reported, found.start())
        for found in OTHER_OCCASION.finditer(text.text, sentence.start, sentence.end)
    )


def _takes_part(text: str, telling: Telling, sentence: Span, scene: _Scene) -> bool:
    if not telling.source:
        return True
    words = telling.source[0].of(text)
    if PRONOUN.match(words):
        return True
    names = _names(_head(words))
    if names:
        return not names.isdisjoint(scene.names)
    if not scene.gathering:
        return False
    noun = WORD.findall(_head(words))[-1:]
    known = DEFINITE.match(words) is not None and not (TABLE["anaphor"] | scene.words).isdisjoint(noun)
    return known or SAME_PLACE.match(text, sentence.start, sentence.end) is not None


def _head(words: str) -> str:
    """Give a mention without what is said of it: "Tom Vale" of "Tom Vale, who knows Roe"."""
    return AFTER_HEAD.split(words, maxsplit=1)[0]


def _names(words: str) -> frozenset[str]:
    return frozenset(re.sub(r"['’]s?$", "", name) for name in NAME.findall(words)) - LITTLE


def _scene_after(
    text: _Text, sentence: _Sentence, dates: Sequence[PrintedDate], days: Sequence[Day], scene: _Scene | None,
    told: _Scene | None,
) -> _Scene | None:  # fmt: skip
    """Give the scene that stands when a sentence is read."""
    stated = [day for day in days if day.ground == "stated" and day.said]
    if stated:
        return _opened(text, sentence, stated[-1], gathering=True)
    main = [printed for printed in dates if _is_main(text, sentence.span, printed)]
    if main:
        period = resolve(main[0], text.anchor, told=told.day.said if told else None)
        return _opened(text, sentence, Day(period, "stated", main[0].span)) if period else None
    if scene is None or _has_new_speaker(text.text, sentence, days, scene):
        return None
    if sentence.tellings and not any(day.said for day in days) and _is_elsewhere(text, sentence.span):
        return None
    if not scene.gathering and scene.sentence != sentence.span and not any(day.said for day in days):
        return None
    opening = NEW_NAME.match(text.text, sentence.span.start, sentence.span.end)
    if opening and _names(opening[0]) and _names(opening[0]).isdisjoint(scene.names):
        return None
    return scene


def _opened(text: _Text, sentence: _Sentence, day: Day, *, gathering: bool = False) -> _Scene | None:
    if day.said is None:
        return None
    words = sentence.span.of(text.text)
    gathering = gathering or GATHERING.search(words) is not None
    opened = _Scene(day, sentence.span, sentence.paragraph, _names(words), frozenset(WORD.findall(words)), gathering)
    return opened if gathering or opened.is_short else None


def _has_new_speaker(text: str, sentence: _Sentence, days: Sequence[Day], scene: _Scene) -> bool:
    return any(
        not day.said and telling.source and not PRONOUN.match(telling.source[0].of(text))
        and _names(_head(telling.source[0].of(text))).isdisjoint(scene.names)
        for (_, telling), day in zip(sentence.tellings, days, strict=True)
    )  # fmt: skip


def _told_after(text: _Text, sentence: _Sentence, scene: _Scene | None, told: _Scene | None) -> _Scene | None:
    return scene if scene and scene.sentence == sentence.span else told


def _is_main(text: _Text, sentence: Span, printed: PrintedDate) -> bool:
    """Tell whether a date is that of what its sentence tells, and not of something that is only mentioned there."""
    at = printed.span
    if isinstance(printed.value, Vague) or _inside(text.reported, at.start):
        return False
    before = text.text[max(sentence.start, at.start - LONGEST_SENTENCE) : at.start]
    if FUTURE.search(before) or not _is_adverbial(text.text, sentence, printed):
        return False
    return not SUBORDINATE.search(before.rpartition(",")[2])


def _is_of_its_own(text: _Text, telling: Telling, sentence: Span, printed: PrintedDate) -> bool:
    """Tell whether a sentence has a date by which it need not be in the scene before it."""
    if _inside(text.reported, printed.span.start) or any(_holds(span, printed.span) for span in telling.source):
        return False
    return printed.span.end <= _place(telling) or _is_main(text, sentence, printed)


def _holds(span: Span, other: Span) -> bool:
    return span.start <= other.start < span.end
