"""What outlets edited, on a terminal and as data."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from onrecord import Record
from onrecord.errors import UsageError
from onrecord.views.edit_commands import edits

URL = "https://elmtimes.example/gate"
FIRST = (
    "“We will never sell the harbour,” Mayor Ana Ruiz told reporters. At least 12 people were hurt, police said."
    "\n\n“No comment,” said Tom Vale, a clerk."
)
SECOND = (
    "“We will sell the harbour,” Mayor Ana Ruiz told reporters. At least 15 people were hurt, police said."
    "\n\nThis article was amended on 13 May 2031 to correct the number of people hurt."
)


@pytest.fixture
def path(tmp_path: Path) -> str:
    rows = (("a", FIRST, "2031-05-12"), ("b", SECOND, "2031-05-13"))
    lines = [
        json.dumps(
            {"id": id, "text": text, "url": URL, "title": "Gate breaks", "outlet": "Elm Times", "published": day}
        )
        for id, text, day in rows
    ]
    (tmp_path / "reports.jsonl").write_text("\n".join(lines))
    with Record(tmp_path / "record.db") as record:
        record.add(str(tmp_path / "reports.jsonl"))
    return str(tmp_path / "record.db")


def answer(*arguments: str) -> tuple[int, str]:
    outcome = CliRunner().invoke(edits, arguments, standalone_mode=False, env={"COLUMNS": "100"})
    if outcome.exception:
        raise outcome.exception
    return int(outcome.return_value), outcome.output


def test_a_terminal_has_each_edit_with_the_words_that_changed(path: str) -> None:
    code, out = answer("--record", path)
    assert code == 0
    assert out.splitlines() == [
        "Elm Times  Gate breaks",
        f"  {URL}",
        "  published 2031-05-13  (in the order of their days of publication)",
        "  5 edits",
        "  quotation changed  Ana Ruiz  changes a “not”",
        "    We will [-never-] sell the harbour,",
        "  figure changed of people  police",
        "    At least 12 → At least 15",
        "  statement changed  police  changes a number",
        "    At least [-12-] {+15+} people were hurt",
        "  quotation removed  Tom Vale",
        "    No comment,",
        "  correction added",
        "    This article was amended on 13 May 2031 to correct the number of people hurt.",
    ]


def test_none_is_said_in_a_sentence_and_by_the_exit_code(path: str) -> None:
    assert answer("--record", path, "--by", "Joan Pike") == (
        1,
        "no edit on record is of what was asked for; `onrecord edits` lists all\n",
    )
    with pytest.raises(UsageError, match="is after"):
        answer("--record", path, "--from", "2031-06", "--to", "2031-05")


def test_json_has_a_row_for_each(path: str) -> None:
    code, out = answer("--record", path, "--json", "--from", "2031-05", "--outlet", "Elm Times", URL)
    assert code == 0
    assert [(row["what"], row["change"]) for row in json.loads(out)] == [
        ("quotation", "changed"),
        ("figure", "changed"),
        ("statement", "changed"),
        ("quotation", "removed"),
        ("correction", "added"),
    ]
