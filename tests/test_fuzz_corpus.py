"""What fuzzing kept: each of these inputs once led the search to code that nothing else reached, or broke it."""

from pathlib import Path

import pytest
from fuzz.targets import TARGETS

CORPUS = Path(__file__).parent / "fuzz_corpus"


@pytest.mark.parametrize("name", TARGETS)
def test_no_input_that_was_kept_breaks_a_promise(name: str) -> None:
    inputs = sorted((CORPUS / name).iterdir())
    assert inputs
    for path in inputs:
        try:
            TARGETS[name].run(path.read_bytes())
        except Exception as error:  # noqa: BLE001 - whatever it is, the name of the file helps
            pytest.fail(f"{path}: {error!r}")


def test_a_corpus_is_small() -> None:
    for folder in CORPUS.iterdir():
        inputs = list(folder.iterdir())
        assert len(inputs) <= 250
        assert max(path.stat().st_size for path in inputs) <= 2048
