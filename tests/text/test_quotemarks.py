"""Quotation marks: a table of how they are typed, and laws for any text."""

import json
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.text.quotemarks import find_quotations

CASES = json.loads((Path(__file__).parent / "cases" / "quotemarks.json").read_text(encoding="utf-8"))
marked = st.text(st.sampled_from("\"“”‘’'«»„`ab .,?\n6"), max_size=60) | st.text(max_size=60)
HOSTILE = ['"', "“", "' ", '" ', "“a” ‘b’ ", '"\n\n', "‘a “b’ c” ", "''`"]


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_marks_as_they_are_typed(case: dict[str, Any]) -> None:
    text = case["text"]
    found = [[each.depth, [span.of(text) for span in each.inner]] for each in find_quotations(text)]
    assert found == case["expected"], case["comment"]


@given(marked)
def test_spans_lie_in_the_text_in_order_and_hold_something(text: str) -> None:
    found = find_quotations(text)
    assert [each.outer.start for each in found] == sorted(each.outer.start for each in found)
    for each in found:
        assert each.inner
        assert each.outer.of(text).startswith(each.mark)
        places = [place for span in each.inner for place in (span.start, span.end)]
        assert places == sorted(places)
        assert each.outer.start < places[0]
        assert places[-1] <= each.outer.end <= len(text)
        assert all(span.of(text).strip() == span.of(text) != "" for span in each.inner)


@given(marked)
def test_a_quotation_lies_wholly_inside_or_outside_another(text: str) -> None:
    around: list[int] = []
    for each in find_quotations(text):
        while around and around[-1] <= each.outer.start:
            around.pop()
        assert each.depth == len(around)
        assert not around or each.outer.end <= around[-1]
        around.append(each.outer.end)


@given(st.text(st.sampled_from("\"“”‘’' ab,."), max_size=30))
def test_an_odd_mark_spoils_no_other_paragraph(first: str) -> None:
    rest = 'The gate broke.\n\n“It holds,” she said. "Now," he said.'
    text = f"{first.strip()}\n\n{rest}"
    start = len(text) - len('“It holds,” she said. "Now," he said.')
    found = [each.inner[0].of(text) for each in find_quotations(text) if each.outer.start >= start]
    assert found == ["It holds,", "Now,"]


@pytest.mark.parametrize("unit", HOSTILE)
def test_time_grows_with_the_text_alone(unit: str) -> None:
    def seconds(times: int) -> float:
        start = time.process_time()
        find_quotations(unit * times)
        return time.process_time() - start

    # Ten times the text takes ten times the time, a hundred times if it were quadratic; the best of three counts.
    assert min(seconds(8000) for _ in range(3)) < 50 * max(min(seconds(800) for _ in range(3)), 0.005)
