"""Read one sentence: its quotations first, then what cue, source and clause are around them."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from operator import attrgetter

from onrecord.model import Form, Span
from onrecord.statements.draft import FLOATING, GUESSED, LIKELY, Draft, has_words, meet
from onrecord.statements.occasions.addressee import TOLD
from onrecord.statements.ruled.contents import THAT, clause, clause_start, is_title, is_utterance
from onrecord.statements.ruled.cues import ACCORDING, Cue, find_cues
from onrecord.statements.ruled.sources import (
    ADVERBIAL,
    AFTER,
    AFTER_ACCORDING,
    headed_by,
    inverted_source,
    source_after,
    source_before,
)
from onrecord.text.quotemarks import Quotation

SPEAKER = re.compile(r"\s*[\w.’'\-]+(?: [\w.’'\-]+){0,6}\s*")
SIGNED = re.compile(
    r"""\s* (?P<dash> [—–―-]{1,2} ) \s* (?P<name> (?: [A-Z][\w.’'-]* [ ,]* ){1,8} )
      (?: (?<=,[ ]) [a-z] [^\n.!?,]{1,60} )? [\s.]* $                             # , shift supervisor
    """,
    re.VERBOSE,
)
ENDS_CLAUSE = re.compile(
    r"""\s* (?: [.,;:—–)?!”"] | $ | -- | (?: on | in | at | to | during | after | before | when | while | as
      | of | by | this | last | late | early
      | earlier | later | yesterday | today | again | through | via | recently | \w+day | reporters
      | me ) (?!\w) | [A-Z] )""",
    re.VERBOSE,
)
# "To Rep. Ana Ruiz, D-Calif., | the gate “leaks”"
MIND = re.compile(r"To (?P<name>(?:[A-Z][\w.’'-]*\s){0,3}[A-Z][\w’'-]*), (?:[RDI]-[A-Z][\w.]*, |the [^,]{3,50}, )?")
# A headline that names who speaks: "Ruiz: Gate 'in good hands'"
HEADED = re.compile(r"(?P<name>[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,4})\s?:")
NOUN = re.compile(
    r"""(?<!\w) (?P<owner> [Hh]is | [Hh]er | [Tt]heir | (?:[Tt]he\ )? (?: [A-Z][\w.-]* \s )* [A-Z][\w.-]* ['’]s? )
      \s (?: [a-z-]+ \s ){0,3}?
      (?P<noun> claim | remark | statement | assertion | argument | suggestion | contention | allegation | warning
      | promise | comment | view | vow | pledge | insistence | complaint | criticism | description | boast | threat
      | prediction | response | answer | call | accusation | quip | joke | tweet ) s? (?!\w)""",
    re.VERBOSE,
)
# "The paper quoted Ruiz as | saying": the paper's words about hers
RELAY = re.compile(r"(?<!\w)(?P<quoted>quot(?:ed|es|ing)) (?P<inner>(?!by )[^,;:.“”]{2,60}?) as $")
ALOUD = re.compile(r"\w+ (?:aloud|out loud)(?!\w)")
DOCUMENT = re.compile(
    r"""(?<!\w) (?: livestream | video | footage | transcript | excerpt | statement | recording | audio | post | tweet
      | report | document | letter | e-?mail | filing | release | interview | text | copy | program | programme | poll
      | survey | memo | website | account | records? | complaint | indictment | affidavit | news ) s? (?!\w)""",
    re.VERBOSE | re.IGNORECASE,
)
GOES_ON = re.compile(r"[^,;:—–“”]{0,30},? (?:and|but|or|to|that)(?: [^\s,;:—–“”]+){0,4} ")
WHAT = re.compile(r"(?<!\w)[Ww]hat\s+$")
TO = re.compile(r"(?<=\s)to\s+[a-z“\"‘'`«]")
BORDER = re.compile(r"[,;:—–]|\s--?\s")
OWN_CLAUSE = re.compile(r", (?:while|but|and|though|although) (?:[^\s,;]+ ){1,6}$")
PARTICIPLE = re.compile(r"(?:and |but |which |who )?\w+ing(?!\w)|(?:and|but) ")


@dataclass(slots=True)
class Sentence:
    """A sentence that no quotation runs over the end of, with its quotations and the stretches between them."""

    start: int
    end: int
    quotations: list[Quotation]

    @property
    def gaps(self) -> list[tuple[int, int]]:
        """Give the stretches outside quotations, one more than there are quotations."""
        starts = [self.start, *(each.outer.end for each in self.quotations)]
        ends = [*(each.outer.start for each in self.quotations), self.end]
        return [(start, max(start, end)) for start, end in zip(starts, ends, strict=True)]


def read_sentence(text: str, sentence: Sentence) -> list[Draft]:
    """Give what one sentence reports; a quotation without a cue in it is a draft without a source."""
    gaps = sentence.gaps
    cues = [cue for gap in gaps for cue in find_cues(text, *gap)]
    if len(cues) > 1:
        first = min((each.outer.end for each in sentence.quotations), default=sentence.end)
        cues = [cue for cue in cues if cue.start > first or not ALOUD.match(text, cue.start, sentence.end)]
    own = _utterances(text, sentence, gaps, cues)
    drafts: list[Draft] = []
    if own:
        direct = _direct(text, sentence, gaps, cues, own)
        if direct is not None:
            drafts.append(direct)
            cues = [cue for cue in cues if cue.span not in direct.cue]
    covered = sentence.start
    for cue in cues:
        if cue.start < covered:
            continue
        draft = _reported(text, sentence, gaps, cue, cues, own)
        if draft is not None:
            drafts.append(draft)
            covered = max(covered, draft.content[-1].end)
    drafts = _relayed(text, drafts)
    left = [each for each in sentence.quotations if not any(_covers(draft, each) for draft in drafts)]
    return drafts + _fragments(text, sentence, left, cues, drafts) if left else drafts


def _relayed(text: str, drafts: list[Draft]) -> list[Draft]:
    """Name through whom it is known what somebody was told: “It holds,” Ruiz told Vale, according to two clerks."""
    kept = list(drafts)
    for outer in drafts:
        if (
            not (outer.cue and outer.source)
            or outer.cue[0].of(text).lower() != "according to"
            or DOCUMENT.search(outer.source[0].of(text))
        ):
            continue
        for told in drafts:
            if told.cue and told.cue[-1].of(text) in TOLD and told.cue[-1].end < outer.cue[0].start:
                told.via = list(outer.source)
                if not any(meet(span, said) for span in outer.content for said in told.content):
                    kept.remove(outer)  # nothing but that somebody was told
                break
    return kept


def _covers(draft: Draft, quotation: Quotation) -> bool:
    return any(meet(span, quotation.outer) for span in draft.content)


def _fragments(
    text: str, sentence: Sentence, left: list[Quotation], cues: list[Cue], drafts: list[Draft]
) -> list[Draft]:
    """Read fragments that no clause holds: 'vowing in a speech to fight “with every breath”'."""
    left = [each for each in left if not is_title(text, each)]
    if not left:
        return []
    if headed := HEADED.match(text, sentence.start, left[0].outer.start):
        content = left[0].outer if drafts else clause(text, headed.end(), sentence.end)
        quoted = [span for each in (left[:1] if drafts else left) for span in each.inner]
        if content is not None:
            colon = headed.end() - 1
            return [Draft("mixed", [content], quoted, [Span(colon, colon + 1)], [Span(*headed.span("name"))], GUESSED)]
    if rest := _rest(text, left, drafts):
        return rest
    used = {span for draft in drafts for span in draft.cue}
    for cue in reversed(cues):
        if cue.span in used or cue.ways is ACCORDING:
            continue
        behind = [each for each in left if each.outer.start >= cue.end]
        source = source_before(text, sentence.start, cue.start) if behind else None
        if source is not None:
            return [_named(text, sentence, cue, source, behind)]
    if mind := MIND.match(text, sentence.start, left[0].outer.start):
        content = clause(text, mind.end(), sentence.end)
        quoted = [span for each in left for span in each.inner]
        return [Draft("mixed", [content], quoted, [], [Span(*mind.span("name"))], GUESSED)] if content else []
    return _by_noun(text, sentence, left)


def _by_noun(text: str, sentence: Sentence, left: list[Quotation]) -> list[Draft]:
    """Read 'her claim that the wall was “a mess”', whose cue is a noun and its source the owner."""
    nouns = list(NOUN.finditer(text, sentence.start, left[0].outer.start))
    if not nouns:
        return []
    noun = nouns[-1]
    that = THAT.match(text, noun.end())
    start = that.end() if that else left[0].outer.start
    end = left[-1].outer.end
    if that and noun.start() > sentence.start:  # else the main verb follows: her claim that it was “a mess” is wrong
        border = BORDER.search(text, end, sentence.end)
        end = border.start() if border else sentence.end
    content = clause(text, start, end)
    quoted = [span for each in left for span in each.inner]
    owner = Span(*noun.span("owner"))
    return [Draft("mixed", [content], quoted, [Span(*noun.span("noun"))], [owner], GUESSED)] if content else []


def _utterances(text: str, sentence: Sentence, gaps: list[tuple[int, int]], cues: list[Cue]) -> list[Quotation]:
    own: list[Quotation] = []
    for at, quotation in enumerate(sentence.quotations):
        before, after = text[slice(*gaps[at])], text[slice(*gaps[at + 1])]
        goes_on = (
            bool(own)
            and before.rstrip()[-1:] in (",", ":")
            and any(gaps[at][0] <= cue.start < gaps[at][1] for cue in cues)
        )
        if goes_on or is_utterance(text, quotation, before if at == 0 or before.strip() else "", after):
            own.append(quotation)
    return own


def _direct(
    text: str, sentence: Sentence, gaps: list[tuple[int, int]], cues: list[Cue], own: list[Quotation]
) -> Draft | None:
    stretches = [span for each in own for span in each.inner]
    draft = Draft("direct", stretches, list(stretches))
    at = sentence.quotations.index(own[0])
    behind = [cue for cue in cues if gaps[at + 1][0] <= cue.start < gaps[at + 1][1]]
    ahead = [cue for cue in cues if gaps[at][0] <= cue.start < gaps[at][1]]
    lead = text[slice(*gaps[at])].rstrip()
    if ahead and (lead[-1:] in (",", ":") or not behind):
        cue = ahead[-1]
        relay = RELAY.search(text, gaps[at][0], cue.start)
        source = source_before(text, gaps[at][0], relay.start("quoted") if relay else cue.start)
        if relay:
            draft.via = [Span(*relay.span("inner"))]
        if cue.ways is ACCORDING or source is None:
            source = source_after(text, cue.end, gaps[at][1], AFTER_ACCORDING)
    elif behind and text[slice(*gaps[at + 1])].lstrip()[:1] != ":":
        cue = behind[0]
        source = _source_behind(text, gaps[at + 1], cue)
    elif lead.endswith(":") and SPEAKER.fullmatch(lead[:-1].lstrip()):
        colon = gaps[at][0] + len(lead) - 1
        return Draft("direct", stretches, list(stretches), [Span(colon, colon + 1)], [Span(gaps[at][0], colon)])
    elif text[slice(*gaps[at + 1])].lstrip()[:1] == ":":  # 'I was told': mayor faces the town
        colon = text.index(":", gaps[at + 1][0])
        source = headed_by(text, colon + 1, gaps[at + 1][1])
        return Draft(
            "direct", list(own[0].inner), list(own[0].inner), [Span(colon, colon + 1)], [source] if source else []
        )
    elif signed := SIGNED.match(text, *gaps[-1]):
        sign(draft, signed)
        return draft
    elif cues:
        cue = cues[0]
        gap = next(gap for gap in gaps if gap[0] <= cue.start < gap[1])
        source = _source_behind(text, gap, cue) if gap[0] else None
        draft.confidence = LIKELY
    else:
        if sum(len(span.of(text).split()) for span in stretches) <= 5:
            return None
        draft.confidence = FLOATING
        return draft
    draft.cue = [cue.span]
    draft.source = [source] if source else []
    return draft


def _source_behind(text: str, gap: tuple[int, int], cue: Cue) -> Span | None:
    if cue.ways is ACCORDING or not has_words(text, gap[0], cue.start):
        return source_after(text, cue.end, gap[1], AFTER_ACCORDING if cue.ways is ACCORDING else AFTER)
    return source_before(text, gap[0], cue.start)


def _rest(text: str, left: list[Quotation], drafts: list[Draft]) -> list[Draft]:
    """Read the fragment that goes on behind the cue: It was “a mess,” Ruiz said, and “a shame”."""
    for draft in drafts:
        if not (draft.source and draft.cue and draft.quoted) or draft.content[0].start > draft.cue[0].start:
            continue
        place = max(draft.cue[-1].end, draft.source[-1].end)
        behind = [each for each in left if each.outer.start >= place]
        if not behind or not (GOES_ON.fullmatch(text, place, behind[0].outer.start) or draft.cue[0].of(text) == ":"):
            continue
        content = [Span(behind[0].outer.start, behind[-1].outer.end)]
        return [
            Draft("mixed", content, [span for each in behind for span in each.inner], draft.cue, draft.source, GUESSED)
        ]
    return []


def _reported(
    text: str, sentence: Sentence, gaps: list[tuple[int, int]], cue: Cue, cues: list[Cue], own: list[Quotation]
) -> Draft | None:
    """Read a reported clause, and the quotations that it runs through."""
    start = max([sentence.start, *(each.outer.end for each in own if each.outer.end <= cue.start)])
    limit = min([sentence.end, *(each.outer.start for each in own if each.outer.start >= cue.end)])
    if cue.ways is ACCORDING:
        return _according(text, sentence, start, cue, limit)
    if _ends_with_quotation(text, sentence, cue) or inverted_source(text, start, cue.start, cue.end, limit):
        return _postposed(text, sentence, start, cue, limit)
    begins = clause_start(text, cue.end, limit, cue.ways)
    fragments = [each for each in sentence.quotations if cue.end <= each.outer.start < limit and each not in own]
    if begins is None or not begins[1]:  # what stands behind the next cue is that one's
        after = bisect_right(cues, cue.start, key=attrgetter("start"))
        following = cues[after].start if after < len(cues) else limit
        near = [each for each in fragments if each.outer.start < following]
    else:
        near = fragments
    if begins is None and ("quote" not in cue.ways or not near):
        return _postposed(text, sentence, start, cue, limit)
    relay = RELAY.search(text, start, cue.start)
    source = source_before(text, start, relay.start("quoted") if relay else cue.start)
    if relay and begins is not None and (content := clause(text, begins[0], _clause_end(text, begins[0], limit, cues))):
        draft = _clausal(text, content, fragments, cue, source, LIKELY)
        draft.cue.insert(0, Span(*relay.span("quoted")))
        draft.via = [Span(*relay.span("inner"))]
        return draft
    if begins is None or ("quote" in cue.ways and near and not begins[1]):
        return _named(text, sentence, cue, source, near)
    if begins[0] >= limit or not has_words(text, begins[0], limit):
        return _postposed(text, sentence, start, cue, limit)
    end = _clause_end(text, begins[0], limit, cues)
    if not begins[1] and not cue.ways & {"clause", "to"}:
        held = max([begins[0], *(each.outer.end for each in near if each.outer.end <= end)])
        if border := BORDER.search(text, held, end):
            end = border.start()
    content = clause(text, begins[0], end)
    if content is None or len(content.of(text).split()) < 2:
        return None
    return _clausal(text, content, fragments, cue, source, LIKELY if begins[1] else GUESSED)


def _ends_with_quotation(text: str, sentence: Sentence, cue: Cue) -> bool:
    """Tell whether what was said ends right before its cue: It was “a mess,” said Ruiz."""
    last = next((each for each in reversed(sentence.quotations) if each.outer.end <= cue.start), None)
    return (
        last is not None
        and not has_words(text, last.outer.end, cue.start)
        and ("," in text[last.outer.end : cue.start] or last.inner[-1].of(text)[-1] == ",")
    )


def _clause_end(text: str, start: int, limit: int, cues: list[Cue]) -> int:
    """Give where a reported clause ends because another statement starts: "..., while Ruiz called it"."""
    for cue in cues[bisect_right(cues, start, key=attrgetter("start")) :]:
        if cue.ways is ACCORDING:
            return cue.start
        if own := OWN_CLAUSE.search(text, max(start, cue.start - 70), cue.start):
            return own.start()
        if text[cue.end - 3 : cue.end] == "ing" and text.endswith(", ", start, cue.start):
            return cue.start - 2
    return limit


def _named(text: str, sentence: Sentence, cue: Cue, source: Span | None, fragments: list[Quotation]) -> Draft:
    """Read 'called the plan “a mess”': the content is what is called so with what it is called."""
    if source is not None and WHAT.search(text, sentence.start, source.start):
        fragments = fragments[:1]
        end = fragments[0].outer.end
    else:
        border = BORDER.search(text, fragments[-1].outer.end, sentence.end)
        end = border.start() if border else sentence.end
        if any(each.outer.start > fragments[-1].outer.end and each.outer.start < end for each in sentence.quotations):
            end = fragments[-1].outer.end  # the next fragment is another cue's
        if fragments[-1].inner[-1].of(text)[-1] in ".?!":
            end = fragments[-1].outer.end
    quoted = [span for each in fragments for span in each.inner]
    last = fragments[-1].outer.end
    to = None if "quote" in cue.ways else TO.search(text, cue.end, fragments[0].outer.start + 1)
    content = clause(text, to.start() if to else cue.end, end)
    if content is None or (content.start >= fragments[0].outer.start and content.end <= last):
        return _draft(text, "direct", quoted, quoted, cue, source, LIKELY)
    return _draft(text, "mixed", [content], quoted, cue, source, LIKELY)


def _clausal(
    text: str, content: Span, fragments: list[Quotation], cue: Cue, source: Span | None, confidence: float
) -> Draft:
    quoted = [
        span for each in fragments for span in each.inner if content.start <= span.start and span.end <= content.end + 1
    ]
    return _draft(text, "mixed" if quoted else "indirect", [content], quoted, cue, source, confidence)


def _draft(
    text: str, form: Form, content: list[Span], quoted: list[Span], cue: Cue, source: Span | None, confidence: float
) -> Draft:
    return Draft(form, list(content), list(quoted), [cue.span], [source] if source else [], confidence)


def _according(text: str, sentence: Sentence, start: int, cue: Cue, limit: int) -> Draft | None:
    source = source_after(text, cue.end, limit, AFTER_ACCORDING)
    if source is None:
        return None
    if text[start : cue.start].strip(' ,.“”"') and has_words(text, start, cue.start):
        content = clause(text, start, cue.start)
    else:
        content = clause(text, source.end, limit)
    if content is None or len(content.of(text).split()) < 3:
        return None
    return _clausal(text, content, sentence.quotations, cue, source, LIKELY)


def _postposed(text: str, sentence: Sentence, start: int, cue: Cue, limit: int) -> Draft | None:
    """Read "The gate had held, the board said.": the clause comes first, or is interrupted by its cue."""
    inverted = inverted_source(text, start, cue.start, cue.end, limit)
    if not cue.ways & {"clause", "that"} or not (
        inverted or _ends_with_quotation(text, sentence, cue) or ENDS_CLAUSE.match(text, cue.end, limit)
    ):
        return None
    behind = max((each.outer.end for each in sentence.quotations if each.outer.end <= cue.start), default=cue.start)
    source = source_before(text, start, cue.start)
    if inverted:
        source, place = inverted, cue.start
    elif behind < cue.start and not has_words(text, behind, cue.start):  # "It was “a mess,” said Ruiz"
        source, place = source_after(text, cue.end, limit), behind
    elif source is None or source.start - start < 4:  # "...," reported Reuters
        source, place = source_after(text, cue.end, limit) if behind == cue.start else None, behind
    else:
        place = source.start
    lead = text[start:place].rstrip().removesuffix(" as")
    if source is None or not lead.endswith((",", ",”", ',"', ",''", "—", "–", "--", "?")) or " " not in lead:
        return None
    content = clause(text, start, start + len(lead))
    if content is None:
        return None
    draft = _clausal(text, content, sentence.quotations, cue, source, LIKELY)
    rest = clause(text, cue.end, limit) if text[cue.end : cue.end + 1] == "," else None
    if rest is not None and len(rest.of(text).split()) > 2 and not PARTICIPLE.match(text, rest.start):
        draft.content.append(rest)
        draft.quoted += [span for each in sentence.quotations for span in each.inner if span.start >= rest.start]
        draft.form = "mixed" if draft.quoted else "indirect"
        return draft
    is_too_short = len(lead.split()) < (8 if ADVERBIAL.fullmatch(lead + " ") else 3)
    return None if is_too_short else draft


def sign(draft: Draft, signed: re.Match[str]) -> None:
    """Give a draft to whom a match of ``SIGNED`` names: “It leaks.” ― Ana Ruiz; the dash is its cue."""
    draft.cue = [Span(*signed.span("dash"))]
    draft.source = [Span(signed.start("name"), signed.start("name") + len(signed["name"].rstrip(" .,")))]
