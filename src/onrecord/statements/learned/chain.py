"""The best tags for the units of a paragraph, and how sure each is: Viterbi and forward-backward over a chain."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.statements.learned.tags import TAGS

Floats = NDArray[np.float32]
AT_ONCE = 64  # paragraphs decoded together, of about one length
NEVER = np.float32(-1e4)


class Chain(NamedTuple):
    """Scores of a tag after another [TAGS, TAGS], of the first and of the last one [TAGS]."""

    step: Floats
    start: Floats
    end: Floats


class Tagged(NamedTuple):
    """The best tag of each unit [units], and the probability of every tag there [units, TAGS]."""

    tags: NDArray[np.intp]
    chances: Floats


def decode(scores: Sequence[Floats], chain: Chain) -> list[Tagged]:
    """Tag paragraphs; each of ``scores`` is [units, TAGS]. The answer does not depend on what else is decoded."""
    found: dict[int, Tagged] = {}
    order = sorted(range(len(scores)), key=lambda nth: len(scores[nth]))
    for at in range(0, len(order), AT_ONCE):
        some = order[at : at + AT_ONCE]
        found |= zip(some, _decode([scores[nth] for nth in some], chain), strict=True)
    return [found[nth] for nth in range(len(scores))]


def _decode(scores: Sequence[Floats], chain: Chain) -> Iterator[Tagged]:
    lengths = np.array([len(each) for each in scores])
    longest = int(lengths.max())
    padded = np.zeros((longest, len(scores), TAGS), np.float32)
    for nth, each in enumerate(scores):
        padded[: len(each), nth] = each
    best = _viterbi(padded, lengths, chain)
    chances = _marginals(padded, lengths, chain)
    for nth, length in enumerate(lengths):
        yield Tagged(best[:length, nth], chances[:length, nth])


def _viterbi(scores: Floats, lengths: NDArray[np.intp], chain: Chain) -> NDArray[np.intp]:
    longest, count, _ = scores.shape
    came = np.zeros((longest, count, TAGS), np.intp)
    reached = chain.start + scores[0]
    last = np.where((lengths == 1)[:, None], reached, NEVER)
    for at in range(1, longest):
        ways = reached[:, :, None] + chain.step
        came[at] = ways.argmax(1)
        reached = ways.max(1) + scores[at]
        last[lengths == at + 1] = reached[lengths == at + 1]
    tags = np.zeros((longest, count), np.intp)
    rows = np.arange(count)
    state = (last + chain.end).argmax(1)
    for at in range(longest - 1, -1, -1):
        tags[at] = state
        state = np.where(at < lengths, came[at, rows, state], state)
    return tags


def _marginals(scores: Floats, lengths: NDArray[np.intp], chain: Chain) -> Floats:
    longest, count, _ = scores.shape
    step = np.exp(chain.step)
    forward = np.empty_like(scores)
    forward[0] = _scaled(np.exp(_steady(chain.start + scores[0])))
    there = np.exp(_steady(scores))
    for at in range(1, longest):
        forward[at] = _scaled(_times(forward[at - 1], step) * there[at])
    backward = np.empty_like(scores)
    end = _scaled(np.broadcast_to(np.exp(_steady(chain.end)), (count, TAGS)))
    after = end
    for at in range(longest - 1, -1, -1):
        after = np.where((lengths == at + 1)[:, None], end, after)
        backward[at] = after
        after = _scaled(_times(after * there[at], step.T))
    return _scaled(forward * backward)


def _times(chances: Floats, step: Floats) -> Floats:
    """Multiply [paragraphs, TAGS] by [TAGS, TAGS]; BLAS would round by how many paragraphs there are."""
    product: Floats = (chances[:, :, None] * step).sum(1)
    return product


def _steady(scores: Floats) -> Floats:
    moved: Floats = scores - scores.max(-1, keepdims=True)
    return moved


def _scaled(chances: Floats) -> Floats:
    total: Floats = chances / chances.sum(-1, keepdims=True)
    return total
