"""Near-misses that must stay apart, and their counterparts that must be joined: a table."""

import re
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from onrecord.model import Passage, Period, Span
from onrecord.utterances import collate_utterances
from tellings import cases

TABLE = cases(Path(__file__).parent.parent / "cases" / "same_utterance.json")
SPEAKER, DAY, STORY = "Ana Ruiz", "2031-05-01", "s"


def passage_of(report: str, side: dict[str, Any]) -> Passage:
    """Make a passage of a text whose quoted stretches stand between curly marks."""
    text = side["text"]
    said = side.get("said")
    speaker = side.get("speaker", SPEAKER)
    return Passage(
        report=report,
        statement=f"{report}:0-{len(text)}",
        text=text,
        spans=tuple(Span(*match.span(1)) for match in re.finditer("“([^”]*)”", text)),
        form=side.get("form", "direct"),
        speaker=speaker,
        person=side.get("person", speaker),
        ground=side.get("ground", "named"),
        published=date.fromisoformat(side.get("published", said or DAY)),
        said=Period(date.fromisoformat(said), date.fromisoformat(said)) if said else None,
        story=side.get("story", STORY),
        medium=side.get("medium"),
        addressee=side.get("addressee"),
    )


def parameter_of(case: dict[str, Any]) -> Any:
    """Give a row as a test; what we cannot pass yet turns the build red on the day that it passes."""
    marks = [pytest.mark.xfail(strict=True)] if case.get("expect") == "fail" else []
    return pytest.param(case, id=case["label"], marks=marks)


@pytest.mark.parametrize("case", [parameter_of(case) for case in TABLE])
def test_the_same_utterance_or_not(case: dict[str, Any]) -> None:
    for names in ("xy", "yx"):
        passages = [passage_of(name, case[side]) for name, side in zip(names, "ab", strict=True)]
        together = [
            {witness.report for witness in utterance.witnesses} == {"x", "y"}
            for utterance in collate_utterances(passages)
        ]
        assert any(together) is case["expected"]


def test_there_are_many_near_misses_and_each_has_a_name() -> None:
    assert sum(not case["expected"] for case in TABLE) >= 60
    labels = sorted(case["label"] for case in TABLE)
    assert all(left != right for left, right in pairwise(labels))
