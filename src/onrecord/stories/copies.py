"""Which reports copy one another.

Quotations are what independent reports share most (of 251 shared passages of 15 words, 219 were quotations), so they
are taken out before likeness is judged: what makes a copy is the reporters' own words. Not all quotations are in
marks; a post that is printed bare gives itself away by its signature or by its *I* and *we*.
"""

import re
from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from types import MappingProxyType
from typing import NamedTuple

from onrecord.model import AgencyGround, Family, Place, Report, Reuse, ReuseLabel, Span, Spans
from onrecord.stories.agencies import credit_of
from onrecord.stories.ids import id_of_first
from onrecord.text.shingles import Shingle, shingles
from onrecord.text.words import words_of

# Measured on copies-dev: words in a row, and shares of the shorter report's own words.
SEED = 8  # two reports with so many words in common, in a row, are compared
NEAR = 5  # inside a pair, runs from this length tell how much of it is common
TELLING = 10  # own words in a row from which chance and stock phrases are out
TELLING_PLAIN = 8  # of these in small letters: "the Democratic People's Republic of Korea" is a name
ALERT = 15  # words of a news alert that is a copy if they are in another report; fewer in common are chance
MUCH = 0.25  # share of own words in common from which short runs tell too
COPY = 0.5
COPY_CREDITED = 0.8  # when one of the two thanks an agency for a part only, or prints its own earlier report again
REFRAIN = 6  # places of one run of words in a report that are followed up

FIRST_PERSON = re.compile(r"(?<!War )\b(?:I(?!-\d|\.)|[Mm][ey]|[Ww]e|us|[Oo]urs?)\b")  # no Interstate, no "US"
OUTSIDE = frozenset(
    {"link", "link syntax", "teaser", "related", "sponsor", "navigation", "caption", "credit", "contributor"}
    | {"timestamp", "byline"}
)
BOILERPLATE = re.compile(
    r"""
    \b (?: all \s rights \s reserved | material \s may \s not \s be \s published | newsletters? | e-?mail \s us
    | click \s here | privacy \s policy | terms \s (?: of \s (?: use | service ) | and \s conditions )
    | not \s a \s robot | re-enter | (?: occasional \s updates | special \s offers ) | try \s again \s later
    | continue \s reading | we \s pay \s for | do \s you \s have \s a \s story | image \s (?: copyright | caption ) ) \b
    """,
    re.VERBOSE | re.IGNORECASE,
)
SIGNATURE = re.compile(r"[—–-] ?[^\n(—–]{1,60}\(@\w{1,20}\)(?: [A-Z][a-z]+ \d{1,2}, \d{4})?")
SENTENCE_END = re.compile(r"[.!?…][”’\"')\]]*\s|\n")


class Run(NamedTuple):
    """``size`` words from word ``at`` of one report are those from word ``other`` of another."""

    size: int
    at: int
    other: int


class Matter:
    """A report's words as numbers, told apart into those of its reporters, of quotations and of furniture.

    There are tens of thousands of them at once: what is kept of a word is a few bytes.
    """

    def __init__(self, report: Report, quoted: Spans, numbers: dict[str, int], publisher: str | None) -> None:
        self.report = report
        self.publisher = publisher
        self.credit = credit_of(report)
        words = words_of(report.text)
        self.keys = array("I", (numbers.setdefault(word.key, len(numbers)) for word in words))
        self.starts = array("I", (word.start for word in words))
        self.ends = array("I", (word.end for word in words))
        outside = [each.span for each in report.furniture if each.kind in OUTSIDE]
        outside += _boilerplate(report.text)
        embeds = [each.span for each in report.furniture if each.kind == "embed"]
        self.is_furniture = self._covered(outside)
        self.is_quoted = self._covered([*quoted, *embeds, *_signed(report.text)])
        self.is_personal = self._covered(Span(*found.span()) for found in FIRST_PERSON.finditer(report.text))
        self.sentences = self._sentences()
        self.is_own = bytes(not (one or other) for one, other in zip(self.is_furniture, self.is_quoted, strict=True))
        self.own = sum(self.is_own)

    def _covered(self, spans: Iterable[Span]) -> bytes:
        marks = bytearray(len(self.report.text) + 1)
        for span in spans:
            marks[span.start : span.end] = b"\1" * (span.end - span.start)
        return bytes(map(marks.__getitem__, self.starts))

    def _sentences(self) -> Sequence[int]:
        """Number the sentences, and give each word the number of its own."""
        ends = [found.start() for found in SENTENCE_END.finditer(self.report.text)]
        numbers = array("I")
        number = at = before = 0
        for start, end in zip(self.starts, self.ends, strict=True):
            passed = at
            at = bisect_left(ends, start, at)
            if at > passed:
                number += ends[at - 1] >= before  # the point of "U.S." is the word's
            numbers.append(number)
            before = end
        return numbers

    def places(self) -> dict[Shingle, list[int]]:
        """Find where each run of a few words begins, the first places of one that comes again and again."""
        index: dict[Shingle, list[int]] = {}
        for at, shingle in enumerate(shingles(self.keys, NEAR)):
            places = index.setdefault(shingle, [])
            if len(places) < REFRAIN:
                places.append(at)
        return index

    def splits(self, at: int) -> bool:
        """Tell whether a word follows the one before it inside one printed form."""
        return 0 < at < len(self.keys) and not self.report.text[self.ends[at - 1] : self.starts[at]].strip("'’")

    def place(self, at: int, size: int) -> Place:
        """Give the place of some words in a row."""
        return Place(self.report.id, Span(self.starts[at], self.ends[at + size - 1]))


def find_reuse(
    reports: Iterable[Report], quoted: Mapping[str, Spans], publisher_of: Mapping[str, str] = MappingProxyType({})
) -> tuple[Reuse, ...]:
    """Find the pairs of reports that share passages, with the ``quoted`` stretches of each told apart.

    ``publisher_of`` names the publishers of reports, by their ids.

    >>> find_reuse((), {})
    ()
    """
    from onrecord.stories.candidates import candidates  # numpy takes a while that no other question needs

    numbers: dict[str, int] = {}
    matters = [
        Matter(report, quoted.get(report.id, ()), numbers, publisher_of.get(report.id))
        for report in sorted(reports, key=lambda report: report.id)
    ]
    by_length = sorted(range(len(matters)), key=lambda at: (len(matters[at].keys), at))
    partners: defaultdict[int, list[int]] = defaultdict(list)
    for pair in candidates([matters[at].keys for at in by_length], SEED):
        one, other = sorted(by_length[at] for at in pair)
        partners[other].append(one)
    found = []
    for other, ones in partners.items():
        places = matters[other].places()
        found += [reuse for one in ones if (reuse := _reuse(matters[one], matters[other], places))]
    return tuple(sorted(found, key=lambda reuse: (reuse.a, reuse.b)))


def find_families(reports: Iterable[Report], reuse: Iterable[Reuse]) -> tuple[Family, ...]:
    """Gather the reports that go back to one text.

    >>> find_families((), ())
    ()
    """
    by_id = {report.id: report for report in reports}
    copies = sorted((each for each in reuse if each.label == "copy"), key=lambda each: (each.a, each.b))
    group_of = {report: [report] for each in copies for report in (each.a, each.b)}
    for each in copies:
        smaller, larger = sorted((group_of[each.a], group_of[each.b]), key=len)
        if smaller is not larger:
            larger += smaller
            group_of.update(dict.fromkeys(smaller, larger))
    groups = sorted({id(group): sorted(group) for group in group_of.values()}.values())
    links: defaultdict[int, list[Reuse]] = defaultdict(list)
    for each in copies:
        links[id(group_of[each.a])].append(each)
    return tuple(_family([by_id[report] for report in group], links[id(group_of[group[0]])]) for group in groups)


def _signed(text: str) -> Iterator[Span]:
    """Find posts printed without marks: the paragraph before "— Ana Ruiz (@anaruiz) May 14, 2031"."""
    for signature in SIGNATURE.finditer(text):
        start = text.rfind("\n", 0, signature.start()) + 1
        if not text[start : signature.start()].strip():
            start = text.rfind("\n", 0, max(start - 1, 0)) + 1
        yield Span(start, signature.end())


def _boilerplate(text: str) -> Iterator[Span]:
    """Find the sentences that stand on every page of an outlet: rights reserved, newsletters to sign up for."""
    for found in BOILERPLATE.finditer(text):
        ends = [end.start() for end in SENTENCE_END.finditer(text, found.end(), found.end() + 300)]
        starts = [end.end() for end in SENTENCE_END.finditer(text, max(found.start() - 300, 0), found.start())]
        yield Span(starts[-1] if starts else found.start(), ends[0] if ends else found.end())


def _runs(one: Matter, other: Matter, places_of: Mapping[Shingle, Sequence[int]]) -> Iterator[Run]:
    """Find the runs of common words that cannot be made longer at either end, in order."""
    reached: dict[int, int] = {}  # by diagonal, the word of the first report after the last run
    covered = 0
    for at, shingle in enumerate(shingles(one.keys, NEAR)):
        places = places_of.get(shingle)
        if places is None:
            continue
        if len(places) == REFRAIN and at < covered:
            continue  # a text of refrains would have a run on every diagonal
        for begin in places:
            if at < reached.get(begin - at, 0):
                continue
            size = NEAR
            while (
                at + size < len(one.keys)
                and begin + size < len(other.keys)
                and one.keys[at + size] == other.keys[begin + size]
            ):
                size += 1
            reached[begin - at] = at + size
            covered = max(covered, at + size)
            yield Run(size, at, begin)


def _reuse(one: Matter, other: Matter, places: Mapping[Shingle, Sequence[int]]) -> Reuse | None:
    runs = tuple(_runs(one, other, places))
    own = [part for run in runs for part in _own_parts(run, one, other)]
    label = _label(own, runs, one, other)
    if label is None:
        return None
    passages = tuple(_passages(runs, one, other))
    if not passages:
        return None
    agency, ground, place = (None, None, None) if label == "quotes-only" else _agency((one.report, other.report))
    return Reuse(
        a=one.report.id,
        b=other.report.id,
        label=label,
        agency=agency,
        source=None if agency else _source(one, other, label),
        passages=passages,
        agency_ground=ground,
        agency_place=place,
    )


def _own_parts(run: Run, one: Matter, other: Matter) -> Iterator[Run]:
    """Cut a run to the stretches that are neither quotation nor furniture in either report.

    Sentences in the first person are no reporter's, and those beside them may be of the same post or statement.
    """
    sentences = one.sentences[run.at : run.at + run.size]
    is_own = [
        mine and theirs
        for mine, theirs in zip(
            one.is_own[run.at : run.at + run.size], other.is_own[run.other : run.other + run.size], strict=True
        )
    ]
    personal = {
        sentences[step] + beside
        for step in range(run.size)
        if is_own[step] and one.is_personal[run.at + step]
        for beside in (-1, 0, 1)
    }
    size = 0
    for step in range(run.size + 1):
        if step < run.size and is_own[step] and sentences[step] not in personal:
            size += 1
            continue
        if size:
            yield Run(size, run.at + step - size, run.other + step - size)
        size = 0


def _label(own: Sequence[Run], runs: Sequence[Run], one: Matter, other: Matter) -> ReuseLabel | None:
    common = {at + step for size, at, _ in own for step in range(size)}
    others = {at + step for size, _, at in own for step in range(size)}
    shares = (len(common) / max(one.own, 1), len(others) / max(other.own, 1))
    share = max(shares)
    longest = max((part.size for part in own), default=0)
    if _is_copy(shares, one, other) and len(common) >= ALERT and longest >= SEED:
        return "copy"
    is_telling = longest >= TELLING and any(_is_telling(part, one) for part in own if part.size >= TELLING)
    if (is_telling and len(common) >= ALERT) or (share >= MUCH and len(common) >= 2 * ALERT):
        return "partial"
    quotes = any(
        sum(one.is_quoted[run.at + step] or other.is_quoted[run.other + step] for step in range(run.size)) >= NEAR
        or any(one.is_personal[run.at : run.at + run.size])
        for run in runs
        if run.size >= SEED and not one.is_furniture[run.at]
    )
    return "quotes-only" if quotes else None


def _is_telling(part: Run, matter: Matter) -> bool:
    """Tell whether words in a row are more than a name, a stock phrase or the seam of two sentences."""
    text, starts = matter.report.text, matter.starts
    places = range(part.at, part.at + part.size)
    longest = max((list(each) for _, each in groupby(places, matter.sentences.__getitem__)), key=len)
    plain = sum(text[starts[at]].islower() or text[starts[at]].isdigit() for at in longest)
    return len(longest) >= TELLING and plain >= TELLING_PLAIN


def _is_copy(shares: tuple[float, float], one: Matter, other: Matter) -> bool:
    """Judge by the shorter report, but by the one that thanks an agency if only one of them does."""
    thanks = [each.credit is not None and not each.credit.is_whole for each in (one, other)]
    if thanks[0] != thanks[1]:
        return shares[thanks.index(True)] >= COPY_CREDITED
    again = _is_one_house(one, other) and one.report.published != other.report.published
    return max(shares) >= (COPY_CREDITED if again else COPY)


def _is_one_house(one: Matter, other: Matter) -> bool:
    return one.publisher is not None and one.publisher == other.publisher


def _passages(runs: Sequence[Run], one: Matter, other: Matter) -> Iterator[tuple[Place, Place]]:
    """Choose runs that do not overlap in either report, the longest first, and give their places in order."""
    taken: list[Run] = []
    for run in sorted(runs, key=lambda run: (-run.size, run.at, run.other)):
        trimmed = _whole_tokens(run, one, other)
        if trimmed.size >= SEED and not any(
            (trimmed.at < each.at + each.size and each.at < trimmed.at + trimmed.size)
            or (trimmed.other < each.other + each.size and each.other < trimmed.other + trimmed.size)
            for each in taken
        ):
            taken.append(trimmed)
    for run in sorted(taken, key=lambda run: run.at):
        yield one.place(run.at, run.size), other.place(run.other, run.size)


def _whole_tokens(run: Run, one: Matter, other: Matter) -> Run:
    """Leave out a word at either end that is a part of a printed one: the "is" of "isn't"."""
    size, at, begin = run
    while size and (one.splits(at) or other.splits(begin)):
        size, at, begin = size - 1, at + 1, begin + 1
    while size and (one.splits(at + size) or other.splits(begin + size)):
        size -= 1
    return Run(size, at, begin)


def _agency(reports: Iterable[Report]) -> tuple[str | None, AgencyGround | None, Place | None]:
    """Name the agency that most of some reports show to be theirs, or else thank; with what shows it, and where."""
    credits = [(report.id, credit) for report in reports if (credit := credit_of(report))]
    shown = [pair for pair in credits if pair[1].is_whole] or credits
    names = Counter(credit.agency for _, credit in shown)
    if not names:
        return None, None, None
    name = min(names, key=lambda name: (-names[name], name))
    chosen = [(report, credit) for report, credit in shown if credit.agency == name]
    report, credit = min(chosen, key=lambda pair: (pair[1].span is None, pair[0]))
    return name, credit.ground, Place(report, credit.span) if credit.span else None


def _source(one: Matter, other: Matter, label: ReuseLabel) -> str | None:
    """Tell which of two reports the other took from: the one whose outlet it credits, or a house's own earlier one.

    Texts of one agency come from the agency, not from one another: of these it isn't asked.
    """
    a, b = one.report, other.report
    if not _is_one_house(one, other):
        names = [_is_credited(a, b), _is_credited(b, a)]
        return None if names[0] == names[1] else (a.id if names[0] else b.id)
    if a.published and b.published and a.published != b.published and label != "quotes-only":
        return min((a, b), key=_day).id
    return None


def _is_credited(outlet: Report, text: Report) -> bool:
    """Tell whether a text says that another's outlet reported something first."""
    if not outlet.outlet:
        return False
    name = rf"(?:the\s)?{re.escape(outlet.outlet)}\b"
    credit = rf"\b(?:told|according to|by|with|to)\s{name}|{name},?\s(?:first\s)?(?:reported|reports)\b"
    return bool(re.search(credit, text.text))


def _family(members: Sequence[Report], copies: Iterable[Reuse]) -> Family:
    exemplar = max(members, key=lambda report: (len(report.text), -_day(report)))
    ids = tuple(report.id for report in members)
    stretches: defaultdict[Place, set[Place]] = defaultdict(set)
    for each in copies:
        if exemplar.id in (each.a, each.b):
            for passage in each.passages:
                mine, theirs = passage if each.a == exemplar.id else passage[::-1]
                stretches[mine].add(theirs)
    agency, ground, place = _agency(members)
    return Family(
        id=id_of_first(members),
        exemplar=exemplar.id,
        agency=agency,
        reports=ids,
        passages=tuple(
            (mine, *sorted(stretches[mine], key=lambda place: (place.report, place.span)))
            for mine in sorted(stretches, key=lambda place: place.span)
        ),
        agency_ground=ground,
        agency_place=place,
    )


def _day(report: Report) -> int:
    return report.published.toordinal() if report.published else 1 << 30
