"""What a report says now and what it said before: which statements are new, gone or other, and in what."""

from dataclasses import replace

import pytest

from makers import make_report, spans_of
from onrecord.model import Attribution, Finding, Ruling, Statement, StatementChange
from onrecord.people.rulings import rule_pair, rule_speaker
from onrecord.pipeline.changes import carried_rulings, report_change, statement_changes

TEXT = "“We heard it,” said Ana Ruiz. “It was loud,” said Joe Roe."


def told(text: str, *said: tuple[str, str], id: str = "r") -> Finding:
    """Build a finding of some words, each with its speaker."""
    report = make_report(text, id=id)
    spans = spans_of(text, *(words for words, _ in said))
    statements = tuple(Statement(f"{id}:{span.start}-{span.end}", id, "direct", (span,), (span,)) for span in spans)
    attributions = tuple(
        Attribution(id, statement.id, speaker, "person", "named")
        for statement, (_, speaker) in zip(statements, said, strict=True)
    )
    return Finding(report, statements, attributions)


HEARD, LOUD = ("We heard it", "Ana Ruiz"), ("It was loud", "Joe Roe")
BEFORE = told(TEXT, HEARD, LOUD)
LONGER = f"Mill burns\n\n{TEXT}"


@pytest.mark.parametrize(
    ("after", "changes"),
    [
        (BEFORE, []),
        (told(TEXT, HEARD), [StatementChange("r:31-42", None)]),
        (told(TEXT, HEARD, LOUD, ("Joe Roe", "Joe Roe")), [StatementChange(None, "r:50-57")]),
        (told(TEXT, ("We heard it", "Joe Roe"), LOUD), [StatementChange("r:1-12", "r:1-12", ("speaker",))]),
        (told(TEXT, HEARD, ("was loud", "Joe Roe")),
         [StatementChange("r:31-42", "r:34-42", ("borders", "quoted"))]),
        (replace(BEFORE, statements=(replace(BEFORE.statements[0], form="indirect", mode="thought"),
                                     BEFORE.statements[1])),
         [StatementChange("r:1-12", "r:1-12", ("form", "mode"))]),
        # Of another text the places are others, and no change.
        (told(LONGER, HEARD, LOUD, id="s"), []),
        (told(LONGER, HEARD, ("It was loud", "Ana Ruiz"), id="s"),
         [StatementChange("r:31-42", "s:43-54", ("speaker",))]),
        (told(LONGER, HEARD, id="s"), [StatementChange("r:31-42", None)]),
    ],
)  # fmt: skip
def test_statements_are_new_gone_or_other(after: Finding, changes: list[StatementChange]) -> None:
    assert list(statement_changes(BEFORE, after)) == changes


def test_words_said_twice_are_two() -> None:
    twice = "“No,” said Ana Ruiz. “No,” said Joe Roe."
    one, other = twice.index("No"), twice.rindex("No")
    before = told(twice, ("No", "Ana Ruiz"))
    second = replace(before.statements[0], id=f"r:{other}-{other + 2}")
    both = replace(
        before, statements=(*before.statements, second), attributions=(*before.attributions, *before.attributions)
    )
    assert [each.after for each in statement_changes(before, both)] == [f"r:{other}-{other + 2}"]
    assert [each.before for each in statement_changes(both, before)] == [f"r:{other}-{other + 2}"]
    assert one != other


def test_reports_differ_in_named_fields() -> None:
    report = BEFORE.report
    assert report_change(report, report) is None
    change = report_change(report, replace(report, id="s", headline="Mill burns", byline=("Ana Ruiz",)))
    assert change is not None
    assert (change.before, change.after, change.what) == ("r", "s", ("headline", "byline"))


@pytest.mark.parametrize(
    ("ruling", "after"),
    [
        (rule_pair("same", "r:1-12", "x:3-9"), rule_pair("same", "s:13-24", "x:3-9")),
        (rule_pair("different", "r:1-12", "r:31-42"), rule_pair("different", "s:13-24", "s:43-54")),
        (rule_speaker("r:1-12", "Eve Lund"), rule_speaker("s:13-24", "Eve Lund")),
        (rule_pair("same-utterance", "r:1-12", "x:3-9"), rule_pair("same-utterance", "s:13-24", "x:3-9")),
    ],
)
def test_rulings_go_where_their_words_went(ruling: Ruling, after: Ruling) -> None:
    later = make_report(LONGER, id="s")
    assert carried_rulings({ruling.id: ruling}, BEFORE.report, later) == {ruling.id: after}


def test_a_ruling_on_words_that_are_gone_keeps_its_place() -> None:
    ruling = rule_speaker("r:1-12", "Eve Lund")
    assert carried_rulings({ruling.id: ruling}, BEFORE.report, make_report("Owls.", id="s")) == {ruling.id: ruling}


def test_of_words_printed_twice_the_same_one_is_meant() -> None:
    before = make_report("No. Owls fly. No.", id="r")
    after = make_report("A headline. No. Owls fly. No.", id="s")
    for old, new in (("r:0-2", "s:12-14"), ("r:14-16", "s:26-28")):
        ruling = rule_speaker(old, "Eve Lund")
        assert [each.a for each in carried_rulings({ruling.id: ruling}, before, after).values()] == [new]
