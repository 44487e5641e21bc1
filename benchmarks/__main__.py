"""Run the benchmarks that are named, or all but the longest: ``python -m benchmarks statements pages``."""

import json
import sys
import tempfile
from pathlib import Path

from benchmarks.adding import ADDING
from benchmarks.checks import CHECKS
from benchmarks.circumstances import score_circumstances
from benchmarks.data import SHARED
from benchmarks.dates import score_dates
from benchmarks.editions import EDITIONS
from benchmarks.figure_weights import learn_figure_weights
from benchmarks.identity import IDENTITY
from benchmarks.killing import KILLING
from benchmarks.numbers import score_numbers
from benchmarks.page import PAGE
from benchmarks.quality import QUALITY
from benchmarks.scale import SCALE
from benchmarks.speed import SPEED

OCCASIONS = {"dates": score_dates, "circumstances": score_circumstances}
FIGURES = {"numbers": score_numbers, "figure-weights": learn_figure_weights}
SHORT = {**QUALITY, **CHECKS, **OCCASIONS, **FIGURES, **IDENTITY, **EDITIONS, **SPEED, **SCALE, **ADDING}
BENCHMARKS = {**SHORT, **PAGE, **KILLING}  # those of a page take hours, and root mounts disks: where they are named


def main(names: list[str]) -> None:
    """Print a JSON object for each benchmark."""
    unknown = [name for name in names if name not in BENCHMARKS]
    if unknown:
        sys.exit(f"there is no benchmark {unknown[0]}; there are {', '.join(BENCHMARKS)}")
    if not SHARED.is_dir():
        sys.exit(f"the development data is not here: {SHARED}")
    with tempfile.TemporaryDirectory() as folder:
        for name in names or SHORT:
            print(json.dumps({name: BENCHMARKS[name](Path(folder))}, indent=1), flush=True)


main(sys.argv[1:])
