"""Labels of transcripts: who speaks each turn."""

import pytest

from makers import make_report
from onrecord.model import Report, Span, Statement
from onrecord.people import attribute

CASES = [
    # transcript, headline, speakers, comment
    ("ROE: We won. I, Joe P. Roe, thank you.", None, ["Joe P. Roe"], "the text prints the full name"),
    ("ROE: We won.\n\nROE: Yes.", "Remarks by Joe P. Roe in Elm", ["Joe P. Roe", "Joe P. Roe"], "the title prints it"),
    ("ROE: We won.", None, ["Roe"], "nothing prints it"),
    ("JOE ROE: We won.\n\nROE: Yes.", None, ["Joe Roe", "Joe Roe"], "an earlier label prints it"),
    ("JOE ROE: We won.\n\nANA ROE: No.\n\nROE: Yes.", None, ["Joe Roe", "Ana Roe", "Roe"], "two of one surname"),
    ("SEN. ROE: We won.\n\nMR. ROE: Yes.", None, ["Roe", "Roe"], "titles are no part of the name"),
    ("MODERATOR: Welcome.\n\nROE: Yes.", None, [None, "Roe"], "an office of the hall is nobody"),
    ("AUDIENCE: No!\n\nQ: So?", None, ["Audience", None], "a crowd is a group, a question nobody's"),
    ("ANA O'ROE: Yes.", None, ["Ana O'Roe"], "capitals are printed as a report would"),
]


def turns_of(text: str, headline: str | None) -> tuple[Report, list[Statement]]:
    report = make_report(text, headline=headline, kind="transcript")
    statements, at = [], 0
    for turn in text.split("\n\n"):
        label = turn.index(":")
        content = (Span(at + label + 2, at + len(turn)),)
        statements.append(Statement(f"t:{at}", report.id, "direct", content, (), source=(Span(at, at + label),)))
        at += len(turn) + 2
    return report, statements


@pytest.mark.parametrize(("text", "headline", "speakers", "comment"), CASES, ids=[case[3] for case in CASES])
def test_turns(text: str, headline: str | None, speakers: list[str | None], comment: str) -> None:
    assert [each.speaker for each in attribute(*turns_of(text, headline))] == speakers, comment
