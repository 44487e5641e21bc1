"""Which cue a content hangs on, and which source a cue has: a choice among the spans of a paragraph, or none.

What counts is what stands between the two, how near they are in order, and what the network's own pointers say. The
weights are learned on tags as the network predicts them, not as people set them: it has to choose among what is found.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.statements.learned.spans import Role
from onrecord.statements.learned.tagger import POINTER, Scores
from onrecord.statements.learned.tags import ROLES
from onrecord.statements.learned.units import AMID, CLOSES, OPENS, OUTSIDE, Units

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


class Ground:
    """What the features of links are read off, counted once for a paragraph: sums up to each unit."""

    def __init__(self, roles: Sequence[Role], units: Units, scores: Scores) -> None:
        size = len(units.first)
        self.pointers = scores.pointers
        first = list(units.first)
        quotes, edges = np.array(units.quotes)[first], np.array(units.edges)[first]
        self.quoted = quotes != OUTSIDE
        self.borders, self.opening, self.closing = (
            _sums(each) for each in (edges != AMID, quotes == OPENS, quotes == CLOSES)
        )
        starts = {role: np.zeros(size) for role in ROLES}
        for each in roles:
            starts[each.role][each.first] = 1
        self.starts = {role: _sums(each) for role, each in starts.items()}


def _sums(values: NDArray[Any]) -> Floats:
    return np.concatenate([[0], np.cumsum(values)]).astype(np.float32)


def link(askers: Sequence[Role], candidates: Sequence[Role], ground: Ground, ranker: Ranker) -> list[Linked]:
    """Choose for each asker one of the candidates or none."""
    found = []
    for asker in askers:
        chances = ranker.chances(features_of(asker, candidates, ground))
        best = int(chances.argmax())
        found.append(Linked(asker, candidates[best - 1] if best else None, float(chances[best])))
    return found


def features_of(asker: Role, candidates: Sequence[Role], ground: Ground) -> Floats:
    """Describe each candidate, a row of ``FEATURES`` each; the first row stands for none."""
    rows = np.zeros((len(candidates) + 1, FEATURES), np.float32)
    rows[:, 0] = _pointed(asker, candidates, ground) / 4
    rows[0, 1] = 1
    rows[0, 2] = not candidates
    rows[:, 3] = asker.sure
    if not candidates:
        return rows
    first = np.array([each.first for each in candidates])
    last = np.array([each.last for each in candidates])
    ahead = first < asker.first
    left, right = np.where(ahead, last, asker.last), np.where(ahead, asker.first, first)
    apart = right - left
    role = candidates[0].role
    (other,) = (each for each in ROLES if each not in (role, asker.role))
    before, nth = int(ahead.sum()), np.arange(len(candidates))
    crossed = np.minimum(ground.borders[np.minimum(right + 1, len(ground.quoted))] - ground.borders[left], FAR) / 2
    between = {each: np.minimum(sums[right] - sums[left], FAR) / 2 for each, sums in ground.starts.items()}
    columns = (
        ahead,
        nth == before - 1,  # the nearest before
        nth == before,  # the next one
        np.minimum(apart, 40) / 20,
        apart == 0,
        (apart > 0) & (apart < 3),
        between[role],
        between[asker.role],
        between[other],
        crossed,
        np.minimum(ground.opening[right] - ground.opening[left], 2),
        np.minimum(ground.closing[right] - ground.closing[left], 2),
        ground.quoted[first],
        np.full(len(candidates), ground.quoted[asker.first]),
        ahead & ground.quoted[first],
        ahead & ground.quoted[asker.first],
        [each.sure for each in candidates],
        ahead * between[other],
        ahead * crossed,
        (nth == before) & (apart == 0),
    )
    rows[1:, 4:] = np.array(columns, np.float32).T
    return rows


def _pointed(asker: Role, candidates: Sequence[Role], ground: Ground) -> Floats:
    """Give what the network's pointers say of none and of each candidate, the best at 0."""
    ask, answer = (0, 1) if asker.role == "cue" else (2, 3)
    query = ground.pointers[asker.first + 1, ask * POINTER : (ask + 1) * POINTER]
    places = [0, *(each.first + 1 for each in candidates)]
    pointed = ground.pointers[places, answer * POINTER : (answer + 1) * POINTER] @ query / np.float32(POINTER**0.5)
    below: Floats = np.clip(pointed - pointed.max(), -10, 0)
    return below
