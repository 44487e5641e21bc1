"""The network, run by ONNX Runtime: a paragraph in, a score of each tag and link for each unit out.

Paragraphs are run one at a time, so that one has the same statements wherever it stands. In a batch the int8 kernels
would scale activations by the largest number of all, and at these sizes a batch is hardly faster.
"""

from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.statements.learned.tags import TAGS
from onrecord.statements.learned.units import Units, tokenizer

Floats = NDArray[np.float32]
POINTER = 64  # numbers that tell a word as a cue's source, or as a content's cue
NAMES = ("ids", "shapes", "quotes", "edges")


class Scores(NamedTuple):
    """What the network says of units: ``tags`` [units, TAGS]; ``pointers`` [units + 1, 4 * POINTER], none first."""

    tags: Floats
    pointers: Floats


class Tagger:
    """A loaded network."""

    def __init__(self, model: Path, ends: tuple[int, int]) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
        options.log_severity_level = 3  # errors; standard error belongs to the command
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self.session: Any = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        self.ends = ends

    def score(self, units: Units) -> Scores:
        """Score a paragraph, or a part of a long one."""
        rows = rows_of(units, self.ends)
        (out,) = self.session.run(None, dict(zip(NAMES, rows[:, None], strict=True)))
        scores = out[0, np.array(units.first) + 1]
        return Scores(scores[:, :TAGS], np.concatenate([out[0, :1, TAGS:], scores[:, TAGS:]]))


def rows_of(units: Units, ends: tuple[int, int]) -> NDArray[np.int64]:
    """Give units as the network reads them: a row for each of ``NAMES``, a column for each piece."""
    rows = np.zeros((len(NAMES), len(units.ids) + 2), np.int64)
    rows[0, 0], rows[0, -1] = ends
    rows[:, 1:-1] = (units.ids, units.shapes, units.quotes, units.edges)
    return rows


@cache
def tagger() -> Tagger:
    """Give the network that comes with the package."""
    with as_file(files(__package__).joinpath("model/tagger.onnx")) as path:
        return Tagger(path, ends_of(tokenizer()))


def ends_of(pieces: Tokenizer) -> tuple[int, int]:
    """Give the ids of the pieces that open and close what the encoder reads."""
    opening, closing = pieces.token_to_id("[CLS]"), pieces.token_to_id("[SEP]")
    if opening is None or closing is None:
        raise ValueError("the tokenizer has no [CLS] and [SEP]: it is not the one of the encoder")
    return opening, closing
