"""Stretches that meet another are found without a look at all."""

from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Span
from onrecord.text.overlaps import Overlaps

SPANS = st.builds(lambda start, size: Span(start, start + size), st.integers(0, 40), st.integers(1, 12))


@given(st.lists(SPANS, max_size=12), SPANS)
def test_they_are_those_that_share_a_character(spans: list[Span], other: Span) -> None:
    met = Overlaps((span, span) for span in spans).meeting(other)
    assert met == sorted(span for span in spans if span.start < other.end and other.start < span.end)
