"""Learn what each sign tells of two figures: ``WEIGHTS`` of ``onrecord.stories.figures``.

A logistic regression on the pairs of figures-dev, with a penalty; beside the marked pairs, of which there are few, the
unmarked ones of the same reports count as different, each a little. The weights in the code are near to what this
prints: where that hardly mattered, those that joined fewer near misses were kept. ``held out`` counts the pairs that
are told rightly when their event is left out.
"""

from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from benchmarks.data import Row, read_rows, write_reports
from onrecord.model import Report
from onrecord.read import read_sources
from onrecord.stories import figures
from onrecord.stories.agreement import verdict_of_two
from onrecord.stories.printed_figures import Mention, printed_figures

PENALTY = 0.01
UNMARKED = 0.05  # weight of a pair that the labels do not hold
STEPS = 80

Array = np.ndarray[Any, Any]


class Pair(NamedTuple):
    """Two mentions with their signs: are they of one thing?"""

    event: str
    signs: tuple[float, ...]
    is_one: float
    weight: float


def learn_figure_weights(work: Path) -> Row:
    """Learn the weights of ``Signs`` on pairs that can both be true, and tell how they do on events left out."""
    reports = write_reports(work / "figures.jsonl", "copies-reports-dev.jsonl")
    mentions: defaultdict[str, list[Mention]] = defaultdict(list)
    event_of = {row["id"]: row["story"] for row in read_rows("copies-reports-dev.jsonl")}
    for report in read_sources([str(reports)]):
        if isinstance(report, Report):
            mentions[event_of[report.id]] += printed_figures(report)
    marks = _marks()
    pairs = [pair for event in sorted(mentions) for pair in _pairs(event, mentions[event], marks)]
    weights = _fit(pairs)
    return {
        "weights": dict(zip(figures.Signs._fields, (round(float(each), 2) for each in weights), strict=True)),
        "pairs": len(pairs),
        "held out": _held_out(pairs),
    }


def _marks() -> dict[str, list[tuple[int, int, str]]]:
    marks: defaultdict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for row in read_rows("figures-dev.jsonl"):
        for member in row.get("members", [row]):
            marks[member["report"]].append((member["start"], member["end"], row["id"]))
    return marks


def _pairs(event: str, mentions: Sequence[Mention], marks: dict[str, list[tuple[int, int, str]]]) -> list[Pair]:
    rarity = figures.rarity_of(mentions)
    vectors = [figures.vectors_of(mention, rarity) for mention in mentions]
    marked = [_mark(mention, marks[mention.figure.report]) for mention in mentions]
    values: defaultdict[str, defaultdict[str, set[float]]] = defaultdict(lambda: defaultdict(set))
    for mention in mentions:
        values[mention.kind][mention.figure.report].add(figures.value_of(mention))
    found = []
    for one, other in combinations(range(len(mentions)), 2):
        a, b = mentions[one], mentions[other]
        if a.kind == b.kind and a.figure.report != b.figure.report and verdict_of_two(a.number, b.number) != "conflict":
            signs = figures.signs_of(a, b, vectors[one], vectors[other], values[a.kind])
            both = marked[one] is not None and marked[other] is not None
            is_one = float(both and marked[one] == marked[other])
            same = figures.value_of(a) == figures.value_of(b)
            if both or not same:
                found.append(Pair(event, tuple(signs), is_one, 1.0 if both else UNMARKED))
    return found


def _mark(mention: Mention, marks: Sequence[tuple[int, int, str]]) -> str | None:
    span = mention.figure.span
    return next((group for start, end, group in marks if span.start < end and start < span.end), None)


def _fit(pairs: Sequence[Pair]) -> Array:
    """Fit by Newton's method; signs are brought to one scale for the penalty, which spares the first, the constant."""
    signs = np.array([pair.signs for pair in pairs])
    is_one, weight = (np.array([getattr(pair, name) for pair in pairs]) for name in ("is_one", "weight"))
    mean, scale = signs.mean(0), signs.std(0) + 1e-9
    mean[0], scale[0] = 0.0, 1.0
    scaled, fitted = (signs - mean) / scale, np.zeros(signs.shape[1])
    free = np.array([0.0] + [1.0] * (len(fitted) - 1))
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-scaled @ fitted))
        slope = scaled.T @ (weight * (chance - is_one)) / weight.sum() + PENALTY * free * fitted
        bend = (scaled.T * (weight * chance * (1 - chance))) @ scaled / weight.sum() + PENALTY * np.eye(len(fitted))
        fitted -= np.linalg.solve(bend, slope)
    raw: Array = fitted / scale
    raw[0] = fitted[0] - (fitted * mean / scale)[1:].sum()
    return raw


def _held_out(pairs: Sequence[Pair]) -> Row:
    tally = {"found": 0, "right": 0, "marked": 0}
    for event in sorted({pair.event for pair in pairs}):
        weights = _fit([pair for pair in pairs if pair.event != event])
        for pair in pairs:
            if pair.event == event and pair.weight == 1.0:
                is_found = float(np.dot(pair.signs, weights)) > 0
                tally["found"] += is_found
                tally["right"] += is_found and pair.is_one == 1.0
                tally["marked"] += pair.is_one == 1.0
    return tally
