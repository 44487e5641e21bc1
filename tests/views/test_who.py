"""What a person is on record as saying: over time, and where it turned."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.views import cli

REPORTS = (
    {"id": "a", "outlet": "Elm Times", "published": "2031-05-13",
     "text": "“The hinge of the sluice was inspected in March,” Ilse Marran told reporters on Monday."},
    {"id": "b", "outlet": "Harbor Post", "published": "2031-05-13",
     "text": "Ilse Marran said on Monday: “The hinge of the sluice was inspected in March.”"},
    {"id": "c", "outlet": "Elm Times", "published": "2031-05-21",
     "text": "“The hinge of the sluice was not inspected in March,” Ilse Marran said on Tuesday."},
)  # fmt: skip


Run = Callable[..., tuple[int, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """Run a command in a folder of its own, on a record of these reports."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ONRECORD", raising=False)

    def call(*arguments: str) -> tuple[int, str]:
        monkeypatch.setattr("sys.argv", ["onrecord", *arguments])
        with pytest.raises(SystemExit) as stop:
            cli.main()
        return int(stop.value.code or 0), capfd.readouterr().out

    Path("reports.jsonl").write_text("\n".join(map(json.dumps, REPORTS)), encoding="utf-8")
    call("add", "reports.jsonl")
    return call


def test_a_change_of_line_stands_side_by_side(run: Run) -> None:
    code, shown = run("who", "Marran")
    assert code == 0
    assert "SAID OTHERWISE ON ANOTHER DAY" in shown
    assert "changes a “not”" in shown
    assert "{+not+}" in shown


def test_what_several_reports_print_is_one_line(run: Run) -> None:
    lines = " ".join(run("who", "Marran")[1].partition("ON RECORD")[2].split())
    assert lines.index("12 May 2031") < lines.index("20 May 2031")
    assert lines.count("inspected in March") == 2
    assert "Elm Times, 13 May 2031; Harbor Post" in lines


def test_who_prints_it_otherwise_is_not_credited_with_the_words(run: Run) -> None:
    text = "“The hinge of the sluice was checked in March,” Ilse Marran told reporters on Monday."
    line = {"id": "d", "outlet": "Daily Gull", "published": "2031-05-13", "text": text}
    Path("gull.jsonl").write_text(json.dumps(line), encoding="utf-8")
    run("add", "gull.jsonl")
    lines = " ".join(run("who", "Marran", "--full")[1].partition("ON RECORD")[2].split())
    assert "Harbor Post" in lines.partition("printed otherwise: Daily Gull")[0]


def test_the_data_has_the_changes(run: Run) -> None:
    (person,) = json.loads(run("who", "Marran", "--json")[1])
    (change,) = person["changes"]
    assert change["senses"] == ["negation"]
    assert change["earlier"]["days"] == {"first": "2031-05-12", "last": "2031-05-12"}
    assert len(person["said"]) == 3
    assert all(each["utterances"] for each in person["said"])


def test_nobody_is_told_in_a_line(run: Run) -> None:
    code, shown = run("who", "Otto Nobody")
    assert code == 1
    assert "nobody on record answers to Otto Nobody" in shown
