"""The record opens in Datasette as it is: its tables can be looked at, and its full-text index searched."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from onrecord import Record


def get(path: Path, address: str) -> Any:
    command = [sys.executable, "-m", "datasette", str(path), "--get", f"/{path.stem}/{address}"]
    return json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)


def test_a_record_opens_in_datasette(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("“We heard it before we saw it,” said Ana Ruiz on Tuesday.\n", encoding="utf-8")
    with Record(tmp_path / "mill.db") as record:
        record.add(str(tmp_path / "a.txt"))
    (statement,) = get(tmp_path / "mill.db", "statements.json?_shape=array")
    assert statement["speaker"] == "Ana Ruiz"
    (report,) = get(tmp_path / "mill.db", "reports.json?_shape=array&_search=heard")
    assert "before we saw it" in report["text"]
