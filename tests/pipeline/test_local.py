"""What the record says that no report alone does."""

import json
from pathlib import Path

from onrecord import Record

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
