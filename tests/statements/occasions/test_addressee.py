"""To whom something was said: a table of the ways in which reporters tell it."""

from pathlib import Path
from typing import Any

import pytest

from onrecord.statements.occasions.addressee import addressee_of
from tellings import cases, read_telling

CASES = cases(Path(__file__).parent / "cases" / "addressee.json")


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_to_whom_it_was_said(case: dict[str, Any]) -> None:
    text, telling = read_telling(case["text"])
    found = addressee_of(text, telling)
    assert (found.of(text) if found else None) == case["expected"], case["comment"]
