"""A noun written as a row and read back is the same noun."""

from datetime import date

from onrecord.model import Period, Reading, Span, Utterance, Variant, Witness
from onrecord.record.columns import columns_of, noun_of, row_of


def test_nested_values_survive() -> None:
    utterance = Utterance(
        id="u1",
        person=None,
        speaker="Ana Ruiz",
        said=Period(date(2031, 5, 14), date(2031, 5, 15)),
        base="[We] did not.",
        primary=True,
        witnesses=(Witness("A", "r1", "r1:0-5", (Span(0, 5),), "We did", "cut"),),
        apparatus=(Variant((1, 2), "did not", (Reading("did", ("A",), "left out", "negation"),)),),
    )
    assert noun_of(Utterance, row_of(utterance)) == utterance


def test_text_that_looks_like_json_stays_text() -> None:
    row = dict(zip(columns_of(Utterance), ("u1", None, "[1]", None, "{}", 0, "[]", "[]"), strict=True))
    utterance = noun_of(Utterance, row)
    assert (utterance.speaker, utterance.base, utterance.primary) == ("[1]", "{}", False)
