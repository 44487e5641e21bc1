"""Number phrases of the development reports against hand-made answers, with a general library beside it.

A row of a file has the report, the characters of the phrase with its bound words, and its low and high end.
"""

import csv
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from math import isclose
from pathlib import Path
from typing import NamedTuple

from benchmarks.data import Row, read_rows
from onrecord.model import Span
from onrecord.stories.numbers import find_numbers

LABELS = Path(__file__).parent / "labels"
ALIKE = 0.005  # share by which a value may differ
AROUND = 300  # characters about a phrase that the library is given: it knows no paragraphs


class Label(NamedTuple):
    """A phrase of a report and its value."""

    text: str
    span: Span
    low: float | None
    high: float | None


def score_numbers(work: Path) -> Row:
    """Share of the phrases whose value and bounds are right; ``quantulum3`` where it is installed."""
    finders: dict[str, Callable[[Label], bool]] = {"onrecord": _ours}
    if find_spec("quantulum3"):
        finders["quantulum3"] = _quantulum
    return {
        part: {name: _share(finder, labels) for name, finder in finders.items()} | {"phrases": len(labels)}
        for part in ("numbers-known", "numbers-unseen")
        if (labels := list(_labels(LABELS / f"{part}.tsv")))
    }


def _labels(path: Path) -> Iterator[Label]:
    texts = {
        row["id"]: row["text"] for name in ("stories-dev", "copies-reports-dev") for row in read_rows(f"{name}.jsonl")
    }
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            low, high = (float(row[end]) if row[end] else None for end in ("low", "high"))
            yield Label(texts[row["report"]], Span(int(row["start"]), int(row["end"])), low, high)


def _share(is_right: Callable[[Label], bool], labels: list[Label]) -> float:
    return round(100 * sum(map(is_right, labels)) / len(labels), 1)


def _ours(label: Label) -> bool:
    return any(
        _same(number.low, label.low) and _same(number.high, label.high)
        for number in find_numbers(label.text)
        if number.span.start < label.span.end and label.span.start < number.span.end
    )


def _quantulum(label: Label) -> bool:
    from quantulum3 import parser  # type: ignore[import-not-found]

    begin = max(0, label.span.start - AROUND)
    return any(
        _same(found.value - (found.uncertainty or 0), label.low)
        and _same(found.value + (found.uncertainty or 0), label.high)
        for found in parser.parse(label.text[begin : label.span.end + AROUND])
        if found.span[0] + begin < label.span.end and label.span.start < found.span[1] + begin
    )


def _same(one: float | None, other: float | None) -> bool:
    return one is other if one is None or other is None else isclose(one, other, rel_tol=ALIKE, abs_tol=1e-9)
