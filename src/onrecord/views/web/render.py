"""Templates into pages: every text of a report is escaped, and a name that is not there is an error."""

from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import PurePath
from typing import Any

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

from onrecord.model import Saying, Span
from onrecord.pipeline.search import best_sentence, phrases_of
from onrecord.text.days import day_text, period_text
from onrecord.text.words import words_of
from onrecord.version import __version__
from onrecord.views.brief import SENSES, name_of
from onrecord.views.brief_marks import Piece
from onrecord.views.brief_view import clean, clipped, count_text, cut, names_text, parted, prose
from onrecord.views.draft_view import words_at
from onrecord.views.web import addresses
from onrecord.views.web.report_view import label_of

LONGEST_SAYING = 600  # characters of a statement in a list


@cache
def environment() -> Environment:
    """Give what renders the pages."""
    made = Environment(
        loader=ChoiceLoader([PackageLoader("onrecord.views.web"), PackageLoader("onrecord.views")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=100,
    )
    made.filters |= {
        "clean": clean,
        "clipped": clipped,
        "prose": prose,
        "names": names_text,
        "day": lambda day: day_text(day) if day else "undated",
        "period": period_text,
        "number": lambda number: f"{number:,}",
    }
    made.globals |= {
        "address": addresses.address_of,
        "asking": addresses.with_query,
        "at_outlet": addresses.outlet_address,
        "count": count_text,
        "cut": cut,
        "file_of": file_of,
        "hits": hits_in,
        "label_of": label_of,
        "name_of": name_of,
        "parted": parted,
        "report_at": addresses.report_address,
        "said_words": said_words,
        "senses": SENSES,
        "statement_at": addresses.statement_address,
        "version": __version__,
        "words_at": words_at,
    }
    return made


def render(template: str, **values: Any) -> str:
    """Render a page."""
    return environment().get_template(template).render(**values)


def said_words(saying: Saying, query: str | None = None) -> tuple[str, str]:
    """Give the words of a statement that is looked up, in one line, and the address of their place.

    Where the reporter's words stand between there are dots; of a whole turn of a speech it is the sentence that holds
    the most of a query.
    """
    first = saying.content[0].start
    sentence = best_sentence(saying.text, query) if query and len(saying.text) > LONGEST_SAYING else None
    if sentence:
        span = Span(first + sentence.start, first + sentence.end)
        words = f"… {prose(sentence.of(saying.text))} …"
        return clipped(words, LONGEST_SAYING), addresses.report_address(saying.report.id, span)
    parts = (saying.text[span.start - first : span.end - first] for span in saying.content)
    return clipped(prose(" … ".join(parts)), LONGEST_SAYING), addresses.statement_address(saying.statement)


def file_of(location: str) -> str:
    """Name where a report was found, without the folders that the file lies in.

    >>> file_of("/srv/in/box.zip!a/b.txt"), file_of("https://elm.example/a/b"), file_of("in/day.jsonl:17")
    ('box.zip!a/b.txt', 'https://elm.example/a/b', 'day.jsonl:17')
    """
    if "://" in location:
        return clean(location)
    file, mark, member = location.partition("!")
    return clean(f"{PurePath(file).name}{mark}{member}")


def hits_in(text: str, query: str | None) -> Iterator[Piece]:
    """Cut a text where it has the words of a query; those are marked as added.

    >>> [(piece.text, piece.mark) for piece in hits_in("Wise guys sell.", '"wise guys"')]
    [('Wise', 'added'), (' ', 'same'), ('guys', 'added'), (' sell.', 'same')]
    """
    wanted = _keys(query or "")
    at = 0
    for word in words_of(text) if wanted else ():
        if word.key in wanted and word.start >= at:
            if at < word.start:
                yield Piece(text[at : word.start])
            yield Piece(text[word.start : word.end], "added")
            at = word.end
    if at < len(text):
        yield Piece(text[at:])


@lru_cache(maxsize=8)  # of each statement of a page the same is asked
def _keys(query: str) -> frozenset[str]:
    return frozenset(word.key for phrase in phrases_of(query) for word in words_of(phrase))
