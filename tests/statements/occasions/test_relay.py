"""Through whom and what words came: a table, and which of it takes the words from the speaker."""

from pathlib import Path
from typing import Any

import pytest

from onrecord.statements.occasions.relay import inner_of, via_of
from tellings import cases, read_telling

CASES = cases(Path(__file__).parent / "cases" / "relay.json")


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_through_whom_it_came(case: dict[str, Any]) -> None:
    text, telling = read_telling(case["text"])
    assert [span.of(text) for span in via_of(text, telling)] == case["expected"], case["comment"]


@pytest.mark.parametrize(
    ("marked", "inner"),
    [
        ("[Roe] <said> {Ruiz had told him that it leaks}.", ["Ruiz"]),
        ("“{It leaks},” [Ruiz] <said> through a spokesman.", []),
        ("[Ruiz] <said> in a statement released by the campaign that {it leaks}.", []),
    ],
)
def test_only_speech_inside_speech_is_another_s_word(marked: str, inner: list[str]) -> None:
    text, telling = read_telling(marked)
    assert [span.of(text) for span in inner_of(text, telling)] == inner
