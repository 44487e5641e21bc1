"""How sure a statement is: the chance that people would find it too, with this source.

A logistic model of what the tagger and the rankers say of its parts, learned on articles that they were not trained on.
"""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.model import Form
from onrecord.statements.learned.attributions import Found

Floats = NDArray[np.float32]
FEATURES = 13


class Confidence(NamedTuple):
    """Weights of the features and what is added to their sum: [FEATURES], [1]."""

    weights: Floats
    bias: Floats

    def of(self, found: Found, form: Form) -> float:
        """Give a chance between 0 and 1."""
        return 1 / (1 + math.exp(-float(features_of(found, form) @ self.weights + self.bias[0])))


def features_of(found: Found, form: Form) -> Floats:
    """Describe a statement in ``FEATURES`` numbers."""
    content, cue, source = found.contents[0], found.cue, found.source
    words = sum(each.last - each.first for each in found.contents)
    return np.array(
        [
            _logit(content.sure),
            _logit(min(each.sure for each in found.contents)),
            _logit(content.edges),
            _logit(found.linked),
            _logit(cue.sure) if cue else 0,
            _logit(found.sourced) if cue else 0,
            _logit(source.sure) if source else 0,
            cue is not None,
            source is not None,
            form == "direct",
            form == "mixed",
            math.log(words),
            len(found.contents) > 1,
        ],
        np.float32,
    )


def _logit(chance: float) -> float:
    chance = min(max(chance, 0.001), 0.999)
    return math.log(chance / (1 - chance))
