"""Statements: a table of the ways in which reporters report speech for each finder, and laws for any text."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from makers import make_report
from onrecord.model import Dateline, Furniture, Report, Span
from onrecord.statements import find_statements
from strategies import reports

HERE = Path(__file__).parent / "cases"
RULED = json.loads((HERE / "statements.json").read_text(encoding="utf-8"))
LEARNED = json.loads((HERE / "learned.json").read_text(encoding="utf-8"))
ROLES = ("content", "quoted", "cue", "source")


def told(text: str, *, fast: bool) -> list[dict[str, Any]]:
    return [
        {"form": each.form, **{role: [span.of(text) for span in getattr(each, role)] for role in ROLES}}
        for each in find_statements(make_report(text), fast=fast)
    ]


@pytest.mark.parametrize("case", RULED, ids=[case["label"] for case in RULED])
def test_ways_of_reporting_speech_by_rule(case: dict[str, Any]) -> None:
    assert told(case["text"], fast=True) == case["expected"], case["comment"]


@pytest.mark.parametrize("case", LEARNED, ids=[case["label"] for case in LEARNED])
def test_ways_of_reporting_speech_as_learned(case: dict[str, Any]) -> None:
    assert told(case["text"], fast=False) == case["expected"]


def test_a_statement_in_furniture_says_so() -> None:
    report = make_report("“It holds,” Ana Ruiz said.\n\nMORE: “It is gone,” says Vale")
    furniture = (Furniture(Span(report.text.index("MORE"), len(report.text)), "teaser"),)
    found = find_statements(replace(report, furniture=furniture))
    assert [each.furniture for each in found] == [False, True]


def test_a_turn_of_a_transcript_is_a_statement_by_its_name() -> None:
    text = "MODERATOR: Welcome.\n\nANA RUIZ: Thank you. (APPLAUSE)\n\nIt holds.\n\n(LAUGHTER)\n\nMs. Vale: Does it?"
    found = find_statements(make_report(text, kind="transcript"))
    assert [(each.source[0].of(text), [span.of(text) for span in each.content]) for each in found] == [
        ("MODERATOR", ["Welcome."]),
        ("ANA RUIZ", ["Thank you. (APPLAUSE)", "It holds."]),
        ("Ms. Vale", ["Does it?"]),
    ]
    assert all(each.form == "direct" and not each.cue for each in found)


def test_the_dateline_is_no_part_of_what_was_said() -> None:
    text = "SKARROW, March 3 (Tern Press) -- The gate would hold, the board said on Monday."
    report = make_report(text)
    place = Span(0, text.index(" --"))
    for with_dateline in (
        replace(report, dateline=Dateline(place, "SKARROW", None, "Tern Press")),
        replace(report, furniture=(Furniture(Span(0, text.index("The gate")), "dateline"),)),
    ):
        (found,) = find_statements(with_dateline)
        assert [span.of(text) for span in found.content] == ["The gate would hold"]


IN_WORDS = [
    # text, form, content, quoted and source of the first statement, comment
    ("Q: « who ", ("direct", ["who"], ["who"], ["Q"]), "no blank is quoted"),
    ("who knows Roe « … ", ("indirect", ["Roe « …"], [], ["who"]), "where nothing is quoted, nothing is mixed"),
    ("added that \u2028 it leaks ", ("indirect", ["it leaks"], [], []), "a line separator is a blank"),
    ("! said that it leaks", ("indirect", ["it leaks"], [], []), "a mark is nobody"),
    ("It leaks, said Ana Ruiz\ufeff .", ("indirect", ["It leaks"], [], ["Ana Ruiz"]), "a byte order mark is a blank"),
]


@pytest.mark.parametrize(("text", "expected", "comment"), IN_WORDS, ids=[case[2] for case in IN_WORDS])
def test_blanks_and_signs_are_no_words(
    text: str, expected: tuple[str, list[str], list[str], list[str]], comment: str
) -> None:
    found = told(text, fast=False)[0]
    assert (found["form"], found["content"], found["quoted"], found["source"]) == expected, comment


@pytest.mark.parametrize(
    ("text", "via"),
    [
        ("“It is a sieve,” Ruiz told Vale, according to two clerks.", ("two clerks",)),
        ("“It is a sieve,” Ruiz told Vale, according to a livestream.", ()),
        ("“It is a sieve,” Ruiz said on Monday.", ()),
        ("The paper quoted Ruiz as saying the gate was shut.", ("Ruiz",)),
        ("The paper quoted Ruiz as saying, “The gate is shut.”", ("Ruiz",)),
        ("Ruiz was quoted as saying the gate was shut.", ()),
    ],
)
def test_through_whom_it_is_known_is_told_where_it_is_clear(text: str, via: tuple[str, ...]) -> None:
    (found, *_) = find_statements(make_report(text))
    assert tuple(span.of(text) for span in found.occasion.via) == via


@given(reports())
def test_spans_lie_in_the_text_and_ids_are_unique(report: Report) -> None:
    found = find_statements(report)
    assert len({each.id for each in found}) == len(found)
    for each in found:
        assert each.content
        assert each.id == f"{report.id}:{each.content[0].start}-{each.content[-1].end}"
        assert list(each.content) == sorted(each.content)
        spans = (*each.content, *each.quoted, *each.cue, *each.source)
        assert all(0 <= span.start < span.end <= len(report.text) for span in spans)
        assert all(span.of(report.text).strip() for span in spans)
        assert 0 <= each.confidence <= 1


@given(reports())
def test_finding_twice_finds_the_same(report: Report) -> None:
    assert find_statements(report) == find_statements(report)
