"""The table of outlets: kept, honoured by every count of independent witnesses, refused with its line."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.views import cli

Run = Callable[..., tuple[int, str, str]]
SAID = "“We will mend the gate before the autumn tides, and not a day later,” said the mayor, Ilse Marran."
REPORTS = (
    (
        "Elm Times",
        f"The gate broke on 12 May 2031. In all 27 people were hurt. {SAID} The bells rang all through the night.",
    ),
    (
        "Harbor Post",
        f"On 12 May 2031 the gate broke. Doctors said that 27 people were hurt. {SAID} Soldiers laid sandbags.",
    ),
    (
        "Dell Globe",
        f"In the storm the gate broke on 12 May 2031; 27 people were hurt. {SAID} Schools stayed shut for days.",
    ),
)


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """Run a command in a folder of its own, on a record of three reports of three outlets."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ONRECORD", raising=False)

    def call(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["onrecord", *arguments])
        with pytest.raises(SystemExit) as stop:
            cli.main()
        out, err = capfd.readouterr()
        return int(stop.value.code or 0), out, err

    lines = [
        json.dumps({"id": f"r{at}", "outlet": outlet, "published": "2031-05-13", "title": "Gate breaks", "text": text})
        for at, (outlet, text) in enumerate(REPORTS)
    ]
    Path("reports.jsonl").write_text("\n".join(lines), encoding="utf-8")
    call("add", "reports.jsonl")
    return call


def independent(run: Run, table: str) -> set[tuple[int, int]]:
    rows = [json.loads(line) for line in run("export", table)[1].splitlines()]
    return {(row["reports"], row["independent"]) for row in rows if row["reports"] == len(REPORTS)}


def test_outlets_of_one_publisher_are_one_witness(run: Run) -> None:
    assert independent(run, "utterances") == {(3, 3)}
    Path("outlets.csv").write_text("outlet,publisher\nThe Harbor Post,Elm Times\n")
    assert run("outlets", "outlets.csv")[:2] == (0, "onrecord.db: 1 outlet known\n")
    for table in ("utterances", "figures", "timeline"):
        assert independent(run, table) == {(3, 2)}
    reports = [json.loads(line) for line in run("export", "reports")[1].splitlines()]
    assert [row["origin"] for row in reports] == ["publisher Elm Times"] * 2 + ["publisher dellglobe"]
    assert json.loads(run("compare", "r0", "r1", "--json")[1])["independent"] == 1
    assert "1 independent origin (those of one publisher count once)." in run("compare", "r0", "r1")[1]
    assert json.loads(run("check", "We will mend the gate before the autumn tides", "--json")[1])["independent"] == 2
    assert "2 independent origins" in run("brief")[1]
    assert run("outlets")[1].splitlines() == ["outlet,publisher", "The Harbor Post,Elm Times"]
    assert run("outlets", "--forget")[0] == 0
    assert independent(run, "utterances") == {(3, 3)}


def test_a_broken_table_of_outlets_is_one_line_and_changes_nothing(run: Run) -> None:
    Path("outlets.csv").write_text("outlet,publisher\nHarbor Post,Elm Times\n")
    run("outlets", "outlets.csv")
    Path("broken.csv").write_text("outlet,publisher\nHarbor Post,Elm\nharbor post,Dell\n")
    code, out, err = run("outlets", "broken.csv")
    assert (code, out, len(err.splitlines())) == (2, "", 1)
    assert err.startswith("onrecord: broken.csv:3: ")
    assert run("outlets", "missing.csv")[0] == run("outlets", "outlets.csv", "--forget")[0] == 2
    assert run("outlets")[1].splitlines() == ["outlet,publisher", "Harbor Post,Elm Times"]
