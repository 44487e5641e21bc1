"""Direct, mixed or indirect: how much of a content stands between quotation marks."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from onrecord.model import Form, Span
from onrecord.statements.draft import has_words
from onrecord.statements.ruled.contents import clause
from onrecord.text.quotemarks import Quotation

THAT = re.compile(r"that\b,?", re.IGNORECASE)
LOOSE = re.compile(r"[,”\"’]\s+(?:and|but|or|though|although|while|as|because|when|if|which|who)\s*$")


class Content(NamedTuple):
    """A content as statements print it: stretches without marks, clauses without "that", and what of it is quoted."""

    form: Form
    content: list[Span]
    quoted: list[Span]


def content_of(text: str, spans: Iterable[Span], quotations: Sequence[Quotation]) -> Content:
    """Give the content that some spans of a text are; ``quotations`` are its outer ones, in order.

    >>> from onrecord.text.quotemarks import find_quotations
    >>> text = "Ruiz said that it was “a mess.”"
    >>> found = content_of(text, [Span(10, 31)], find_quotations(text))
    >>> found.form, [span.of(text) for span in found.content], [span.of(text) for span in found.quoted]
    ('mixed', ['it was “a mess.”'], ['a mess.'])
    """
    content: list[Span] = []
    quoted: list[Span] = []
    for span in spans:
        inner = list(_stretches(span, quotations))
        if inner and not any(has_words(text, *gap) for gap in _outside(span, inner)):
            content += inner
        elif (bare := _clause(text, span)) is not None:
            content.append(bare)
        quoted += inner
    form: Form = "direct" if quoted and content == quoted else "mixed" if quoted else "indirect"
    return Content(form, content, quoted)


def _stretches(span: Span, quotations: Sequence[Quotation]) -> Iterator[Span]:
    """Give what of a span stands between quotation marks."""
    first = bisect_left(quotations, span.start, key=lambda each: each.outer.end)
    for at in range(first, len(quotations)):
        each = quotations[at]
        if each.outer.start >= span.end:
            break
        for inner in each.inner:
            if inner.start < span.end and span.start < inner.end:
                yield Span(max(span.start, inner.start), min(span.end, inner.end))


def _outside(span: Span, stretches: Iterable[Span]) -> Iterator[tuple[int, int]]:
    at = span.start
    for stretch in stretches:
        yield at, stretch.start
        at = stretch.end
    yield at, span.end


def _clause(text: str, span: Span) -> Span | None:
    """Leave out a "that" before the clause, and a conjunction after it whose own clause was left out."""
    that = THAT.match(text, span.start, span.end)
    loose = LOOSE.search(text, span.start, span.end)
    return clause(text, that.end() if that else span.start, loose.start() + 1 if loose else span.end)
