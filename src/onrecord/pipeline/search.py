"""From words to places: the expressions that narrow a search, and the places of a report that answer it."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from math import log

from onrecord.errors import UsageError
from onrecord.model import Finding, Hit, Span
from onrecord.people.rulings import report_of
from onrecord.text.grams import grams_of, sequences_of, telling_grams, votes_of
from onrecord.text.sentences import paragraphs, sentences
from onrecord.text.weights import weight_of
from onrecord.text.words import words_of

CANDIDATES = 40  # stretches that a check looks at; the right one is among 12 in 98 %, among 50 in 99 %
FAINT = 4  # how many times more the best stretch shares with a quotation than one not worth a look
SHOWN = 3  # stretches that are looked at though they hold too little: the nearest, where nothing is found
STRETCH = 60  # words of a quotation that stands in two stretches at the most
HELD = 0.3  # of its words' weight: half of what a place has to hold, with some to spare
IN_ORDER = 1.4  # votes of its sequences for each tenth of weight: half of what a place has to get
PART_HELD = 0.7  # of the weight of a sentence that is looked up by itself: it has to stand there nearly word for word
PART_LEAST = 40  # tenths of weight: what a sentence weighs that is more than "I don't know."
COMMON = 600  # stretches that have a word sequence, from which on it tells nothing

Having = Callable[[str, int], Sequence[int]]
Stretches = Callable[[Iterable[int]], Mapping[int, tuple[str, Span, str]]]
First = Callable[[str, int], Sequence[tuple[str, Span, str]]]


def nearest_stretches(
    quotation: str, having: Having, stretches: Stretches, first: First, *, is_part: bool = False
) -> list[tuple[str, Span]]:
    """Give the stretches that may be the source of a quotation, or of a sentence that is a part of one.

    Of a whole quotation the nearest are given, too, whatever they hold.

    ``having`` gives the numbers of the stretches that have a word sequence, some at most; ``stretches`` their
    statements, places and folded words; ``first`` these of so many that have one, the first by statement and place.
    """
    keys = [word.key for word in words_of(quotation)]
    if is_part and _weight(keys) < PART_LEAST:
        return []
    votes = _votes(keys, having)
    if votes:
        ranked = sorted(votes.values(), reverse=True)[:CANDIDATES]
        fewest = max(ranked[-1], ranked[0] // FAINT)
        found = stretches(number for number, vote in votes.items() if vote >= fewest)
        ordered = sorted((-votes[number], *stretch) for number, stretch in found.items())[:CANDIDATES]
        best = [(statement, span, words) for _, statement, span, words in ordered]
    else:  # a stock phrase, or a little word alone: half of the record may have it
        best = [stretch for gram in grams_of(keys)[-1:] for stretch in first(gram, CANDIDATES)]
    places = [(statement, span) for statement, span, _ in best]
    # Of a long quotation each stretch of a report may hold a part.
    homes = [report_of(statement) if len(keys) > STRETCH else (statement, span) for statement, span in places]
    there: dict[Hashable, list[str]] = defaultdict(list)
    for home, (*_, words) in zip(homes, best, strict=True):
        there[home].append(words)
    share = PART_HELD if is_part else HELD
    holding = {home for home, stretches_there in there.items() if may_hold(keys, stretches_there, share)}
    return [
        place
        for rank, (place, home) in enumerate(zip(places, homes, strict=True))
        if home in holding or (rank < SHOWN and not is_part)
    ]


def may_hold(keys: Sequence[str], stretches: Sequence[str], share: float = HELD) -> bool:
    """Tell whether stretches have words enough of a quotation, and enough of them in its order, to be its source.

    >>> quotation = "we sell bread on mondays".split()
    >>> may_hold(quotation, ["on bread mondays sell we"]), may_hold(quotation, ["bread we sell", "sell on mondays"])
    (False, True)
    """
    wanted = set(keys)
    words = [stretch.split() for stretch in stretches]
    if _weight(wanted.intersection(chain.from_iterable(words))) < share * _weight(wanted):
        return False
    if len(keys) == 1:
        return True
    there = {sequence for each in words for sequence in sequences_of(each)}
    shared = sum(votes_of(sequence) for sequence in sequences_of(keys) if sequence in there)
    return shared >= IN_ORDER * _weight(keys)


def _votes(keys: Sequence[str], having: Having) -> dict[int, int]:
    """Give the stretches that share word sequences with a quotation, and how much: rare ones weigh more.

    >>> index = {"sell bread": [3], "we sell": [3, 5]}
    >>> _votes(["we", "sell", "bread"], lambda gram, most: index.get(gram, []))
    {3: 121, 5: 57}
    """
    votes: Counter[int] = Counter()
    for gram in telling_grams(keys):
        found = having(gram, COMMON)
        if len(found) < COMMON:
            votes.update(dict.fromkeys(found, _value(len(found))))
    return dict(votes)


def _weight(keys: Iterable[str]) -> int:
    return sum(map(weight_of, keys))


def _value(count: int) -> int:
    return round(10 * log(1 + COMMON / count)) if count else 0


STRAIGHT = str.maketrans("“”„«»\0", '"' * 5 + " ")  # what comes after a null character FTS5 never reads
MOST_WORDS = 60  # of a search: a passage is a matter for `check`, which is quicker at it


def phrases_of(query: str) -> list[str]:
    """Give the words of a query, and its phrases between marks, each once.

    >>> phrases_of('prison "wise guys" prison')
    ['prison', 'wise guys']
    """
    parts = query.translate(STRAIGHT).split('"')
    phrases = [phrase for at, part in enumerate(parts) for phrase in ([part] if at % 2 else part.split())]
    return [phrase for phrase in dict.fromkeys(phrases) if any(letter.isalnum() for letter in phrase)]


def words_expression(query: str) -> str:
    """Give the FTS5 expression of what a person typed: all the words, and phrases between marks.

    >>> words_expression('prison "wise guys"')
    '"prison" "wise guys"'

    Raises:
        UsageError: it holds no word, or too many.
    """
    wanted = phrases_of(query)
    if not wanted:
        raise UsageError("there is no word to search for")
    words = sum(len(phrase.split()) for phrase in wanted)
    if words > MOST_WORDS:
        raise UsageError(
            f"{words:,} words are more than the {MOST_WORDS} that a search takes; check a passage as a quotation"
        )
    return " ".join(f'"{phrase}"' for phrase in wanted)


def hits_of(finding: Finding, query: str) -> Iterator[Hit]:
    """Give the sentence of a report that holds the most of a query, a phrase counting more, if any does."""
    report = finding.report
    span = best_sentence(report.text, query)
    if span is None:
        return
    covering = [
        (statement.id, attribution.speaker)
        for statement, attribution in zip(finding.statements, finding.attributions, strict=True)
        if any(each.start < span.end and span.start < each.end for each in statement.content)
    ]
    statement, speaker = covering[0] if covering else (None, None)
    yield Hit(report.id, statement, span, span.of(report.text), speaker)


def best_sentence(text: str, query: str) -> Span | None:
    """Give the first sentence of a text that holds the most of a query, a phrase counting more, if any holds some.

    Sentences with the words as they are typed go first: to fold every word of a report is dear.

    >>> text = "It rained. Wise guys sell bread, and no guys are wise."
    >>> best_sentence(text, '"wise guys"').of(text)
    'Wise guys sell bread, and no guys are wise.'
    """
    wanted = [[word.key for word in words_of(phrase)] for phrase in phrases_of(query)]
    most = _held(wanted, [key for phrase in wanted for key in phrase])
    typed = [re.compile(rf"\b{re.escape(word)}\b", re.IGNORECASE) for word in phrases_of(query.replace('"', " "))]

    def often_in(place: Span) -> int:
        return sum(bool(word.search(text, place.start, place.end)) for word in typed)

    everywhere = paragraphs(text)
    likely = [place for place in everywhere if often_in(place)] or everywhere
    often = {sentence: often_in(sentence) for place in likely for sentence in sentences(text, place)}
    best: tuple[int, Span] | None = None
    for place in sorted(often, key=lambda place: (-often[place], place)):
        if best and not often[place]:
            break
        held = _held(wanted, [word.key for word in words_of(text, place)])
        if held and (best is None or held > best[0]):
            best = (held, place)
        if held == most:
            break
    return best[1] if best else None


def _held(wanted: Sequence[Sequence[str]], keys: Sequence[str]) -> int:
    """Count the words of a query that a sentence holds; a phrase that stands in a row counts as all its words again."""
    held = len({key for phrase in wanted for key in phrase}.intersection(keys))
    rows = (len(phrase) for phrase in wanted if len(phrase) > 1 and _stands_in(phrase, keys))
    return held + sum(rows)


def _stands_in(phrase: Sequence[str], keys: Sequence[str]) -> bool:
    return any(list(keys[at : at + len(phrase)]) == list(phrase) for at in range(len(keys) - len(phrase) + 1))
