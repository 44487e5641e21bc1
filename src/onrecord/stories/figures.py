"""What the reports of a story count, and where their figures disagree.

A false conflict sends an editor after nothing, a missed one leaves things as they were: figures are put together only
if they count the same noun or measure in the same unit and the words around them agree; two different values need more
agreement around them than two equal ones, and none at all helps if a report prints both.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from itertools import combinations
from math import inf, isclose, sqrt
from typing import NamedTuple

from onrecord.model import Attribution, Figure, FigureGroup, FigureVerdict, Report, Span, Statement, Story
from onrecord.stories.numbers import Number, find_numbers
from onrecord.text.sentences import paragraphs, sentences
from onrecord.text.weights import weight_of
from onrecord.text.words import words_of

# Measured on figures-dev.
AROUND = 12  # words on either side that tell what a number counts
SAME_VALUE = 0.1  # agreement of the words around two equal values
SAME_SMALL = 0.2  # the same for a value so small that it is everywhere
SMALL = 12
OTHER_VALUE = 0.3  # and for two different values of one noun
OTHER_MEASURE = 0.65  # or, with no noun to hold on to, of one measure or time of day
FARTHEST = 3.0  # of two values of one thing the greater is at most so many times the smaller
ROUNDING = 0.05

Pairs = tuple[tuple[Statement, Attribution], ...]


class _Mention(NamedTuple):
    report: str
    number: Number
    around: dict[str, float]
    figure: Figure


def compare_figures(
    story: Story, reports: Iterable[Report], statements: Mapping[str, Pairs]
) -> tuple[FigureGroup, ...]:
    """Group the figures that two reports or more give for one thing, and judge whether all can be true.

    >>> compare_figures(Story("s", "", None, ()), (), {})
    ()
    """
    ordered = sorted((report for report in reports if report.kind == "report"), key=lambda report: report.id)
    mentions = [mention for report in ordered for mention in _mentions(report, statements.get(report.id, ()))]
    groups = [_group(story, members) for members in _together(mentions) if len({each.report for each in members}) > 1]
    return tuple(sorted(groups, key=lambda group: [(each.report, each.span) for each in group.members]))


@lru_cache(maxsize=1)
def _synonyms() -> dict[str, str]:
    lines = files(__package__).joinpath("synonyms.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {form: word for word, forms in rows for form in forms.split()}


def _stem(key: str) -> str:
    known = _synonyms().get(key)
    if known:
        return known
    for ending in ("ing", "ed", "es", "s"):
        if key.endswith(ending) and len(key) - len(ending) >= 4:
            return key[: -len(ending)]
    return key


def _mentions(report: Report, pairs: Pairs) -> list[_Mention]:
    text = report.text
    furniture = [each.span for each in report.furniture]
    borders = [sentence for paragraph in paragraphs(text) for sentence in sentences(text, paragraph)]
    found = []
    for number in find_numbers(text):
        if any(span.start <= number.span.start < span.end for span in furniture):
            continue
        home = next((each for each in borders if each.start <= number.span.start < each.end), None)
        if home and (number.unit or number.counts or _value(number) > SMALL):
            figure = Figure(
                report=report.id,
                span=number.span,
                text=number.span.of(text),
                low=number.low,
                high=number.high,
                unit=number.unit,
                counts=number.counts,
                by=_giver(number.span, text, pairs),
            )
            found.append(_Mention(report.id, number, _around(text, home, number), figure))
    return found


def _around(text: str, home: Span, number: Number) -> dict[str, float]:
    """Weigh the words around a number, the nearest most."""
    words = words_of(text, home)
    first = sum(word.end <= number.span.start for word in words)
    last = sum(word.start < number.span.end for word in words)
    around: dict[str, float] = {}
    for at, word in enumerate(words):
        distance = first - at if at < first else at - last + 1
        weight = weight_of(word.key)
        if first <= at < last or distance > AROUND or weight < 15 or word.key[0].isdigit():
            continue
        stem = _stem(word.key)
        around[stem] = max(around.get(stem, 0.0), weight / (3 + distance))
    length = sqrt(sum(value * value for value in around.values())) or 1.0
    return {stem: value / length for stem, value in around.items()}


def _giver(span: Span, text: str, pairs: Pairs) -> str | None:
    """Name the speaker of the smallest statement that holds a number, or give the words that stand for them."""
    covering = [
        (sum(each.end - each.start for each in statement.content), statement.id, statement, attribution)
        for statement, attribution in pairs
        if any(each.start <= span.start and span.end <= each.end for each in statement.content)
    ]
    if not covering:
        return None
    _, _, statement, attribution = min(covering, key=lambda each: each[:2])
    return attribution.speaker or (" ".join(each.of(text) for each in statement.source) or None)


def _together(mentions: Sequence[_Mention]) -> list[list[_Mention]]:
    """Join mentions of one thing, the surest first; two groups that each report keeps apart stay apart."""
    by_kind: defaultdict[str, list[int]] = defaultdict(list)
    for at, mention in enumerate(mentions):
        by_kind[_kind(mention.number)].append(at)
    values = defaultdict(set)
    for mention in mentions:
        values[mention.report, _kind(mention.number)].add(_value(mention.number))
    bonds = []
    for kind, members in sorted(by_kind.items()):
        for one, other in combinations(members, 2):
            a, b = mentions[one], mentions[other]
            if a.report != b.report and (strength := _bond(a, b, values[a.report, kind], values[b.report, kind])):
                bonds.append((-strength, one, other))
    group_of = {at: [at] for at in range(len(mentions))}
    for _, one, other in sorted(bonds):
        mine, theirs = group_of[one], group_of[other]
        if mine is not theirs and _may_join([mentions[at] for at in mine], [mentions[at] for at in theirs]):
            mine.extend(theirs)
            group_of.update(dict.fromkeys(theirs, mine))
    groups = {min(group): group for group in group_of.values()}
    return [[mentions[at] for at in sorted(groups[first])] for first in sorted(groups)]


def _kind(number: Number) -> str:
    return f"of {_stem(number.head)}" if number.kind.startswith("of ") else number.kind


def _value(number: Number) -> float:
    value = number.low if number.low is not None else number.high
    return (value or 0.0) * number.scale


def _bond(one: _Mention, other: _Mention, values: set[float], others: set[float]) -> float:
    """Tell how surely two mentions are of one thing: 0 if they are not."""
    agreement = sum(weight * other.around.get(stem, 0.0) for stem, weight in one.around.items())
    mine, theirs = _value(one.number), _value(other.number)
    if isclose(mine, theirs, rel_tol=0.015):
        small = mine <= SMALL and one.number.kind != "age"
        return 1 + agreement if agreement >= (SAME_SMALL if small else SAME_VALUE) else 0.0
    if not one.number.head and one.number.kind.startswith("of "):
        return 0.0
    apart = max(mine, theirs) > FARTHEST * min(mine, theirs)
    enough = OTHER_VALUE if one.number.kind.startswith("of ") else OTHER_MEASURE
    if apart or agreement < enough or mine in others or theirs in values:
        return 0.0
    return agreement


def _may_join(one: Sequence[_Mention], other: Sequence[_Mention]) -> bool:
    """Refuse to join groups in which some report would stand with two values."""
    values: defaultdict[str, set[float]] = defaultdict(set)
    for mention in (*one, *other):
        values[mention.report].add(round(_value(mention.number), 6))
    return all(len(each) == 1 for each in values.values())


def _group(story: Story, members: Sequence[_Mention]) -> FigureGroup:
    firsts: dict[tuple[str, float | None, float | None], _Mention] = {}
    for mention in members:
        firsts.setdefault((mention.report, mention.number.low, mention.number.high), mention)
    kept = list(firsts.values())
    named = [mention.number.counts for mention in kept if mention.number.counts]
    counts = min(named, key=lambda words: (-named.count(words), len(words), words)) if named else kept[0].figure.text
    return FigureGroup(
        story=story.id,
        counts=counts,
        verdict=_verdict([mention.number for mention in kept]),
        members=tuple(mention.figure for mention in kept),
    )


def _verdict(numbers: Sequence[Number]) -> FigureVerdict:
    worst: FigureVerdict = "agree"
    for one, other in combinations(numbers, 2):
        verdict = _verdict_of_two(one, other)
        if verdict == "conflict":
            return verdict
        if verdict == "compatible":
            worst = verdict
    return worst


def _verdict_of_two(one: Number, other: Number) -> FigureVerdict:
    bounded = [(number.low is None, number.high is None) for number in (one, other)]
    low, high = _interval(one)
    other_low, other_high = _interval(other)
    same = [isclose(a, b, rel_tol=0.015) for a, b in ((low, other_low), (high, other_high))]
    if all(same) and bounded[0] == bounded[1]:
        return "agree"
    slack = ROUNDING * (one.about + other.about)
    if low <= other_high * (1 + slack) and other_low <= high * (1 + slack):
        return "compatible"
    return "conflict"


def _interval(number: Number) -> tuple[float, float]:
    low = number.low * number.scale if number.low is not None else 0.0
    high = number.high * number.scale if number.high is not None else inf
    return low, high
