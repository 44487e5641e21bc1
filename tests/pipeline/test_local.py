"""What the record says that no report alone does."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from onrecord import Record
from onrecord.errors import UsageError
from onrecord.model import Derived
from onrecord.people.rulings import rule_pair, rule_speaker
from onrecord.pipeline.stages import derive
from onrecord.record import Store

DATED = "“The sluice will hold through the winter storms,” Ana Ruiz said on Sunday (6 April)."
UNDATED = "“The sluice will hold through the winter storms,” Ana Ruiz told the crowd in the hall."


def add(tmp_path: Path, **reports: dict[str, str]) -> list[dict[str, object]]:
    lines = [json.dumps({"id": name, **report}) for name, report in reports.items()]
    (tmp_path / "reports.jsonl").write_text("\n".join(lines), encoding="utf-8")
    with Record(tmp_path / "test.db") as record:
        record.add(str(tmp_path / "reports.jsonl"))
        return list(record.export("statements"))


def test_a_day_that_one_report_states_is_lent_to_another(tmp_path: Path) -> None:
    one, other = add(
        tmp_path,
        a={"text": UNDATED, "title": "Sluice"},
        b={"text": DATED, "title": "Sluice", "published": "2031-04-07"},
    )
    assert (one["said"], one["said_ground"]) == ({"first": "2031-04-06", "last": "2031-04-06"}, "other report")
    assert (other["said"], other["said_ground"]) == (one["said"], "stated")
    assert one["dated_like"] == other["id"]


def test_an_unnamed_source_is_printed_and_is_nobody(tmp_path: Path) -> None:
    (row,) = add(tmp_path, a={"text": "“The sluice will hold,” a spokesman for the board said."})
    assert (row["speaker"], row["speaker_kind"], row["person"]) == ("spokesman for the board", "unnamed", None)


SPEAKERS = {"r0": "Ana Ruiz", "r1": "Bo Vale", "r2": "Cy Lund"}
LEAKS = [f"{report}:1-16" for report in SPEAKERS]  # the statements of these


@pytest.fixture
def leaky(tmp_path: Path) -> Iterator[Record]:
    """A record of three reports, each with a statement of somebody else."""
    lines = [json.dumps({"id": report, "text": f"“It leaks badly,” {name} said."}) for report, name in SPEAKERS.items()]
    (tmp_path / "reports.jsonl").write_text("\n".join(lines), encoding="utf-8")
    with Record(tmp_path / "test.db") as record:
        record.add(str(tmp_path / "reports.jsonl"))
        assert [row["id"] for row in record.export("statements")] == LEAKS
        yield record


def names_in(record: Record) -> list[str]:
    return [row["name"] for row in record.export("people")]


@pytest.mark.parametrize("changes", [1, 9])
def test_what_comes_while_another_derives_is_not_lost(
    leaky: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, changes: int
) -> None:
    left = iter(range(changes))

    def slowly(*matter: Any) -> Derived:
        """Derive while an editor rules, as often as there are changes left."""
        derived = derive(*matter)
        for number in left:
            with Record(tmp_path / "test.db") as other:
                other._store.change_rulings([rule_speaker(LEAKS[number % 3], f"Dee Dorn{number}")])
            break
        return derived

    monkeypatch.setattr("onrecord.pipeline.keeping.derive", slowly)
    leaky.rule_speaker(LEAKS[0], "Zed Zorn")
    for _ in range(changes):
        leaky.refresh()
    assert f"Dee Dorn{changes - 1}" in names_in(leaky)


def test_a_ruling_that_comes_while_another_is_given_is_heeded(
    leaky: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two, three = LEAKS
    leaky.rule("same", one, two)
    refresh = leaky.refresh

    def while_another_rules() -> None:
        refresh()
        with Store(tmp_path / "test.db") as other:
            other.change_rulings([rule_pair("same", two, three)])

    monkeypatch.setattr(leaky, "refresh", while_another_rules)
    with pytest.raises(UsageError, match="contradicts"):
        leaky.rule("different", one, three)


A_B, B_C, A_C = ("Ana Ruiz", "Bo Vale"), ("Bo Vale", "cy-lund"), ("ana-ruiz", "Cy Lund")


def test_a_name_stands_for_a_statement_whose_report_has_it_whoever_was_joined_before(leaky: Record) -> None:
    first = leaky.rule("same", "ana-ruiz", "bo-vale")
    leaky.rule("same", *B_C)
    leaky.undo(first.id)
    assert [(ruling.a, ruling.b) for ruling, _ in leaky.rulings()] == [(LEAKS[1], LEAKS[2])]


@pytest.mark.parametrize("pair", [A_C, A_C[::-1], (LEAKS[0], LEAKS[2])])
def test_a_chain_of_names_is_contradicted_by_names_and_by_statements(leaky: Record, pair: tuple[str, str]) -> None:
    leaky.rule("same", *A_B)
    leaky.rule("same", *B_C)
    with pytest.raises(UsageError, match="contradicts"):
        leaky.rule("different", *pair)
    assert [ruling.ruling for ruling, _ in leaky.rulings()] == ["same", "same"]


def test_a_pair_of_names_is_parted_again_by_its_names(leaky: Record) -> None:
    leaky.rule("same", *A_B)
    leaky.rule("different", *A_B)
    assert [ruling.ruling for ruling, _ in leaky.rulings()] == ["different"]
    assert names_in(leaky) == list(SPEAKERS.values())


def test_another_sense_that_was_collated_is_told_with_an_exact_answer(tmp_path: Path) -> None:
    add(
        tmp_path,
        one={"text": "Mayor Otto Brandt said he had. “I asked for it in writing,” Otto Brandt told reporters."},
        two={
            "text": "Mayor Otto Brandt spoke. “I did not ask for it in writing,” Otto Brandt told reporters on Tuesday."
        },
    )
    with Record(tmp_path / "test.db") as record:
        said = [record.check(words, by="Otto Brandt").says for words in ("I did not ask for it in writing", "the moon")]
    assert "another report has “I asked for it in writing” (a negation differs)" in said[0]
    assert said[1] == "Nothing on record is near enough to be the source."


def test_an_office_stands_for_the_one_who_bears_it(tmp_path: Path) -> None:
    text = "The mayor of Elm, Ana Ruiz, opened the mill. “We do not sell bread on Mondays,” Mayor Ana Ruiz said."
    add(tmp_path, one={"text": text})
    with Record(tmp_path / "test.db") as record:
        assert record.bearer_of("Mayor") == "Ana Ruiz"
        assert (record.name_meant("the mayor"), record.name_meant("The Mayor")) == ("Ana Ruiz", "The Mayor")
        with pytest.raises(UsageError, match="king: no people"):
            record.bearer_of("king")
        assert record.check("We do not sell bread on Mondays", by="de Blasio").verdict == "misattributed"


def test_a_block_quotation_of_markdown_is_a_statement_by_line(tmp_path: Path) -> None:
    block = "> The alarm did not ring.\n> It had not rung since Easter."
    text = f"The mill burned.\n\n{block}\n\n— Ana Ruiz, shift supervisor\n"
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    with Record(tmp_path / "test.db") as record:
        record.add(str(tmp_path / "a.md"))
        (row,) = record.export("statements")
    assert row["speaker"] == "Ana Ruiz"
    assert [text[start:end] for start, end in row["content"]] == [
        "The alarm did not ring.", "It had not rung since Easter."
    ]  # fmt: skip
