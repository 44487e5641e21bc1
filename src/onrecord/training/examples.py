"""Annotated articles as matter to train on: units with a tag each, and which source and cue belong to a content."""

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tokenizers import Tokenizer

from onrecord.statements.gold import Article, Gold
from onrecord.statements.learned.tags import BEGINS, INSIDE, OUTSIDE, ROLES
from onrecord.statements.learned.units import Units, units_of
from onrecord.text.quotemarks import find_quotations
from onrecord.text.sentences import paragraphs


@dataclass(frozen=True, slots=True)
class Example:
    """Units with gold tags, and links of a unit to another: cue to source (-1: none) and content to cue."""

    units: Units
    tags: tuple[int, ...]
    sources: tuple[tuple[int, int], ...]
    cues: tuple[tuple[int, int], ...]


def held_out(articles: Sequence[Article], each: int) -> tuple[list[Article], list[Article]]:
    """Part articles in those to train on and every ``each``-th of each publisher, by order of id."""
    kept: list[Article] = []
    out: list[Article] = []
    seen: dict[str, int] = {}
    for article in sorted(articles, key=lambda article: article.id):
        seen[article.publisher] = nth = seen.get(article.publisher, 0) + 1
        (out if nth % each == 0 else kept).append(article)
    return kept, out


def examples_of(article: Article, pieces: Tokenizer) -> Iterator[Example]:
    """Give an article's paragraphs with their gold tags."""
    tags: dict[int, tuple[str, bool]] = {}
    for gold in article.attributions:
        for role in ROLES:
            for span in getattr(gold, role):
                tags |= {at: (role, at == span.start) for at in range(span.start, span.end)}
    for units in units_of(article.text, paragraphs(article.text), find_quotations(article.text), pieces):
        yield _example(units, tags, article.attributions)


def shuffled_windows(
    articles: Iterable[Sequence[Example]], shortest: int, longest: int, chance: random.Random
) -> list[tuple[Example, ...]]:
    """Cut articles into windows anew, at other borders each time, and shuffle them."""
    windows: list[tuple[Example, ...]] = []
    for examples in articles:
        window: list[Example] = []
        size, most = 0, chance.randint(shortest, longest)
        for example in examples:
            if window and size + len(example.units.ids) > most:
                windows.append(tuple(window))
                window, size, most = [], 0, chance.randint(shortest, longest)
            window.append(example)
            size += len(example.units.ids)
        if window:
            windows.append(tuple(window))
    chance.shuffle(windows)
    return windows


def _example(units: Units, roles: dict[int, tuple[str, bool]], attributions: Iterable[Gold]) -> Example:
    tags = []
    before = None
    for span in units.spans:
        role, begins = roles.get(span.start, (None, False))
        if role is None:
            tags.append(OUTSIDE)
        else:
            tags.append((BEGINS if begins or role != before else INSIDE)[role])
        before = role
    at = {span.start: nth for nth, span in enumerate(units.spans)}
    sources: list[tuple[int, int]] = []
    cues: list[tuple[int, int]] = []
    for gold in attributions:
        cue = at.get(gold.cue[0].start) if gold.cue else None
        if cue is None:
            continue
        if not gold.source:
            sources.append((cue, -1))
        elif gold.source[0].start in at:
            sources.append((cue, at[gold.source[0].start]))
        cues += [(at[span.start], cue) for span in gold.content if span.start in at]
    return Example(units, tuple(tags), tuple(sources), tuple(cues))
