"""Copies, near-copies, parts and common quotations, on texts of one flood told in many ways."""

import json
import random
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from makers import make_report
from onrecord.model import Report, Reuse
from onrecord.pipeline.stages import quoted_spans
from onrecord.stories import find_families, find_reuse, publishers
from onrecord.stories.candidates import CROWD, candidates

FLOOD = json.loads((Path(__file__).parents[1] / "cases" / "flood.json").read_text(encoding="utf-8"))
LEAD: str = FLOOD["lead"]
S: list[str] = FLOOD["wire"]
W = " ".join([LEAD, *S])
AP = f"GULLHAVEN (AP) — {W}"
OWN = " ".join(FLOOD["own"])
BG, PLAN, BUDGET, RIGHTS, POST = (FLOOD[name] for name in ("background", "plan", "budget", "rights", "post"))
CUT = " ".join([LEAD, *S[:5]])


def reworded(text: str) -> str:
    for words, others in FLOOD["reworded"].items():
        text = text.replace(words, others)
    return text


CASES = (
    ("identical", AP, AP, "copy"),
    ("without dateline", AP, W, "copy"),
    ("cut to half", AP, CUT, "copy"),
    ("first paragraph only", AP, LEAD + " " + S[0], "copy"),
    ("alert in story", "GULLHAVEN (AP) — " + LEAD, AP, "copy"),
    ("one-sentence alert", LEAD, W, "copy"),
    ("reordered sentences", W, " ".join([LEAD, S[4], S[2], S[0], S[7], S[1], S[3], S[8], S[5]]), "copy"),
    (
        "new lead",
        W,
        "Angry families demanded answers on Monday after a night of fear in Gullhaven, where a gate failed. "
        + " ".join(S),
        "copy",
    ),
    (
        "new lead and end",
        W,
        "Angry families demanded answers on Monday after a night of fear. "
        + " ".join(S[:8])
        + " An inquiry is to follow, its chair said, and he will name four members within a week.",
        "copy",
    ),
    ("reworded here and there", W, reworded(W), "copy"),
    (
        "numbers changed",
        W,
        W.replace("forty", "fifty").replace("two hundred", "three hundred").replace("six hours", "seven hours"),
        "copy",
    ),
    ("reworded and cut", W, reworded(" ".join([LEAD, *S[:6]])), "copy"),
    ("british marks", W, W.replace("“", "‘").replace("”", "’"), "copy"),
    ("straight marks", W, W.replace("“", '"').replace("”", '"'), "copy"),
    ("two wires of one event: own text, same quotes", W, OWN, "quotes-only"),
    (
        "only one quote in own text",
        W,
        OWN.replace("“We will mend the gate before the autumn tides, and not a day later,” Marran said.", ""),
        "quotes-only",
    ),
    ("own text with one wire sentence and quotes", W, OWN + " " + S[2], "partial"),
    (
        "own text, no quote, one wire sentence",
        W,
        OWN.replace(
            "“Nobody had told us that the hinge was rotten before the night it broke,” Mayor Ilse Marran said.", ""
        ).replace("“We will mend the gate before the autumn tides, and not a day later,” Marran said.", "")
        + " "
        + S[3],
        "partial",
    ),
    (
        "own text, three wire sentences, thanks",
        W,
        OWN + " " + S[2] + " " + S[3] + " " + S[7] + "\nThe Associated Press contributed to this report.",
        "partial",
    ),
    (
        "half wire, thanks",
        AP,
        OWN + " " + " ".join(S[5:]) + "\nThe Associated Press contributed to this report.",
        "partial",
    ),
    ("all wire, thanks", AP, W + "\nThe Associated Press contributed to this report.", "copy"),
    (
        "AP text that names AP's writers",
        "GULLHAVEN (AP) — " + CUT + "\nAssociated Press writer Ana Ruiz contributed to this report.",
        "GULLHAVEN (AP) — " + " ".join([LEAD, *S[:3], *S[5:8]]),
        "copy",
    ),
    (
        "nothing in common",
        W,
        BUDGET,
        "none",
    ),
    (
        "own texts no quotes",
        W,
        OWN.split("“")[0]
        + "Neighbours were sweeping mud from their doorsteps and spoke of warnings that went unheeded for years.",
        "none",
    ),
    ("background sentence", W + " " + BG, OWN.replace("“Nobody", "“No one") + " " + BG, "partial"),
    (
        "name of an office only",
        W + " He is the secretary of the Joint Board of the Harbours of the Northern Elm Counties.",
        OWN.split("“")[0] + " She wrote to the Joint Board of the Harbours of the Northern Elm Counties.",
        "none",
    ),
    (
        "rights line",
        W + "\n{RIGHTS}",
        f"The parliament voted for a budget with lower taxes on bread.\n{RIGHTS}",
        "none",
    ),
    (
        "live blog with a wire paragraph",
        "09:10 Good morning and welcome to our page. "
        + OWN
        + " 10:30 "
        + S[5]
        + " "
        + S[3]
        + " 11:00 The council sits. "
        + " ".join(OWN.split(". ")[::-1]),
        W,
        "partial",
    ),
    (
        "post printed bare",
        f"It rained.\n{POST}\nPeople were cross about it all.",
        f"The gate failed.\n{POST}\nThe minister would not answer.",
        "quotes-only",
    ),
    (
        "statement without marks in one",
        W,
        OWN.replace(
            "“Nobody had told us that the hinge was rotten before the night it broke,”",
            "Nobody had told us that the hinge was rotten before the night it broke,",
        ),
        "quotes-only",
    ),
)


def reuse_of(*reports: Report) -> tuple[Reuse, ...]:
    return find_reuse(reports, {report.id: quoted_spans(report) for report in reports}, publishers(reports))


def label_of(one: str, other: str, *outlets: str, day: str = "2031-05-12") -> tuple[str, str | None]:
    first, second = outlets or ("Elm Times", "Harbor Post")
    found = reuse_of(
        make_report(one, id="a", outlet=first, published="2031-05-12"),
        make_report(other, id="b", outlet=second, published=day),
    )
    return (found[0].label, found[0].source) if found else ("none", None)


@pytest.mark.parametrize(("one", "other", "label"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_two_reports_of_two_outlets(one: str, other: str, label: str) -> None:
    assert label_of(one, other)[0] == label_of(other, one)[0] == label


def test_one_publishers_later_report_takes_from_the_earlier_one() -> None:
    later = " ".join(
        ["Two days on, the town counts its losses while the county argues over who must pay.", *S[5:8], PLAN]
    )
    two_thirds = " ".join([LEAD, *S[:5], PLAN, OWN.split("“")[0]])
    assert label_of(W, later, "Elm Times", "The Elm Times (Opinion)", day="2031-05-14") == ("partial", "a")
    assert label_of(W, two_thirds, "Elm Times", "elmtimes.com", day="2031-05-14") == ("partial", "a")
    assert label_of(W, two_thirds) == ("copy", None)


def test_one_word_of_the_first_person_hides_no_copy() -> None:
    told = W.replace("the fire service said.", "the fire service said at 6 a.m. The sea is all around us, it said.")
    assert label_of(told, told.replace("GULLHAVEN", ""))[0] == "copy"


def test_short_reports_that_give_the_same_facts_are_no_copies() -> None:
    said = "“It will be mended,” said the mayor, Ilse Marran."
    one = f"The gate broke on 12 May 2031 and 27 people were hurt. {said}"
    other = f"In the storm the gate broke on 12 May 2031; 27 people were hurt. {said}"
    assert label_of(one, other)[0] != "copy"


def test_ten_words_by_chance_are_no_part() -> None:
    phrase = "who used forty thousand crowns of the harbour fund to settle it"
    assert (
        label_of(f"{OWN} She is the one {phrase}.", f"The baker, {phrase}, has closed his shop on Net Street.")[0]
        == "none"
    )


def crowd(size: int) -> list[Report]:
    """Give copies of one text, each cut elsewhere."""
    rng = random.Random(1)
    return [
        make_report(" ".join([LEAD, *S[: rng.randint(3, len(S))]]), id=f"r{number:03}", outlet=f"Outlet {number}")
        for number in range(size)
    ]


def test_a_crowd_of_copies_is_one_family_without_all_its_pairs() -> None:
    reports = crowd(4 * CROWD)
    reuse = reuse_of(*reports)
    (family,) = find_families(reports, reuse)
    assert family.reports == tuple(report.id for report in reports)
    assert len(reuse) < 4 * len(reports)
    random.Random(2).shuffle(reports)
    assert reuse_of(*reports) == reuse


@given(st.lists(st.lists(st.integers(0, 3), max_size=12), max_size=8))
@settings(max_examples=60, deadline=None)
def test_candidates_are_the_pairs_that_share_a_run(texts: Sequence[Sequence[int]]) -> None:
    runs = [{tuple(text[at : at + 3]) for at in range(len(text) - 2)} for text in texts]
    shared = [(a, b) for a in range(len(texts)) for b in range(a + 1, len(texts)) if runs[a] & runs[b]]
    assert candidates(texts, 3) == shared


@pytest.mark.parametrize(
    "text", ["", "Yes", "“" + LEAD + "”", "a " * 4_000, "the sea came in and went out again " * 900]
)
def test_odd_texts_are_no_trouble(text: str) -> None:
    reports = [make_report(text, id="a"), make_report(text, id="b"), make_report(W, id="c")]
    assert {(each.a, each.b) for each in reuse_of(*reports)} <= {("a", "b"), ("a", "c"), ("b", "c")}
