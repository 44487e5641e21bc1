"""Which cue a content hangs on, and which source a cue has: a choice among the spans of a paragraph, or none.

What counts is what stands between the two, how near they are in order, and what the network's own pointers say. The
weights are learned on tags as the network predicts them, not as people set them: it has to choose among what is found.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.statements.learned.spans import Role
from onrecord.statements.learned.tagger import POINTER, Scores
from onrecord.statements.learned.windows import AMID, CLOSES, INSIDE, OPENS, Units

Floats = NDArray[np.float32]
FEATURES = 24
FAR = 6  # spans, borders and marks between two are counted up to this


class Ranker(NamedTuple):
    """A perceptron with one hidden layer: [FEATURES, hidden], [hidden], [hidden]."""

    inner: Floats
    bias: Floats
    outer: Floats

    def chances(self, features: Floats) -> Floats:
        """Give the probability of each candidate, a row of features each."""
        scores = np.maximum(features @ self.inner + self.bias, 0) @ self.outer
        chances: Floats = np.exp(scores - scores.max())
        total: Floats = chances / chances.sum()
        return total


class Linked(NamedTuple):
    """A content or a cue with the span that it goes with, or None, and how sure that is."""

    of: Role
    to: Role | None
    sure: float


def link(
    askers: Sequence[Role],
    candidates: Sequence[Role],
    others: Sequence[Role],
    units: Units,
    scores: Scores,
    ranker: Ranker,
) -> list[Linked]:
    """Choose for each asker one of the candidates or none; ``others`` are the spans of the third role."""
    found = []
    for asker in askers:
        chances = ranker.chances(features_of(asker, candidates, askers, others, units, scores))
        best = int(chances.argmax())
        found.append(Linked(asker, candidates[best - 1] if best else None, float(chances[best])))
    return found


def features_of(
    asker: Role,
    candidates: Sequence[Role],
    askers: Sequence[Role],
    others: Sequence[Role],
    units: Units,
    scores: Scores,
) -> Floats:
    """Describe each candidate, a row of ``FEATURES`` each; the first row stands for none."""
    ask, answer = (0, 1) if asker.role == "cue" else (2, 3)
    vectors = scores.pointers
    query = vectors[asker.first + 1, ask * POINTER : (ask + 1) * POINTER]
    places = [0, *(each.first + 1 for each in candidates)]
    pointed = vectors[places, answer * POINTER : (answer + 1) * POINTER] @ query / np.float32(POINTER**0.5)
    pointed = np.clip(pointed - pointed.max(), -10, 0)
    rows = np.zeros((len(places), FEATURES), np.float32)
    rows[:, 0] = pointed / 4
    rows[0, 1] = 1
    rows[0, 2] = len(candidates) == 0
    rows[:, 3] = asker.sure
    before = [each for each in candidates if each.first < asker.first]
    nearest = {id(each) for each in before[-1:]}
    following = [each for each in candidates if each.first >= asker.first]
    next_one = {id(each) for each in following[:1]}
    for row, each in zip(rows[1:], candidates, strict=True):
        ahead = each.first < asker.first
        left, right = (each.last, asker.first) if ahead else (asker.last, each.first)
        quotes = units.quotes
        between = [units.first[at] for at in range(left, right)]
        row[4] = ahead
        row[5] = id(each) in nearest
        row[6] = id(each) in next_one
        row[7] = min(len(between), 40) / 20
        row[8] = len(between) == 0
        row[9] = 0 < len(between) < 3
        row[10] = _count(candidates, left, right)
        row[11] = _count(askers, left, right)
        row[12] = _count(others, left, right)
        row[13] = min(sum(units.edges[at] != AMID for at in between) + _opens(units, right, between), FAR) / 2
        row[14] = min(sum(quotes[at] == OPENS for at in between), 2)
        row[15] = min(sum(quotes[at] == CLOSES for at in between), 2)
        row[16] = quotes[units.first[each.first]] in (OPENS, INSIDE, CLOSES)
        row[17] = quotes[units.first[asker.first]] in (OPENS, INSIDE, CLOSES)
        row[18] = row[4] * row[16]
        row[19] = row[4] * row[17]
        row[20] = each.sure
        row[21] = row[4] * row[12]
        row[22] = row[4] * row[13]
        row[23] = row[6] * row[8]
    return rows


def _count(spans: Sequence[Role], left: int, right: int) -> float:
    return min(sum(left <= each.first and each.last <= right for each in spans), FAR) / 2


def _opens(units: Units, right: int, between: list[int]) -> bool:
    """Tell whether a sentence opens right with the second of the two."""
    return units.edges[units.first[right]] != AMID if right < len(units.first) else False
