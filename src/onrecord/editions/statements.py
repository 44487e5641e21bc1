"""What became of the statements of one edition in the next: changed, added, removed, or given to somebody else.

Whether a statement was edited is told by its words alone: what stands there in both editions was neither added nor
removed, whether or not it was found to be a statement in both.
"""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple, TypeAlias

from onrecord.editions.follow import Following, Side
from onrecord.editions.matches import Match, Said, matches_of, quoted_spans, said_in
from onrecord.model import ChangeKind, Edit, EditWay, Finding, Rewording, Span, Spans
from onrecord.text.names import may_be_one
from onrecord.text.printed import has_same_letters, names_among, printed_of
from onrecord.text.senses import sense_of
from onrecord.text.words import fold, words_of

FEW = 3  # words that lost their quotation marks, or half of those inside, from which on it is no quotation any more
DEFINITE = "the "  # a source without a name that was named before: who it is does not show in the words

Touched: TypeAlias = dict[int, tuple[list[int], list[int]]]  # by gap: words of a match on either side


class Marks(NamedTuple):
    """The numbers of the words between quotation marks, in both editions."""

    before: frozenset[int]
    after: frozenset[int]


class Compared(NamedTuple):
    """An edit, with the words of the statements, before and not, and the gaps that it tells of."""

    edit: Edit
    words: frozenset[tuple[bool, int]]
    gaps: frozenset[int]


def compare_statements(before: Finding, after: Finding, following: Following) -> list[Edit]:
    """List the statements that were changed, added or removed."""
    old, new = said_in(before, following.before), said_in(after, following.after)
    marks = Marks(
        *(frozenset(side.numbers_in(quoted_spans(side.text))) for side in (following.before, following.after))
    )
    found = [
        compared
        for match in matches_of(old, new, following)
        if (compared := _compared(match, following, marks, (before.report.id, after.report.id)))
    ]
    return [each.edit for each in _outermost(found)]


def _compared(match: Match, following: Following, marks: Marks, reports: tuple[str, str]) -> Compared | None:
    spans = _spans(match.old, match.before, following.before), _spans(match.new, match.after, following.after)
    words, touched = _reworded(match, following, spans[0])
    pairs = ((old, new) for old in match.old for new in match.new)
    given = next((pair for pair in pairs if _is_given_away(*pair, following)), None)
    by = given[1] if given else _main(match.new) or _main(match.old)
    ways = tuple(_ways(match, following, marks, is_reworded=bool(words), is_reattributed=given is not None))
    if not ways:
        return None
    is_whole = not match.before or not match.after
    hits_marks = any(
        not marks.before.isdisjoint(mine) or not marks.after.isdisjoint(theirs) for mine, theirs in touched.values()
    )
    is_quoted = bool(marks.before.intersection(match.before) or marks.after.intersection(match.after))
    edit = Edit(
        before=reports[0],
        after=reports[1],
        what="quotation" if hits_marks or (is_quoted and ways != ("reworded",)) else "statement",
        change="added" if not match.before else "removed" if not match.after else "changed",
        before_spans=spans[0],
        after_spans=spans[1],
        before_text=_text(following.before, spans[0]),
        after_text=_text(following.after, spans[1]),
        speaker=by.attribution.speaker if by else None,
        speaker_before=given[0].attribution.speaker if given else None,
        ways=() if is_whole else ways,
        words=() if is_whole else words,
    )
    numbers = frozenset([*((True, each) for each in match.before), *((False, each) for each in match.after)])
    return Compared(edit, numbers, frozenset(touched))


def _main(said: Sequence[Said]) -> Said | None:
    """Give the statement that stands for some: one whose speaker is known, the longest, the first of those."""
    return max(said, key=lambda each: (each.attribution.speaker is not None, len(each.numbers)), default=None)


def _reworded(match: Match, following: Following, printed: Spans) -> tuple[tuple[Rewording, ...], Touched]:
    """List the places where the words differ, and the words that they touch, by the gaps that these are in."""
    touched: Touched = {}
    for number in match.before:
        if number in following.gap_before:
            touched.setdefault(following.gap_before[number], ([], []))[0].append(number)
    for number in match.after:
        if number in following.gap_after:
            touched.setdefault(following.gap_after[number], ([], []))[1].append(number)
    names = _names(following.before, match.before) | _names(following.after, match.after)
    starts = [word.start for span in printed for word in words_of(following.before.text, span)]
    found: list[tuple[Rewording, int]] = []
    for gap, (mine, theirs) in touched.items():
        lemma, reading = _printed(following.before, mine), _printed(following.after, theirs)
        if has_same_letters(lemma, reading):
            continue  # "First Group" and "FirstGroup"
        kind: ChangeKind = "replaced" if mine and theirs else "added" if theirs else "left out"
        keys = [following.before.words[each].key for each in mine], [following.after.words[each].key for each in theirs]
        at = _place(starts, following, mine, theirs)
        found.append((Rewording(at, lemma, reading, kind, sense_of(*keys, names)), gap))
    found.sort(key=lambda each: (each[0].at, touched[each[1]][1]))
    return tuple(each for each, _ in found), {gap: touched[gap] for _, gap in found}


def _names(side: Side, numbers: Sequence[int]) -> set[str]:
    return names_among(side.text, [side.words[number] for number in numbers])


def _place(starts: Sequence[int], following: Following, mine: Sequence[int], theirs: Sequence[int]) -> tuple[int, int]:
    """Tell which words of the text before a change is about, counted from its first; of what was added, where.

    ``starts`` are where the words of that text begin.
    """
    words = following.before.words
    if mine:
        return bisect_left(starts, words[mine[0]].start), bisect_left(starts, words[mine[-1]].start) + 1
    number = theirs[0]
    while number >= 0 and number not in following.to_before:
        number -= 1
    place = bisect_right(starts, words[following.to_before[number]].start) if number >= 0 else 0
    return place, place


def _printed(side: Side, numbers: Sequence[int]) -> str:
    runs = groupby(enumerate(numbers), key=lambda each: each[1] - each[0])
    return " ".join(printed_of(side.text, [side.words[number] for _, number in run]) for _, run in runs)


def _ways(
    match: Match, following: Following, marks: Marks, *, is_reworded: bool, is_reattributed: bool
) -> Iterator[EditWay]:
    if is_reworded:
        yield "reworded"
    if is_reattributed:
        yield "reattributed"
    own = set(match.after)
    pairs = [(one, other) for one in match.before if (other := following.to_after.get(one)) in own]
    lost = sum(one in marks.before and other not in marks.after for one, other in pairs)
    gained = sum(one not in marks.before and other in marks.after for one, other in pairs)
    if _is_many(lost, len(marks.before.intersection(match.before))):
        yield "unquoted"
    if _is_many(gained, len(marks.after.intersection(match.after))):
        yield "quoted"


def _is_many(changed: int, quoted: int) -> bool:
    return changed >= FEW or (changed > 0 and 2 * changed >= quoted)


def _is_given_away(old: Said, new: Said, following: Following) -> bool:
    """Tell whether other words name another speaker; who "he" is, the words do not tell."""
    one, other = old.attribution, new.attribution
    if not one.speaker or not other.speaker or may_be_one(one.speaker, other.speaker):
        return False
    if "person" not in (one.kind, other.kind) and _are_like(one.speaker, other.speaker):
        return False
    if not _is_source_edited(old, new, following):
        return False
    sources = _source(old, following.before), _source(new, following.after)
    if not all(sources) or fold(sources[0]) == fold(sources[1]):
        return False
    return not any(
        each.attribution.kind == "unnamed" and source.casefold().startswith(DEFINITE)
        for each, source in zip((old, new), sources, strict=True)
    )


def _is_source_edited(old: Said, new: Said, following: Following) -> bool:
    """Tell whether a word of the source came or went: what stands there unchanged was but read otherwise."""
    gone = following.before.numbers_in(old.statement.source)
    come = following.after.numbers_in(new.statement.source)
    return any(each in following.gap_before for each in gone) or any(each in following.gap_after for each in come)


def _are_like(name: str, other: str) -> bool:
    """Tell whether two that are no names of persons have most of their words in common: officials, city officials."""
    words = Counter(fold(name).split()), Counter(fold(other).split())
    return 2 * (words[0] & words[1]).total() >= min(each.total() for each in words)


def _source(said: Said, side: Side) -> str:
    return " ".join(span.of(side.text) for span in said.statement.source)


def _spans(said: Sequence[Said], numbers: Sequence[int], side: Side) -> Spans:
    """Give the places of statements, and of the words that are in none."""
    places = {span for each in said for span in each.statement.content}
    held = {number for each in said for number in each.numbers}
    loose = [number for number in numbers if number not in held]
    runs = groupby(enumerate(loose), key=lambda each: each[1] - each[0])
    words = ([side.words[number] for _, number in run] for _, run in runs)
    return tuple(sorted(places.union(Span(run[0].start, run[-1].end) for run in words)))


def _text(side: Side, spans: Spans) -> str | None:
    return " ".join(span.of(side.text) for span in spans) if spans else None


def _outermost(found: Sequence[Compared]) -> Iterator[Compared]:
    """Leave out what is told of a statement inside another of which the same is told."""
    at_word: defaultdict[tuple[bool, int], list[Compared]] = defaultdict(list)
    for each in found:
        for word in each.words:
            at_word[word].append(each)
    for one in found:
        if not any(_holds(other, one) for other in at_word[next(iter(one.words))]):
            yield one


def _holds(other: Compared, one: Compared) -> bool:
    return one.words < other.words and one.gaps <= other.gaps and set(one.edit.ways) <= set(other.edit.ways)
