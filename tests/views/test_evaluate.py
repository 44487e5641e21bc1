"""``onrecord evaluate`` and the ways to ask for some statements only."""

import json
import subprocess
import sys
from pathlib import Path

from views.test_cli import Run, rows

TEXT = "“It leaks,” Ana Ruiz said. The mayor hopes to see the gate mended by spring. The board said that it was shut."
LINE = {
    "id": "a",
    "text": TEXT,
    "attributions": [
        {"content": [[0, 11]], "cue": [[21, 25]], "source": [[12, 20]]},
        {"content": [[92, 108]], "cue": [[87, 91]], "source": [[12, 20]]},
    ],
}


def test_evaluate_measures_and_names_each_error(run: Run, tmp_path: Path) -> None:
    (tmp_path / "gold.jsonl").write_text(json.dumps(LINE))
    code, out, err = run("evaluate", "gold.jsonl", "--errors", "errors.jsonl")
    assert (code, err) == (0, "")
    assert "end to end" in out
    assert "calibration error" in out
    faults = rows((tmp_path / "errors.jsonl").read_text())
    assert {each["fault"] for each in faults} == {"spurious", "source"}
    (wrong,) = [each for each in faults if each["fault"] == "source"]
    assert wrong["marked"]["source"] == [{"start": 12, "end": 20, "text": "Ana Ruiz"}]
    assert wrong["found"]["source"][0]["text"] == "The board"


def test_evaluate_as_json(run: Run, tmp_path: Path) -> None:
    (tmp_path / "gold.jsonl").write_text(json.dumps(LINE))
    (row,) = rows(run("evaluate", "gold.jsonl", "--json")[1])
    assert row["figures"]["direct"]["end_to_end"] == 1
    assert {"marked": "direct", "found": "direct", "statements": 1} in row["confusion"]
    assert sum(each["statements"] for each in row["reliability"]) == row["figures"]["all"]["found"]
    (fast,) = rows(run("evaluate", "gold.jsonl", "--json", "--fast")[1])
    assert fast["figures"]["all"]["found"] <= row["figures"]["all"]["found"]


def test_evaluate_of_what_is_no_gold(run: Run, tmp_path: Path) -> None:
    (tmp_path / "gold.jsonl").write_text("{}\n")
    code, out, err = run("evaluate", "gold.jsonl")
    assert (code, out) == (2, "")
    assert err.startswith("onrecord: gold.jsonl:1: ")
    assert err.count("\n") == 1


def test_speech_only_leaves_thought_out(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (row,) = rows(run("statements", "-q", "a.txt")[1])
    (speech,) = rows(run("statements", "-q", "--speech-only", "a.txt")[1])
    assert [each["mode"] for each in row["statements"]] == ["speech", "thought", "speech"]
    assert speech["statements"] == [each for each in row["statements"] if each["mode"] == "speech"]


def test_fast_needs_no_model(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (row,) = rows(run("statements", "-q", "--fast", "a.txt")[1])
    assert next(each["form"] for each in row["statements"]) == "direct"
    program = (
        "import sys; from onrecord.views.cli import main; sys.argv[1:] = ['statements', '-q', '--fast', 'a.txt']\n"
        "try: main()\n"
        "except SystemExit: sys.exit(int('onnxruntime' in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True).returncode == 0
