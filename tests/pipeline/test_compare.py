"""Reports side by side: which are meant, what they share, how they differ from one another, what one has alone."""

import json
from pathlib import Path

import pytest

from onrecord import Record
from onrecord.errors import UsageError
from onrecord.model import Comparison, Utterance

SOLD = "“We do not sell bread on Mondays, and the mill stands where it stood,” said Ana Ruiz."
REPORTS = {
    "times": {"outlet": "Elm Times", "text": f"{SOLD}\n\n“The harbor gate was shut before the storm,” said Joe Roe."},
    "mail": {
        "outlet": "Harbor Mail",
        "url": "https://mail.example/bread",
        "text": "“The harbor gate was shut before the storm,” said Joe Roe.\n\n“We sell bread on Mondays, and the mill"
        " stands where it stood,” said Ana Ruiz.\n\n“Nobody asked the miller about the stones,” said Ana Ruiz.",
    },
    "hall": {
        "kind": "transcript",
        "text": "ANA RUIZ: We do not sell bread on Mondays, and the mill -- the mill stands where it stood.",
    },
}


@pytest.fixture
def record(tmp_path: Path) -> Record:
    lines = [
        {"id": f"{name}-2031", "title": "Bread at Elm", "published": "2031-05-14", **row}
        for name, row in REPORTS.items()
    ]
    (tmp_path / "elm.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    record = Record(":memory:")
    record.add(str(tmp_path / "elm.jsonl"))
    return record


def beginnings(utterances: tuple[Utterance, ...]) -> list[str]:
    return [" ".join(each.base.split()[:3]) for each in utterances]


def readings(comparison: Comparison) -> list[tuple[str, str, tuple[str, ...], str | None]]:
    return [
        (variant.lemma, reading.text, reading.sigla, reading.sense)
        for utterance in comparison.shared
        for variant in utterance.apparatus
        for reading in variant.readings
    ]


def test_what_is_shared_stands_in_the_order_of_the_first(record: Record) -> None:
    one, other = record.compare(["times-2031", "mail-2031"]), record.compare(["mail-2031", "times-2031"])
    assert beginnings(one.shared) == ["We do not", "The harbor gate"]
    assert beginnings(other.shared) == ["The harbor gate", "We do not"]
    assert [witness.siglum for witness in one.shared[0].witnesses] == ["A", "B"]


def test_the_fullest_wording_is_the_base_of_what_differs(record: Record) -> None:
    assert readings(record.compare(["times-2031", "mail-2031"])) == [("do not", "", ("B",), "negation")]
    assert readings(record.compare(["mail-2031", "times-2031"])) == [("do not", "", ("A",), "negation")]


def test_a_transcript_is_the_base_wherever_it_stands_and_its_slips_are_no_difference(record: Record) -> None:
    comparison = record.compare(["mail-2031", "hall-2031", "times-2031"])
    assert readings(comparison) == [("do not", "", ("A",), "negation")]
    assert comparison.shared[0].primary or comparison.shared[1].primary


def test_what_only_one_has(record: Record) -> None:
    comparison = record.compare(["times-2031", "mail-2031"])
    assert [beginnings(each) for each in comparison.alone] == [[], ["Nobody asked the"]]
    everything = {each.id for each in comparison.shared} | {each.id for own in comparison.alone for each in own}
    assert everything == {each.utterance for each in comparison.attestations}


def test_copies_are_one_origin(demo_record: Record) -> None:
    by_outlet = {(row["outlet"], row["published"]): row["id"] for row in demo_record.export("reports")}
    copies = by_outlet["Farshore", "2031-05-12"], by_outlet["The Kelsport Courier", "2031-05-12"]
    comparison = demo_record.compare(copies)
    assert comparison.independent == 1
    assert [each.agency for each in comparison.families] == ["Norwire"]
    assert demo_record.compare([copies[0], by_outlet["Ostmere Herald", "2031-05-14"]]).independent == 2


@pytest.mark.parametrize("name", ["times-2031", "times", "elm.jsonl:1", "./elm.jsonl:1"])
def test_a_report_is_named_by_id_beginning_or_file(record: Record, name: str) -> None:
    assert record.compare([name, "https://mail.example/bread"]).reports[0].id == "times-2031"


@pytest.mark.parametrize(
    ("names", "why"),
    [
        (["times-2031"], "name two or more"),
        (["times-2031", "nobody"], "nobody: no report on record answers to that"),
        (["times-2031", ""], "an empty name"),
        (["times-2031", "times"], "times-2031 and times are the same report"),
        (["times-2031", "mail", "times-2031"], "the same report"),
        (["times-2031", "elm.jsonl"], r"elm.jsonl: 3 reports answer to that \(hall-2031, mail-2031, times-2031\)"),
        (["times-2031", str(Path(__file__))], "onrecord add"),
    ],
)
def test_names_that_will_not_do(record: Record, names: list[str], why: str) -> None:
    with pytest.raises(UsageError, match=why):
        record.compare(names)
