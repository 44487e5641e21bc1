"""What was learned beside the network: the chain of tags, the rankers of links, and how sure a statement is."""

from functools import cache
from importlib.resources import files
from typing import NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from onrecord.statements.learned.chain import Chain
from onrecord.statements.learned.confidence import Confidence
from onrecord.statements.learned.links import Ranker

Floats = NDArray[np.float32]


class Weights(NamedTuple):
    """The learned numbers: ``sources`` ranks a source for a cue, ``cues`` a cue for a content.

    A statement less sure than ``least`` is left out.
    """

    chain: Chain
    sources: Ranker
    cues: Ranker
    confidence: Confidence
    least: float


@cache
def weights() -> Weights:
    """Give the weights that come with the package."""
    return read_weights(files(__package__).joinpath("model/weights.json").read_bytes())


def read_weights(data: bytes) -> Weights:
    """Read weights from JSON: under the name of each field its arrays as lists, in their order."""
    row = msgspec.json.decode(data)
    chain, sources, cues, confidence = (
        [np.array(values, np.float32) for values in row[name]] for name in ("chain", "sources", "cues", "confidence")
    )
    return Weights(Chain(*chain), Ranker(*sources), Ranker(*cues), Confidence(*confidence), row["least"])
