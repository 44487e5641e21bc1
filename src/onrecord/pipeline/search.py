"""From words to places: the expressions that narrow a search, and the places of a report that answer it."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from math import log

from onrecord.errors import UsageError
from onrecord.model import Finding, Hit, Span
from onrecord.text.grams import grams_of, telling_grams
from onrecord.text.sentences import paragraphs, sentences
from onrecord.text.weights import weight_of
from onrecord.text.words import words_of

STRETCH = 60  # words of a quotation that stands in two stretches at the most
HELD = 0.3  # of its words' weight: half of what a place has to hold, with some to spare
COMMON = 600  # stretches that have a word sequence, from which on it tells nothing


def best_stretches(keys: Sequence[str], having: Callable[[str, int | None], Sequence[int]]) -> dict[int, int]:
    """Give the stretches that share word sequences with a quotation, and how much: rare ones weigh more.

    ``having`` gives the stretches that have a sequence, some at most.

    >>> index = {"sell bread": [3], "we sell": [3, 5]}
    >>> best_stretches(["we", "sell", "bread"], lambda gram, most: index.get(gram, []))
    {3: 121, 5: 57}
    """
    votes: Counter[int] = Counter()
    for gram in telling_grams(keys):
        found = having(gram, COMMON)
        if len(found) < COMMON:
            votes.update(dict.fromkeys(found, _value(len(found))))
    if not votes:  # a stock phrase, or a little word alone
        for gram in grams_of(keys)[-1:]:
            found = having(gram, None)
            votes.update(dict.fromkeys(found, _value(len(found))))
    return dict(votes)


def may_hold(keys: Sequence[str], words: str) -> bool:
    """Tell whether a stretch has enough of a quotation's words to be a part of its source.

    >>> may_hold("we sell bread".split(), "they came early"), may_hold("we sell bread".split(), "bread we sell")
    (False, True)
    """
    if len(keys) > STRETCH:
        return True  # it may be spread over many stretches
    there, wanted = set(words.split()), set(keys)
    return _weight(wanted & there) >= HELD * _weight(wanted)


def _weight(keys: Iterable[str]) -> int:
    return sum(map(weight_of, keys))


def _value(count: int) -> int:
    return round(10 * log(1 + COMMON / count)) if count else 0


def words_expression(query: str) -> str:
    """Give the FTS5 expression of what a person typed: all the words, and phrases between marks.

    >>> words_expression('prison "wise guys"')
    '"prison" "wise guys"'

    Raises:
        UsageError: it holds no word.
    """
    parts = query.split('"')
    phrases = [phrase for at, part in enumerate(parts) for phrase in ([part] if at % 2 else part.split())]
    wanted = [phrase for phrase in phrases if any(letter.isalnum() for letter in phrase)]
    if not wanted:
        raise UsageError("there is no word to search for")
    return " ".join(f'"{phrase}"' for phrase in wanted)


def hits_of(finding: Finding, query: str) -> Iterator[Hit]:
    """Give the sentence of a report that holds the most of the words of a query, if any does."""
    report = finding.report
    wanted = {word.key for word in words_of(query)}
    best: tuple[int, Span] | None = None
    for paragraph in paragraphs(report.text):
        for sentence in sentences(report.text, paragraph):
            shared = len(wanted.intersection(word.key for word in words_of(report.text, sentence)))
            if shared and (best is None or shared > best[0]):
                best = (shared, sentence)
    if best is None:
        return
    span = best[1]
    covering = [
        statement.id
        for statement in finding.statements
        if any(each.start < span.end and span.start < each.end for each in statement.content)
    ]
    yield Hit(report.id, covering[0] if covering else None, span, span.of(report.text))
