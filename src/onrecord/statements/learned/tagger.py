"""The network that reads windows, run by ONNX Runtime: a window in, a score of each tag and link for each unit out.

Windows are run one at a time. The int8 kernels scale activations by the largest number in a batch, so what a window
gets would depend on its neighbours; and at these sizes a batch is no faster.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.statements.learned.tags import TAGS
from onrecord.statements.learned.windows import Units, tokenizer

Floats = NDArray[np.float32]
POINTER = 64  # numbers that tell a word as a cue's source, or as a content's cue
NAMES = ("ids", "shapes", "quotes", "edges")


class Scores(NamedTuple):
    """What the network says of a part: ``tags`` [units, TAGS]; ``pointers`` [units + 1, 4 * POINTER], none first."""

    tags: Floats
    pointers: Floats


class Tagger:
    """A loaded network; ``run`` gives the same scores for a window whatever else is run."""

    def __init__(self, model: Path, ends: tuple[int, int]) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self.session: Any = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        self.ends = ends

    def run(self, windows: Iterable[tuple[Units, ...]]) -> Iterator[Scores]:
        """Score the parts of windows, in order."""
        for window in windows:
            rows = rows_of(window, self.ends)
            (out,) = self.session.run(None, dict(zip(NAMES, rows[:, None], strict=True)))
            at = 1
            for part in window:
                units = out[0, np.array(part.first) + at]
                yield Scores(units[:, :TAGS], np.concatenate([out[0, :1, TAGS:], units[:, TAGS:]]))
                at += len(part.ids)


def rows_of(window: tuple[Units, ...], ends: tuple[int, int]) -> NDArray[np.int64]:
    """Give a window as the network reads it: a row for each of ``NAMES``, a column for each piece."""
    rows = np.zeros((len(NAMES), 2 + sum(len(part.ids) for part in window)), np.int64)
    rows[0, 0], rows[0, -1] = ends
    at = 1
    for part in window:
        rows[:, at : at + len(part.ids)] = (part.ids, part.shapes, part.quotes, part.edges)
        at += len(part.ids)
    return rows


@cache
def tagger() -> Tagger:
    """Give the network that comes with the package."""
    with as_file(files(__package__).joinpath("model/tagger.onnx")) as path:
        return Tagger(path, ends_of(tokenizer()))


def ends_of(pieces: Tokenizer) -> tuple[int, int]:
    """Give the ids of the pieces that open and close a window."""
    opening, closing = pieces.token_to_id("[CLS]"), pieces.token_to_id("[SEP]")
    if opening is None or closing is None:
        raise ValueError("the tokenizer has no [CLS] and [SEP]: it is not the one of the encoder")
    return opening, closing
