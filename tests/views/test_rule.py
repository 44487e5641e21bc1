"""What an editor sees: rulings and the table of people, each message by the mistake that causes it, nothing changed."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from onrecord.people.rulings import rule_pair, rule_speaker
from onrecord.record import Store
from onrecord.views import cli
from samples import write_lines

Run = Callable[..., tuple[int, str, str]]
REPORTS = [
    {"id": "r1", "title": "Mill burns", "published": "2031-05-14", "text": "“We heard it at the mill,” said Ana Ruiz."},
    {
        "id": "r2",
        "title": "Mill fire",
        "published": "2031-05-15",
        "text": "“It was loud at the mill,” said Annie Ruiz.",
    },
    {"id": "r3", "title": "Harbor wins", "published": "2031-09-15", "text": "“I won the game at last,” said Joe Roe."},
    {"id": "r4", "title": "Elm votes", "published": "2031-10-02", "text": "“We count all night long,” said Joe Roe."},
    {"id": "r5", "title": "Elm waits", "published": "2031-10-09", "text": "“Nobody told us about it,” a clerk said."},
]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Run the command line in a folder with a record of five reports; gives exit code, standard output and error."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ONRECORD", raising=False)

    def run(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["onrecord", *arguments])
        with pytest.raises(SystemExit) as stop:
            cli.main()
        out, err = capfd.readouterr()
        return int(stop.value.code or 0), out, err

    write_lines(tmp_path / "reports.jsonl", REPORTS)
    assert run("add", "reports.jsonl")[0] == 0
    return run


def rows(run: Run, table: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in run("export", table)[1].splitlines()]


def persons(run: Run) -> dict[str, int]:
    return {row["id"]: row["statements"] for row in rows(run, "people")}


def statement_of(run: Run, report: str) -> str:
    return str(next(row["id"] for row in rows(run, "statements") if row["report"] == report))


BEFORE = {"ana-ruiz": 1, "annie-ruiz": 1, "joe-roe": 2}


def test_two_persons_are_one_until_it_is_taken_back(run: Run) -> None:
    assert persons(run) == BEFORE
    code, out, err = run("rule", "same", "ana-ruiz", "Annie Ruiz")
    assert (code, err) == (0, "")
    number = out.split()[0]
    assert persons(run) == {"annie-ruiz": 2, "joe-roe": 2}
    assert "(Annie Ruiz)" in run("rule", "list")[1]
    assert run("rule", "undo", number[:4])[0] == 0
    assert persons(run) == BEFORE
    assert "no rulings" in run("rule", "list")[1]


def test_a_person_who_was_wrongly_joined_is_parted(run: Run) -> None:
    assert run("rule", "different", statement_of(run, "r3"), statement_of(run, "r4"))[0] == 0
    assert sorted(persons(run).values()) == [1, 1, 1, 1]
    code, _, err = run("rule", "same", "Joe Roe", "ana-ruiz")
    assert code == 2
    assert "2 persons" in err
    assert "joe-roe, joe-roe-" in err


def test_a_speaker_is_named_and_is_nobody(run: Run) -> None:
    statement = statement_of(run, "r5")
    assert run("rule", "speaker", statement, "Ana  Ruiz")[0] == 0
    row = next(row for row in rows(run, "statements") if row["id"] == statement)
    assert (row["speaker"], row["speaker_kind"], row["ground"], row["person"]) == (
        "Ana Ruiz",
        "person",
        "ruling",
        "ana-ruiz",
    )
    assert "a clerk said" not in run("who", "Ana Ruiz")[1]
    assert "Nobody told us about it" in run("who", "Ana Ruiz")[1]
    assert json.loads(run("check", "Nobody told us about it", "--by", "Ruiz", "--json")[1])["verdict"] == "exact"
    assert run("rule", "speaker", statement, "--nobody")[0] == 0
    row = next(row for row in rows(run, "statements") if row["id"] == statement)
    assert (row["speaker"], row["speaker_kind"], row["ground"], row["person"]) == (None, "unnamed", "ruling", None)
    assert len(rows(run, "rulings")) == 1
    assert run("rule", "speaker", statement, "Elm Council", "--organization")[0] == 0
    assert persons(run)["the-elm-council"] == 1


def test_a_later_ruling_on_a_pair_replaces_the_earlier(run: Run) -> None:
    one, other = statement_of(run, "r3"), statement_of(run, "r4")
    run("rule", "different", one, other)
    run("rule", "same", other, one)
    assert [(row["ruling"], row["why_idle"]) for row in rows(run, "rulings")] == [("same", None)]
    assert persons(run) == BEFORE


def test_rulings_that_contradict_one_another_are_refused(run: Run) -> None:
    one, two, three = (statement_of(run, report) for report in ("r1", "r2", "r3"))
    first = run("rule", "same", one, two)[1].split()[0]
    run("rule", "same", two, three)
    before = [run("export", table)[1] for table in cli.TABLES]
    code, out, err = run("rule", "different", one, three)
    assert (code, out, len(err.splitlines())) == (2, "", 1)
    assert f"contradicts the ruling {first} (same {one} {two})" in err
    assert [run("export", table)[1] for table in cli.TABLES] == before


def test_a_ruling_that_has_no_effect_says_so(run: Run, tmp_path: Path) -> None:
    one, two = statement_of(run, "r3"), statement_of(run, "r4")
    run("rule", "different", one, two)
    run("rule", "speaker", one, "--nobody")
    assert f"no effect: nobody is named as the speaker of {one}" in run("rule", "list")[1]
    (idle,) = [row for row in json.loads(run("rule", "list", "--json")[1]) if row["why_idle"]]
    assert idle["ruling"] == "different"


def test_a_ruling_outlasts_its_report(run: Run) -> None:
    one = statement_of(run, "r1")
    with Store("onrecord.db") as store:
        store.change_rulings([rule_pair("same", one, "gone:0-9"), rule_speaker("gone:0-9", "Ana Ruiz")])
    assert [row["why_idle"] for row in rows(run, "rulings")] == ["gone:0-9 is not on record"] * 2
    assert persons(run) == BEFORE


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("same", "ana-ruiz", "vale"), "there is no person or statement vale on record; `onrecord export people`"),
        (("different", "r1:0-999", "ana-ruiz"), "there is no person or statement r1:0-999 on record"),
        (("same", "ana-ruiz", "Ana Ruiz"), "one already"),
        (("speaker", "r9:0-9", "Ana Ruiz"), "there is no statement r9:0-9 on record; `onrecord export statements`"),
        (("speaker", "r1:1-25", "Ana\tRuiz\b"), "can't be printed; for nobody"),
        (("speaker", "r1:1-25", "A" * 201), "longer than 200 characters; for nobody"),
        (("speaker", "r1:1-25", "123"), "'123' is no name: it has no letter; for nobody"),
        (("speaker", "r9:0-9"), "--nobody"),
        (("speaker", "r9:0-9", "Ana Ruiz", "--nobody"), "--nobody"),
        (("undo", "zz"), "there is no ruling zz; `onrecord rule list`"),
        (("undo", ""), "'ID': it is empty"),
        (("same", " ", "ana-ruiz"), "'A': it is empty"),
        (("different", "ana-ruiz", ""), "'B': it is empty"),
        (("speaker", "", "Ana Ruiz"), "'STATEMENT': it is empty"),
        (("speaker", "r1:1-25", ""), "'[NAME]': it is empty"),
        (("speaker", "r1:1-25", "Jos\udce9 Vale"), r"'[NAME]': 'Jos\udce9 Vale' is not UTF-8"),
        (("speaker", "\udcff", "Jo Vale"), r"'STATEMENT': '\udcff' is not UTF-8"),
        (("same", "ana-ruiz", "\udcff"), r"'B': '\udcff' is not UTF-8"),
        (("undo", "\udcff"), r"'ID': '\udcff' is not UTF-8"),
        (("same", "ana-ruiz"), "B"),
        (("else", "ana-ruiz"), "else"),
    ],
)
def test_a_wrong_ruling_is_one_line_and_changes_nothing(run: Run, arguments: tuple[str, ...], words: str) -> None:
    code, out, err = run("rule", *arguments)
    assert (code, out, len(err.splitlines())) == (2, "", 1)
    assert words in err
    assert rows(run, "rulings") == []
    assert persons(run) == BEFORE


def reports_of_utterances(run: Run) -> list[list[str]]:
    return sorted(sorted(witness["report"] for witness in row["witnesses"]) for row in rows(run, "utterances"))


def test_two_utterances_are_one_until_it_is_taken_back(run: Run) -> None:
    before = reports_of_utterances(run)
    code, out, err = run("rule", "same-utterance", statement_of(run, "r1"), statement_of(run, "r2"))
    assert (code, err) == (0, "")
    number, told = out.split(maxsplit=1)
    assert told == "same-utterance r1:1-24 r2:1-24\n"
    assert ["r1", "r2"] in reports_of_utterances(run)
    (row,) = json.loads(run("rule", "list", "--json")[1])
    assert (row["id"], row["ruling"], row["why_idle"]) == (number, "same-utterance", None)
    assert "(We heard it at the mill; It was loud at the mill)" in run("rule", "list")[1]
    assert run("rule", "undo", number[:4])[0] == 0
    assert reports_of_utterances(run) == before


def test_an_utterance_is_named_by_its_id_and_parted_by_two_places(run: Run) -> None:
    ids = {row["witnesses"][0]["report"]: row["id"] for row in rows(run, "utterances")}
    first = run("rule", "same-utterance", ids["r3"], ids["r4"])[1].split()[0]
    code, out, err = run("rule", "different-utterances", "r4:5-20", "r3:1-20")
    assert (code, err) == (0, "")
    assert out.split() == [first, "different-utterances", "r3:1-23", "r4:1-24"]
    assert reports_of_utterances(run) == [["r1"], ["r2"], ["r3"], ["r4"], ["r5"]]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("same-utterance", "r1:1-25", "r9:1-9"), "r9:1-9 on record; `onrecord export utterances`"),
        (("different-utterances", "r1:1-25", "r1:1-25"), "are one place"),
        (("same-utterance", "r1:1-25"), "B"),
        (("same-utterance", "r1:1-25", " "), "'B': it is empty"),
        (("different-utterances", "\udcff", "r1:1-25"), r"'A': '\udcff' is not UTF-8"),
    ],
)
def test_a_wrong_ruling_on_utterances_is_one_line_and_changes_nothing(
    run: Run, arguments: tuple[str, ...], words: str
) -> None:
    before = [run("export", table)[1] for table in cli.TABLES]
    code, out, err = run("rule", *arguments)
    assert (code, out, len(err.splitlines())) == (2, "", 1)
    assert words in err
    assert [run("export", table)[1] for table in cli.TABLES] == before


def test_rulings_on_utterances_that_contradict_one_another_are_refused(run: Run) -> None:
    first = run("rule", "same-utterance", "r1:1-25", "r2:1-25")[1].split()[0]
    run("rule", "same-utterance", "r2:1-25", "r3:1-25")
    code, out, err = run("rule", "different-utterances", "r1:1-25", "r3:1-25")
    assert (code, out, len(err.splitlines())) == (2, "", 1)
    assert f"take that back first with: onrecord rule undo {first}" in err


def test_a_statement_without_a_speaker_asks_for_one(run: Run) -> None:
    statement = statement_of(run, "r5")
    code, _, err = run("rule", "same", statement, "ana-ruiz")
    assert code == 2
    assert f"onrecord rule speaker {statement} NAME" in err


def test_a_table_of_people_is_kept_and_honoured_by_later_adds(run: Run, tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("name,aliases,wikidata\nAna Ruiz,Annie Ruiz,Q42\n")
    assert run("people", "people.csv")[:2] == (0, "onrecord.db: 1 person known\n")
    assert [row["wikidata"] for row in rows(run, "people") if row["id"] == "ana-ruiz"] == ["Q42"]
    assert persons(run) == {"ana-ruiz": 2, "joe-roe": 2}
    assert run("people")[1].splitlines() == ["name,aliases,wikidata,same as", "Ana Ruiz,Annie Ruiz,Q42,"]
    more = [{"id": "r6", "published": "2031-11-02", "text": "“The mill is up again now,” said Annie Ruiz."}]
    run("add", write_lines(tmp_path / "more.jsonl", more))
    assert persons(run)["ana-ruiz"] == 3
    (tmp_path / "other.csv").write_text("name\nVale\n")
    run("add", "more.jsonl", "--people", "other.csv")
    assert persons(run)["annie-ruiz"] == 2
    assert run("people", "--forget")[0] == 0
    assert run("people")[1] == ""


@pytest.mark.parametrize("command", [("people",), ("add", "reports.jsonl", "--people")])
def test_a_broken_table_is_one_line_and_changes_nothing(run: Run, tmp_path: Path, command: tuple[str, ...]) -> None:
    (tmp_path / "people.csv").write_text("name,aliases\nAna Ruiz,Annie Ruiz\n")
    run("people", "people.csv")
    before = run("people")[1]
    (tmp_path / "broken.csv").write_text("name,aliases\nAna Ruiz,Ruiz\nJoe Ruiz,Ruiz\n")
    code, out, err = run(*command, "broken.csv")
    assert (code, out, len(err.splitlines())) == (2, "", 1)
    assert err.startswith("onrecord: broken.csv:3: ")
    assert run("people")[1] == before
    assert run(*command, "missing.csv")[0] == 2
    assert run(*command, ".")[0] == 2


@pytest.mark.parametrize(
    "command",
    [("people", ""), ("add", "reports.jsonl", "--people", ""), ("who", ""), ("brief", "")]
    + [("check", "we heard it", "--by", name) for name in ("", "\udcff")],
)
def test_an_argument_that_is_empty_or_not_utf_8_is_one_line(run: Run, command: tuple[str, ...]) -> None:
    code, out, err = run(*command)
    assert (code, out, len(err.splitlines())) == (2, "", 1)
    assert ("it is empty" in err) == ("" in command)
    assert ("is not UTF-8" in err) == ("" not in command)


def test_a_broken_table_makes_no_record(run: Run, tmp_path: Path) -> None:
    assert run("people", "missing.csv", "--record", "new.db")[0] == 2
    assert not (tmp_path / "new.db").exists()
