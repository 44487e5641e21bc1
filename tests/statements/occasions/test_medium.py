"""In what something was said: a table of the ways in which reporters tell it."""

from pathlib import Path
from typing import Any

import pytest

from onrecord.statements.occasions.medium import medium_of
from tellings import cases, read_telling

CASES = cases(Path(__file__).parent / "cases" / "medium.json")


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_in_what_it_was_said(case: dict[str, Any]) -> None:
    text, telling = read_telling(case["text"])
    found = medium_of(text, telling)
    assert ([found[0], found[1].of(text)] if found else None) == case["expected"], case["comment"]
