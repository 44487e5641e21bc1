"""The apparatus as a table: which words stand in which cell."""

from datetime import date

from makers import make_report
from onrecord.model import Attestation, Origin, ReportHead, Span, Utterance, Witness
from onrecord.pipeline.shown import UtterancePage
from onrecord.utterances.apparatus import apparatus_of as apparatus_between
from onrecord.utterances.apparatus import differences
from onrecord.views.web.utterance_view import Apparatus, apparatus_of

BASE = "We had ten boats, and most of them leaked"


def laid_out(*others: str) -> Apparatus:
    """Lay out the apparatus of a base, printed by witness A, and of other printings of it."""
    printed = dict(zip("ABCDE", (BASE, *others), strict=False))
    made = {siglum: make_report(words, id=siglum, outlet="Elm Times") for siglum, words in printed.items()}
    utterance = Utterance(
        id="u1", person=None, speaker=None, said=None, base=BASE, primary=False,
        witnesses=tuple(
            Witness(each, each, f"{each}:0-9", (Span(0, len(words)),), words, "cut") for each, words in printed.items()
        ),
        apparatus=apparatus_between(BASE, {each: differences(BASE, words) for each, words in printed.items()}),
    )  # fmt: skip
    heads = {
        each: ReportHead(each, "report", report.outlet, None, None, date(2031, 5, 12), Origin(each, "", "text/plain"))
        for each, report in made.items()
    }
    page = UtterancePage(utterance, Attestation("u1", 2, 2), None, heads, (), (), {}, ())
    found = apparatus_of(page)
    assert found is not None
    return found


def cells(found: Apparatus) -> list[list[str]]:
    """Give the rows of cells, each as it is shown: a dot for the words of the base."""
    return [["·" if kind == "same" else text for text, kind, _ in row[3]] for row in found.rows]


def test_where_witnesses_begin_and_end_to_quote_are_borders() -> None:
    found = laid_out("We had ten boats", "most of them leaked")
    assert found.columns == ("We had ten boats,", "and", "most of them leaked")
    assert cells(found) == [["·", "·", "·"], ["·", "…", "…"], ["…", "…", "·"]]


def test_a_change_stands_beside_what_others_do_not_quote() -> None:
    found = laid_out("We had ten boats", "We had two boats, and most of them leaked", "most of them leaked")
    assert found.columns == ("We had", "ten", "boats,", "and", "most of them leaked")
    assert cells(found) == [
        ["·", "·", "·", "·", "·"],
        ["·", "·", "·", "…", "…"],
        ["·", "two", "·", "·", "·"],
        ["…", "…", "…", "…", "·"],
    ]
