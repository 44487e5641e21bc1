"""From words to places: the expressions that narrow a search, and the places of a report that answer it."""

from collections.abc import Iterator

from onrecord.errors import UsageError
from onrecord.model import Finding, Hit, Span
from onrecord.text.sentences import paragraphs, sentences
from onrecord.text.words import words_of

PHRASES = 60  # word n-grams of a quotation that are looked up at most, spread evenly over it


def search_expressions(quotation: str) -> Iterator[str]:
    """Give FTS5 expressions over folded words that find a quotation, the narrowest first.

    >>> list(search_expressions("wise guys"))
    ['"wise guys"', '"wise" OR "guys"']
    """
    keys = [word.key for word in words_of(quotation)]
    for size in (3, 2, 1):
        grams = list(dict.fromkeys(" ".join(keys[at : at + size]) for at in range(len(keys) - size + 1)))
        step = max(1, -(-len(grams) // PHRASES))
        if grams:
            yield " OR ".join(f'"{gram}"' for gram in grams[::step])


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
