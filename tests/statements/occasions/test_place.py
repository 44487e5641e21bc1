"""Where something was said: a table of the ways in which reporters tell it, and of what only looks like a place."""

from pathlib import Path
from typing import Any

import pytest

from onrecord.statements.occasions.place import place_of
from tellings import cases, read_telling

CASES = cases(Path(__file__).parent / "cases" / "place.json")


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_where_it_was_said(case: dict[str, Any]) -> None:
    text, telling = read_telling(case["text"])
    found = place_of(text, telling)
    assert (found.of(text) if found else None) == case["expected"], case["comment"]
