"""Through whom and what words came: a table, and which of it takes the words from the speaker."""

from pathlib import Path
from typing import Any

import pytest

from onrecord.statements.occasions.relay import is_relayed, via_of
from tellings import cases, read_telling

CASES = cases(Path(__file__).parent / "cases" / "relay.json")


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_through_whom_it_came(case: dict[str, Any]) -> None:
    text, telling = read_telling(case["text"])
    assert [span.of(text) for span in via_of(text, telling)] == case["expected"], case["comment"]


@pytest.mark.parametrize(
    ("marked", "relayed"),
    [
        ("[Roe] <said> {Ruiz had told him that it leaks}.", True),
        ("“{It leaks},” [Ruiz] <told> Vale, according to two clerks.", True),
        ("“{It leaks},” [Ruiz] <told> Vale, according to the Elm Times.", False),
        ("“{It leaks},” [Ruiz] <said>, according to a transcript obtained by Norwire.", False),
        ("“{It leaks},” [Ruiz] <said> through a spokesman.", False),
        ("[Ruiz] <said> in a statement released by the campaign that {it leaks}.", False),
        ("[The Elm Times] <reported>, citing two officials, that {it leaks}.", False),
        ("“{It leaks}.”", False),
    ],
)
def test_only_speech_inside_speech_is_another_s_word(marked: str, relayed: bool) -> None:
    assert is_relayed(*read_telling(marked)) == relayed
