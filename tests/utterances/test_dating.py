"""Days lent by other reports: stated, agreed on and possible, or none."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from makers import make_report
from onrecord.model import DateGround, Dating, Finding, Occasion, Period, Relation, Span, Statement, Utterance, Witness
from onrecord.utterances.dating import dated_by_others

APRIL_6 = Period(date(2031, 4, 6), date(2031, 4, 6))
APRIL_7 = Period(date(2031, 4, 7), date(2031, 4, 7))
APRIL = Period(date(2031, 4, 1), date(2031, 4, 30))


def finding(
    report: str, said: Period | None = None, ground: DateGround = "stated", published: str | None = None
) -> Finding:
    """Build a report with one statement."""
    content = (Span(0, 5),)
    occasion = Occasion(said=said, said_ground=ground if said else "none")
    statement = Statement(f"{report}:0-5", report, "direct", content, content, occasion=occasion)
    return Finding(make_report("It is.", id=report, published=published), (statement,), ())


def utterance(*reports: str, relation: Relation = "identical") -> Utterance:
    """Build an utterance of which the last witness has a relation."""
    relations: list[Relation] = ["identical" for _ in reports[1:]]
    relations.append(relation)
    witnesses = tuple(
        Witness(report.upper(), report, f"{report}:0-5", (Span(0, 5),), "It is", each)
        for report, each in zip(reports, relations, strict=True)
    )
    return Utterance("u", None, None, None, "It is", False, witnesses, ())


def day_of(*findings: Finding, relation: Relation = "identical") -> Period | None:
    """Give the day that the last report borrows."""
    datings = dated_by_others([utterance(*(each.report.id for each in findings), relation=relation)], findings)
    return {dating.statement: dating.said for dating in datings}.get(findings[-1].statements[0].id)


@pytest.mark.parametrize(
    ("others", "day", "comment"),
    [
        ([finding("a", APRIL_6)], APRIL_6, "one report states it"),
        ([finding("a", APRIL), finding("b", APRIL_6)], APRIL_6, "the narrowest of two that agree"),
        ([finding("a", APRIL_6), finding("b", APRIL_7)], None, "two that do not"),
        ([finding("a", APRIL_6, "carried")], None, "what was carried on is not lent"),
        ([finding("a", APRIL_6), finding("b", APRIL_7, "carried")], None, "but it can contradict"),
        ([finding("a")], None, "nobody knows"),
    ],
)
def test_a_day_is_lent(others: list[Finding], day: Period | None, comment: str) -> None:
    assert day_of(*others, finding("z")) == day, comment


def test_a_dated_statement_keeps_its_day() -> None:
    assert day_of(finding("a", APRIL_6), finding("z", APRIL)) is None


def test_a_paraphrase_borrows_nothing() -> None:
    assert day_of(finding("a", APRIL_6), finding("z"), relation="paraphrase") is None


@pytest.mark.parametrize(("published", "day"), [("2031-04-04", None), ("2031-04-05", APRIL_6), (None, APRIL_6)])
def test_nobody_prints_words_days_before_they_are_said(published: str | None, day: Period | None) -> None:
    assert day_of(finding("a", APRIL_6), finding("z", published=published)) == day


def test_the_evidence_is_the_statement_that_states_it() -> None:
    findings = [finding("a"), finding("b", APRIL_6)]
    assert dated_by_others([utterance("a", "b")], findings) == (Dating("a:0-5", APRIL_6, "b:0-5"),)


def test_a_witness_of_two_utterances_needs_one_day() -> None:
    findings = [finding("a", APRIL_6), finding("b", APRIL_7), finding("z")]
    two = [utterance("a", "z"), replace(utterance("b", "z"), id="v")]
    assert dated_by_others(two, findings) == ()
    assert [each.said for each in dated_by_others(two[:1], findings)] == [APRIL_6]


@given(st.permutations(range(4)))
def test_the_order_makes_no_difference(order: list[int]) -> None:
    findings = [finding("a", APRIL), finding("b", APRIL_6), finding("c"), finding("d")]
    ids = [findings[number].report.id for number in order]
    there = dated_by_others([utterance(*ids)], [findings[number] for number in order])
    assert there == dated_by_others([utterance("a", "b", "c", "d")], findings)
