"""Hand-made briefs: a small one with every kind of line, a large one, a hostile one."""

from dataclasses import replace
from datetime import date

from makers import make_report, spans_of
from onrecord.model import (
    Attestation,
    Attribution,
    Brief,
    Event,
    Family,
    Figure,
    FigureGroup,
    Period,
    Person,
    Place,
    Provenance,
    Reading,
    Report,
    Span,
    Statement,
    Story,
    Utterance,
    Variant,
    Witness,
)

BASE = "We will mend the bridge this year, but only if the county pays half."
DAY = Period(date(2031, 3, 4), date(2031, 3, 4))
TEXTS = {
    "ferry": f"“{BASE}” Ada Quill said. “I was not told about the crack.” More than 40 lorries waited two days.",
    "mail": "“We will mend the bridge this year,” said Quill. “I was told about the crack.” 38 lorries waited two days.",  # noqa: E501
    "globe": "“I was not told about the crack,” said Quill. At least 50 lorries waited, the police said.",
    "copy": "“I was not told about the crack,” said Quill. At least 50 lorries waited, the police said. (Eastwire)",
    "blog": "“It smelled of rust,” she said. “Nobody looked.”",
    "hall": f"ADA QUILL: {BASE} I was not told about the crack. My boots are wet.",
}


def small_brief() -> Brief:
    """Give a brief of five reports and a transcript."""
    reports = (
        make_report(
            TEXTS["ferry"], id="ferry", outlet="Ferry Post", published="2031-03-05", headline="Bridge: half and half"
        ),
        make_report(TEXTS["mail"], id="mail", outlet="Dell Mail", published="2031-03-05", headline="We will mend it"),
        make_report(
            TEXTS["globe"], id="globe", outlet="Globelet", published="2031-03-04", headline="Crack closes bridge"
        ),
        make_report(TEXTS["copy"], id="copy", outlet="Vale Sun", published="2031-03-04", headline="Crack shuts bridge"),
        make_report(TEXTS["blog"], id="blog", headline="Rust"),
        make_report(
            TEXTS["hall"], id="hall", outlet="Dell Hall", published="2031-03-04", headline="Meeting", kind="transcript"
        ),
    )
    by_id = {report.id: report for report in reports}
    bridge = Utterance(
        id="u1", person="p1", speaker="Ada Quill", said=DAY, base=BASE, primary=True,
        witnesses=(
            _witness("A", by_id["hall"], BASE, "identical"),
            _witness("B", by_id["ferry"], BASE, "identical"),
            _witness("C", by_id["mail"], "We will mend the bridge this year", "cut"),
        ),
        apparatus=(
            Variant((7, 14), "but only if the county pays half", (Reading("", ("C",), "not quoted", "hedge"),)),
        ),
    )  # fmt: skip
    told = "I was not told about the crack."
    crack = Utterance(
        id="u2", person="p1", speaker="Ada Quill", said=DAY, base=told, primary=True,
        witnesses=(
            _witness("A", by_id["hall"], told, "identical"),
            _witness("B", by_id["ferry"], told, "identical"),
            _witness("C", by_id["globe"], told[:-1], "identical"),
            _witness("D", by_id["copy"], told[:-1], "identical"),
            _witness("E", by_id["mail"], "I was told about the crack.", "reworded"),
        ),
        apparatus=(Variant((2, 3), "not", (Reading("", ("E",), "left out", "negation"),)),),
    )  # fmt: skip
    boots = Utterance(
        "u3", "p1", "Ada Quill", DAY, "My boots are wet.", True,
        (_witness("A", by_id["hall"], "My boots are wet.", "identical"),), (),
    )  # fmt: skip
    rust = Utterance(
        "u4", None, None, None, "It smelled of rust", False,
        (_witness("A", by_id["blog"], "It smelled of rust", "identical"),), (),
    )  # fmt: skip
    lorries = (
        _figure(by_id["ferry"], "More than 40", 40.0, None, None),
        _figure(by_id["mail"], "38", 38.0, 38.0, None),
        _figure(by_id["copy"], "At least 50", 50.0, None, "the police"),
        _figure(by_id["globe"], "At least 50", 50.0, None, "the police"),
    )
    return Brief(
        story=Story("s1", "Crack closes Dell bridge", Period(date(2031, 3, 4), date(2031, 3, 5)), tuple(sorted(by_id))),
        reports=reports,
        families=(Family("f1", "globe", "Eastwire", ("copy", "globe"), ()),),
        persons=(
            Person(
                "p1", "Ada Quill", "person", ("Ada Quill", "Quill"), ("mayor of Dell",), ("ferry:1", "mail:1", "hall:1")
            ),
            Person("p2", "Tom Quill", "person", ("Tom Quill",), (), ("globe:9",)),
        ),
        statements=(
            _statement(by_id["ferry"], "ferry:1", BASE, "Ada Quill"),
            _statement(by_id["mail"], "mail:1", "I was told about the crack.", "Ada Quill"),
            _statement(by_id["blog"], "blog:1", "It smelled of rust", None),
            _statement(by_id["hall"], "hall:1", "My boots are wet.", "Ada Quill"),
        ),
        utterances=(bridge, crack, boots, rust),
        attestations=(
            Attestation("u1", 3, 3),
            Attestation("u2", 5, 4),
            Attestation("u3", 1, 1),
            Attestation("u4", 1, 1),
        ),
        figures=(
            FigureGroup("s1", "lorries", "conflict", lorries),
            FigureGroup("s1", "years", "agree", (_figure(by_id["mail"], "38", 38.0, 38.0, None),)),
            FigureGroup(
                "s1",
                "days",
                "agree",
                tuple(_figure(by_id[each], "two", 2.0, 2.0, None) for each in ("ferry", "mail")),
            ),
        ),
        events=(Event("s1", DAY, "The bridge was closed.", (Place("globe", Span(0, 3)), Place("copy", Span(0, 3)))),),
        provenances=tuple(Provenance(report, None, "family f1") for report in ("copy", "globe")),
    )


def large_brief(size: int = 500) -> Brief:
    """Give a brief of many reports with long headlines, whose utterances have many witnesses."""
    brief = small_brief()
    reports = tuple(
        make_report(f"“{BASE}” said Quill {number}.", id=f"r{number:04}", outlet=f"Outlet {number % 97}",
                    published=f"2031-03-{number % 28 + 1:02}", headline=f"{number} " + "very " * 80 + "long")
        for number in range(size)
    )  # fmt: skip
    witnesses = [_witness(f"W{number}", report, BASE, "identical") for number, report in enumerate(reports)]
    utterances = tuple(
        replace(
            brief.utterances[0],
            id=f"u{number}",
            witnesses=tuple(witnesses[number : number + 40]),
            apparatus=(
                Variant(
                    (7, 14),
                    "but only if the county pays half",
                    (Reading("", tuple(f"W{n}" for n in range(number, number + 40, 3)), "not quoted", "hedge"),),
                ),
            ),
        )
        for number in range(60)
    )
    return replace(
        brief,
        reports=reports,
        statements=(),
        families=(Family("f", "r0000", "Eastwire", tuple(report.id for report in reports[:50]), ()),),
        utterances=utterances,
        attestations=tuple(Attestation(each.id, 40, 9) for each in utterances),
        events=brief.events * 60,
        figures=brief.figures * 30,
    )


def hostile_brief() -> Brief:
    """Give a brief whose every text tries to be markup or to steer the terminal."""
    nasty = "<script>alert(1)</script> **[x](y)** [red]|\x1b[31m\u202e\n# h"
    brief = small_brief()
    return replace(
        brief,
        story=replace(brief.story, title=nasty),
        reports=tuple(
            replace(report, outlet=nasty, headline=nasty, url='javascript:"><script>alert(2)</script>')
            for report in brief.reports
        ),
        utterances=tuple(
            replace(each, speaker=nasty, base=nasty + each.base, apparatus=()) for each in brief.utterances
        ),
        persons=tuple(replace(person, name=nasty, roles=(nasty,)) for person in brief.persons),
        events=tuple(replace(event, what=nasty) for event in brief.events),
        figures=tuple(replace(group, counts=nasty) for group in brief.figures),
    )


def _witness(siglum: str, report: Report, words: str, relation: str) -> Witness:
    spans = spans_of(report.text, words)
    return Witness(siglum, report.id, f"{report.id}:1", spans, words, relation)  # type: ignore[arg-type]


def _statement(report: Report, id: str, words: str, speaker: str | None) -> tuple[Statement, Attribution]:
    spans = spans_of(report.text, words)
    ground = "named" if speaker else "none"
    return (
        Statement(id, report.id, "direct", spans, spans),
        Attribution(report.id, id, speaker, "person", ground),  # type: ignore[arg-type]
    )


def _figure(report: Report, words: str, low: float | None, high: float | None, by: str | None) -> Figure:
    return Figure(report.id, spans_of(report.text, words)[0], words, low, high, None, "lorries", by)
