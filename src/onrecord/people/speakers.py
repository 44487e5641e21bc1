"""Tell whose each statement of a report is, and on what ground.

A name in the source gives the fullest name of its chain; a pronoun or a role looks for the one person it can mean; a
statement without a source goes on with the speaker before it, unless somebody else comes between.
"""

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from operator import attrgetter, itemgetter

from onrecord.model import Attribution, Ground, Report, Span, SpeakerKind, Statement
from onrecord.people.bodies import Bodies
from onrecord.people.chains import RELATIVES, Chain, gather_chains
from onrecord.people.labels import attribute_turns
from onrecord.people.mentions import NOT_NAMES, Mention, find_mentions, headline_mentions, role_mention, title_cased
from onrecord.people.offices import office_holder
from onrecord.people.pronouns import PRONOUNS, Scene, set_scene
from onrecord.people.roles import FORMER, bears, find_roles
from onrecord.people.sources import Source, read_source
from onrecord.text.edges import in_one_line, words_within
from onrecord.text.names import Gender, folded, surname
from onrecord.text.sentences import paragraphs, sentences


@dataclass(frozen=True, slots=True)
class _Told:
    """What one source says of the speaker."""

    speaker: str | None
    kind: SpeakerKind
    ground: Ground
    evidence: Span | None = None
    role: str | None = None
    chain: Chain | None = None


LOOSE_END = re.compile(r"(?:,? (?:who|which|that)|[,;:'’]+)+$")  # a fisherman who
WORD = re.compile(r"\w+")
EPITHET = re.compile(  # the 78-year-old Republican; not the clerk's lawyer, the first of the clerks, the interviewer
    r"(?!.*(?:['’]s\b|\b(?:and|or|on|in|of|for|at|who|to|from|with)\b|(?:interview|report|support)er))[Tt]he [\w -]+"
)
BESIDE = 60  # characters around a name in which its state stands
NEAR = 600  # characters in which a plural or a document can go back to the source before it
OWNED = 20  # characters from an owner to the document: Roe's second letter
LEAST_FRAME = 15  # characters before a quotation that make its sentence the reporter's own
DOUBTFUL = 0.3  # of confidence, under which a quotation's source is not taken at its word
PROSE = frozenset({"headline", "standfirst"})  # furniture that goes on with the report
CREDIT = re.compile(r"\b(?:AP|AFP|Reuters|Getty Images|Shutterstock)(?:, File| Photo)?\W*$")
SUBJECT_PRONOUN = re.compile(r"\b(?:[Hh]e|[Ss]he)\b")
CALLED = 50  # pronouns back that tell by which one somebody is not called
UNKNOWN = _Told(None, "unnamed", "none")


def attribute(report: Report, statements: Sequence[Statement]) -> tuple[Attribution, ...]:
    """Name the speaker of each statement, in the same order.

    >>> from onrecord.model import Origin
    >>> text = "Ana Ruiz smiled. “No,” she said."
    >>> report = Report("r", text, Origin("r.txt", "", "text/plain"))
    >>> statement = Statement("r:18-20", "r", "direct", (Span(18, 21),), (Span(18, 21),), source=(Span(23, 26),))
    >>> [(each.speaker, each.ground) for each in attribute(report, [statement])]
    [('Ana Ruiz', 'pronoun')]
    """
    found = attribute_turns(report, statements) if report.kind == "transcript" else _attributions(report, statements)
    return tuple(_settled(report.text, each) for each in found)


def _settled(text: str, attribution: Attribution) -> Attribution:
    """Print a speaker as words in one line; what is no word names nobody, and nobody is known on no ground."""
    words = in_one_line(attribution.speaker or "")
    speaker = words if any(map(str.isalnum, words)) else None
    return replace(
        attribution,
        speaker=speaker,
        ground=attribution.ground if speaker else "none",
        evidence=words_within(text, attribution.evidence) if attribution.evidence else None,
        role=in_one_line(attribution.role or "") or None,
    )


def _attributions(report: Report, statements: Sequence[Statement]) -> tuple[Attribution, ...]:
    reading = _Reading.of(report, statements)
    told: dict[int, _Told] = {}
    for index in sorted(range(len(statements)), key=lambda at: _place(statements[at])):
        if statements[index].source:
            told[index] = reading.tell(statements[index])
    for index, (each, after) in enumerate(pairwise(statements)):
        if told.get(index) and _is_doubtful(each, told[index]) and reading.is_one_sentence(each, after):
            told[index] = replace(told.get(index + 1, UNKNOWN), ground="continued")
    last: int | None = None
    for index in sorted(
        range(len(statements)), key=lambda at: (statements[at].content[0].start, _place(statements[at]))
    ):
        each = statements[index]
        if not each.source:  # "it was said that" is nobody's
            agentless = each.cue and each.form != "direct"
            told[index] = UNKNOWN if agentless else _unsourced(each, last, statements, told, reading)
        last = index
    return tuple(_attribution(report, each, told[at]) for at, each in enumerate(statements))


def _is_doubtful(statement: Statement, told: _Told) -> bool:
    """Tell whether a quotation was hung on a noun for want of a speaker: "the news gave Roe “a shot in the arm”"."""
    is_quoted = statement.quoted and statement.confidence < DOUBTFUL
    return bool(is_quoted) and told.chain is None and told.kind != "organization"


def _attribution(report: Report, statement: Statement, told: _Told) -> Attribution:
    return Attribution(report.id, statement.id, told.speaker, told.kind, told.ground, told.evidence, told.role)


def _place(statement: Statement) -> int:
    return (statement.source or statement.content)[0].start


@dataclass(slots=True)
class _Bearers:
    """Who bears which role of a report, looked up once for each role."""

    text: str
    chains: Sequence[Chain]
    known: dict[tuple[str, bool, tuple[str, ...]], dict[int, Chain]] = field(default_factory=dict)

    def of(self, noun: str, *, former: bool = False, places: tuple[str, ...] = ()) -> dict[int, Chain]:
        """Give those who bear the role of a noun, or bore it, by identity; with ``places``, those of one of them."""
        key = noun, former, places
        if key not in self.known:
            chains = self.of(noun, former=former).values() if places else self.chains
            self.known[key] = {
                id(chain): chain
                for chain in chains
                if (self._is_of(chain, places) if places else bears(noun, chain.roles, former=former))
            }
        return self.known[key]

    def _is_of(self, chain: Chain, places: Sequence[str]) -> bool:
        """Tell whether a report puts somebody in a place: the Texas senator is Sen. Ana Roe (R-Tex.)."""
        around = " ".join(self.text[max(0, m.start - BESIDE) : m.end + BESIDE] for m in chain.in_full)
        words = set(WORD.findall(around))
        return any(place in words or any(_abbreviates(word, place) for word in words) for place in places)


@dataclass(slots=True)
class _Reading:
    """One report while its sources are read in order; lives no longer than :func:`attribute`."""

    report: Report
    mentions: tuple[Mention, ...]
    chains: tuple[Chain, ...]
    scene: Scene
    chain_of: dict[int, Chain]
    by_name: dict[str, Chain]
    by_surname: dict[str, Chain | None]
    bodies: Bodies
    bearers: "_Bearers"
    sources: list[tuple[int, Chain]] = field(default_factory=list)
    called: list[tuple[Gender, Chain]] = field(default_factory=list)
    last: _Told = UNKNOWN
    last_at: int = -1
    unknown_at: int = -1

    @classmethod
    def of(cls, report: Report, statements: Sequence[Statement]) -> "_Reading":
        text = report.text
        borders = paragraphs(text)
        starts = [span.start for span in borders]
        mentions = find_mentions(text)
        chains = tuple(
            replace(chain, name=office_holder(chain, text, report.published) or _in_print(chain.name))
            for chain in gather_chains(mentions, headline_mentions(report.headline or ""), starts or (0,))
        )
        printed = [span for statement in statements for span in statement.source]
        speaking = frozenset(
            mention.start for span in printed for mention in _inside(mentions, span) if mention.kind == "person"
        )
        bearers = _Bearers(text, chains)
        quoted = {(span.start, span.end) for statement in statements for span in statement.quoted}
        # Who took the picture is not who "she" is.
        quoted |= {(each.span.start, each.span.end) for each in report.furniture if each.kind not in PROSE}
        begins = [sentence.start for border in borders for sentence in sentences(text, border)]
        scene = set_scene(chains, begins or (0,), starts or (0,), quoted, speaking, _called(text, bearers))
        chain_of = {mention.start: chain for chain in chains for mention in chain.mentions}
        by_name = {folded(chain.name): chain for chain in chains}
        by_surname: dict[str, Chain | None] = {}
        for chain in chains:
            key = folded(surname(chain.name))
            by_surname[key] = None if key in by_surname else chain
        return cls(report, mentions, chains, scene, chain_of, by_name, by_surname, Bodies.among(mentions), bearers)

    def tell(self, statement: Statement) -> _Told:
        """Tell what the source of a statement says, and remember who spoke."""
        for span in statement.source:
            source = read_source(self.report.text, span, _inside(self.mentions, span))
            told = self._told_by(source, statement)
            if told is not UNKNOWN:
                break
        if told.chain is not None:
            insort(self.sources, (span.start, told.chain), key=itemgetter(0))
        self.last, self.last_at = told, span.start
        return told

    def _told_by(self, source: Source, statement: Statement) -> _Told:
        text = self.report.text
        if source.kind == "name" and source.mention is not None:
            return self._by_name(source.mention)
        if source.kind == "pronoun":
            if self._follows_unknown(source.span.start):
                return _Told(None, "person", "none")
            gender = PRONOUNS[source.key]
            otherwise = [chain for other, chain in self.called[-CALLED:] if other != gender]
            hardly = self._named_in(statement, source.span)
            chain = self.scene.resolve(source.key, source.span.start, self.sources, hardly, barred=otherwise)
            if chain is None:
                return _Told(None, "person", "none")
            self.called.append((gender, chain))
            return self._by_chain(chain, "pronoun", source.span)
        if source.kind == "relative":
            return self._by_relative(source)
        if source.kind == "author":
            return self._by_author()
        if source.kind == "document":
            return self._by_document(source)
        if source.kind == "plural":
            near = source.span.start - self.last_at < NEAR and self.last.kind in ("group", "organization")
            return self.last if near and self.last.speaker else UNKNOWN
        if source.kind in ("role", "unnamed", "thing"):
            return self._by_role(source)
        if source.kind == "organization":
            return self._by_organization(source)
        span = _without_article(text, source.span)
        return _Told(_one_line(span.of(text)), "group", "role", span)

    def _follows_unknown(self, place: int) -> bool:
        """Tell whether the last who spoke before a pronoun is one of two persons of a name."""
        last = self.sources[-1][0] if self.sources else -1
        return last < self.unknown_at < place < self.unknown_at + NEAR

    def _named_in(self, statement: Statement, source: Span) -> list[Chain]:
        """Give those whom a statement names: its speaker would say "I", and a reporter who goes on "he"."""
        own = [*statement.quoted, *(span for span in statement.content if span.start > source.start)]
        return [chain for span in own for chain in self.scene.within(span.start, span.end)]

    def _by_organization(self, source: Source) -> _Told:
        """Give an organization its full name: of the Times, of the ACLU, of the agency."""
        span = _without_article(self.report.text, source.span)
        if source.mention is not None:
            full = self.bodies.full_name(source.mention.name) or source.mention
            return _Told(full.name, "organization", "named", full.span)
        if span != source.span and (body := self.bodies.meant(span.of(self.report.text), span.start)):
            return _Told(body.name, "organization", "role", body.span)
        return _Told(span.of(self.report.text), "organization", "named", span)

    def _by_name(self, mention: Mention) -> _Told:
        chain = self.chain_of.get(mention.start) or self.by_name.get(folded(mention.name))
        if chain is None:  # a surname of two persons
            self.unknown_at = mention.start
            return _Told(None, "person", "none")
        return self._by_chain(chain, "named", mention.span)

    def _by_chain(self, chain: Chain, ground: Ground, at: Span) -> _Told:
        evidence = chain.evidence(at.start) or at
        return _Told(chain.name, "person", ground, evidence, next(iter(chain.roles), None), chain)

    def _by_relative(self, source: Source) -> _Told:
        at = bisect_left(self.mentions, source.span.start, key=attrgetter("start")) - 1
        while at > 0 and source.key == "who" and self.mentions[at].kind != "person":  # Ana Roe of Elm County, who
            at -= 1
        if at < 0 or source.span.start - self.mentions[at].end > 60:
            return UNKNOWN
        mention = self.mentions[at]
        if mention.kind == "person":
            return self._by_name(mention)
        if mention.kind == "organization" and source.key != "who":
            return _Told(mention.name, "organization", "named", mention.span)
        return UNKNOWN

    def _by_author(self) -> _Told:
        if len(self.report.byline) != 1:
            return _Told(None, "person", "none")
        return _Told(self.report.byline[0], "person", "pronoun", None)

    def _by_document(self, source: Source) -> _Told:
        """Give a document to whoever is printed as issuing it: "Roe said in a statement", "Roe's letter"."""
        text, end = self.report.text, source.span.start
        at = text.rfind(f" {source.key}", max(0, end - NEAR), end)
        begin = max(self.scene.sentence_at(at), at - NEAR)
        if at < 0:
            return UNKNOWN
        if begin <= self.last_at < at:
            return replace(self.last, ground="continued") if self.last.speaker else self.last
        for mention in _inside(self.mentions, Span(begin, at)):
            owns = mention.possessive and at - mention.end < OWNED
            if mention.kind == "person" and (owns or mention.acts):
                return replace(self._by_name(mention), ground="continued")
        return UNKNOWN

    def is_one_sentence(self, one: Statement, other: Statement) -> bool:
        """Tell whether two statements open in one sentence."""
        return self.scene.sentence_at(one.content[0].start) == self.scene.sentence_at(_place(other))

    def tell_subject(self, begin: int, end: int) -> _Told:
        """Tell whom the words before a quotation have for their subject: "Roe closed with a promise:"."""
        acting = [each for each in _inside(self.mentions, Span(begin, end)) if each.acts and each.kind == "person"]
        if acting:
            return self._by_name(acting[-1])
        pronoun = SUBJECT_PRONOUN.search(self.report.text, begin, end)
        chain = self.scene.resolve(pronoun.group().lower(), pronoun.start(), self.sources) if pronoun else None
        return self._by_chain(chain, "pronoun", Span(*pronoun.span())) if chain and pronoun else UNKNOWN

    def _by_role(self, source: Source) -> _Told:
        text = self.report.text
        after = _apposed(text, source.span, self.mentions)
        if after is not None:
            told = self._by_name(after)
            if told.speaker:
                return told
        if source.kind == "role":
            former = FORMER.search(source.span.of(text)) is not None
            places = tuple(word for word in source.span.of(text).split() if NOT_NAMES.get(word.lower()) == "place")
            found = self.bearers.of(source.key, former=former, places=places)
            bearer = next(iter(found.values())) if len(found) == 1 else self._near_bearer(found, source.span)
            if bearer is not None:
                return self._by_chain(bearer, "role", source.span)
            if epithet := self._by_epithet(source, found):
                return epithet
            if found or source.key.endswith("-old"):
                return _Told(None, "person", "none")
        if (chain := self._surname_of(source.span)) is not None:
            return self._by_chain(chain, "named", source.span)
        printed = _one_line(source.span.of(text))
        if source.kind == "unnamed" or (source.kind == "role" and not printed.lower().startswith("the ")):
            span = _without_article(text, source.span)
            return _Told(_one_line(span.of(text)), "unnamed", "role", span, printed)
        return _Told(None, "person" if source.kind == "role" else "unnamed", "role", source.span, printed)

    def _by_epithet(self, source: Source, bearers: Mapping[int, Chain]) -> _Told | None:
        """Give "the 78-year-old Republican" to whom the passage is about, if nobody else bears the role."""
        if self.last.kind == "unnamed" or not EPITHET.fullmatch(source.span.of(self.report.text)):
            return None
        chain = self.scene.topic(source.span.start, self.sources)
        is_other = bool(bearers) and id(chain) not in bearers
        if chain is None or is_other or not (chain.sure or (chain.in_full and " " in chain.name)):
            return None
        if chain.roles and all(role.split()[-1].lower() in RELATIVES for role in chain.roles):  # her brother, Joe Roe
            return None
        return self._by_chain(chain, "role", source.span)

    def _surname_of(self, span: Span) -> Chain | None:
        """Find the one person of a lone capital that a headline or the opening of a sentence hides."""
        word = span.of(self.report.text)
        if not word[:1].isupper() or " " in word:
            return None
        return self.by_surname.get(folded(word))

    def _near_bearer(self, found: Mapping[int, Chain], span: Span) -> Chain | None:
        """Tell which of several senators "the senator" is: the one who spoke last, else the only one named nearby."""
        at = span.start
        if self.sources and at - self.sources[-1][0] < NEAR and id(self.sources[-1][1]) in found:
            return self.sources[-1][1]
        near = {
            chain.name: chain
            for mention in _inside(self.mentions, Span(max(0, at - NEAR), at))
            if (chain := self.chain_of.get(mention.start)) and id(chain) in found
        }
        return next(iter(near.values())) if len(near) == 1 else None


def _called(text: str, bearers: "_Bearers") -> Iterator[tuple[Mention, Chain]]:
    """Give the places that call somebody by a role which nobody else of the report bears: the mayor."""
    for start, end, noun in find_roles(text, [role for chain in bearers.chains for role in chain.roles]):
        found = bearers.of(noun)
        if len(found) == 1:
            yield role_mention(text, start, end), next(iter(found.values()))


def _inside(mentions: tuple[Mention, ...], span: Span) -> tuple[Mention, ...]:
    at = bisect_left(mentions, span.start, key=attrgetter("start"))
    return mentions[at : bisect_left(mentions, span.end, key=attrgetter("start"))]


def _abbreviates(word: str, name: str) -> bool:
    return len(word) > 1 and word[0].isupper() and name.lower().startswith(word.lower())


def _in_print(name: str) -> str:
    """Print a full name in capitals as other reports would."""
    return title_cased(name) if " " in name else name


def _one_line(words: str) -> str:
    return LOOSE_END.sub("", " ".join(words.split()))


def _without_article(text: str, span: Span) -> Span:
    for article in ("the ", "The ", "a ", "A ", "an ", "An "):
        if text.startswith(article, span.start) and span.end - span.start > len(article):
            return Span(span.start + len(article), span.end)
    return span


def _apposed(text: str, span: Span, mentions: tuple[Mention, ...]) -> Mention | None:
    """Find the name at either side of a role: "his lawyer, Ana Roe", "Ana Roe, the lawyer"."""
    at = bisect_left(mentions, span.end, key=attrgetter("start"))
    if at < len(mentions) and text[span.end : mentions[at].start] in (", ", " "):
        return mentions[at] if mentions[at].kind == "person" and not mentions[at].possessive else None
    at = bisect_left(mentions, span.start, key=attrgetter("start")) - 1
    is_beside = at >= 0 and mentions[at].kind == "person" and text[mentions[at].end : span.start] == ", "
    return mentions[at] if is_beside and mentions[at].sure and " " in mentions[at].name else None


def _unsourced(
    statement: Statement, last: int | None, statements: Sequence[Statement], told: dict[int, _Told], reading: _Reading
) -> _Told:
    """Give a statement without a source to the subject of its own sentence, else to the speaker before it."""
    start = statement.content[0].start
    text = reading.report.text
    begin = reading.scene.sentence_at(start)
    if credit := CREDIT.search(text, max(begin, start - NEAR), start):  # a caption that runs into the quotation
        begin = credit.end()
    before = None if last is None else statements[last]
    end = max(span.end for span in (*before.content, *before.source)) if before else 0
    own = reading.tell_subject(max(begin, end), start) if start - max(begin, end) > LEAST_FRAME else UNKNOWN
    if before is None or last is None or (end <= begin and start - begin > LEAST_FRAME):
        return own
    if statement.confidence < DOUBTFUL and any(map(str.isalnum, text[end:start])):
        return own
    going_on = _continued(start, before, told[last], reading)
    return own if going_on is UNKNOWN else going_on


def _continued(start: int, before: Statement, speaker: _Told, reading: _Reading) -> _Told:
    """Give a statement to the speaker before it, where nobody else comes between."""
    end = max(span.end for span in (*before.content, *before.source, *before.cue))
    borders = reading.scene.paragraphs
    if bisect_right(borders, start) - bisect_right(borders, end) > 1:
        return UNKNOWN
    between = [
        chain
        for mention in _inside(reading.mentions, Span(end, max(end, start)))
        if (chain := reading.chain_of.get(mention.start)) and chain.sure and not mention.possessive
    ]
    if speaker.speaker is None or any(chain is not speaker.chain for chain in between):
        return UNKNOWN
    return replace(speaker, ground="continued")
