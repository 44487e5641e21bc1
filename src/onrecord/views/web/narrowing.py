"""The ways on from what a search found: narrower by a facet, wider again, further on."""

from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from onrecord.model import Narrowing
from onrecord.pipeline.shown import Found
from onrecord.views.brief_view import clean
from onrecord.views.web.addresses import with_query

Value = tuple[
    str, int, str, bool
]  # a value of a facet: its name, how often, the address that takes or leaves it, is it chosen


def search_address(path: str, words: str | None, narrowing: Narrowing, **asked: Any) -> str:
    """Give the address of a search.

    >>> search_address("/search", "spring tide", Narrowing(form="direct"), cursor="12")
    '/search?q=spring+tide&form=direct&cursor=12'
    """
    return with_query(
        path,
        q=words,
        by=narrowing.speaker,
        person=narrowing.person,
        outlet=narrowing.outlet,
        form=narrowing.form,
        from_=narrowing.first,
        to=narrowing.last,
        **asked,
    )


def in_reports(narrowing: Narrowing) -> Narrowing:
    """Give what of a narrowing holds for whole reports."""
    return replace(narrowing, person=None, form=None, speaker=None)


def facets_of(
    found: Found, narrowing: Narrowing, words: str | None, path: str = "/search"
) -> list[tuple[str, list[Value]]]:
    """Give the facets of what was found, each value with the address that narrows by it, or leaves it again."""

    def values(name: str, counted: Iterable[tuple[Any, str, int]]) -> list[Value]:
        chosen = getattr(narrowing, name)
        return [
            (
                clean(shown),
                often,
                search_address(path, words, replace(narrowing, **{name: None if key == chosen else key})),
                key == chosen,
            )
            for key, shown, often in counted
        ]

    def twice(counted: Iterable[tuple[str, int]]) -> list[tuple[str, str, int]]:
        return [(name, name, often) for name, often in counted]

    def months() -> Iterator[Value]:
        for month, often in found.facets.months:
            first = date.fromisoformat(f"{month}-01")
            last = first.replace(day=monthrange(first.year, first.month)[1])
            is_chosen = (narrowing.first, narrowing.last) == (first, last)
            days = (None, None) if is_chosen else (first, last)
            yield month, often, search_address(path, words, replace(narrowing, first=days[0], last=days[1])), is_chosen

    return [
        ("Speaker", values("person", found.facets.people)),
        ("Outlet", values("outlet", twice(found.facets.outlets))),
        ("Form", values("form", twice(found.facets.forms))),
        ("Month", list(months())),
    ]


def chosen_of(narrowing: Narrowing, name: str, words: str | None) -> list[tuple[str, str]]:
    """Say what a search is narrowed to, each with the address that leaves it; ``name`` is that of the person."""
    said = {
        "speaker": f"by {narrowing.speaker}" if narrowing.speaker else "",
        "person": f"by {name}" if narrowing.person else "",
        "outlet": f"in {narrowing.outlet}" if narrowing.outlet else "",
        "form": narrowing.form or "",
        "first": f"from {narrowing.first}" if narrowing.first else "",
        "last": f"to {narrowing.last}" if narrowing.last else "",
    }
    return [
        (text, search_address("/search", words, replace(narrowing, **{part: None})))
        for part, text in said.items()
        if text
    ]
